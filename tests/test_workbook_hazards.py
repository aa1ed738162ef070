"""Workbooks that cannot be read: one sentence each, with what to do."""

from __future__ import annotations

import io
import re
import zipfile
from functools import partial

import pytest

from generator.workbook import grid, parts, reader
from tests.workbooks import changed, first_sheet, made, refusal

GOOD = made({"A1": "Código", "B1": 30})
SHEET = "xl/worksheets/sheet1.xml"
AGAIN = "Pídalo de nuevo a quien lo envió, o ábralo en Excel o LibreOffice y guárdelo"
DAMAGED = f"libro.xlsx: error[workbook-damaged] el libro está dañado o incompleto. {AGAIN}"
SAVE_AS = "Ábralo en Excel o LibreOffice y guárdelo como .xlsx u .ods"


def _instead(part: str, by: bytes, name: str, data: bytes) -> bytes:
    return by if name == part else data


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return stream.getvalue()


OTHER_FILES = {
    b"": "el archivo está vacío",
    b"%PDF-1.7 ...": "esto es un PDF, no un libro de cálculo",
    b"\x89PNG\r\n\x1a\n": "esto es una imagen, no un libro de cálculo",
    b"plan: 2024\n": "esto no es un libro de cálculo",
    zipped(word__document_xml=b"<document/>"): "esto no es un libro de cálculo",
}


@pytest.mark.parametrize("data", OTHER_FILES)
def test_what_is_no_workbook(data: bytes) -> None:
    give = "Dé un libro de cálculo: .xlsx, .ods, .xls o .csv"
    said = f"libro.xlsx: error[not-a-workbook] {OTHER_FILES[data]}. {give}"
    assert refusal(data) == said


def test_what_is_called_xml_and_is_none_is_told_so() -> None:
    said = refusal(b"\x00\x01PNG", "plan.xml")
    assert said.startswith("plan.xml: error[not-a-workbook] esto se llama .xml y no es XML. ")


OTHER_FORMATS = {
    b"<html><table><tr><td>1": "esta es una página web con nombre de libro, que no se lee",
    b'\xef\xbb\xbf<?xml version="1.0"?><Workbook '
    b'xmlns="urn:schemas-microsoft-com:office:spreadsheet">': (
        "este es un libro en XML, que no se lee"
    ),
    changed(GOOD, lambda name, data: data).replace(b"xl/workbook.xml", b"xl/workbook.bin"): (
        "este es un libro binario (.xlsb), que no se lee"
    ),
}


@pytest.mark.parametrize("data", OTHER_FORMATS)
def test_workbooks_in_forms_that_are_not_read(data: bytes) -> None:
    said = f"metas.xls: error[workbook-format] {OTHER_FORMATS[data]}. {SAVE_AS}"
    assert refusal(data, "metas.xls") == said


def test_the_name_does_not_matter() -> None:
    assert first_sheet(GOOD, "libro.ods").cell(1, 2).value == 30


@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 0.99])
def test_a_download_that_was_cut_off(share: float) -> None:
    end = int(len(GOOD) * share)
    assert refusal(GOOD[:end]) == DAMAGED


def test_entities_are_not_read() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "' + b"b" * 100 + b'">]><a>&b;</a>'
    for part in ("xl/workbook.xml", "xl/styles.xml", SHEET):
        assert refusal(changed(GOOD, partial(_instead, part, bomb))) == DAMAGED


def test_a_part_that_is_missing_or_torn() -> None:
    assert refusal(changed(GOOD, lambda name, data: None if name == SHEET else data)) == DAMAGED
    torn = changed(GOOD, lambda name, data: data[:-20] if name == SHEET else data)
    assert refusal(torn) == DAMAGED


