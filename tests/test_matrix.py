"""``avance import``: from the matrix of an institution to a plan that passes the check."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.command import run
from tests.messy_matrix import messy_matrix

SITE = """
format: 3
name: Portal
publisher: muni
licence: CC BY 4.0
region: PE
bands: {medium: 75, high: 95}
"""


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """A portal without plans."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.yml").write_text(SITE, "utf-8")
    units = "- {id: muni, name: Municipalidad, kind: entity}\n"
    (tmp_path / "content/units.yml").write_text(units, "utf-8")
    return tmp_path


def laid(portal: Path, text: str) -> Path:
    """A workbook with one sheet; the place of its mapping."""
    (portal / "m.xlsx").write_bytes(book_of(text))
    return portal / "m.mapping.yml"


def book_of(text: str) -> bytes:
    """A workbook with one sheet, a line for each row."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Matriz"
    for line in text.strip().splitlines():
        sheet.append([_value(cell) for cell in line.split("|")])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _value(text: str) -> str | float | None:
    """A number where the text is one; with an apostrophe before it, it stays a text."""
    is_number = re.fullmatch(r"[0-9]+(\.[0-9]+)?", text)
    return float(text) if is_number else text.removeprefix("'") or None


def imported(portal: Path, *options: str) -> tuple[str, str]:
    """What the command says with a mapping, and the files of the plan, one after the other."""
    if not (portal / "m.mapping.yml").exists():
        run("import", "m.xlsx", *options, cwd=portal)
    done = run("import", "m.xlsx", *options, cwd=portal)
    checked = run("check", cwd=portal)
    assert " 0 errores" in checked.stdout, checked.stdout
    files = sorted((portal / "content").rglob("*.yml"), key=lambda it: it.name != "plan.yml")
    return done.stdout + done.stderr, "\n".join(it.read_text("utf-8") for it in files)


ONE = """
Código|Objetivo|Actividad|Unidad de medida|Meta 2026|Resultado 2026
'1|Crecer|Plantar|Árbol|10|4
"""


def test_nothing_is_written_before_the_mapping_was_seen(portal: Path) -> None:
    mapping = laid(portal, ONE)
    first = run("import", "m.xlsx", cwd=portal)
    assert first.returncode == 0
    assert not (portal / "content/plans").exists()
    assert "{column: E, heading: Meta 2026, is: target 2026}  # 10" in mapping.read_text("utf-8")
    text, files = imported(portal, "otro", "--sheet", "matriz")
    assert "«otro» no se sigue, porque m.mapping.yml ya existe: cambie ese archivo" in text
    assert "--sheet" not in text
    assert "1 objetivo, 1 actividad, 1 indicador, 1 resultado" in text
    assert "{unit: Árbol, over_time: sum, targets: {2026: 10}}" in files
    assert "results:\n  actividad/1.1: 4" in files


def test_a_messy_matrix_becomes_a_plan(portal: Path) -> None:
    (portal / "m.xlsx").write_bytes(messy_matrix())
    done = run("import", "m.xlsx", "--yes", cwd=portal)  # which checks what it writes
    text = done.stdout
    files = "\n".join(it.read_text("utf-8") for it in (portal / "content").rglob("*.yml"))
    for line in (
        "A   N°                                     sin importar",
        "K   PROGRAMACIÓN FÍSICA · ene-26           como target 2026-01",
        "repiten los encabezados, sin importar: 58, 109, 160, 211, 262, 313, 335, 336",
        "7 objetivos estratégicos institucionales, 33 acciones estratégicas institucionales, "
        "319 actividades operativas, 317 indicadores",
        "m.xlsx:POA 2026!M61: error[cell-error] la celda muestra el error #N/A; con ella "
        "queda fuera lo que dice en H61:I61, K61:L61, N61:W61, Z61:AE61.",
        "m.xlsx:POA 2026!F124: error[cell-not-a-code] la celda es una fecha, 2 de marzo de 2026",
        "m.xlsx:POA 2026!F123: aviso[matrix-cell] el código 3.1 es un número del libro. Si era "
        "3.10, dígalo en «cells»",
        "m.xlsx:POA 2026!G213: error[matrix-row] el código «AOI501001» es aquí de «Expedientes "
        "atendidos, zona 2», y en G212 de",
        "m.xlsx:POA 2026!AY109: aviso[matrix-total] el total 659,637 no es la suma",
        "m.xlsx:POA 2026!K14: aviso[matrix-cell] «Se realizará en coordinación con la comunidad» "
        "no es un número, y queda como nota",
    ):
        assert line in text
    assert "AOI101001" in files
    assert 'note: "Meta de 2026-01, como está impresa: Se realizará' in files
    assert "SUBTOTAL" not in files


PRINTED = """
Código|Actividad|Centro de costo|Responsable|Prioridad|Meta 2026|Resultado 2026-T1|Resultado 2026
'1|Plantar|'1.10|Parques|Alta|10|4|'=G2
'2|Podar|'1.20|Parques|Media|20|5|'=G3
Código|Actividad|Centro de costo|Responsable|Prioridad|Meta 2026|Resultado 2026-T1|Resultado 2026
'3|Regar|'1.30|Parques|Media|no hay|6|'=G5
'4|Abonar|'1.30|Parques|Media|nada|6|'=G6
'5|Barrer|'1.30|Parques|Media|por ver|6|'=G7
'6|Cavar|'1.30|Parques|Media|después|6|'=G8
|SUBTOTAL||||30|9|
"""


def test_what_is_no_part_of_the_plan_is_proposed_as_such(portal: Path) -> None:
    mapping = laid(portal, PRINTED)
    text, files = imported(portal)
    said = mapping.read_text("utf-8")
    for line in (
        "skip: [4, 9]  # filas que suman otras o repiten los encabezados",
        "heading: Centro de costo, is: ignore}",
        "heading: Responsable, is: responsible}",
        "heading: Prioridad, is: ignore}",
        "heading: Resultado 2026, is: ignore}",
    ):
        assert line in said
    assert "m.xlsx:Matriz!F5: aviso[matrix-cell] «no hay» no es" in text
    assert "\n  Lo mismo en 3 celdas más: F6, F7, F8\n" in text
    assert "responsible: parques" in files


def test_what_cells_should_say_is_said_in_the_mapping(portal: Path) -> None:
    mapping = laid(portal, ONE.replace("|10|", "|diez o más|") + "||Regar|Riego|1")
    run("import", "m.xlsx", cwd=portal)
    with mapping.open("a", encoding="utf-8") as file:
        file.write("cells: {E2: 12, C3: Podar}\n")
    text, files = imported(portal)
    assert "m.xlsx:" not in text
    assert "targets: {2026: 12}" in files
    assert "title: Podar" in files


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("target 2026}", "targt 2026}", "«targt 2026» no dice nada que una columna pueda contener"),
        ("target 2026}", "target}", "«target» no dice periodo"),
        ("heading: Meta 2026", "heading: Meta 2025", "sobre la columna E está «Meta 2026»"),
        ("sheet: Matriz", "sheet: Otra", "el libro no tiene la hoja «Otra»"),
        ("kind: operational", "kind: operativo", "«operativo» no es uno de los valores posibles"),
        ("columns:", "colums:", "«colums»"),
    ],
)
def test_a_mapping_that_does_not_hold_is_told_by_its_line(
    portal: Path, old: str, new: str, line: str
) -> None:
    mapping = laid(portal, ONE)
    run("import", "m.xlsx", cwd=portal)
    mapping.write_text(mapping.read_text("utf-8").replace(old, new), "utf-8")
    done = run("import", "m.xlsx", cwd=portal)
    assert done.returncode == 1
    assert line in done.stdout
    assert "m.mapping.yml:" in done.stdout
    assert not (portal / "content/plans").exists()


def test_codes_that_repeat_below_others_get_that_of_their_parent(portal: Path) -> None:
    laid(
        portal,
        """
