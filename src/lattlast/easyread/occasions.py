"""What sentences tell about times and prices: when something happens, the last day, opening hours, what it costs.

Takes sentences, gives those that answer, or the days alone where a sentence is long. What a sentence tells about the
past, or about others than the reader, is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lattlast.easyread.cutting import is_past
from lattlast.easyread.explaining import leans
from lattlast.easyread.grammar import is_finite, tokenize, words
from lattlast.text.letters import capitalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SHORT = 10  # words of a sentence that says a time as plainly as the time itself
_LONGEST = 16
_FEW = 3
_WEEK = 7
MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_HOUR = r"\d\d?(?:[.:]\d\d)?"
_CLOCK = rf"(?: (?:klockan|mellan klockan) {_HOUR}(?:(?:–| och | till ){_HOUR})?)?"
_WEEKDAY = r"(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)? )?"
_AND = rf"(?:[–-]|, | och {_WEEKDAY}(?:den )?)"
_DAYS = rf"{_WEEKDAY}(?:den )?\d\d?(?:{_AND}\d\d?)* (?:{MONTHS})(?: \d{{4}})?{_CLOCK}"
_PERIOD = re.compile(
    rf"(?:från och med |(?:fram )?till (?:och med )?|från |mellan |senast |före |efter )?"
    rf"{_DAYS}(?:(?: till (?:och med )?| ?[–-] ?| och ){_DAYS})?",
    re.IGNORECASE,
)
_TIME = re.compile(
    rf"\b(?:(?:den )?\d\d? (?:{MONTHS})\b|klockan \d|(?:i|från|till|under|efter) (?:{MONTHS})\b"
    r"|(?:hösten|våren|sommaren|vintern) \d{4})",
    re.IGNORECASE,
)
_HAPPENS = re.compile(
    r"\b(?:öppnar|stänger|stängs|öppnas|börjar|startar|hålls|invigs|pågår|slutar|gäller|hämtas|töms|visas|ordnas|sker"
    r"|arrangeras|genomförs|avslutas|äger rum|träder i kraft|(?:stå|vara|bli|blir|är) klar[ta]?)\b"
)
_DAY = rf"{_WEEKDAY}den \d\d? (?:{MONTHS})"
_LAST = re.compile(
    rf"\bsenast (?:klockan {_HOUR} )?{_DAY}|\btill och med {_DAY}|\b[Ss]ista (?:\w*dag(?:en)?) .*{_DAY}", re.IGNORECASE
)
_FOR_THE_READER = re.compile(
    r"^(?:Ansökan|Ansökningar|Anmälan|Intresseanmälan|Överklagandet|Överklagan|Svaret|Svar|Synpunkter(?:na)?|Bidrag"
    r"|Förslag|Nomineringar|Betalningen|Sista \w*dag(?:en)?|(?:Ansök|Anmäl|Sök|Skicka|Lämna|Boka|Svara|Betala|Ring"
    r"|Mejla|Välj|Tipsa|Nominera))\b|\b[Dd]u (?:kan|ska|måste|behöver|ansöker|anmäler)\b|\bkan överklagas\b"
)
_OPENING_HOURS = re.compile(
    r"\b(?:(?:har|håller) (?:\w+ )?öppet|är öppe[nt]|är öppna|öppettiderna är|har öppettid\w*)\b.*"
    rf"(?:klockan {_HOUR}|\b{_HOUR}(?:–| till ){_HOUR})"
)
_DATED = re.compile(rf"\d (?:{MONTHS})")
_HOURS_OF_DAYS = re.compile(
    rf"(?:[A-ZÅÄÖ][a-zåäö]*dag(?:ar)?|Vardag(?:ar)?|Helg(?:er)?)(?:(?:–| till | och |, )\w+dag(?:ar)?)*:? "
    rf"(?:klockan )?{_HOUR}(?:–| till ){_HOUR}"
)
_HOURS_HEADING = re.compile(r"Öppettider(?:na)?:?|Öppet:?")
_PRICE = re.compile(
    r"^(?:Det kostar|(?:Avgiften|Priset|Entrén|Inträdet|Kursen|Biljetten|Biljetter|Biljetterna|Ett \w+kort"
    r"|Deltagaravgiften|Anmälningsavgiften)\b[^.,]* (?:är|kostar|blir))\b[^.]*?(?<!\d)(?<!\d )(?:\d )?\d{1,4} kronor\b"
    r"|^(?:Det|Inträdet|Entrén|Kursen|Besöket|[A-ZÅÄÖ][a-zåäö]+(?:en|et|erna|orna|arna)) är gratis\b"
)
_PAST_PASSIVE = re.compile(r"(?:[dt]es|hölls|togs|gavs|slogs|drogs|sågs)$")
_NOT_THE_READERS = re.compile(r"\b(?:kommunen|staten|regionen|skattebetalarna|föreningen|företag|verksamheter)\b")


def happenings(opening: Sequence[str], texts: Sequence[str]) -> Iterator[str]:
    """Give what the opening says of the time to come, else the short sentences that tell when something happens."""
    dated = [text for text in opening if _tells(_TIME, text)]
    coming = [text for text in dated if not _is_over(text)]
    for text in coming or dated:
        yield from _time_of(text)
    found = [text for text in texts if _tells(_TIME, text) and _HAPPENS.search(text) and _is_plain(text)]
    if not dated and len(found) <= _FEW:
        yield from found


def _time_of(text: str) -> Iterator[str]:
    """Give a short sentence as it is, of a long one its only day."""
    days = list(_PERIOD.finditer(text))
    if _stands_alone(text) and (len(text.split()) <= _SHORT or (len(days) != 1 and _is_short(text))):
        yield text
    elif len(days) == 1 and not _has_been(text[: days[0].start()], text[days[0].end() :]):
        yield capitalised(days[0].group())


def _has_been(before: str, after: str) -> bool:
    """Say whether the verb nearest before a day, else the first after it, tells of the past; “har” may do so."""
    verb = (_verbs(before)[-1:] or _verbs(after)[:1] or [""])[0]
    return verb == "har" or bool(verb and _is_past(verb))


def tells_time(text: str) -> bool:
    """Say whether a sentence tells when something is."""
    return _tells(_TIME, text)


def deadlines(texts: Sequence[str]) -> Iterator[str]:
    """Give what the reader has to do by a day; of one long sentence the day alone."""
    found = [text for text in texts if is_deadline(text)]
    short = [text for text in found if _is_short(text)]
    yield from short
    if len(found) == 1 and not short:
        yield from (capitalised(match.group()) for match in re.finditer(_DAY, found[0]))


def is_deadline(text: str) -> bool:
    """Say whether a sentence tells the reader the last day to do something."""
    return bool(_tells(_LAST, text) and _FOR_THE_READER.search(text)) and not _is_over(text)


def opening_hours(texts: Sequence[str]) -> Iterator[str]:
    """Give the lines of days and hours that follow on “Öppettider”, else the short sentences that tell the hours."""
    for place, text in enumerate(texts):
        if _HOURS_HEADING.fullmatch(text) and (lines := list(_lines_of_days(texts[place + 1 :]))):
            yield from lines
            return
    found = [text for text in texts if _tells(_OPENING_HOURS, text) and not _DATED.search(text) and _is_plain(text)]
    yield from found[:_FEW]


def _lines_of_days(texts: Sequence[str]) -> Iterator[str]:
    for text in texts[:_WEEK]:
        if not _HOURS_OF_DAYS.fullmatch(text):
            return
        yield text


def prices(texts: Sequence[str]) -> Iterator[str]:
    """Give the sentences that tell what the reader pays, unless they are too many to be the price."""
    found = [text for text in texts if _tells(_PRICE, text) and not _NOT_THE_READERS.search(text) and _is_short(text)]
    if len(found) <= _FEW:
        yield from found


def _tells(pattern: re.Pattern[str], text: str) -> bool:
    return text.endswith(".") and bool(pattern.search(text))


def _is_plain(text: str) -> bool:
    """Say whether a sentence is short, stands on its own and is not about the past."""
    return _is_short(text) and _stands_alone(text) and not _is_over(text)


def _stands_alone(text: str) -> bool:
    """Say whether a sentence leans on none before it and begins with what it is about: not “När grinden öppnas …”."""
    return not leans(text) and text.split(maxsplit=1)[0].lower() not in words("subordinators")


def _is_short(text: str) -> bool:
    return len(text.split()) <= _LONGEST


def _is_over(text: str) -> bool:
    """Say whether the first verb of a sentence is in the past tense."""
    return any(map(_is_past, _verbs(text)[:1]))


def _verbs(text: str) -> list[str]:
    return [token.lower for token in tokenize(text) if is_finite(token.lower)]


def _is_past(verb: str) -> bool:
    return is_past(verb) or bool(_PAST_PASSIVE.search(verb))
