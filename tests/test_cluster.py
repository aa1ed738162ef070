"""Institutions on a Dask cluster: what one process gives, whatever becomes of the workers."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from generator.federation import cluster as on_cluster
from generator.federation import engine
from generator.federation.cluster import ClusterError
from generator.federation.engine import Bounds
from generator.synth import Country
from tests.cluster import cluster, killing, scheduler, worker
from tests.command import ROOT
from tests.tasks import act
from tests.test_federation import country, federate, files, table

TASKS = ["uno", "memory", "crash", "dos", "tres"]
BOUNDS = Bounds(memory=300_000_000, seconds=20)


def test_a_cluster_gives_what_one_process_gives_and_a_lost_worker_is_made_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    country(tmp_path, Country(3, activities=3, broken=33))
    assert federate(tmp_path, "--out", "alone", "--workers", "1").returncode == 0
    expected = dict(engine.run(act, TASKS, 2, BOUNDS))
    mark = tmp_path / "killed"
    with scheduler(tmp_path) as (address, process):
        monkeypatch.setattr(on_cluster, "PATIENCE", 1.5)
        with pytest.raises(ClusterError, match="has no worker"):
            list(on_cluster.run(act, ["uno"], address, BOUNDS))
        monkeypatch.undo()
        with worker(address, tmp_path, "--no-nanny"), worker(address, tmp_path, "--no-nanny"):
            given = dict(on_cluster.run(act, [*TASKS, str(mark)], address, BOUNDS))
            assert given == expected | {len(TASKS): str(mark).upper()}
            with suppress(psutil.NoSuchProcess):  # what a lost worker began ends with it
                psutil.Process(int(mark.read_text())).wait(5)
            done = federate(tmp_path, "--out", "given", "--state", "s", "--scheduler", address)
            assert done.returncode == 0, done.stderr
            assert files(tmp_path / "given") == files(tmp_path / "alone")
        process.kill()
        monkeypatch.setattr(on_cluster, "PATIENCE", 1.0)
        done = federate(tmp_path, "--out", "o", "--state", "s", "--scheduler", address)
        assert done.returncode == 0  # all is known: nobody is asked
        done = federate(tmp_path, "--out", "o", "--state", "other", "--scheduler", address)
        assert done.returncode == 2
        assert f"el planificador {address} no responde" in done.stderr


@pytest.mark.proof
def test_thirty_institutions_while_workers_are_killed_at_random(tmp_path: Path) -> None:
    faults = country(tmp_path, Country(30, activities=40, broken=10, hostile=17))
    assert federate(tmp_path, "--out", "alone", "--workers", "1").returncode == 0
    with cluster(tmp_path, 2) as (address, nannies), killing(nannies, 2, seed=7) as killed:
        command = [sys.executable, "-m", "generator", "federate", "institutions.yml", "--quiet"]
        options = ["--out", "given", "--state", "s", "--scheduler", address]
        env = os.environ | {"PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [*command, *options], cwd=tmp_path, env=env, capture_output=True, check=False
        )
    assert done.returncode == 0, done.stderr.decode()
    assert killed
    assert files(tmp_path / "given") == files(tmp_path / "alone")
    found = {row["id"]: row["status"] for row in table(tmp_path / "given", "institutions")}
    assert found == {it: "held" if fault else "sound" for it, fault in faults.items()}
