"""Tables as text: letters, marks and quotes as Excel and others write them."""

from __future__ import annotations

import pytest

from generator.workbook import cell_number, cell_percent
from tests.workbooks import book_of, first_sheet, refusal

ROWS = [("Código", "Meta"), ("1.1", "2,5"), ("007", "85 %")]
TABLE = 'Código;Meta\r\n1.1;2,5\r\n"007";85 %\r\n'
AS_SAVED = {
    "Excel in Spanish": TABLE.encode("cp1252"),
    "Excel, UTF-8": TABLE.encode("utf-8-sig"),
    "LibreOffice": TABLE.replace("\r\n", "\n").encode(),
    "Excel, text in Unicode": TABLE.replace(";", "\t").encode("utf-16"),
    "with the mark of Excel": b"sep=;\r\n" + TABLE.encode(),
    "commas": 'Código,Meta\n1.1,"2,5"\n007,85 %\n'.encode(),
}


@pytest.mark.parametrize("how", AS_SAVED)
def test_a_table_of_texts(how: str) -> None:
    book = book_of(AS_SAVED[how], "metas.csv")
    (sheet,) = book.sheets
    assert sheet.name == "metas"
    rows = [tuple(cell.value for cell in sheet.row(n)) for n in range(1, sheet.n_rows + 1)]
    assert [row for row in rows if any(row)] == ROWS
    last = next(cell for cell in sheet.used if cell.value == "85 %")
    assert last.row == (4 if how == "with the mark of Excel" else 3)  # as a spreadsheet shows it
    assert [cell_percent(sheet, last, ","), cell_number(sheet, sheet.cell(9, 9))] == [85, None]


def test_tables_that_cannot_be_read() -> None:
    save_as = "Ábralo en Excel o LibreOffice y guárdelo como .xlsx u .ods"
    assert refusal(b'a;b\r\n1;"dos\r\n3;4\r\n', "metas.csv") == (
        f"metas.csv: error[csv-unreadable] las comillas de la línea 3 no se cierran. {save_as}"
    )
    assert refusal(b"a;b\r\n\x81\x8d;1\r\n", "metas.csv") == (
        "metas.csv: error[csv-unreadable] sus letras no están en una codificación conocida (UTF-8, "
        f"Windows-1252). {save_as}"
    )


def test_one_column_and_many_marks() -> None:
    sheet = first_sheet(b"Actividad\r\nCapacitar, asistir y evaluar\r\nInformar\r\n", "a.csv")
    assert sheet.cell(1, 1).value == "Actividad"
    text = b"Actividad;Meta\r\nCapacitar, asistir, evaluar;3\r\nInformar, publicar;4\r\n"
    assert first_sheet(text, "a.csv").cell(2, 1).value == "Capacitar, asistir, evaluar"
