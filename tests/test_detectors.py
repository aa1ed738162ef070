"""Contraste: what each detector finds, where it stays silent, and what it finds in the content."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.problems import Message
from generator.reconcile.contrast import contrast
from generator.reconcile.findings import Finding, FindingSeverity
from generator.words.formatter import NBSP, Formatter
from tests.helpers import (
    LATER,
    PLAN,
    of_parts,
    results,
    results_of,
    sheet,
    strategy,
    targets,
    with_lines,
)
from tests.test_pages import pages

PERU = Formatter("es", "PE")


def words(message: Message) -> str:
    """A sentence as a reader of Peru sees it, with common blanks."""
    return PERU.t(message).replace(NBSP, " ")


def written(it: object) -> str:
    """What was expected or found as that reader sees it."""
    return PERU.value(it).replace(NBSP, " ")


def found_in(files: Mapping[str, bytes], as_of: str = LATER) -> tuple[Finding, ...]:
    """Findings of a tree, which must be free of errors."""
    return contrast(results_of(files, as_of)).findings


def findings(*parts: Mapping[str, str]) -> tuple[Finding, ...]:
    """Findings of the minimal tree with ``parts`` over it."""
    return found_in(of_parts(*parts))


def said(found: tuple[Finding, ...]) -> list[tuple[str, ...]]:
    """Detector, sentence, expected, found and place of each finding, as a reader sees them."""
    return [
        (
            finding.detector,
            words(finding.what),
            written(finding.expected),
            written(finding.found),
            f"{finding.place.path.removeprefix('content/').removeprefix(PLAN)}:{finding.place.line}",
        )
        for finding in found
    ]


def by_others(found: tuple[Finding, ...]) -> list[tuple[str, ...]]:
    """What is found besides that a figure is not what its parts give."""
    return [row for row in said(found) if row[0] != "figure-against-parts"]


def published(*entries: str) -> dict[str, str]:
    return {PLAN + "published.yml": "\n".join(f"- {{{entry}}}" for entry in entries) + "\n"}


def plan(*lines: str, without: tuple[str, ...] = ()) -> dict[str, str]:
    return with_lines("plan.yml", *lines, without=without)


def strategies(**budgets: str) -> dict[str, str]:
    """Strategies of the only objective with a flow list of amounts; ``_`` stands for ``.``."""
    found = {}
    for name, budget in budgets.items():
        code = name.strip("_").replace("_", ".")
        lines = [f'code: "{code}"', 'objective: "1"', f"title: Línea {code}", f"budget: {budget}"]
        found[f"strategies/{code}.yml"] = "\n".join(lines)
    return found


UNITS = {
    "units.yml": """
- {id: mtpe, name: Ministerio, kind: entity}
- {id: ue-1, name: Unidad Uno, kind: executing-unit}
- {id: ue-2, name: Unidad Dos, kind: executing-unit}
"""
}
PIM = "{year: 2024, stage: modified, amount: %s}"
SPENT = "{year: 2024, stage: executed, amount: %s}"


def test_a_consistent_plan_gives_no_finding() -> None:
    assert said(findings()) == []


# total-of-parts


def test_a_total_that_its_parts_do_not_give() -> None:
    found = findings(
        plan(f"budget: [{PIM % '1000.00'}]"),
        strategies(_1_1=f"[{PIM % '600.50'}]", _1_2=f"[{PIM % '300.00'}]"),
    )
    assert said(found) == [
        (
            "total-of-parts",
            "El presupuesto modificado (PIM) de 2024 del plan es S/ 1,000, y sus partes suman"
            " S/ 900.50",
            "S/ 900.50",
            "S/ 1,000",
            "plan.yml:18",
        )
    ]


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        ("900.00", {"_1_1": "600.00", "_1_2": "300.00"}),
        # rounded to whole units: half a unit of each
        ("901", {"_1_1": "600.4", "_1_2": "300.1"}),
        # a part prints no amount
        ("1000.00", {"_1_1": "600.00", "_1_2": None}),
        # no part prints an amount
        ("1000.00", {"_1_1": None, "_1_2": None}),
    ],
)
def test_totals_that_may_be_right(total: str, parts: Mapping[str, str | None]) -> None:
    budgets = {code: f"[{PIM % amount}]" if amount else "[]" for code, amount in parts.items()}
    assert said(findings(plan(f"budget: [{PIM % total}]"), strategies(**budgets))) == []


def test_parts_that_pass_the_total_speak_though_one_is_missing() -> None:
    found = findings(
        plan(f"budget: [{PIM % '500.00'}]"), strategies(_1_1=f"[{PIM % '600.00'}]", _1_2="[]")
    )
    assert [written(f.expected) for f in found] == ["S/ 600"]


def test_a_strategy_of_two_objectives_gives_no_total_of_either() -> None:
    objectives = (
        "objectives:",
        f'  - {{code: "1", title: Uno, budget: [{PIM % "60.00"}]}}',
        f'  - {{code: "2", title: Dos, budget: [{PIM % "40.00"}]}}',
    )
    shared = {
        "strategies/1.1.yml": "\n".join(
            ['code: "1.1"', 'objective: ["1", "2"]', "title: L", f"budget: [{PIM % '100.00'}]"]
        )
    }
    assert said(findings(plan(*objectives), shared)) == []


def test_amounts_of_a_group_count_once() -> None:
    group = {
        "strategies/1.1.yml": """
