"""Captions and credits: which belongs to which picture or table, and where the one ends and the other begins.

Takes drafts, gives drafts in which pictures hold their texts. It does not know about elements.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lattlast.reading.credits import caption_label, credit_span, is_credit, is_person, opens_with_photo, photo_label
from lattlast.reading.drafts import Draft
from lattlast.reading.passages import join

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lattlast.model import BlockKind
    from lattlast.reading.passages import Passage

_BYLINE = re.compile(r"(?:text|av|skribent|skriven av|reporter|by|words by|story by|written by)\b", re.IGNORECASE)
_PICTURE_TEXTS: dict[str, BlockKind] = {"caption": "caption", "credit": "credit"}
_OTHER_ROLES = frozenset(["lead", "byline", "date"])
_ENDS = (".", "!", "?", "…")
_WRAPPED = " \n()[]|/,–—-"
_CREDIT_WORDS = 12
_CAPTION_LENGTH = 250


def attach_captions(drafts: Iterable[Draft]) -> list[Draft]:
    """Give captions beside a picture or a table to it, part captions from credits, drop decoration."""
    placed: list[Draft] = []
    waiting: list[Draft] = []
    for draft in map(_inside_too, drafts):
        last = placed[-1] if placed else None
        if draft.role in {"caption", "credit"} and draft.kind == "paragraph":
            if last is not None and _takes(last, draft):
                placed[-1] = _captioned(last, [draft])
            else:
                waiting.append(draft)
        elif last is not None and _takes(last, draft) and (_looks_like_caption(draft) or _is_set_apart(draft)):
            placed[-1] = _captioned(last, [draft])
        elif last is not None and last.kind == "figure" and draft.kind == "paragraph" and is_credit(draft.text):
            placed[-1] = _captioned(last, [replace(draft, role="credit")])
        else:
            fits = waiting and draft.kind in {"figure", "table"} and draft.child("caption") is None
            placed += [] if fits else waiting
            placed.append(_captioned(draft, waiting) if fits else draft)
            waiting = []
    return [_part_credit(_pictured(draft)) for draft in (*placed, *waiting) if not _is_decoration(draft)]


def _inside_too(draft: Draft) -> Draft:
    """Do the same in a box."""
    return replace(draft, children=tuple(attach_captions(draft.children))) if draft.kind == "facts" else draft


def _takes(last: Draft, draft: Draft) -> bool:
    """Say whether a picture or a table lacks what this draft could be."""
    if last.kind == "table":
        return draft.role == "caption" and last.child("caption") is None
    is_credit = draft.role == "credit" or opens_with_photo(draft.text)
    return last.kind == "figure" and last.child("credit" if is_credit else "caption") is None


def _is_set_apart(draft: Draft) -> bool:
    """Tell a short paragraph in italics or in small type, right after a picture."""
    if draft.kind != "paragraph" or len(draft.text) > _CAPTION_LENGTH:
        return False
    return draft.role == "small" or (not draft.role and draft.passage.is_all("emphasis"))


def _looks_like_caption(draft: Draft) -> bool:
    """Say whether a paragraph ends like a caption: with who took the picture."""
    photo = photo_label(draft.text)
    if photo is None or draft.kind != "paragraph" or len(draft.text) > _CAPTION_LENGTH:
        return False
    return len(draft.text[photo.start() :].split()) <= _CREDIT_WORDS


def _pictured(draft: Draft) -> Draft:
    """Take a caption that is left over as a figure without its picture."""
    if _BYLINE.match(draft.text):
        return draft
    if draft.role in _PICTURE_TEXTS and draft.kind == "paragraph" and len(draft.text) <= _CAPTION_LENGTH:
        return Draft("figure", children=(Draft(_PICTURE_TEXTS[draft.role], draft.passage),))
    if draft.role in _OTHER_ROLES or not _looks_like_caption(draft):
        return draft
    caption, _ = split_credit(draft.passage)
    return Draft("figure", children=(Draft("caption", draft.passage),)) if caption else draft


def _captioned(draft: Draft, captions: Sequence[Draft]) -> Draft:
    """Add captions to a picture, after its other parts, or to a table, before its rows."""
    texts = tuple(replace(one, kind="credit" if one.role == "credit" else "caption", role="") for one in captions)
    children = (*texts, *draft.children) if draft.kind == "table" else (*draft.children, *texts)
    return replace(draft, children=children)


def _is_decoration(draft: Draft) -> bool:
    return draft.kind == "figure" and draft.role == "decorative" and not draft.children


def _part_credit(draft: Draft) -> Draft:
    """Gather a picture's captions in one and its credits in one; an alternative text that repeats the caption goes."""
    if draft.kind != "figure":
        return draft
    captions, given = _picture_texts(draft)
    pairs = [split_credit(caption) for caption in captions]
    caption = join((caption for caption, _ in pairs), " ").sub(caption_label(), "")
    credit = join([*(credit for _, credit in pairs), *given], " ")
    alt = draft.child("alt")
    children = [
        alt if alt and alt.text.casefold() != caption.text.casefold() else None,
        Draft("caption", caption) if caption else None,
        Draft("credit", credit) if credit else None,
    ]
    return replace(draft, children=tuple(filter(None, children)))


def _picture_texts(figure: Draft) -> tuple[list[Passage], list[Passage]]:
    """Give a picture's captions and its credits; a name alone after a caption that ends is a credit."""
    captions = [child.passage for child in figure.children if child.kind == "caption"]
    named = [child.passage for child in figure.children if child.kind == "credit"]
    if len(captions) > 1 and not named and is_person(captions[-1].text) and captions[-2].text.endswith(_ENDS):
        return captions[:-1], captions[-1:]
    return captions, named


def split_credit(passage: Passage) -> tuple[Passage, Passage]:
    """Part a caption from the credit in it; either may be empty."""
    start, end = credit_span(passage.text)
    caption = join((_bare(passage, 0, start), _bare(passage, end, len(passage.text))), " ")
    return caption, _bare(passage, start, end)


def _bare(passage: Passage, start: int, end: int) -> Passage:
    """Cut without the brackets and strokes between a caption and its credit, if they have no other half inside."""
    text = passage.text[start:end]
    left = len(text) - len(text.lstrip(_WRAPPED if not opens_with_photo(text) else " "))
    right = len(text.rstrip(_WRAPPED))
    if text[left:right].count("(") > text[left:right].count(")"):
        right = len(text.rstrip())
    return passage.cut(start + left, start + right)
