"""The index of packages: which pairs can be installed, in which version, from where.

Takes the address of an index in Argos Translate's format, Argos's own or a mirror's, gives `Offer` values. An address
inside the index may be relative to it; an entry may tell the package's SHA-256, which Argos's own index does not. It
does not know what is installed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from lattlast.errors import ConfigError, EngineMissingError
from lattlast.languages import english_name
from lattlast.translation.downloads import TIMEOUT, fetch
from lattlast.translation.packages import newest_first, tag

if TYPE_CHECKING:
    from collections.abc import Mapping

_SCHEMES = ("https", "http", "file")


@dataclass(frozen=True, slots=True)
class Offer:
    """A package that can be installed: its pair, version, addresses, and its SHA-256 where the index tells one."""

    source: str
    target: str
    version: str
    links: tuple[str, ...]
    digest: str = ""


Index = dict[tuple[str, str], Offer]


def load(address: str, *, timeout: float = TIMEOUT) -> Index:
    """Fetch an index: the newest package of each pair.

    `address` is that of a JSON file, or of the folder that holds ``index.json``: https, http or a path. Raises
    ConfigError for any other, and EngineMissingError where it cannot be fetched or is no index.
    """
    address = _whole_address(address)
    try:
        entries = json.loads(fetch(address, timeout=timeout))
        offers = [_offer(entry, address) for entry in entries if entry.get("type", "translate") == "translate"]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EngineMissingError(
            f"{address} is not an index of packages.", hint="Check models.index in lattlast.toml."
        ) from error
    index: Index = {}
    for offer in sorted(offers, key=lambda offer: newest_first(offer.version)):
        index.setdefault((offer.source, offer.target), offer)
    return index


def offers(index: Mapping[tuple[str, str], Offer], source: str, target: str) -> list[Offer]:
    """Give the packages that lead from source to target, by way of English where there is no direct one.

    Raises EngineMissingError that names the targets there are.
    """
    straight = (source, target) in index or "en" in {source, target}
    steps = [(source, target)] if straight else [(source, "en"), ("en", target)]
    for origin, to in steps:
        if (origin, to) not in index:
            targets = ", ".join(sorted(there for here, there in index if here == origin)) or "none"
            raise EngineMissingError(
                f"The index has no package from {english_name(origin)} to {english_name(to)}.",
                hint=f"It has these from {origin}: {targets}.",
            )
    return [index[step] for step in steps]


def _whole_address(address: str) -> str:
    if "://" not in address:
        path = Path(address).expanduser().absolute()
        return (path / "index.json" if path.is_dir() else path).as_uri()
    if urlsplit(address).scheme not in _SCHEMES:
        raise ConfigError(f"{address} is no address of an index.", hint="Write one with https:// in models.index.")
    return urljoin(address, "index.json") if address.endswith("/") else address


def _offer(entry: Mapping[str, Any], address: str) -> Offer:
    return Offer(
        tag(str(entry["from_code"])),
        tag(str(entry["to_code"])),
        str(entry["package_version"]),
        tuple(link for link in (urljoin(address, str(each)) for each in entry["links"]) if _is_safe(link, address)),
        str(entry.get("sha256", "")).lower(),
    )


def _is_safe(link: str, index: str) -> bool:
    """Take a package only over https, or from where the index itself is."""
    there, here = urlsplit(link), urlsplit(index)
    return there.scheme == "https" or (there.scheme, there.netloc) == (here.scheme, here.netloc)
