"""Short names of what has a long title: what pages call it, and the whole title below."""

from __future__ import annotations

from tests.helpers import results, with_lines
from tests.test_pages import pages

LONG = "Elaboración y difusión de notas de prensa de acuerdo a las actividades de la municipalidad"
SHEET = "Número de visitas de las enfermeras a las casas de quienes viven lejos de una posta"
PART = {
    "strategies/1.1.yml": f"""
code: "1.1"
objective: "1"
title: Línea
activities:
  - code: 1.1.1
    title: {LONG}
    short: Notas de prensa
    purpose: Informar a la ciudadanía
    measures: [{{unit: Nota, targets: {{2024: 40}}}}]
  - code: 1.1.2
    title: Visitas
    measures:
      - {{indicator: visitas, targets: {{2024: 10}}}}
      - {{id: cartas, name: Cartas y respuestas, short: Cartas, targets: {{2024: 2}}}}
""",
    "indicators/visitas.yml": f"""
name: {SHEET}
short: Visitas a las casas
purpose: Atender lejos de una posta
kind: count
direction: increase
over_time: sum
""",
}
REPORTED = results("2024", "1.1.1: 10", "visitas: 1")


def test_pages_call_it_by_its_short_name_and_print_the_whole_title_below() -> None:
    found = pages(PART, REPORTED)
    own = found["planes/plan-2024/1.1.1.md"]
    assert f"Notas de prensa Nombre completo: {LONG} Para qué es: Informar a la ciudadanía" in own
    assert own[: own.index("Citar")].count(LONG) == 1
    sheet = found["indicadores/visitas.md"]
    assert f"Visitas a las casas Nombre completo: {SHEET} Para qué es: Atender lejos" in sheet
    measures = found["planes/plan-2024/1.1.2.md"]
    assert f"Visitas a las casas Nombre completo: {SHEET}" in measures
    assert "Cartas Nombre completo: Cartas y respuestas" in measures


def test_lists_have_the_short_name_alone() -> None:
    found = pages(PART, REPORTED)
    for page in ("planes/plan-2024/index.md", "planes/plan-2024/1.1.md", "indicadores/index.md"):
        assert LONG not in found[page]
        assert SHEET not in found[page]
    assert "Notas de prensa" in found["planes/plan-2024/index.md"]
    assert "Notas de prensa" in found["planes/plan-2024/1.1.md"]
    assert "Visitas a las casas" in found["indicadores/index.md"]


def test_a_plan_with_a_long_title_has_its_short_one_as_heading() -> None:
    title = "Plan operativo institucional 2024 modificado " * 3
    plan = with_lines("plan.yml", f"title: {title.strip()}", "short_title: Plan operativo 2024")
    found = pages(plan)["planes/plan-2024/index.md"]
    assert f"Plan operativo 2024 Nombre completo: {title.strip()}" in found
    short = with_lines("plan.yml", "title: Plan operativo 2024", "short_title: POI")
    assert "Nombre completo" not in pages(short)["planes/plan-2024/index.md"]
