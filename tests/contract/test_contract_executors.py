"""What every executor promises: each job has one outcome, and a job that goes wrong costs no other."""

from __future__ import annotations

import pytest

from lattlast import config
from lattlast.cluster import Cluster
from lattlast.errors import WorkerDiedError
from lattlast.pool import Pool
from lattlast.run import Failure, Receipt, Serial
from lattlast.scheduling import Crew
from tests.contract.jobs import Behave, Job, Memory, kill_test


@pytest.fixture
def home():
    return Memory()


def pool(home, *, workers=2, seconds=0.0, memory=0):
    return Pool(home, crew=Crew(workers, threads=1, memory=memory), seconds=seconds)


def cluster(home, request, *, seconds=0.0):
    return Cluster(home, config.Cluster(address=request.getfixturevalue("scheduler")), seconds=seconds)


@pytest.fixture(params=["serial", "pool", "cluster"])
def executor(request, home):
    if request.param == "cluster":
        return cluster(home, request)
    return Serial(home) if request.param == "serial" else pool(home)


@pytest.fixture(params=["pool", "cluster"])
def far_executor(request, home):
    return cluster(home, request) if request.param == "cluster" else pool(home)


def test_each_job_has_one_outcome_and_what_goes_wrong_is_named(executor, home, tmp_path):
    jobs = [Job("a"), Job("b", "raise"), Job("c", "refuse"), Job("d")]
    outcomes = {outcome.slug: outcome for outcome in executor.run(jobs, Behave(tmp_path))}
    assert {slug for slug, outcome in outcomes.items() if isinstance(outcome, Receipt)} == {"a", "d"}
    raised, refused = outcomes["b"], outcomes["c"]
    assert isinstance(raised, Failure)
    assert (raised.exit_code, raised.name) == (70, "input/b.html")
    assert "b is not well" in raised.message
    assert isinstance(refused, Failure)
    assert (refused.exit_code, refused.hint) == (4, "Write something.")
    assert home.kept == {"shared": b"by any", "a": b"done", "d": b"done"}
    assert {step.article for step in home.steps} == {"a", "d"}


@pytest.mark.parametrize("make", [Serial, pool])
def test_a_cache_that_cannot_be_written_fails_the_jobs_that_need_it(make, home, tmp_path):
    home.full = True
    (outcome,) = make(home).run([Job("a")], Behave(tmp_path))
    assert (outcome.exit_code, outcome.hint) == (5, "Free some space.")


def test_jobs_are_taken_only_as_they_are_needed(executor, home, tmp_path):
    taken = []

    def endless():
        for number in range(1_000_000):
            taken.append(number)
            yield Job(f"a{number}")

    outcomes = executor.run(endless(), Behave(tmp_path))
    next(outcomes)
    outcomes.close()
    assert len(taken) < 20


def test_a_killed_worker_costs_no_innocent_job(far_executor, tmp_path):
    outcomes = list(far_executor.run(kill_test(), Behave(tmp_path)))
    failed = {outcome.slug: outcome for outcome in outcomes if isinstance(outcome, Failure)}
    assert sorted(outcome.slug for outcome in outcomes) == sorted(job.slug for job in kill_test())
    assert set(failed) == {"a5", "a9"}
    assert failed["a9"].exit_code == WorkerDiedError.exit_code
    assert "died" in failed["a9"].message


@pytest.mark.parametrize("kind", ["pool", "cluster"])
def test_a_job_over_its_time_is_stopped_and_the_others_go_on(kind, home, request, tmp_path):
    executor = cluster(home, request, seconds=2.0) if kind == "cluster" else pool(home, seconds=2.0)
    jobs = [Job("a", "hang"), *(Job(f"b{number}") for number in range(5))]
    outcomes = {outcome.slug: outcome for outcome in executor.run(jobs, Behave(tmp_path))}
    assert "2 seconds" in outcomes["a"].message + outcomes["a"].hint
    assert outcomes["a"].exit_code == WorkerDiedError.exit_code
    assert all(isinstance(outcomes[f"b{number}"], Receipt) for number in range(5))


def test_a_job_over_its_memory_is_stopped_and_the_others_go_on(home, tmp_path):
    jobs = [Job("a", "swell"), *(Job(f"b{number}") for number in range(3))]
    outcomes = {outcome.slug: outcome for outcome in pool(home, memory=600_000_000).run(jobs, Behave(tmp_path))}
    assert "600 MB" in outcomes["a"].message
    assert all(isinstance(outcomes[f"b{number}"], Receipt) for number in range(3))
