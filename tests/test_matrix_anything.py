"""Whatever stands in a matrix, what is imported passes the check, or nothing is written."""

from __future__ import annotations

import io
from datetime import date
from random import Random

import pytest
from openpyxl import load_workbook

from generator.author.draft import Content
from generator.author.sourced import Imported
from generator.load import load
from generator.matrix.guess import guessed
from generator.matrix.importing import imported
from generator.matrix.mapping import read_mapping
from generator.matrix.report import report
from generator.matrix.sketch import sketched
from generator.problems import has_errors
from generator.words.problems import as_text
from generator.workbook import Workbook, read_workbook
from tests.test_matrix import ACTION, FOLLOW_UP, INDICATIVE, LOGFRAME, MIR, SITE, book_of

FILES = {
    "site.yml": f"{SITE}currency: PEN\n".encode(),
    "units.yml": b"- {id: muni, name: Municipalidad, kind: entity}\n",
}
VALUES = (
    *("", None, "texto", "Total", "-", "#N/A", "85%", "1.234,5", "1.234", -5, 0, 0.85, 1e20, True),
    *(date(2026, 3, 1), "=1+1", "x" * 1500, "a\nb", "\u200b", "10-15", "1:20", "{a: 1, b: 2}", "{"),
    *("[1,2", "OEI.01", "1", 1, 1.1, "con", "plan", "Componente 2", "incrementar", "done", "NP"),
    *(
        "código 1",
        "0012",
        "12 talleres",
        "S/ 1,200.00",
        "null",
        "2026",
        "a: b",
        "# c",
        "presupuesto",
    ),
)


def spoiled(text: str, random: Random) -> bytes:
    """The sheet with other values in some cells, and perhaps a row or a column less."""
    book = load_workbook(io.BytesIO(book_of(text)))
    sheet = book.worksheets[0]
    for _ in range(random.choice((1, 2, 4, 12))):
        place = random.randint(1, sheet.max_row), random.randint(1, sheet.max_column)
        sheet.cell(*place).value = random.choice(VALUES)
    if random.random() < 0.2:
        sheet.delete_rows(random.randint(1, sheet.max_row))
    elif random.random() < 0.2:
        sheet.delete_cols(random.randint(1, sheet.max_column))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(120))
def test_what_is_imported_passes_the_check(seed: int) -> None:
    random = Random(seed)  # noqa: S311
    content = Content(FILES, load(FILES)[0], {})
    text = random.choice((ACTION, FOLLOW_UP, INDICATIVE, LOGFRAME, MIR))
    workbook = read_workbook(spoiled(text, random), "m.xlsx")
    assert isinstance(workbook, Workbook)
    if (guess := guessed(workbook, 2026)) is None:
        return
    mapping, problems = read_mapping(content, "m.yml", sketched(content, guess, "m.xlsx"))
    assert mapping is not None, as_text(problems, content.f)
    done = imported(content, workbook, mapping)
    assert isinstance(done, Imported)
    assert list(report(done, content.f))
    assert as_text(done.problems, content.f) is not None
    if has_errors(content.with_files(done.draft.files)):
        assert done.unexplained
