"""Two things side by side: what is said of them, and when nothing may be."""

from __future__ import annotations

import html
import re

import pytest

from generator.compute import Results
from generator.export import tables
from generator.render import render
from generator.words.formatter import common_blanks
from tests.helpers import (
    MINIMAL,
    of_parts,
    plain,
    results,
    results_of,
    strategy,
    with_lines,
)

OF_PLAN = "planes/plan-2024/comparar.md"
OF_ALL = "comparar/index.md"
UNITS = "comparar/unidades.md"
REGIONS = "comparar/regiones.md"
WHOLE = "[{{indicator: visitas, id: {id}, targets: {{2024: 100}}}}]"
SECOND = strategy(WHOLE.format(id="segunda"), code="1.2")
FIRST = strategy(WHOLE.format(id="primera"))

RATES = {"indicators/visitas.yml": MINIMAL["indicators/visitas.yml"].replace("count", "rate")}


def computed(*parts: dict[str, str], day: str = "2025-06-01") -> Results:
    """A content that the check lets pass, computed."""
    return results_of(of_parts(*parts), day)


def sentences(found: Results, page: str, lang: str = "es") -> list[str]:
    """What a page of comparisons says unasked; empty where there is none."""
    text = render(found, lang).get(page, b"").decode().replace("\u00a0", " ")
    return [html.unescape(it) for it in re.findall(r'<p class="say">(.*?)</p>', text)]


def pairs(found: Results, kind: str) -> list[str]:
    """The rows of the table of comparisons: of whom, the difference, else why there is none."""
    (table,) = (it for it in tables(found, "es") if it.table.name == "comparisons")
    names = [column.name for column in table.table.columns]
    rows = (dict(zip(names, row, strict=True)) for row in table.rows)
    own = (row for row in rows if row["kind"] == kind)
    return [
        f"{row['figure']} {row['first']} {row['second']}: "
        + (str(row["refusal"] or "") or plain(row["difference"]))
        for row in own
    ]


def told(*entries: str) -> dict[str, str]:
    return results("2024", *entries)


@pytest.mark.parametrize(
    ("entries", "said", "row"),
    [
        (
            ("primera: 50", "segunda: 80"),
            "«1.1 Línea» (50.0 %) tiene 30.0 puntos menos que «1.2 Línea» (80.0 %).",
            "1.1 1.2: -30",
        ),
        (
            ("primera: 81", "segunda: 80"),
            "«1.2 Línea» (80.0 %) tiene 1.0 punto menos que «1.1 Línea» (81.0 %).",
            "1.2 1.1: -1",
        ),
        (
            ("primera: 80", "segunda: 80"),
            "«1.1 Línea» (80.0 %) tiene lo mismo que «1.2 Línea» (80.0 %).",
            "1.1 1.2: 0",
        ),
        (  # the difference of what is shown; the table has the exact one
            ("primera: 33.34", "segunda: 66.68"),
            "«1.1 Línea» (33.3 %) tiene 33.4 puntos menos que «1.2 Línea» (66.7 %).",
            "1.1 1.2: -33.34",
        ),
        (  # shown as the same
            ("primera: 50", "segunda: 50.01"),
            "«1.1 Línea» (50.0 %) tiene lo mismo que «1.2 Línea» (50.0 %).",
            "1.1 1.2: -0.01",
        ),
        (  # a digit more, for it is not shown as the whole
            ("primera: 84", "segunda: 99.97"),
            "«1.1 Línea» (84.0 %) tiene 15.97 puntos menos que «1.2 Línea» (99.97 %).",
            "1.1 1.2: -15.97",
        ),
        (  # a mean counts no more than the whole target
            ("primera: 250", "segunda: 40"),
            "«1.2 Línea» (40.0 %) tiene 60.0 puntos menos que «1.1 Línea» (100.0 %).",
            "1.2 1.1: -60",
        ),
    ],
)
def test_two_parts_of_a_plan(entries: tuple[str, ...], said: str, row: str) -> None:
    found = computed(FIRST, SECOND, RATES, told(*entries))
    assert sentences(found, OF_PLAN) == [f"Avance promedio: {said}"]
    assert pairs(found, "parts") == [f"attainment {row}"]