Código objetivo|Objetivo|Código actividad|Actividad|Unidad|Meta 2026
'1|A|'1|a|Acta|1
'1|A|'2|b|Acta|1
'2|B|'1|c|Acta|1
'2|B|'2|d|Acta|1
""",
    )
    _, files = imported(portal)
    assert all(f'code: "{it}"' in files or f"code: {it}" in files for it in ("1.1", "1.2", "2.1"))


def test_percentages_are_of_their_format_or_asked_for(portal: Path) -> None:
    text = ONE.replace("Árbol|10|4", "Porcentaje|0.85") + "||Medir|%|85,5 %"
    mapping = laid(portal, text)
    text, files = imported(portal)
    assert "Matriz!E2: error[cell-percent]" in text
    assert "targets: {2026: 85.5}" in files
    mapping.write_text(mapping.read_text("utf-8") + "fractions: percent\n", "utf-8")
    for path in (portal / "content/plans").rglob("*.yml"):
        path.unlink()
    _, files = imported(portal)
    assert "targets: {2026: 85}" in files


MIR = """
Matriz de Indicadores para Resultados 2026
Nivel|Resumen narrativo|Nombre del indicador|Método de cálculo|Unidad de medida|Dimensión a medir|\
Sentido|Línea base||Meta anual|Meta programada||Medios de verificación|Supuestos
|||||||Valor|Año||1er semestre|2do semestre
Fin|Contribuir|Cobertura|A / B|Porcentaje|Eficacia|Ascendente|70.5|2024|75||75|Registro|Hay fondos
Componente 1|Aulas|Aulas|Suma|Aula|Calidad|Ascendente|3|2024|8|4|4|Actas|Llueve poco
Actividad 1.1|Contratar|Contratos|Suma|Contrato|Eficiencia|Descendente|0|2024|2|1|1|Actas|Hay oferta
"""
INDICATIVE = """
Plan indicativo 2024-2025
Línea estratégica|Código programa|Programa|Código producto|Producto|Indicador de producto|\
Línea base|Año LB|Meta del cuatrienio|Programación||Recursos programados||Secretaría responsable
|||||||||2024|2025|2024|2025
Educa|'2201|Calidad|'2201074|Sedes|Sedes con PAE|8|2023|22|10|12|1000|2000|Secretaría de Educación
"""
ACTION = """
Programa|Producto|Indicador|Unidad|Meta programada 2026|Meta ejecutada 2026|Apropiación inicial|\
Apropiación definitiva|Obligaciones|Fuente de financiación
2201 Calidad|2201074 Sedes|Sedes con PAE|Sede|12|10|100|120|80|SGP
"""
FOLLOW_UP = """
Código AEI|Acción Estratégica Institucional|Código AOI|Actividad Operativa|Unidad de Medida|\
Centro de Costo|Programación Física||Seguimiento Físico||PIM|Devengado|Logros
||||||ene-26|feb-26|ene-26|feb-26
AEI.01.01|Recojo|AOI001|Barrido|Calle|GSP|10|12|9|12|500|250|Bien
"""
LOGFRAME = """
Cadena de resultados|Lógica de intervención|Indicadores|Línea de base 2023|Meta 2027|\
Fuentes de verificación|Hipótesis
Objetivo general|Agua|Hogares con agua|45%|80%|Encuesta|Llueve
Producto 1.1|Sistemas|Sistemas rehabilitados|0|20|Actas|Hay tubos
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            MIR,
            """profile: mir-mexico; code: "1.1"; formula: A / B; criterion: quality
            direction: decrease; baseline: {period: 2024, value: 70.5}
            targets: {2026-S1: 4, 2026-S2: 4}, total: 8""",
        ),
        (
            INDICATIVE,
            """profile: kpt-colombia; objective: "1"; targets: {2024: 10, 2025: 12}, total: 22
            {year: 2025, stage: programmed, amount: 2000}; name: Secretaría de Educación""",
        ),
        (
            ACTION,
            """{year: 2026, stage: modified, amount: 120, funding: SGP}; title: Sedes
            producto/2201074: 10""",
        ),
        (
            FOLLOW_UP,
            """profile: ceplan; targets: {2026-01: 10, 2026-02: 12}
            strategy/AEI.01.01; activity/AOI001: {value: 12, situation: Bien}
            stage: accrued, amount: 250""",
        ),
        (
            LOGFRAME,
            "profile: logframe; assumptions: Llueve; baseline: {period: 2023, value: 45}",
        ),
    ],
    ids=["mir", "plan-indicativo", "plan-de-accion", "seguimiento-poi", "marco-logico"],
)
def test_the_shapes_of_the_packs_are_known(portal: Path, text: str, said: str) -> None:
    laid(portal, text)
    told, files = imported(portal)
    assert "error[" not in told
    assert [it for it in re.split(r"; |\n\s*", said) if it not in files] == []


