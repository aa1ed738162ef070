"""Every number of every form of the open data is the cell of the tables, digit by digit."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest

from generator.compute import Results, compute
from generator.export import TABLES, WRITERS, about, tables
from generator.export.table import FORMULA, Type, as_text
from generator.load import load
from generator.model.breakdown import CROSS
from generator.standards.iati import iati_file
from tests.helpers import content
from tests.iati import figures
from tests.siege.poison import poisoned
from tests.siege.trees import files as siege
from tests.test_api import files_of

NUMBERS = {Type.NUMBER, Type.PERCENT, Type.AMOUNT, Type.INTEGER}
Cells = dict[str, list[list[Any]]]
"""Rows by the name of their table."""


Key = tuple[str, ...]
DAY = dt.date(2026, 3, 1)


def made(results: Results, form: str) -> Mapping[str, bytes]:
    return WRITERS[form](tables(results, "es"), about(results, "es"))


def of_csv(files: Mapping[str, bytes]) -> Cells:
    """The cells as they are written."""
    return {
        table.name: list(csv.reader(io.StringIO(files[f"{table.name}.csv"].decode(), newline="")))[
            1:
        ]
        for table in TABLES
    }


def of_json(files: Mapping[str, bytes]) -> Cells:
    """Numbers with the digits that they have in the file."""
    return {
        table.name: [
            [*row.values()]
            for row in json.loads(files[f"{table.name}.json"], parse_float=str, parse_int=str)
        ]
        for table in TABLES
    }


def of_parquet(files: Mapping[str, bytes]) -> Cells:
    read = {t.name: pq.read_table(io.BytesIO(files[f"{t.name}.parquet"])) for t in TABLES}
    return {name: [[*row.values()] for row in table.to_pylist()] for name, table in read.items()}


def of_xlsx(files: Mapping[str, bytes]) -> Cells:
    book = openpyxl.load_workbook(io.BytesIO(files["tablas.xlsx"]))
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet for cell in row}
    assert kinds <= {"s", "n", "d", "b"}  # none is a formula
    return {
        table.name: [[*row] for row in book[table.name].iter_rows(min_row=2, values_only=True)]
        for table in TABLES
    }


READ: dict[str, Callable[[Mapping[str, bytes]], Cells]] = {
    "json": of_json,
    "parquet": of_parquet,
    "xlsx": of_xlsx,
}


def as_written(value: Any, cell: str, kind: Type) -> str:
    """A value of another form as a cell of CSV has it."""
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        value = as_text(tuple(value))
    if isinstance(value, dt.date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    if isinstance(value, int | float) and cell:
        is_same = Decimal(repr(value)) == Decimal(f"{float(cell):.15g}")
        return cell if is_same else repr(value)
    if kind in NUMBERS or (kind is Type.PRINTED and re.fullmatch(r"-?[\d.]+", value)):
        return str(value)  # a negative number is none that a spreadsheet would run
    return f"'{value}" if value.startswith(FORMULA) else str(value)


def differing(results: Results) -> list[str]:
    """What says another thing than the tables as CSV."""
    wanted, wrong = of_csv(made(results, "csv")), []
    for form, read in READ.items():
        found = read(made(results, form))
        for table in TABLES:
            assert len(found[table.name]) == len(wanted[table.name])
            for row, cells in zip(found[table.name], wanted[table.name], strict=True):
                for column, value, cell in zip(table.columns, row, cells, strict=True):
                    said = as_written(value, cell, column.type)
                    if said != cell:
                        wrong.append(f"{form} {table.name}.{column.name}: {said!r}, not {cell!r}")
    return wrong


def observed(results: Results) -> dict[Key, dict[str, str]]:
    """Observations by plan, indicator, period, dimension and part; terms, of the whole."""
    files, found = made(results, "csv"), {}
    for name in ("terms", "observations"):
        rows = csv.DictReader(io.StringIO(files[f"{name}.csv"].decode(), newline=""))
        for row in rows:
            keys = (row.get(it, "") for it in ("plan", "measure", "period", "dimension", "member"))
            found[tuple(key.removeprefix("'") for key in keys)] = row
    return found


def differing_in_api(results: Results) -> tuple[int, list[str]]:
    """How many numbers the API gives of figures, and which the table has otherwise."""
    rows, wrong, n_seen = observed(results), [], 0
    (table,) = (it for it in TABLES if it.name == "observations")
    numbers = {column.name for column in table.columns if column.type in NUMBERS}
    measures = (it["measure"] for name, it in files_of(results).items() if "/indicadores/" in name)
    for own, figure in ((it, figure) for it in measures for figure in it["figures"]):
        part = (figure.get("dimension") or "", figure.get("member") or "")
        key = (own["plan"], own["measure"], figure["period"], *part)
        for name in numbers & figure.keys():
            n_seen += 1
            if (figure[name] or "") != rows[key][name]:
                wrong.append(f"{key} {name}: {figure[name]!r}, not {rows[key][name]!r}")
    return n_seen, wrong


def differing_in_iati(results: Results) -> tuple[int, list[str]]:
    """How many targets and results IATI gives, and which the tables have otherwise."""
    rows = {
        (plan, measure, row["start"], row["end"], dimension, member): row
        for (plan, measure, _, dimension, member), row in observed(results).items()
    }
    wrong, n_seen = [], 0
    for plan in results.plans:
        for measure, start, end, said, what, value in figures(iati_file(results, plan)):
            parts = [it.partition("=") for it in said.split(", ") if it]
            by, member = CROSS.join(it[0] for it in parts), CROSS.join(it[2] for it in parts)
            row = rows.get((plan, measure, start, end, by, member))
            if value and row:
                n_seen += 1
                if value != row[what]:
                    wrong.append(f"{plan} {measure} {start} {said} {what}: {value}, {row[what]}")
    return n_seen, wrong


def test_every_form_says_what_the_tables_say_whatever_the_texts_are() -> None:
    hostile = compute(load(poisoned("=cmd|' /C calc'!A0"))[0], DAY)
    assert differing(hostile) == []


def test_the_api_and_iati_say_what_the_tables_say() -> None:
    results = compute(load(siege())[0], DAY)
    (n_api, wrong_api), (n_iati, wrong) = differing_in_api(results), differing_in_iati(results)
    assert (wrong_api, wrong) == ([], [])
    assert (n_api > 200, n_iati > 40) == (True, True)


def test_a_quotient_that_never_ends_is_rounded_alike() -> None:
    sheet = "{name: Visitas, kind: percentage, direction: increase, over_time: last}"
    told = "results: {visitas: {value: {numerator: 2, denominator: 3}}}"
    report = f"period: 2024-T1\nstatus: final\n{told}\n"
    files = content(**{"indicators/visitas.yml": sheet, "results/2024-T1.yml": report})
    results = compute(load(files)[0], DAY)
    (row,) = (it for key, it in observed(results).items() if key[2] == "2024-T1")
    actuals = [it[-1] for it in figures(iati_file(results, "plan-2024")) if it[-2] == "actual"]
    assert (actuals, row["actual"]) == (["66.666667"], "66.666667")


@pytest.mark.proof
def test_the_same_of_the_whole_content(results: Results) -> None:
    (n_api, wrong_api), (n_iati, wrong) = differing_in_api(results), differing_in_iati(results)
    assert (differing(results), wrong_api, wrong) == ([], [], [])
    assert min(n_api, n_iati) > 10
