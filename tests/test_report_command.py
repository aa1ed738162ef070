"""``avance report`` as an office runs it: in a pipe, in a terminal, as the table of an annex."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.cases.runner import BASE
from tests.command import ROOT, Done, on_a_terminal, run
from tests.helpers import MINIMAL

AS_OF = "2025-06-01"

SHEETS = """
visitas|Visitas de inspección|count|increase|sum|
espera|Días de espera|count|decrease|mean|baseline: {period: 2023, value: 40}
quejas|Quejas fundadas|count|at-most|sum|
guia|Guía aprobada|milestone|increase|last|
satisfechos|Usuarios satisfechos|percentage|increase|last|baseline: {period: 2023, value: 50}
talleres|Talleres en regiones|count|increase|sum|
convenios|Convenios firmados|count|increase|sum|
ferias|Ferias realizadas|count|increase|sum|
becas|Becas entregadas|count|increase|sum|
"""

PLAN_YML = """
title: Plan de Inspección 2024
entity: mtpe
kind: operational
period: {from: 2023, to: 2024}
frequency: semester
levels:
  objective: {singular: Objetivo, plural: Objetivos}
  strategy: {singular: Línea, plural: Líneas}
  activity: {singular: Actividad, plural: Actividades}
method: ceplan-2024
currency: PEN
state: approved
approval: {note: sin resolución}
source: {document: informe, place: Anexo 1}
objectives:
  - {code: "1", title: Proteger los derechos laborales}
  - {code: "2", title: Acercar los servicios a las regiones}
"""

LINE_11 = """
code: "1.1"
objective: "1"
title: Inspección y orientación
activities:
  - code: "1.1.1"
    title: Visitar empresas
    measures: [{indicator: visitas, targets: {2024: 200}}]
  - code: "1.1.2"
    title: Días de espera
    measures: [{indicator: espera, targets: {2024: 20}}]
  - code: "1.1.3"
    title: Quejas fundadas
    measures: [{indicator: quejas, targets: {2024: 5}}]
  - code: "1.1.4"
    title: Guía aprobada
    measures: [{indicator: guia, targets: {2024: done}}]
  - code: "1.1.5"
    title: Usuarios satisfechos
    measures: [{indicator: satisfechos, targets: {2024: 80}}]
"""

LINE_12 = """
code: "1.2"
objective: ["1", "2"]
title: Presencia en regiones
activities:
  - code: "1.2.1"
    title: Talleres en regiones
    measures: [{indicator: talleres, by: region, targets: {2024: {PE-CUS: 50, PE-LIM: 50}}}]
  - code: "1.2.2"
    title: Convenios firmados
    measures: [{indicator: convenios, targets: {2024: not-programmed}}]
  - code: "1.2.3"
    title: Ferias realizadas
    measures: [{indicator: ferias, targets: {2024: 12}}]
  - code: "1.2.4"
    title: Becas entregadas
    measures: [{indicator: becas, targets: {2024: not-applicable}}]
"""

YEAR = """
period: 2024
status: final
source: {document: informe, place: Cuadro 2}
results:
  visitas: 500
  espera: 25
  quejas: 7
  guia: done
  satisfechos: 60
  talleres: {value: {PE-CUS: 30, PE-LIM: 10}}
  convenios: 3
"""

SEMESTER = """
period: 2024-S1
status: final
source: {document: informe, place: Cuadro 1}
results:
  visitas: 100
  satisfechos: 64
