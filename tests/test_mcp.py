"""``avance mcp``: a client asks questions with known answers, some about what is not there."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters, stdio_client

from tests.command import ROOT, run
from tests.git import NO_CONFIGURATION
from tests.helpers import content, lay

FILES = {
    "documents.yml": """
- {id: informe, kind: report, title: Informe, url: "https://example.org/informe.pdf"}
""",
    "indicators/visitas.yml": """
name: Visitas guiadas
unit: visita
kind: index
direction: increase
over_time: sum
""",
    "strategies/1.1.yml": """
code: "1.1"
objective: "1"
title: Puertas abiertas
activities:
  - code: 1.1.1
    title: Recorridos
    measures:
      - {indicator: visitas, targets: {2024-T1: 10, 2024-T2: 20, 2024-T3: 30, 2024-T4: 40}}
  - code: 1.1.2
    title: Talleres de verano
    measures:
      - unit: visita
        by: region
        targets: {2024-T1: {PE-LIM: 4, PE-CUS: 6}}
  - code: 1.1.3
    title: Boletines impresos
    measures:
      - {unit: boletín, targets: {2024-T1: 5}}
  - code: 1.1.4
    title: Boletines impresos en quechua
    measures:
      - {unit: boletín, targets: {2024-T1: 5}}
""",
    "results/2024-T1.yml": """
period: 2024-T1
status: final
source: {document: informe, place: Cuadro 2}
results:
  visitas: {value: 8.50, disputed: {field: result, why: El cuadro 3 dice 9, place: Cuadro 3}}
  1.1.2: {value: {PE-LIM: 4, PE-CUS: 7}}
  1.1.3: 0
""",
    "results/2024-T2.yml": """
period: 2024-T2
status: final
source: {document: informe, place: Cuadro 4}
results:
  visitas: {value: withheld, note: Reservado por secreto estadístico.}
""",
    "plans/salud/plan.yml": """
title: Plan de Salud
entity: mtpe
kind: operational
period: 2024
frequency: year
method: ceplan-2024
state: approved
approval: {note: sin resolución}
source: {document: informe, place: Anexo 2}
levels:
  objective: {singular: Objetivo, plural: Objetivos}
  strategy: {singular: Línea, plural: Líneas}
  activity: {singular: Actividad, plural: Actividades}
objectives:
  - code: "1"
    title: Vacunar
    measures: [{name: Vacunas puestas, unit: vacuna, targets: {2024: 100}}]
""",
}
QUESTIONS = """
search text=visitas
    yes: 1 cosa encontrada.
search text=TALLERES verano
    yes: 2 cosas encontradas.
search text=boletines; plan=Plan-2024
    yes: 4 cosas encontradas.
search text=1.1.3
    yes: 2 cosas encontradas.
search text=salud
    yes: 3 cosas encontradas.
measure measure=visitas
    yes: 8.5
measure measure=1.1.3
    yes: se informó un resultado de 0 (0 %)
measure measure=Visitas guiadas
    yes: 8.5
measure measure=plan-2024/visitas; period=2024-T1
    yes: meta 10, resultado 8.50, avance 85.0 %. En disputa: El cuadro 3 dice 9
measure measure=visitas; plan=plan-2024; period=2024-q1
    yes: resultado 8.50
measure measure=1.1.3; period=2024-T1
    yes: meta 5, resultado 0, avance 0.0 %
measure measure=1.1.2; period=2024-T1; part=Cusco
    yes: resultado 7
measure measure=1.1.2; period=2024-T1; part=PE-LIM
    yes: resultado 4
measure measure=1.1.2; period=2024-T1
    yes: resultado 11
compare first=plan-2024/visitas:2024-T1; second=plan-2024/1.1.2:2024-T1
    yes: El segundo menos el primero: 2.50.
compare first=plan-2024/visitas:2024-T1; second=plan-2024/visitas
    yes: en disputa
compare first=plan-2024; second=plan-2024:2024-T1
    yes: avance promedio
cite measure=visitas; period=2024-T1
    yes: Ministerio. (2024, 15 de diciembre). Plan 2024. Visitas guiadas (visita), I trimestre
cite measure=visitas; period=2024-T4
    yes: meta 40
history measure=visitas
    no: No se conoce ningún cambio de «Visitas guiadas»: aquí no hay historial de los archivos.
search text=exportaciones de quinua
    no: Aquí nada se llama «exportaciones de quinua».
search text=vistas
    no: Aquí nada se llama «vistas».
measure measure=visitas; plan=plan-2023
    no: No hay un plan «plan-2023».
measure measure=pobreza extrema
    no: Ningún plan tiene un indicador «pobreza extrema».
measure measure=boletines
    no: «boletines» es varios indicadores; nombre uno.
measure measure=visitas; period=2024-T2
    no: del II trimestre de 2024: Reservado por secreto estadístico. No es un cero.
measure measure=visitas; period=2024-T3
    no: del III trimestre de 2024: sin reporte. No es un cero.
