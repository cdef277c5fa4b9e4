"""Capitals at the beginning of a text."""


def capitalised(text: str) -> str:
    """Give the text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def cased_like(text: str, model: str) -> str:
    """Give the text a capital at its beginning where the model has one."""
    return capitalised(text) if model[:1].isupper() else text
