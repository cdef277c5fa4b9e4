"""What the commands do: each gives a report that prints itself for people and for machines."""

from lattlast.commands.build import Summary, build
from lattlast.commands.check import check
from lattlast.commands.doctor import doctor
from lattlast.commands.models import install, models
from lattlast.commands.report import Report

__all__ = ["Report", "Summary", "build", "check", "doctor", "install", "models"]
