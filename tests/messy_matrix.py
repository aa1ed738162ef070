"""A plan matrix as municipalities keep it, made anew by every call and always the same.

336 rows and 82 columns: doubled headings, months as ``ene-26`` (some are days of Excel), codes as
numbers and as days, percentages as text, formulas with and without a saved value, subtotals among
the rows, targets and baselines in words, merged cells, ``#N/A``.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from random import Random

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

N_ROWS, N_COLUMNS = 336, 82
_MONTHS = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "set", "oct", "nov", "dic"]
_FIRST = 8
"""Row of the first activity, below title, blanks and headings."""
_UNITS = (
    *("Gerencia de Desarrollo Social", "Gerencia de Servicios Públicos", "GERENCIA DE OBRAS"),
    *("Subgerencia de Tránsito", "Oficina de Planeamiento"),
)
_THINGS = (
    ("Talleres realizados con la comunidad", "Taller"),
    ("Visitas de supervisión a puestos de mercado", "Visita"),
    ("Kilómetros de vías mantenidas", "Kilómetro"),
    ("Expedientes atendidos en el plazo", "Porcentaje"),
    ("Árboles plantados en parques", "Árbol"),
    ("Licencias resueltas", "Licencia"),
)


def messy_matrix(seed: int = 18) -> bytes:
    """The workbook as a file."""
    random = Random(seed)
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "Instrucciones"
    first["A1"] = "Llenar la hoja POA. No borrar fórmulas."
    sheet: Worksheet = book.create_sheet("POA 2026")
    _head(sheet)
    row, cached = _FIRST, {}
    for objective in range(1, 7):
        start = row
        for action in range(1, 6):
            for activity in range(1, 11):
                if row < _FIRST + N_ROWS - 16:
                    _activity(sheet, row, (objective, action, activity), random, cached)
                    row += 1
        _total(sheet, row, start, f"SUBTOTAL OEI.{objective:02}", cached)
        row += 1
    _total(sheet, row, _FIRST, "TOTAL GENERAL", cached)
    for merged in ("A1:CD1", "K5:Y5", "Z5:AL5"):
        sheet.merge_cells(merged)
    return _with_values(book, cached)


def _head(sheet: Worksheet) -> None:
    sheet["A1"] = "MUNICIPALIDAD DISTRITAL DE QUILLABAMBA ALTA"
    sheet["A2"] = "PLAN OPERATIVO ANUAL 2026 - MATRIZ DE PROGRAMACIÓN"
    upper = {
        1: "N°",
        2: "OBJETIVO ESTRATÉGICO INSTITUCIONAL",
        4: "ACCIÓN ESTRATÉGICA INSTITUCIONAL",
    }
    upper |= {6: "ACTIVIDAD OPERATIVA", 8: "UNIDAD DE MEDIDA", 9: "LÍNEA DE BASE 2025"}
    upper |= {10: "RESPONSABLE", 11: "PROGRAMACIÓN FÍSICA", 26: "EJECUCIÓN FÍSICA"}
    upper |= {39: "PROGRAMACIÓN FINANCIERA (S/)", 53: "OBSERVACIONES"}
    for column, text in upper.items():
        sheet.cell(5, column, text)
    lower = {2: "CÓDIGO", 3: "DENOMINACIÓN", 4: "CÓDIGO", 5: "DENOMINACIÓN", 6: "CÓDIGO"}
    lower |= {7: "DENOMINACIÓN", 23: "TOTAL", 24: "% del año", 25: "Ponderación"}
    for start in (11, 26, 39):
        lower |= {start + n: f"{month}-26" for n, month in enumerate(_MONTHS)}
    lower |= {38: "% DE AVANCE", 51: "TOTAL ANUAL", 52: "PIM"}
    lower |= {54 + n: f"control {n + 1}" for n in range(N_COLUMNS - 53)}
    for column, text in lower.items():
        sheet.cell(6, column, text)
    for column in (12, 14):  # what Excel makes of feb-26
        cell = sheet.cell(6, column, date(2026, column - 10, 1))
        cell.number_format = "mmm-yy"
    for column in range(1, N_COLUMNS + 1):
        sheet.cell(7, column, f"({column})")


def _activity(
    sheet: Worksheet, row: int, at: tuple[int, int, int], random: Random, cached: dict[str, float]
) -> None:
    objective, action, activity = at
    name, unit = _THINGS[random.randrange(len(_THINGS))]
    texts = {1: row - _FIRST + 1, 6: f"AOI{objective}{action:02}{activity:03}", 8: unit}
    texts |= {7: f"{name}, zona {activity}", 10: random.choice(_UNITS)}
    if activity == 1:
        texts |= {
            4: f"AEI.{objective:02}.{action:02}",
            5: f"Acción estratégica {objective}.{action}",
        }
        if action == 1:
            texts |= {2: f"OEI.{objective:02}", 3: f"Objetivo institucional número {objective}"}
    for column, text in texts.items():
        sheet.cell(row, column, text)
    _codes_lost(sheet, row, at)
    is_percent = unit == "Porcentaje"
    months = [random.randrange(60, 100) if is_percent else random.randrange(9) for _ in _MONTHS]
    for n, value in enumerate(months):
        sheet.cell(row, 11 + n, f"{value}%" if is_percent else value)
        if n < 6:
            sheet.cell(row, 26 + n, f"{value - 1}%" if is_percent else max(value - 1, 0))
        sheet.cell(row, 39 + n, 1000 + 10 * value)
    letters = ("K", "V") if not is_percent else ("V", "V")
    _formula(sheet, f"W{row}", f"=SUM({letters[0]}{row}:{letters[1]}{row})", sum(months), cached)
    if is_percent:
        sheet.cell(row, 23, f"{months[-1]}%")
        cached.pop(f"W{row}", None)
    for column in (24, 25):
        _formula(sheet, f"{'XY'[column - 24]}{row}", f"=W{row}/100", 1, cached)
    sheet.cell(row, 38, "98,5%")
    total = sum(1000 + 10 * value for value in months)
    _formula(sheet, f"AY{row}", f"=SUM(AM{row}:AX{row})", total, cached)
    sheet.cell(row, 52, f"{total + 500:,}.50".replace(",", " "))
    for n in range(N_COLUMNS - 53):
        if random.random() < 0.6:
            _formula(sheet, f"{_letters(54 + n)}{row}", f"=W{row}*{n + 1}", n, cached)
    sheet.cell(row, 9, random.choice((10, 25, "No existe registro", "S/D", None)))
    if activity == 7:
        sheet.cell(row, 11, "Se realizará en coordinación con la comunidad")
    if (objective, action, activity) in {(2, 1, 3), (4, 2, 8)}:
        sheet.cell(row, 13, "#N/A").data_type = "e"


def _codes_lost(sheet: Worksheet, row: int, at: tuple[int, int, int]) -> None:
    """What Excel makes of codes that look like numbers or days."""
    if at == (3, 2, 4):
        sheet.cell(row, 6, 3.1)
    if at == (3, 2, 5):
        sheet.cell(row, 6, date(2026, 3, 2)).number_format = "d-mmm"
    if at == (5, 1, 2):
        sheet.cell(row, 6, "AOI501001")  # the code of the row above


def _total(sheet: Worksheet, row: int, first: int, text: str, cached: dict[str, float]) -> None:
    sheet.cell(row, 2, text)
    for column in range(39, 52):
        letters = _letters(column)
        parts = range(first, row)
        value = (
            sum(
                cached.get(f"{letters}{n}") or it
                for n in parts
                if isinstance(it := sheet.cell(n, column).value, int | float)
                or f"{letters}{n}" in cached
                if not str(sheet.cell(n, 2).value or "").startswith("SUB")
            )
            if column != 51
            else sum(cached.get(f"AY{n}", 0) for n in parts if sheet.cell(n, 6).value)
        )
        if text.endswith("02") and column == 40:
            value += 7  # somebody typed over it
        _formula(
            sheet, f"{letters}{row}", f"=SUM({letters}{first}:{letters}{row - 1})", value, cached
        )


def _formula(
    sheet: Worksheet, address: str, text: str, value: float, cached: dict[str, float]
) -> None:
    sheet[address] = text
    cached[address] = value


def _letters(column: int) -> str:
    first, second = divmod(column - 1, 26)
    return (chr(64 + first) if first else "") + chr(65 + second)


def _with_values(book: Workbook, cached: dict[str, float]) -> bytes:
    """The file with the values of its formulas, as Excel saves them; 78 are without one."""
    data = io.BytesIO()
    book.save(data)
    without = set(sorted(address for address in cached if address.startswith("X"))[:78])
    done = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(done, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name.endswith("sheet2.xml"):
                text = re.sub(
                    rb'<c r="([A-Z]+[0-9]+)"([^>]*)><f>([^<]*)</f><v ?/?>(?:</v>)?</c>',
                    lambda it: (
                        it[0]
                        if (at := it[1].decode()) in without
                        else b'<c r="%s"%s><f>%s</f><v>%s</v></c>'
                        % (it[1], it[2], it[3], str(cached[at]).encode())
                    ),
                    text,
                )
            new.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text)
    return done.getvalue()
