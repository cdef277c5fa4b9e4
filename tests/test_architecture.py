"""The rooms: a module imports only from rows above its own, and rooms on one row never import each other."""

import ast
from pathlib import Path

import pytest

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
