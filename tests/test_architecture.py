"""The rooms: a module imports only from rows above its own, and rooms on one row never import each other.

A stage's version, which is part of every key of the cache, covers all that its rooms import and read.
"""

import ast
from itertools import chain
from pathlib import Path

import pytest

from lattlast import stages

PACKAGE = Path(__file__).parents[1] / "src" / "lattlast"
ROWS = (
    ("errors", "model", "packaged", "languages", "ports", "config"),
    ("text",),
    ("reading", "terminology", "easyread", "translation", "narration", "publishing", "review"),
    (
        "store",
        "addresses",
        "pictures",
        "archives",
        "sources",
        "caching",
        "assets",
        "stages",
        "lines",
        "run",
        "scheduling",
        "pool",
        "cluster",
        "faraway",
        "watching",
        "remote",
        "known_hosts",
        "machine",
        "locking",
        "interrupting",
        "records",
        "costs",
        "progress",
        "manifests",
        "reviewing",
        "planning",
        "conversion",
        "publication",
        "pipeline",
        "workspace",
        "api",
    ),
    ("commands",),
    ("cli", "__main__"),
)
NO_RESULT = {"errors.py", "config.py"}  # what is raised or set is in no result, or in a key by itself
ROW_OF = {room: number for number, row in enumerate(ROWS) for room in row}
ROOMS = set(ROWS[2])
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")
HEAVY = {
    "ctranslate2",
    "sentencepiece",
    "soundfile",
    "gtts",
    "argostranslate",
    "wordfreq",
    "numpy",
    "babel",
    "simplemma",
    "distributed",
    "watchfiles",
    "fsspec",
}


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path, *, top_level: bool = False) -> set[str]:
    """List what a module imports while it runs; what only the type checker sees does not count."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in tree.body if top_level else ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update({node.module, *(f"{node.module}.{alias.name}" for alias in node.names)})
    return found - _for_types(tree)


def _for_types(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            for inner in ast.walk(node):
                if isinstance(inner, ast.ImportFrom) and inner.module:
                    found.update({inner.module, *(f"{inner.module}.{alias.name}" for alias in inner.names)})
    return found


def rooms_imported(path: Path) -> set[str]:
    parts = (name.split(".") for name in imports(path))
    return {part[1] for part in parts if part[0] == "lattlast" and len(part) > 1 and part[1] in ROW_OF}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_its_own_row_or_above(path: Path):
    own = room(path)
    assert own in ROW_OF, f"{own} has no place in the rows"
    below = {name for name in rooms_imported(path) if ROW_OF[name] > ROW_OF[own]}
    assert not below


@pytest.mark.parametrize(
    "path", [path for path in MODULES if room(path) in ROOMS], ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_rooms_do_not_import_each_other(path: Path):
    assert rooms_imported(path) & ROOMS <= {room(path)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_heavy_libraries_wait_until_they_are_needed(path: Path):
    assert not {name.split(".")[0] for name in imports(path, top_level=True)} & HEAVY


def test_broad_excepts_stand_only_at_boundaries():
    found = {
        str(path.relative_to(PACKAGE))
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler) and (node.type is None or ast.unparse(node.type) == "Exception")
    }
    assert found <= {"run.py", "cli/shared.py", "commands/doctor.py"}


def covered(stage):
    """List the files that a stage's version covers, by their path in the package."""
    places = [PACKAGE / part for part in (*stages.PARTS[stage], *stages._SHARED)]
    found = chain.from_iterable([place] if place.is_file() else place.rglob("*") for place in places)
    return {path.relative_to(PACKAGE).as_posix() for path in found}


def modules(stage):
    """List the modules of a stage's rooms and all that they import, directly or not."""
    waiting = [path for part in stages.PARTS[stage] for path in (PACKAGE / part).rglob("*.py")]
    found = set()
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += [imported for name in imports(path) if (imported := file_of(name))]
    return found


def file_of(name):
    package, *parts = name.split(".")
    path = PACKAGE.joinpath(*parts).with_suffix(".py")
    return path if package == "lattlast" and parts and path.is_file() else None


def tables(path):
    """Name the tables that a module reads, by what is certain of each name."""
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    for call in (call for call in calls if ast.unparse(call.func) == "packaged.table"):
        (named,) = call.args
        first = named.values[0] if isinstance(named, ast.JoinedStr) else named
        yield ast.literal_eval(first)


@pytest.mark.parametrize("stage", stages.PARTS)
def test_a_version_covers_all_that_the_stage_imports_and_reads(stage):
    found = modules(stage)
    missing = {path.relative_to(PACKAGE).as_posix() for path in found} - NO_RESULT - covered(stage)
    assert not missing, f"put it into stages.PARTS[{stage!r}]"
    read = {f"data/{name}" for path in found - {PACKAGE / "languages.py"} for name in tables(path)}
    unread = {table for table in read if not any(file.startswith(table) for file in covered(stage))}
    assert not unread, f"put it into stages.PARTS[{stage!r}]"