@pytest.mark.parametrize(
    "entries",
    [
        (),  # nothing is reported
        ("primera: 50",),
        ("primera: 50", "segunda: {value: withheld, note: En revisión}"),
        ("primera: 50", "segunda: {value: not-available, note: No se midió}"),
    ],
)
def test_one_figure_is_compared_with_nothing(entries: tuple[str, ...]) -> None:
    found = computed(FIRST, SECOND, told(*entries) if entries else {})
    assert [name for name in render(found) if "comparar" in name] == []
    assert pairs(found, "parts") == []


def test_what_has_no_figure_stands_in_the_table_with_the_reason() -> None:
    third = strategy(WHOLE.format(id="tercera"), code="1.3")
    found = computed(FIRST, SECOND, third, told("primera: 50", "segunda: 80"))
    assert pairs(found, "parts") == [
        "attainment 1.1 1.2: -30",
        "attainment 1.1 1.3: no-figure",
        "attainment 1.2 1.3: no-figure",
    ]
    page = render(found)[OF_PLAN].decode()
    assert "no se comparan «1.1 Línea» y «1.3 Línea»: falta la cifra de «1.3 Línea»." in page


def test_a_mean_of_activities_is_not_held_against_one_of_indicators() -> None:
    own = f'code: "1.2"\nobjective: "1"\ntitle: Línea\nmeasures: {WHOLE.format(id="segunda")}\n'
    found = computed(FIRST, {"strategies/1.2.yml": own}, told("primera: 50", "segunda: 80"))
    assert pairs(found, "parts") == ["attainment 1.1 1.2: level"]
    assert "uno es el promedio de 1 actividad; el otro, de 1 indicador" in (
        render(found)[OF_PLAN].decode()
    )


# Plans: each in its own year, by its own method, with its own money.

BUDGET = (
    "budget: [{{year: {year}, stage: modified, amount: 100}},"
    " {{year: {year}, stage: {stage}, amount: {spent}}}]"
)


def other(*lines: str, year: str = "2024", targets: str = "{2024: 100}") -> dict[str, str]:
    """A second plan with one activity."""
    own = with_lines("plan.yml", "title: Otro plan", f"period: {year}", *lines)["plan.yml"]
    measures = f"[{{indicator: visitas, id: otra, targets: {targets}}}]"
    parts = strategy(measures)["strategies/1.1.yml"]
    return {"plans/otro/plan.yml": own, "plans/otro/strategies/1.1.yml": parts}


def reported(value: int, period: str = "2024") -> dict[str, str]:
    text = results(period, f"otra: {value}")[f"results/{period}.yml"]
    return {f"plans/otro/results/{period}.yml": text}


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (
            (other(), reported(80)),
            "Plan 2024 (50.0 %) tiene 30.0 puntos menos que Otro plan (80.0 %).",
        ),
        (
            (other("method: simple-2026"), reported(80)),
            "no se comparan Plan 2024 y Otro plan: sus métodos son distintos: ",
        ),
        (
            (other(year="2025", targets="{2025: 100}"), reported(80, "2025")),
            "no se comparan Plan 2024 y Otro plan: sus periodos son distintos: 2024; 2025.",
        ),
        (
            (
                other("year_starts: 7", year="2024-25", targets="{2024-25: 100}"),
                reported(80, "2024-25"),
            ),
            "no se comparan Plan 2024 y Otro plan: sus periodos son distintos: 2024; 2024-25.",
        ),
    ],
)
def test_two_plans(parts: tuple[dict[str, str], ...], said: str) -> None:
    found = computed(FIRST, told("primera: 50"), *parts, day="2026-06-01")
    (sentence,) = sentences(found, OF_ALL)
    assert sentence.startswith(f"Avance promedio: {said}")