"""


def small_plan(**files: str) -> dict[str, str]:
    """The tree of an author: every state, more than 100 %, every direction, no budget."""
    tree = {path: text for path, text in MINIMAL.items() if not path.startswith("plans/")}
    del tree["indicators/visitas.yml"]
    for line in SHEETS.strip().splitlines():
        name, title, kind, direction, over_time, more = line.split("|")
        parts = [f"name: {title}", f"kind: {kind}", f"direction: {direction}"]
        tree[f"indicators/{name}.yml"] = "\n".join([*parts, f"over_time: {over_time}", more])
    folder = "plans/inspeccion-2024"
    tree[f"{folder}/plan.yml"] = PLAN_YML
    tree[f"{folder}/strategies/1.1.yml"] = LINE_11
    tree[f"{folder}/strategies/1.2.yml"] = LINE_12
    tree[f"{folder}/results/2024.yml"] = YEAR
    return {**tree, **{f"{folder}/{path}": text for path, text in files.items()}}


def written(root: Path, tree: dict[str, str]) -> Path:
    for path, text in tree.items():
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / path).write_text(text, "utf-8")
    return root


def report(root: Path, *arguments: str, width: int = 80, lang: str = "es") -> Done:
    """The command in a pipe."""
    given = ("report", "--root", str(root), "--as-of", AS_OF, *arguments)
    return run(*given, cwd=root, env={"COLUMNS": str(width), "AVANCE_LANG": lang})


def said(root: Path, *arguments: str, width: int = 80, lang: str = "es") -> str:
    done = report(root, *arguments, width=width, lang=lang)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return written(tmp_path, small_plan())


# the small plan, as printed
TEXT_GOLD = """\
Plan de Inspección 2024
Ministerio · Plan operativo · 2023-2024 · aprobado
Tablero de 2024, con los datos al 1 de junio de 2025

Avance promedio  ◆ Medio 79.0 % · promedio de 5 de 9 actividades
9 actividades    ▼ Bajo 1 · ◆ Medio 2 · ● Alto 2 · ▼ No cumple 1 · ○ Sin meta 1
                 · □ Sin reporte 1 · – No aplica 1

Objetivos · Líneas
                                                      Bajo / medio    Sin meta /
Código  Título                           n  Promedio        / alto   sin reporte
--------------------------------------------------------------------------------
1       Proteger los derechos laborales  9  ◆ 79.0 %     1 / 2 / 2         1 / 1
  1.1   Inspección y orientación         5  ◆ 88.8 %     0 / 2 / 2         0 / 0
  1.2   Presencia en regiones            4  ▼ 40.0 %     1 / 0 / 0         1 / 1
2       Acercar los servicios a las      4  ▼ 40.0 %     1 / 0 / 0         1 / 1
        regiones
  1.2   Presencia en regiones            4  ▼ 40.0 %     1 / 0 / 0         1 / 1

Bajo (1)
1.2.1 ▼ Bajo 40.0 %
  Talleres en regiones · meta 100, resultado 40

Límites que no se cumplen (1)
1.1.3 ▼ No cumple
  Quejas fundadas · meta como máximo 5, resultado 7

Falta el reporte (1)
1.2.3 □ Sin reporte
  Ferias realizadas · meta 12
"""


def test_the_scorecard_of_a_small_plan(small: Path) -> None:
    assert said(small, "inspeccion-2024") == TEXT_GOLD


def test_english_on_request(small: Path) -> None:
    text = said(small, "inspeccion-2024", lang="en")
    assert "Mean attainment  ◆ Medium 79.0% · the mean of 5 of 9 actividades" in text
    assert "Limits that are not met (1)" in text


def test_by_a_method_without_bands_a_milestone_that_was_missed_is_listed(tmp_path: Path) -> None:
    tree = small_plan()
    tree["plans/inspeccion-2024/plan.yml"] = PLAN_YML.replace("ceplan-2024", "cumple-2026")
    results = "plans/inspeccion-2024/results/2024.yml"
    tree[results] = tree[results].replace("guia: done", "guia: not-done")
    text = said(written(tmp_path, tree), "inspeccion-2024")
    counted = re.search(r"▼ No cumple (\d+)", text)
    assert counted
    assert f"Metas que no se cumplen ({counted[1]})" in text
    assert "Bajo / medio" not in text
    assert "1.1.4 ▼ No cumple" in text


def test_without_a_budget_nothing_is_said_of_money(small: Path) -> None:
    text = said(small, "inspeccion-2024")
    assert not re.search("(?i)presupuesto|ejecu|brecha", text)


def test_a_semester_without_target_is_held_against_the_year(tmp_path: Path) -> None:
    root = written(tmp_path, small_plan(**{"results/2024-S1.yml": SEMESTER}))
    text = said(root, "inspeccion-2024", "--period", "2024-S1")
    assert "Tablero del I semestre de 2024" in text
    assert "se comparan con la meta del año" in text
    assert "Avance promedio  ▼ Bajo 65.0 % · promedio de 2 de 9 actividades" in text
    assert "Visitas de inspección · meta 200, resultado 100" in text
    rows = table(said(root, "inspeccion-2024", "--period", "2024-S1", "--format", "markdown"))
    assert rows["1.1.1"]["Avance tipo I (%)"] == "50.0"
    assert rows["1.1.5"]["Avance tipo I (%)"] == "80.0"
    assert rows["1.1.5"]["Avance tipo II (%)"] == "–"  # its target is the year's
    assert rows["1.1.2"]["Logro esperado"] == "sin meta"


RUNNING = """
code: "1.1"
objective: "1"
title: Inspección
activities:
  - code: "1.1.1"
    title: Visitar empresas
    measures:
      - {indicator: visitas, targets: {2024-T1: 10, 2024-T2: 10, 2024-T3: 10, 2024-T4: 10}}
