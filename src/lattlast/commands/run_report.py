"""The report of a run, for people (HTML) and machines (JSON): what was made, what failed, where the time went.

Takes a Summary and the costs of the run, writes two files beside the cache. The HTML needs nothing else: its charts
are drawings with the figures as text. It does not know how an edition is made.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from lattlast import store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from lattlast.commands.summary import Summary
    from lattlast.costs import Costs

_STAGES = ("read", "simplify", "translate", "narrate", "publish")


def write_report(summary: Summary, costs: Costs, folder: Path) -> Path:
    """Write ``report.html`` and ``report.json`` into a folder; give the page's path."""
    content = _content(summary, costs)
    store.write_file(folder / "report.json", json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n")
    store.write_file(folder / "report.html", _page(content).encode())
    return folder / "report.html"


def _content(summary: Summary, costs: Costs) -> dict[str, Any]:
    made = [receipt for receipt in summary.receipts if not receipt.unchanged]
    return {
        "made": [
            {"slug": receipt.slug, "tags": list(receipt.tags), "to_look_at": receipt.to_look_at} for receipt in made
        ],
        "unchanged": len(summary.receipts) - len(made),
        "not_begun": summary.not_begun,
        "failed": [
            {"name": failure.name, "message": failure.message, "hint": failure.hint, "exit_code": failure.exit_code}
            for failure in summary.failures
        ],
        "retry": summary.retry if summary.failures else "",
        "stages": [
            {
                "stage": stage,
                "seconds": round(costs.seconds[stage], 3),
                "segments": costs.segments[stage],
                "from_cache": costs.cached[stage],
            }
            for stage in _STAGES
        ],
        "slowest": [{"slug": slug, "seconds": seconds} for slug, seconds in costs.slowest],
    }


def _page(content: dict[str, Any]) -> str:
    from jinja2 import Environment

    source = files("lattlast").joinpath("data/report.html.j2").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(source).render(
        **content, stage_rows=_rows(content["stages"], "stage"), slowest_rows=_rows(content["slowest"], "slug")
    )


def _rows(entries: Sequence[Mapping[str, object]], name: str) -> list[tuple[object, object]]:
    return [(entry[name], entry["seconds"]) for entry in entries]
