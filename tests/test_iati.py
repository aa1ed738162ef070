"""A plan as IATI 2.03: valid, with every figure as written, and nothing made up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.compute import compute
from generator.load import load
from generator.load.disk import read_tree
from generator.standards.iati import iati_file
from tests.command import ROOT, run
from tests.helpers import MINIMAL, PLAN, content, lay
from tests.iati import figures, tree
from tests.siege.trees import files as siege

EXAMPLES = sorted(it.parent for it in (ROOT / "generator/examples").glob("*/content"))
DAY = date(2026, 6, 30)

SHEET = """
name: Visitas
kind: count
direction: increase
over_time: sum
unit: visitas
results_level: output
definition: Visitas a hogares.
dimensions: {sexo: [mujeres, varones], edad: [niñez, adultez]}
codes: {sdg-indicator: "8.5.1"}
baseline: {period: 2023, value: 70.50, note: Encuesta}
"""
STRATEGY = """
code: "1.1"
objective: "1"
title: Línea
budget:
  - {year: 2024, stage: opening, amount: 100.00}
  - {year: 2024, stage: programmed, amount: 90}
  - {year: 2024, stage: modified, amount: 120, executing_unit: mtpe}
  - {year: 2024, stage: modified, amount: 30, concept: viajes, executing_unit: mtpe}
  - {year: 2024, stage: modified, amount: 7, currency: USD}
  - {year: 2024, stage: paid, amount: 99}
activities:
  - code: 1.1.1
    title: Actividad
    description: Qué se hace & por qué
    region: Lima
    responsible: [mtpe]
    measures:
      - id: v
        indicator: visitas
        by: [sexo, edad]
        targets:
          2024-T1: {mujeres: {niñez: 4.50, adultez: 6}, varones: {niñez: 1, adultez: 2}, total: 14}
          2024-T2: 20
          2024-T3: 10-12
          2024-T4: not-programmed
        total: 100
      - {id: feria, unit: feria, kind: milestone, targets: {2024-T4: done}}
      - {id: costo, unit: soles, kind: rate, direction: at-most, by: region, over_time: last,
         targets: {2024-T4: {Lima: 3, Cusco: 4}}}
"""
RESULTS = """
period: 2024-T1
status: provisional
source: {document: informe}
results:
  v: {value: {mujeres: {niñez: 3, adultez: 6.0}}, breakdowns: {edad: {niñez: 5}}, text: Faltan}
