"""What a page says is true of every state: what an author writes, and what a reader sees."""

from __future__ import annotations

from datetime import date

import pytest

from tests.helpers import results, sheet, targets
from tests.test_pages import ACTIVITY, pages, plan

LIST = "planes/plan-2024/medidas.md"
YEARS = plan("period: {from: 2024, to: 2026}", "frequency: year")
MILESTONE = sheet("kind: milestone", "over_time: last")


def test_a_milestone_that_is_not_reached_is_no_result_of_zero() -> None:
    goals = targets("2024: done")
    found = pages(MILESTONE, goals, results("2024", "visitas: not-done"))
    assert "resultado cero" not in "".join(found.values()).lower()
    assert "cumplido no cumplido" in found[LIST]
    zero = pages(targets("2024: 5"), results("2024", "visitas: 0"))
    assert "1 con resultado cero" in zero[LIST]


@pytest.mark.parametrize("kind", ["milestone", "index", "ratio"])
def test_only_of_what_is_counted_is_a_missing_unit_told(kind: str) -> None:
    aim = {"milestone": "done", "index": "5", "ratio": '"1:20"'}[kind]
    own = sheet(f"kind: {kind}", "over_time: last")
    found = pages(YEARS, own, targets(f"2024: {aim}, 2025: {aim}"))
    both = found[ACTIVITY] + found["indicadores/visitas.md"]
    assert "no figura en el documento" not in both
    counted = pages(targets("2024: 5"))
    for page in (ACTIVITY, "indicadores/visitas.md"):
        assert "no figura en el documento" in counted[page] or page == ACTIVITY
    assert "El documento no da la unidad, salvo en el nombre del indicador." in counted[ACTIVITY]


def test_what_is_not_given_is_no_final_result() -> None:
    goals = targets("2024: 5, 2025: 5")
    first = results("2024", "visitas: {value: not-available, note: No hubo encuesta.}")
    second = results("2025", "visitas: {note: Dato en revisión.}")
    then = pages(YEARS, goals, first)[ACTIVITY]
    assert "Resultado 2024, no disponible" in then
    assert "resultado final" not in then
    assert "Resultado 2025, reservado" in pages(YEARS, goals, second)[ACTIVITY]


def test_what_is_said_of_a_result_stays_when_the_next_year_is_shown() -> None:
    goals = targets("2023: 5, 2024: 5, 2025: 5")
    years = plan("period: {from: 2023, to: 2026}", "frequency: year")
    first = results("2023", "visitas: {value: 4, note: Cuenta tres regiones.}")
    second = results("2024", "visitas: {value: not-available, note: No hubo encuesta.}")
    last = results("2025", "visitas: {value: 4, note: Ya son todas.}")
    found = pages(years, goals, first, second, last)[ACTIVITY]
    assert "Nota Ya son todas. Nota 2023: Cuenta tres regiones. Nota 2024: No hubo" in found
    assert "2024 No disponible" in found


def test_what_is_measured_no_more_is_no_share_of_the_whole_year() -> None:
    ended = "discontinued: {from: 2024-07, reason: Se cerró, source: {document: informe}}"
    goals = targets("2024-T1: 10, 2024-T2: 10, 2024-T3: 10, 2024-T4: 10", ended)
    found = pages(goals, results("2024-T1", "visitas: 8"), results("2024-T2", "visitas: 8"))
    assert "80.0 % Medio" in found[ACTIVITY]
    assert "de la meta de todo el año" not in found[ACTIVITY]


def test_a_late_target_is_none_of_the_year() -> None:
    last = sheet("over_time: last")
    told = (results("2024", "visitas: 3"), results("2025", "visitas: 4"))
    found = pages(YEARS, last, targets("2024: 5"), *told)["planes/plan-2024/index.md"]
    assert "De 1 actividad con meta para 2025 o de un año anterior, 1 quedó entre" in found


def test_sources_are_promised_only_where_every_figure_has_one() -> None:
    promise = "Cada cifra dice de qué documento sale"
    assert promise in pages(targets("2024: 5"))["index.md"]
    assert promise not in pages(targets("2024: 5"), results("2024", "visitas: 3"))["index.md"]


def test_the_latest_report_is_the_one_whose_data_are_the_latest() -> None:
    """A report of the whole year with data as of March tells less than that of the second half."""
    goals = targets("2024-T1: 5, 2024-T2: 5")
    year = results("2024", "visitas: {value: 4, status: provisional}")
    early = {path: f"cutoff: 2024-03-31\n{text}" for path, text in year.items()}
    found = pages(goals, early, results("2024-T2", "visitas: 4"))
    assert "Último reporte II trimestre de 2024" in found["planes/plan-2024/index.md"]


def test_the_target_of_a_year_that_is_not_over_is_told_in_the_present() -> None:
    told = targets("2024: 100"), results("2024", "visitas: 80")
    then = pages(*told, as_of=date(2024, 11, 1))[ACTIVITY]
    assert "La meta para 2024 es 100 ; resultado de lo informado: 80 ( 80.0 % )." in then
    assert (
        "La meta para 2024 era de 100 ; el resultado fue 80 ( 80.0 % )." in pages(*told)[ACTIVITY]
    )
