"""A build on a Dask cluster: the same files as on one machine, from workers that are the same as this machine."""

from __future__ import annotations

import os
import subprocess

import pytest
from rich.console import Console

from lattlast import cluster, commands, config
from lattlast.assets import Assets
from lattlast.errors import ConfigError
from tests.cli.batches import files, lay_out
from tests.contract import dask_cluster
from tests.contract.jobs import Behave, Job, Memory, Sign

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


def test_two_builds_on_one_scheduler_do_not_meet(scheduler):
    jobs = [Job(f"a{number}") for number in range(8)]
    first, second = (cluster.Cluster(Memory(), config.Cluster(address=scheduler)).run(jobs, Sign(n)) for n in "12")
    begun = next(first)
    assert {outcome.name for outcome in second} == {"2"}
    assert {outcome.name for outcome in (begun, *first)} == {"1"}


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


@pytest.fixture
def certificate(tmp_path):
    """Make a certificate that vouches for itself, and its key."""
    files = tmp_path / "own.pem", tmp_path / "own.key"
    subject = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    places = ["-out", str(files[0]), "-keyout", str(files[1])]
    subprocess.run(["openssl", "req", *subject, *places], check=True, capture_output=True)
    return tuple(map(str, files))


def test_a_cluster_with_certificates_works_and_takes_nobody_without(certificate, tmp_path):
    pytest.importorskip("distributed", reason="the extra cluster is not installed")
    own, key = certificate
    flags = ("--tls-ca-file", own, "--tls-cert", own, "--tls-key", key, "--protocol", "tls")
    with dask_cluster.scheduler(str(tmp_path), *flags, workers=1) as address:
        settings = config.Cluster(address=address, ca=own, certificate=own, key=key)
        (outcome,) = cluster.Cluster(Memory(), settings).run([Job("a")], Sign("signed"))
        assert (address.partition(":")[0], outcome.name) == ("tls", "signed")
        with pytest.raises(ConfigError, match=r"needs cluster\.ca"):
            list(cluster.Cluster(Memory(), config.Cluster(address=address)).run([Job("a")], Sign("signed")))


def test_a_certificate_that_is_not_there_is_named(certificate):
    own, _ = certificate
    settings = config.Cluster(address="tls://127.0.0.1:9", ca=own, certificate=own, key="lost.key")
    with pytest.raises(ConfigError, match=r"cluster\.key.*lost\.key"):
        list(cluster.Cluster(Memory(), settings).run([Job("a")], Sign("signed")))