"""
SECOND = """
period: 2024-T2
status: final
results: {v: {value: withheld, note: Reservado por ley}}
"""


@pytest.fixture(scope="module")
def plan() -> dict[str, bytes]:
    site = MINIMAL["site.yml"] + "contact: datos@example.org\nurl: https://example.org/portal\n"
    units = (
        "- {id: mtpe, name: Ministerio, kind: entity, codes: {org-id: XX-1, iati-org-type: '10'}}"
    )
    documents = "- {id: informe, kind: report, title: Informe, url: 'https://example.org/i.pdf'}"
    crs = MINIMAL[PLAN + "plan.yml"] + 'codes: {crs: "16020", sdg: ["8", "8.5"], bpin: "77"}\n'
    files = {"site.yml": site, "units.yml": units, "documents.yml": documents}
    files |= {"indicators/visitas.yml": SHEET, "plan.yml": crs, "strategies/1.1.yml": STRATEGY}
    files |= {"results/2024-T1.yml": RESULTS, "results/2024-T2.yml": SECOND}
    return content(**files)


def made(files: dict[str, bytes]) -> bytes:
    catalog, problems = load(files)
    assert [(str(it.place), str(it.message)) for it in problems] == []
    results = compute(catalog, DAY)
    (found,) = (iati_file(results, name) for name in catalog.plans)
    return found


def test_every_figure_stands_with_its_digits_and_what_is_not_reported_is_left_out(
    plan: dict[str, bytes],
) -> None:
    rows = [" ".join(filter(None, row)) for row in figures(made(plan))]
    assert rows == [
        "v 2024-01-01 2024-03-31 sexo=mujeres, edad=niñez target 4.50",
        "v 2024-01-01 2024-03-31 sexo=mujeres, edad=adultez target 6",
        "v 2024-01-01 2024-03-31 sexo=varones, edad=niñez target 1",
        "v 2024-01-01 2024-03-31 sexo=varones, edad=adultez target 2",
        "v 2024-01-01 2024-03-31 target 14",
        "v 2024-01-01 2024-03-31 sexo=mujeres, edad=niñez actual 3",
        "v 2024-01-01 2024-03-31 sexo=mujeres, edad=adultez actual 6.0",
        "v 2024-01-01 2024-03-31 edad=niñez actual 5",
        "v 2024-04-01 2024-06-30 target 20",
        "v 2024-04-01 2024-06-30 actual",
        "v 2024-07-01 2024-09-30 target",
        "v 2024-10-01 2024-12-31 target",
        "v 2024-01-01 2024-12-31 target 100",
        "feria 2024-10-01 2024-12-31 target 1",
        "costo 2024-10-01 2024-12-31 region=PE-LIM target 3",
        "costo 2024-10-01 2024-12-31 region=PE-CUS target 4",
    ]


def test_what_is_no_number_is_said_in_words(plan: dict[str, bytes]) -> None:
    found = tree(made(plan))
    said = [it.text for it in found.iterfind(".//comment/narrative")]
    assert said == [
        "Encuesta",
        "Faltan",
        "reservado; Reservado por ley",
        "10-12",
        "sin meta",
        "cumplido",
    ]


def test_the_parts_of_a_plan_are_activities_of_their_own(plan: dict[str, bytes]) -> None:
    found = tree(made(plan))
    said = [
        (it.get("hierarchy"), it.findtext("iati-identifier"), it.xpath("related-activity/@ref"))
        for it in found
    ]
    assert said == [
        ("1", "XX-1-plan-2024", ["XX-1-plan-2024:1"]),
        ("2", "XX-1-plan-2024:1", ["XX-1-plan-2024", "XX-1-plan-2024:1.1"]),
        ("3", "XX-1-plan-2024:1.1", ["XX-1-plan-2024:1", "XX-1-plan-2024:1.1.1"]),
        ("4", "XX-1-plan-2024:1.1.1", ["XX-1-plan-2024:1.1"]),
    ]
    last = found[-1]
    assert last.xpath("reporting-org/@*") == ["XX-1", "10"]
    assert last.xpath("participating-org/@*") == ["XX-1", "10", "2"]
    assert last.xpath("sector/@*") == ["1", "16020"]
    assert found[0].xpath("tag/@*") == ["2", "8", "3", "8.5"]
    assert found[0].xpath("other-identifier/@*") == ["77", "A9"]
    assert found[0].xpath("document-link/@url") == [
        "https://example.org/portal/planes/plan-2024/",
        "https://example.org/i.pdf",
    ]
    assert [it.text for it in found.iterfind(".//location/name/narrative")] == ["Lima", "Cusco"]
    results = [(it.get("type"), len(it.findall("indicator"))) for it in last.iter("result")]
    assert results == [("1", 1), ("9", 2)]
    signs = [(it.get("measure"), it.get("ascending")) for it in last.iter("indicator")]
    assert signs == [("1", "true"), ("3", "true"), ("1", "false")]


def test_a_budget_is_what_was_first_approved_and_what_was_last(plan: dict[str, bytes]) -> None:
    budgets = [
        (it.get("type"), it.get("status"), it.findtext("value"), it.find("value").get("currency"))
        for it in tree(made(plan)).iter("budget")
    ]
    assert budgets == [
        ("1", "2", "100.00", "PEN"),
        ("2", "2", "120", "PEN"),
        ("2", "2", "7", "USD"),
    ]


def test_the_same_content_gives_the_same_bytes(plan: dict[str, bytes]) -> None:
    assert made(plan) == made(plan)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda it: it.parent.name)
def test_every_example_is_valid(example: Path) -> None:
    data = made(read_tree(example / "content")[0])
    assert sum(row[4] == "target" for row in figures(data)) > 10


def test_hostile_texts_stay_texts() -> None:
    results = compute(load(siege())[0], DAY)
    for name in results.plans:
        tree(iati_file(results, name))


def test_the_command_says_what_is_missing_and_what_stays_out(tmp_path: Path) -> None:
    lay(tmp_path, content())
    done = run("export", "iati", "--out", str(tmp_path / "out"), cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    place = tmp_path / "out/plan-2024.iati.xml"
    assert done.stdout.splitlines() == [
        f"Escrito: {place}",
        "content/plans/plan-2024/plan.yml:2:8: aviso[iati-missing] IATI pide de qué trata el plan. "
        'Escriba un código de las finalidades de la ayuda, como «codes: {crs: "16020"}»',
        "content/units.yml:2:8: aviso[iati-missing] «mtpe» publica, e IATI pide de ella: org-id y "
        'iati-org-type. Escriba «codes: {org-id: "XX-REG-123456", iati-org-type: "10"}», con los '
        "que le dan los registros",
        "1 indicador es del tipo 9, «otro»: su ficha no dice en results_level un nivel de IATI.",
        "plan-2024, queda fuera: frequency (1), kind (1), method (1), source (1).",
    ]
    assert tree(place.read_bytes())[0].xpath("reporting-org/@*") == ["", ""]
    again = run("export", "iati", "plan-2025", "--out", str(tmp_path / "out"), cwd=tmp_path)
    assert "«plan-2025» no es un plan" in again.stderr
    place.with_name("mio.xml").write_text("x")
    (tmp_path / "mio").mkdir()
    (tmp_path / "mio/plan-2024.iati.xml").write_text("mio")
    kept = run("export", "iati", "--out", "mio", cwd=tmp_path)
    assert (kept.returncode, "no lo" in kept.stderr) == (2, True), kept.stderr
    plan = tmp_path / "content/plans/plan-2024/plan.yml"
    whole, before = plan.read_bytes(), place.read_bytes()
    plan.write_bytes(whole.replace(b"kind:", b"kinds:"))
    for name in ("iati", "stratml"):
        done = run("export", name, "--out", "out", cwd=tmp_path)
        assert (done.returncode, done.stdout.splitlines()[-1]) == (1, "No se escribió nada.")
    assert place.read_bytes() == before
    plan.write_bytes(whole)
    done = run("export", "stratml", "--out", "out", cwd=tmp_path)
    assert done.stdout.splitlines() == [
        "Escrito: out/plan-2024.stratml-plan.xml",
        "plan-2024, queda fuera: approval (1), currency (1), direction (1), frequency (1), "
        "kind (1), method (1), over_time (1), source (1).",
    ]
