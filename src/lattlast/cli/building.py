"""The command build: its flags, the settings that they stand for, and the command that makes what failed once more."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from lattlast.cli.shared import AllowPrivate, Json, assets, errors, print_json, show, stderr, tell_where_text_goes
from lattlast.errors import ConfigError

Flags = dict[str, object]
Sources = Annotated[
    list[str] | None, typer.Argument(help="Articles: files, folders, addresses, - for stdin.", show_default="input/")
]
To = Annotated[str | None, typer.Option(help="Languages to translate to, such as en,fi.")]
Easy = Annotated[bool | None, typer.Option("--easy/--no-easy", help="Make easy-read editions.")]
Audio = Annotated[bool | None, typer.Option("--audio/--no-audio", help="Make narration.")]
Voice = Annotated[
    str | None, typer.Option(help="Voice engine: espeak, piper (offline) or gtts (sends text to Google).")
]
Output = Annotated[str | None, typer.Option(help="Folder to write to, or an address such as s3://….")]
Jobs = Annotated[int | None, typer.Option(help="Articles at the same time; 0 is as many as fit.")]
Cluster = Annotated[str | None, typer.Option(help="Dask scheduler that gets the work, tcp://….")]
FetchImages = Annotated[bool | None, typer.Option("--fetch-images", help="Fetch pictures that lie on other sites.")]
Force = Annotated[bool, typer.Option("--force", help="Make everything, also what is unchanged.")]
OnlyFailed = Annotated[bool, typer.Option("--only-failed", help="Make just what failed at the last run.")]
Shard = Annotated[str | None, typer.Option(help="Make one part of several, such as 3/10.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be made and why, and stop.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 where a person has to look at something.")]
LogFormat = Annotated[Literal["auto", "json"], typer.Option(help="Progress as JSON lines, for machines.")]

_SETTINGS = {
    "to": ("build", "languages"),
    "easy": ("build", "easy"),
    "audio": ("build", "audio"),
    "voice": ("narrate", "voice"),
    "output": ("build", "output"),
    "jobs": ("build", "jobs"),
    "cluster": ("cluster", "address"),
    "allow_private": ("build", "allow_private"),
    "fetch_images": ("build", "fetch_images"),
}


def build(
    sources: Sources = None,
    *,
    to: To = None,
    easy: Easy = None,
    audio: Audio = None,
    voice: Voice = None,
    output: Output = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    allow_private: AllowPrivate = None,
    fetch_images: FetchImages = None,
    force: Force = False,
    only_failed: OnlyFailed = False,
    shard: Shard = None,
    dry_run: DryRun = False,
    strict: Strict = False,
    log_format: LogFormat = "auto",
    as_json: Json = False,
) -> None:
    """Convert articles: a page and an MP3 for each edition."""
    flags: Flags = {"to": to, "easy": easy, "audio": audio, "voice": voice, "output": output, "jobs": jobs}
    flags |= {"cluster": cluster, "allow_private": allow_private, "fetch_images": fetch_images}
    with errors():
        from lattlast import commands

        chosen = assets(settings(flags))
        options = commands.Options(
            force=force,
            only_failed=only_failed,
            shard=shard_of(shard) if shard else None,
            log_format=log_format,
            with_findings=as_json,
            again=written(flags),
        )
        if dry_run:
            plan = commands.dry_run(sources, assets=chosen, options=options)
            show(plan, as_json=as_json)
            raise typer.Exit(plan.exit_code)
        if chosen.config.build.easy:
            tell_where_text_goes(chosen)
        summary = commands.build(sources, assets=chosen, console=stderr(), options=options)
        if as_json:
            print_json(summary.as_json())
        raise typer.Exit(summary.exit_code(strict=strict))


def settings(flags: Flags) -> dict[str, Flags]:
    """Give the settings that the flags stand for, by section; those that were not given are None."""
    found: dict[str, Flags] = {section: {} for section, _ in _SETTINGS.values()}
    for flag, value in flags.items():
        section, name = _SETTINGS[flag]
        found[section][name] = value
    if flags["voice"]:
        found["narrate"]["voices"] = {}
    found["build"] |= _place(str(flags["output"] or ""))
    return found


def _place(output: str) -> Flags:
    """Tell a folder from an address, to which the output folder is copied."""
    if "://" in output:
        return {"output": None, "upload": output}
    return {"output": Path(output).absolute() if output else None}


def shard_of(text: str) -> tuple[int, int]:
    """Read ``3/10``: the third of ten parts."""
    number, _, count = text.partition("/")
    if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        raise ConfigError(f"“{text}” is not a part.", hint="Write --shard 3/10 for the third of ten.")
    return int(number), int(count)


def written(flags: Flags) -> tuple[str, ...]:
    """Write the flags that were given once more, for the command that goes on."""
    return tuple(word for flag, value in flags.items() if value is not None for word in _words(flag, value))


def _words(flag: str, value: object) -> tuple[str, ...]:
    name = flag.replace("_", "-")
    if isinstance(value, bool):
        return (f"--{name}" if value else f"--no-{name}",)
    return (f"--{name}", str(value))