"""


def running(tmp_path: Path, quarter: str) -> Path:
    """A plan of quarters of which one is reported."""
    result = f"period: 2024-{quarter}\nstatus: final\nresults: {{visitas: 9}}\n"
    files = {"strategies/1.1.yml": RUNNING, f"results/2024-{quarter}.yml": result}
    tree = {k: v for k, v in small_plan().items() if "/results/" not in k and "1.2" not in k}
    tree |= {f"plans/inspeccion-2024/{path}": text for path, text in files.items()}
    used = ("visitas", "site", "plans")
    kept = {k: v for k, v in tree.items() if "indicators/" not in k or any(u in k for u in used)}
    return written(tmp_path, kept)


def test_while_the_year_runs_it_says_until_when(tmp_path: Path) -> None:
    root = running(tmp_path, "T1")
    given = ("inspeccion-2024", "--as-of", "2024-04-20")
    text = said(root, *given)
    assert "● Alto" not in text
    assert "◆ Medio 90.0 %" in text
    annex = said(root, *given, "--format", "markdown")
    assert "**Metas y resultados:** hasta el último periodo que reporta cada indicador" in annex
    assert table(annex)["1.1.1"]["Logro esperado"] == "10"


def test_a_semester_is_made_of_its_quarters(tmp_path: Path) -> None:
    root = running(tmp_path, "T1")
    given = ("inspeccion-2024", "--period", "2024-S1")
    owed = "Visitas de inspección · meta 20, sin reporte de II trimestre de 2024\n"
    assert owed in said(root, *given)  # half of it would look low
    folder = root / "content/plans/inspeccion-2024/results"
    first = (folder / "2024-T1.yml").read_text("utf-8")
    (folder / "2024-T2.yml").write_text(first.replace("T1", "T2").replace("9", "3"), "utf-8")
    text = said(root, *given)
    assert "Visitas de inspección · meta 20, resultado 12\n" in text
    assert "meta del año" not in text
    for quarter in folder.iterdir():
        quarter.unlink()
    (folder / "2024-S1.yml").write_text(first.replace("T1", "S1"), "utf-8")
    assert "meta del año" not in said(root, *given)


def test_a_missing_quarter_beside_a_reported_one_is_named(tmp_path: Path) -> None:
    text = said(running(tmp_path, "T2"), "inspeccion-2024")
    assert "en 1 falta algún periodo vencido" in " ".join(text.split())
    tail = text[text.index("Falta el reporte (1)") :].replace("\n  ", " ")
    assert tail.endswith(
        "meta 40, resultado 9, hasta II trimestre de 2024, "
        "sin reporte de I trimestre de 2024, III trimestre de 2024, IV trimestre de 2024\n"
    )


def test_a_quarter_that_is_owed_beside_a_withheld_one_is_named(tmp_path: Path) -> None:
    root = running(tmp_path, "T2")
    file = root / "content/plans/inspeccion-2024/results/2024-T2.yml"
    file.write_text(file.read_text("utf-8").replace("9}", "{note: Reservado por ley.}}"), "utf-8")
    text = said(root, "inspeccion-2024")
    tail = text[text.index("Falta el reporte (1)") :].replace("\n  ", " ")
    assert "sin reporte de I trimestre de 2024, III trimestre de 2024" in tail


# money

MONEY = [
    "versions: [{id: v9, label: Novena}, {id: v10, label: Décima}]",
    "budget:",
    "  - {year: 2024, stage: opening, amount: 1000.00}",
    "  - {year: 2024, stage: modified, version: v9, amount: 1500.00}",
    "  - {year: 2024, stage: modified, version: v10, amount: 2000.00}",
    "  - {year: 2024, stage: executed, amount: 1850.50}",
]


def test_budget_execution_and_gap(tmp_path: Path) -> None:
    files = {"plan.yml": PLAN_YML + "\n".join(MONEY), "results/2024-S1.yml": SEMESTER}
    root = written(tmp_path, small_plan(**files))
    lines = said(root, "inspeccion-2024").splitlines()
    figures = [re.split(r" {2,}", line) for line in lines if re.search(r"^(Pres|Ejec|Bre)", line)]
    assert figures == [
        ["Presupuesto modificado (PIM)", "S/ 2,000 · v10 · 2024"],
        ["Ejecutado (devengado)", "S/ 1,850.50"],
        ["Ejecución financiera", "92.5 %"],
        ["Brecha", "+13.5 puntos: ejecución menos avance promedio"],
    ]  # 1850.5 / 2000 = 92.525; 92.525 - 79 = 13.525
    plan = root / "content/plans/inspeccion-2024/plan.yml"
    paid = "budget:\n  - {year: 2024, stage: paid, amount: 400}\n"
    semester = said(root, "inspeccion-2024", "--period", "2024-S1")
    plan.write_text(PLAN_YML + paid, "utf-8")
    assert re.search(r"\nPagado +S/ 400 · 2024\n", said(root, "inspeccion-2024"))
    assert "92.5 %" in semester
    assert "Brecha" not in semester  # the money of a year, the attainment of a semester


# relevance


def ranked_plan(tmp_path: Path, *ranks: str) -> Path:
    line = LINE_11
    for name, rank in zip(("visitas", "espera", "satisfechos"), ranks, strict=False):
        line = line.replace(f"indicator: {name},", f"indicator: {name}, relevance: {rank},")
    return written(tmp_path, small_plan(**{"strategies/1.1.yml": line}))


def test_a_mean_by_relevance_is_shown_where_the_plan_gives_it(tmp_path: Path) -> None:
    root = ranked_plan(tmp_path, "1", "2", "3")
    text = said(root, "inspeccion-2024")
    # Rmax 3: weights 3, 2, 1 of 6; 250 % counts as 100: (3 × 100 + 2 × 80 + 1 × 75) / 6 = 89.17
    found = re.search(r"Promedio ponderado por relevancia +(.*)", text)
    assert found is not None
    assert found[1] == "89.2 % · 3 indicadores con relevancia"
    annex = said(root, "inspeccion-2024", "--format", "markdown")
    assert "- **Promedio ponderado por relevancia:** 89.2 %" in annex
    assert [table(annex)[c]["Relevancia"] for c in ("1.1.1", "1.1.2", "1.1.3")] == ["1", "2", "–"]


def test_a_mean_by_relevance_is_of_one_level(tmp_path: Path) -> None:
    above = "measures: [{id: leyes, unit: Ley, relevance: 9, targets: {2024: 4}}]\nactivities:"
    root = ranked_plan(tmp_path, "1", "2", "3")
    line = root / "content/plans/inspeccion-2024/strategies/1.1.yml"
    line.write_text(line.read_text().replace("activities:", above))
    year = root / "content/plans/inspeccion-2024/results/2024.yml"
    year.write_text(year.read_text().rstrip() + "\n  leyes: 1\n")
    text = said(root, "inspeccion-2024", width=100)
    found = re.search(r"Promedio ponderado por relevancia +(.*)", text)
    assert found is not None
    assert found[1] == "89.2 % · 3 indicadores de actividades con relevancia"
    annex = said(root, "inspeccion-2024", "--format", "markdown")
    assert "relevancia:** 89.2 % · 3 indicadores de actividades con relevancia\n" in annex


def test_without_relevance_there_is_no_such_mean(small: Path) -> None:
    assert "relevancia" not in said(small, "inspeccion-2024")
    assert "onderado" not in said(small, "inspeccion-2024", "--format", "markdown")


# the table of the annex


def tables(markdown: str) -> Iterator[list[list[str]]]:
    """Tables of a Markdown text as a parser of its own reads them: head first."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    rows: list[list[str]] = []
    for number, token in enumerate(tokens):
        if token.type == "table_open":
            rows = []
        elif token.type == "tr_open":
            rows.append([])
        elif token.type in {"th_open", "td_open"}:
            children = tokens[number + 1].children or []
            assert {c.type for c in children} <= {"text", "text_special"}, tokens[
                number + 1
            ].content
            rows[-1].append("".join(child.content for child in children))
        elif token.type == "table_close":
            yield rows


