"""A plan matrix as municipalities keep it, made anew by every call and always the same.

336 rows and 82 columns: doubled headings, months as ``ene-26`` (two of them days of Excel), codes
as a number and as a day, percentages as text, formulas with and without a saved value, subtotals
among the rows, targets and baselines in words, merged cells, ``#N/A``.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from random import Random
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

N_ROWS, N_COLUMNS, N_UNSAVED = 336, 82, 78
_FIRST = 8
"""Row of the first activity, below title, blanks and headings."""
_MONTHS = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "set", "oct", "nov", "dic"]
_UNITS = (
    *("Gerencia de Desarrollo Social", "Gerencia de Servicios Públicos", "GERENCIA DE OBRAS"),
    *("Subgerencia de Tránsito", "Oficina de Planeamiento"),
)
_THINGS = (
    *(("Talleres con la comunidad", "Taller"), ("Visitas a puestos de mercado", "Visita")),
    *(("Mantenimiento de vías", "Kilómetro"), ("Expedientes atendidos", "Porcentaje")),
    *(("Árboles plantados", "Árbol"), ("Licencias resueltas", "Licencia")),
)
_UPPER = {
    1: "N°",
    2: "OBJETIVO ESTRATÉGICO INSTITUCIONAL",
    4: "ACCIÓN ESTRATÉGICA INSTITUCIONAL",
    6: "ACTIVIDAD OPERATIVA",
    8: "UNIDAD DE MEDIDA",
    9: "LÍNEA DE BASE 2025",
    10: "RESPONSABLE",
    11: "PROGRAMACIÓN FÍSICA",
    26: "EJECUCIÓN FÍSICA",
    39: "PROGRAMACIÓN FINANCIERA (S/)",
    53: "OBSERVACIONES",
}
_LOWER = {
    2: "CÓDIGO",
    3: "DENOMINACIÓN",
    4: "CÓDIGO",
    5: "DENOMINACIÓN",
    6: "CÓDIGO",
    7: "DENOMINACIÓN",
    23: "TOTAL",
    24: "% del año",
    25: "control 0",
    38: "% DE AVANCE",
    51: "TOTAL ANUAL",
    52: "PIM",
    **{start + n: f"{month}-26" for start in (11, 26, 39) for n, month in enumerate(_MONTHS)},
    **{54 + n: f"control {n + 1}" for n in range(N_COLUMNS - 53)},
}
_LOST: dict[tuple[int, int, int], Any] = {
    (3, 2, 4): 3.1,  # was 3.10
    (3, 2, 5): date(2026, 3, 2),  # was 2-3
    (5, 1, 2): "AOI501001",  # the code of the row above
}
"""Codes that Excel or a hand destroyed, by objective, action and activity."""


@dataclass
class _Matrix:
    sheet: Worksheet
    random: Random = field(default_factory=lambda: Random(18))  # noqa: S311  # always the same
    saved: dict[str, float] = field(default_factory=dict)
    """Values of the formulas, by cell."""

    def put(self, row: int, values: dict[int, Any]) -> None:
        for column, value in values.items():
            self.sheet.cell(row, column, value)

    def formula(self, row: int, column: int, text: str, value: float) -> None:
        address = f"{get_column_letter(column)}{row}"
        self.sheet[address], self.saved[address] = f"={text}", value


def messy_matrix() -> bytes:
    """The workbook as a file."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title, first["A1"].value = "Instrucciones", "Llenar la hoja POA. No borrar fórmulas."
    it = _Matrix(book.create_sheet("POA 2026"))
    _headings(it)
    row, began = _FIRST, _FIRST
    for at in product(range(1, 8), range(1, 6), range(1, 11)):
        if row < N_ROWS - 1:
            _activity(it, row, at)
            row += 1
        if at[1:] == (5, 10):
            _total(it, row, began, f"SUBTOTAL OEI.{at[0]:02}")
            row, began = row + 1, row + 1
    _total(it, row, _FIRST, "TOTAL GENERAL")
    return _with_values(book, it)


