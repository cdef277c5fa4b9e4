"""The workspace in a browser, on this machine alone: articles in, sentences mended and approved."""

from lattlast.review.web.app import application
from lattlast.review.web.desk import Choice, Desk, Job, Listed, Sheet, TermEffect
from lattlast.review.web.security import Keys

__all__ = ["Choice", "Desk", "Job", "Keys", "Listed", "Sheet", "TermEffect", "application"]