def rows_of(markdown: str) -> list[dict[str, str]]:
    """Rows of all tables by the head of their columns; the name without its footnotes."""
    found = []
    for head, *rows in tables(markdown):
        assert {len(row) for row in rows} == {len(head)}
        found += [dict(zip(head, row, strict=True)) for row in rows]
    for row in found:
        row["Denominación"] = re.sub(r"(\[\^[0-9]+\])+$", "", row["Denominación"])
    return found


def table(markdown: str) -> dict[str, dict[str, str]]:
    """Rows by code."""
    return {row["Código"]: row for row in rows_of(markdown)}


def number(text: str) -> Decimal | None:
    """A number as the annex writes it, in dispute or not; None for words and dashes."""
    digits = re.sub(r"[,\s%]", "", text.partition(" (en disputa)")[0]).replace("−", "-")
    return Decimal(digits) if re.fullmatch(r"-?[0-9.]+", digits) else None


def test_the_annex_of_the_small_plan(small: Path) -> None:
    annex = said(small, "inspeccion-2024", "--format", "markdown")
    assert annex.startswith(
        "# Plan de Inspección 2024\n\n"
        "- **Entidad:** Ministerio\n"
        "- **Tipo:** Plan operativo\n"
        "- **Periodo del plan:** 2023-2024\n"
        "- **Estado:** aprobado\n"
        "- **Periodo reportado:** 2024\n"
        "- **Datos al:** 1 de junio de 2025\n"
        "- **Avance promedio:** 79.0 %, promedio de 5 de 9 actividades\n\n"
        "## 1 Proteger los derechos laborales\n\n### 1.1 Inspección y orientación\n\n"
        "| Código | Denominación | Unidad | Relevancia | Sentido | Línea base: año |"
        " Línea base: valor | Logro esperado | Valor obtenido | Avance tipo I (%) |"
        " Avance tipo II (%) |\n"
    )
    assert annex.endswith(
        "## 2 Acercar los servicios a las regiones\n\n### 1.2 Presencia en regiones\n\n"
        "Véase en 1.\n\n"
        "## Fuentes\n\n[^1]: Fuente: Informe, Anexo 1\n[^2]: Fuente: Informe, Cuadro 2\n"
    )
    told = [" | ".join(row.values()).replace("\u00a0", " ") for row in rows_of(annex)]
    assert told == [
        "1.1.1 | Visitar empresas: Visitas de inspección | – | – | Ascendente | – | – | 200 | 500"
        " | 250.0 | –",
        "1.1.2 | Días de espera | – | – | Descendente | 2023 | 40 | 20 | 25 | 80.0 | 75.0",
        "1.1.3 | Quejas fundadas | – | – | Límite máximo | – | – | 5 | 7 | no cumple | –",
        "1.1.4 | Guía aprobada | – | – | – | – | – | cumplido | cumplido | 100.0 | –",
        "1.1.5 | Usuarios satisfechos | – | – | Ascendente | 2023 | 50 % | 80 % | 60 % | 75.0"
        " | 33.3",
        "1.2.1 | Talleres en regiones | – | – | Ascendente | – | – | 100 | 40 | 40.0 | –",
        "1.2.2 | Convenios firmados | – | – | Ascendente | – | – | sin meta | 3 | – | –",
        "1.2.3 | Ferias realizadas | – | – | Ascendente | – | – | 12 | sin reporte | – | –",
        "1.2.4 | Becas entregadas | – | – | Ascendente | – | – | no aplica | no aplica | – | –",
    ]


