"""A build on a Dask cluster: the same files as on one machine, from workers that are the same as this machine."""

from __future__ import annotations

import os

import pytest
from rich.console import Console

from lattlast import cluster, commands, config
from lattlast.assets import Assets
from lattlast.errors import ConfigError
from tests.cli.batches import files, lay_out
from tests.contract.jobs import Behave, Job, Memory

SETTINGS = "[build]\naudio = false\neasy = false\n"


def build(folder, **flags):
    chosen = Assets(config.load(folder, environment={}, flags=flags))
    return commands.build(None, assets=chosen, console=Console(stderr=True), options=commands.Options())


def test_a_cluster_makes_the_files_that_one_machine_makes(scheduler, tmp_path):
    far, near = (lay_out(tmp_path / name, 2, settings=SETTINGS) for name in ("far", "near"))
    (far / "input" / "trasig.html").write_bytes(b"")
    summary = build(far, cluster={"address": scheduler})
    build(near, build={"jobs": 1})
    assert [failure.name.rpartition("/")[2] for failure in summary.failures] == ["trasig.html"]
    assert files(far) == files(near)
    (far / "input" / "nytt-1.txt").write_text("Nytt\n\nNu öppnar isbanan på Stortorget.\n", encoding="utf-8")
    made = [receipt.slug for receipt in build(far, cluster={"address": scheduler}).receipts if not receipt.unchanged]
    assert made == ["nytt-1"]


def different() -> dict[str, str]:
    return {"process": str(os.getpid())}


def test_a_worker_that_differs_is_named_before_the_first_job(scheduler, tmp_path):
    home = Memory()
    executor = cluster.Cluster(home, config.Cluster(address=scheduler), check=different)
    with pytest.raises(ConfigError, match=r"worker tcp://.* has another process"):
        list(executor.run([Job("a")], Behave(tmp_path)))
    assert not home.steps


def test_an_address_without_a_scheduler_is_named(monkeypatch):
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 1)
    executor = cluster.Cluster(Memory(), config.Cluster(address="tcp://127.0.0.1:9"))
    with pytest.raises(ConfigError, match="no Dask scheduler"):
        list(executor.run([], Behave))  # type: ignore[arg-type]