def test_macros() -> None:
    stream = io.BytesIO(GOOD)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"")
    assert refusal(stream.getvalue(), "libro.xlsm") == (
        "libro.xlsm: error[workbook-macros] el libro contiene macros (programas), que este portal "
        "no acepta. Guárdelo como .xlsx u .ods, que no las llevan; no se pierde ningún valor"
    )


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MAX_INFLATED", 2_000_000)
    bomb = changed(GOOD, lambda name, data: data + b" " * 3_000_000 if name == SHEET else data)
    assert len(bomb) < 20_000
    assert refusal(bomb).startswith(
        "libro.xlsx: error[workbook-too-large] sin comprimir tiene más de 2 MB"
    )


def test_something_far_from_everything_else() -> None:
    assert refusal(made({"A1": 1, "C900000": "x"})) == (
        "libro.xlsx:Metas!C900000: error[workbook-too-large] hay algo en C900000, lejos de todo lo "
        "demás. Copie las filas y columnas del plan a un libro nuevo y use ese"
    )


def _with_rows(xml: bytes) -> bytes:
    """The good workbook with more XML at the end of its rows."""

    def change(name: str, part: bytes) -> bytes:
        return part.replace(b"</sheetData>", xml + b"</sheetData>") if name == SHEET else part

    return changed(GOOD, change)


def test_rows_in_which_nothing_stands_cost_nothing() -> None:
    """They have a height, and borders; the range that is said to be used goes to the end."""
    row = b'<row r="%d" ht="15" customHeight="1"><c r="A%d" s="0"/><c r="B%d" s="0"/></row>'
    rows = b"".join(row % (n, n, n) for n in range(2, 20_001))
    ends = b'</sheetData><mergeCells><mergeCell ref="D1:XFD1048576"/></mergeCells><sheetData>'
    sheet = first_sheet(_with_rows(rows + ends))
    assert (sheet.n_rows, sheet.width, len(list(sheet.used))) == (1, 2, 2)
    assert sheet.merged_into(sheet.cell(900, 90)) == sheet.cell(1, 4)


def test_more_cells_and_letters_than_a_plan_has(monkeypatch: pytest.MonkeyPatch) -> None:
    many = made({f"A{n}": "x" * 50 for n in range(1, 30)})
    monkeypatch.setattr(grid, "MAX_CELLS", 20)
    assert "Metas!A21: error[workbook-too-large] tiene más de 20 celdas" in refusal(many)
    monkeypatch.setattr(grid, "MAX_CELLS", 1_000)
    monkeypatch.setattr(grid, "MAX_TEXT", 1_000)
    assert "Metas!A21: error[workbook-too-large] tiene más de 1,000 letras" in refusal(many)
    monkeypatch.setattr(reader, "MAX_BYTES", 1_000)
    assert "el archivo pesa más de 0 MB" in refusal(many)


def test_what_another_program_writes_in_its_own_way() -> None:
    """Without addresses of cells, with prefixes, and as Strict Open XML, which others refuse."""

    def change(name: str, part: bytes) -> bytes:
        part = part.replace(b"schemas.openxmlformats.org", b"purl.oclc.org/ooxml")
        if name == SHEET:
            part = re.sub(rb' r="[A-Z]*[0-9]+"', b"", part)
            part = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", part).replace(b"xmlns=", b"xmlns:x=")
        return part

    sheet = first_sheet(changed(GOOD, change))
    assert [cell.value for cell in sheet.row(1)] == ["Código", 30]


def test_a_part_that_is_named_many_times_is_not_read_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sheet = b'<sheet name="x" sheetId="1" r:id="rId1"/>'

    def change(name: str, part: bytes) -> bytes:
        return part.replace(b"</sheets>", sheet * 1_200 + b"</sheets>")

    many = changed(GOOD, change)
    assert "tiene más de 1,000 hojas" in refusal(many)
    monkeypatch.setattr(parts, "MAX_INFLATED", 300_000)
    assert "sin comprimir tiene más de 0 MB" in refusal(many)


def test_more_merged_cells_than_a_plan_has() -> None:
    ends = b"</sheetData><mergeCells>%b</mergeCells><sheetData>"
    said = refusal(_with_rows(ends % (b'<mergeCell ref="A1:XFD1048576"/>' * 9)))
    assert "Metas: error[workbook-too-large] tiene más de 500,000 filas de celdas" in said