def test_a_kind_of_matrix_that_is_not_known_is_told(portal: Path) -> None:
    laid(portal, ONE)
    done = run("import", "m.xlsx", "--pack", "ceplam", cwd=portal)
    assert "--pack: no hay una clase de matriz «ceplam»; ¿quiso decir «ceplan»?" in done.stderr
    done = run("import", "m.xlsx", "--sheet", "Hoja1", cwd=portal)
    assert "--sheet: el libro no tiene la hoja «Hoja1»" in done.stderr


def test_a_csv_with_decimal_commas_is_a_matrix(portal: Path) -> None:
    text = (
        "Objetivo;Línea de acción;Actividad;Indicador;Unidad;Meta 2026;Presupuesto 2026\n"
        "Mejorar el aire;Transporte limpio;Comprar buses;Buses;Bus;12;1.200.000,50\n"
        ";;Construir ciclovías;Ciclovía construida;km;12,5;800.000,00\n"
    )
    (portal / "m.xlsx").write_bytes(text.encode("cp1252"))
    (portal / "m.xlsx").rename(portal / "m.csv")
    done = run("import", "m.csv", "--yes", cwd=portal)
    assert done.returncode == 0
    assert "Números que son texto: «,» va antes de sus decimales" in done.stdout
    files = "\n".join(it.read_text("utf-8") for it in (portal / "content").rglob("*.yml"))
    assert "amount: 1200000.5" in files
    assert "targets: {2026: 12.5}" in files


