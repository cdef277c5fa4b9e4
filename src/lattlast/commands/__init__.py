"""What the commands do: each gives a report that prints itself for people and for machines."""

from lattlast.commands.build import Options, build, dry_run
from lattlast.commands.check import check
from lattlast.commands.doctor import doctor
from lattlast.commands.glossary import check_glossary, export_glossary, find_terms, import_glossary
from lattlast.commands.models import available, install, install_for_config, models, verify
from lattlast.commands.prune import prune
from lattlast.commands.report import Report
from lattlast.commands.status import explain, status
from lattlast.commands.voices import export_pronunciations, import_pronunciations, try_voice, voices
from lattlast.commands.watch import watch

__all__ = [
    "Options",
    "Report",
    "available",
    "build",
    "check",
    "check_glossary",
    "doctor",
    "dry_run",
    "explain",
    "export_glossary",
    "export_pronunciations",
    "find_terms",
    "import_glossary",
    "import_pronunciations",
    "install",
    "install_for_config",
    "models",
    "prune",
    "status",
    "try_voice",
    "verify",
    "voices",
    "watch",
]
