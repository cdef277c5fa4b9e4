"""What people approved is never lost, and nobody overwrites what he has not seen."""

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys

import pytest

from lattlast.errors import InputError, OutputError
from lattlast.review import Change, Memory

SOURCE = "Simhallen stänger klockan 20."


@pytest.fixture
def memory(tmp_path):
    return Memory(tmp_path / "memory.sqlite")


def change(target="The pool closes at 20:00.", *, source=SOURCE, **values):
    return Change("en", source, target, **{"state": "reviewed", "by": "Mira", "at": "2026-11-27T08:00:00Z", **values})


def test_reading_creates_no_file(memory):
    assert memory.entries() == memory.history() == []
    assert (memory.current("en", [SOURCE]), memory.newest()) == ({}, 0)
    assert not memory.path.exists()


def test_the_newest_change_counts_and_all_are_kept(memory):
    memory.record([change("The hall closes at 20:00.", state="translated")])
    memory.record([change()])
    assert [entry.target for entry in memory.history()] == ["The hall closes at 20:00.", "The pool closes at 20:00."]
    assert [entry.target for entry in memory.entries()] == ["The pool closes at 20:00."]
    assert memory.current("en", [SOURCE, "Annat."])[SOURCE].approved


def test_editions_are_kept_apart(memory):
    memory.record([change(), change("Altaat suljetaan kello 20.")])
    memory.record([Change("fi", SOURCE, "Uimahalli sulkeutuu kello 20.", "reviewed")])
    assert len(memory.entries()) == 2
    assert memory.current("fi", [SOURCE])[SOURCE].target.startswith("Uimahalli")


def test_who_comes_second_is_told_and_overwrites_nothing(memory):
    (first,), _ = memory.record([change(expected=0)])
    entries, (refusal,) = memory.record([change("Swimming ends at 20:00.", by="Olle", expected=0)])
    assert entries == []
    assert refusal.current == first
    assert memory.current("en", [SOURCE])[SOURCE].by == "Mira"


def test_one_late_change_does_not_stop_the_others(memory):
    memory.record([change()])
    entries, refusals = memory.record([change("Late.", expected=0), change("Early.", source="Ny mening.", expected=0)])
    assert ([entry.target for entry in entries], len(refusals)) == (["Early."], 1)


def test_undo_goes_back_step_by_step_and_the_history_grows(memory):
    for target in ("One.", "Two.", "Three."):
        memory.record([change(target)])
    seen = []
    for _ in range(4):
        current = memory.current("en", [SOURCE])[SOURCE]
        memory.undo("en", SOURCE, expected=current.version, by="Olle", at="2026-11-27T09:00:00Z")
        seen.append(memory.current("en", [SOURCE])[SOURCE].target)
    assert seen == ["Two.", "One.", "", ""]
    assert len(memory.history()) == 6
    assert memory.current("en", [SOURCE])[SOURCE].state == "initial"


def test_undo_of_what_somebody_else_changed_is_refused(memory):
    (first,), _ = memory.record([change()])
    memory.record([change("Newer.", by="Olle")])
    refusal = memory.undo("en", SOURCE, expected=first.version, by="Mira", at="")
    assert refusal.current.by == "Olle"
    assert len(memory.history()) == 2


def test_matches_are_approved_sentences_with_their_score(memory):
    memory.record([
        change("The pool closes at 18:00.", source="Simhallen stänger klockan 18."),
        change("Draft.", source="Simhallen stänger klockan 19.", state="translated"),
        change("Something else.", source="Kommunen söker tre lärare till hösten."),
    ])  # fmt: skip
    (match,) = memory.matches("en", SOURCE)
    assert match.entry.target == "The pool closes at 18:00."
    assert 90 < match.score < 100
    assert memory.matches("fi", SOURCE) == []


def test_a_damaged_file_is_told_and_left_as_it_is(memory):
    memory.path.write_bytes(b"no database at all, but long enough to be read as one" * 40)
    before = memory.path.read_bytes()
    with pytest.raises(InputError, match="damaged") as raised:
        memory.entries()
    assert "review import" in raised.value.hint
    assert memory.path.read_bytes() == before


def test_a_file_of_a_newer_version_is_left_alone(memory):
    memory.record([change()])
    with sqlite3.connect(memory.path) as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()
    with pytest.raises(InputError, match="newer"):
        memory.entries()


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="memory"):
        Memory(tmp_path / "file" / "memory.sqlite").record([change()])


def _write(path, name):
    memory = Memory(path)
    for number in range(25):
        memory.record([change(f"{name} {number}", source=f"Mening {number}.", by=name, expected=None)])


def test_two_processes_lose_nothing(memory):
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(memory.path, name)) for name in ("Mira", "Olle")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert len(memory.history()) == 50
    assert len({entry.version for entry in memory.history()}) == 50


KILLED = """
import sys
from pathlib import Path
from lattlast.review import Change, Memory
memory = Memory(Path(sys.argv[1]))
for number in range(100_000):
    memory.record([Change("en", f"Mening {number}.", f"Sentence {number}. " * 50, "reviewed")])
    print(number, flush=True)
"""


def test_what_was_saved_outlives_a_kill_in_the_middle_of_a_save(memory):
    writer = subprocess.Popen([sys.executable, "-c", KILLED, memory.path], stdout=subprocess.PIPE, text=True)
    assert writer.stdout
    told = [int(writer.stdout.readline()) for _ in range(40)]
    os.kill(writer.pid, signal.SIGKILL)
    told += [int(line) for line in writer.stdout.read().splitlines() if line.strip()]
    writer.wait()
    writer.stdout.close()
    kept = memory.history()
    assert [entry.source for entry in kept[: len(told)]] == [f"Mening {number}." for number in told]
    assert len(kept) - len(told) <= 1
    assert all(entry.target.count("Sentence") == 50 for entry in kept)
    with sqlite3.connect(memory.path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    memory.record([change()])
    assert memory.current("en", [SOURCE])
