"""``avance new``: what editors begin with, written by real commands into real folders."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cases.runner import BASE
from tests.command import ROOT, Done, on_a_terminal, run
from tests.git import git, new_repository

RESULTS = """\
# Resultados del II trimestre de 2025: Plan de Salud Comunitaria 2025.
# Escriba cada valor después de sus dos puntos. Lo que deje vacío queda sin reportar. Cero se
# escribe 0; un valor que pide una aclaración, {value: 0, note: por qué}.
period: 2025-T2
status: provisional  # qué tan firmes son: estimated provisional final
# cutoff: 2025-06-30  # día hasta el que cuentan
# reported_by: muni  # unidad que los reporta, de units.yml
source: {document: plan-salud-2025}  # dónde están impresos, de documents.yml
results:
  # 1.1.1 Realizar talleres en los caseríos
  talleres-realizados: 9    # N° de talleres realizados; meta: 10 (Taller)
  # 2.1.1 Instalar equipos de cloración
  hogares-con-agua-segura:  # Porcentaje de hogares con agua segura; meta: 70 %
"""


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    shutil.copytree(BASE / "content", tmp_path / "content")
    return tmp_path


def text_of(portal: Path, name: str) -> str:
    return (portal / "content" / name).read_text("utf-8")


def tree(portal: Path) -> dict[str, bytes]:
    files = (path for path in portal.rglob("*") if path.is_file())
    return {str(path.relative_to(portal)): path.read_bytes() for path in files}


def written(portal: Path, *arguments: str) -> Done:
    """A command that writes, after which the content passes the check and has its form."""
    done = run("new", *arguments, cwd=portal)
    assert done.returncode == 0, done.stdout + done.stderr
    checked = run("check", cwd=portal)
    assert checked.returncode == 0, checked.stdout
    assert run("format", "--check", cwd=portal).returncode == 0
    return done


def refused(portal: Path, *arguments: str) -> str:
    """What a command says that changes nothing."""
    before = tree(portal)
    done = run("new", *arguments, cwd=portal)
    assert done.returncode in {1, 2}
    assert tree(portal) == before
    return done.stdout + done.stderr


def test_results_have_a_line_for_each_measure_that_is_due(portal: Path) -> None:
    asked = ("results", "salud-2025", "2025-T2")
    done = written(
        portal, *asked, "--value", "talleres-realizados=9", "--document", "plan-salud-2025"
    )
    assert text_of(portal, "plans/salud-2025/results/2025-T2.yml") == RESULTS
    assert done.stdout == "Escrito: content/plans/salud-2025/results/2025-T2.yml\n"
    assert "1 indicador todavía no tiene valor" in done.stderr
    told = refused(portal, *asked)
    assert "ya existe; agregue en él lo que todavía no tiene resultado: hogares-con" in told
    assert "escriba una de estas opciones: 2025-T2, 2025-T3, 2025-T4" in refused(
        portal, *asked[:2], "2024"
    )
    wrong = ("results", "salud-2025", "2025-T3", "--value")
    assert "«talleres-realizados»?" in refused(portal, *wrong, "taleres-realizados=1")
    assert "Escriba un punto: 3.5" in refused(portal, *wrong, "talleres-realizados=3,5")
    assert "¿quiso decir «salud-2025»?" in refused(portal, "results", "salud-2055")


def test_an_activity_comes_last_in_its_strategy_and_nothing_else_changes(portal: Path) -> None:
    name = "plans/salud-2025/strategies/1.1.yml"
    before = text_of(portal, name)
    targets = ("--target", "2025-T1=10", "--target", "2025-T2=12")
    under = ("activity", "salud-2025", "--under", "1.1", "--title")
    written(portal, *under, "Visitas: mercados", "--unit", "visitas", *targets)
    written(portal, *under, "Ferias")
    assert text_of(portal, name) == before + (
        "  - code: 1.1.3\n"
        '    title: "Visitas: mercados"\n'
        "    measures:\n"
        "      - {unit: visitas, targets: {2025-T1: 10, 2025-T2: 12}}\n"
        "  - code: 1.1.4\n"
        "    title: Ferias\n"
        "    # measures:  # qué se cuenta y cuánto se promete\n"
        "    #   - {indicator: talleres-realizados, targets: {2025-T1: 10}}\n"
    )
    assert "«talleres-realizados»?" in refused(
        portal, *under, "x", "--indicator", "talleres-realizado"
    )
    assert "escriba una de estas opciones: 1.1, 2.1" in refused(
        portal, "activity", "salud-2025", "--under", "9.9", "--title", "x"
    )
    told = refused(portal, *under, "x", "--code", "1.1.1")
    assert "ya tiene «1.1.1»; el siguiente código libre es 1.1.5" in told
    assert "--title" in refused(portal, *under[:-1])


def test_a_strategy_gets_a_file_and_the_next_free_code(portal: Path) -> None:
    done = written(portal, "strategy", "salud-2025", "--under", "2", "--title", "Cuidar el río")
    assert "avance new activity salud-2025 --under 2.2" in done.stderr
    assert text_of(portal, "plans/salud-2025/strategies/2.2.yml").startswith(
        "# Acción 2.2: Plan de Salud Comunitaria 2025.\n"
        "# Sus partes: avance new activity salud-2025 --under 2.2\n"
        'code: "2.2"\n'
        'objective: "2"  # de qué es parte\n'
        "title: Cuidar el río\n"
    )
    written(portal, "activity", "salud-2025", "--under", "2.2", "--title", "Limpiar orillas")
    told = text_of(portal, "plans/salud-2025/strategies/2.2.yml")
    assert "activities:\n  - code: 2.2.1\n    title: Limpiar orillas\n    # measures:" in told
    done = written(
        portal, "strategy", "salud-2025", "--level", "objective", "--title", "Aire limpio"
    )
    assert "avance new strategy salud-2025 --under 3\n" in done.stderr
    assert '  - code: "3"\n    title: Aire limpio\n' in text_of(portal, "plans/salud-2025/plan.yml")


def test_a_plan_with_levels_of_its_own_gets_a_file_for_each_part(portal: Path) -> None:
    asked = ("activity", "desarrollo-2025", "--under", "programa/1", "--title", "Sembrar")
    written(portal, *asked, "--unit", "árboles", "--target", "2025=100")
    text = text_of(portal, "plans/desarrollo-2025/elements/meta/3.yml")
    assert 'level: meta  # Meta\ncode: "3"\nparent: programa/1  # de qué es parte\n' in text
    assert "measures:\n  - {unit: árboles, targets: {2025: 100}}\n" in text


NEXT = """\
# 1.1 Enseñar a cuidar la salud: Plan de Salud Comunitaria 2026.
code: "1.1"
objective: "1"
title: Enseñar a cuidar la salud
codes: {salud-2025: "1.1"}
activities:
  - code: 1.1.1
    title: Realizar talleres en los caseríos
    responsible: oficina-de-salud
    codes: {salud-2025: 1.1.1}
    measures:
      - indicator: talleres-realizados
        targets: {T1}  # por llenar
  - code: 1.1.2
    title: Publicar un manual de higiene
    codes: {salud-2025: 1.1.2}
