"""The routes: pages for people, and the small questions and answers that the pages' script asks.

Takes a Desk and the session's keys, gives an ASGI application. Work that waits for disks or engines runs in threads, so
that no reviewer waits for another. It does not know how articles are made, nor what pages look like.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from lattlast.errors import LattlastError
from lattlast.model import to_json
from lattlast.review.memory import Change, Refusal
from lattlast.review.web import pages
from lattlast.review.web.desk import Choice
from lattlast.review.web.security import Guard, Keys

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request
    from starlette.types import ASGIApp

    from lattlast.model import Unit
    from lattlast.review.memory import Entry, Match
    from lattlast.review.web.desk import Desk, Job, Sheet

_LONGEST_TEXT = 20_000
_LONGEST_NAME = 80


def application(desk: Desk, keys: Keys, *, port: int, interface: str) -> ASGIApp:
    """Give the application for a server on this port of the loopback interface."""
    routes = _Routes(desk, keys, interface)
    app = Starlette(
        routes=[
            Route("/", routes.home),
            Route("/review/{slug}/{tag}", routes.review),
            Route("/preview/{key}/{path:path}", routes.preview),
            Route("/audio/{slug}/{tag}", routes.audio),
            Route("/api/articles", routes.add_article, methods=["POST"]),
            Route("/api/build/{slug}", routes.build, methods=["POST"]),
            Route("/api/jobs/{name}", routes.job),
            Route("/api/units/{slug}/{tag}/{unit}", routes.save, methods=["POST"]),
            Route("/api/undo/{slug}/{tag}/{unit}", routes.undo, methods=["POST"]),
            Route("/api/approve/{slug}/{tag}", routes.approve, methods=["POST"]),
            Route("/api/check/{slug}/{tag}/{unit}", routes.check, methods=["POST"]),
            Route("/api/matches/{slug}/{tag}/{unit}", routes.matches),
            Route("/api/terms/{verb:str}", routes.term, methods=["POST"]),
            Route("/history.json", routes.history),
            Mount("/static", StaticFiles(packages=[("lattlast.review.web", "static")])),
        ],
        exception_handlers={HTTPException: _refused, LattlastError: _failed},
    )
    return Guard(app, keys, hosts=frozenset({f"127.0.0.1:{port}", f"localhost:{port}"}))


class _Routes:
    """One method for each address."""

    def __init__(self, desk: Desk, keys: Keys, interface: str) -> None:
        self._desk = desk
        self._keys = keys
        self._interface = interface

    async def home(self, request: Request) -> Response:
        articles = await run_in_threadpool(self._desk.articles)
        return self._page(request, "home", articles=articles, desk=self._desk)

    async def review(self, request: Request) -> Response:
        sheet = await self._sheet(request)
        order = request.query_params.get("order", "findings")
        rows = await run_in_threadpool(pages.rows, sheet, self._desk, order)
        return self._page(
            request, "review", sheet=sheet, slug=request.path_params["slug"], rows=rows, order=order,
        )  # fmt: skip

    def _page(self, request: Request, template: str, **values: object) -> Response:
        known = self._chosen(request)
        body = pages.render(template, interface=known, keys=self._keys, path=request.url.path, **values)
        answer = HTMLResponse(body)
        if "lang" in request.query_params:
            answer.set_cookie("lattlast-lang", known, samesite="strict", httponly=True)
        return answer

    def _chosen(self, request: Request) -> str:
        """Give the interface's language: as just asked for, as asked for before, or as set."""
        lang = request.query_params.get("lang") or request.cookies.get("lattlast-lang") or self._interface
        return lang if lang in pages.INTERFACES else self._interface

    async def preview(self, request: Request) -> Response:
        path = self._published(request.path_params["path"])
        return FileResponse(path)

    async def audio(self, request: Request) -> Response:
        slug, tag = request.path_params["slug"], request.path_params["tag"]
        return FileResponse(self._published(f"{slug}/{tag}/narration.mp3"))

    def _published(self, name: str) -> Path:
        path = self._desk.published_file(name)
        if path is None:
            raise HTTPException(404, "not_found")
        return path

    async def add_article(self, request: Request) -> Response:
        async with request.form(max_files=1, max_fields=200, max_part_size=2_000_000) as form:
            return await self._added(form)

    async def _added(self, form: FormData) -> Response:
        text, address, file = form.get("text"), form.get("address"), form.get("file")
        if isinstance(file, UploadFile) and file.filename:
            slug = await run_in_threadpool(self._desk.add_article, file.filename, await file.read())
        elif isinstance(text, str) and text.strip():
            slug = await run_in_threadpool(self._desk.add_article, _file_name(text), text.encode())
        elif isinstance(address, str) and address.strip():
            slug = await run_in_threadpool(self._desk.fetch_article, address.strip())
        else:
            raise HTTPException(400, "nothing_given")
        chosen = Choice(
            tuple(lang for lang in self._desk.languages() if lang in form.getlist("language")),
            easy="easy" in form,
            audio="audio" in form,
        )
        return _job(await run_in_threadpool(self._desk.build, slug, chosen))

    async def build(self, request: Request) -> Response:
        return _job(await run_in_threadpool(self._desk.build, request.path_params["slug"], None))

    async def job(self, request: Request) -> Response:
        job = self._desk.job(request.path_params["name"])
        if job is None:
            raise HTTPException(404, "not_found")
        return _job(job)

    async def save(self, request: Request) -> Response:
        sheet, unit, given = await self._asked(request)
        target = " ".join(str(given.get("target", "")).split())
        if not target:
            raise HTTPException(400, "empty_text")
        state = "reviewed" if given.get("approve") else "translated"
        change = self._change(sheet, unit, given, target=target, state=state)
        entries, refusals = await run_in_threadpool(self._desk.record, [change])
        return _conflict(refusals[0].current) if refusals else _saved(entries[0])

    async def undo(self, request: Request) -> Response:
        sheet, unit, given = await self._asked(request)
        done = await run_in_threadpool(
            lambda: self._desk.memory.undo(
                sheet.edition.tag, unit.source.text, expected=_version(given), by=_name(given), at=self._desk.now()
            )
        )
        if isinstance(done, Refusal):
            return _conflict(done.current)
        if done is None:
            raise HTTPException(400, "nothing_to_undo")
        return _saved(done, machine=await self._machine(request, unit))

    async def _machine(self, request: Request, unit: Unit) -> str:
        """Give what stands in the edition as it was last made, once nobody's text stands there any longer."""
        sheet = await self._sheet(request)
        return next(one.target.text for one in sheet.edition.units if one.source.id == unit.source.id)

    async def approve(self, request: Request) -> Response:
        sheet, given = await self._sheet(request), await _given(request)
        versions = given.get("versions")
        seen: dict[str, Any] = versions if isinstance(versions, dict) else {}
        changes = {
            unit.source.text: self._change(
                sheet, unit, {**given, "version": seen[unit.source.id]}, target=unit.target.text, state="reviewed"
            )
            for unit in sheet.edition.units
            if unit.source.id in seen and unit.target.text and not _is_approved(sheet, unit)
        }
        entries, refusals = await run_in_threadpool(self._desk.record, list(changes.values()))
        return JSONResponse({"approved": len(entries), "refused": len(refusals)})

    async def check(self, request: Request) -> Response:
        sheet, unit, given = await self._asked(request)
        target = str(given.get("target", ""))[:_LONGEST_TEXT]
        found, measured, hard = await run_in_threadpool(self._desk.check, unit.source.text, target, sheet.edition.tag)
        return JSONResponse({
            "findings": [pages.told(finding, self._chosen(request)) for finding in found],
            "readability": json.loads(to_json(measured)),
            "hard": list(hard),
        })  # fmt: skip

    async def matches(self, request: Request) -> Response:
        sheet = await self._sheet(request)
        unit = _unit(sheet, request.path_params["unit"])
        found = await run_in_threadpool(self._desk.matches, unit.source.text, sheet.edition.tag)
        return JSONResponse(list(map(_match, found)))

    async def term(self, request: Request) -> Response:
        given = await _given(request)
        swedish, term, lang = (" ".join(str(given.get(key, "")).split())[:200] for key in ("sv", "term", "lang"))
        if not swedish or not term or lang not in self._desk.languages():
            raise HTTPException(400, "term_incomplete")
        effects = await run_in_threadpool(self._desk.term_effects, swedish, term, lang)
        if request.path_params["verb"] == "add":
            await run_in_threadpool(self._desk.add_term, swedish, term, lang)
        return JSONResponse([
            {"article": one.slug, "tag": one.tag, "source": one.source, "target": one.target} for one in effects
        ])  # fmt: skip

    async def history(self, _: Request) -> Response:
        entries = await run_in_threadpool(self._desk.memory.history)
        headers = {"content-disposition": 'attachment; filename="history.json"'}
        return JSONResponse([asdict(entry) for entry in entries], headers=headers)

    async def _sheet(self, request: Request) -> Sheet:
        slug, tag = request.path_params["slug"], request.path_params["tag"]
        sheet = await run_in_threadpool(self._desk.sheet, slug, tag)
        if sheet is None:
            raise HTTPException(404, "not_found")
        return sheet

    async def _asked(self, request: Request) -> tuple[Sheet, Unit, dict[str, Any]]:
        sheet = await self._sheet(request)
        return sheet, _unit(sheet, request.path_params["unit"]), await _given(request)

    def _change(self, sheet: Sheet, unit: Unit, given: dict[str, Any], *, target: str, state: str) -> Change:
        entry = sheet.entries.get(unit.source.text)
        marks = entry.marks if entry and entry.target == target else ()
        return Change(
            sheet.edition.tag, unit.source.text, target, "reviewed" if state == "reviewed" else "translated",
            _name(given), self._desk.now(), sheet.edition.document.id, "review", marks, _version(given),
        )  # fmt: skip


