"""Invented institutions: sound contents, slips with their problems, traps that are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.check import check
from generator.load import load
from generator.problems import has_errors
from generator.synth import Country, synthesize
from generator.synth.breaking import BROKEN, HOSTILE
from tests.command import run
from tests.git import git

FEW = Country(institutions=12, activities=23, months=7, seed=5)


def test_every_version_of_a_sound_institution_checks_clean() -> None:
    for it in synthesize(FEW):
        assert len(it.versions) >= 3
        for version in it.versions:
            catalog, problems = load(version.files)
            assert [*problems, *check(catalog)] == []
            assert len([e for e in catalog.plans["poi-2025"].elements if e.code[:3] == "AOI"]) == 23


def test_a_seed_gives_the_same_files_and_another_others() -> None:
    first, again = list(synthesize(FEW)), list(synthesize(FEW))
    assert first == again
    other = list(synthesize(Country(institutions=12, activities=23, months=7, seed=6)))
    assert [it.versions for it in other] != [it.versions for it in first]


@pytest.mark.parametrize("code", BROKEN)
def test_a_slip_gives_its_problem_and_what_was_before_is_sound(code: str) -> None:
    sound = next(synthesize(FEW)).versions[-1].files
    catalog, problems = load(BROKEN[code](dict(sound)))
    found = [*problems, *check(catalog)]
    assert code in {it.code for it in found if it.severity == "error"}


@pytest.mark.parametrize("trap", HOSTILE)
def test_a_trap_is_refused_with_a_message(trap: str) -> None:
    sound = next(synthesize(FEW)).versions[-1].files
    catalog, problems = load(HOSTILE[trap](dict(sound)))
    assert has_errors([*problems, *check(catalog)])


def test_the_shares_of_faults_are_kept() -> None:
    country = Country(institutions=60, activities=3, months=1, broken=10, hostile=4)
    faults = [it.fault for it in synthesize(country) if it.fault]
    assert sum(fault in BROKEN for fault in faults) == 6
    assert sum(fault in HOSTILE for fault in faults) == 3


def test_the_command_writes_repositories_and_the_list_of_them(tmp_path: Path) -> None:
    done = run("synth", "pais", "--institutions", "3", "--activities", "5", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout == "3 entidades en pais/institutions.yml.\n"
    assert "{id: e0003, name: " in (tmp_path / "pais/institutions.yml").read_text("utf-8")
    said = git(tmp_path / "pais/e0003", "log", "--format=%ad %s", "--date=short").splitlines()
    assert said[-1] == "2024-12-20 Plan aprobado"
    assert said[0] == "2026-01-20 Resultados hasta el cierre"
    assert git(tmp_path / "pais/e0003", "status", "--porcelain") == ""
    again = run("synth", "pais", cwd=tmp_path)
    assert again.returncode == 2
    assert again.stderr == "avance: pais no está vacía: tiene e0001\n"
    taken = run("synth", "pais/institutions.yml", cwd=tmp_path)
    refused = "avance: no se puede escribir en pais/institutions.yml: no es una carpeta\n"
    assert (taken.returncode, taken.stderr) == (2, refused)
