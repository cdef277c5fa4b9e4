"""The commands that work on a workspace: build, check, doctor, init."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from lattlast.cli.shared import Json, assets, errors, print_json, show, stderr, tell_where_text_goes
from lattlast.errors import ConfigError

AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Read addresses in private networks and on this computer too.")
]


def build(
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="Articles: files, folders, addresses, - for stdin.", show_default="input/"),
    ] = None,
    *,
    to: Annotated[str | None, typer.Option(help="Languages to translate to, such as en,fi.")] = None,
    easy: Annotated[bool | None, typer.Option("--easy/--no-easy", help="Make easy-read editions.")] = None,
    audio: Annotated[bool | None, typer.Option("--audio/--no-audio", help="Make narration.")] = None,
    voice: Annotated[
        str | None, typer.Option(help="Voice engine: espeak, piper (offline) or gtts (sends text to Google).")
    ] = None,
    output: Annotated[str | None, typer.Option(help="Folder to write to, or an address such as s3://….")] = None,
    jobs: Annotated[int | None, typer.Option(help="Articles at the same time; 0 is as many as fit.")] = None,
    cluster: Annotated[str | None, typer.Option(help="Dask scheduler that gets the work, tcp://….")] = None,
    allow_private: AllowPrivate = False,
    fetch_images: Annotated[
        bool, typer.Option("--fetch-images", help="Fetch pictures that lie on other sites.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Make everything, also what is unchanged.")] = False,
    only_failed: Annotated[bool, typer.Option("--only-failed", help="Make just what failed at the last run.")] = False,
    shard: Annotated[str | None, typer.Option(help="Make one part of several, such as 3/10.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be made and why, and stop.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 where a person has to look at something.")
    ] = False,
    log_format: Annotated[Literal["auto", "json"], typer.Option(help="Progress as JSON lines, for machines.")] = "auto",
    as_json: Json = False,
) -> None:
    """Convert articles: a page and an MP3 for each edition."""
    with errors():
        from lattlast import commands

        flags: dict[str, dict[str, object]] = {
            "build": {
                "languages": to,
                "easy": easy,
                "audio": audio,
                **_place(output),
                "allow_private": allow_private or None,
                "fetch_images": fetch_images or None,
                "jobs": jobs,
            },
            "cluster": {"address": cluster},
            "narrate": {"voice": voice, "voices": {} if voice else None},
        }
        options = commands.Options(
            force=force,
            only_failed=only_failed,
            shard=shard_of(shard) if shard else None,
            log_format=log_format,
            with_findings=as_json,
            again=_again(flags),
        )
        if dry_run:
            plan = commands.dry_run(sources, assets=assets(flags), options=options)
            show(plan, as_json=as_json)
            raise typer.Exit(plan.exit_code)
        chosen = assets(flags)
        if chosen.config.build.easy:
            tell_where_text_goes(chosen)
        summary = commands.build(sources, assets=chosen, console=stderr(), options=options)
        if as_json:
            print_json(summary.as_json())
        raise typer.Exit(summary.exit_code(strict=strict))


def check(
    source: Annotated[str, typer.Argument(help="An article: a file, an address, - for stdin.")],
    *,
    allow_private: AllowPrivate = False,
    as_json: Json = False,
) -> None:
    """Show an article's structure, readability, hard words and terms, before anything is converted."""
    with errors():
        from lattlast import commands

        report = commands.check(source, assets=assets({"build": {"allow_private": allow_private or None}}))
        show(report, as_json=as_json)


def doctor(*, as_json: Json = False) -> None:
    """Try everything that a build needs, and say what is wrong and how to mend it."""
    with errors():
        from lattlast import commands

        report = commands.doctor(assets())
        show(report, as_json=as_json)
        raise typer.Exit(report.exit_code)


def init(folder: Annotated[Path, typer.Argument(help="The folder to set up.")] = Path()) -> None:
    """Set up a workspace: settings, input/, output/ and a glossary of the municipality's own."""
    with errors():
        from lattlast import workspace

        for path in workspace.create(folder):
            typer.echo(path)


def _place(output: str | None) -> dict[str, object]:
    """Tell a folder from an address, to which the output folder is copied."""
    if output and "://" in output:
        return {"upload": output}
    return {"output": Path(output).absolute() if output else None}


def shard_of(text: str) -> tuple[int, int]:
    """Read ``3/10``: the third of ten parts."""
    number, _, count = text.partition("/")
    if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        raise ConfigError(f"“{text}” is not a part.", hint="Write --shard 3/10 for the third of ten.")
    return int(number), int(count)


def _again(flags: dict[str, dict[str, object]]) -> tuple[str, ...]:
    """Write the flags that the user gave once more, for the command that goes on."""
    names = {"languages": "to", "address": "cluster", "upload": "output"}
    given = {names.get(key, key): value for values in flags.values() for key, value in values.items()}
    switches = [
        f"--{'' if value else 'no-'}{key.replace('_', '-')}" for key, value in given.items() if isinstance(value, bool)
    ]
    valued = [(f"--{key}", str(value)) for key, value in given.items() if value and not isinstance(value, bool)]
    return (*switches, *(word for pair in valued for word in pair))