def _is_approved(sheet: Sheet, unit: Unit) -> bool:
    entry = sheet.entries.get(unit.source.text)
    return entry is not None and entry.approved


def _unit(sheet: Sheet, name: str) -> Unit:
    found = next((unit for unit in sheet.edition.units if unit.source.id == name), None)
    if found is None:
        raise HTTPException(404, "not_found")
    return found


async def _given(request: Request) -> dict[str, Any]:
    try:
        given = await request.json()
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, "not_understood") from error
    if not isinstance(given, dict) or len(str(given.get("target", ""))) > _LONGEST_TEXT:
        raise HTTPException(400, "not_understood")
    return given


def _version(given: dict[str, Any]) -> int:
    version = given.get("version")
    if not isinstance(version, int):
        raise HTTPException(400, "not_understood")
    return version


def _name(given: dict[str, Any]) -> str:
    return " ".join(str(given.get("by", "")).split())[:_LONGEST_NAME]


def _file_name(text: str) -> str:
    return f"{text.strip().splitlines()[0][:60]}.txt"


def _saved(entry: Entry, *, machine: str = "") -> Response:
    target = machine if entry.state == "initial" else entry.target
    return JSONResponse(
        {"version": entry.version, "state": entry.state, "target": target, "by": entry.by, "at": entry.at}
    )


def _conflict(current: Entry | None) -> Response:
    """Tell who comes last what stands there now; nothing of either is lost."""
    if current is None:
        return JSONResponse({"version": 0, "target": "", "by": "", "state": "initial"}, 409)
    return JSONResponse(
        {"version": current.version, "target": current.target, "by": current.by, "state": current.state}, 409
    )


def _match(match: Match) -> dict[str, object]:
    entry = match.entry
    return {"source": entry.source, "target": entry.target, "score": round(match.score), "by": entry.by}


def _job(job: Job) -> Response:
    return JSONResponse(
        {"id": job.id, "slug": job.slug, "state": job.state, "done": job.done, "total": job.total, "step": job.step,
         "message": job.message}
    )  # fmt: skip


async def _refused(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = error.detail if isinstance(error, HTTPException) else ""
    return JSONResponse({"error": detail}, status)


async def _failed(_: Request, error: Exception) -> Response:
    message = f"{error.message} {error.hint}".strip() if isinstance(error, LattlastError) else ""
    return JSONResponse({"message": message}, 422)
