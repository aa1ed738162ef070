"""The first content against what its five documents print: totals, counts, sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from generator.compute import Results
from generator.compute.attainment import Status
from generator.compute.money import parts_agree
from generator.compute.results import PlanResult
from generator.model.catalog import Catalog, Level
from generator.model.money import Stage
from generator.model.scalars import State
from generator.reference import regions
from tests.command import ROOT, run

PEI = "pei-mtpe-2017-2027"
POI = "poi-mtpe-2024"
COMMUNICATION = "comunicaciones-mtpe-2024"
AGREEMENT = "convenio-gestion-2020-2021"
CAPACITIES = "pfc-mtpe-2025"
JUNTOS = "comunicacion-juntos-2021"
UNITS = {"ue-001": 174, "ue-002": 62, "ue-005": 24}
PROGRAMMED = (2024, Stage.PROGRAMMED, "")


def money(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


# the operational plan


def test_the_poi_has_the_activities_of_its_three_executing_units(catalog: Catalog) -> None:
    found = Counter(
        activity.executing_unit
        for strategy in catalog.plans[POI].strategies
        for activity in strategy.activities
    )
    assert found == UNITS
    assert sum(found.values()) == 260


def test_every_activity_of_the_poi_has_a_target_and_a_result(results: Results) -> None:
    poi = results.plans[POI]
    assert len(poi.measures) == 260
    for name, measure in poi.measures.items():
        year = measure.years[2024].full_year
        assert isinstance(year.target, Decimal), name
        assert isinstance(year.actual, Decimal), name


def test_every_action_of_the_poi_contributes_to_its_action_of_the_pei(catalog: Catalog) -> None:
    for strategy in catalog.plans[POI].strategies:
        assert [(link.plan, link.code) for link in strategy.contributes_to] == [
            (PEI, strategy.code)
        ]


VERSIONS = {
    "PIA": ("385,980,156.00", 238),
    "V1": ("389,316,005.00", 250),
    "V2": ("388,878,962.00", 258),
    "V3": ("736,084,851.00", 260),
    "V4": ("728,706,272.00", 260),
}


def test_the_versions_of_the_poi_are_the_printed_ones(catalog: Catalog) -> None:
    found = {
        version.id: (version.budget, version.n_activities)
        for version in catalog.plans[POI].plan.versions
    }
    assert found == {name: (money(total), n) for name, (total, n) in VERSIONS.items()}


def _key(version: str) -> tuple[int, Stage, str]:
    if version == "PIA":
        return 2024, Stage.OPENING, ""
    return 2024, Stage.MODIFIED, version


@pytest.mark.parametrize("version", VERSIONS)
def test_units_and_objectives_give_the_printed_total(results: Results, version: str) -> None:
    poi = results.plans[POI]
    total = money(VERSIONS[version][0])
    key = _key(version)
    by_unit = [
        line.amount
        for line in poi.folder.plan.budget
        if line.executing_unit and (line.year, line.stage, line.version or "") == key
    ]
    assert len(by_unit) == 3
    assert sum(by_unit) == total
    by_objective = [poi.money[o.code][key] for o in poi.folder.of_level(Level.OBJECTIVE)]
    assert len(by_objective) == 8
    assert sum(by_objective) == total
    assert poi.money["plan"][key] == total
    assert parts_agree(poi.folder, key)


def test_what_was_executed_is_the_printed_total(results: Results) -> None:
    poi = results.plans[POI]
    key = (2024, Stage.EXECUTED, "")
    assert poi.money["plan"][key] == money("723,294,716.24")
    by_action = [poi.money[s.code][key] for s in poi.folder.of_level(Level.STRATEGY)]
    assert len(by_action) == 26
    assert sum(by_action) == money("723,294,716.24")


def test_the_poi_closes_with_22_recommendations(catalog: Catalog) -> None:
    entries = catalog.plans[POI].recommendations
    assert len(entries) == 22
    without = [entry.code for entry in entries if not entry.owner or not entry.deadline]
    assert without == ["R09"]  # the report prints neither beside it


# the strategic plan


def test_the_pei_has_8_and_47_indicators(results: Results) -> None:
    pei = results.plans[PEI]
    levels = Counter(m.use.element.level for m in pei.measures.values())
    assert levels == {Level.OBJECTIVE: 8, Level.STRATEGY: 47}
    silent = Counter(
        m.use.element.level
        for m in pei.measures.values()
        if m.use.measure.targets and set(m.use.measure.targets.values()) == {State.NOT_PROGRAMMED}
    )
    assert silent == {Level.OBJECTIVE: 1, Level.STRATEGY: 8}
    assert len({m.use.measure.indicator for m in pei.measures.values()}) == 55


def test_the_pei_has_the_bands_that_the_report_counts(results: Results) -> None:
    pei = results.plans[PEI]
    actions = [m for m in pei.measures.values() if m.use.element.level is Level.STRATEGY]
    bands = Counter(m.years[2024].full_year.band for m in actions)
    assert {band.value: n for band, n in bands.items() if band} == {
        "low": 7,
        "medium": 2,
        "high": 30,
    }


# the agreement


def test_the_agreement_has_21_signatures_with_a_date(catalog: Catalog) -> None:
    signed = [entry for entry in catalog.plans[AGREEMENT].plan.agreements if entry.date]
    assert len(signed) == 21
    assert len({entry.region for entry in signed}) == 21
    assert {entry.region for entry in signed} <= set(regions("PE"))


def test_the_agreement_has_12_indicators_and_18_regions(results: Results) -> None:
    agreement = results.plans[AGREEMENT]
    assert len(list(agreement.folder.of_level(Level.STRATEGY))) == 12
    whole = [m for m in agreement.measures.values() if m.use.element.level is Level.PLAN]
    by_region = [m for m in whole if m.use.measure.by == "region"]
    for measure in by_region:
        for figure in measure.use.measure.targets.values():
            assert len(figure) == 18
    assert by_region
    loreto = [m for m in agreement.measures.values() if m.use.id.endswith("loreto")]
    assert len(loreto) == 12


# the plans of capacities and of communication


def test_the_capacities_plan_has_5_components_and_12_milestones(catalog: Catalog) -> None:
    folder = catalog.plans[CAPACITIES]
    levels = Counter(element.level for element in folder.elements)
    assert (levels[Level.OBJECTIVE], levels[Level.STRATEGY]) == (5, 12)
    recordings = [entry for entry in folder.calendar if entry.kind == "recording"]
    assert len(recordings) == 9


def test_the_plan_of_juntos_has_3_objectives_and_5_strategies(catalog: Catalog) -> None:
    levels = Counter(element.level for element in catalog.plans[JUNTOS].elements)
    assert (levels[Level.OBJECTIVE], levels[Level.STRATEGY]) == (3, 5)


# the communication plan of the ministry


@pytest.fixture(scope="module")
def real(results: Results) -> PlanResult:
    return results.plans[COMMUNICATION]


def test_the_printed_total_is_the_sum_of_the_printed_amounts(real: PlanResult) -> None:
    assert str(real.money["plan"][PROGRAMMED]) == "1579853.00"
    printed = [
        own.amount for element, own in real.folder.budget() if element.level is not Level.PLAN
    ]
    assert sorted(printed) == [150000, 252000, 254000, 350000, 573853]
    assert sum(printed, Decimal(0)) == Decimal("1579853.00")
    assert parts_agree(real.folder, PROGRAMMED)
    below = {o.code: real.money[o.code][PROGRAMMED] for o in real.folder.of_level(Level.OBJECTIVE)}
    assert below == {"1": 573853, "2": 500000, "3": 252000, "4": 254000}


def test_the_plan_has_the_parts_that_its_document_prints(real: PlanResult) -> None:
    levels = Counter(element.level.code for element in real.folder.elements)
    assert levels == {"plan": 1, "objective": 4, "strategy": 4, "activity": 15}
    assert len(real.measures) == 25
    with_target = [m for m in real.measures.values() if m.use.measure.total is not None]
    figures = [f for m in with_target for f in m.use.measure.targets.values()]
    assert (len(with_target), len(figures)) == (22, 88)
    assert sum(isinstance(figure, Decimal) for figure in figures) == 85
    assert sum(figure is State.NOT_PROGRAMMED for figure in figures) == 3


def test_every_printed_total_is_the_sum_of_its_quarters(real: PlanResult) -> None:
    for measure in real.measures.values():
        quarters = [f for f in measure.use.measure.targets.values() if isinstance(f, Decimal)]
        total = measure.use.measure.total
        if total is not None:
            assert total == sum(quarters) == measure.years[2024].full_year.target, measure.use.id


def test_nothing_is_reported_and_nothing_has_a_percentage(real: PlanResult) -> None:
    statuses = Counter(m.years[2024].full_year.status for m in real.measures.values())
    assert statuses == {"not-reported": 22, "not-programmed": 3}
    assert all(m.years[2024].full_year.raw is None for m in real.measures.values())
    assert all(
        o.attainment.raw is None for m in real.measures.values() for o in m.years[2024].observations
    )
    whole = real.rollups["plan"]
    assert (whole.n, whole.n_programmed, whole.n_reported, whole.n_executed) == (15, 15, 0, 0)
    assert (whole.mean_attainment, whole.statuses[Status.NOT_REPORTED]) == (None, 15)
    assert sum(whole.bands.values()) == 0


def test_three_measures_have_a_printed_baseline(real: PlanResult) -> None:
    found = {name: m.baseline.value for name, m in real.measures.items() if m.baseline}
    assert found == {
        "notas-de-prensa-difundidas": 284,
        "impactos-positivos-en-prensa": 6437,
        "disenos-de-materiales-comunicacionales-elaborados": 1897,
    }


def test_the_calendar_has_the_days_of_annex_2(real: PlanResult) -> None:
    entries = real.folder.calendar
    months = Counter(entry.start.month for entry in entries)
    assert [months[month] for month in range(1, 13)] == [4, 2, 7, 7, 8, 6, 4, 6, 7, 9, 3, 7]
    assert len(entries) == 70


# the whole


def test_the_content_has_what_was_counted_in_the_documents(results: Results) -> None:
    assert dict(counted(results)) == {
        JUNTOS: (3, 5, 29, 33, 39, 1, 0),
        COMMUNICATION: (4, 4, 15, 25, 91, 6, 0),
        AGREEMENT: (5, 12, 0, 25, 74, 0, 23),
        PEI: (8, 32, 0, 55, 93, 0, 0),
        CAPACITIES: (5, 12, 0, 43, 43, 0, 0),
        POI: (8, 26, 260, 260, 260, 118, 22),
    }


def counted(results: Results) -> Iterator[tuple[str, tuple[int, ...]]]:
    """By plan: objectives, strategies, activities, measures, observations, amounts, advice."""
    for name, plan in results.plans.items():
        levels = Counter(element.level for element in plan.folder.elements)
        observations = sum(
            len(year.observations) for m in plan.measures.values() for year in m.years.values()
        )
        yield (
            name,
            (
                levels[Level.OBJECTIVE],
                levels[Level.STRATEGY],
                levels[Level.ACTIVITY],
                len(plan.measures),
                observations,
                sum(1 for _ in plan.folder.budget()),
                len(plan.folder.recommendations),
            ),
        )


def test_the_content_has_no_finding() -> None:
    done = run("check", "--strict", "--root", str(ROOT), cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(", 0 errores, 0 avisos.\n")


def test_the_content_has_its_form() -> None:
    done = run("format", "--check", cwd=ROOT)
    assert done.returncode == 0, done.stdout
