"""The workspace behind the pages of `lattlast serve`, and the server itself.

Takes settings, gives a Desk and runs the server on this machine's loopback interface. One build at a time goes on in a
thread of its own. It does not know what the pages look like, nor who may see them.
"""

from __future__ import annotations

import csv
import io
import re
import socket
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from lattlast import (
    addresses,
    languages,
    locking,
    pipeline,
    planning,
    publication,
    records,
    review,
    reviewing,
    sources,
    store,
    terminology,
)
from lattlast.assets import Assets
from lattlast.commands.review import now
from lattlast.errors import EngineMissingError, InputError, OutputError
from lattlast.progress import Silent
from lattlast.review.web import Choice, Job, Keys, Listed, Sheet, TermEffect, application
from lattlast.run import Failure, Receipt, Step, caught
from lattlast.text import checks, readability, sentences, tables
from lattlast.translation import packages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from lattlast.config import Config
    from lattlast.model import Edition, Finding, Readability
    from lattlast.review import Change, Entry, Match, Refusal, Standing
    from lattlast.sources import Article

_TERMS = "terms-review.csv"


class Workshop:
    """The workspace as the pages see it; every method may be called from any thread."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._jobs: dict[str, Job] = {}
        self._builds = ThreadPoolExecutor(max_workers=1, thread_name_prefix="build")
        self._read: dict[str, tuple[int, tuple[Edition, ...]]] = {}
        self._assets = Assets(config)
        self.memory = reviewing.memory(config)

    def close(self) -> None:
        """Let the build that goes on end, and start no other."""
        self._builds.shutdown(wait=True, cancel_futures=True)

    def now(self) -> str:
        """Give the time, as the memory keeps it."""
        return now()

    def languages(self) -> Sequence[str]:
        """List the languages that the settings name or that a model is installed for."""
        installed = {package.target for package in packages.installed()} - {languages.SOURCE}
        return list(dict.fromkeys((*self._config.build.languages, *sorted(installed))))

    def defaults(self) -> Choice:
        """Give what the settings make."""
        build = self._config.build
        return Choice(build.languages, easy=build.easy, audio=build.audio)

    def articles(self) -> Sequence[Listed]:
        """List the articles that were made here, with the standing of each edition."""
        entries = {(entry.tag, entry.source): entry for entry in self.memory.entries()}
        return [self._listed(slug, entries) for slug in reviewing.slugs(self._config)]

    def _listed(self, slug: str, entries: Mapping[tuple[str, str], Entry]) -> Listed:
        editions = self._editions(slug)
        title = editions[0].document.title if editions else slug
        shown = tuple((one.tag, _standing(one, entries, slug), self._is_published(slug, one.tag)) for one in editions)
        return Listed(slug, title, shown)

    def sheet(self, slug: str, tag: str) -> Sheet | None:
        """Give an edition to review, with the memory's drafts and approvals in it."""
        edition = next((one for one in self._editions(slug) if one.tag == tag and one.units), None)
        if edition is None:
            return None
        entries = self.memory.current(tag, [unit.source.text for unit in edition.units])
        standing = review.standing(edition, entries, mine=self.memory.entries(tag=tag, article=slug))
        drafts = review.with_drafts(edition, entries)
        return Sheet(drafts, entries, standing, dict(_clips(edition)), self._is_published(slug, tag))

    def _editions(self, slug: str) -> tuple[Edition, ...]:
        """Read an article's editions, again only where they were made again."""
        if slug not in reviewing.slugs(self._config):
            return ()
        made = reviewing.made_at(slug, self._config)
        if slug not in self._read or self._read[slug][0] != made:
            self._read[slug] = made, reviewing.kept(slug, self._config)
        return self._read[slug][1]

    def _is_published(self, slug: str, tag: str) -> bool:
        return self.published_file(f"{slug}/{tag}/index.html") is not None

    def terms(self, text: str, lang: str) -> list[tuple[int, int, str]]:
        """Find the glossary's terms in a Swedish text: start, end and the term in another language."""
        found = ((match.start, match.end, match.term.terms.get(lang, ())) for match in self._assets.termbase.find(text))
        return [(start, end, terms[0]) for start, end, terms in found if terms and lang != languages.SOURCE]

    def check(self, source: str, target: str, tag: str) -> tuple[Sequence[Finding], Readability, Sequence[str]]:
        """Compare a text with its source, and measure how it reads; hard words are told for Swedish alone."""
        lang = languages.language(tag)
        found = checks.compare(source, target, languages.SOURCE, lang) if target.strip() else ()
        cut = [target[start:end] for start, end in sentences.split(target, lang)]
        hard = readability.hard_words(target) if lang == languages.SOURCE else []
        return found, readability.measure(cut), hard

    def matches(self, source: str, tag: str) -> Sequence[Match]:
        """Find approved sentences like this one."""
        return self.memory.matches(tag, source)

    def record(self, changes: Sequence[Change]) -> tuple[list[Entry], list[Refusal]]:
        """Keep changes."""
        return self.memory.record(changes)

    def add_article(self, name: str, data: bytes) -> str:
        """Put an article into the input folder; one of the same name is put aside, not overwritten."""
        plain = Path(re.split(r"[/\\]", name)[-1])
        suffix = plain.suffix.lower()
        if suffix not in sources.PAGES:
            known = ", ".join(sorted(sources.PAGES))
            raise InputError(f"“{plain.name}” is of a kind that lattlast does not read.", hint=f"Known: {known}.")
        path = self._input() / f"{sources.slug(plain.stem)}{suffix}"
        if path.is_file() and path.read_bytes() != data:
            kept = path.with_name(".replaced") / f"{path.stem}-{store.digest(path.read_bytes())[:8]}{suffix}"
            store.write_file(kept, path.read_bytes())
        store.write_file(path, data)
        return next(article.slug for article in self._inputs() if article.path == path)

    def fetch_article(self, address: str) -> str:
        """Fetch an article from its address into the input folder."""
        page = addresses.fetch(address)
        slug = sources.gather([page.address], fetch=lambda _: page).articles[0].slug
        return self.add_article(f"{slug}{'.txt' if page.media_type == 'text/plain' else '.html'}", page.data)

    def _input(self) -> Path:
        return self._config.path(self._config.build.input)

    def _inputs(self) -> tuple[Article, ...]:
        return sources.gather([self._input()]).articles if self._input().is_dir() else ()

    def build(self, slug: str, choice: Choice | None) -> Job:
        """Begin to make an article's editions: those chosen, or those that it has."""
        article = next((one for one in self._inputs() if one.slug == slug), None)
        if article is None:
            raise InputError(f"The article “{slug}” is not in {self._input()}.", hint="Add it again.")
        job = Job(uuid4().hex, slug, "waiting")
        self._jobs[job.id] = job
        self._builds.submit(self._run, job, article, choice or self._made(slug))
        return job

    def job(self, name: str) -> Job | None:
        """Give a build as it stands."""
        return self._jobs.get(name)

    def _made(self, slug: str) -> Choice:
        """Choose again what an article has."""
        editions = self._editions(slug)
        if not editions:
            return self.defaults()
        tags = [edition.tag for edition in editions]
        return Choice(
            tuple(tag for tag in tags if not languages.is_simple(tag) and tag != languages.SOURCE),
            easy=any(map(languages.is_simple, tags)),
            audio=any(edition.narration for edition in editions),
        )

    def _run(self, job: Job, article: Article, choice: Choice) -> None:
        outcome = caught(article, lambda: self._convert(job, article, choice))
        message = f"{outcome.message} {outcome.hint}".strip() if isinstance(outcome, Failure) else ""
        self._change(job, state="failed" if message else "done", message=message)

    def _change(self, job: Job, **values: object) -> None:
        self._jobs[job.id] = replace(self._jobs[job.id], **values)  # type: ignore[arg-type]

    def _convert(self, job: Job, article: Article, choice: Choice) -> Receipt:
        build = self._config.build.model_copy(
            update={"languages": choice.languages, "easy": choice.easy, "audio": choice.audio}
        )
        assets = Assets(self._config.model_copy(update={"build": build}))
        output = self._config.path(build.output)
        plan = planning.plan([article], assets, output=output, force=True)
        if plan.missing:
            raise EngineMissingError(plan.missing[0].message, hint=plan.missing[0].hint)
        self._change(job, state="running", total=sum(plan.steps.values()))
        folder = self._config.path(build.cache)
        waiting = "another build is at work"
        with (
            locking.building(folder, waiting=lambda _process: self._change(job, step=waiting)),
            store.Store(folder) as cache,
        ):
            home = records.Recorder(cache, self._reporter(job))
            receipt = pipeline.convert(plan.jobs[0], assets, blobs=cache, home=home, output=output)
            home.outcome(receipt)
            publication.write_index(output, assets)
        return receipt

    def _reporter(self, job: Job) -> _Steps:
        def told(stage: str, tag: str) -> None:
            self._change(job, done=self._jobs[job.id].done + 1, step=f"{stage} {tag}".strip())

        return _Steps(told)

    def term_effects(self, swedish: str, term: str, lang: str) -> Sequence[TermEffect]:
        """Find the sentences that have the Swedish term and not yet its translation."""
        only = terminology.load_termbase([(_TERMS, f"sv;{lang}\n{_cell(swedish)};{_cell(term)}\n".encode())])
        return [
            TermEffect(slug, edition.tag, unit.source.text, unit.target.text)
            for slug in reviewing.slugs(self._config)
            for edition in self._editions(slug)
            if languages.language(edition.tag) == lang
            for unit in edition.units
            if only.find(unit.source.text) and term.casefold() not in unit.target.text.casefold()
        ]

    def add_term(self, swedish: str, term: str, lang: str) -> None:
        """Write a term into the municipality's own glossary, in a table of the terms that reviewers added."""
        path = self._config.path(self._config.glossary.folder) / _TERMS
        rows = _term_rows(path)
        rows.setdefault(swedish, {})[lang] = term
        columns = [languages.SOURCE, *dict.fromkeys(column for row in rows.values() for column in row)]
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=";", lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([swedish, *(row.get(column, "") for column in columns[1:])] for swedish, row in rows.items())
        store.write_file(path, text.getvalue().encode("utf-8-sig"))
        self._assets = Assets(self._config)

    def published_file(self, path: str) -> Path | None:
        """Give a file of the output folder; None for anything outside it, hidden or missing."""
        output = self._config.path(self._config.build.output).resolve()
        try:
            found = (output / path).resolve()
            inside = output in found.parents and found.is_file()
        except (OSError, ValueError):
            return None
        hidden = any(part.startswith(".") for part in found.parts[len(output.parts) :])
        return found if inside and not hidden else None


