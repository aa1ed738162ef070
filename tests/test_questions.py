"""The three questions on the page of the data: their code, as printed, gives the pages' figures."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import html

from generator.addresses import in_language
from generator.compute import Results
from generator.manual import manual_page
from generator.paths import DATA, MEASURES, PLAN, PLAN_CONTRAST
from generator.words.formatter import Formatter
from tests.helpers import content, results_of
from tests.test_export import folders, workbook, written
from tests.test_pages import words
from tests.workbooks import convert

__all__ = ["folders"]
LANGUAGES = ("es", "en")
FOLDERS = {"es": "tablas", "en": "tables"}
SAY = Formatter("es", "PE", (Decimal(75), Decimal(95)))


def code(lang: str, of: str) -> str:
    """The block of a language on the page."""
    (found,) = re.findall(rf"(?ms)^```{of}\n(.*?)^```$", manual_page(DATA, lang).split("\n## ")[5])
    return str(found)


@pytest.fixture
def unpacked(folders: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the tables where the page says that they are."""
    for name in FOLDERS.values():
        (tmp_path / name).symlink_to(folders / "csv")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_python_says_how_far_each_plan_got(
    lang: str, unpacked: Path, pages_of_all: Mapping[str, bytes]
) -> None:
    names: dict[str, Any] = {}
    exec(code(lang, "python"), names)  # noqa: S102
    found = [row for row in names["found"].to_dict("records") if row["n_averaged"]]
    means = [row["mean_attainment"] for row in found]
    assert found
    assert means == sorted(means, reverse=True)
    for row in found:
        page = words(pages_of_all[PLAN(row["plan"])].decode())
        assert f"Avance promedio {percent(str(row['mean_attainment']))}" in page
        if row["not_reported"]:
            assert f"{row['not_reported']} sin reporte" in page


def percent(value: str) -> str:
    return " ".join(SAY.percent(Decimal(value)).split())


def counted(book: openpyxl.Workbook, formula: str) -> int:
    """What a formula that counts rows by two columns counts."""
    name, *parts = re.split(r"[(;,)]", formula.strip().removesuffix(")"))
    assert name in {"=COUNTIFS", "=CONTAR.SI.CONJUNTO"}
    wanted = {}
    for place, value in zip(parts[::2], parts[1::2], strict=True):
        sheet, _, letters = place.partition("!")
        at, _, cell = value.partition("!")
        wanted[letters.partition(":")[0]] = book[at][cell].value if cell else value.strip('"')
    columns = [[cell.value == it for cell in book[sheet][x][1:]] for x, it in wanted.items()]
    return sum(map(all, zip(*columns, strict=True)))


def in_row(formula: str, n: int) -> str:
    return formula.replace("A2", f"A{n}")


def test_a_spreadsheet_counts_what_does_not_agree(
    folders: Path, pages_of_all: Mapping[str, bytes]
) -> None:
    book = workbook(folders / "xlsx")
    plans = [cell.value for cell in book["plans"]["A"][1:]]
    published = [[cell.value for cell in book["published"][x][1:]] for x in "AB"]
    columns = published[0], [str(it).startswith("fact:") for it in published[1]]
    seen = set()
    for n, plan in enumerate(plans, 2):
        page = pages_of_all.get(PLAN_CONTRAST(plan))
        repeated = (plan, True) in zip(*columns, strict=True)
        for word, said in (("differs", "difiere"), ("agrees", "coincide"))[: 2 - repeated]:
            wanted = [in_row(code(lang, "text"), n).replace("differs", word) for lang in LANGUAGES]
            told = re.search(rf"([\d,]+) {said}n? ", words(page.decode())) if page else None
            number = int(told[1].replace(",", "")) if told else 0
            assert {counted(book, formula) for formula in wanted} == {number}, (plan, word)
            seen.add(number)
    assert seen > {0}


@pytest.mark.proof
def test_a_spreadsheet_computes_the_formula(folders: Path, tmp_path: Path) -> None:
    path = tmp_path / "libro.xlsx"
    shutil.copy(folders / "xlsx/tablas.xlsx", path)
    book = openpyxl.load_workbook(path)
    wanted = [in_row(code("en", "text"), n) for n in range(2, book["plans"].max_row + 1)]
    sheet = book.create_sheet("Pregunta")
    for formula in wanted:
        sheet.append([formula])
    book.save(path)
    (saved,) = convert(tmp_path, "xlsx:Calc MS Excel 2007 XML", path)
    computed = openpyxl.load_workbook(saved, data_only=True)["Pregunta"]["A"]
    assert [cell.value for cell in computed] == [counted(book, it) for it in wanted]


def answer_of_r(folder: Path, lang: str) -> list[dict[str, str]]:
    """The rows that the code on the page shows, run in a folder that has the tables."""
    program = shutil.which("Rscript")
    assert program, "no R on this machine: apt-get install --no-install-recommends r-base-core"
    script = folder / "pregunta.R"
    script.write_text(code(lang, "r") + 'write.csv(lowest, "respuesta.csv")\n', "utf-8")
    env = {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}
    command = [program, "--vanilla", str(script)]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    text = (folder / "respuesta.csv").read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.proof
@pytest.mark.parametrize("lang", LANGUAGES)
def test_r_says_which_indicators_stayed_farthest(
    lang: str, unpacked: Path, results: Results, pages_of_all: Mapping[str, bytes]
) -> None:
    found = answer_of_r(unpacked, lang)
    assert found
    for plan in results.plans:
        own = [figures(row) for row in found if row["plan"] == plan]
        shown = shown_in(pages_of_all[MEASURES(plan)].decode())
        assert [row[0] for row in own] == [row[0] for row in shown[: len(own)]]
        assert {*own} <= {*shown}


def figures(row: Mapping[str, str]) -> tuple[str, ...]:
    """Attainment, target and result as pages write them."""
    return (
        percent(row["attainment"]),
        *(SAY.number(Decimal(row[name])) for name in ("target", "actual")),
    )


def shown_in(page: str) -> list[tuple[str, ...]]:
    """The same of each row of the list of all targets and results."""
    rows = html.fromstring(page).findall(".//table[@data-tools='metas']/tbody/tr")
    cells = [[" ".join("".join(map(str, cell.itertext())).split()) for cell in row] for row in rows]
    number = r"(?:^|: )(-?[\d.,]+(?: %)?)"
    said = [["".join(re.findall(number, cell)[:1]) for cell in row[1:4]] for row in cells]
    return [(first, *(it.removesuffix(" %") for it in rest)) for first, *rest in said]


@pytest.fixture
def new_portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tables of a portal in which nothing was reported yet."""
    (tmp_path / "tablas").mkdir()
    for name, data in written(results_of(content(), "2024-02-01")).items():
        (tmp_path / "tablas" / name).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_python_answers_in_a_new_portal(new_portal: Path) -> None:
    assert (new_portal / "tablas/plans.csv").is_file()
    names: dict[str, Any] = {}
    exec(code("es", "python"), names)  # noqa: S102
    assert names["shown"][["n_averaged", "not_reported"]].to_numpy().tolist() == [[0, 0]]


@pytest.mark.proof
def test_r_answers_in_a_new_portal(new_portal: Path) -> None:
    assert answer_of_r(new_portal, "es") == []


def test_each_page_asks_the_same() -> None:
    blocks = [code(lang, of) for lang in LANGUAGES for of in ("python", "r")]
    said = [block.replace("tables/", "tablas/").replace('"tables"', '"tablas"') for block in blocks]
    assert said[:2] == said[2:]
    assert in_language(DATA, "en") == "data.md"
