"""Figures by part: printed wholes, crossed dimensions, baselines; against numbers by hand."""

from __future__ import annotations

from generator.export import tables
from generator.render.views.common import RenderContext
from generator.render.views.measure.view import MeasureView, measure_views
from tests.helpers import of_parts, plain, results, results_of, sheet, targets

BY_SEX = "dimensions: {sexo: [mujeres, varones], edad: [18-29, 30-59]}"
NOT_ADDED = ("kind: percentage", "across: none", "over_time: last")


def shown(*parts: dict[str, str]) -> tuple[RenderContext, MeasureView]:
    """The only measure of the small plan, as its page shows it."""
    ctx = RenderContext(results_of(of_parts(*parts)), "es")
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
        (None, 100, 90, 40, ("result",)),
        ("mujeres", 50, 40, 20, ()),
        ("varones", 50, 45, 15, ()),
    ]


CROSSED = (
    "2024: {mujeres: {18-29: 10, 30-59: 20}, varones: {18-29: 15, 30-59: 5}}",
    "by: [sexo, edad]",
)


def test_two_dimensions_crossed_are_a_table_with_its_margins() -> None:
    told = "{mujeres: {18-29: 9, 30-59: 18}, varones: {18-29: 15}, total: {18-29: 25}}"
    ctx, view = shown(
        sheet(BY_SEX), targets(*CROSSED), results("2024", f"visitas: {{value: {told}}}")
    )
    (table,) = view.crossed
    assert (table.first, table.second, table.columns) == (
        "sexo",
        "edad",
        ("18-29", "30-59", "Total"),
    )
    assert table.rows == (
        ("mujeres", ("9 de 10", "18 de 20", "27 de 30")),
        ("varones", ("15 de 15", "meta 5, sin reporte", "15 de 20")),
        ("Total", ("25 de 25", "18 de 25", "42 de 50")),
    )
    # A printed margin is what it is; one with a part missing has no percentage.
    assert observed(ctx, "dimension", "member", "target", "actual", "attainment") == [
        (None, None, 50, 42, None),
        ("edad", "18-29", 25, 25, 100),
        ("edad", "30-59", 25, 18, None),
        ("sexo", "mujeres", 30, 27, 90),
        ("sexo", "varones", 20, 15, None),
        ("sexo × edad", "mujeres × 18-29", 10, 9, 90),
        ("sexo × edad", "mujeres × 30-59", 20, 18, 90),
        ("sexo × edad", "varones × 18-29", 15, 15, 100),
        ("sexo × edad", "varones × 30-59", 5, None, None),
    ]
    assert [ctx.f.value(it.what) for it in ctx.contrast.findings] == [
        "«Visitas, 18-29»: el total es 25, y sus partes suman 24 (9 + 15)"
    ]


def test_a_period_is_told_by_several_dimensions() -> None:
    by_sex = results("2024", "visitas: {by: sexo, value: {mujeres: 7.0, varones: 6.0}}")
    ctx, view = shown(
        sheet(BY_SEX, *NOT_ADDED, "direction: decrease"),
        targets("2024: 6"),
        results("2024", "visitas: {value: 6.5, breakdowns: {region: {PE-LIM: 6.4, PE-CUS: 7}}}"),
        {"results/2024-b.yml": by_sex["results/2024.yml"]},
        {
            "results/2024-c.yml": by_sex["results/2024.yml"]
            .replace("mujeres: 7.0", "18-29: 6.8")
            .replace("varones: 6.0", "30-59: 6.9")
            .replace("sexo", "edad")
        },
    )
    assert [(row[0], row[2]) for row in rows(view)] == [
        ("2024", "6.5 %"),
        ("Cusco", "7 %"),
        ("Lima", "6.4 %"),
        ("sexo: mujeres", "7.0 %"),
        ("sexo: varones", "6.0 %"),
        ("edad: 18-29", "6.8 %"),
        ("edad: 30-59", "6.9 %"),
    ]
    assert [ctx.f.value(it.what) for it in ctx.contrast.findings] == [
        "«Visitas, edad»: el total es 6.5, y sus partes están entre 6.8 y 6.9"
    ]
    assert {it for it in observed(ctx, "dimension", "state", "unplanned") if it[0]} == {
        (name, "not-programmed", False) for name in ("edad", "region", "sexo")
    }
