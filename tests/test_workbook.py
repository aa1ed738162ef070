"""Workbooks that people make: what their cells hold, and what is wrong with a cell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.defined_name import DefinedName

from generator.problems import Problem
from generator.words.formatter import Formatter
from generator.words.problems import as_text
from generator.workbook import Sheet, cell_code, cell_number, cell_percent
from tests.workbooks import book_of, changed, convert, first_sheet, made, refusal, saved

CELLS: dict[str, Any] = {
    "A1": "código",
    "B1": 0.1 + 0.2,
    "C1": 0.8512,
    "D1": date(2024, 2, 1),
    "E1": "=1+1",
    "F1": "=NA()",
    "G1": 30.0,
    "H1": 7,
    "I1": -12.345,
    "J1": 0.700483,
    "A2": 0.0625,
    "B2": date(2026, 1, 1),
    "A3": "dos\nfilas <&>",
    "D5": "007",
    "D9": "#N/A",
}
FORMATS = {"C1": "0%", "D1": "d-mmm", "H1": "0000", "I1": '#,##0.00" €"'}
FORMATS |= {"J1": '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', "A2": "h:mm", "B2": "mmm-yy"}


def typical() -> openpyxl.Workbook:
    """A sheet with one of each kind, and one that is hidden."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Metas 1"
    for address, value in CELLS.items():
        sheet[address] = value
    for address, form in FORMATS.items():
        sheet[address].number_format = form
    sheet.merge_cells("A3:C4")
    sheet.column_dimensions["E"].hidden = True
    hidden = book.create_sheet("_avance")
    hidden["A1"] = "plan"
    hidden.sheet_state = "hidden"
    book.custom_doc_props.append(StringProperty(name="avance-commit", value="abc123"))  # type: ignore[attr-defined]
    book.defined_names["mes"] = DefinedName("mes", attr_text="'Metas 1'!$A$1:$B$2")
    return book


BOOKS = Path(__file__).parent / "books"
"""The same as LibreOffice 7.4 saved it, and with a password."""


EXPECTED = {
    "A1": "código",
    "B1": Decimal("0.3"),
    "C1": Decimal("0.8512"),
    "D1": date(2024, 2, 1),
    "E1": Decimal(2),
    "F1": None,
    "G1": Decimal(30),
    "H1": Decimal(7),
    "I1": Decimal("-12.345"),
    "J1": Decimal("0.700483"),
    "A2": "1:30",
    "B2": date(2026, 1, 1),
    "A3": "dos\nfilas <&>",
    "D5": "007",
    "D9": None,
}