code: "1.1"
objective: "1"
title: Línea
budget:
  - {year: 2024, stage: programmed, amount: 150.00}
  - {year: 2024, stage: programmed, amount: 100.00, covers: [1.1.1, 1.1.2]}
activities:
  - {code: 1.1.1, title: A}
  - {code: 1.1.2, title: B}
  - {code: 1.1.3, title: C, budget: [{year: 2024, stage: programmed, amount: 50.00}]}
"""
    }
    assert said(findings(group)) == []
    wrong = {path: text.replace("150.00", "160.00") for path, text in group.items()}
    assert [row[2:4] for row in said(findings(wrong))] == [("S/ 150", "S/ 160")]


def test_a_total_and_its_split_by_executing_unit() -> None:
    amounts = (
        "budget:\n"
        "  - {year: 2024, stage: opening, amount: %s}\n"
        "  - {year: 2024, stage: opening, amount: 60.00, executing_unit: ue-1}\n"
        "  - {year: 2024, stage: opening, amount: 30.00, executing_unit: ue-2}"
    )
    found = findings(UNITS, plan(amounts % "100.00"))
    assert [(row[0], *row[2:4]) for row in said(found)] == [("total-of-parts", "S/ 90", "S/ 100")]
    assert said(findings(UNITS, plan(amounts % "90.00"))) == []


VERSIONS = (
    "versions:",
    "  - {id: V1, label: Primera, n_activities: 9, budget: 50.00}",
    "  - {id: V2, label: Segunda, n_activities: %d, budget: %s}",
    "budget: [{year: 2024, stage: modified, version: V2, amount: 80.00}]",
)


def test_a_version_whose_budget_and_activities_are_others() -> None:
    found = findings(plan("\n".join(VERSIONS) % (2, "75.00")))
    assert said(found) == [
        (
            "total-of-parts",
            "La versión V2 declara 2 actividades, y el plan tiene 1",
            "1",
            "2",
            "plan.yml:20",
        ),
        (
            "total-of-parts",
            "La versión V2 declara un presupuesto de S/ 75, y los montos del plan suman S/ 80",
            "S/ 80",
            "S/ 75",
            "plan.yml:20",
        ),
    ]


def test_an_earlier_version_may_have_other_activities_and_amounts_not_printed() -> None:
    assert said(findings(plan("\n".join(VERSIONS) % (1, "80.00")))) == []


def test_a_published_budget_that_is_that_of_another_version() -> None:
    amounts = (
        "versions: [{id: V1, label: Primera}, {id: V2, label: Segunda}]\n"
        "budget:\n"
        "  - {year: 2024, stage: modified, version: V1, amount: 70.00}\n"
        "  - {year: 2024, stage: modified, version: V2, amount: 80.00}"
    )
    entry = "figure: budget, of: plan, year: 2024, stage: modified, version: V2, value: {}"
    found = findings(plan(amounts), published(entry.format("70.00")))
    assert said(found) == [
        (
            "total-of-parts",
            "Se publica S/ 70 como presupuesto modificado (PIM) de 2024 (versión V2) del plan, que"
            " suma S/ 80; lo publicado es el presupuesto modificado (PIM) de 2024 (versión V1)",
            "S/ 80",
            "S/ 70",
            "published.yml:1",
        )
    ]
    assert said(findings(plan(amounts), published(entry.format("80.00")))) == []


# shares-of-a-whole


def shares(*values: str, place: str = "Cuadro 1") -> dict[str, str]:
    return published(
        *(
            f'figure: share-of-total, of: "1.{n}", year: 2024, stage: executed, value: {value},'
            f" source: {{document: informe, place: {place}}}"
            for n, value in enumerate(values, 1)
        )
    )


def thirds() -> dict[str, str]:
    return strategies(**{f"_1_{n}": f"[{SPENT % '100.00'}]" for n in (1, 2, 3)})


def test_a_share_without_siblings_is_told_alone() -> None:
    one = strategies(_1_1=f"[{SPENT % '100.00'}]")
    (found,) = [it for it in findings(one, shares("30.0")) if it.detector == "shares-of-a-whole"]
    assert words(found.what).replace(NBSP, " ") == (
        "La única parte del total impresa en un cuadro es 30.0 %, y no 100 %"
    )


def test_shares_of_all_siblings_that_do_not_make_a_hundred() -> None:
    assert said(findings(thirds(), shares("33.3", "33.3", "30.0"))) == [
        (
            "shares-of-a-whole",
            "Las 3 partes del total impresas en un mismo cuadro suman 96.6 %, y no 100 %",
            "100 %",
            "96.6 %",
            "published.yml:1",
        )
    ]


@pytest.mark.parametrize("values", [("33.3", "33.3", "33.3"), ("33", "33", "33"), ("33.3", "33.3")])
def test_shares_within_their_rounding_or_not_of_all_siblings(values: tuple[str, ...]) -> None:
    assert said(findings(thirds(), shares(*values))) == []


# parts-of-a-count

SENTENCE = ('"43 / 49 * 100"', '"8 / 49 * 100"', '"2 / 49 * 100"')


def percentages(*values: str, equals: tuple[str, ...] = SENTENCE) -> dict[str, str]:
    pairs = zip(values, equals, strict=True)
    return published(*(f"figure: statement, value: {v}, equals: {e}" for v, e in pairs))


def test_percentages_that_make_a_hundred_of_counts_that_do_not_make_the_whole() -> None:
    assert said(findings(percentages("88", "8", "4"))) == [
        (
            "parts-of-a-count",
            "Los porcentajes 88 + 8 + 4 suman 100, pero las cantidades a las que acompañan,"
            " 43 + 8 + 2, suman 53 y no 49; el 8 % de 49 es 4",
            "49",
            "53",
            "published.yml:2",
        )
    ]


def test_percentages_that_are_right_or_do_not_pretend_to_be_all_parts() -> None:
    right = ('"43 / 49 * 100"', '"4 / 49 * 100"', '"2 / 49 * 100"')
    assert said(findings(percentages("88", "8", "4", equals=right))) == []
    assert by_others(findings(percentages("88", "16", "4"))) == []
    several = ('"30 / 49 * 100"', '"30 / 49 * 100"', '"9 / 49 * 100"')
    assert by_others(findings(percentages("61", "60", "18", equals=several))) == []


# executed-above-modified


def test_more_money_executed_than_the_modified_budget() -> None:
    found = findings(strategies(_1_1=f"[{PIM % '400.00'}, {SPENT % '500.00'}]"))
    assert said(found) == [
        (
            "executed-above-modified",
            "El monto ejecutado de Línea 1.1, S/ 500, es mayor que su presupuesto modificado (PIM),"
            " S/ 400 (125.0 %)",
            "S/ 400",
            "S/ 500",
            "strategies/1.1.yml:4",
        )
    ]
    assert found[0].severity is FindingSeverity.DOUBT


@pytest.mark.parametrize(
    "budget",
    [
        f"[{PIM % '500.00'}, {SPENT % '500.00'}]",
        # the opening budget may be passed: it is modified later
        f"[{{year: 2024, stage: opening, amount: 100.00}}, {SPENT % '500.00'}]",
        # of another year
        f"[{{year: 2023, stage: modified, amount: 100.00}}, {SPENT % '500.00'}]",
        # only an earlier version is passed
        "[{year: 2024, stage: modified, version: V9, amount: 100.00},"
        f" {{year: 2024, stage: modified, version: V10, amount: 600.00}}, {SPENT % '500.00'}]",
    ],
)
def test_money_within_the_modified_budget(budget: str) -> None:
    versions = "versions: [{id: V9, label: Novena}, {id: V10, label: Décima}]"
    assert said(findings(plan(versions), strategies(_1_1=budget))) == []


def test_a_hundred_and_little_more_is_not_shown_as_a_hundred() -> None:
    found = findings(strategies(_1_1=f"[{PIM % '100000.00'}, {SPENT % '100002.00'}]"))
    assert "(100.002 %)" in words(found[0].what)


def test_more_activities_executed_than_programmed() -> None:
    entry = "figure: {}, of: plan, period: 2024, value: {}, source: {{place: {}}}"
    programmed = entry.format("n-programmed", 1, "Cuadro 6")
    reported = results("2024", "visitas: 100")
    found = findings(reported, published(programmed, entry.format("n-executed", 3, "Cuadro 6")))
    assert (
        "executed-above-modified",
        "Se publican 3 actividades ejecutadas del plan, más que las 1 programadas",
        "1",
        "3",
        "published.yml:2",
    ) in said(found)
    for other in (("n-executed", 1, "Cuadro 6"), ("n-executed", 1, "Cuadro 7")):
        assert said(findings(reported, published(programmed, entry.format(*other)))) == []


# copied-units

# fmt: off
WORDS = ["Persona", "Informe", "Persona", "Curso", "Taller", "Persona", "Persona", "Resolución",
         "Taller", "Informe", "Informe", "Curso", "Persona", "Taller", "Curso", "Acta"]
# fmt: on


def tables(first: list[str], second: list[str], *, names: bool = False) -> dict[str, str]:
    """Two tables of one document, a row each: an activity with its unit and its line."""
    lines = ['code: "1.1"', 'objective: "1"', "title: Línea", "activities:"]
    rows = [("Cuadro 1", unit) for unit in first] + [("Cuadro 2", unit) for unit in second]
    for n, (place, unit) in enumerate(rows):
        title = f"Atención {n % len(first) if names else n}"
        lines += [
            f"  - code: A{n:03}",
            f"    title: {title}",
            f"    measures: [{{unit: {unit}, targets: {{2024: 1}},",
            f"      source: {{document: informe, place: {place}, lines: {100 + n}}}}}]",
        ]
    return {"strategies/1.1.yml": "\n".join(lines)}


def test_a_table_with_the_units_of_another() -> None:
    first = ["Curso", "Taller", *WORDS, "Informe", "Persona"]
    assert said(findings(tables(first, WORDS))) == [
        (
            "copied-units",
            "Las unidades de medida de las filas 1 a 16 de «Cuadro 2» repiten, en el mismo orden,"
            " las de las filas 3 a 18 de «Cuadro 1»: coinciden 16 de 16, y por azar coincidirían"
            " unas 3",
            "3",
            "16",
            "strategies/1.1.yml:87",
        )
    ]


def test_a_long_run_within_two_tables() -> None:
    run = [*WORDS, "Curso", "Resolución", "Persona"]
    found = findings(tables(["Acta", *run, "Acta"], ["Visita", "Visita", *run, "Visita"]))
    assert "filas 3 a 21 de «Cuadro 2»" in words(found[0].what)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # one unit everywhere
        (["Persona"] * 20, ["Persona"] * 15),
        # one unit nearly everywhere
        (["Persona"] * 9 + ["Informe"] + ["Persona"] * 9, ["Persona"] * 9 + ["Informe"]),
        # sorted by unit: changes are few and in the order of the alphabet
        (
            ["Acta"] * 6 + ["Curso"] * 6 + ["Informe"] * 6 + ["Taller"] * 6,
            ["Acta"] * 6 + ["Curso"] * 6 + ["Informe"] * 6 + ["Taller"] * 6,
        ),
        # an alternation
        (["Acta", "Curso"] * 10, ["Acta", "Curso"] * 8),
        # the same six products for each place
        (
            ["Acta", "Curso", "Informe", "Taller", "Persona", "Visita"] * 20,
            ["Acta", "Curso", "Informe", "Taller", "Persona", "Visita"] * 16,
        ),
        # the same units in another order
        (WORDS, WORDS[::-1]),
        # too short to say anything
        (WORDS, WORDS[:7]),
    ],
)
def test_units_that_may_be_equal_by_nature(first: list[str], second: list[str]) -> None:
    assert said(findings(tables(first, second))) == []


def test_the_same_activities_in_two_tables_have_the_same_units() -> None:
    assert said(findings(tables(WORDS, WORDS, names=True))) == []


# two-values


def fact(*values: str) -> dict[str, str]:
    return published(
        *(
            f"fact: convenios-firmados, value: {v}, source: {{lines: {n}}}"
            for n, v in enumerate(values, 7)
        )
    )


def test_a_fact_with_two_numbers_is_told_once_where_fewest_printings_say_it() -> None:
    found = findings(fact("21", "17", "21"))
    assert said(found) == [
        (
            "two-values",
            "«convenios firmados» aparece con más de un valor: 21 (2 veces) y 17",
            "21",
            "17",
            "published.yml:2",
        )
    ]
    assert found[0].severity is FindingSeverity.CONTRADICTION
    assert found[0].source is not None
    assert (found[0].source.document, found[0].source.lines) == ("informe", "8")


def test_dates_in_words() -> None:
    assert said(findings(fact("2024-05-29", "2024-05-28"))) == [
        (
            "two-values",
            "«convenios firmados» aparece con más de un valor: 29 de mayo de 2024 y 28 de"
            " mayo de 2024",
            "29 de mayo de 2024",
            "28 de mayo de 2024",
            "published.yml:2",
        )
    ]


@pytest.mark.parametrize(
    ("values", "severity"),
    [
        (("en trámite", "suscritos"), FindingSeverity.DOUBT),
        (("Resolución 411-2023-TR", "RM 075-2021-TR"), FindingSeverity.CONTRADICTION),
        (("Plan 2024", "Plan anual"), FindingSeverity.DOUBT),
        (('"-"', "0"), FindingSeverity.DOUBT),
    ],
)
def test_texts_are_a_doubt_unless_each_has_a_number_of_its_own(
    values: tuple[str, str], severity: FindingSeverity
) -> None:
    assert [f.severity for f in findings(fact(*values))] == [severity]


@pytest.mark.parametrize(
    "values",
    [
        ("42.86", "42.9"),
        ("Directiva 009-2016", "Directiva 09-2016"),
        ("«Llamkasun Perú»", "LLAMKASUN PERU."),
        ("2024-05-29", "2024-05-29"),
        ("21",),
    ],
)
def test_printings_that_say_the_same(values: tuple[str, ...]) -> None:
    assert said(findings(fact(*values))) == []


ATTAINED = results("2024", "visitas: 51").items()


def test_a_figure_printed_with_two_values() -> None:
    entry = "figure: attainment, of: visitas, period: 2024, value: {}"
    sheet_of_11 = strategy("[{indicator: visitas, targets: {2024: 11}}]")
    found = findings(
        dict(ATTAINED), sheet_of_11, published(entry.format("464"), entry.format("463"))
    )
    assert said(found) == [
        (
            "two-values",
            "La cifra «avance» de «Visitas» en 2024 aparece con más de un valor: 464 % y 463 %",
            "464 %",
            "463 %",
            "published.yml:2",
        )
    ]
    same = published(entry.format("464"), entry.format("463.6"), entry.format("463.64"))
    assert said(findings(dict(ATTAINED), sheet_of_11, same)) == []
    other = published(entry.format("464"), entry.replace("{}", "100, capped: true"))
    assert said(findings(dict(ATTAINED), sheet_of_11, other)) == []


def test_indicators_of_one_name_are_told_apart_by_their_element() -> None:
    two = "[{indicator: visitas, id: va, targets: {2024: 10}}]"
    own = "[{id: cartas, name: Cartas, kind: count, over_time: sum, targets: {2024: 5}}]"
    files = strategy(two, two.replace("va", "vb"), own)
    printed = published(
        *(f"figure: target, of: {it}, period: 2024, value: 11" for it in ("va", "vb", "cartas"))
    )
    told = [it[1].partition(" en 2024")[0] for it in said(findings(files, printed))]
    assert told == [
        f"La cifra «meta» de {it}" for it in ("«Visitas» (1.1.1)", "«Visitas» (1.1.2)", "«Cartas»")
    ]


def test_a_result_printed_elsewhere_with_another_value() -> None:
    entry = "figure: actual, of: visitas, period: 2024, value: {}"
    found = findings(dict(ATTAINED), published(entry.format("53")))
    assert said(found) == [
        (
            "two-values",
            "La cifra «resultado» de «Visitas» en 2024 aparece como 53, y como 51 en el"
            " cuadro del que el plan la toma",
            "51",
            "53",
            "published.yml:1",
        )
    ]
    assert said(findings(dict(ATTAINED), published(entry.format("51")))) == []


# mislabelled-percentage


def half_done() -> dict[str, str]:
    """Two strategies: 90 % done with 45 % of its money, and 50 % done with 80 %."""
    return {
        **_with_money("1.1", "450.00"),
        **_with_money("1.2", "800.00", indicator=False),
        **results("2024", "visitas: 90", "A2: 50"),
    }


def _with_money(code: str, spent: str, *, indicator: bool = True) -> dict[str, str]:
    measure = "indicator: visitas" if indicator else "id: A2, unit: Informe"
    return {
        f"strategies/{code}.yml": f"""
