"""`lattlast voices`: list, install, remove and try voices; exchange pronunciations."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lattlast.cli.shared import Json, assets, errors, group, show, tell

app = group("voices", "List, install, remove and try voices; exchange pronunciations.")

Language = Annotated[str, typer.Option("--lang", help="The language, such as sv.")]


@app.command("list")
def voices_list(*, as_json: Json = False) -> None:
    """List the voices with the languages that they speak."""
    with errors():
        from lattlast import commands

        show(commands.voices(), as_json=as_json)


@app.command("install")
def voices_install(
    source: Annotated[str, typer.Argument(help="A voice for Piper: its .onnx file or address, the .onnx.json beside.")],
) -> None:
    """Install a voice for Piper and record its SHA-256."""
    with errors():
        from lattlast.narration.voices import installed

        voice = installed.install(source)
        typer.echo(f"{voice.name} ({voice.lang})")


@app.command("remove")
def voices_remove(name: Annotated[str, typer.Argument(help="The name of an installed voice.")]) -> None:
    """Remove a voice that lattlast installed."""
    with errors():
        from lattlast.narration.voices import installed

        typer.echo(f"{installed.remove(name).name} is removed.")


@app.command("try")
def voices_try(
    text: Annotated[str, typer.Argument(help="What to say.")],
    *,
    lang: Language = "sv",
    voice: Annotated[str | None, typer.Option(help="Voice engine: espeak, piper or gtts.")] = None,
    out: Annotated[Path, typer.Option(help="The MP3 file to write.")] = Path("sample.mp3"),
    as_json: Json = False,
) -> None:
    """Read a text aloud into a file, and list the acronyms that no pronunciation covers."""
    with errors():
        from lattlast import commands

        flags: dict[str, dict[str, object]] = {"narrate": {"voice": voice, "voices": {} if voice else None}}
        sample = commands.try_voice(text, lang=lang, assets=assets(flags), out=out)
        show(sample, as_json=as_json)


@app.command("export")
def voices_export(
    out: Annotated[Path, typer.Argument(help="The PLS file to write.")],
    *,
    lang: Language = "sv",
) -> None:
    """Write the pronunciations of a language as a PLS lexicon."""
    with errors():
        from lattlast import commands, store

        store.write_file(out, commands.export_pronunciations(lang, assets=assets()))
        typer.echo(out)


@app.command("import")
def voices_import(source: Annotated[Path, typer.Argument(help="A PLS lexicon.")]) -> None:
    """Take the pronunciations of a PLS lexicon into the glossary."""
    with errors():
        from lattlast import commands

        table, read = commands.import_pronunciations(source, assets=assets())
        typer.echo(table)
        if read.left_out:
            tell(
                f"Left out, because they are written in phonetic signs: {', '.join(read.left_out)}.",
                "Write in the table how they sound, in ordinary letters.",
            )
