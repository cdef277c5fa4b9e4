"""Where long Swedish compounds are joined: “samhällsbyggnadsnämnden” is samhälls, byggnads and nämnden.

Takes a word, gives the places of its joints. A part has to be a word in use, the last one by its dictionary form; what
is no clear compound has no joints. It does not know what they are shown with.
"""

from __future__ import annotations

from functools import cache, lru_cache

from lattlast import packaged

_SHORTEST_WORD = 12  # letters; shorter compounds are read at a glance
_LONGEST_WORD = 60
_SHORTEST_PART = 3
_IN_USE = 3.3  # of the Zipf scale
_LESS_SURE = 0.3  # of a part that dropped its vowel: “skol” of “skola”
_WHOLE = 3.0  # of the Zipf scale: a last part so common is no more divided: “fullmäktige”
_LINKED = ("ing", "het", "tion", "skap")  # as first parts, these take a linking s


@cache
def _parts(name: str) -> frozenset[str]:
    return frozenset(packaged.table("text/compounds")[name])


@lru_cache(maxsize=8192)
def joints(word: str) -> tuple[int, ...]:
    """Give the places where the parts of a long compound meet, none for other words."""
    lower = word.lower()
    if not (_SHORTEST_WORD <= len(lower) <= _LONGEST_WORD and lower.isalpha()):
        return ()
    parts = _first_split(lower)[1]
    return tuple(sum(map(len, parts[:place])) for place in range(1, len(parts)))


def _first_split(word: str) -> tuple[float, tuple[str, ...]]:
    """Give the division of a word into the fewest parts, two or more, with how common its rarest part is."""
    found = [
        (min(common, rest[0]), (word[:place], *rest[1]))
        for place in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        if (common := _as_first(word[:place])) >= _IN_USE and (rest := _as_rest(word[place:]))[1]
    ]
    return max(found, key=lambda division: (-len(division[1]), division[0]), default=(0.0, ()))


@cache
def _as_rest(word: str) -> tuple[float, tuple[str, ...]]:
    """Give what follows a joint: one word that is common enough, or a compound itself."""
    common = _as_last(word)
    if common >= _WHOLE:
        return common, (word,)
    return _first_split(word)


@cache
def _as_first(part: str) -> float:
    """Give how common the word is that a first part stands for: itself, without its linking s, with its vowel."""
    if part in _parts("never_first") or part.endswith(_LINKED) or _is_too_short(part):
        return 0.0
    linked = part.removesuffix("s") if len(part) > _SHORTEST_PART + 1 else part
    dropped = max(_common(f"{stem}{vowel}", base=True) for stem in {part, linked} for vowel in "aeu") - _LESS_SURE
    return max(_common(part), _common(linked), dropped if len(part) > _SHORTEST_PART else 0.0)


@cache
def _as_last(part: str) -> float:
    import simplemma

    lemma = simplemma.lemmatize(part, lang="sv")
    if part in _parts("never_last") or _is_too_short(part) or _is_too_short(lemma):
        return 0.0
    return max(_common(part), _common(lemma)) if _common(part) else 0.0


def _is_too_short(part: str) -> bool:
    return len(part) < _SHORTEST_PART or (len(part) == _SHORTEST_PART and part not in _parts("short"))


def _common(word: str, *, base: bool = False) -> float:
    """Give how common a word of the dictionary is (Zipf); 0 for others, with `base` for other forms too."""
    import simplemma
    from wordfreq import zipf_frequency

    known = simplemma.is_known(word, lang="sv") and not (base and simplemma.lemmatize(word, lang="sv") != word)
    return zipf_frequency(word, "sv") if known else 0.0