def test_a_portal_begins_with_a_matrix(portal: Path) -> None:
    laid(portal, ONE)
    asked = ("init", "nuevo", "--from", "m.xlsx")
    first = run(*asked, cwd=portal)
    assert (first.returncode, (portal / "nuevo").exists()) == (0, False)
    assert "Escrito: m.mapping.yml" in first.stdout
    done = run(*asked, "--yes", "--institution", "Municipalidad de Rímay", cwd=portal)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 errores" in run("check", cwd=portal / "nuevo").stdout


def test_codes_that_stand_on_two_levels_are_those_of_levels_of_its_own(portal: Path) -> None:
    laid(
        portal,
        """
Código OEI|OEI|Código AEI|AEI|Código AOI|Actividad operativa|Unidad|Meta 2026
'1|Crecer|'1|Plantar|'1|Sembrar|Árbol|10
""",
    )
    text, files = imported(portal)
    assert "error[" not in text
    assert "parent: strategy/1" in files


def test_what_stands_below_a_lost_part_is_not_put_below_another(portal: Path) -> None:
    laid(
        portal,
        """
Código objetivo|Objetivo|Código línea|Línea de acción|Código actividad|Actividad|Unidad|Meta 2026
'1|Crecer|'1.1|Plantar|'1.1.1|Sembrar|Árbol|10
||'a b/c|Regar|'1.2.1|Cavar|Pozo|2
||||'1.2.2|Bombear|Bomba|2
||'1.3|Podar|'1.3.1|Cortar|Rama|2
""",
    )
    text, files = imported(portal)
    assert "m.xlsx:Matriz!C3: error[cell-not-a-code]" in text
    assert "m.xlsx:Matriz!C3: error[matrix-row] no se importa 1 fila más" in text
    assert "title: Bombear" not in files
    assert "title: Cortar" in files


