"""Where pages show charts, and that chart, table and sentence say the same; from YAML to page."""

from __future__ import annotations

import re
from datetime import date

import pytest
from lxml.html import HtmlElement

from generator.render import render
from tests.helpers import (
    content,
    of_parts,
    results,
    results_of,
    sheet,
    strategy,
    targets,
    with_lines,
)
from tests.site import tree

PLAN = "planes/plan-2024/index.md"
ACTIVITY = "planes/plan-2024/1.1.1.md"
STRATEGY = "planes/plan-2024/1.1.md"
TODAY = date(2026, 1, 15)


def page(path: str, *parts: dict[str, str], as_of: date = TODAY) -> HtmlElement:
    """A page of the minimal tree with ``parts`` over it."""
    made = render(results_of(of_parts(*parts), as_of))
    return tree(made[path].split(b"---\n", 2)[2])


def said(element: HtmlElement | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).replace("\u00a0", " ").split())


def charts(root: HtmlElement) -> dict[str, str]:
    """Description of each chart by its title; descriptions are the data row by row."""
    found = {}
    for svg in root.iterfind(".//figure//svg"):
        title, description = svg.find("title"), svg.find("desc")
        assert svg.attrib["aria-labelledby"].split() == [
            e.attrib["id"] for e in (title, description) if e is not None
        ]
        found[said(title)] = said(description)
    return found


def table(root: HtmlElement, anchor: str) -> list[list[str]]:
    """Cells of the table that a chart leads to."""
    box = next(e for e in root.iter() if e.get("id") == anchor)
    return [[said(cell) for cell in row] for row in box.iterfind(".//tbody/tr")]


def linked(root: HtmlElement) -> list[str]:
    """Ids that captions of charts lead to; each must be there."""
    links = [a.attrib["href"][1:] for a in root.iterfind(".//figcaption/a")]
    ids = [e.attrib["id"] for e in root.iter() if "id" in e.attrib]
    assert len(ids) == len(set(ids))
    assert set(links) <= set(ids)
    return links


def bullet(root: HtmlElement) -> HtmlElement | None:
    return next((svg for svg in root.iter("svg") if svg.get("class") == "bl"), None)


# the bullet


def measured(target: str, actual: str, *lines: str) -> HtmlElement:
    return page(
        ACTIVITY, sheet(*lines), targets(f"2024: {target}"), results("2024", f"visitas: {actual}")
    )


def places(svg: HtmlElement | None) -> dict[str, float]:
    """Percent of the width: end of the result, line of the target, limits in their order."""
    assert svg is not None
    (area,) = (e for e in svg.iter("rect") if e.attrib["class"].startswith("a "))
    lines = {e.get("class", f"limit {n}"): e.attrib["x1"] for n, e in enumerate(svg.iter("line"))}
    found = {"result": area.attrib["width"], **lines}
    return {name: float(value.rstrip("%")) for name, value in found.items()}


def test_a_bullet_draws_the_result_against_the_target_with_the_limits_of_the_bands() -> None:
    svg = bullet(measured("1000", "590"))
    at = places(svg)
    assert at["result"] / at["m"] == pytest.approx(0.59, abs=0.001)
    assert at["limit 0"] / at["m"] == pytest.approx(0.75, abs=0.001)
    assert at["limit 1"] / at["m"] == pytest.approx(0.95, abs=0.001)
    assert [said(t) for t in svg.iter("text")] == ["1,000 meta", "590 resultado", "75 %", "95 %"]  # type: ignore[union-attr]
    assert "Resultado: 590. Meta: 1,000." in said(svg)


def test_a_result_over_the_target_passes_its_line_and_stays_inside() -> None:
    at = places(bullet(measured("100", "463")))
    assert at["result"] == 98
    assert at["m"] / at["result"] == pytest.approx(100 / 463, abs=0.001)


def test_labels_of_limits_that_would_touch_stand_together() -> None:
    svg = bullet(measured("10", "100"))
    assert [said(t) for t in svg.iter("text")][2:] == ["75 % · 95 %"]  # type: ignore[union-attr]


