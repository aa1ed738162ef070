"""What is in dispute stays as printed, and no sentence asserts it."""

from __future__ import annotations

from datetime import date

import pytest

from generator.compute import compute
from generator.load import load
from generator.model.period import Period
from generator.scorecard.annex import annex
from generator.scorecard.facts import Scorecard
from generator.scorecard.terminal import scorecard_text
from tests.helpers import content, results, sheet, strategy, targets, with_lines
from tests.test_detectors import PIM, SPENT, WORDS, plan, published, strategies, tables
from tests.test_export import csv_of, rows_of
from tests.test_pages import ACTIVITY, STRATEGY, pages

WHY = "La ficha cuenta personas"


def files(field: str, value: str = "340", when: str = "2024") -> list[dict[str, str]]:
    """A plan with one measure, told in informes, of which a field is in dispute."""
    said = f"disputed: {{field: {field}, why: {WHY}., place: Ficha 2}}"
    measure, entry = "unit: Informe, targets: {2024: 350}", f"value: {value}"
    if field == "result":
        entry += f", {said}"
    else:
        measure += f", {said}"
    return [strategy(f"[{{id: visitas, {measure}}}]"), results(when, f"visitas: {{{entry}}}")]


@pytest.mark.parametrize(
    ("field", "lead", "mark"),
    [
        (
            "unit",
            "La meta para 2024 era de 350; el resultado fue 340 ( 97.1 % ). Unidad según el"
            f" documento, en disputa: «Informe». {WHY} (Ficha 2).",
            "unidad: lo publicado no coincide",
        ),
        (
            "target",
            "Lo que sigue lo dice el documento y está en disputa. La meta para 2024 era de 350"
            f" informes; el resultado fue 340 ( 97.1 % ). Meta en disputa. {WHY} (Ficha 2).",
            "meta: lo publicado no coincide",
        ),
        (
            "result",
            "Lo que sigue lo dice el documento y está en disputa. La meta para 2024 era de 350"
            f" informes; el resultado fue 340 ( 97.1 % ). Resultado en disputa. {WHY} (Ficha 2).",
            "resultado: lo publicado no coincide",
        ),
    ],
)
def test_what_is_in_dispute_is_said_and_not_asserted(field: str, lead: str, mark: str) -> None:
    said = pages(*files(field), as_of=date(2025, 6, 1))
    page = said[ACTIVITY].replace("\u00a0", " ").replace(" ,", ",").replace(" ;", ";")
    assert lead in page
    assert mark in said[STRATEGY]


@pytest.mark.parametrize("field", ["target", "result"])
def test_what_fell_short_on_the_home_page_says_that_it_is_in_dispute(field: str) -> None:
    home = pages(*files(field, "34"), as_of=date(2025, 6, 1))["index.md"]
    mark = {"target": "meta", "result": "resultado"}[field]
    assert f"· 34 de 350 · Plan 2024 {mark}: lo publicado no coincide" in home


@pytest.mark.parametrize("when", ["2024", "2025"])
@pytest.mark.parametrize("field", ["unit", "target", "result"])
def test_no_figure_in_dispute_shows_that_a_target_is_poor(field: str, when: str) -> None:
    """Reached in its year, or in the next; a unit leaves the percentage alone."""
    two_years = with_lines("plan.yml", "period: {from: 2024, to: 2025}")
    page = pages(two_years, *files(field, "3400", when), as_of=date(2026, 6, 1))[ACTIVITY]
    assert "971.4" in page
    assert ("Meta muy superada" in page) is (field == "unit")


@pytest.mark.parametrize("field", ["unit", "target", "result"])
def test_tables_name_what_is_in_dispute(field: str) -> None:
    found = csv_of(*files(field))
    (seen,) = [row for row in rows_of(found["observations"]) if row["period"] == "2024"]
    assert (seen["disputed"], seen["target"], seen["actual"]) == (field, "350", "340")
    (measure,) = rows_of(found["measures"])
    assert (measure["disputed"], measure["unit"]) == ("" if field == "result" else field, "Informe")


