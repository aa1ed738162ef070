"""Pages of a plan that runs, with indicators on each of its levels and of several frequencies."""

from __future__ import annotations

from datetime import date
from functools import cache

from generator.compute import compute
from generator.load import load
from generator.load.disk import read_tree
from generator.render.views.across.contrast import contrast_view
from generator.render.views.changes.pages import ChangesView, plan_changes_page
from generator.render.views.common import RenderContext
from generator.render.views.measure.list import MeasuresView, measures_page
from generator.render.views.measure.rows import measure_rows
from generator.render.views.measure.view import MeasureView, measure_views
from tests.command import ROOT

PLAN = "mir-e012-2025"
CONTENT = ROOT / "generator/examples/mir-mexico/content"


@cache
def pages() -> RenderContext:
    catalog, problems = load(read_tree(CONTENT, "")[0])
    assert not problems
    return RenderContext(compute(catalog, date(2025, 8, 15)), "es")


def shown(code: str, measure: str) -> MeasureView:
    views = measure_views(pages(), pages().results.plans[PLAN], code)
    return next(view for view in views if view.id == measure)


def test_a_verdict_says_until_when_and_a_year_that_runs_has_none() -> None:
    ratio = shown("componente/1", "relacion-docente")
    assert (ratio.label, ratio.row.mark.word) == (
        "Meta a la fecha (I semestre de 2025)",
        "No cumple",
    )
    limit = shown("actividad/4", "quejas-por-apoyos")
    rows = {row.row.name.text: row.row.mark.word for row in limit.progress.rows}
    assert (limit.label, rows["2025"]) == ("Meta de 2025", "Con reporte")
    milestone = shown("actividad/5", "contrato-firmado")
    assert milestone.notes == ("I trimestre de 2025: La primera licitación se declaró desierta.",)


def test_what_serves_several_is_listed_once_and_in_order() -> None:
    plan = pages().results.plans[PLAN]
    listed = list(measure_rows(pages(), plan, plan.folder.by_code["proposito/1"]))
    assert len(listed) == len({row.name.href for row in listed}) == 15
    below = [it.called for it in plan.folder.children("componente/3")]
    assert below == ["Actividad 5", "Actividad 6", "Actividad 7"]


def test_where_an_element_has_several_indicators_each_is_named() -> None:
    changes = plan_changes_page(pages(), PLAN)
    assert changes is not None
    assert isinstance(changes.view, ChangesView)
    named = {(row.what.text, row.code) for row in changes.view.rows}
    assert named == {("Aulas rehabilitadas", "Componente 3")}
    (wrong,) = contrast_view(pages(), PLAN).differing
    assert wrong.of.text == "Días que toma una inscripción"
    assert wrong.of.href.endswith("/actividad/1.md#dias-inscripcion")
    every = measures_page(pages(), PLAN)
    assert every is not None
    assert isinstance(every.view, MeasuresView)
    assert every.view.level == "Qué se prometió"