def test_where_less_is_better_the_limits_lie_beyond_the_target() -> None:
    at = places(bullet(measured("30", "45", "direction: decrease", "over_time: last")))
    assert at["result"] / at["m"] == pytest.approx(1.5, abs=0.001)
    assert at["limit 0"] / at["m"] == pytest.approx(100 / 75, abs=0.001)
    assert at["limit 1"] / at["m"] == pytest.approx(100 / 95, abs=0.001)


def test_a_limit_is_drawn_without_bands_and_in_its_own_words() -> None:
    svg = bullet(measured("30", "25", "direction: at-most", "over_time: last"))
    assert [said(t) for t in svg.iter("text")] == ["como máximo 30 meta", "25 resultado"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("target", "actual", "lines"),
    [
        ("0", "3", ("zero_is_target: true",)),
        ("-5", "3", ("kind: variation", "over_time: last")),
        ("5", "-3", ("kind: variation", "over_time: last")),
        ("5", "3", ("direction: none", "over_time: last")),
    ],
)
def test_no_bullet_where_lengths_from_zero_would_mislead(
    target: str, actual: str, lines: tuple[str, ...]
) -> None:
    assert bullet(measured(target, actual, *lines)) is None


def test_no_bullet_and_no_chart_without_a_result_or_for_a_single_period() -> None:
    silent = page(ACTIVITY, targets("2024: 5"))
    assert bullet(silent) is None
    assert charts(silent) == {}
    assert charts(measured("5", "4")) == {}


# periods


def test_periods_are_drawn_with_their_states_and_the_table_says_the_same() -> None:
    files = (
        targets("2024-T1: 10, 2024-T2: 20, 2024-T3: 0, 2024-T4: 40"),
        results("2024-T1", "visitas: 12"),
    )
    found = page(ACTIVITY, *files, as_of=date(2024, 11, 15))
    assert charts(found) == {
        "Meta y resultado por periodo, 2024": "I trimestre: 12 de 10;"
        " II trimestre: meta 20, sin reporte; III trimestre: sin meta;"
        " IV trimestre: meta 40, aún no vence"
    }
    assert linked(found) == ["visitas-periodos"]
    assert table(found, "visitas-periodos")[:4] == [
        ["I trimestre de 2024", "Alto: 120.0 %", "10", "12"],
        ["II trimestre de 2024", "Sin reporte", "20", "–"],
        ["III trimestre de 2024", "Sin meta", "0", "–"],
        ["IV trimestre de 2024", "Aún no vence", "40", "–"],
    ]
    assert "Marco discontinuo: sin reporte, que no es un cero." in said(found.find(".//figcaption"))


def test_a_result_towards_the_year_says_whose_target_its_line_is() -> None:
    level = sheet("over_time: last")
    files = (
        level,
        targets("2024: 10"),
        results("2024-S1", "visitas: 4"),
        results("2024", "visitas: 9"),
    )
    found = page(ACTIVITY, *files)
    assert list(charts(found).values()) == ["I semestre: 4 de 10; 2024: 9 de 10"]
    assert "La línea de I semestre es la meta del año." in said(found.find(".//figcaption"))


def test_years_have_a_chart_and_a_table_of_their_own() -> None:
    years = with_lines("plan.yml", "period: {from: 2023, to: 2025}", "frequency: year")
    goals = targets("2023: 5, 2024: 10, 2025: 20")
    found = page(ACTIVITY, years, goals, results("2023", "visitas: 4"), as_of=date(2025, 6, 1))
    title = "Meta y resultado por año"
    assert charts(found)[title] == (
        "2023: 4 de 5; 2024: meta 10, sin reporte; 2025: meta 20, aún no vence"
    )
    assert table(found, "visitas-anios") == [
        ["2023", "Medio: 80.0 %", "5", "4"],
        ["2024", "Sin reporte", "10", "–"],
        ["2025", "Aún no vence", "20", "–"],
        ["Hasta 2023, con las metas hasta entonces", "Medio: 80.0 %", "5", "4"],
        ["2023-2025, con resultados hasta 2023", "Con reporte: 11.4 %", "35", "4"],
    ]
    assert "visitas-anios" in linked(found)


