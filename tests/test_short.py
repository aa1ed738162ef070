"""Short names of what has a long title: what pages call it, and the whole title below."""

from __future__ import annotations

from generator.check.titles import check_long_title, check_same_short
from generator.load import load
from generator.words.formatter import Formatter
from tests.helpers import content, results, with_lines
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
    assert own[: own.index("Usar esta cifra")].count(LONG) == 1
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


def asked(*activities: str) -> list[str]:
    """What is asked for of a strategy with these activities: place, and the words."""
    lines = ['code: "1.1"', 'objective: "1"', "title: Línea", "activities:"]
    for n, more in enumerate(activities, 1):
        lines += [f"  - code: 1.1.{n}", f"    title: {LONG} y la coyuntura del año", f"    {more}"]
    catalog, _ = load(content(**{"strategies/1.1.yml": "\n".join(lines)}))
    found = [*check_long_title(catalog), *check_same_short(catalog)]
    f = Formatter("es")
    return [f"{it.place.line}: {it.code}: {f.t(it.message)}" for it in found]


def test_a_long_title_asks_for_a_short_one_and_many_ask_once() -> None:
    schedule = "schedule: [2024]"
    what = "long-title: el nombre impreso tiene más de 100 signos, y no hay uno corto"
    assert asked(schedule, "short: Notas de prensa") == [f"6: {what}"]
    assert asked(*[schedule] * 3) == [f"{line}: {what}" for line in (6, 9, 12)]
    assert asked(*[schedule] * 9) == [f"6: {what}, aquí y en 8 lugares más"]


def test_a_short_name_is_of_one_thing_alone() -> None:
    (told,) = asked("short: Notas de prensa", "short: Notas de Prensa")
    assert told.startswith("10: same-short: «Notas de Prensa» es también el nombre de content/")
    assert asked("short: Notas de prensa, sede Ica", "short: Notas de prensa, sede Lima") == []