# What the documents contradict is said like what an editor says.


def lead_and_marks(*parts: dict[str, str]) -> tuple[str, str, str, str]:
    """The lead sentence of the activity, its list, and ``disputed`` of its year and measure."""
    said = {path: text.replace("\u00a0", " ") for path, text in pages(*parts, as_of=DAY).items()}
    found = csv_of(*parts)
    (year,) = [row for row in rows_of(found["observations"]) if row["period"] == "2024"]
    (measure,) = rows_of(found["measures"])
    return said[ACTIVITY], said[STRATEGY], year["disputed"], measure["disputed"]


DAY = date(2025, 6, 1)
DONE = (
    strategy("[{id: visitas, unit: Informe, targets: {2024: 350}}]"),
    results("2024", "visitas: 340"),
)
AGAIN = "figure: {}, of: visitas, period: {}, value: {}, source: {{place: Página {}}}"


def test_the_largest_figure_says_that_it_is_in_dispute() -> None:
    page = pages(*DONE, published(AGAIN.format("actual", 2024, 400, 7)), as_of=DAY)[ACTIVITY]
    assert "respecto de la meta anual 97.1 % Alto resultado: lo publicado no coincide" in page


@pytest.mark.parametrize(
    ("figure", "word", "field", "of_measure"),
    [("target", "Meta", "target", "target"), ("actual", "Resultado", "result", "")],
)
def test_a_figure_that_is_published_with_another_value(
    figure: str, word: str, field: str, of_measure: str
) -> None:
    twice = (AGAIN.format(figure, 2024, 400, 7), AGAIN.format(figure, 2024, 400, 8))
    lead, listed, year, measure = lead_and_marks(*DONE, published(*twice))
    said = "Lo que sigue lo dice el documento y está en disputa."
    assert f"{said} La meta para 2024 era de 350 informes" in lead
    assert f"{word} en disputa. También se publica como 400 (Página 7). " in lead
    assert "Página 8" not in lead
    assert f"{word.lower()}: lo publicado no coincide" in listed
    assert (year, measure) == (field, of_measure)


@pytest.mark.parametrize("value", ["350", "3.5e2"])
def test_a_figure_that_is_published_alike_is_asserted(value: str) -> None:
    lead, listed, year, measure = lead_and_marks(
        *DONE, published(AGAIN.format("target", 2024, 350, 7))
    )
    assert "disputa" not in lead + listed
    assert (year, measure) == ("", "")


def test_what_is_said_of_another_year_is_not_in_dispute() -> None:
    plan = strategy("[{id: visitas, unit: Informe, targets: {2024: 350, 2025: 60}}]")
    later = published(AGAIN.format("target", 2025, 400, 7))
    of = with_lines("plan.yml", "period: {from: 2024, to: 2025}")
    lead, _, year, measure = lead_and_marks(of, plan, DONE[1], later)
    assert "disputa" not in lead
    assert (year, measure) == ("", "target")


def test_an_editors_word_and_the_finding_of_a_field_are_one_note() -> None:
    lead, *_ = lead_and_marks(*files("result"), published(AGAIN.format("actual", 2024, 400, 7)))
    assert "Resultado en disputa. La ficha cuenta personas (Ficha 2)." in lead
    assert "También se publica" not in lead


def test_the_other_value_of_a_percentage_carries_its_sign() -> None:
    kind = sheet("kind: percentage", "over_time: last")
    known = "fact: informes, of: visitas, period: 2024, value: 90"
    told = published(known, "fact: informes, value: 80, source: {place: Página 3}")
    lead, *_ = lead_and_marks(kind, targets("2024: 90"), results("2024", "visitas: 60"), told)
    assert "Meta en disputa. También se publica como 80 % (Página 3)." in lead


def test_a_fact_that_tells_a_target_with_two_values() -> None:
    known = "fact: informes, of: visitas, period: 2024, value: 350"
    other = "fact: informes, value: 300, source: {place: Página 3}"
    lead, _, year, _ = lead_and_marks(*DONE, published(known, other))
    assert "Meta en disputa. También se publica como 300 (Página 3)." in lead
    assert year == "target"
    lead, *_ = lead_and_marks(*DONE, published(known.replace("of: visitas, ", ""), other))
    assert "disputa" not in lead