def test_too_many_periods_stay_a_table() -> None:
    weeks = ", ".join(f"2024-W{n:02}: 1" for n in range(1, 53))
    plan = with_lines("plan.yml", "frequency: week")
    assert charts(page(ACTIVITY, plan, targets(weeks))) == {}


# parts


def test_members_of_a_breakdown_are_drawn_at_the_last_period_with_results() -> None:
    goals = "2024-T1: {PE-CUS: 10, PE-ICA: 10}, 2024-T2: {PE-CUS: 8, PE-ICA: 4, PE-PUN: 2}"
    files = (
        targets(goals, "by: region"),
        results("2024-T1", "visitas: {value: {PE-CUS: 1, PE-ICA: 2}}"),
        results("2024-T2", "visitas: {value: {PE-CUS: 6, PE-ICA: 4}}"),
    )
    drawn = charts(page(ACTIVITY, *files))
    assert drawn["Meta y resultado por partes, II trimestre de 2024"] == (
        "Cusco: 6 de 8; Ica: 4 de 4; Puno: meta 2, sin reporte"
    )


# other places


def places_of(*titles: str, unit: str = "mtpe") -> dict[str, str]:
    lines = ['code: "1.1"', 'objective: "1"', "title: Línea", "activities:"]
    for n, title in enumerate(titles, 1):
        lines += [
            f"  - code: 1.1.{n}",
            f'    title: "{title}"',
            *([f"    executing_unit: {unit}"] if unit else []),
            f"    measures: [{{id: v{n}, unit: Persona, targets: {{2024: 100}}}}]",
        ]
    return {"strategies/1.1.yml": "\n".join(lines)}


REPORTS = results("2024", "v1: 12", "v2: 160", "v3: 80")


def test_the_same_service_in_other_places_stands_with_chart_table_and_sentence() -> None:
    files = places_of("Bolsa - sede Ica", "Bolsa - sede Puno", "Bolsa – sede Lima", "Otra cosa")
    found = page(ACTIVITY, files, REPORTS)
    assert charts(found)["El mismo servicio en otros lugares"] == (
        "sede Ica: 12 de 100; sede Lima: 80 de 100; sede Puno: 160 de 100"
    )
    assert table(found, "otros-lugares-tabla") == [
        ["sede Ica1.1.1", "Bajo: 12.0 %", "100", "12", "Persona"],
        ["sede Lima1.1.3", "Medio: 80.0 %", "100", "80", "Persona"],
        ["sede Puno1.1.2", "Alto: 160.0 %", "100", "160", "Persona"],
    ]
    assert "Por debajo de 75 % de la meta: 1 de 3." in said(found)
    assert "Las barras se cortan en 150 %." in said(found)
    assert "otros-lugares" not in linked(page("planes/plan-2024/1.1.4.md", files, REPORTS))


@pytest.mark.parametrize(
    "files",
    [
        places_of("Bolsa - Ica", "Feria - Puno"),
        places_of("Bolsa-Ica", "Bolsa-Puno"),
        places_of("Bolsa - Ica", "Bolsa - Ica"),
        places_of("Bolsa - Ica", "Bolsa - Puno", unit=""),
        places_of("Bolsa - Ica - I", "Bolsa - Puno - I"),
        places_of("Bolsa - Ica"),
    ],
)
def test_activities_are_not_grouped_by_guess(files: dict[str, str]) -> None:
    assert not [e for e in page(ACTIVITY, files).iter() if e.get("id") == "otros-lugares-tabla"]


# the plan


MANY = strategy(
    "[{id: a, unit: Km, targets: {2024: 10}}]",
    "[{id: b, unit: Km, targets: {2024: 10}}]",
    "[{id: c, unit: Km, targets: {2024: 10}}]",
    "[{id: d, unit: Km, targets: {2024: 10}}]",
)
SOME = results("2024", "a: 9", "b: 2", "c: 12")


