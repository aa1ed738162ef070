"""The example plans: without a finding, every cell as in the calculation by hand beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

import pytest

from generator.check import check
from generator.load import load
from generator.load.disk import read_tree
from generator.model.arithmetic import evaluate
from generator.render.pages import page_output, page_outputs
from generator.render.views.common import RenderContext
from generator.words.formatter import Formatter
from generator.words.problems import as_text
from tests.command import ROOT
from tests.helpers import results_of
from tests.test_export import Rows, rows_of, written
from tests.test_pages import words

EXAMPLES = sorted(path.parent for path in (ROOT / "generator/examples").glob("*/README.md"))
SIX_PLACES = Decimal("0.000001")
_TABLE = re.compile(r"(?ms)^## Figures by hand: (\w+)\n(.*?)(?=^## |\Z)")
_SAID = re.compile(r"(?m)^- `(\S+\.md)`: (.+)$")
_LINE = re.compile(r"^\| (?P<key>.+?) \| (?P<column>\w+) \| (?P<value>.*?) ?\| (?P<how>.+?) \|$")


@dataclass(frozen=True)
class Cell:
    """A cell of a table as somebody worked it out: ``how`` is an expression or words."""

    table: str
    key: tuple[tuple[str, str], ...]
    column: str
    value: str
    how: str


@cache
def by_hand(example: Path) -> tuple[Cell, ...]:
    """The cells of an example's README."""
    found = []
    for table, text in _TABLE.findall((example / "README.md").read_text("utf-8")):
        head, _, *lines = [line for line in text.splitlines() if line.startswith("|")]
        names = head.split("|")[1].strip().split(", ")
        for line in lines:
            cell = _LINE.fullmatch(line)
            assert cell, line
            values = cell["key"].split(" ", len(names) - 1)
            key = tuple(zip(names, values, strict=True))
            found.append(Cell(table, key, cell["column"], cell["value"].strip(), cell["how"]))
    return tuple(found)


def _day(example: Path) -> str:
    day = re.findall(r"as of (\d{4}-\d\d-\d\d)", (example / "README.md").read_text("utf-8"))
    return date.fromisoformat(day[0]).isoformat()


@cache
def tables_of(example: Path) -> dict[str, Rows]:
    """The exported tables of an example, as of the day its README names."""
    files, problems = read_tree(example / "content", "")
    assert not problems
    made = written(results_of(files, _day(example)))
    return {
        name.partition(".")[0]: rows_of(data.decode())
        for name, data in made.items()
        if name.endswith(".csv")
    }


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_an_example_has_no_finding(example: Path) -> None:
    catalog, problems = load(read_tree(example / "content", "")[0])
    assert as_text([*problems, *check(catalog)], Formatter("en")) == ""


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_every_cell_is_as_worked_out_by_hand(example: Path) -> None:
    wrong = []
    for cell in by_hand(example):
        rows = [
            row
            for row in tables_of(example)[cell.table]
            if all(row[name] == value for name, value in cell.key)
            and (cell.table != "observations" or not row["member"] or "member" in dict(cell.key))
        ]
        found = [row[cell.column] for row in rows]
        if found != [cell.value]:
            wrong.append(f"{cell.table} {cell.key} {cell.column}: {found}, by hand {cell.value!r}")
    assert wrong == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_a_calculation_gives_the_cell_it_stands_beside(example: Path) -> None:
    sums = [cell for cell in by_hand(example) if re.fullmatch(r"[-0-9.+*/() ]+", cell.how)]
    assert len(sums) >= 10
    for cell in sums:
        exact = evaluate(cell.how)
        given = Decimal(exact.numerator) / Decimal(exact.denominator)
        rounded = given.quantize(SIX_PLACES, ROUND_HALF_UP)
        assert rounded == Decimal(cell.value), cell


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_every_percentage_of_an_example_was_worked_out_by_hand(example: Path) -> None:
    """Those of every measure, of its term too; means of plan and elements of whole years."""
    known = {(cell.column, *_whose(dict(cell.key))) for cell in by_hand(example)}
    tables = tables_of(example)
    of_measures = [*tables["observations"], *tables["terms"]]
    made = {("attainment", *_whose(row)) for row in of_measures if row["attainment"]}
    means = {
        ("mean_attainment", *_whose(row))
        for row in tables["rollups"]
        if row["mean_attainment"] and row["scope"] != "unit" and row["headline"] == "true"
        if row["code"] != "none"  # what is of no region
        if (date.fromisoformat(row["end"]) - date.fromisoformat(row["start"])).days > 360
    }
    assert made | means <= known


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_a_page_says_what_stands_in_the_readme(example: Path) -> None:
    said = _SAID.findall((example / "README.md").read_text("utf-8"))
    if said:
        ctx = RenderContext(results_of(read_tree(example / "content", "")[0], _day(example)), "es")
        pages = {path: page_output(ctx, path, tuple) for path in dict(said)}
        read = {path: _aloud(page.make().decode()) for path, page in pages.items() if page}
        assert [it for it in said if it[1] not in read[it[0]]] == []


def _aloud(page: str) -> str:
    """Its words, without the blanks that tags leave around signs."""
    return re.sub(r" (?=[;.,:)])|(?<=\() ", "", words(page)).replace("\u00a0", " ")


def test_the_pages_of_an_aid_project_say_what_is_so() -> None:
    files, _ = read_tree(ROOT / "generator/examples/logframe/content", "")
    plan = "planes/agua-y-oficio"
    told = {
        "index.md": "Producto PT.1 · no cumplido · Agua y Oficio",
        f"{plan}/index.md": "Mancomunidad Río Negro (MRN) («Cosolicitante»)",
        f"{plan}/actividad/A2.1.1.md": "Deja de medirse desde 2025. Motivo: Los talleres pasaron",
        f"{plan}/efecto/OE2.md": "80 (2024)",
        f"{plan}/impacto/OG.md": "Suma 380,000.00 371,774.60",
    }
    outputs = page_outputs(RenderContext(results_of(files, "2026-05-20"), "es"), ())
    made = {it.path: it.make().decode() for it in outputs if it.path.removeprefix("docs/") in told}
    assert any('class="n words tg" data-v="">12 de las 24' in text for text in made.values())
    bare = {path: re.sub("<[^>]+>", " ", text) for path, text in made.items()}
    said = {path.removeprefix("docs/"): " ".join(text.split()) for path, text in bare.items()}
    assert {path: words for path, words in told.items() if words not in said[path]} == {}
    assert "3 indicadores" in said[f"{plan}/index.md"]
    assert "Presupuesto por etapa, 2025" in said[f"{plan}/index.md"]
    assert [path for path, text in said.items() if "Inicial: el presupuesto" in text] == []


def _whose(row: dict[str, str]) -> tuple[str, str, str]:
    return (
        row.get("measure") or row.get("code") or "",
        row.get("member") or "",
        row.get("period") or "",
    )
