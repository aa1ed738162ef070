"""Charts as SVG: what is drawn, that it is plain, and the same every time."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, fromstring

import altair as alt
import pytest

from generator.render.charts.draw import Drawer
from generator.render.charts.figures import (
    Bar,
    Bars,
    Figure,
    Gap,
    Gaps,
    Limit,
    Stack,
    Stacks,
)
from generator.render.charts.make import spec
from generator.render.charts.marks import lines_of

REPORTED = Bar("I trimestre", 8, 10, "medio", "8 de 10")
OWED = Bar("II trimestre", None, 10, "sr", "meta 10, sin reporte")
LATER = Bar("III trimestre", None, 10, "pv", "meta 10, aún no vence")
UNPLANNED = Bar("IV trimestre", None, None, "sp", "sin programación")
NOTHING = Bar("V", 0, 10, "bajo", "0 de 10")
PERIODS = Bars((REPORTED, OWED, LATER, UNPLANNED, NOTHING))
MONEY = Stacks((Stack("PIA", (1, 2, 3), "6.0"), Stack("V1", (2, 2, 4), "8.0")))
GAPS = Gaps((Gap("1", 99.8, 97.4), Gap("2", 84, 99.6)), 80, 100, (Limit(80, "80 %"),))
LIMITS = (Limit(75, "75 %"), Limit(95, "95 %"))
FIGURES: dict[str, Figure] = {
    "periods": PERIODS,
    "one row": Bars((REPORTED,)),
    "no row": Bars(()),
    "many rows": Bars(tuple(Bar(str(n), n, 36, "bajo", str(n)) for n in range(36))),
    "limits": Bars((Bar("Ica", 82.5, 100, "medio", "33 de 40"),), LIMITS),
    "negative": Bars((Bar("a", -22, 32, "bajo", "−22"), Bar("b", 9, 32, "bajo", "9"))),
    "money": MONEY,
    "no money": Stacks((Stack("PIA", (0,), "0"), Stack("V1", (0,), "0"))),
    "gap": GAPS,
}


def parse(svg: str) -> Element:
    return fromstring(svg)  # noqa: S314  # our own drawings


def drawn(figure: Figure) -> Element:
    return parse(Drawer().svg(figure))


def texts(svg: Element) -> list[str]:
    return [element.text or "" for element in svg.iter("text")]


def bars(svg: Element) -> list[float]:
    """Lengths of the filled bars, in the order of the rows."""
    paths = [p.attrib["d"] for p in svg.iter("path") if "-f)" in p.get("fill", "")]
    return [abs(float(found[1])) for d in paths if (found := re.search(r"h(-?[\d.]+)", d))]


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
def test_a_drawing_is_plain_well_formed_and_fits_its_box(figure: Figure) -> None:
    svg = drawn(figure)
    assert re.fullmatch(r"0 0 360 \d+", svg.attrib["viewBox"])
    for element in svg.iter():
        assert element.tag in {"svg", "g", "path", "line", "text", "rect"}
        names = element.attrib.keys()
        assert not names & {"style", "id", "class", "role", "font-family", "font-size", "onclick"}
        for paint in ("fill", "stroke"):
            assert re.fullmatch(r"none|var\(--[a-z0-9-]+\)", element.get(paint, "none"))


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
def test_a_chart_is_valid_vega_lite(figure: Figure) -> None:
    alt.LayerChart.from_dict(spec(figure), validate=True)


def test_a_figure_gives_the_same_bytes_each_time() -> None:
    for figure in FIGURES.values():
        assert Drawer().svg(figure) == Drawer().svg(figure)


def test_bars_are_as_long_as_their_values() -> None:
    rows = tuple(Bar(str(n), n, None, "alto", str(n)) for n in (10, 20, 40))
    ten, twenty, forty = bars(drawn(Bars(rows)))
    assert twenty == pytest.approx(2 * ten, rel=0.01)
    assert forty == pytest.approx(4 * ten, rel=0.01)


def test_what_was_not_reported_is_a_dashed_frame_and_not_a_bar_of_zero() -> None:
    svg = drawn(PERIODS)
    assert bars(svg) == [pytest.approx(bars(svg)[0]), 0.0]  # 8, and the reported 0
    framed = [p for p in svg.iter("path") if p.get("stroke-dasharray") and not p.get("transform")]
    assert len(framed) == 2  # owed and not due; nothing where nothing was planned
    assert texts(svg)[5:] == [bar.said for bar in PERIODS.rows]


def test_each_status_has_a_shape_of_its_own() -> None:
    shapes = {}
    for css in ("bajo", "medio", "alto", "sr", "sp", "pv", "na"):
        signs = [
            (p.get("d"), p.get("stroke-dasharray"))
            for p in drawn(Bars((Bar("a", None, None, css, "-"),))).iter("path")
            if p.get("transform")
        ]
        (shapes[css],) = signs
    assert len(set(shapes.values())) == len(shapes)


def test_a_result_over_the_target_passes_the_line_of_the_target() -> None:
    svg = drawn(Bars((Bar("a", 30, 10, "alto", "30 de 10"),)))
    target = next(e for e in svg.iter("line") if e.get("stroke-width") == "3")
    place = float(re.findall(r"[\d.]+", target.attrib["transform"])[0])
    start = float(re.findall(r"[\d.]+", next(svg.iter("path")).attrib["d"])[0])
    assert (place - start) * 3 == pytest.approx(bars(svg)[0], rel=0.02)


def test_bars_are_cut_where_one_would_flatten_the_others() -> None:
    rows = (Bar("a", 50, 100, "bajo", "50"), Bar("b", 4000, 100, "alto", "4000"))
    short, long = bars(drawn(Bars(rows, LIMITS, 150)))
    assert long == pytest.approx(3 * short, rel=0.01)


def test_parts_of_a_budget_lie_end_to_end_in_colours_of_no_status() -> None:
    svg = drawn(MONEY)
    paths = [p for p in svg.iter("path") if p.get("fill", "").startswith("var(--m")]
    assert [p.attrib["fill"] for p in paths] == ["var(--m1)", "var(--m2)", "var(--m3)"] * 2
    assert texts(svg) == ["PIA", "V1", "6.0", "8.0"]


def test_long_labels_are_cut_and_hostile_ones_stay_text() -> None:
    label = "<script>alert(1)</script> & \"x\" 'y' {{ datum.z }} ]]>"
    svg = Drawer().svg(Bars((Bar(label, 1, 2, "bajo", "<b>1</b>"),)))
    assert texts(parse(svg)) == ["<script>alert(1)…", "<b>1</b>"]
    assert "<script" not in svg
    inline = Drawer().inline(GAPS, 'a"b', label, label)
    assert parse(inline).find("title").text == label  # type: ignore[union-attr]


def test_a_chart_has_a_title_and_a_description_under_its_own_ids() -> None:
    svg = parse(Drawer().inline(GAPS, "brecha-g", "Brecha", "1: 2; 3: 4"))
    assert svg.attrib["role"] == "img"
    ids = {e.attrib["id"]: e.text for e in svg if "id" in e.attrib}
    assert ids == {"brecha-g-t": "Brecha", "brecha-g-d": "1: 2; 3: 4"}
    assert svg.attrib["aria-labelledby"].split() == list(ids)


def test_marks_of_a_strip_stand_forty_a_line_in_one_path_per_status() -> None:
    height, lines = lines_of(["bajo"] * 3 + ["alto"] * 40)
    assert height == 20
    assert [css for css, _ in lines] == ["bajo", "alto"]
    assert [d.count("M") for _, d in lines] == [3, 40]
    assert "M5 15" in lines[1][1]
    assert lines_of([]) == (0, ())