def strips(root: HtmlElement) -> list[HtmlElement]:
    boxes = [div for div in root.iter("div") if div.get("class") == "strip"]
    return [svg for box in boxes for svg in box.iter("svg")]


FILLERS = range(1, 13)
MORE = strategy(*(f"[{{id: f{n}, unit: Km, targets: {{2024: 10}}}}]" for n in FILLERS), code="1.2")
FILLED = results("2024", "a: 10", "b: 2", "c: 8", *(f"f{n}: 10" for n in FILLERS))


def test_a_strip_has_one_mark_per_activity_and_the_low_ones_in_a_table() -> None:
    found = page(PLAN, MANY, MORE, FILLED)
    (row,) = strips(found)
    marks = {p.attrib["class"]: p.attrib["d"].count("M") for p in row.iter("path")}
    assert marks == {"bajo": 1, "medio": 1, "alto": 13, "sr": 1}
    assert list(marks) == ["bajo", "medio", "alto", "sr"]
    assert row.attrib["aria-label"] == "1: 1 bajo, 1 medio, 13 alto, 1 sin reporte"
    assert table(found, "bajas") == [["Actividad1.1.2 · 1.1 · Km", "Bajo: 20.0 %", "10", "2", "−8"]]
    assert "16 actividades, de menor a mayor avance" in said(found)
    assert "1 actividad por debajo de 75 %" in said(found)


def test_a_few_activities_need_no_strip_only_the_low_ones_are_listed() -> None:
    found = page(PLAN, MANY, SOME)
    assert strips(found) == []
    assert "de menor a mayor avance" not in said(found)
    assert table(found, "bajas") == [["Actividad1.1.2 · 1.1 · Km", "Bajo: 20.0 %", "10", "2", "−8"]]
    high = page(PLAN, MANY, results("2024", "a: 10", "b: 10", "c: 10", "d: 10"))
    assert "por debajo de 75" not in said(high)


def test_without_results_there_is_no_strip_and_without_low_ones_no_table() -> None:
    assert strips(page(PLAN, MANY, MORE)) == []
    all_high = results("2024", *(f"{name}: 10" for name in "abcd"), *(f"f{n}: 10" for n in FILLERS))
    high = page(PLAN, MANY, MORE, all_high)
    assert len(strips(high)) == 1
    assert "Ninguna meta quedó por debajo de 75 %." in said(high)
    assert not [e for e in high.iter() if e.get("id") == "bajas"]


def test_a_plan_without_activities_counts_its_indicators() -> None:
    plan = with_lines("plan.yml", without=("  activity",))["plan.yml"]
    line = """
code: "1.1"
objective: "1"
title: Línea
measures:
  - {id: a, name: Tasa, unit: "%", kind: percentage, over_time: last, targets: {2024: 50}}
  - {id: b, name: Visitas, unit: Visita, targets: {2024: 10}}
"""
    files = {"plan.yml": plan, "strategies/1.1.yml": line}
    found = page(PLAN, files, results("2024", "a: 20", "b: 10"))
    assert "1 indicador por debajo de 75 %" in said(found)
    assert table(found, "bajas") == [["Tasa1.1 · 1", "Bajo: 40.0 %", "50 %", "20 %", "−30 pp"]]


BUDGET = """
versions:
  - {id: V1, label: Versión 1, document: informe, date: 2025-02-01}
budget_changes:
  - {document: informe, version: V1, amount: 400, concept: Un crédito.}
  - {document: informe, version: V1, amount: -100, concept: Un recorte.}
budget:
  - {year: 2024, stage: opening, amount: 1000}
  - {year: 2024, stage: modified, version: V1, amount: 1300}
  - {year: 2024, stage: executed, amount: 650}
objectives:
  - code: "1"
    title: Primero
    budget:
      - {year: 2024, stage: modified, version: V1, amount: 800}
      - {year: 2024, stage: executed, amount: 640}
  - code: "2"
    title: Segundo
    budget:
      - {year: 2024, stage: modified, version: V1, amount: 500}
      - {year: 2024, stage: executed, amount: 10}
"""


