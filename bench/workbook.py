"""``python -m bench.workbook``: CPU seconds to read a workbook of 20,000 rows and 20 columns."""

from __future__ import annotations

import io
import sys
import zipfile
from time import process_time

from openpyxl import Workbook

from generator.workbook import Workbook as Read
from generator.workbook import read_workbook

ROWS, COLUMNS = 20_000, "CDEFGHIJKLMNOPQRST"


def made() -> bytes:
    """Codes, titles, numbers and formulas with their values."""
    stream, out = io.BytesIO(), io.BytesIO()
    Workbook().save(stream)
    rows = "".join(map(_row, range(1, ROWS + 1))).encode()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b"</sheetData>", rows + b"</sheetData>"))
    return out.getvalue()


def _row(n: int) -> str:
    texts = zip("AB", (f"AOI.{n:05}", f"Actividad número {n} de la unidad"), strict=True)
    told = "".join(f'<c r="{it}{n}" t="inlineStr"><is><t>{text}</t></is></c>' for it, text in texts)
    values = (n * place / 7 for place in range(1, len(COLUMNS) + 1))
    numbers = zip(COLUMNS, values, strict=True)
    return (
        f'<row r="{n}">{told}'
        + "".join(
            f'<c r="{it}{n}">{"<f>A1+B1</f>" * (it > "M")}<v>{value}</v></c>'
            for it, value in numbers
        )
        + "</row>"
    )


def main() -> None:
    """Read it and print the seconds."""
    data = made()
    began = process_time()
    book = read_workbook(data, "book.xlsx")
    took = process_time() - began
    assert isinstance(book, Read)
    assert book.sheets[0].n_rows == ROWS
    sys.stdout.write(f"{took}\n")


if __name__ == "__main__":
    main()
