"""Publishing: the editions of an article as accessible pages that work from any folder, and an index of all articles.

Takes editions, gives artefacts: paths and bytes, the same for the same input. It does not know how an edition was
made, nor where the files will lie.
"""

from lattlast.publishing.article import publish
from lattlast.publishing.entries import entry
from lattlast.publishing.index import publish_index
from lattlast.publishing.site import IndexEdition, IndexEntry, Site
from lattlast.publishing.status import full_text

__all__ = ["IndexEdition", "IndexEntry", "Site", "entry", "full_text", "publish", "publish_index"]
