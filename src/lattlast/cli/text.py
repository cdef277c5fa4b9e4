"""`lattlast text`: translate, simplify or write out a single text, or stdin line by line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, cast

import typer

from lattlast.cli.shared import Json, assets, errors, group, tell, tell_where_text_goes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from io import BufferedIOBase

    from lattlast.lines import Line

app = group("text", "Translate or simplify a single text, or see how it is read aloud.")

Text = Annotated[str, typer.Argument(help="The text; - reads stdin, and gives one line for each line.")]
Lang = Annotated[str, typer.Option(help="The language of the text.")]


@app.command("translate")
def text_translate(
    text: Text = "-",
    *,
    to: Annotated[str, typer.Option(help="The language to translate to.")] = "en",
    lang: Lang = "sv",
    as_json: Json = False,
) -> None:
    """Translate a text with the municipality's own terms."""
    with errors():
        from lattlast import lines as texts

        chosen = assets()
        _run(text, lambda lines: texts.translate_lines(lines, to=to, lang=lang, assets=chosen), as_json=as_json)


@app.command("simplify")
def text_simplify(text: Text = "-", *, as_json: Json = False) -> None:
    """Rewrite a Swedish text as easy-read."""
    with errors():
        from lattlast import lines as texts

        chosen = assets()
        tell_where_text_goes(chosen)
        _run(text, lambda lines: texts.simplify_lines(lines, assets=chosen), as_json=as_json)


@app.command("spoken")
def text_spoken(text: Text = "-", *, lang: Lang = "sv", as_json: Json = False) -> None:
    """Write a text out as it is read aloud: numbers, dates and abbreviations in words."""
    with errors():
        from lattlast import lines as texts

        chosen = assets()
        _run(text, lambda lines: texts.speak_lines(lines, lang=lang, assets=chosen), as_json=as_json)


def _run(text: str, work: Callable[[Sequence[str]], list[Line]], *, as_json: bool) -> None:
    """Print the line that becomes of each line, as soon as it is there; what a person should look at goes to stderr."""
    from lattlast import lines as texts
    from lattlast.model import to_json

    stdin = cast("BufferedIOBase", sys.stdin.buffer)
    given = texts.batches(stdin) if text == "-" else iter([[" ".join(text.splitlines())]])
    for number, line in enumerate((line for batch in given for line in work(batch)), start=1):
        typer.echo(to_json(line).decode() if as_json else line.text)
        for finding in () if as_json else line.findings:
            tell(f"line {number}: {finding.message}", "")