class _Steps(Silent):
    """Tell each step of a build."""

    def __init__(self, told: Callable[[str, str], None]) -> None:
        self._told = told

    def step(self, step: Step) -> None:
        """Tell that a stage of an edition is done."""
        self._told(step.stage, step.tag)


def _standing(edition: Edition, entries: Mapping[tuple[str, str], Entry], slug: str) -> Standing | None:
    if not edition.units:
        return None
    current = {source: entry for (tag, source), entry in entries.items() if tag == edition.tag}
    return review.standing(edition, current, mine=[one for one in current.values() if one.article == slug])


def _clips(edition: Edition) -> Iterator[tuple[str, tuple[float, float]]]:
    """Give where each unit is heard: from its first segment to its last."""
    clips = {clip.segment: clip for clip in edition.narration.clips} if edition.narration else {}
    runs = review.segment_runs(edition)
    for unit in edition.units:
        heard = [clips[name] for name in runs[unit.target.id] if name in clips]
        if heard:
            yield unit.source.id, (round(heard[0].begin, 3), round(heard[-1].end, 3))


def _term_rows(path: Path) -> dict[str, dict[str, str]]:
    if not path.is_file():
        return {}
    rows = tables.read_table(path.read_bytes(), name=path.name, required=(languages.SOURCE,))
    return {row.cells[languages.SOURCE]: {k: v for k, v in row.cells.items() if k != languages.SOURCE} for row in rows}


def _cell(text: str) -> str:
    """Write a text as one cell of a table."""
    return f'"{text.replace(chr(34), chr(34) * 2)}"'


def serve(config: Config, *, port: int, told: Callable[[str], None]) -> None:
    """Serve the workspace on the loopback interface until Ctrl-C; `told` hears the address, which holds the key."""
    import uvicorn

    listener = _listener(port)
    chosen = listener.getsockname()[1]
    workshop, keys = Workshop(config), Keys()
    app = application(workshop, keys, port=chosen, interface=config.review.interface)
    settings = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, lifespan="off")
    server = uvicorn.Server(settings)
    told(f"http://127.0.0.1:{chosen}/?token={keys.token}")
    try:
        server.run(sockets=[listener])
    finally:
        workshop.close()


def _listener(port: int) -> socket.socket:
    """Take a port of the loopback interface; 0 takes any that is free."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen(512)  # the address may be opened as soon as it is told
    except OSError as error:
        listener.close()
        raise OutputError(
            f"Port {port} cannot be used: {error.strerror}.", hint="Choose another: lattlast serve --port 0"
        ) from error
    return listener
