"""Translation: Documents into other languages, with the municipality's own terms."""

from lattlast.translation.enforcement import Choice
from lattlast.translation.translate import Helps, Translated, translate, translate_texts

__all__ = ["Choice", "Helps", "Translated", "translate", "translate_texts"]