@pytest.mark.parametrize(
    ("stage", "currency", "said"),
    [
        ("accrued", "PEN", "Plan 2024 (40.0 %) tiene 20.0 puntos menos que Otro plan (60.0 %)."),
        (
            "paid",
            "PEN",
            "no se comparan Plan 2024 y Otro plan: lo gastado se cuenta por etapas distintas: "
            "Devengado; Pagado.",
        ),
        (
            "accrued",
            "USD",
            "no se comparan Plan 2024 y Otro plan: sus monedas son distintas: "
            "soles; dólares estadounidenses.",
        ),
    ],
)
def test_what_two_plans_spent(stage: str, currency: str, said: str) -> None:
    own = with_lines("plan.yml", BUDGET.format(year=2024, stage="accrued", spent=40))
    more = (BUDGET.format(year=2024, stage=stage, spent=60), f"currency: {currency}")
    found = computed(FIRST, own, other(*more))
    assert sentences(found, OF_ALL) == [f"Ejecución del presupuesto: {said}"]


# Years of a plan.

YEARS = with_lines("plan.yml", "period: {from: 2024, to: 2026}")
OVER_YEARS = strategy(
    "[{indicator: visitas, id: primera, targets: {2024: 100, 2025: 100, 2026: 100}}]"
)


@pytest.mark.parametrize(
    ("day", "reports", "rows"),
    [
        ("2026-03-01", {"2024": 50, "2025": 80}, ["2025 2024: 30"]),
        ("2025-03-01", {"2024": 50}, []),
        (
            "2026-09-01",
            {"2024": 50, "2025": 80, "2026-T1": 20},
            ["2026 2025: running", "2026 2024: running", "2025 2024: 30"],
        ),
    ],
)
def test_the_years_of_a_plan(day: str, reports: dict[str, int], rows: list[str]) -> None:
    files = [results(period, f"primera: {value}") for period, value in reports.items()]
    found = pairs(computed(YEARS, OVER_YEARS, *files, day=day), "years")
    told_ones = [row for row in found if not row.endswith("no-figure")]
    assert sorted(told_ones) == sorted(f"attainment {row}" for row in 2 * rows)  # plan, objective


# Places of a service.


def places(*entries: str) -> dict[str, str]:
    lines = ['code: "1.1"', 'objective: "1"', "title: Línea", "activities:"]
    for place, given in zip("NS", entries, strict=True):
        name = {"N": "Norte", "S": "Sur"}[place]
        lines += [f"  - code: 1.1.{place}", f"    title: Atención - sede {name}"]
        lines += [
            "    executing_unit: mtpe",
            f"    measures: [{{{given}, targets: {{2024: 100}}}}]",
        ]
    return {"strategies/1.1.yml": "\n".join(lines)}


FALLING = {
    "indicators/quejas.yml": MINIMAL["indicators/visitas.yml"].replace("increase", "decrease")
}
OTHER_UNIT = {"indicators/quejas.yml": MINIMAL["indicators/visitas.yml"] + "unit: Queja\n"}


@pytest.mark.parametrize(
    ("sheets", "second", "row"),
    [
        ({}, "visitas", "1.1.N 1.1.S: -30"),
        (FALLING, "quejas", "direction"),
        (OTHER_UNIT, "quejas", "unit"),
    ],
)
def test_places_of_one_service(sheets: dict[str, str], second: str, row: str) -> None:
    own = places("indicator: visitas, id: norte", f"indicator: {second}, id: sur")
    found = computed(sheets, own, told("norte: 50", "sur: 80"))
    (said,) = pairs(found, "sites")
    assert said.endswith(row)


def test_places_are_called_by_their_place_and_never_capped() -> None:
    found = computed(
        places("indicator: visitas, id: norte", "indicator: visitas, id: sur"),
        told("norte: 50", "sur: 180"),
    )
    assert "Avance: sede Norte (50.0 %) tiene 130.0 puntos menos que sede Sur (180.0 %)." in (
        sentences(found, OF_PLAN)
    )


DISPUTE = "disputed: [{{field: {field}, why: Otro cuadro dice 9}}]"