def test_units_that_a_table_copied_until_an_editor_has_read_them() -> None:
    copied = tables(["Curso", "Taller", *WORDS], WORDS)
    units = [row["disputed"] for row in rows_of(csv_of(copied)["measures"])]
    assert units == [""] * 18 + ["unit"] * 16
    before, row, after = copied["strategies/1.1.yml"].rpartition("targets: {2024: 1},")
    read = before + row + f"disputed: {{field: unit, why: {WHY}}}," + after
    units = [row["disputed"] for row in rows_of(csv_of({"strategies/1.1.yml": read})["measures"])]
    assert units == [""] * 33 + ["unit"]


def test_a_total_that_its_parts_or_another_page_contradict() -> None:
    total, parts = (
        plan(f"budget: [{PIM % 1000}]"),
        strategies(_1_1=f"[{PIM % 600}]", _1_2=f"[{PIM % 300}]"),
    )
    of_parts = (
        "Monto en disputa. El presupuesto modificado (PIM) de 2024 del plan es S/ 1,000, y sus"
    )
    assert of_parts in pages(total, parts, as_of=DAY)["presupuesto/index.md"]
    elsewhere = published("figure: budget, of: plan, year: 2024, stage: modified, value: 900")
    found = pages(total, elsewhere, as_of=DAY)["presupuesto/index.md"]
    assert (
        "Lo que sigue lo dice el documento y está en disputa. Presupuesto modificado (PIM) de 2024"
        in found
    )
    assert "Monto en disputa. También se publica como S/ 900." in found
    assert (
        "S/ 1,000 (en disputa)" in pages(total, elsewhere, as_of=DAY)["planes/plan-2024/index.md"]
    )
    (row,) = rows_of(csv_of(total, elsewhere)["budgets"])
    assert (row["disputed"], row["amount"]) == ("amount", "1000")


@pytest.mark.parametrize(
    ("field", "word", "cells", "why"),
    [
        ("unit", "unidad", "Informe (en disputa)[^3]", "Unidad según el documento, en disputa:"),
        ("target", "meta", "350 (en disputa)[^3] | 340", "Meta en disputa."),
        ("result", "resultado", "350 | 340 (en disputa)[^3]", "Resultado en disputa."),
    ],
)
def test_the_scorecard_and_its_annex_mark_what_is_in_dispute(
    field: str, word: str, cells: str, why: str
) -> None:
    parts = {path: text for part in files(field) for path, text in part.items()}
    found = compute(load(content(**parts))[0], DAY)
    card = Scorecard(found, found.plans["plan-2024"], Period.of_year(2024))
    assert f"En disputa {word} 1" in " ".join(scorecard_text(card, "es").split())
    told = annex(card, "es")
    assert f"| {cells} |" in told
    assert f"\n[^3]: {why} " in told


def test_a_low_measure_in_dispute_is_marked_in_the_scorecard() -> None:
    low = {
        path: text.replace("340", "34") for part in files("result") for path, text in part.items()
    }
    found = compute(load(content(**low))[0], DAY)
    card = Scorecard(found, found.plans["plan-2024"], Period.of_year(2024))
    assert "meta 350, resultado 34, resultado: lo publicado no coincide" in scorecard_text(
        card, "es"
    )


def test_what_was_spent_of_a_budget_in_dispute_is_not_asserted() -> None:
    budget = f"[{PIM % 1000}, {SPENT % 900}]"
    elsewhere = published("figure: budget, of: plan, year: 2024, stage: executed, value: 800")
    lead = pages(plan(f"budget: {budget}"), *DONE, elsewhere, as_of=DAY)[
        "planes/plan-2024/index.md"
    ]
    assert "Lo que sigue lo dice el documento y está en disputa. Se ejecutó el 90.0 %" in lead
