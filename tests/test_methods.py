"""Methods of calculation: what each makes of the same figures, on pages, in tables and reports."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.compute import compute
from generator.export import tables
from generator.load import load
from generator.render.views.common import RenderContext
from generator.render.views.measure.sentences import sentence
from generator.render.views.methods import method_rows
from generator.render.views.plan.lead import plan_lead
from generator.review.diff import diff
from tests.command import run
from tests.helpers import computed, content, lay, plain, results_of, with_lines
from tests.proposal import DAY, amendment, laid, side

OWN = """
- id: propio
  title: Método propio
  formula: {formula}
  cap: 120
  mean: {mean}
  bands: {{medium: 40, high: 100}}
"""
FILES = {
    "indicators/visitas.yml": """
name: Nivel
kind: variation
direction: increase
over_time: last
unit: punto
""",
    "strategies/1.1.yml": """
code: "1.1"
objective: "1"
title: Línea
activities:
  - code: 1.1.1
    title: Bajar a cero
    measures:
      - {name: Quejas, id: quejas, unit: queja, kind: variation, direction: decrease,
         over_time: last, targets: {2024: 0}, baseline: {period: 2023, value: 10}}
  - code: 1.1.2
    title: Cruzar el cero
    measures:
      - {indicator: visitas, id: cruza, targets: {2024: 5}, baseline: {period: 2023, value: -5}}
  - code: 1.1.3
    title: Retroceder
    measures:
      - {indicator: visitas, id: baja, targets: {2024: 80}, baseline: {period: 2023, value: 50}}
  - code: 1.1.4
    title: Pasar la meta
    measures:
      - {indicator: visitas, id: pasa, targets: {2024: 110}, baseline: {period: 2023, value: 100}}
  - code: 1.1.5
    title: Sin línea de base
    measures:
      - {indicator: visitas, id: sola, targets: {2024: 50}}
""",
    "results/2024.yml": """