code: "{code}"
objective: "1"
title: Línea
budget: [{PIM % "1000.00"}, {SPENT % spent}]
activities:
  - {{code: {code}.1, title: A, measures: [{{{measure}, targets: {{2024: 100}}}}]}}
"""
    }


@pytest.mark.parametrize(
    ("entry", "sentence", "expected"),
    [
        (
            'figure: budget-execution, of: "1.1", year: 2024, value: 90.0',
            "Se publica 90.0 % como ejecución financiera de Línea 1.1, que es 45.0 %; 90.0 % es su"
            " avance promedio",
            "45.0 %",
        ),
        (
            'figure: mean-attainment, of: "1.1", period: 2024, value: 45.0',
            "Se publica 45.0 % como avance promedio de Línea 1.1, que es 90.0 %; 45.0 % es su"
            " ejecución financiera",
            "90.0 %",
        ),
        (
            'figure: budget-execution, of: "1.1", year: 2024, value: 36',
            "Se publica 36 % como ejecución financiera de Línea 1.1, que es 45 %; 36 % es su"
            " participación en el monto ejecutado del plan",
            "45 %",
        ),
        (
            'figure: share-of-total, of: "1.1", year: 2024, stage: executed, value: 45.0',
            "Se publica 45.0 % como participación (parte del total del plan) de Línea 1.1, que es"
            " 36.0 %; 45.0 % es su ejecución financiera",
            "36.0 %",
        ),
        (
            'figure: statement, value: 104, equals: "52 / 50 * 100 - 100"',
            "Se publica 104 % como lo que pasa de la meta, que es 4 %; 104 % es el avance",
            "4 %",
        ),
        (
            'figure: statement, value: 4, equals: "52 / 50 * 100"',
            "Se publica 4 % como avance, que es 104 %; 4 % es lo que pasa de la meta",
            "104 %",
        ),
    ],
)
def test_a_percentage_that_is_another_figure(entry: str, sentence: str, expected: str) -> None:
    found = findings(half_done(), published(entry))
    printed = entry.partition("value: ")[2].partition(",")[0] + " %"
    assert said(found) == [
        ("mislabelled-percentage", sentence, expected, printed, "published.yml:1")
    ]


def test_an_attainment_cut_at_a_hundred_and_what_passes_the_target() -> None:
    done = {**results("2024", "visitas: 142")}
    entry = "figure: attainment, of: visitas, period: 2024, value: {}"
    cut, passed = (findings(done, published(entry.format(v))) for v in ("100", "42"))
    assert words(cut[0].what).endswith("que es 142 %; 100 % es su avance cortado en 100")
    assert words(passed[0].what).endswith("que es 142 %; 42 % es lo que pasa de su meta")


def test_a_mean_that_counts_as_zero_what_has_no_percentage() -> None:
    three = {
        "strategies/1.1.yml": """