def test_limits_are_named_in_the_words_of_the_annex(tmp_path: Path) -> None:
    tree = small_plan()
    for name, direction in (("visitas", "at-least"), ("convenios", "at-most")):
        sheet = tree[f"indicators/{name}.yml"].replace("increase", direction)
        tree[f"indicators/{name}.yml"] = sheet.strip() + "\nstrict: true\n"
    tree["indicators/ferias.yml"] = tree["indicators/ferias.yml"].replace("increase", "none")
    rows = table(said(written(tmp_path, tree), "inspeccion-2024", "--format", "markdown"))
    assert [rows[code]["Sentido"] for code in ("1.1.1", "1.1.3", "1.2.2", "1.2.3")] == [
        "Límite mínimo, sin incluirlo",
        "Límite máximo",
        "Límite máximo, sin incluirlo",
        "–",
    ]


HOSTILE = r"A | B \| *c* _d_ `e|f` [g](http://x.y) <b>h</b> &amp; ![i](j) ~~k~~ $l$ [^1] # m \ {n}"


def test_no_text_of_the_content_breaks_the_table(tmp_path: Path) -> None:
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    tree = small_plan()
    for path in tree:
        tree[path] = tree[path].replace("Días de espera", quoted)
    folder = "plans/inspeccion-2024"
    tree[f"{folder}/plan.yml"] = tree[f"{folder}/plan.yml"].replace("Anexo 1", quoted)
    tree[f"{folder}/plan.yml"] = tree[f"{folder}/plan.yml"].replace(
        "Plan de Inspección 2024", quoted
    )
    annex = said(written(tmp_path, tree), "inspeccion-2024", "--format", "markdown")
    rows = rows_of(annex)
    assert len(rows) == 9
    assert table(annex)["1.1.2"]["Denominación"] == HOSTILE
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(annex)
    assert not re.search(r"<(b|em|code|a|img|s)[ >]", page)
    found = re.search("<h1>(.*)</h1>", page)
    assert found is not None
    assert unescape(found[1]) == HOSTILE


