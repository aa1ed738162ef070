"""Published figures held against their own parts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.model.rounding import fits
from generator.reconcile.reconcile import Reconciled, Verdict, reconcile, same_value
from generator.words.formatter import Formatter
from tests.helpers import of_parts, plain, results_of

PLAN = "plans/plan-2024/"
TREE = {
    "units.yml": """
- {id: mtpe, name: Ministerio, kind: entity}
- {id: ue-1, name: Unidad 1, kind: executing-unit}
- {id: ue-2, name: Unidad 2, kind: executing-unit}
""",
    "plan.yml": """
title: Plan 2024
entity: mtpe
kind: operational
period: 2024
frequency: year
levels:
  objective: {singular: Objetivo, plural: Objetivos}
  strategy: {singular: Línea, plural: Líneas}
  activity: {singular: Actividad, plural: Actividades}
method: ceplan-2024
currency: PEN
state: approved
approval: {note: sin resolución}
source: {document: informe, place: Anexo 1}
versions: [{id: PIA, label: Apertura}, {id: V1, label: V1}, {id: V2, label: V2}]
budget:
  - {year: 2024, stage: opening, amount: 100.00, executing_unit: ue-1}
  - {year: 2024, stage: opening, amount: 60.00, executing_unit: ue-2}
  - {year: 2024, stage: modified, version: V1, amount: 120.00, executing_unit: ue-1}
  - {year: 2024, stage: modified, version: V1, amount: 60.00, executing_unit: ue-2}
  - {year: 2024, stage: modified, version: V2, amount: 130.00, executing_unit: ue-1}
  - {year: 2024, stage: modified, version: V2, amount: 50.00, executing_unit: ue-2}
  - {year: 2024, stage: executed, amount: 126.10, executing_unit: ue-1}
  - {year: 2024, stage: executed, amount: 40.00, executing_unit: ue-2}
objectives:
  - code: O1
    title: Primero
    budget:
      - {year: 2024, stage: modified, version: V2, amount: 90.00}
      - {year: 2024, stage: executed, amount: 81.00}
  - {code: O2, title: Segundo}
""",
    "strategies/1.1.yml": """
code: "1.1"
objective: O1
title: Línea
activities:
  - {code: A1, title: Uno, executing_unit: ue-1, measures: [{unit: Persona, targets: {2024: 1409}}]}
  - {code: A2, title: Dos, executing_unit: ue-2, measures: [{unit: Persona, targets: {2024: 7}}]}
""",
    "strategies/2.1.yml": """
code: "2.1"
objective: O2
title: Otra
activities:
  - {code: A3, title: Tres, executing_unit: ue-2, measures: [{unit: Persona, targets: {2024: 10}}]}
  - {code: A4, title: Cuatro, executing_unit: ue-2, measures: [{unit: X, targets: {2024: 0}}]}
""",
    "results/2024.yml": """
