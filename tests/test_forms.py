"""A round of reporting: workbooks are made, filled in, and read back into the files."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from generator.author.draft import Content, read_content
from generator.author.results import computed_plan
from generator.compute import compute
from generator.compute.reporting import Round, open_rounds, round_of
from generator.compute.results import PlanResult
from generator.forms.book import book_of
from generator.forms.filling import fill as fill_in
from generator.forms.grid import FORMATS
from generator.forms.layout import workbook
from generator.forms.writing import FormHead
from generator.load import load
from generator.model.period import Period
from generator.problems import Severity, has_errors
from generator.render.views.common import RenderContext
from generator.render.views.plan.missing import missing_page
from tests.command import ROOT, run
from tests.helpers import content, lay, results, targets
from tests.workbooks import convert

HEAD = FormHead(date(2024, 8, 15))
EXAMPLES, SIEGE = ROOT / "generator/examples", ROOT / "tests/siege/content"
UNITS = """
- {id: mtpe, name: Ministerio, kind: entity}
- {id: oga, name: Oficina de Administración, kind: office}
- {id: ogp, name: Oficina de Planeamiento, kind: office}
"""
ACTIVITIES = """
code: "1.1"
objective: "1"
title: Línea
activities:
  - code: 1.1.1
    title: Visitar talleres
    responsible: oga
    measures:
      - indicator: visitas
        targets: {2024-T1: 10, 2024-T2: 20, 2024-T3: 30, 2024-T4: 40}
  - code: 1.1.2
    title: Responder consultas
    responsible: oga
    measures:
      - {id: respuestas, name: Consultas respondidas, kind: percentage, unit: "%", over_time: last,
         targets: {2024-T2: 90}}
  - code: 1.1.3
    title: Capacitar
    responsible: ogp
    measures:
      - {indicator: personas, by: sexo, targets: {2024-T2: {mujeres: 30, varones: 20}}}
  - code: 1.1.4
    title: Aprobar el manual
    responsible: ogp
    measures:
      - {id: manual, name: Manual aprobado, kind: milestone, unit: Hito, targets: {2024-T2: done}}
      - {id: atenciones, name: Atenciones a tiempo, kind: percentage, unit: "%", over_time: last,
         targets: {2024-T2: {numerator: 80, denominator: 100}}}
"""
PEOPLE = """
name: Personas capacitadas
unit: persona
kind: count
direction: increase
over_time: sum
dimensions: {sexo: [mujeres, varones]}
"""
FIRST = """
period: 2024-T1
status: final
source: {document: informe, place: Cuadro 1}
results:
  visitas: 9
"""
OGA, OGP = "2024-T2-oga.xlsx", "2024-T2-ogp.xlsx"
RESULTS = "content/plans/plan-2024/results/2024-T2-{}.yml"


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """A portal whose round of the second quarter has two units, and their workbooks."""
    files = {"strategies/1.1.yml": ACTIVITIES, "results/2024-T1.yml": FIRST, "units.yml": UNITS}
    files["indicators/personas.yml"] = PEOPLE
    lay(tmp_path, content(**files))
    return tmp_path


def made(portal: Path) -> str:
    done = run("round", "plan-2024", "2024-T2", "--out", ".", cwd=portal)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def write(path: Path, cells: dict[str, Any], sheet: int = 0) -> None:
    book: Workbook = openpyxl.load_workbook(path)
    for address, value in cells.items():
        book.worksheets[sheet][address] = value
    book.save(path)


def fill(portal: Path, *books: str) -> str:
    env = {"SOURCE_DATE_EPOCH": "1723730000"}  # 15 August 2024
    done = run("fill", *books, "--yes", cwd=portal, env=env)
    return done.stdout.replace("\N{NO-BREAK SPACE}", " ")


def text(portal: Path, unit: str) -> str:
    path = portal / RESULTS.format(unit)
    return path.read_text("utf-8") if path.exists() else ""


def test_a_round_on_a_full_disk_leaves_nothing(portal: Path) -> None:
    full = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))"
    begin = (
        "from generator.cli import main; main(['round', 'plan-2024', '2024-T2', '--format', 'ods'])"
    )
    env = {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"}
    program = [sys.executable, "-c", f"{full}; {begin}"]
    done = subprocess.run(program, cwd=portal, capture_output=True, env=env, check=False)
    assert done.returncode == 2
    assert "un archivo sería demasiado grande" in done.stderr.decode()
    assert sorted(it.name for it in portal.iterdir()) == ["content"]


def test_results_come_back_into_a_file_of_the_unit(portal: Path) -> None:
    assert made(portal) == TOLD
    write(portal / OGA, {"G11": 18, "I11": "Dos talleres cerraron", "G12": 0.875, "H12": "final"})
    write(portal / OGA, {"D9": "Se visitó\nSe volvió", "E9": "Lluvias"}, sheet=1)
    said = fill(portal, OGA)
    assert "1.1.2 Responder consultas · respuestas · resultado 2024-T2 reportado: 87.5 %" in said
    assert text(portal, "oga") == WRITTEN
    assert "los archivos ya dicen" in fill(portal, OGA).lower()
    assert "0 errores" in run("check", cwd=portal).stdout


TOLD = """\
II trimestre de 2024: se reporta hasta el 30 de julio de 2024.
  oga  faltan 2 de 2 indicadores  Oficina de Administración
  ogp  faltan 3 de 3 indicadores  Oficina de Planeamiento