period: 2024
status: final
source: {document: informe, place: Cuadro 1}
results: {quejas: 7, cruza: 0, baja: 40, pasa: 113, sola: 40}
""",
}


def tree(method: str, formula: str = "since-baseline", mean: str = "capped") -> dict[str, bytes]:
    own = OWN.format(formula=formula, mean=mean)
    if formula == "met":  # of which there is no percentage
        own = own.partition("  cap:")[0]
    plan = with_lines("plan.yml", f"method: {method}", "frequency: year")
    return content(**FILES, **plan, **{"methods.yml": own})


def told(files: dict[str, bytes]) -> dict[str, str]:
    """Percentage, band and verdict of every measure, then the mean of the plan."""
    plan = computed(files)
    rows = {name: it.years[2024].full_year for name, it in plan.measures.items()}
    said = {name: plain(it.raw and round(it.raw, 2), it.band, it.met) for name, it in rows.items()}
    mean = plan.rollups["plan"].mean_attainment
    return {**said, "plan": plain(mean and round(mean, 2), *plan.rollups["plan"].bands.values())}


TYPE_II = {
    "quejas": "30 low False",
    "cruza": "50 medium False",
    "baja": "-33.33 low False",
    "pasa": "130 high True",
    "sola": "- - False",
}


@pytest.mark.parametrize(
    ("method", "formula", "mean", "expected"),
    [
        # (30 + 50 + 0 + 120) / 4; (30 + 50 - 33.33 + 130) / 4
        ("propio", "since-baseline", "capped", {**TYPE_II, "plan": "50 2 1 1"}),
        ("propio", "since-baseline", "uncapped", {**TYPE_II, "plan": "44.17 2 1 1"}),
        (
            "ceplan-2024",
            "since-baseline",
            "capped",
            {
                "quejas": "0 low False",
                "cruza": "0 low False",
                "baja": "50 low False",
                "pasa": "102.73 high True",
                "sola": "80 medium False",
                "plan": "46 3 1 1",  # (0 + 0 + 50 + 100 + 80) / 5
            },
        ),
        (
            "propio",
            "met",
            "capped",
            {
                **dict.fromkeys(("quejas", "cruza", "baja", "sola"), "- - False"),
                "pasa": "- - True",
                "plan": "- 0 0 0",
            },
        ),
    ],
)
def test_each_method_of_the_same_figures(
    method: str, formula: str, mean: str, expected: dict[str, str]
) -> None:
    assert told(tree(method, formula, mean)) == expected


@pytest.mark.parametrize("method", ["tipo-ii-2026", "ods-distancia-2026"])
def test_a_shipped_method_from_the_baseline_takes_the_bands_of_the_portal(method: str) -> None:
    found = told(tree(method))
    assert (found["cruza"], found["pasa"]) == ("50 low False", "130 high True")
    assert found["plan"] == "45 3 0 1"  # (30 + 50 + 0 + 100) / 4


def test_type_two_stands_in_tables_and_in_the_report_by_any_method(tmp_path: Path) -> None:
    results = results_of(tree("ceplan-2024"))
    found = next(t for t in tables(results, "es") if t.table.name == "observations")
    names = [column.name for column in found.table.columns]
    at = names.index("measure"), names.index("attainment_from_baseline")
    rows = {row[at[0]]: row[at[1]] for row in found.rows}
    assert {name: plain(value) for name, value in rows.items()} == {
        "quejas": "30",
        "cruza": "50",
        "baja": "-33.333333",
        "pasa": "130",
        "sola": "-",
    }
    lay(tmp_path, tree("ceplan-2024"))
    text = " ".join(run("report", "plan-2024", cwd=tmp_path).stdout.split())
    for figure in ("avance tipo II 30.0 %", "avance tipo II 50.0 %", "avance tipo II −33.3 %"):
        assert figure in text


def test_a_target_of_a_year_that_runs_is_not_missed_before_all_of_it_is_reported() -> None:
    files = with_lines("plan.yml", "method: cumple-2026", "frequency: semester")
    result = FILES["results/2024.yml"].replace("period: 2024", "period: 2024-S1")
    tree = content(**{**FILES, "results/2024.yml": ""}, **files, **{"results/2024-S1.yml": result})
    (plan,) = compute(load(tree)[0], date(2024, 8, 1)).plans.values()
    shown = {name: it.years[2024].to_date.met for name, it in plan.measures.items()}
    assert shown == {**dict.fromkeys(("quejas", "cruza", "baja", "sola")), "pasa": True}
    assert (plan.rollups["plan"].n_met, plan.rollups["plan"].n_unmet) == (1, 0)


def test_pages_say_what_the_main_figure_is_of() -> None:
    ctx = RenderContext(results_of(tree("propio")), "es")
    (plan,) = ctx.results.plans.values()
    said = {
        name: sentence(ctx, it, it.current).striptags().replace("\xa0", " ")
        for name, it in plan.measures.items()
    }
    assert said == {
        "quejas": "La meta para 2024 era bajar a 0 quejas; el resultado fue 7"
        " (avance tipo II: 30.0 %).",
        "cruza": "La meta para 2024 era 5 puntos; el resultado fue 0 (avance tipo II: 50.0 %).",
        "baja": "La meta para 2024 era 80 puntos; el resultado fue 40 (avance tipo II: −33.3 %).",
        "pasa": "La meta para 2024 era 110 puntos; el resultado fue 113 (avance tipo II: 130.0 %).",
        "sola": "La meta para 2024 era 50 puntos; el resultado fue 40.",
    }
    lead = plan_lead(ctx, plan).striptags().replace("\xa0", " ")
    assert lead.startswith(
        "De 5 actividades con meta para 2024, 1 recorrió el 100 % del camino a su meta o más,"
        " 1 quedó entre el 40 % y el 100 %, 2 quedaron por debajo del 40 % y 1 no cumplió una meta"
        " que no da porcentaje."
    )
    (row,) = method_rows(ctx)
    assert row.id == "propio"
    bands = row.plans[0][1].replace("\xa0", " ")
    assert bands == "Alto: 100 % o más. Medio: desde 40 %. Bajo: menos."


def refused(*parts: dict[str, str]) -> list[str]:
    """What the policy says of a plan of the own method, before and after."""
    plan = with_lines("plan.yml", "method: propio")
    before, after = side(laid(plan, parts[0])), side(laid(plan, *parts[1:]), "v2")
    return [it.problem.code for it in diff(before, after, DAY).verdict]


def test_a_commitment_keeps_the_rules_of_its_method() -> None:
    own = OWN.format(formula="to-target", mean="capped")
    before = {"methods.yml": own}
    after = {"methods.yml": own.replace("high: 100", "high: 80").replace("cap: 120", "cap: 100")}
    assert refused(before, after) == ["unamended-change", "unamended-change"]
    bands = "from: {medium: 40, high: 100}, to: {medium: 40, high: 80}"
    rules = "from: 'propio: to-target, 120, capped', to: 'propio: to-target, 100, capped'"
    said = (
        f"{{measure: plan, figure: bands, {bands}}}",
        f"{{measure: plan, figure: method, {rules}}}",
    )
    assert refused(before, after, amendment(*said)) == []


def test_a_method_that_is_not_even_an_id_has_a_name_and_no_bands_of_its_own() -> None:
    files = content(**with_lines("plan.yml", 'method: "a b"'))
    catalog, _ = load(files)
    assert catalog.method("plan-2024").title == "a b"
    assert catalog.site is not None
    assert catalog.bands("plan-2024") == catalog.site.bands