period: 2024
status: final
source: {document: informe}
results: {A1: 834, A2: 24, A3: 0}
""",
}


def reconciled(*lines: str) -> list[Reconciled]:
    """The verdicts on the entries of ``published.yml`` of the tree above."""
    text = "".join(f"- {line}\n" for line in lines)
    found = results_of(of_parts(TREE, {PLAN + "published.yml": text}))
    return list(reconcile(found.catalog, found.plans))


def verdict(line: str) -> str:
    """Verdict, recomputed value and difference of one entry."""
    (found,) = reconciled(line)
    places = found.recomputed.quantize(Decimal("0.0001")) if found.recomputed is not None else None
    difference = (
        found.difference.quantize(Decimal("0.01")) if found.difference is not None else None
    )
    return plain(found.verdict.value, places, difference)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # targets, results, attainments
        ("{figure: target, of: A1, period: 2024, value: 1409}", "agrees 1409 0"),
        ("{figure: target, of: A1, period: 2024, value: 1410}", "differs 1409 1"),
        ("{figure: actual, of: A1, period: 2024, value: 834}", "agrees 834 0"),
        ("{figure: attainment, of: A1, period: 2024, value: 59.2}", "agrees 59.1909 0"),
        ("{figure: attainment, of: A1, period: 2024, value: 59.1}", "differs 59.1909 -0.09"),
        ("{figure: attainment, of: A1, period: 2024, value: 59}", "agrees 59.1909 0"),
        ("{figure: attainment, of: A2, period: 2024, value: 100.0, capped: true}", "agrees 100 0"),
        ("{figure: attainment, of: A2, period: 2024, value: 342.9}", "agrees 342.8571 0"),
        ("{figure: attainment, of: A2, period: 2024, value: 100.0}", "differs 342.8571 -242.86"),
        ("{figure: attainment, of: A4, period: 2024, value: not-available}", "agrees - -"),
        ("{figure: attainment, of: A1, period: 2024, value: not-available}", "differs 59.1909 -"),
        # means and counts
        ("{figure: mean-attainment, of: plan, period: 2024, value: 53.1}", "agrees 53.0636 0"),
        ("{figure: mean-attainment, of: O1, period: 2024, value: 79.6}", "agrees 79.5955 0"),
        (
            "{figure: mean-attainment, of: plan, where: {executing_unit: ue-2}, period: 2024,"
            " value: 50}",
            "agrees 50 0",
        ),
        ("{figure: mean-of-strategies, of: plan, period: 2024, value: 39.80}", "agrees 39.7977 0"),
        ("{figure: mean-raw, of: O1, period: 2024, value: 201.0}", "agrees 201.024 0"),
        ("{figure: count, of: plan, level: activity, value: 4}", "agrees 4 0"),
        ("{figure: count, of: O2, level: activity, value: 2}", "agrees 2 0"),
        ("{figure: count, of: plan, level: strategy, value: 3}", "differs 2 1"),
        ("{figure: count, of: plan, level: objective, value: 2}", "agrees 2 0"),
        (
            '{figure: count, of: plan, level: activity, range: "[0, 75)", period: 2024, value: 2}',
            "agrees 2 0",
        ),
        (
            '{figure: count, of: plan, level: activity, range: "[95, inf)", where:'
            " {executing_unit: ue-2}, period: 2024, value: 1}",
            "agrees 1 0",
        ),
        (
            "{figure: count, of: plan, level: activity, band: not-programmed, period: 2024,"
            " value: 1}",
            "agrees 1 0",
        ),
        (
            "{figure: count, of: plan, level: strategy, band: low, period: 2024, value: 1}",
            "agrees 1 0",
        ),
        ("{figure: n-programmed, of: plan, period: 2024, value: 3}", "agrees 3 0"),
        ("{figure: n-executed, of: plan, period: 2024, value: 3}", "differs 2 1"),
        # money
        ("{figure: budget, of: plan, year: 2024, stage: opening, value: 160.00}", "agrees 160 0"),
        (
            "{figure: budget, of: plan, where: {executing_unit: ue-1}, year: 2024,"
            " stage: modified, version: V1, value: 120.00}",
            "agrees 120 0",
        ),
        ("{figure: budget-execution, of: plan, year: 2024, value: 92.3}", "agrees 92.2778 0"),
        (
            "{figure: budget-execution, of: plan, where: {executing_unit: ue-1}, year: 2024,"
            " value: 97}",
            "agrees 97 0",
        ),
        ("{figure: budget-execution, of: O1, year: 2024, value: 50}", "differs 90 -40"),
        ("{figure: share-of-total, of: O1, year: 2024, value: 50}", "agrees 50 0"),
        (
            "{figure: share-of-total, of: plan, where: {executing_unit: ue-1}, year: 2024,"
            " stage: executed, value: 75.9}",
            "agrees 75.9181 0",
        ),
        (
            "{figure: change-between-versions, of: plan, year: 2024, version: V1, value: 12.5}",
            "agrees 12.5 0",
        ),
        (
            "{figure: change-between-versions, of: plan, where: {executing_unit: ue-2},"
            " year: 2024, version: V2, value: -16.7}",
            "agrees -16.6667 0",
        ),
        ("{figure: gap, of: plan, year: 2024, value: 39.2}", "agrees 39.2141 0"),
        # arithmetic
        ("{figure: statement, value: 43, equals: 12 + 30}", "differs 42 1"),
        ("{figure: statement, value: 88, equals: 43 / 49 * 100}", "agrees 87.7551 0"),
        ("{figure: statement, value: 87.8, equals: 43 / 49 * 100}", "agrees 87.7551 0"),
    ],
)
def test_a_figure_is_held_against_its_parts_at_its_own_precision(line: str, expected: str) -> None:
    assert verdict(line) == expected


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{figure: attainment, of: A4, period: 2024, value: 100}", "no tiene ese valor"),
        ("{figure: attainment, of: A1, period: 2023, value: 59}", "no tiene ese valor"),
        ("{figure: target, of: O1, period: 2024, value: 5}", "ningún indicador, o más de uno"),
        ("{figure: budget, of: A1, year: 2024, stage: opening, value: 5}", "no tiene ese monto"),
        ("{figure: budget-execution, of: O2, year: 2024, value: 5}", "no tiene ese monto"),
        ("{figure: n-programmed, of: A1, period: 2023, value: 1}", "no hay nada que contar"),
        (
            "{figure: change-between-versions, of: plan, year: 2024, version: PIA, value: 5}",
            "no nombra una versión que siga a otra",
        ),
        ("{figure: statement, value: 5}", "no lleva una cuenta"),
        ("{figure: attainment, of: A1, period: 2024, value: ND}", "no es un número"),
        ("{fact: fecha-de-corte, value: 2024-12-31}", "impreso una sola vez"),
    ],
)
def test_what_cannot_be_recomputed_says_why(line: str, why: str) -> None:
    (found,) = reconciled(line)
    assert found.verdict is Verdict.NOT_RECOMPUTABLE
    assert found.recomputed is None
    assert found.reason is not None
    assert why in Formatter("es").t(found.reason)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("187", "184", "conflicting"),
        ("187", "187", "agrees"),
        ("48", "48.08", "agrees"),
        ("48", "48.6", "conflicting"),
        ("2024-05-29", "2024-05-28", "conflicting"),
        ("2024-05-29", "2024-05-29", "agrees"),
        ("«Jóvenes Productivos»", '"jóvenes productivos."', "agrees"),
        ("Formación", "Formalización", "conflicting"),
        ("5", "cinco", "conflicting"),
    ],
)
def test_printings_of_one_fact_agree_or_conflict(one: str, other: str, expected: str) -> None:
    found = reconciled(f"{{fact: dato, value: {one}}}", f"{{fact: dato, value: {other}}}")
    assert [item.verdict.value for item in found] == [expected, expected]
    assert [len(item.others) for item in found] == [1, 1]


def test_a_figure_carries_the_sum_that_gave_it() -> None:
    (found,) = reconciled("{figure: attainment, of: A1, period: 2024, value: 59.2}")
    assert found.explanation is not None
    assert found.explanation.text == "834 / 1409 × 100 = 59.19"


@pytest.mark.parametrize(
    ("published", "computed", "expected"),
    [
        ("100.0", "99.973", True),
        ("59.2", "59.15", True),
        ("59.2", "59.25", True),
        ("59.2", "59.2501", False),
        ("12", "11.5", True),
        ("12", "11.49", False),
        ("-16.7", "-16.6667", True),
    ],
)
def test_half_a_unit_of_the_last_printed_digit_is_agreement(
    published: str, computed: str, expected: bool
) -> None:
    assert fits(Decimal(published), Decimal(computed)) is expected


def test_equality_of_printings_has_no_side() -> None:
    for one, other in (("48", "48.08"), ("48", "48.6"), ("1", "1.0")):
        a, b = Decimal(one), Decimal(other)
        assert same_value(a, b) == same_value(b, a)


# the real documents