code: "1.1"
objective: "1"
title: Línea
activities:
  - {code: A1, title: A, measures: [{unit: Informe, targets: {2024: 10}}]}
  - {code: A2, title: B, measures: [{unit: Informe, targets: {2024: 10}}]}
  - {code: A3, title: C, measures: [{unit: Informe, targets: {2024: not-programmed}}]}
""",
        **results("2024", "A1: 8", "A2: 7"),
    }
    entry = 'figure: mean-attainment, of: "1.1", period: 2024, value: {}'
    assert said(findings(three, published(entry.format("50.0")))) == [
        (
            "mislabelled-percentage",
            "Se publica 50.0 % como avance promedio de Línea 1.1, que es 75.0 %; 50.0 % es lo"
            " que daría su promedio si lo que no tiene porcentaje (1) contara como 0",
            "75.0 %",
            "50.0 %",
            "published.yml:1",
        )
    ]
    assert said(findings(three, published(entry.format("75.0")))) == []


@pytest.mark.parametrize(
    "entry",
    [
        # right
        'figure: budget-execution, of: "1.1", year: 2024, value: 45.0',
        # wrong, and no other figure
        'figure: budget-execution, of: "1.1", year: 2024, value: 61.0',
        # a matter of rounding, though 36.1 … 36 could be taken for something else
        'figure: share-of-total, of: "1.1", year: 2024, stage: executed, value: 35.9',
        # a bare 100 equals too much
        'figure: budget-execution, of: "1.1", year: 2024, value: 100',
        'figure: statement, value: 42, equals: "4682 / 4500 * 100 - 100"',
    ],
)
def test_percentages_that_are_no_other_figure(entry: str) -> None:
    assert by_others(findings(half_done(), published(entry))) == []


# count-against-table


def test_a_count_that_the_table_does_not_give() -> None:
    entry = "figure: count, of: plan, level: strategy, value: {}, quote: se organiza en tres"
    assert said(findings(published(entry.format("3"), entry.format("3")))) == [
        (
            "count-against-table",
            "Se publica que son 3 líneas, y el plan da 1",
            "1",
            "3",
            "published.yml:1",
        )
    ]
    assert said(findings(published(entry.format("1")))) == []


def test_a_count_of_one_level_told_of_another() -> None:
    four = {
        **strategy(*(f"[{{id: A{n}, unit: Informe, targets: {{2024: 10}}}}]" for n in range(4))),
        **results("2024", "A0: 1", "A1: 10", "A2: 2", "A3: 10"),
    }
    entry = (
        'figure: count, of: plan, level: {}, range: "[0, 75)", period: 2024, value: 2, quote: dos'
    )
    assert said(findings(four, published(entry.format("strategy")))) == [
        (
            "count-against-table",
            "Se publica que son 2 líneas con avance de menos de 75 % en 2024, y el plan da 1; 2 es"
            " el número de actividades",
            "1",
            "2",
            "published.yml:1",
        )
    ]
    assert said(findings(four, published(entry.format("activity")))) == []


def test_the_number_of_activities_of_a_unit() -> None:
    lines = (
        "{code: A1, title: A, executing_unit: ue-1, measures: [{unit: Acta, targets: {2024: 1}}]}"
    )
    own = {
        "strategies/1.1.yml": f'code: "1.1"\nobjective: "1"\ntitle: L\nactivities: [{lines}]',
        **UNITS,
    }
    entry = (
        "figure: n-programmed, of: plan, where: {{executing_unit: ue-1}}, period: 2024, value: {}"
    )
    assert [row[1] for row in said(findings(own, published(entry.format("2"))))] == [
        "Se publica que son 2 actividades de «Unidad Uno» con meta en 2024, y el plan da 1"
    ]
    assert said(findings(own, published(entry.format("1")))) == []


# marks-against-dates


def calendar(*entries: str) -> dict[str, str]:
    return {PLAN + "calendar.yml": "\n".join(f"- {{title: Sesión, {e}}}" for e in entries) + "\n"}


def test_a_marked_week_that_is_not_that_of_the_date() -> None:
    entry = "printed: 14/05/2024, date: 2024-05-14, marked: 2024-05-s1"
    assert said(findings(calendar(entry))) == [
        (
            "marks-against-dates",
            "«Sesión»: el cronograma marca la I semana de mayo de 2024, y la fecha es 14 de mayo de"
            " 2024",
            "I semana de mayo de 2024",
            "14 de mayo de 2024",
            "calendar.yml:1",
        )
    ]


@pytest.mark.parametrize(
    "entry",
    [
        "printed: 14/05, date: 2024-05-14, marked: 2024-05-s2",
        # the second week if counted from Monday: May 2024 begins on a Wednesday
        "printed: 6/05, date: 2024-05-06, marked: 2024-05-s2",
        "printed: 14/05, date: 2024-05-14, marked: 2024-05",
        "printed: 14/05, date: 2024-05-14, marked: 2024-W20",
        "printed: 6 al 10, from: 2024-05-06, to: 2024-05-10, marked: 2024-05-s1",
        "printed: 14/05, date: 2024-05-14",
    ],
)
def test_marks_that_fit(entry: str) -> None:
    assert said(findings(calendar(entry))) == []


def test_a_difference_of_mark_and_date_is_told_once() -> None:
    entry = "printed: 14/05, date: 2024-05-14, marked: 2024-05-s1, source: {lines: 9}"
    weeks = published(
        "fact: semana, value: 2024-05-s1, source: {document: informe, lines: 9}",
        "fact: semana, value: 2024-05-s2, source: {document: informe, lines: 9}",
    )
    assert [row[0] for row in said(findings(calendar(entry), weeks))] == ["marks-against-dates"]


def scheduled(schedule: str) -> dict[str, str]:
    activity = f"{{code: 1.1.1, title: A, schedule: {schedule}}}"
    return {
        "strategies/1.1.yml": f'code: "1.1"\nobjective: "1"\ntitle: L\nactivities: [{activity}]'
    }


def test_a_schedule_outside_of_the_plan() -> None:
    assert said(findings(scheduled("[2024-12, 2025-01]"))) == [
        (
            "marks-against-dates",
            "El cronograma de 1.1.1 marca enero de 2025, y el plan es de 2024",
            "2024",
            "enero de 2025",
            "strategies/1.1.yml:4",
        )
    ]


def test_a_schedule_against_the_calendar() -> None:
    entry = "printed: 14/05, date: 2024-05-14, concerns: [1.1.1]"
    assert said(findings(scheduled("[2024-06, 2024-07]"), calendar(entry))) == [
        (
            "marks-against-dates",
            "«Sesión» es del 14 de mayo de 2024, y el cronograma de 1.1.1 marca junio de 2024 y"
            " julio de 2024",
            "junio de 2024 y julio de 2024",
            "14 de mayo de 2024",
            "calendar.yml:1",
        )
    ]
    for schedule in ("[2024-05]", "[2024-04, 2024-T2]", "[2024]"):
        assert said(findings(scheduled(schedule), calendar(entry))) == []
    other = entry.replace("1.1.1", '"1.1"')
    assert said(findings(scheduled("[2024-06]"), calendar(other))) == []


# named-against-listed


def section(text: str, n: int) -> dict[str, str]:
    items = ", ".join(f"Punto {i}" for i in range(n))
    return plan(
        "sections:",
        "  - kind: other",
        "    title: Estrategias",
        f'    paragraphs: ["{text}"]',
        f"    items: [{items}]",
    )


def test_a_list_that_has_another_number_than_announced() -> None:
    assert said(
        findings(section("El plan contempla cuatro estrategias con enfoque propio:", 3))
    ) == [
        (
            "named-against-listed",
            "El texto anuncia 4 estrategias y su lista tiene 3",
            "4",
            "3",
            "plan.yml:22",
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Se desarrollaron 11 campañas de difusión:",
        "La intervención contará con cinco (5) componentes:",
        "Son los siguientes treinta y dos compromisos",
        "Se aprobó en 2023. Comprende 06 líneas de acción:",
        "Se definieron los dos objetivos siguientes:",
    ],
)
def test_texts_that_announce_a_number(text: str) -> None:
    assert [f.detector for f in findings(section(text, 3))] == ["named-against-listed"]


@pytest.mark.parametrize(
    "text",
    [
        "El plan contempla tres estrategias con un enfoque de 360°:",
        # no colon: the list may be of something else
        "El plan contempla cuatro estrategias.",
        # the number is not of what is listed
        "Brindar herramientas a 7 directores regionales para que puedan:",
        "Se identifica a las 25 regiones, cuyos temas son:",
        # the last sentence announces, and gives no number
        "El plan contempla cuatro estrategias. Los temas a tratar son:",
        # two numbers: which one is of the list?
        "Se desarrollaron 4 talleres y 3 cursos:",
        "Comprende 4 temas del eje 3:",
        # not a count
        "El plan presenta la Directiva N° 05-2022 y las normas:",
        "El programa desarrolla 100 talleres:",
        "El indicador está vinculado a un actividad:",
    ],
)
def test_texts_that_announce_no_number_of_the_list(text: str) -> None:
    assert said(findings(section(text, 3))) == []


def test_a_text_before_a_list_of_an_item() -> None:
    lines = (
        "sections:",
        "  - kind: other",
        "    title: Partes",
        "    items:",
        '      - {text: "Incluye dos fases:", items: [una, otra, y otra]}',
    )
    assert [f.found for f in findings(plan(*lines))] == [3]


# all of them


@st.composite
def consistent_plans(draw: st.DrawFn) -> dict[str, str]:
    """A plan whose published figures are all true: what a careful institution prints."""
    n = draw(st.integers(2, 5))
    amounts = draw(st.lists(st.integers(100, 10_000), min_size=n, max_size=n))
    spent = [draw(st.integers(1, amount)) for amount in amounts]
    targets = draw(st.lists(st.integers(1, 50), min_size=n, max_size=n))
    actuals = [draw(st.integers(0, 2 * target)) for target in targets]
    files = _consistent(amounts, spent, targets)
    actual = results("2024", *(f"A{i}: {value}" for i, value in enumerate(actuals)))
    return {**files, **actual, **published(*_true(amounts, spent, targets, actuals))}


def _consistent(amounts: list[int], spent: list[int], targets: list[int]) -> dict[str, str]:
    files = plan(
        f"versions: [{{id: V1, label: V, n_activities: {len(amounts)}, budget: {sum(amounts)}}}]",
        f"budget: [{{year: 2024, stage: modified, version: V1, amount: {sum(amounts)}}},"
        f" {SPENT % sum(spent)}]",
    )
    for i, (amount, used, target) in enumerate(zip(amounts, spent, targets, strict=True)):
        files[f"strategies/1.{i}.yml"] = f"""