@pytest.mark.parametrize(
    ("field", "row", "said"),
    [
        ("result", "disputed", []),
        ("target", "disputed", []),
        (
            "unit",
            "-30",
            ["Avance: sede Norte (50.0 %) tiene 30.0 puntos menos que sede Sur (80.0 %)."],
        ),
    ],
)
def test_what_is_in_dispute_is_held_against_nothing(field: str, row: str, said: list[str]) -> None:
    doubt = DISPUTE.format(field=field)
    measure, report = ("", f", {doubt}") if field == "result" else (f", {doubt}", "")
    found = computed(
        places(f"indicator: visitas, id: norte{measure}", "indicator: visitas, id: sur"),
        told(f"norte: {{value: 50{report}}}", "sur: 80"),
    )
    assert pairs(found, "sites") == [f"attainment 1.1.N 1.1.S: {row}"]
    assert [it for it in sentences(found, OF_PLAN) if "sede" in it] == said
    pages = render(found)
    why = "no se comparan sede Norte y sede Sur: la cifra de sede Norte está en disputa."
    assert (why in pages[OF_PLAN].decode()) is (not said)
    assert ("El menor avance es el de sede" in pages["planes/plan-2024/1.1.N.md"].decode()) is bool(
        said
    )


def test_what_is_in_dispute_of_a_budget_is_held_against_nothing() -> None:
    doubt = DISPUTE.format(field="amount")
    own = BUDGET.format(year=2024, stage="accrued", spent=f"40, {doubt}")
    more = BUDGET.format(year=2024, stage="accrued", spent=60)
    found = computed(FIRST, with_lines("plan.yml", own), other(more))
    assert pairs(found, "plans")[-1] == "execution plan-2024 otro: disputed"
    assert sentences(found, OF_ALL) == [
        "Ejecución del presupuesto: no se comparan Plan 2024 y Otro plan: la cifra de Plan 2024"
        " está en disputa."
    ]
    assert "40.0 % · en disputa" in common_blanks(render(found)[OF_ALL].decode())


# Regions and units.


def test_regions_and_units_and_the_links_to_their_rows() -> None:
    lines = ['code: "1.1"', 'objective: "1"', "title: Línea", "activities:"]
    for code, region, unit in (("1.1.1", "PE-AYA", "norte"), ("1.1.2", "PE-CUS", "sur")):
        lines += [f"  - code: {code}", "    title: Actividad", f"    region: {region}"]
        lines += [f"    responsible: {unit}", "    measures:"]
        lines += [f"      - {{indicator: visitas, id: {unit}-v, targets: {{2024: 100}}}}"]
    units = MINIMAL["units.yml"] + "".join(
        f"- {{id: {it}, name: Oficina {it.title()}, kind: office}}\n" for it in ("norte", "sur")
    )
    found = computed(
        {"strategies/1.1.yml": "\n".join(lines), "units.yml": units},
        told("norte-v: 12", "sur-v: 57"),
    )
    assert sentences(found, REGIONS) == [
        "Avance promedio: Ayacucho (12.0 %) tiene 45.0 puntos menos que Cusco (57.0 %)."
    ]
    assert sentences(found, UNITS) == [
        "Avance promedio: Oficina Norte (12.0 %) tiene 45.0 puntos menos que Oficina Sur (57.0 %)."
    ]
    assert (
        sentences(found, "compare/regions.md", "en") == []
    )  # addresses are of the writer of files
    made = render(found)
    assert "comparar/regiones.md?a=PE-AYA" in made["regiones/PE-AYA.md"].decode()
    assert "comparar/unidades.md?a=norte" in made["unidades/norte.md"].decode()
    assert "?a=PE-LIM" not in made["regiones/PE-LIM.md"].decode()
    assert "comparar" not in made["planes/plan-2024/1.1.1.md"].decode()
    english = sentences(found, REGIONS, "en")
    assert english == ["Mean attainment: Ayacucho (12.0%) has 45.0 points less than Cusco (57.0%)."]


def test_of_very_many_not_every_two_are_compared() -> None:
    many = [strategy(WHOLE.format(id=f"m{n}"), code=f"1.{n}") for n in range(1, 62)]
    found = computed(*many, told(*(f"m{n}: {n}" for n in range(1, 62))))
    assert pairs(found, "parts") == []
    assert render(found)[OF_PLAN].decode().count("<tr data-c=") == 61
