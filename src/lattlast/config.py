"""Settings: defaults, over them lattlast.toml, over it the environment, over that the flags.

Takes a folder, the environment and flags, gives a frozen `Config`. A setting ``x`` in section ``[y]`` is
``LATTLAST_Y_X`` in the environment. An unknown key stops with a suggestion. It does not know what the settings do.
"""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from lattlast import languages
from lattlast.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "lattlast.toml"
_PREFIX = "LATTLAST_"


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)


class Build(_Section):
    """What `lattlast build` reads, makes and writes."""

    input: Path = Path("input")
    output: Path = Path("output")
    cache: Path = Path(".lattlast")
    upload: str = ""
    languages: tuple[str, ...] = ("en",)
    easy: bool = True
    audio: bool = True
    jobs: int = Field(default=0, ge=0)
    seconds: float = Field(default=3600, ge=0)
    allow_private: bool = False
    fetch_images: bool = False

    @field_validator("languages", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        """Take ``en,fi`` as well as a list."""
        if isinstance(value, str):
            value = [tag.strip() for tag in value.split(",") if tag.strip()]
        for tag in value if isinstance(value, (list, tuple)) else ():
            if tag == languages.SOURCE or not languages.is_known(str(tag)):
                raise ValueError(f"“{tag}” is not a language to translate to; write tags such as en, fi, ar")
        return value


class Cluster(_Section):
    """A Dask scheduler that `--cluster` sends the work to, and the certificates for an encrypted connection to it."""

    address: str = ""
    ca: str = ""
    certificate: str = ""
    key: str = ""


class Glossary(_Section):
    """The municipality's own files; what they do not say, the glossary that lattlast brings says."""

    folder: Path = Path("glossary")
    bundled: bool = True


class Simplify(_Section):
    """Easy-read: operations that are switched off, by their names, and a model that helps with what stays hard."""

    off: tuple[str, ...] = ()
    model: str = "endpoint"
    model_url: str = ""
    model_name: str = ""
    model_timeout: float = Field(default=20.0, gt=0)


class Narrate(_Section):
    """Audio: the voice engine, also by language, what stands in for it, the paces, and the kinds of file."""

    voice: str = "espeak"
    voices: dict[str, str] = Field(default_factory=dict)
    fallback: tuple[str, ...] = ()
    speed: Literal["normal", "calm", "slow"] = "normal"
    easy_speed: Literal["normal", "calm", "slow"] = "calm"
    formats: tuple[Literal["mp3", "m4b", "opus"], ...] = ("mp3",)

    @field_validator("fallback", "formats", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        """Take ``mp3,opus`` as well as a list."""
        return [name.strip() for name in value.split(",") if name.strip()] if isinstance(value, str) else value


class Models(_Section):
    """Translation models: the index that packages are installed from, Argos Translate's own or a mirror.

    `sha256` has, for a pair (``sv-en``), what the package's file has to have to be installed.
    """

    index: str = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json"
    sha256: dict[str, str] = Field(default_factory=dict)


class Publish(_Section):
    """What the pages say about their publisher, and how they look."""

    name: str = ""
    logo: str = ""
    base_url: str = ""
    contact: str = ""
    accessibility: str = ""
    colours: dict[str, str] = Field(default_factory=dict)
    font: str = ""
    explain_terms: bool = False
    compound_dots: bool = False
    formats: tuple[Literal["epub", "fragment", "zip"], ...] = ("epub", "fragment", "zip")
    templates: str = ""


class Review(_Section):
    """What people approve: where it is kept, what has to be approved before it is published, in which words."""

    memory: Path = Path("memory.sqlite")
    publish: Literal["all", "approved"] = "all"
    publish_for: dict[str, Literal["all", "approved"]] = Field(default_factory=dict)
    interface: Literal["sv", "en"] = "sv"


class Config(_Section):
    """All settings. Paths are relative to `folder`, the workspace."""

    folder: Path = Path()
    build: Build = Build()
    cluster: Cluster = Cluster()
    glossary: Glossary = Glossary()
    simplify: Simplify = Simplify()
    narrate: Narrate = Narrate()
    models: Models = Models()
    publish: Publish = Publish()
    review: Review = Review()

    def path(self, path: Path) -> Path:
        """Resolve a path of the settings against the workspace."""
        return self.folder / path.expanduser()


SECTIONS = tuple(name for name in Config.model_fields if name != "folder")


def load(
    folder: Path, *, environment: Mapping[str, str], flags: Mapping[str, Mapping[str, object]] | None = None
) -> Config:
    """Read the settings of the workspace in `folder`; raise ConfigError that names the key and the remedy."""
    layers: list[tuple[str, Mapping[str, Mapping[str, object]]]] = [
        (FILE, _file(folder / FILE)),
        ("the environment", _environment(environment)),
        ("the command line", flags or {}),
    ]
    merged: dict[str, dict[str, object]] = {section: {} for section in SECTIONS}
    for origin, layer in layers:
        for section, values in layer.items():
            _check_keys(section, values, origin=origin)
            merged[section].update(values)
    try:
        return Config.model_validate({"folder": folder, **merged})
    except ValidationError as error:
        raise _readable(error) from error


def _file(path: Path) -> Mapping[str, Mapping[str, object]]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(
            f"{path} cannot be read: {error}", hint="Mend the line, or start from a fresh one: lattlast init"
        ) from error


def _environment(environment: Mapping[str, str]) -> Mapping[str, Mapping[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for section in SECTIONS:
        prefix = f"{_PREFIX}{section.upper()}_"
        values = {
            name.removeprefix(prefix).lower(): value for name, value in environment.items() if name.startswith(prefix)
        }
        if values:
            found[section] = dict(values)
    return found


def _check_keys(section: str, values: Mapping[str, object], *, origin: str) -> None:
    if section not in SECTIONS:
        raise _unknown(f"[{section}]", section, SECTIONS, origin=origin)
    if not isinstance(values, dict):
        raise ConfigError(
            f"“{section}” in {origin} has to be a section.", hint=f"Write [{section}] on a line of its own."
        )
    known = tuple(Config.model_fields[section].annotation.model_fields)  # type: ignore[union-attr]
    for name in values:
        if name not in known:
            raise _unknown(f"“{name}” in [{section}]", name, known, origin=origin)


def _unknown(what: str, name: str, known: tuple[str, ...], *, origin: str) -> ConfigError:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"Did you mean “{near[0]}”?" if near else f"Known: {', '.join(known)}."
    return ConfigError(f"{what} is not a setting ({origin}).", hint=hint)


def _readable(error: ValidationError) -> ConfigError:
    first: Any = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    return ConfigError(
        f"The setting {place} is wrong: {first['msg'].removeprefix('Value error, ')}.", hint=f"See {FILE}."
    )
