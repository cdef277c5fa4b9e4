"""Translation: Documents into other languages, with the municipality's own terms."""

from lattlast.translation.translate import Translated, translate, translate_texts

__all__ = ["Translated", "translate", "translate_texts"]
