"""Translation: Documents into other languages, with the municipality's own terms."""

from lattlast.translation.translate import Helps, Translated, translate, translate_texts

__all__ = ["Helps", "Translated", "translate", "translate_texts"]