code: "1.{i}"
objective: "1"
title: Línea {i}
budget: [{{year: 2024, stage: modified, version: V1, amount: {amount}}}, {SPENT % used}]
activities:
  - {{code: A{i}, title: Actividad, measures: [{{unit: Informe, targets: {{2024: {target}}}}}]}}
"""
    return files


def _true(
    amounts: list[int], spent: list[int], targets: list[int], actuals: list[int]
) -> list[str]:
    def tenth(part: int, whole: int) -> str:
        tenths = (2000 * part + whole) // (2 * whole)  # half up, as printed
        return f"{tenths // 10}.{tenths % 10}"

    lines = [
        f"figure: budget, of: plan, year: 2024, stage: executed, value: {sum(spent)}",
        f"figure: count, of: plan, level: activity, value: {len(amounts)}, quote: son",
    ]
    for i, (amount, used) in enumerate(zip(amounts, spent, strict=True)):
        share = tenth(used, sum(spent))
        execution = tenth(used, amount)
        head = f'of: "1.{i}", year: 2024'
        lines.append(f"figure: share-of-total, {head}, stage: executed, value: {share}")
        lines.append(f"figure: budget-execution, {head}, value: {execution}")
        attained = tenth(actuals[i], targets[i])
        lines.append(f"figure: attainment, of: A{i}, period: 2024, value: {attained}")
        lines.append(f"figure: actual, of: A{i}, period: 2024, value: {actuals[i]}")
    return lines


@settings(deadline=None, max_examples=30)
@given(consistent_plans())
def test_what_is_printed_right_gives_no_finding(files: dict[str, str]) -> None:
    assert said(findings(files)) == []


# the first content


def test_a_percentage_carries_its_sign_beside_its_finding_too() -> None:
    kind = sheet("kind: percentage", "over_time: last")
    printed = published("figure: actual, of: visitas, period: 2024, value: 19")
    told = pages(kind, targets("2024: 10"), results("2024", "visitas: 4"), printed)
    page = told["planes/plan-2024/contraste.md"].replace("\u00a0", " ")
    assert "Publicado 19 % Recalculado 4 % diferencia 15 puntos" in page


def test_a_count_of_a_band_is_told_with_its_band_wherever_it_stands() -> None:
    count = "figure: count, of: plan, level: activity, band: {}, period: 2024, value: 3"
    told = pages(published(*map(count.format, ("low", "not-reported"))))
    for page in ("planes/plan-2024/contraste.md", "documentos/informe.md"):
        assert "Actividades en banda baja, 2024" in told[page]
        assert "Actividades sin reporte, 2024" in told[page]