def _headings(it: _Matrix) -> None:
    it.put(1, {1: "MUNICIPALIDAD DISTRITAL DE QUILLABAMBA ALTA"})
    it.put(2, {1: "PLAN OPERATIVO ANUAL 2026 - MATRIZ DE PROGRAMACIÓN"})
    it.put(5, _UPPER)
    it.put(6, _LOWER)
    it.put(7, {column: f"({column})" for column in range(1, N_COLUMNS + 1)})
    for column in (12, 14):  # what Excel makes of feb-26
        it.sheet.cell(6, column, date(2026, column - 10, 1)).number_format = "mmm-yy"
    for merged in ("A1:CD1", "B5:C5", "D5:E5", "F5:G5", "K5:Y5", "Z5:AL5", "AM5:AY5"):
        it.sheet.merge_cells(merged)


def _activity(it: _Matrix, row: int, at: tuple[int, int, int]) -> None:
    objective, action, activity = at
    name, unit = it.random.choice(_THINGS)
    code = _LOST.get(at, f"AOI{objective}{action:02}{activity:03}")
    it.put(row, {1: row - _FIRST + 1, 6: code, 7: f"{name}, zona {activity}", 8: unit})
    if activity == 1:
        it.put(row, {4: f"AEI.{objective:02}.{action:02}", 5: f"Acción {objective}.{action}"})
    if activity == action == 1:
        it.put(row, {2: f"OEI.{objective:02}", 3: f"Objetivo número {objective}"})
    baseline = it.random.choice((10, 25, "No existe registro", "S/D", None))
    it.put(row, {9: baseline, 10: it.random.choice(_UNITS), 38: "98,5%"})
    _figures(it, row, is_percent=unit == "Porcentaje")
    for column in (25, *range(54, N_COLUMNS + 1)):
        if it.random.random() < 0.55:
            it.formula(row, column, f"W{row}*{column}", column)
    if activity == 7:
        it.put(row, {11: "Se realizará en coordinación con la comunidad"})
    if at in {(2, 1, 3), (4, 2, 8)}:
        it.sheet.cell(row, 13, "#N/A").data_type = "e"


def _figures(it: _Matrix, row: int, *, is_percent: bool) -> None:
    months = [
        it.random.randrange(60, 99) if is_percent else it.random.randrange(9) for _ in _MONTHS
    ]
    for n, value in enumerate(months):
        done = max(value - 1, 0)
        it.put(row, {11 + n: f"{value}%" if is_percent else value, 39 + n: 1000 + 10 * value})
        it.put(row, {26 + n: f"{done}%" if is_percent else done} if n < 6 else {})
    it.formula(row, 23, f"SUM(K{row}:V{row})", sum(months))
    if is_percent:
        del it.saved[f"W{row}"]
        it.put(row, {23: f"{months[-1]}%"})
    it.formula(row, 24, f"W{row}/100", 1)
    amount = sum(1000 + 10 * value for value in months)
    it.formula(row, 51, f"SUM(AM{row}:AX{row})", amount)
    it.put(row, {52: f"{amount + 500:,}.50".replace(",", " ")})


def _total(it: _Matrix, row: int, first: int, text: str) -> None:
    it.put(row, {2: text})
    for column in range(39, 52):
        letters = get_column_letter(column)
        rows = [n for n in range(first, row) if it.sheet.cell(n, 6).value]
        cells = [it.saved.get(f"{letters}{n}", it.sheet.cell(n, column).value) for n in rows]
        typed_over = 7 if text.endswith("02") and column == 51 else 0
        value = sum(cell for cell in cells if isinstance(cell, int | float)) + typed_over
        it.formula(row, column, f"SUM({letters}{first}:{letters}{row - 1})", value)


def _with_values(book: Workbook, it: _Matrix) -> bytes:
    """The file with the values of its formulas, as Excel saves them, but for some."""
    data, done = io.BytesIO(), io.BytesIO()
    book.save(data)
    unsaved = {at for at in it.saved if at.startswith("X")}
    unsaved = set(sorted(unsaved)[:N_UNSAVED])

    def saved(found: re.Match[bytes]) -> bytes:
        at = found[1].decode()
        value = "" if at in unsaved else f"<v>{it.saved[at]}</v>"
        return found[0].partition(b"<v")[0] + f"{value}</c>".encode()

    with zipfile.ZipFile(data) as old, zipfile.ZipFile(done, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name.endswith("sheet2.xml"):
                text = re.sub(
                    rb'<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f><v ?/?>(?:</v>)?</c>', saved, text
                )
            new.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text)
    return done.getvalue()
