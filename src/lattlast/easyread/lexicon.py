"""The easy-word lexicon: which hard word gives way to which easy one, in which form.

Takes tables with the columns difficult, pos, easy, forms, status and context, gives a Lexicon. It does not know about
sentences: whether a replacement fits where it stands is for the operations and the gates.

`status` says how far to trust a row: ``apply`` anywhere, ``initial`` only at the beginning of a sentence, ``inside``
only after it, ``bare`` only without an article, an adjective or a pronoun that would have to agree, ``suggest`` never
by itself, only as advice to the editor, ``keep`` never, so that no shorter row changes a part of it (“inom kort tid”).
Where the definite forms of two nouns show another gender, what agrees with the noun changes too.
`pos` is v, n, adj, adv, prep, konj, pron or phrase. Verbs are inflected by rule; `forms` adds to the rule or corrects
it, as ``hard form=easy form``, with ``|`` between. `context` says what has to stand near; of several rows for a word,
the first whose context fits is used, and one without a context only where no other fits.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, cast, get_args

from lattlast.easyread.agreement import new_gender
from lattlast.easyread.grammar import is_finite
from lattlast.easyread.paradigms import FINITE, inflect
from lattlast.easyread.surroundings import fitting
from lattlast.model import Finding
from lattlast.text import contexts
from lattlast.text.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lattlast.easyread.agreement import Gender
    from lattlast.text.abbreviations import Abbreviations
    from lattlast.text.tables import Row

Status = Literal["apply", "initial", "inside", "bare", "suggest", "keep"]
PartOfSpeech = Literal["v", "n", "adj", "adv", "prep", "konj", "pron", "phrase"]

LETTERS = re.compile(r"[^\W\d_]+|[%€]")
_TABLE = "easy-words.csv"
_REQUIRED = ("difficult", "pos", "easy")
_INFLECTED = frozenset({"v", "n", "adj"})


@dataclass(frozen=True, slots=True)
class Replacement:
    """An easy wording for a hard form. `form` names the verb form, or is empty; `certain` marks class A.

    `row` is the place of its row among those of the lexicon. `looks_back` says that what its context asks for may stand
    before it as well. `gender` is that of the easy noun, where what stands with it has to change.
    """

    lemma: str
    easy: str
    pos: str
    status: str
    form: str = ""
    context: tuple[str, ...] = ()
    row: int = 0
    looks_back: bool = True
    gender: Gender = ""

    @property
    def certain(self) -> bool:
        """Say whether the word is uninflected, so that nothing around it has to agree."""
        return self.pos not in _INFLECTED


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Replacements by hard form (lower-case words), advice by hard lemma, and the abbreviations.

    `starts` tells how long the entries that begin with a word are, the longest first; `shortened` how abbreviations
    begin: their first letters, and the letters that may follow these (an empty string where none need to).
    """

    forms: Mapping[tuple[str, ...], tuple[Replacement, ...]]
    advice: Mapping[str, str]
    starts: Mapping[str, tuple[int, ...]]
    shortened: Mapping[str, frozenset[str]]
    abbreviations: Abbreviations
    fingerprint: str

    def find(self, words: Sequence[str], place: int) -> tuple[int, tuple[Replacement, ...]]:
        """Give the number of words that the longest entry at `place` covers, and its replacements that fit there."""
        for length in self.starts.get(words[place], ()):
            end = place + length
            found = self.forms.get(tuple(words[place:end])) if end <= len(words) else None
            fit = fitting(found, words, place, end) if found else ()
            if fit:
                return length, fit
        return 0, ()

    def nouns(self, forms: Iterable[str]) -> frozenset[str]:
        """Give the nouns that have an easier word, among words in any form."""
        found = (option for form in forms for option in self.forms.get((form,), ()))
        return frozenset(option.lemma for option in found if option.pos == "n" and option.status != "suggest")

    def without(self, lemmas: frozenset[str]) -> Lexicon:
        """Give the lexicon without the entries of some nouns."""
        forms = {
            form: tuple(option for option in found if option.lemma not in lemmas) for form, found in self.forms.items()
        }
        return replace(self, forms={form: found for form, found in forms.items() if found})

    def may_shorten(self, text: str) -> bool:
        """Say whether the text may hold an abbreviation; a quick look before a thorough one."""
        found = [*LETTERS.findall(text.lower()), ""]
        return any(
            "" in following or after in following
            for one, after in pairwise(found)
            if (following := self.shortened.get(one)) is not None
        )


def load_lexicon(easy_words: Sequence[bytes], abbreviations: Abbreviations, *, lang: str = "sv") -> Lexicon:
    """Read the tables; later ones override earlier ones. Lines that cannot be used are left out.

    Swedish verbs and genitives are inflected by rule; another language gives all forms in the table.
    """
    rows, _ = _read(easy_words)
    forms: dict[tuple[str, ...], tuple[Replacement, ...]] = {}
    for number, row in enumerate(rows):
        for hard, replacement in _replacements(row, number, by_rule=lang == "sv"):
            key = tuple(hard.lower().split())
            forms[key] = (*forms.get(key, ()), replacement)
    advice = {row.cells["difficult"]: row.values("easy")[0] for row in rows if _status(row) == "suggest"}
    digest = hashlib.sha256(b"\0".join((*easy_words, abbreviations.fingerprint.encode()))).hexdigest()[:16]
    shortened = _shortened(entry.abbr for entry in abbreviations.entries)
    return Lexicon(forms, advice, _starts(forms), shortened, abbreviations, f"easyread-1-{digest}")