@pytest.fixture(scope="module")
def ods(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The workbook as the LibreOffice of this machine saves it."""
    folder = tmp_path_factory.mktemp("books")
    (folder / "libro.xlsx").write_bytes(saved(typical()))
    return convert(folder, "ods", folder / "libro.xlsx")[0].read_bytes()


def test_a_workbook_that_libreoffice_saves_here(ods: bytes) -> None:
    _is_typical(ods, "libro.ods")


@pytest.mark.parametrize("form", ["xlsx", "ods", "xls"])
def test_a_workbook_of_libreoffice(form: str) -> None:
    _is_typical((BOOKS / f"libreoffice.{form}").read_bytes(), f"libro.{form}")


def _is_typical(data: bytes, name: str) -> None:
    book = book_of(data, name)
    sheet, hidden = book.sheets
    cells = {cell.address: cell for cell in sheet.used}
    assert {address: cell.value for address, cell in cells.items()} == EXPECTED
    assert {address: cell.error for address, cell in cells.items() if cell.error} == {
        "F1": "#N/A",
        "D9": "#N/A",
    }
    assert [cell.address for cell in cells.values() if cell.is_percent] == ["C1"]
    assert {it.address: it.shown for it in cells.values() if it.shown} == {
        "C1": Decimal("0.85"),
        "I1": Decimal("-12.35"),
        "J1": Decimal("0.7"),
    }
    assert cell_code(sheet, cells["H1"]) == "0007"
    assert (sheet.name, sheet.merged) == ("Metas 1", ((3, 1, 4, 3),))
    assert sheet.merged_into(sheet.cell(4, 3)) == cells["A3"]
    assert (hidden.name, hidden.is_hidden, sheet.is_hidden) == ("_avance", True, False)
    assert (sheet.n_rows, sheet.width) == (9, 10)
    if not name.endswith(".xls"):
        assert (cells["E1"].formula or "").endswith("=1+1")
        assert book.properties["avance-commit"] == "abc123"


@pytest.mark.parametrize("form", ["xlsx", "ods", "xls"])
def test_a_workbook_with_a_password(form: str) -> None:
    assert refusal((BOOKS / f"password.{form}").read_bytes(), f"libro.{form}") == (
        f"libro.{form}: error[workbook-encrypted] el libro está protegido con una contraseña y no "
        "se puede leer nada de él. Ábralo con su contraseña, quítesela y guárdelo otra vez"
    )


def test_formulas_whose_value_was_not_saved() -> None:
    sheet = first_sheet(saved(typical()))
    assert said(cell_number, sheet, "E1") == (
        "libro.xlsx:Metas 1!E1: error[formula-without-value] el valor de esta fórmula no se guardó "
        "en el libro. Abra el libro en Excel o LibreOffice, guárdelo y vuelva a intentarlo"
    )


def said(read: Callable[..., object], sheet: Sheet, address: str, *more: str) -> object:
    """What a reader gives of a cell; a problem in words."""
    cell = next(cell for cell in sheet.used if cell.address == address)
    found = read(sheet, cell, *more)
    return as_text([found], Formatter("es", "PE")) if isinstance(found, Problem) else found


NUMBERS: dict[str, tuple[object, str, object]] = {
    "A1": (30, "", Decimal(30)),
    "A2": ("30 talleres", "", "«30 talleres» no es un número"),
    "A3": ("1.234", "", "el texto «1.234» puede ser dos números"),
    "A4": ("1.234", ",", Decimal(1234)),
    "A5": ("12,5", "", Decimal("12.5")),
    "A6": (
        date(2024, 2, 1),
        "",
        "la celda es una fecha, 1 de febrero de 2024, y aquí va un número",
    ),
    "A7": ("85 %", "", "la celda es un porcentaje, 85 %, y aquí va un número"),
    "A8": ("#N/A", "", "la celda muestra el error #N/A"),
    "A9": (True, "", "«TRUE» no es un número"),
    "B1": ("  ", "", None),
    "B2": (0.0625, "", "«1:30» no es un número"),
}


def test_a_number_or_what_is_wrong_with_it() -> None:
    """Excel takes 1:30, a ratio, for half past one."""
    cells = {address: value for address, (value, _, _) in NUMBERS.items()}
    sheet = first_sheet(made(cells, {"B2": "h:mm"}))
    for address, (_, mark, expected) in NUMBERS.items():
        found = said(cell_number, sheet, address, mark)
        words = str(found).partition("] ")[2].partition(". ")[0]
        assert (words if isinstance(found, str) else found) == expected


def test_a_percentage_is_told_by_format_or_sign_and_never_guessed() -> None:
    cells = {"A1": 0.855, "A2": "85,5 %", "A3": 85.5, "A4": 0.85, "A5": 0, "A6": "0,85", "A7": 1}
    sheet = first_sheet(made(cells, {"A1": "0.0%"}))
    assert [said(cell_percent, sheet, f"A{n}") for n in (1, 2, 3, 5)] == [
        Decimal("85.5"),
        Decimal("85.5"),
        Decimal("85.5"),
        Decimal(0),
    ]
    assert said(cell_percent, sheet, "A4") == (
        "libro.xlsx:Metas!A4: error[cell-percent] 0.85 puede ser 0.85 % o 85 %. Escríbalo con el "
        "signo % y guarde otra vez"
    )
    assert "1 % o 100 %" in str(said(cell_percent, sheet, "A7"))
    assert "0.85 puede ser" in str(said(cell_percent, sheet, "A6"))


def test_codes() -> None:
    cells = {"A1": 30.0, "A2": 7, "A3": "AOI.01", "A4": 1.1, "A5": date(2024, 2, 1)}
    cells |= {"A6": date(2026, 1, 1), "A7": 12345678901234567890, "A8": "007"}
    forms = {"A2": "0000", "A4": "0.00", "A5": "d-mmm", "A6": "mmm-yy"}
    sheet = first_sheet(made(cells, forms))
    codes = [said(cell_code, sheet, f"A{n}") for n in (1, 2, 3, 4, 8)]
    assert codes == ["30", "0007", "AOI.01", "1.10", "007"]
    assert said(cell_code, sheet, "A5") == (
        "libro.xlsx:Metas!A5: error[cell-not-a-code] la celda es una fecha, 1 de febrero de 2024, "
        "y aquí va un código: quizá se escribió «1-2». Dé a la celda el formato de texto y escriba "
        "el código otra vez"
    )
    assert "«1-26»" in str(said(cell_code, sheet, "A6"))
    assert "«12345678901234600000» no es un código" in str(said(cell_code, sheet, "A7"))


def test_what_is_covered_by_merged_cells_is_not_read() -> None:
    covered = changed(saved(typical()), _merged_over)
    sheet = first_sheet(covered)
    assert [cell.address for cell in sheet.used if cell.row in {1, 2}] == ["A1"]
    assert sheet.merged_into(sheet.cell(1, 7)) == sheet.cell(1, 1)


def _merged_over(name: str, part: bytes) -> bytes:
    return part.replace(b'"A3:C4"', b'"A1:J2"') if name.endswith("sheet1.xml") else part


def test_a_sheet_whose_name_is_lost_is_called_by_its_number() -> None:
    nameless = changed(saved(typical()), _without_a_name)
    sheet = first_sheet(nameless)
    assert str(sheet.place(sheet.cell(1, 1))) == "libro.xlsx:#1!A1"


def _without_a_name(name: str, part: bytes) -> bytes:
    return part.replace(b'name="Metas 1"', b'name=""') if name == "xl/workbook.xml" else part


def test_days_that_are_counted_from_1904() -> None:
    book = typical()
    book.epoch = CALENDAR_MAC_1904
    assert first_sheet(saved(book)).cell(1, 4).value == date(2024, 2, 1)


def test_a_formula_of_libreoffice_that_gives_nothing_was_computed() -> None:
    """It has an empty paragraph; what a program wrote and nobody computed has none."""
    assert _first_formula(b"><text:p/></") == ("", False)
    assert _first_formula(b"></") == (None, True)


def _first_formula(xml: bytes) -> tuple[object, bool]:
    """The value of E1 where LibreOffice had written otherwise, and whether it has none."""

    def change(name: str, part: bytes) -> bytes:
        return part.replace(_TWO, xml) if name == "content.xml" else part

    whole = (BOOKS / "libreoffice.ods").read_bytes()
    cell = first_sheet(changed(whole, change), "libro.ods").cell(1, 5)
    return cell.value, cell.is_uncached


_TWO = (
    b' office:value-type="float" office:value="2" calcext:value-type="float"><text:p>2</text:p></'
)
