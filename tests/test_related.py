"""Pages that lead to each other: what contributes to what, and the home page over all plans."""

from __future__ import annotations

from tests.helpers import results, strategy, with_lines
from tests.test_pages import pages

YEARLY = with_lines("plan.yml", "frequency: year")
STRATEGIC = {
    "plans/pei-2020/plan.yml": """
title: Plan Estratégico Institucional 2020-2030 del Ministerio
short_title: PEI 2020-2030
entity: mtpe
kind: strategic
period: {from: 2020, to: 2030}
frequency: year
levels:
  objective: {singular: Objetivo, plural: Objetivos}
  strategy: {singular: Acción, plural: Acciones}
method: ceplan-2024
state: approved
approval: {note: sin resolución}
source: {document: informe, place: Anexo 2}
objectives:
  - {code: OEI.01, title: Empleo formal}
  - {code: OEI.02, title: Diálogo}
""",
    "plans/pei-2020/strategies/AEI.01.01.yml": """
code: AEI.01.01
objective: OEI.01
title: Fiscalización
""",
}
LINKED = {
    "strategies/1.1.yml": """
code: "1.1"
objective: "1"
title: Línea
contributes_to: [{plan: pei-2020, code: AEI.01.01}]
activities:
  - code: 1.1.1
    title: Visitas a empresas
    measures: [{id: m1, name: Visitas, kind: ratio, targets: {2024: 100}}]
  - code: 1.1.2
    title: Cartas
    measures: [{id: m2, name: Cartas, kind: ratio, targets: {2024: 10}}]
""",
}
REPORTED = results("2024", "m1: 40", "m2: 10")


def test_an_action_shows_the_activities_of_other_plans_that_contribute_to_it() -> None:
    found = pages(YEARLY, STRATEGIC, LINKED, REPORTED)["planes/pei-2020/AEI.01.01.md"]
    part = found[found.index("Qué contribuye a esto") :].replace("\u00a0", " ")
    assert "Plan 2024 › Línea 1.1 : Bajo: 70.0 %" in part
    assert "Actividades (2)" in part
    assert "1.1.1 Visitas a empresas Bajo: 40.0 %" in part
    assert "1.1.2 Cartas Alto: 100.0 %" in part


def test_an_activity_says_what_it_contributes_to_through_its_strategy() -> None:
    found = pages(YEARLY, STRATEGIC, LINKED, REPORTED)["planes/plan-2024/1.1.1.md"]
    assert "AEI.01.01" in found[found.index("A qué contribuye") :]


def test_an_element_nobody_contributes_to_has_no_such_heading() -> None:
    found = pages(YEARLY, STRATEGIC, LINKED, REPORTED)
    assert "Qué contribuye a esto" not in found["planes/pei-2020/OEI.02.md"]
    assert "Qué contribuye a esto" not in found["planes/plan-2024/index.md"]


def test_a_plan_with_a_short_name_is_called_by_it_in_paths_and_lists() -> None:
    found = pages(YEARLY, STRATEGIC, LINKED, REPORTED)
    assert "Inicio › Planes › PEI 2020-2030 › OEI.01" in found["planes/pei-2020/AEI.01.01.md"]
    assert "PEI 2020-2030" in found["index.md"]
    assert "del Ministerio" not in found["index.md"]
    assert (
        "Plan Estratégico Institucional 2020-2030 del Ministerio"
        in (found["planes/pei-2020/index.md"])
    )


# the home page


def test_home_names_what_fell_short_lowest_first() -> None:
    six = strategy(
        *(f"[{{id: m{n}, name: M{n}, kind: ratio, targets: {{2024: 100}}}}]" for n in range(1, 8))
    )
    told = results("2024", *(f"m{n}: {n * 10}" for n in range(1, 8)))
    found = pages(YEARLY, six, told)["index.md"].replace("\u00a0", " ")
    part = found[found.index("Lo que quedó lejos de la meta") :]
    furthest = part[: part.index("Lo que viene")]
    assert "… y 2 más" in furthest
    order = [furthest.index(f"1.1.{n} · {n * 10} de 100") for n in range(1, 6)]
    assert order == sorted(order)
    assert "1.1.6" not in furthest


def test_home_is_silent_about_what_no_plan_has() -> None:
    found = pages()["index.md"]
    assert "Lo que quedó lejos" not in found
    assert "Cifras comprobadas" not in found


def test_home_tells_how_many_published_figures_agree() -> None:
    published = {
        "plans/plan-2024/published.yml": "- {figure: attainment, of: m1, period: 2024, value: 40}\n"
        "- {figure: attainment, of: m2, period: 2024, value: 99}\n"
    }
    found = pages(YEARLY, STRATEGIC, LINKED, REPORTED, published)["index.md"]
    assert "De 2 cifras calculadas o repetidas en los documentos" in found
    assert "1 coincide y 1 no" in found
