"""Find out which of the glossary's terms the starter model says by itself, and write them down.

Each noun is put in the frames below, in its own forms. A term counts as known where every translation holds one of the
accepted English terms. Run it after the starter model has been trained anew; it writes
src/lattlast/data/translation/known.toml. What is not known goes to the model in disguise from the start.
"""

import argparse
import json
from pathlib import Path

from lattlast import config
from lattlast.assets import Assets
from lattlast.terminology import inflection
from lattlast.text import english
from lattlast.translation.slots import occurrences

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "src" / "lattlast" / "data" / "translation" / "known.toml"
FRAMES = (
    "{definite} har varit viktig för oss i många år.",
    "I går talade hon länge om {definite}.",
    "På sidan kan du läsa mer om {bare} och annat.",
    "Vad betyder {bare}?",
    "När {definite} är klar får du ett brev.",
)
SKIPPED = {"verb", "adjective", "name"}


def sentences(lemma: str, pos: str, listed: tuple[str, ...]) -> list[str]:
    """Put a term's forms into the frames."""
    forms = inflection.inflect(lemma, pos or "noun", listed)
    definite = next((form for form, said in forms.items() if said[0].definite and not said[0].genitive), lemma)
    filled = (frame.format(definite=definite, bare=lemma) for frame in FRAMES)
    return [text[:1].upper() + text[1:] for text in filled]


def known(assets: Assets) -> dict[str, str]:
    """Give the terms that the model says by itself, by concept, with what it says."""
    terms = [term for term in assets.termbase.terms if "en" in term.terms and term.pos not in SKIPPED]
    texts = [sentences(term.terms["sv"][0], term.pos, term.forms.get("sv", ())) for term in terms]
    made = iter(assets.translator(assets.route("en")[0]).translate([text for some in texts for text in some]))
    found: dict[str, str] = {}
    for term, some in zip(terms, texts, strict=True):
        offered = [next(made)[0].text for _ in some]
        said = [wording for wording in term.terms["en"] if _is_said(wording, offered)]
        if said:
            found[term.id] = said[0]
    return found


def _is_said(wording: str, offered: list[str]) -> bool:
    holding = [text for text in offered if any(occurrences(form, text) for form in english.forms(wording))]
    return len(holding) == len(FRAMES)


def main() -> None:
    """Measure, and write the table."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    found = known(Assets(config.load(ROOT / "benchmarks", environment={})))
    lines = [f"{json.dumps(key, ensure_ascii=False)} = {json.dumps(found[key])}" for key in sorted(found)]
    heading = "# Terms that the starter model says by itself, and what it says: written by benchmarks/known_terms.py.\n"
    TABLE.write_text("\n".join([heading, "[sv-en]", *lines, ""]), encoding="utf-8")
    print(f"{len(found)} terms are known: {TABLE}")


if __name__ == "__main__":
    main()