Escrito: 2024-T2-oga.xlsx
Escrito: 2024-T2-ogp.xlsx
"""
WRITTEN = """\
# Resultados del II trimestre de 2024: Plan 2024.
period: 2024-T2
status: provisional
reported_by: oga
results:
  visitas: {value: 18, note: Dos talleres cerraron}
  respuestas: {value: 87.5, status: final}
elements:
  1.1.1: {situation: [Se visitó, Se volvió], factors: Lluvias}
"""


def test_parts_milestones_and_quotients(portal: Path) -> None:
    made(portal)
    cells = {"G13": 31, "G14": 18, "G15": "no cumplido", "H16": 70, "I16": 80, "L15": "Acta 3"}
    write(portal / OGP, cells)
    fill(portal, OGP)
    assert text(portal, "ogp").partition("results:\n")[2] == PARTS
    (portal / OGP).unlink()
    run("sheet", "plan-2024", OGP, "--period", "2024-T2", "--unit", "ogp", cwd=portal)
    write(portal / OGP, {"G13": 32, "I16": 90, "K16": "Sin dos oficinas", "L15": None})
    fill(portal, OGP)
    assert text(portal, "ogp").partition("results:\n")[2] == PARTS_LATER


PARTS = """\
  personas: {value: {mujeres: 31, varones: 18}}
  manual: {value: not-done, evidence: [Acta 3]}
  atenciones: {value: {numerator: 70, denominator: 80}}
"""
PARTS_LATER = """\
  personas: {value: {mujeres: 32, varones: 18}}
  manual: {value: not-done}
  atenciones: {value: {numerator: 70, denominator: 90}, note: Sin dos oficinas}
