"""Argos Translate's own decode path: its code, on its own package object, with lattlast's sentence boundaries.

Its splitter is not used, so the libraries that only the splitter needs, gigabytes, are not needed either.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import types
from typing import TYPE_CHECKING, Any

from lattlast.text import sentences
from lattlast.translation import packages

if TYPE_CHECKING:
    from pathlib import Path

    from lattlast.translation.packages import Package

_SPLITTERS = ("stanza", "spacy", "minisbd")


class ArgosPath:
    """Translate texts as Argos Translate does: line by line, each line's sentences in one call.

    `folder` is where it may write. `inter` batches are decoded at once, each by `intra` threads; Argos's own settings
    are 1 and 0, CTranslate2's choice.
    """

    def __init__(self, package: Package, folder: Path, *, inter: int = 1, intra: int = 0) -> None:
        self._threads = inter, intra
        os.environ |= {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
        for name in _SPLITTERS:
            if name not in sys.modules and importlib.util.find_spec(name) is None:
                sys.modules[name] = _Absent(name)
        from argostranslate import package as argos
        from argostranslate import translate

        place = folder / "package"
        for name, data in packages.contents(package).items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes(data)
        self._translation = translate.PackageTranslation.__new__(translate.PackageTranslation)  # no splitter to load
        self._translation.pkg = argos.Package(place)
        self._translation.translator = None
        self._translation.sentencizer = _Boundaries()

    def translate(self, text: str) -> str:
        """Translate a text of paragraphs, each on a line."""
        from argostranslate import settings

        settings.inter_threads, settings.intra_threads = self._threads  # read where the model is loaded, at first use
        return str(self._translation.translate(text))


class _Absent(types.ModuleType):
    """Stand in for a library of the splitter that is not used."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


class _Boundaries:
    """Give Argos the sentence boundaries that lattlast has."""

    def split_sentences(self, text: str) -> list[str]:
        return [text[start:end] for start, end in sentences.split(text)]
