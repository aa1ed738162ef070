"""Schedules, acts, reports and links as tables: written by an author, asked for with SQL."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Mapping

import pytest

from generator.compute import Results
from generator.export import WRITERS, about, tables
from generator.subscriptions import subscriptions
from tests.helpers import codes, content, results_of, with_lines

PLAN = with_lines(
    "plan.yml",
    "versions: [{id: V1, label: Uno, date: 2024-02-01, document: informe, budget: 900}]",
    "budget_changes:",
    "  - {document: informe, version: V1, amount: -10.50, concept: Pase, note: Va a otra.}",
    "agreements:",
    "  - {counterpart: Gobierno de Ica, region: Ica, date: 2024-03-01}",
    "  - {counterpart: Gobierno de Piura, region: PE-PIU, note: Pendiente.}",
    "contributes_to: [{document: informe, code: OE.2, label: Objetivo, title: Más salud}]",
)
STRATEGY = """
code: "1.1"
objective: "1"
title: Línea
activities:
  - code: 1.1.1
    title: Actividad
    schedule: [2024-03, 2024-11]
    measures: [{indicator: visitas, targets: {2024-T1: 10}, schedule: 2024-T2}]
"""
ADVICE = """
- code: R1
  text: Mejorar.
  deadline: 2024-06-30
  actions:
    - {text: Contratar., owner: [mtpe], by_region: {Ica: [2024-04]}}
    - {text: Capacitar., schedule: [2024-05]}
  follow_up: [{date: 2024-05-02, text: Se contrató., status: in-progress}]
"""
REPORT = """
period: 2024-T1
status: final
source: {document: informe}
results:
  visitas: {value: 8, evidence: [Actas, Fotos], situation: [Se avanzó., Falta poco.]}
elements:
  "1": {title: Lo primero, assessment: [Regular.]}
"""
FILES = {
    **PLAN,
    "strategies/1.1.yml": STRATEGY,
    "plans/plan-2024/recommendations.yml": ADVICE,
    "results/2024-T1.yml": REPORT,
}


def database(results: Results) -> sqlite3.Connection:
    """The CSV of the tables in SQL, with the keys that their package declares."""
    files: Mapping[str, bytes] = WRITERS["csv"](tables(results, "es"), about(results, "es"))
    made = sqlite3.connect(":memory:")
    for resource in json.loads(files["datapackage.json"])["resources"]:
        name, schema = resource["name"], resource["schema"]
        columns = ", ".join(f'"{field["name"]}"' for field in schema["fields"])
        key = f", PRIMARY KEY ({', '.join(schema['primaryKey'])})" if "primaryKey" in schema else ""
        made.execute(f'CREATE TABLE "{name}" ({columns}{key})')
        _, *rows = csv.reader(io.StringIO(files[resource["path"]].decode(), newline=""))
        marks = ", ".join("?" * len(schema["fields"]))
        kept = [[cell or None for cell in row] for row in rows]
        made.executemany(f'INSERT INTO "{name}" VALUES ({marks})', kept)  # noqa: S608
    return made


@pytest.fixture(scope="module")
def small() -> Results:
    return results_of(content(**FILES))


ASKED = {
    "SELECT period, element, measure, recommendation, action, region FROM schedules": [
        "2024-04 - - R1 1 PE-ICA",
        "2024-05 - - R1 2 -",
        "2024-03 1.1.1 - - - -",
        "2024-11 1.1.1 - - - -",
        "2024-T2 1.1.1 visitas - - -",
    ],
    "SELECT s.period, e.title FROM schedules s JOIN elements e ON e.plan = s.plan"
    " AND e.code = s.element WHERE what = 'element'": ["2024-03 Actividad", "2024-11 Actividad"],
    "SELECT a.n, a.text, s.period, r.name, a.owner FROM actions a"
    " JOIN schedules s ON (s.plan, s.recommendation, s.action) = (a.plan, a.recommendation, a.n)"
    " LEFT JOIN regions r USING (region)": [
        "1 Contratar. 2024-04 Ica mtpe",
        "2 Capacitar. 2024-05 - -",
    ],
    "SELECT n, date, text, status FROM follow_ups": ["1 2024-05-02 Se contrató. in-progress"],
    "SELECT version, date, act, budget, currency FROM versions": ["V1 2024-02-01 informe 900 PEN"],
    "SELECT version, act, amount, concept, note FROM budget_changes": [
        "V1 informe -10.50 Pase Va a otra."
    ],
    "SELECT r.name, counterpart, date, note FROM agreements JOIN regions r USING (region)": [
        "Ica Gobierno de Ica 2024-03-01 -",
        "Piura Gobierno de Piura - Pendiente.",
    ],
    "SELECT o.period, o.actual, e.n, e.text FROM observations o"
    " JOIN evidence e ON e.report = o.id": ["2024-T1 8 1 Actas", "2024-T1 8 2 Fotos"],
    "SELECT element, measure, situation, title, assessment FROM reports": [
        "1 - - Lo primero Regular.",
        "1.1.1 visitas Se avanzó.\n\nFalta poco. - -",
    ],
    "SELECT element, to_plan, to_document, code, label, title FROM contributions": [
        "plan - informe OE.2 Objetivo Más salud"
    ],
    "SELECT s.of_row, d.title FROM sources s JOIN documents d USING (document)"
    " WHERE of_table = 'versions'": ["plan-2024/V1 Informe"],
    "SELECT kind, start, title, period, recommendation, version, n_due, n_reported, over"
    " FROM dates": [
        "version 2024-02-01 Uno - - V1 - - -",
        "signature 2024-03-01 Gobierno de Ica - - - - - -",
        "report 2024-04-30 - 2024-T1 - - 1 1 true",
        "deadline 2024-06-30 Mejorar. - R1 - - - -",
    ],
}


def test_what_an_author_writes_can_be_asked_for(small: Results) -> None:
    asked = database(small)
    found = {
        query: [" ".join(cell or "-" for cell in row) for row in asked.execute(query)]
        for query in ASKED
    }
    assert found == ASKED


def test_a_version_has_one_row() -> None:
    twice = with_lines("plan.yml", "versions: [{id: V1, label: Uno}, {id: v1, label: Dos}]")
    assert codes(content(**twice)) == {"duplicate-id"}


def test_the_second_row_of_a_name_has_another() -> None:
    spent = "{year: 2024, stage: executed, amount: 1, funding: %s}"
    lines = [f"  - {spent % name}" for name in ('"A#2"', "A", "A")]
    found = database(results_of(content(**with_lines("plan.yml", "budget:", *lines))))
    assert [
        row
        for (row,) in found.execute("SELECT id FROM budgets WHERE funding IS NOT NULL ORDER BY id")
    ] == [
        "plan-2024/plan/2024/executed/A",
        "plan-2024/plan/2024/executed/A#2",
        "plan-2024/plan/2024/executed/A#3",
    ]


def test_dates_are_those_of_the_calendar_file(small: Results) -> None:
    lines = subscriptions(small)["calendario.ics"].decode().replace("\r\n ", "").splitlines()
    told = sorted(line[4:].partition("@")[0] for line in lines if line.startswith("UID:"))
    assert [row for (row,) in database(small).execute("SELECT id FROM dates ORDER BY id")] == told