"""


def test_a_final_result_is_corrected_with_its_reason(portal: Path) -> None:
    run("sheet", "plan-2024", "t1.xlsx", "--period", "2024-T1", "--unit", "oga", cwd=portal)
    write(portal / "t1.xlsx", {"G11": "casi ocho", "K11": "Un taller menos"})
    assert fill(portal, "t1.xlsx").count("error[") == 1
    write(portal / "t1.xlsx", {"G11": 8, "K11": "Un taller estaba dos veces"})
    assert "«avance diff» pedirá" not in fill(portal, "t1.xlsx")
    written = (portal / "content/plans/plan-2024/results/2024-T1.yml").read_text("utf-8")
    correction = "{was: 9, date: 2024-08-15, reason: Un taller estaba dos veces}"
    assert f"  visitas: {{value: 8, correction: {correction}}}\n" in written
    assert "los archivos ya dicen" in fill(portal, "t1.xlsx").lower()


def test_a_cell_that_files_changed_meanwhile_is_a_conflict(portal: Path) -> None:
    made(portal)
    shutil.copy(portal / OGA, portal / "otra.xlsx")
    write(portal / OGA, {"G11": 18, "G12": 0.8})
    write(portal / "otra.xlsx", {"G11": 19, "G12": 0.8})
    said = fill(portal, OGA, "otra.xlsx")
    assert "otra.xlsx:Resultados!G11: error[cell-conflict] G11 dice 19, y 2024-T2-oga.xlsx:" in said
    assert "Resultados!G11 dice 18. Acuerden uno de los dos" in said
    assert text(portal, "oga") == ""
    fill(portal, OGA)
    said = fill(portal, "otra.xlsx")
    assert "G11 dice 19; los archivos dicen 18, y cuando se hizo el libro: nada" in said
    assert "si vale lo de la celda, repita con --overwrite" in said
    assert said.count("error[") == 1
    assert "resultado 2024-T2 corregido: 18 → 19 (+1" in fill(portal, "otra.xlsx", "--overwrite")


def test_workbooks_of_two_units_never_collide(portal: Path) -> None:
    made(portal)
    write(portal / OGA, {"G11": 18})
    write(portal / OGP, {"G13": 31, "G14": 18})
    assert "2024-T2-oga.yml" in (said := fill(portal, OGA, OGP))
    assert "2024-T2-ogp.yml" in said


def test_a_page_says_who_has_not_reported(books: tuple[Content, bytes]) -> None:
    late = compute(books[0].catalog, date(2024, 8, 15))
    page = missing_page(RenderContext(late, "es"), "plan-2024")
    assert page is not None
    assert (
        page.description
        == "Al 15 de agosto de 2024, en este portal faltan 5 resultados de 1 periodo."
    )
    group = page.view.rows[0]  # type: ignore[attr-defined]
    assert (group.title, group.anchor) == ("II trimestre de 2024", "2024-T2")
    assert group.rows[0].lead == "El plazo venció el 30 de julio de 2024; faltan: 5."
    told = [(it.unit.text, [link.text for link in it.indicators]) for it in group.rows[0].units]
    assert told[1] == (
        "Oficina de Administración",
        ["1.1.1 Visitar talleres · Visitas", "1.1.2 Responder consultas · Consultas respondidas"],
    )
    early = compute(books[0].catalog, date(2024, 4, 1))
    assert missing_page(RenderContext(early, "es"), "plan-2024") is None


Edit = Callable[[Workbook], None]


def cells(**values: Any) -> Edit:
    def edit(book: Workbook) -> None:
        for address, value in values.items():
            book.worksheets[0][address] = value

    return edit


def formatted(address: str, value: Any, form: str) -> Edit:
    def edit(book: Workbook) -> None:
        book.worksheets[0][address] = value
        book.worksheets[0][address].number_format = form

    return edit


def swapped(book: Workbook) -> None:
    """As if the visible columns were sorted without the hidden one."""
    sheet = book.worksheets[0]
    for column in "BCDEFG":
        one, other = sheet[f"{column}11"], sheet[f"{column}12"]
        one.value, other.value = other.value, one.value


def moved(book: Workbook) -> None:
    """Rows and columns with all that belongs to them, and another name of the sheet."""
    sheet = book.worksheets[0]
    sheet["G12"], sheet["G12"].number_format = 0.8, "0%"
    sheet.title = "Mis datos"
    sheet.insert_rows(11, 2)
    sheet.insert_cols(4)


def without_results(book: Workbook) -> None:
    book.worksheets[0].delete_cols(7)


def merged(book: Workbook) -> None:
    book.worksheets[0].merge_cells("G11:G12")


def copied(book: Workbook) -> None:
    book.copy_worksheet(book.worksheets[0]).title = "Copia"


def without_store(book: Workbook) -> None:
    del book["_avance"]


def of_another(line: int, value: str) -> Edit:
    def edit(book: Workbook) -> None:
        book["_avance"].cell(line, 2).value = value
        properties: Any = book.custom_doc_props  # type: ignore[attr-defined]
        del properties["_avance"]

    return edit


def without_some_keys(book: Workbook) -> None:
    book.worksheets[0].delete_cols(1)


def of_another_book(book: Workbook) -> None:
    book["_avance"]["B3"] = "ogp"


def without_keys(book: Workbook) -> None:
    for sheet in book.worksheets[:2]:
        sheet.delete_cols(1)


BAD: dict[str, tuple[Edit, str]] = {
    "text": (cells(G11="unos 18"), "Resultados!G11 cell-not-a-number"),
    "two numbers": (cells(G11="1.234"), "Resultados!G11 cell-not-a-number"),
    "date": (formatted("G11", date(2024, 2, 1), "d-mmm"), "Resultados!G11 cell-not-a-number"),
    "error": (cells(G11="#N/A"), "Resultados!G11 cell-error"),
    "formula": (cells(G11="=10+8"), "Resultados!G11 formula-without-value"),
    "percent": (formatted("G12", 0.85, "General"), "Resultados!G12 cell-percent"),
    "pasted percent": (formatted("G12", 85.5, "0.0%"), "Resultados!G12 cell-percent"),
    "percent of a count": (formatted("G11", 0.85, "0%"), "Resultados!G11 cell-percent"),
    "decimals of a count": (cells(G11=17.5), "Resultados!G11 value-of-other-kind"),
    "word": (cells(H11="casi"), "Resultados!H11 cell-not-a-word"),
    "no reason": (cells(G11="no disponible"), "Resultados!G11 cell-incomplete"),
    "note alone": (cells(I11="Falta"), "Resultados!I11 cell-incomplete"),
    "closed": (cells(F14="x", G14="5"), "Resultados!G14 workbook-rows"),
    "added": (cells(C14="Otro", G14=5), "Resultados!G14 workbook-rows"),
    "sorted": (swapped, "Resultados!C11 workbook-rows"),
    "merged": (merged, "Resultados!G11 workbook-rows"),
    "copied": (copied, "Copia workbook-rows"),
    "no hidden sheet": (without_store, " workbook-not-ours"),
    "no hidden columns": (without_keys, " workbook-not-ours"),
    "no results": (without_results, "Resultados workbook-not-ours"),
    "another plan": (of_another(1, "plan-2023"), " workbook-not-ours"),
    "another period": (of_another(2, "../2024"), " workbook-not-ours"),
    "another unit": (of_another(3, "ogx"), " workbook-not-ours"),
    "newer": (of_another(5, "9"), "_avance workbook-not-ours"),
    "mixed": (of_another_book, "_avance workbook-not-ours"),
    "no keys of results": (without_some_keys, " workbook-not-ours"),
}


@pytest.fixture(scope="module")
def books() -> tuple[Content, bytes]:
    files = {"strategies/1.1.yml": ACTIVITIES, "results/2024-T1.yml": FIRST, "units.yml": UNITS}
    files["indicators/personas.yml"] = PEOPLE
    catalog, problems = load(given := content(**files))
    assert not has_errors(problems)
    ours = Content(given, catalog, {})
    return ours, _book(ours, ".xlsx")


def _book(ours: Content, form: str) -> bytes:
    plan = computed_plan(ours, ours.catalog.plans["plan-2024"])
    told = round_of(plan, Period.parse("2024-T2"))
    return workbook(book_of(ours, plan, told, told.units[0]), ours.f, form)


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_sentence_at_its_cell(books: tuple[Content, bytes], case: str) -> None:
    ours, data = books
    edit, expected = BAD[case]
    book = openpyxl.load_workbook(io.BytesIO(data))
    edit(book)
    found = fill_in(ours, {"oga.xlsx": _saved(book)}, HEAD)
    errors = [it for it in found.problems if it.severity is Severity.ERROR]
    told = [
        f"{it.place.sheet}{'!' + it.place.cell if it.place.line else ''} {it.code}" for it in errors
    ]
    assert told == [expected]
    assert found.files == {}


def test_what_is_not_read_or_not_shown_is_told(books: tuple[Content, bytes]) -> None:
    ours, data = books
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells(D11="taller", E12="95 %", F11="10", K11="A mano")(book)
    formatted("G12", 0.855, "0%")(book)
    found = fill_in(ours, {"oga.xlsx": _saved(book)}, HEAD)
    told = [(it.place.cell, str(it.message)) for it in found.problems if it.code == "cell-closed"]
    assert told == [
        (cell, f"«{it}» is not read: only the yellow cells are")
        for cell, it in (("D11", "taller"), ("F11", "10"), ("K11", "A mano"), ("E12", "95 %"))
    ]
    assert [ours.f.t(it).replace("\N{NO-BREAK SPACE}", " ") for it in found.notes] == [
        "oga.xlsx:Resultados!G12 muestra 86 % y guarda 85.5 %, que es lo que se escribe"
    ]


def test_rows_columns_and_sheets_may_be_moved(books: tuple[Content, bytes]) -> None:
    ours, data = books
    book = openpyxl.load_workbook(io.BytesIO(data))
    moved(book)
    found = fill_in(ours, {"oga.xlsx": _saved(book)}, HEAD)
    assert [it.code for it in found.problems] == ["figure-without-source"]
    assert b"  respuestas: 80\n" in found.files["plans/plan-2024/results/2024-T2-oga.yml"]


def test_a_region_stands_by_its_name_or_by_its_code() -> None:
    files = {
        **targets("2024-T2: {Lima: 3, Cusco: 2}", "by: region"),
        **results("2024-T2", "visitas: {value: {PE-LIM: 1}}"),
    }
    catalog, problems = load(given := content(**files))
    assert not has_errors(problems)
    ours = Content(given, catalog, {})
    plan = computed_plan(ours, catalog.plans["plan-2024"])
    told = round_of(plan, Period.parse("2024-T2"))
    book = openpyxl.load_workbook(io.BytesIO(_first(ours, plan, told)))
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet["C12:G13"]]
    assert rows == [["— Lima", None, "3", None, 1], ["— Cusco", None, "2", None, None]]
    sheet["G13"] = 2
    found = fill_in(ours, {"libro.xlsx": _saved(book)}, HEAD)
    written = found.files["plans/plan-2024/results/2024-T2.yml"]
    assert b"visitas: {value: {PE-LIM: 1, Cusco: 2}}" in written


@pytest.mark.parametrize(("form", "then"), [(".xlsx", "ods"), (".ods", "xlsx")])
@pytest.mark.proof
def test_a_workbook_survives_libreoffice(
    books: tuple[Content, bytes], form: str, then: str, tmp_path: Path
) -> None:
    """Hidden sheets and columns, locked cells, lists and limits, its identity and its values."""
    ours, _ = books
    there = tmp_path / f"oga{form}"
    there.write_bytes(_book(ours, form))
    (saved,) = convert(tmp_path, "xlsx:Calc MS Excel 2007 XML", there)
    book = openpyxl.load_workbook(saved)
    sheet, store = book.worksheets[0], book["_avance"]
    assert (store.sheet_state, sheet.column_dimensions["A"].hidden) == ("hidden", True)
    assert sheet.row_dimensions[8].hidden
    assert sheet.protection.sheet
    assert (sheet["G11"].protection.locked, sheet["F11"].protection.locked) == (False, True)
    kinds = {it.type: it.formula1 for it in sheet.data_validations.dataValidation}
    assert kinds["list"] == '"final,provisional,estimado"'
    assert "decimal" in kinds
    sheet["G11"], sheet["G12"] = 18, 0.875
    book.save(saved)
    (again,) = convert(tmp_path / "again", then, saved)
    found = fill_in(ours, {again.name: again.read_bytes()}, HEAD)
    assert not has_errors(found.problems)
    written = found.files["plans/plan-2024/results/2024-T2-oga.yml"].decode()
    assert "visitas: 18\n  respuestas: 87.5\n" in written


@pytest.mark.proof
@pytest.mark.parametrize("folder", [*sorted(EXAMPLES.glob("*/content")), SIEGE], ids=str)
def test_a_workbook_that_nobody_filled_in_changes_nothing(folder: Path) -> None:
    ours, _ = read_content(folder)
    for plan in ours.catalog.plans.values():
        result = computed_plan(ours, plan)
        reported = {file.period for file in plan.results}
        for period in sorted({*open_rounds(result), *reported}):
            told = round_of(result, period)
            for unit, form in product(told.units, FORMATS):
                data = workbook(book_of(ours, result, told, unit), ours.f, form)
                found = fill_in(ours, {f"{unit.unit}{form}": data}, HEAD)
                assert (found.files, found.problems, found.notes) == ({}, [], [])


@pytest.mark.proof
def test_whatever_stands_in_its_cells_a_workbook_breaks_nothing() -> None:
    """Any cell, hidden ones too, with anything in it: a finding, or a file of the unit."""
    chance = Random(18)  # noqa: S311
    for folder in (SIEGE, *sorted(EXAMPLES.glob("*/content"))):
        ours, _ = read_content(folder)
        for plan, _ in product(ours.catalog.plans.values(), range(6)):
            result = computed_plan(ours, plan)
            rounds = [it for it in open_rounds(result) if round_of(result, it).units]
            told = round_of(result, chance.choice(rounds))
            book = openpyxl.load_workbook(io.BytesIO(_first(ours, result, told)))
            for _ in range(chance.choice([1, 2, 20])):
                sheet = chance.choice(book.worksheets)
                row = chance.randint(1, sheet.max_row + 1)
                column = chance.randint(1, sheet.max_column + 1)
                sheet.cell(row, column).value = chance.choice(ANYTHING)
            files = fill_in(ours, {"x.xlsx": _saved(book)}, HEAD).files
            assert all(path.startswith(f"plans/{plan.id}/results/") for path in files)


ANYTHING: list[Any] = [
    *(None, "", "x", "-1", 5, -3, 1e300, 1e-12, 0.85, True, date(2024, 1, 2), "=1+1", "#N/A"),
    *("1:2", "10-15", "5%", "1.234", "..", "../x", "a" * 30_000, "e\u0301", "{", "|", "- a: b"),
    *("results", "elements", "base", "plan", "key", "avance:results", "withheld", "final", "~"),
]


def _first(ours: Content, result: PlanResult, told: Round) -> bytes:
    return workbook(book_of(ours, result, told, told.units[0]), ours.f, ".xlsx")


def _saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
