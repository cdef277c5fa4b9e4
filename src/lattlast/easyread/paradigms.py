"""Swedish verb paradigms, so that a word of the lexicon is replaced in every form.

Takes an infinitive, alone or with what follows it (“skicka med”), gives its forms. It does not know which word replaces
which.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from lattlast import packaged

Form = Literal[
    "infinitive", "imperative", "present", "past", "supine", "infinitive-s", "present-s", "past-s", "supine-s"
]

FINITE: frozenset[Form] = frozenset({"present", "past", "present-s", "past-s"})
_VOICELESS = ("k", "p", "t", "s", "x")
_SHORTENED = ("mm", "nn")  # before d and t, and m at the end as well: bestämde, kände, bestäm


@cache
def verbs() -> tuple[dict[str, tuple[str, str, str]], frozenset[str]]:
    """Read the principal parts (present, past, supine) by infinitive, and the verbs without a passive."""
    data = _data()
    parts = {line.split()[0]: (*line.split()[1:],) for line in data["principal_parts"]}
    return parts, frozenset(data["without_passive"])


@cache
def prefixes() -> frozenset[str]:
    """Read what may stand before an irregular verb: “till” in “tillta”."""
    return frozenset(_data()["prefixes"])


def _data() -> dict[str, Any]:
    return packaged.table("easyread/verbs")


@cache
def inflect(verb: str) -> dict[Form, str]:
    """Give every form of a verb; its tail (“skicka med”) follows each of them unchanged."""
    head, _, tail = verb.partition(" ")
    forms = _active(head) | (_passive(head) if _has_passive(head) else {})
    return {form: f"{word} {tail}".strip() for form, word in forms.items()}


def _has_passive(verb: str) -> bool:
    """Say whether a verb has an s-passive: not one that ends in s itself (“vistas”)."""
    return not verb.endswith("s") and verb not in verbs()[1]


def _active(verb: str) -> dict[Form, str]:
    present, past, supine = _irregular(verb) or _regular(verb)
    imperative = verb if not verb.endswith("a") or present == f"{verb}r" else verb[:-1]
    imperative = imperative[:-1] if imperative.endswith("mm") else imperative
    if len(verb) <= 3:  # noqa: PLR2004  (gå, ge, ta, se: the imperative is the infinitive)
        imperative = verb
    return {"infinitive": verb, "imperative": imperative, "present": present, "past": past, "supine": supine}


def _passive(verb: str) -> dict[Form, str]:
    active = _active(verb)
    stem = active["imperative"]
    present = f"{stem}es" if stem.endswith("s") else f"{stem}s"
    return {
        "infinitive-s": f"{verb}s",
        "present-s": present,
        "past-s": f"{active['past']}s",
        "supine-s": f"{active['supine']}s",
    }


def _irregular(verb: str) -> tuple[str, str, str] | None:
    """Find the verb, or the longest verb that it ends in, among the principal parts."""
    parts = verbs()[0]
    for start in range(len(verb) - 1):
        prefix, found = verb[:start], parts.get(verb[start:])
        if found and (not prefix or prefix in prefixes()):
            return (prefix + found[0], prefix + found[1], prefix + found[2])
    return None


def _regular(verb: str) -> tuple[str, str, str]:
    import simplemma

    if verb.endswith("a") and simplemma.lemmatize(f"{verb[:-1]}er", lang="sv") == verb:
        stem = verb[:-1]
        short = stem[:-1] if stem.endswith(_SHORTENED) else stem
        ending = "t" if stem.endswith(_VOICELESS) else "d"
        return f"{stem}er", f"{short}{ending}e", f"{short}t"
    return f"{verb}r", f"{verb}de", f"{verb}t"