def check_lexicon(easy_words: Sequence[bytes]) -> tuple[Finding, ...]:
    """Tell which lines of the tables cannot be used, without the work of inflecting all others."""
    return _read(easy_words)[1]


def _read(easy_words: Sequence[bytes]) -> tuple[list[Row], tuple[Finding, ...]]:
    """Read the rows that count, and a finding for each that cannot be used.

    A table's rows for a word and part of speech take the place of all that earlier tables have for it.
    """
    rows: dict[tuple[str, str], dict[tuple[str, ...], Row]] = {}
    findings: list[Finding] = []
    for table in easy_words:
        read = read_table(table, name=_TABLE, required=_REQUIRED)
        faults = {row.line: _fault(row) for row in read}
        findings += [
            Finding("bad-easy-word", "warning", f"{_TABLE}, line {line}: {fault}")
            for line, fault in faults.items()
            if fault
        ]
        rows |= _by_word(row for row in read if not faults[row.line])
    return [row for found in rows.values() for row in sorted(found.values(), key=_has_no_context)], tuple(findings)


def _by_word(read: Iterable[Row]) -> dict[tuple[str, str], dict[tuple[str, ...], Row]]:
    """Give the rows of a table by word and part of speech, and by context; of two that are alike, the last."""
    rows: dict[tuple[str, str], dict[tuple[str, ...], Row]] = {}
    for row in read:
        rows.setdefault((row.cells["difficult"].lower(), row.cells["pos"]), {})[_context(row)] = row
    return rows


def _has_no_context(row: Row) -> bool:
    return not _context(row)


def _starts(forms: Iterable[tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for first, *rest in forms:
        lengths.setdefault(first, set()).add(1 + len(rest))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


def _shortened(written: Iterable[str]) -> dict[str, frozenset[str]]:
    begins: dict[str, frozenset[str]] = {}
    for abbreviation in written:
        first, *rest = LETTERS.findall(abbreviation.lower()) or [""]
        begins[first] = begins.get(first, frozenset()) | {rest[0] if rest else ""}
    return begins


def _fault(row: Row) -> str:
    """Say what is wrong with a row, or nothing."""
    if not row.cells.get("difficult") or not row.values("easy"):
        return "both a hard and an easy word are needed."
    if row.cells.get("pos") not in get_args(PartOfSpeech):
        return f"“{row.cells.get('pos', '')}” is no part of speech; use one of {', '.join(get_args(PartOfSpeech))}."
    if _status(row) not in get_args(Status):
        return f"“{_status(row)}” is no status; use one of {', '.join(get_args(Status))}."
    if any("=" not in pair for pair in row.values("forms")):
        return "forms are written “hard form=easy form”, with “|” between."
    return contexts.fault(_context(row))


def _status(row: Row) -> str:
    return row.cells.get("status") or "apply"


def _context(row: Row) -> tuple[str, ...]:
    return tuple(value.lower() for value in row.values("context"))


def _replacements(row: Row, number: int, *, by_rule: bool) -> Iterator[tuple[str, Replacement]]:
    lemma, pos, easy, status = row.cells["difficult"], row.cells["pos"], row.values("easy")[0], _status(row)
    context = _context(row)
    if status == "suggest" and not context:
        return
    intransitive = not by_rule or "infinitive-s" not in inflect(lemma)
    pairs = list(_pairs(lemma, pos, easy, row) if by_rule else _listed(lemma, easy, row))
    agreeing = pos == "n" and status != "bare" and by_rule
    genders = new_gender(lemma, [(hard, soft) for hard, soft, _ in pairs]) if agreeing else {}
    for hard, soft, form in pairs:
        looks_back = form.endswith("-s") or intransitive
        gender = genders.get(hard, "")
        yield hard, Replacement(lemma, soft, pos, status, form, context, number, looks_back, gender)


def _listed(lemma: str, easy: str, row: Row) -> Iterator[tuple[str, str, str]]:
    yield lemma, easy, ""
    yield from (
        (hard.strip(), soft.strip(), "") for hard, _, soft in (pair.partition("=") for pair in row.values("forms"))
    )


def _pairs(lemma: str, pos: str, easy: str, row: Row) -> Iterator[tuple[str, str, str]]:
    given = [cast("tuple[str, str]", tuple(map(str.strip, pair.split("=", 1)))) for pair in row.values("forms")]
    listed = {hard for hard, _ in given}
    if pos == "v":
        easy_forms = inflect(easy)
        for form, hard in inflect(lemma).items():
            if form in easy_forms and hard not in listed:
                yield hard, easy_forms[form], form
        yield from ((hard, soft, form) for hard, soft in given if soft for form in _forms_of(hard, soft, lemma))
        return
    for hard, soft in ((lemma, easy), *given):
        yield hard, soft, ""
        if pos == "n" and not hard.endswith("s") and not soft.endswith("s"):
            yield f"{hard}s", f"{soft}s", ""


def _forms_of(hard: str, soft: str, lemma: str) -> tuple[str, ...]:
    """Name the forms that a verb may stand in; of two (“ska tas i bruk”, “tas i bruk”), the one that is as finite."""
    forms, verb = tuple(form for form, word in inflect(lemma).items() if word == hard), soft.partition(" ")[0]
    alike = tuple(form for form in forms if verb.endswith("as") or (form in FINITE) == is_finite(verb))
    return alike or forms or ("",)