measure measure=visitas; period=2024-T4
    no: del IV trimestre de 2024: aún no vence. No es un cero.
measure measure=visitas; period=2023
    no: «Visitas guiadas» no tiene cifra de 2023.
measure measure=Vacunas puestas
    no: La meta para 2024 es 100 vacunas. Todavía no vence
measure measure=visitas; period=T1
    no: «T1» no es un periodo
measure measure=1.1.2; part=Puno
    no: no tiene cifra de «Puno».
compare first=plan-2024/visitas:2024-T1; second=plan-2024/1.1.3:2024-T1
    no: No están en la misma unidad
compare first=plan-2024; second=salud
    no: Una de las dos no tiene número
"""
"""What is asked, whether it is there, and words of the answer."""


def asked() -> list[tuple[str, dict[str, str], bool, str]]:
    """Tool, arguments, whether it is there, words of the answer."""
    lines = QUESTIONS.strip().splitlines()
    found = []
    for question, answer in zip(lines[::2], lines[1::2], strict=True):
        tool, _, given = question.partition(" ")
        values = dict(it.split("=", 1) for it in given.split("; "))
        is_there, _, says = answer.strip().partition(": ")
        found.append((tool, values, is_there == "yes", says))
    return found


Answers = list[dict[str, Any]]


async def answered(project: Path) -> tuple[list[Any], Answers]:
    """The tools of a server, and what it answers, over the streams of one process."""
    arguments = ["-m", "generator", "mcp", "--root", str(project), "--as-of", "2024-12-15"]
    environment = {"PYTHONPATH": str(ROOT), **NO_CONFIGURATION}
    server = StdioServerParameters(command=sys.executable, args=arguments, env=environment)
    async with Client(stdio_client(server)) as client:
        tools = (await client.list_tools()).tools
        results = [await client.call_tool(tool, values) for tool, values, _, _ in asked()]
        said = project / "content/plans/plan-2024/results/2024-T1.yml"
        told = said.read_bytes()
        for text in (
            told.replace(b"1.1.3: 0", b"1.1.3: ["),
            told.replace(b"1.1.3: 0", b"1.1.3: 3"),
        ):
            said.write_bytes(text)
            results.append(
                await client.call_tool("measure", {"measure": "1.1.3", "period": "2024-T1"})
            )
    assert [it for it in results if it.is_error] == []
    return tools, [dict(it.structured_content or {}) for it in results]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Any], Answers]:
    project = lay(tmp_path_factory.mktemp("mcp"), content(**FILES))
    with ThreadPoolExecutor(1) as apart:  # a browser of another test has the loop of this thread
        return apart.submit(anyio.run, answered, project).result()


def test_questions_have_the_answers_that_are_known(told: tuple[list[Any], Answers]) -> None:
    _, answers = told
    wrong = [
        (tool, values, answer["found"], answer["says"])
        for (tool, values, is_there, says), answer in zip(asked(), answers, strict=False)
        if answer["found"] is not is_there or says not in answer["says"]
    ]
    assert wrong == []
    assert sum(not is_there for _, _, is_there, _ in asked()) >= 10 <= len(answers) - 20


def test_an_answer_is_of_the_files_as_they_are_or_were_before_an_error(
    told: tuple[list[Any], Answers],
) -> None:
    assert [it["figure"]["actual"] for it in told[1][-2:]] == ["0", "3"]


def test_every_tool_only_reads_and_says_in_spanish_what_it_is_for(
    told: tuple[list[Any], Answers],
) -> None:
    tools, _ = told
    assert [it.name for it in tools] == ["search", "measure", "compare", "history", "cite"]
    assert all(it.annotations.read_only_hint for it in tools)
    assert tools[0].description.startswith("Busca planes, partes de planes e indicadores")


def test_what_is_not_there_comes_with_what_is_near(told: tuple[list[Any], Answers]) -> None:
    by_question = {
        (tool, *values.values()): answer
        for (tool, values, _, _), answer in zip(asked(), told[1], strict=False)
    }
    near = {
        ("search", "vistas"): ("measure", "visitas"),
        ("measure", "visitas", "plan-2023"): ("plan", "plan-2024"),
        ("measure", "visitas", "2024-T4"): ("actual", "8.50"),
        ("measure", "visitas", "2023"): ("period", "2024-T1"),
        ("measure", "boletines"): ("measure", "1.1.3"),
    }
    found = {asked: by_question[asked]["nearest"][0][name] for asked, (name, _) in near.items()}
    assert found == {asked: value for asked, (_, value) in near.items()}
    figure = by_question["measure", "visitas", "2024-T4"]["figure"]
    assert (figure["target"], figure["actual"], figure["state"]) == ("40", None, "not-due")


def test_it_says_how_to_install_what_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    done = run("mcp", cwd=lay(tmp_path, content()))
    said = "avance: mcp necesita una biblioteca; instálela con: "
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{said}{sys.executable} -m pip install 'mcp>=2.0'\n"