def test_markup_of_the_terminal_library_is_text(tmp_path: Path) -> None:
    title = "[bold red]Visitas[/] :smile: [link=x]y[/link]"
    tree = small_plan()
    tree["indicators/ferias.yml"] = tree["indicators/ferias.yml"].replace(
        "Ferias realizadas", f'"{title}"'
    )
    assert title in said(written(tmp_path, tree), "inspeccion-2024", width=120)


# the real plans


# widths and terminals


def test_in_a_pipe_there_are_neither_colours_nor_boxes(small: Path) -> None:
    for width in (40, 80, 200):
        text = said(small, "inspeccion-2024", width=width)
        assert not re.search("[\x1b\u2500-\u257f]", text)
        assert all(line == line.rstrip() for line in text.splitlines())


def in_terminal(root: Path, *arguments: str, width: int, **environment: str) -> str:
    """What the command writes to a terminal of that many columns."""
    asked = ("report", "--root", str(root), "--as-of", AS_OF, *arguments)
    done = on_a_terminal(*asked, cwd=ROOT, env={"AVANCE_LANG": "es", **environment}, width=width)
    assert done.returncode == 0
    return done.stdout


_COLOURS = re.compile("\x1b\\[[0-9;]*m")


@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_terminal_gets_the_same_words_with_colour(small: Path, width: int) -> None:
    shown = in_terminal(small, "inspeccion-2024", width=width)
    assert "\x1b[1mPlan de Inspección 2024\x1b[0m" in shown
    assert "\x1b[31m▼ Bajo 1\x1b[0m" in shown
    bare = "\n".join(line.rstrip() for line in _COLOURS.sub("", shown).splitlines())
    assert bare + "\n" == said(small, "inspeccion-2024", width=width)


