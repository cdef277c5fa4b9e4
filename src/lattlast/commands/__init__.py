"""What the commands do: each gives a report that prints itself for people and for machines."""

from lattlast.commands.build import Options, build, dry_run
from lattlast.commands.check import check
from lattlast.commands.doctor import doctor
from lattlast.commands.models import install, models
from lattlast.commands.prune import prune
from lattlast.commands.report import Report
from lattlast.commands.status import explain, status
from lattlast.commands.text import Line, batches, simplify_lines, speak_lines, translate_lines

__all__ = [
    "Line",
    "Options",
    "Report",
    "batches",
    "build",
    "check",
    "doctor",
    "dry_run",
    "explain",
    "install",
    "models",
    "prune",
    "simplify_lines",
    "speak_lines",
    "status",
    "translate_lines",
]
