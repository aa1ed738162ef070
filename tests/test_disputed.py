"""What is in dispute stays as printed, and no sentence asserts it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.helpers import results, strategy
from tests.test_export import csv_of, rows_of
from tests.test_pages import ACTIVITY, STRATEGY, pages

WHY = "La ficha cuenta personas"


def files(field: str) -> list[dict[str, str]]:
    """A plan with one measure, told in informes, of which a field is in dispute."""
    said = f"disputed: {{field: {field}, why: {WHY}., place: Ficha 2}}"
    measure, entry = "unit: Informe, targets: {2024: 350}", "value: 340"
    if field == "result":
        entry += f", {said}"
    else:
        measure += f", {said}"
    return [strategy(f"[{{id: visitas, {measure}}}]"), results("2024", f"visitas: {{{entry}}}")]


@pytest.mark.parametrize(
    ("field", "lead", "mark"),
    [
        (
            "unit",
            "La meta para 2024 era de 350; el resultado fue 340 ( 97.1 % ). Unidad según el"
            f" documento, en disputa: «Informe». {WHY} (Ficha 2).",
            "unidad en disputa",
        ),
        (
            "target",
            "Según el documento, en disputa: La meta para 2024 era de 350 informes; el resultado"
            f" fue 340 ( 97.1 % ). Meta en disputa. {WHY} (Ficha 2).",
            "meta en disputa",
        ),
        (
            "result",
            "Según el documento, en disputa: La meta para 2024 era de 350 informes; el resultado"
            f" fue 340 ( 97.1 % ). Resultado en disputa. {WHY} (Ficha 2).",
            "resultado en disputa",
        ),
    ],
)
def test_what_is_in_dispute_is_said_and_not_asserted(field: str, lead: str, mark: str) -> None:
    said = pages(*files(field), as_of=date(2025, 6, 1))
    page = said[ACTIVITY].replace("\u00a0", " ").replace(" ,", ",").replace(" ;", ";")
    assert lead in page
    assert mark in said[STRATEGY]


@pytest.mark.parametrize("field", ["unit", "target", "result"])
def test_tables_name_what_is_in_dispute(field: str) -> None:
    found = csv_of(*files(field))
    (seen,) = [row for row in rows_of(found["observations"]) if row["period"] == "2024"]
    assert (seen["disputed"], seen["target"], seen["actual"]) == (field, "350", "340")
    (measure,) = rows_of(found["measures"])
    assert (measure["disputed"], measure["unit"]) == ("" if field == "result" else field, "Informe")