def with_money(money: str = BUDGET) -> dict[str, str]:
    base = with_lines("plan.yml", without=("objectives", "  - {code"))["plan.yml"]
    base = base.replace('  - {code: "1", title: Primero}\n', "").strip()
    second = strategy("[{id: z, unit: Km, targets: {2024: 10}}]", code="2.1", objective='"2"')
    return {"plan.yml": base + money, **MANY, **second}


REPORTED = results("2024", "a: 9", "b: 2", "c: 12", "z: 10")


def test_a_budget_by_version_is_drawn_with_what_moved_it() -> None:
    found = page(PLAN, with_money(), REPORTED)
    assert charts(found)["Presupuesto por versión, 2024"] == (
        "Inicial (PIA): 1,000; V1: 1,300; Ejecutado: 650"
    )
    text = said(found)
    assert "El presupuesto pasó de S/ 1,000 en «Inicial (PIA)» a S/ 1,300 en «V1»." in text
    assert "Informe, S/ 400: Un crédito." in text
    assert (
        "La última versión (V1) se aprobó el 1 de febrero de 2025, con el año ya cerrado." in text
    )
    assert "presupuesto-tabla" in linked(found)


def test_amounts_of_different_things_are_not_drawn_as_versions_of_one() -> None:
    money = """
objectives:
  - code: "1"
    title: Primero
    budget:
      - {year: 2024, stage: opening, amount: 800}
      - {year: 2024, stage: modified, version: V1, amount: 800}
  - {code: "2", title: Segundo, budget: [{year: 2024, stage: modified, version: V1, amount: 9}]}
versions: [{id: V1, label: Versión 1}]
"""
    assert "Presupuesto por versión, 2024" not in charts(page(PLAN, with_money(money)))


def test_the_gap_is_drawn_and_its_table_says_the_same() -> None:
    found = page(PLAN, with_money(), REPORTED)
    drawn = charts(found)["Ejecución del presupuesto y avance promedio"]
    assert drawn == ("1: avance 70.0 %, ejecución 80.0 %; 2: avance 100.0 %, ejecución 2.0 %")
    rows = table(found, "objetivos-tabla")
    assert [row[:6] for row in rows] == [
        ["1 Primero", "Bajo: 70.0 %", "1 · 1 · 1 · 1 sin reporte", "80.0 %", "+10.0 pp", "S/ 800"],
        ["2 Segundo", "Alto: 100.0 %", "0 · 0 · 1", "2.0 %", "−98.0 pp", "S/ 500"],
        ["Plan", "Medio: 77.5 %", "1 · 1 · 2 · 1 sin reporte", "50.0 %", "−27.5 pp", "S/ 1,300"],
    ]
    assert "La mayor brecha (−98.0 pp) es la de 2 Segundo" in said(found)
    assert "El eje empieza" not in said(found)  # it starts at zero


def test_without_money_there_is_no_gap_no_budget_and_no_column_for_them() -> None:
    found = page(PLAN, MANY, SOME)
    assert charts(found) == {}
    heads = [said(th) for th in found.iterfind(".//thead/tr/th")]
    assert heads[:4] == ["Objetivo", "Avance", "Bajo · medio · alto", "Actividades"]


def test_without_results_the_table_counts_what_is_owed() -> None:
    rows = table(page(PLAN, MANY), "objetivos-tabla")
    assert rows == [["1 Primero", "Sin reporte", "4 sin reporte"]]


def test_charts_of_a_site_have_no_style_and_the_same_bytes() -> None:
    files = content(**with_money(), **REPORTED)
    first, again = (render(results_of(files, TODAY)) for _ in range(2))
    assert first == again
    assert not [name for name, data in first.items() if re.search(rb"<[^>]* style=", data)]