"""


def test_the_next_plan_has_parts_and_indicators_with_their_old_codes(portal: Path) -> None:
    with (portal / "content/site.yml").open("a") as site:
        site.write("url: https://planes.example.org/\n")
    before = text_of(portal, "site.yml")
    written(portal, "plan", "--from", "salud-2025")
    quarters = ", ".join(f"2026-T{n}: not-programmed" for n in range(1, 5))
    text = text_of(portal, "plans/salud-2026/strategies/1.1.yml")
    assert text == NEXT.replace("{T1}", f"{{{quarters}}}")
    plan = text_of(portal, "plans/salud-2026/plan.yml")
    assert "\ntitle: Plan de Salud Comunitaria 2026\nperiod: 2026\nentity: muni\n" in plan
    assert "approval" not in plan.split("objectives:")[1]
    assert text_of(portal, "site.yml") == before + (
        "schemes:\n"
        '  salud-2025: {name: "Código en «Plan de Salud Comunitaria 2025»", '
        'url: "https://planes.example.org/planes/salud-2025/{code}/"}\n'
    )
    written(portal, "plan", "--from", "desarrollo-2025", "--period", "2026-2029")
    assert "ya hay un plan" in refused(portal, "plan", "salud-2026", "--from", "salud-2025")


def test_a_plan_from_nothing_passes_the_check_in_every_profile(portal: Path) -> None:
    asked = ("--title", "Plan de cultura", "--period", "2026-2028")
    done = written(portal, "plan", "cultura", *asked, "--objective", "Leer más")
    assert "avance new strategy cultura" in done.stderr
    assert 'objectives:\n  - code: "1"\n    title: Leer más\n' in text_of(
        portal, "plans/cultura/plan.yml"
    )
    written(portal, "plan", "mir", *asked, "--profile", "mir")
    assert 'level: fin\ncode: "1"\ntitle: Fin 1\n' in text_of(
        portal, "plans/mir/elements/fin/1.yml"
    )
    assert "«simple»?" in refused(portal, "plan", "x", *asked, "--profile", "simpel")
    assert "«otro» no es el periodo" in refused(
        portal, "plan", "x", "--title", "X", "--period", "otro"
    )


def test_a_sheet_is_put_to_use_where_it_is_measured(portal: Path) -> None:
    asked = ("indicator", "--name", "Visitas a casas", "--unit", "visita")
    use = ("--plan", "salud-2025", "--under", "1.1.2", "--target", "2025-Q3=5")
    written(portal, *asked, *use)
    sheet = text_of(portal, "indicators/visitas-a-casas.yml")
    assert sheet.startswith("# Ficha de un indicador; los planes la usan como «indicator: visitas-")
    assert "\nover_time: sum  # sum last mean max\n# definition: …" in sheet
    assert text_of(portal, "plans/salud-2025/strategies/1.1.yml").endswith(
        "    measures:\n      - indicator: visitas-a-casas\n        targets: {2025-T3: 5}\n"
    )
    assert "ya hay una ficha" in refused(portal, "indicator", "visitas-a-casas", *asked[1:])
    ambiguous = (*use[:1], "desarrollo-2025", "--under", "1", "--target", "2025=1")
    assert "varios niveles" in refused(portal, "indicator", "otra", *asked[1:], *ambiguous)


def test_a_recommendation_comes_last_with_the_next_code(portal: Path) -> None:
    before = text_of(portal, "plans/salud-2025/recommendations.yml")
    about = ("--owner", "muni", "--deadline", "2025-T3", "--concerns", "1.1")
    written(portal, "recommendation", "salud-2025", "--text", "Ampliar", *about)
    assert text_of(portal, "plans/salud-2025/recommendations.yml") == before + (
        '- code: R2\n  text: Ampliar\n  owner: [muni]\n  deadline: 2025-T3\n  concerns: ["1.1"]\n'
        "  # follow_up:  # qué se hizo, cuándo y en qué quedó\n"
        "  #   - {date: 2025-12-31, text: …, status: in-progress}\n"
    )
    written(portal, "recommendation", "desarrollo-2025", "--text", "Ampliar")
    asked = ("recommendation", "desarrollo-2025", "--text", "x", "--concerns")
    assert "«meta/1»?" in refused(portal, *asked, "metaa/1")


def test_a_document_comes_last_under_the_name_by_which_it_is_cited(portal: Path) -> None:
    before = text_of(portal, "documents.yml")
    answers = ["Resolución 12-2026", "", "", "resolution", "30/06/2026", "2026-06-30", ""]
    told = on_a_terminal("new", "document", cwd=portal, answers=answers).stdout
    assert "[resolucion-12-2026]:" in told
    assert "«30/06/2026» no es una fecha" in told
    assert text_of(portal, "documents.yml") == before + (
        "- id: resolucion-12-2026\n  kind: resolution\n  number: Resolución 12-2026\n"
        "  date: 2026-06-30\n"
    )
    asked = ("document", "resolucion-12-2026", "--title", "Otra")
    assert "ya hay un documento «resolucion-12-2026»" in refused(portal, *asked)


def test_an_amendment_moves_the_target_its_total_and_says_what_it_was(portal: Path) -> None:
    new_repository(portal)
    said = run("diff", cwd=portal).stderr
    assert said.endswith("no tiene ninguna versión; haga la primera con: git commit\n")
    git(portal, "add", ".")
    git(portal, "commit", "-qm", "antes")
    name, ground = "plans/salud-2025/strategies/1.1.yml", ("--document", "ordenanza-012-2025")
    before = text_of(portal, name)
    asked = ("amendment", "salud-2025", *ground, "--reason", "Más caseríos", "--target")
    written(portal, *asked, "talleres-realizados", "2025-T3=12")
    assert text_of(portal, name) == before.replace("T3: 10", "T3: 12").replace("40", "42")
    assert text_of(portal, "plans/salud-2025/amendments.yml").endswith(
        "- id: ordenanza-012-2025\n  date: 2025-01-10\n  document: ordenanza-012-2025\n"
        "  reason: Más caseríos\n  changes:\n"
        "    - {measure: talleres-realizados, period: 2025-T3, from: 10, to: 12}\n"
    )
    assert run("check", "--base", "HEAD", cwd=portal).returncode == 0
    assert "«talleres-realizados»?" in refused(portal, *asked, "taleres-realizados", "2025-T3=12")
    assert "«12» no es una meta" in refused(portal, *asked, "talleres-realizados", "12")


REFUSED = [
    ("indicator con --name Uno --unit u", "escríbalo como con-1"),
    ("plan … --title Uno --period 2026", "«…» no puede ser un id; escriba minúsculas sin tilde"),
    ("plan --title Uno --period 2026-2020", "«2026-2020» no es el periodo"),
    ("plan --title Uno --period 2025-26", "--year-starts"),
    ("plan --title Uno --period FY2026 --year-starts 13", "«13» no es un mes"),
    ("strategy salud-2025 --title Uno --under 1 --code .", "escriba uno como 1.2"),
    ("activity salud-2025 --title A --under 1.1 --target 2025-T1=1", "diga de qué"),
    (
        "activity salud-2025 --title A --under 1.1 --unit u --target 2025-T1=1 --target 2025-T1=2",
        "«2025-T1» está dos veces",
    ),
    ("activity salud-2025 --title A --under 1.1 --unit u --target =3", "«=3» no es una meta"),
    ("results salud-2025 2025-T2 --value 9", "escríbalo como talleres-realizados=40"),
    (
        "results salud-2025 2025-T2 --value talleres-realizados=1 --value talleres-realizados=2",
        "«talleres-realizados» está dos veces",
    ),
    (
        "amendment salud-2025 --document ordenanza-012-2025 --reason x "
        "--target talleres-realizados 2025-T3=1 --target talleres-realizados 2025-T3=2",
        "«talleres-realizados 2025-T3» está dos veces",
    ),
    (
        "plan --root nada",
        "no hay una carpeta content/ en nada; para empezar un portal: avance init",
    ),
]


@pytest.mark.parametrize(("words", "said"), REFUSED)
def test_what_cannot_be_is_refused_with_what_to_write(portal: Path, words: str, said: str) -> None:
    assert said in refused(portal, *words.split())


def test_a_plan_of_fiscal_years_says_their_month(portal: Path) -> None:
    written(portal, "plan", "f", "--title", "F", "--period", "2025-26", "--year-starts", "7")
    assert "\nperiod: 2025-26  #" in (text := text_of(portal, "plans/f/plan.yml"))
    assert "\nyear_starts: 7\n" in text


def test_a_content_with_errors_is_told_and_left_alone(portal: Path) -> None:
    (portal / "content/units.yml").write_text("- {id: muni}\n")
    told = refused(portal, "results", "salud-2025", "2025-T2")
    assert "content/units.yml:1:3: error[missing-key]" in told
    assert told.endswith("No se escribió nada.\n")


def test_a_terminal_is_asked_and_its_answers_are_checked(portal: Path) -> None:
    answers = ["salud-2025", "", "", "s", "9,5", "9", "71.5"]
    told = on_a_terminal("new", "results", cwd=portal, answers=answers).stdout
    assert "  salud-2025       Plan de Salud Comunitaria 2025\nPlan:" in told
    assert "Periodo de los resultados [2025-T2]:" in told
    assert "lleva coma decimal; escriba un punto: 9.5" in told
    text = text_of(portal, "plans/salud-2025/results/2025-T2.yml")
    assert "talleres-realizados: 9 " in text
    assert "hogares-con-agua-segura: 71.5 " in text


def test_what_would_not_pass_the_check_is_asked_again(portal: Path) -> None:
    answers = ["", "Ampliar", "", "pronto", "", "", "2025-T3", "", ""]
    told = on_a_terminal("new", "recommendation", "salud-2025", cwd=portal, answers=answers).stdout
    assert "«pronto» no es un periodo" in told
    assert "deadline: 2025-T3" in text_of(portal, "plans/salud-2025/recommendations.yml")


def test_what_somebody_saves_while_it_asks_is_not_lost(portal: Path) -> None:
    file = portal / "content/plans/salud-2025/recommendations.yml"
    keyboard, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "generator", "new", "recommendation", "salud-2025"],
        cwd=portal,
        stdin=terminal,
        stderr=subprocess.PIPE,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stderr
        process.stderr.read(1)  # the first question is asked
        file.write_text(file.read_text("utf-8") + "- {code: R2, text: Otra}\n", "utf-8")
        os.write(keyboard, b"\nAmpliar\n\n\n\n\n")
        assert process.wait(60) == 0
    os.close(keyboard)
    os.close(terminal)
    assert "- {code: R2, text: Otra}\n- code: R3\n  text: Ampliar\n" in file.read_text("utf-8")


def test_targets_are_typed_in_the_order_of_their_periods(portal: Path) -> None:
    part = ("--under", "1.1", "--unit", "ferias")
    answers = ["", "Ferias", "", "", "5", "1 - 2 3"]
    told = on_a_terminal("new", "activity", "salud-2025", *part, cwd=portal, answers=answers).stdout
    assert "Título, como lo imprime el documento:   falta el valor" in told
    assert "Metas de 2025-T1 a 2025-T4, en orden, como 10 10 10 10 (Enter: después):" in told
    assert "«5» no es una meta" in told
    text = text_of(portal, "plans/salud-2025/strategies/1.1.yml")
    assert "{unit: ferias, targets: {2025-T1: 1, 2025-T3: 2, 2025-T4: 3}}" in text
