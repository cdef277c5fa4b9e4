"""What goes wrong around a build: after each fault, the next build ends with the files of an undisturbed one."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time

import pytest

from lattlast import locking
from tests.cli.batches import SWEDISH_ONLY, files, lay_out, start
from tests.conftest import ROOT, in_process, lattlast

ARTICLES = 12
EASY_TOO = "[build]\nlanguages = []\naudio = false\n"


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """Give a workspace after a build that nothing disturbed, and how long that took."""
    folder = lay_out(tmp_path_factory.mktemp("undisturbed"), ARTICLES)
    began = time.monotonic()
    run = lattlast("build", "--jobs", "1", cwd=folder)
    assert run.returncode == 0, run.stderr
    return folder, time.monotonic() - began


@pytest.fixture
def workspace(tmp_path):
    return lay_out(tmp_path / "workspace", ARTICLES)


def assert_the_next_build_mends_it(workspace, undisturbed):
    run = in_process("build", "--jobs", "1", cwd=workspace)
    assert run.returncode == 0, run.stderr
    assert files(workspace) == files(undisturbed[0])


def kill_and_mend(workspace, undisturbed, moment, *arguments):
    """Kill a build at a moment, a share of the time that an undisturbed one takes."""
    run = start(workspace, *arguments)
    try:
        run.wait(timeout=moment * undisturbed[1])
    except subprocess.TimeoutExpired:
        run.kill()
    run.communicate()
    assert_the_next_build_mends_it(workspace, undisturbed)


@pytest.mark.parametrize("moment", [0.4, 0.7, 0.95])
def test_a_build_that_is_killed_is_gone_on_with(workspace, undisturbed, moment):
    kill_and_mend(workspace, undisturbed, moment, "--jobs", "1")


def test_a_build_that_is_killed_leaves_no_process_that_disturbs_the_next(workspace, undisturbed):
    kill_and_mend(workspace, undisturbed, 1.0, "--jobs", "2")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(50))
def test_a_build_that_is_killed_at_any_moment_is_gone_on_with(workspace, undisturbed, seed):
    chosen = random.Random(seed)
    jobs = str(chosen.choice([1, 2]))
    kill_and_mend(workspace, undisturbed, chosen.uniform(0.05, 1.5), "--jobs", jobs)


@pytest.fixture
def small_disk(workspace, request):
    """Put a folder, the output or another, on a disk of its own that is nearly full."""
    folder = workspace / getattr(request, "param", "output")
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("small_disk", ["output", ".lattlast"], indirect=True)
def test_a_full_disk_is_named_and_the_next_build_goes_on(small_disk, workspace, undisturbed):
    run = lattlast("build", "--jobs", "1", cwd=workspace)
    assert run.returncode in {1, 5}
    assert small_disk.name in run.stderr
    assert "Free some space" in run.stderr
    assert "Traceback" not in run.stderr
    subprocess.run(["mount", "-o", "remount,size=50m", str(small_disk)], check=True)
    assert_the_next_build_mends_it(workspace, undisturbed)


def test_an_output_that_cannot_be_written_is_named_and_the_next_build_goes_on(small_disk, workspace, undisturbed):
    subprocess.run(["mount", "-o", "remount,ro,size=50m", str(small_disk)], check=True)
    run = in_process("build", cwd=workspace)
    assert run.returncode == 5
    assert "--output" in run.stderr
    subprocess.run(["mount", "-o", "remount,rw,size=50m", str(small_disk)], check=True)
    assert_the_next_build_mends_it(workspace, undisturbed)


@pytest.fixture
def copy(undisturbed, tmp_path):
    """Give a copy of the built workspace."""
    shutil.copytree(undisturbed[0], tmp_path / "copy")
    return tmp_path / "copy"


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-3], lambda data: data[:40] + b"\xff" + data[41:], lambda data: b""]
)
def test_damaged_files_of_the_cache_are_made_anew(copy, undisturbed, damage):
    for path in (copy / ".lattlast" / "blobs").rglob("*"):
        if path.is_file():
            path.write_bytes(damage(path.read_bytes()))
    shutil.rmtree(copy / "output")
    assert_the_next_build_mends_it(copy, undisturbed)


def test_damaged_rows_of_the_cache_are_made_anew(copy, undisturbed):
    with sqlite3.connect(copy / ".lattlast" / "segments.sqlite") as index:
        index.execute("UPDATE segments SET value = X'00'")
        index.execute("UPDATE records SET value = X'00'")
    index.close()
    shutil.rmtree(copy / "output")
    assert_the_next_build_mends_it(copy, undisturbed)


def test_a_damaged_index_of_the_cache_is_begun_anew(copy, undisturbed):
    path = copy / ".lattlast" / "segments.sqlite"
    data = path.read_bytes()
    path.write_bytes(data[:4096] + bytes(len(data) - 4096))
    shutil.rmtree(copy / "output")
    assert_the_next_build_mends_it(copy, undisturbed)


def test_a_clock_that_was_set_back_changes_nothing(copy, undisturbed):
    future = time.time() + 10_000_000
    for path in copy.rglob("*"):
        os.utime(path, (future, future))
    article = copy / "input" / "nytt-3.txt"
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("kommunen", "Kommunen"), encoding="utf-8")
    assert in_process("build", "--jobs", "1", cwd=copy).returncode == 0
    assert "Kommunen" in (copy / "output" / "nytt-3" / "sv" / "index.html").read_text(encoding="utf-8")
    article.write_text(text, encoding="utf-8")
    assert_the_next_build_mends_it(copy, undisturbed)


def test_a_second_build_says_that_it_waits_and_then_has_its_turn(workspace, undisturbed):
    with locking.building(workspace / ".lattlast", waiting=pytest.fail):
        second = start(workspace, "--jobs", "1")
        assert second.stderr
        assert f"process {os.getpid()}" in second.stderr.readline()
        assert not (workspace / "output" / "nytt-0").exists()
    second.communicate()
    assert second.returncode == 0
    assert files(workspace) == files(undisturbed[0])


def test_two_builds_at_once_end_as_one(workspace, undisturbed):
    runs = [start(workspace, "--jobs", "1"), start(workspace, "--jobs", "1")]
    for run in runs:
        run.communicate()
    assert [run.returncode for run in runs] == [0, 0]
    assert files(workspace) == files(undisturbed[0])


def test_ctrl_c_finishes_what_runs_and_the_next_build_goes_on(workspace, undisturbed):
    run = start(workspace, "--jobs", "1", "--log-format", "json")
    assert run.stderr
    next(line for line in run.stderr if '"event": "step"' in line)
    run.send_signal(signal.SIGINT)
    _, told = run.communicate()
    assert run.returncode == 130
    assert "not begun" in told
    assert "Traceback" not in told
    assert_the_next_build_mends_it(workspace, undisturbed)


def mutated(page, chosen):
    """Damage a page as pages are damaged: cut off, bytes changed, parts lost or doubled, tags that never end."""
    at, length = chosen.randrange(len(page)), chosen.randrange(1, 400)
    return chosen.choice(
        [
            page[:at],
            page[:at] + chosen.randbytes(length) + page[at + length :],
            page[:at] + page[at + length :],
            page[: at + length] + page[at:],
            page[:at] + b"<div><table><li>" * length + page[at:],
            page.decode("utf-8").encode("utf-16-le")[at:],
            chosen.randbytes(length),
            b"",
        ]
    )


@pytest.mark.parametrize(
    ("count", "settings"), [(25, SWEDISH_ONLY), pytest.param(500, EASY_TOO, marks=pytest.mark.slow)]
)
def test_every_damaged_article_is_accounted_for(tmp_path, count, settings):
    pages = [path.read_bytes() for path in sorted((ROOT / "input").glob("*.html"))]
    (tmp_path / "input").mkdir()
    (tmp_path / "lattlast.toml").write_text(settings, encoding="utf-8")
    chosen = random.Random(count)
    for number in range(count):
        (tmp_path / "input" / f"{number}.html").write_bytes(mutated(chosen.choice(pages), chosen))
    run = lattlast("build", "--json", cwd=tmp_path)
    summary = json.loads(run.stdout)
    assert run.returncode == (1 if summary["failed"] else 0)
    assert {entry["slug"] for entry in (*summary["articles"], *summary["failed"])} == set(map(str, range(count)))
    assert [failure for failure in summary["failed"] if failure["exit_code"] == 70] == []
    assert all(
        (tmp_path / "output" / article["slug"] / "sv" / "index.html").is_file() for article in summary["articles"]
    )
