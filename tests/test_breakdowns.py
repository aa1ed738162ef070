"""Figures by part: printed wholes, crossed dimensions, baselines; against numbers by hand."""

from __future__ import annotations

from datetime import date

from generator.compute import compute
from generator.export import tables
from generator.load import load
from generator.render.views.common import RenderContext
from generator.render.views.measure.view import MeasureView, measure_views
from tests.helpers import LATER, content, plain, results, sheet, targets

BY_SEX = "dimensions: {sexo: [mujeres, varones], edad: [18-29, 30-59]}"
NOT_ADDED = ("kind: percentage", "across: none", "over_time: last")


def shown(*parts: dict[str, str]) -> tuple[RenderContext, MeasureView]:
    """The only measure of the small plan, as its page shows it."""
    files = {path: text for part in parts for path, text in part.items()}
    catalog, problems = load(content(**files))
    assert problems == []
    ctx = RenderContext(compute(catalog, date.fromisoformat(LATER)), "es")
    (view,) = measure_views(ctx, ctx.results.plans["plan-2024"], "1.1.1")
    return ctx, view


def rows(view: MeasureView) -> list[tuple[str, ...]]:
    """Name, target, result and attainment of each row of its table."""
    return [
        tuple(
            it.text.replace("\xa0", " ")
            for it in (row.name, row.target, row.actual, row.attainment)
        )
        for row in (it.row for it in view.progress.rows)
    ]


def observed(ctx: RenderContext, *columns: str) -> list[tuple[object, ...]]:
    """Some columns of the table of observations."""
    (filled,) = (it for it in tables(ctx.results, "es") if it.table.name == "observations")
    names = [column.name for column in filled.table.columns]
    return [tuple(row[names.index(it)] for it in columns) for row in filled.rows]


def test_the_printed_whole_is_shown_and_its_parts_stand_beside_it() -> None:
    ctx, view = shown(
        sheet(BY_SEX, "baseline: {period: 2023, value: {mujeres: 20, varones: 15}, total: 40}"),
        targets("2024: {mujeres: 50, varones: 50, total: 100}", "by: sexo"),
        results("2024", "visitas: {value: {mujeres: 40, varones: 45}, total: 90}"),
    )
    assert rows(view) == [
        ("2024", "100", "90", "90.0 %"),
        ("mujeres", "50", "40", "80.0 %"),
        ("varones", "50", "45", "90.0 %"),
    ]
    assert view.baseline == "40 (2023): mujeres 20; varones 15"
    assert "Resultado en disputa. Sus partes, como están impresas, dan 85." in plain(view.sentence)
    assert [(ctx.f.value(it.what), it.found) for it in ctx.contrast.findings] == [
        ("«Visitas»: el total es 40, y sus partes suman 35 (20 + 15)", 40),
        ("«Visitas»: el total es 90, y sus partes suman 85 (40 + 45)", 90),
    ]
    assert observed(ctx, "member", "target", "actual", "baseline", "disputed") == [
        (None, 100, 90, 40, "result"),
        ("mujeres", 50, 40, 20, None),
        ("varones", 50, 45, 15, None),
    ]