def test_no_color_is_respected(small: Path) -> None:
    shown = in_terminal(small, "inspeccion-2024", width=80, NO_COLOR="1")
    assert not re.search("\x1b\\[(3|9)[0-9]m", shown)
    assert "▼ Bajo 1" in shown


def test_a_stream_of_plain_ascii_gets_shapes_it_can_show(small: Path) -> None:
    given = ("report", "inspeccion-2024", "--as-of", AS_OF)
    plain = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = run(*given, cwd=small, env=plain, process=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "v Bajo 1" in done.stdout
    assert "+ Medio 79.0 %" in done.stdout
    assert "u25bc" not in done.stdout


def test_a_reader_that_stops_early_sees_no_traceback(small: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "generator", "report", "inspeccion-2024", "--root", str(small)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""


def test_the_same_content_gives_the_same_text(small: Path) -> None:
    first = said(small, "inspeccion-2024", "--format", "markdown")
    assert said(small, "inspeccion-2024", "--format", "markdown") == first


# what goes wrong


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["inspecion-2024"], "no es un plan de content/plans/; ¿quiso decir «inspeccion-2024»?"),
        (
            ["salud"],
            "no es un plan de content/plans/; escriba una de estas opciones: inspeccion-2024",
        ),
        (["inspeccion-2024", "--period", "2024T1"], "no es un periodo; escriba 2024-T1"),
        (["inspeccion-2024", "--period", "ayer"], "«ayer» no es un periodo; escriba 2024, 2024-S1"),
        (
            ["inspeccion-2024", "--period", "2031"],
            "2031 queda fuera del plan, cuyo periodo es 2023",
        ),
        (
            ["inspeccion-2024", "--period", "2024-S2"],
            "no tiene metas ni resultados de 2024-S2; los",
        ),
        (["inspeccion-2024", "--period", "2023"], "resultados de 2023; los tiene de: 2024\n"),
        (["inspeccion-2024", "--as-of", "ayer"], "«ayer» no es una fecha"),
        (["inspeccion-2024", "--format", "pdf"], "'pdf' no es una de estas opciones"),
        ([], "Falta el argumento 'PLAN'."),
    ],
)
def test_what_cannot_be_reported_is_one_clear_sentence(
    arguments: list[str], message: str, small: Path
) -> None:
    done = report(small, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_errors_in_the_content_are_printed_and_stop_it(tmp_path: Path) -> None:
    broken = PLAN_YML.replace("entity: mtpe", "entity: nadie")
    done = report(written(tmp_path, small_plan(**{"plan.yml": broken})), "inspeccion-2024")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(
        "content/plans/inspeccion-2024/plan.yml:3:9: error[unknown-unit] «nadie» no está en"
    )
    assert "Tablero" not in done.stdout


def test_without_content_it_cannot_run(tmp_path: Path) -> None:
    done = report(tmp_path, "inspeccion-2024")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no hay una carpeta content/" in done.stderr


def test_a_plan_without_results_says_so(tmp_path: Path) -> None:
    tree = {path: text for path, text in small_plan().items() if "/results/" not in path}
    text = said(written(tmp_path, tree), "inspeccion-2024", "--period", "2024")
    assert "Avance promedio  □ Sin reporte" in text
    assert "Falta el reporte (7)" in text


def test_nothing_is_written(small: Path) -> None:
    before = sorted(small.rglob("*"))
    said(small, "inspeccion-2024")
    said(small, "inspeccion-2024", "--format", "markdown")
    assert sorted(small.rglob("*")) == before


def test_the_command_works_without_the_pages(tmp_path: Path) -> None:
    shutil.copytree(BASE / "content", tmp_path / "content")
    assert "Tablero de 2025" in said(tmp_path, "salud-2025")