def test_a_plan_goes_out_as_a_workbook_and_its_mapping(portal: Path) -> None:
    laid(portal, ONE)
    imported(portal)
    done = run("export", "matrix", "matriz", "--out", "plan.xlsx", cwd=portal)
    assert "plan.xlsx: 3 filas" in done.stdout
    assert "queda fuera: source (1)." in done.stdout
    for path in (portal / "content/plans").rglob("*.yml"):
        path.unlink()
    again = run("import", "plan.xlsx", cwd=portal)
    assert "1 objetivo, 1 actividad, 1 indicador, 1 resultado" in again.stdout
    assert again.returncode == 0


def test_nothing_is_lost_without_a_word(portal: Path) -> None:
    mapping = laid(
        portal,
        """
Municipalidad Distrital de San Juan de las Palmeras Altas
Plan Operativo Anual 2026
Código|Objetivo|Código actividad|Actividad|Unidad|Meta T1|Meta T2|Meta T3|Meta T4
'1|Crecer|'1.1|Plantar|Árbol|5|#N/A|7|8
'1|Crecer|'1.2|Podar|#N/A|1|2|3|4
'1|Crecer|'1.3|Regar|Riego|1|2|3|4
""",
    )
    book = load_workbook(portal / "m.xlsx")
    book.worksheets[0].merge_cells("F5:G5")
    book.save(portal / "m.xlsx")
    run("import", "m.xlsx", cwd=portal)
    mapping.write_text(mapping.read_text("utf-8").replace("rows: [4, 6]", "rows: [4, 5]"), "utf-8")
    text, files = imported(portal)
    assert [line for line in text.splitlines() if "m.xlsx:" in line] == [
        "m.xlsx:Matriz!G4: error[cell-error] la celda muestra el error #N/A; con ella queda fuera "
        "lo que dice en E4:F4, H4:I4. Corrija su fórmula, escriba el valor o déjela vacía",
        "m.xlsx:Matriz!E5: error[cell-error] la celda muestra el error #N/A. Corrija su fórmula, "
        "escriba el valor o déjela vacía",
        "m.xlsx:Matriz!F5: aviso[matrix-cell] F5:G5 están combinadas, y el valor se toma solo para "
        "F5. Sepárelas y escriba en cada celda su propio valor",
        "m.xlsx:Matriz!A6: aviso[matrix-row] debajo de la fila 5 hay 1 fila que no se lee. Si son "
        "del plan, escriba la última en «rows» del archivo de correspondencias",
    ]
    assert "title: Plan Operativo Anual 2026" in files
    assert "targets: {2026-T1: 1, 2026-T3: 3, 2026-T4: 4}" in files
    plan = portal / "content/plans/plan-operativo-anual-2026/plan.yml"
    plan.write_text(edited := plan.read_text("utf-8") + "# mine\n", "utf-8")
    again = run("import", "m.xlsx", cwd=portal)
    assert again.returncode == 1
    assert "content/plans/plan-operativo-anual-2026 ya existe" in again.stdout
    assert plan.read_text("utf-8") == edited


def test_a_column_of_words_takes_no_figures_from_another(portal: Path) -> None:
    mapping = laid(
        portal, "Código|Programa|Meta de producto|Indicador|Meta 2026|Meta 2027\n'1|A|Más|B|1|2"
    )
    run("import", "m.xlsx", cwd=portal)
    said = mapping.read_text("utf-8")
    assert "heading: Meta de producto, is: ignore}  # ? Más" in said
    assert "heading: Meta 2027, is: target 2027}" in said
