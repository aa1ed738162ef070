"""Plans with levels of their own, from the files of an author to pages, tables and reviews."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.check import check
from generator.compute import Results
from generator.compute.shares import share_mean
from generator.export import tables
from generator.load import load
from generator.model.catalog import PLAN
from generator.model.period import Period
from generator.render import render
from generator.review.diff import diff
from generator.review.explain.change_lines import line_of
from generator.review.explain.summary import formatter_of
from tests.cases.runner import GOOD, lay_out
from tests.helpers import computed, content, plain, results, results_of
from tests.proposal import DAY, side

YEAR = Period.of_year(2025)
NAME = "territorio-2025"
FOLDER = f"plans/{NAME}/"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Five levels with a «1» on each; a programme with an indicator; a target under an axis."""
    case = next(it for it in GOOD if it.name == "five-levels-of-its-own")
    root = lay_out(case, tmp_path_factory.mktemp("levels") / "case") / "content"
    return _read(root)


def _read(root: Path) -> dict[str, bytes]:
    found = (path for path in sorted(root.rglob("*.yml")) if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def real(files: dict[str, bytes]) -> Results:
    """Its results in the middle of the next year, with a target that was 5 at first."""
    moved = "{measure: '3', period: 2025, from: 5, to: 4}"
    act = "- {id: m1, date: 2025-09-01, document: ordenanza-012-2025, reason: Menos fondos, "
    amended = {f"{FOLDER}amendments.yml": f"{act}changes: [{moved}]}}\n".encode()}
    return results_of({**files, **amended}, "2026-06-01")


@pytest.fixture(scope="module")
def pages(real: Results) -> dict[str, str]:
    """Its pages without elements, by their address inside of the plan."""
    own = f"docs/planes/{NAME}/".removeprefix("docs/")
    made = render(real).items()
    shown = {path.removeprefix(own): text for path, text in made if path.startswith(own)}
    return {path: re.sub(r"<[^>]+>", "", text.decode()) for path, text in shown.items()}


def test_each_level_has_its_mean_and_each_element_those_of_what_is_below(real: Results) -> None:
    plan = real.plans[NAME]
    told = {code: (it.n, it.mean_attainment) for code, it in plan.rollups.items()}
    assert plain(*told[PLAN]) == "4 75"  # 50, 100, 100, 50
    assert plain(*told["axis/1"], *told["sector/1"], *told["subprogramme/1"]) == "2 75 2 75 2 75"
    assert plain(*told["axis/2"], *told["programme/2"]) == "2 75 1 100"
    levels = [plain(it.level, it.n, it.mean_attainment) for it in plan.levels()]
    assert levels == ["target 4 75", "programme 1 90"]
    shares = share_mean(plan, YEAR), share_mean(plan, YEAR, "axis/2")
    # 60 × (50 + 100) / 2 and 40 × (70 × 100 + 30 × 50)
    assert plain(*(it.value for it in shares if it)) == "79 85"


def test_an_address_carries_the_level_and_a_page_says_it(pages: dict[str, str]) -> None:
    ours = {path.removesuffix(".md") for path in pages if "/" in path and path[:3] != "al/"}
    assert {"axis/1", "sector/1", "programme/1", "subprogramme/1", "target/1"} <= ours
    assert len(ours) == 11
    assert {"al/original.md", "al/m1.md"} <= pages.keys()  # the plan as of each act is no part
    crumbs = "Plan de desarrollo 2025 › Eje 1 › Sector 1 › Programa 1 › Subprograma 1"
    assert crumbs in " ".join(pages["target/1.md"].split())
    assert "Meta de producto 1" in pages["target/1.md"]
    assert "59.2" not in pages["target/3.md"]
    assert "meta original, 5" in pages["medidas.md"]
    # What stands right under an axis is beside its sectors.
    assert re.search(r"## Sectores .*## Metas de producto ", pages["axis/2.md"], re.DOTALL)
    below = ["Sectores", "Programas", "Subprogramas"]
    assert re.findall(r"^## (\w+) {: #nivel", pages["index.md"], re.MULTILINE) == below
    report = pages["informe.md"].partition("#metas")[2]
    order = ["Sector 2 Vías", "Programa 2 Caminos", "MP 3", "Recomendaciones"]
    assert sorted(order, key=report.index) == order


def test_tables_name_an_element_by_its_level_and_code(real: Results) -> None:
    found = {it.table.name: it for it in tables(real, "es")}

    def rows(name: str, *columns: str) -> set[tuple[object, ...]]:
        at = [column.name for column in found[name].table.columns]
        told = (dict(zip(at, row, strict=True)) for row in found[name].rows)
        return {tuple(row[it] for it in columns) for row in told if row["plan"] == NAME}

    assert ("target/4", "target", ("axis/2",), "4") in rows(
        "elements", "code", "level", "parent", "printed_code"
    )
    assert ("target/3", "target/3", "target", ("programme/2",)) in rows(
        "measures", "measure", "element", "level", "parent_code"
    )
    assert ("element", "sector/2", "target", 1) in rows(
        "rollups", "scope", "code", "level", "n_activities"
    )
    assert ("target/1", "target") in rows("budgets", "code", "level")
    assert ("R1", ("target/1",)) in rows("recommendations", "code", "concerns")


SHORT = content(**results("2024", "visitas: 50"))
OWN = {
    "plan.yml": SHORT["plans/plan-2024/plan.yml"]
    .decode()
    .partition("objectives:")[0]
    .replace("objective: {", "- {code: objective, ")
    .replace("strategy: {", "- {code: strategy, ")
    .replace("activity: {", "- {code: activity, "),
    "plans/plan-2024/elements/objective/1.yml": 'level: objective\ncode: "1"\ntitle: Primero\n',
    "plans/plan-2024/elements/1.1.yml": 'level: strategy\ncode: "1.1"\nparent: "1"\ntitle: Línea\n',
    "plans/plan-2024/elements/1.1.1.yml": """
level: activity
code: 1.1.1
parent: "1.1"
title: Actividad
measures:
  - indicator: visitas
    targets: {2024-T1: 10, 2024-T2: 20, 2024-T3: 30, 2024-T4: 40}
    total: 100
""",
}


def test_a_profile_gives_levels_of_its_own() -> None:
    plan = "\n".join(
        line for line in OWN["plan.yml"].splitlines() if not line.startswith(("levels", "  -"))
    )
    folder = "plans/plan-2024/elements/"
    parts = {
        f"{folder}{level}/1.yml": f'level: {level}\ncode: "1"\ntitle: T\nparent: {above}\n'
        for level, above in (("impacto", PLAN), ("efecto", "impacto/1"), ("actividad", "efecto/1"))
    }
    found = content(**{**parts, "plan.yml": f"{plan}\nprofile: logframe\n"})
    del found["plans/plan-2024/strategies/1.1.yml"]
    catalog, problems = load(found)
    assert [it.code for it in (*problems, *check(catalog))] == ["unused-indicator"]
    told = [(it.code, it.called) for it in catalog.plans["plan-2024"].elements[1:]]
    assert told == [
        ("impacto/1", "Objetivo general 1"),
        ("efecto/1", "Objetivo específico 1"),
        ("actividad/1", "Actividad 1"),
    ]


def test_the_usual_levels_declared_as_its_own_give_the_same_figures() -> None:
    usual = computed(SHORT)
    own = content(**OWN, **results("2024", "visitas: 50"))
    del own["plans/plan-2024/strategies/1.1.yml"]
    declared = computed(own)
    told = [
        [(n.mean_attainment, n.n, n.bands) for n in plan.rollups.values()]
        for plan in (usual, declared)
    ]
    assert told[0] == told[1]
    assert list(declared.rollups) == ["objective/1", "strategy/1.1", "plan"]


def test_a_review_says_what_moved_and_of_which_element(files: dict[str, bytes]) -> None:
    later = {
        f"{FOLDER}elements/target/4.yml": files[f"{FOLDER}elements/target/4.yml"].replace(
            b"axis/2", b"sector/2"
        ),
        f"{FOLDER}results/2025.yml": files[f"{FOLDER}results/2025.yml"].replace(
            b'"3": {value: 4}', b"target/3: {value: 2}"
        ),
    }
    found = diff(side(files), side({**files, **later}, "v2"), DAY)
    lines = [line_of(it, formatter_of(found, "es")).text for it in found.changes]
    moved, result = sorted(lines, key=lambda line: "resultado" in line)
    assert "MP 4 Señalizar · parte del plan trasladada: Eje 2 → Sector 2" in moved
    assert "MP 3 Pavimentar" in result
    assert "4 → 2" in result


def test_a_region_has_what_stands_there_on_every_level() -> None:
    own = content(**OWN, **results("2024", "visitas: 50"))
    del own["plans/plan-2024/strategies/1.1.yml"]
    line = "plans/plan-2024/elements/1.1.yml"
    item = own["plans/plan-2024/elements/1.1.1.yml"].replace(b"Actividad", b"Visitar")
    own["plans/plan-2024/elements/1.1.1.yml"] = item + b"region: Puno\n"
    own[line] += b"region: Puno\nmeasures: [{unit: Norma, targets: {2024: 2}}]\n"
    plan = own["plans/plan-2024/plan.yml"]
    own["plans/plan-2024/plan.yml"] = re.sub(
        rb"(- {code: activity), .*", rb"\1, singular: Producto, plural: Productos}", plan
    )
    page = render(results_of(own))["regiones/PE-PUN.md"].decode()
    told = " ".join(re.sub(r"<[^>]+>", "", page).split())
    assert "1 producto en esta región, con un avance de 50.0 % en 2024" in told
    assert "1 indicador de" in told
    assert "Producto 1.1.1" in told
    assert "Línea 1.1" in told
    assert "ctividad" not in told.replace("{: #actividades }", "")
