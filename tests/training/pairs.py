"""Sentence pairs for the recipe's tests: municipal notices put together from parts, the same on every run."""

from __future__ import annotations

import random
from itertools import product

from training.corpus import Pair

WHO = (
    ("Kommunen", "The municipality"),
    ("Skolan vid torget", "The school by the square"),
    ("Biblioteket", "The library"),
    ("Vår chef", "Our manager"),
    ("Hemtjänsten", "The home care service"),
    ("Den nya nämnden", "The new committee"),
    ("Simhallen", "The swimming pool"),
    ("Föreningen", "The association"),
)
DOES = (
    ("öppnar", "opens"),
    ("stänger", "closes"),
    ("bjuder in till ett möte", "invites everyone to a meeting"),
    ("söker fler lärare", "is looking for more teachers"),
    ("flyttar till en annan lokal", "moves to other premises"),
    ("tar emot ansökningar", "accepts applications"),
    ("svarar på frågor", "answers questions"),
    ("byter telefonnummer", "changes its telephone number"),
)
WHEN = (
    ("den {day} mars", "on {day} March"),
    ("den {day} augusti", "on {day} August"),
    ("klockan {hour}.30", "at {hour}.30"),
    ("om {day} dagar", "in {day} days"),
    ("varje vecka under {hour} månader", "every week for {hour} months"),
)
WHY = (
    ("", ""),
    (" eftersom taket läcker", " because the roof is leaking"),
    (" om vädret tillåter", " weather permitting"),
    (", trots att många har protesterat", ", although many have protested"),
    (" så att fler kan komma", " so that more people can come"),
)


def pairs(count: int) -> list[Pair]:
    """Give so many different pairs, the first of them from a municipality."""
    chance = random.Random(7)
    parts = list(product(WHO, DOES, WHEN, WHY, range(1, 29)))
    chance.shuffle(parts)
    return [
        _pair(*part, source="municipal" if number % 2 else "tatoeba-manythings")
        for number, part in enumerate(parts[:count])
    ]


def _pair(who, does, when, why, day: int, *, source: str) -> Pair:
    numbers = {"day": day, "hour": day % 12 + 8}
    sv = f"{who[0]} {does[0]} {when[0].format(**numbers)}{why[0]}."
    en = f"{who[1]} {does[1]} {when[1].format(**numbers)}{why[1]}."
    return Pair(source, sv, en)
