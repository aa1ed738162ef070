"""Charts as SVG: what is drawn, where, that it is plain, and the same every time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

import pytest

from generator.render.charts.draw import inline
from generator.render.charts.figures import (
    Bar,
    Bars,
    ChartFigure,
    Gap,
    Gaps,
    LimitLine,
    Stack,
    Stacks,
)
from generator.render.charts.marks import lines_of
from generator.render.looks import BANDED, Look
from tests.command import ROOT

REPORTED = Bar("I trimestre", 8, 10, Look.MEDIUM, "8 de 10")
OWED = Bar("II trimestre", None, 10, Look.NOT_REPORTED, "meta 10, sin reporte")
LATER = Bar("III trimestre", None, 10, Look.NOT_DUE, "meta 10, aún no vence")
UNPLANNED = Bar("IV trimestre", None, None, Look.NOT_PROGRAMMED, "sin meta")
NOTHING = Bar("V", 0, 10, Look.LOW, "0 de 10")
PERIODS = Bars((REPORTED, OWED, LATER, UNPLANNED, NOTHING))
MONEY = Stacks((Stack("PIA", (1, 2, 3), "6.0"), Stack("V1", (2, 2, 4), "8.0")))
TICKS = (LimitLine(80, "80 %"), LimitLine(90, "90 %"), LimitLine(100, "100 %"))
GAPS = Gaps((Gap("1", 99.8, 97.4), Gap("2", 84, 99.6)), 80, 100, TICKS)
LIMITS = (LimitLine(75, "75 %"), LimitLine(95, "95 %"))
LONG = "Dirección Regional de Trabajo y Promoción del Empleo de Lima Metropolitana"
FIGURES: dict[str, ChartFigure] = {
    "periods": PERIODS,
    "one row": Bars((REPORTED,)),
    "no row": Bars(()),
    "many rows": Bars(tuple(Bar(f"Región {n}", n, 36, Look.LOW, str(n)) for n in range(36))),
    "limits": Bars((Bar("Ica", 82.5, 100, Look.MEDIUM, "33 de 40"),), LIMITS),
    "one limit": Bars((Bar("Ica", 82.5, 100, Look.MEDIUM, "33 de 40"),), LIMITS[:1]),
    "negative": Bars((Bar("a", -22, 32, Look.LOW, "−22"), Bar("b", 9, 32, Look.LOW, "9"))),
    "only negative": Bars(
        (Bar("a", -22, -30, Look.LOW, "−22"), Bar("b", -9, None, Look.LOW, "−9"))
    ),
    "huge": Bars((Bar("a", 1, 2, Look.LOW, "1"), Bar("b", 1e15, 2, Look.HIGH, "1e15"))),
    "long": Bars(
        (Bar(LONG, 1, 2, Look.LOW, "1,409 de 1,579,853"), Bar(LONG, 2, 2, Look.HIGH, "2"))
    ),
    "money": MONEY,
    "much money": Stacks(tuple(Stack(LONG, (n, 0, 1e9), f"{n}.0") for n in range(12))),
    "no money": Stacks((Stack("PIA", (0,), "0"), Stack("V1", (0,), "0"))),
    "gap": GAPS,
    "gap of long names": Gaps(
        (Gap(LONG, 120, 0), Gap("2", 0, 120)), 0, 120, (LimitLine(0, "0 %"),)
    ),
}
every_figure = pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)


def parse(svg: str) -> Element:
    return fromstring(svg)  # noqa: S314  # our own drawings


def drawn(figure: ChartFigure) -> Element:
    """The figure with every element told what the groups around it say."""
    svg = parse(inline(figure, "n", "Título", "Descripción"))
    _hand_down(svg, {})
    return svg


def _hand_down(element: Element, shared: dict[str, str]) -> None:
    for child in element:
        if child.tag == "g":
            _hand_down(child, {**shared, **child.attrib})
        else:
            child.attrib.update({k: v for k, v in shared.items() if k not in child.attrib})


def texts(svg: Element) -> list[str]:
    return [element.text or "" for element in svg.iter("text")]


def at(element: Element, name: str) -> float:
    return float(element.attrib[name])


def areas(svg: Element) -> list[Element]:
    """The filled bars, in the order of the rows."""
    return [rect for rect in svg.iter("rect") if "-f)" in rect.get("fill", "")]


def bars(svg: Element) -> list[float]:
    return [at(rect, "width") for rect in areas(svg)]


def frames(svg: Element) -> list[Element]:
    return [rect for rect in svg.iter("rect") if rect.get("stroke-dasharray")]


def targets(svg: Element) -> list[float]:
    return [at(line, "x1") for line in svg.iter("line") if line.get("stroke-width") == "3"]


def zero(svg: Element) -> float:
    """The line that bars start from."""
    (found,) = {
        at(line, "x1")
        for line in svg.iter("line")
        if line.get("stroke") == "var(--rule2)" and not line.get("stroke-dasharray")
    }
    return found


Box = tuple[float, float, float, float]
"""Left, right, top, bottom."""
_LETTER = 6.2
"""Width of a letter of 12 px on average, with which labels of real content fit."""


def box(element: Element) -> Box:
    """The place of a shape or of a text."""
    if element.tag == "rect":
        x, y = at(element, "x"), at(element, "y")
        return x, x + at(element, "width"), y, y + at(element, "height")
    if element.tag == "line":
        xs, ys = (
            sorted([at(element, "x1"), at(element, "x2")]),
            (at(element, "y1"), at(element, "y2")),
        )
        return xs[0], xs[1], ys[0], ys[1]
    if element.tag == "circle":
        x, y, r = (at(element, name) for name in ("cx", "cy", "r"))
        return x - r, x + r, y - r, y + r
    width = len(element.text or "") * _LETTER
    left = at(element, "x") - {"end": width, "middle": width / 2}.get(
        element.get("text-anchor", ""), 0
    )
    return left, left + width, at(element, "y") - 10, at(element, "y") + 3


def boxes(svg: Element) -> Iterator[Box]:
    for element in svg.iter():
        if element.tag in {"rect", "line", "circle", "text"}:
            yield box(element)
    for path in svg.iter("path"):  # signs: where each begins
        for x, y in re.findall(r"M([\d.]+) ([\d.]+)", path.attrib["d"]):
            yield float(x) - 4, float(x) + 4, float(y) - 4, float(y) + 4


@every_figure
def test_a_drawing_is_plain_and_well_formed(figure: ChartFigure) -> None:
    svg = drawn(figure)
    for element in svg:
        assert element.tag in {"title", "desc", "g", "path", "line", "text", "rect", "circle"}
    for element in svg.iter():
        names = element.attrib.keys() - ({"id"} if element.tag in {"title", "desc"} else set())
        assert not names & {"style", "id", "class", "font-family", "font-size", "onclick"}
        for paint in ("fill", "stroke"):
            assert re.fullmatch(r"none|var\(--[a-z0-9-]+\)", element.get(paint, "none"))


@every_figure
def test_everything_lies_inside_the_box(figure: ChartFigure) -> None:
    svg = drawn(figure)
    found = re.fullmatch(r"0 0 360 (\d+)", svg.attrib["viewBox"])
    assert found is not None
    assert [b for b in boxes(svg) if min(b) < 0 or b[1] > 360 or b[3] > int(found[1])] == []


@every_figure
def test_labels_do_not_lie_on_each_other(figure: ChartFigure) -> None:
    found = [(box(element), element.text) for element in drawn(figure).iter("text")]
    for n, (a, words) in enumerate(found):
        for b, others in found[n + 1 :]:
            apart = a[1] <= b[0] or b[1] <= a[0] or a[3] <= b[2] or b[3] <= a[2]
            assert apart, (words, others)


@every_figure
def test_a_figure_gives_the_same_bytes_each_time(figure: ChartFigure) -> None:
    assert inline(figure, "n", "t", "d") == inline(figure, "n", "t", "d")


def test_every_row_has_its_label_and_its_values_beside_its_bar() -> None:
    svg = drawn(FIGURES["many rows"])
    assert texts(svg) == [*(f"Región {n}" for n in range(36)), *(str(n) for n in range(36))]
    heights = [at(element, "y") for element in svg.iter("text")]
    assert heights[:36] == heights[36:]
    assert [b - a for a, b in pairwise(heights[:36])] == [19] * 35
    middles = [at(rect, "y") + at(rect, "height") / 2 for rect in areas(svg)]
    assert middles == pytest.approx([y - 4 for y in heights[:36]])


def test_bars_are_as_long_as_their_values() -> None:
    values = (0, 10, 20, 40)
    svg = drawn(Bars(tuple(Bar(str(n), n, None, Look.HIGH, str(n)) for n in values)))
    assert bars(svg) == pytest.approx([n * bars(svg)[1] / 10 for n in values], abs=0.02)
    assert {at(rect, "x") for rect in areas(svg)} == {zero(svg)}


def test_bars_below_zero_lie_left_of_it() -> None:
    svg = drawn(FIGURES["negative"])
    below, above = areas(svg)
    assert at(below, "x") + at(below, "width") == pytest.approx(zero(svg), abs=0.02)
    assert at(above, "x") == zero(svg)
    assert bars(svg)[0] / bars(svg)[1] == pytest.approx(22 / 9, rel=0.01)
    assert targets(svg)[0] - zero(svg) == pytest.approx(bars(svg)[0] * 32 / 22, rel=0.01)
    assert zero(drawn(FIGURES["only negative"])) > 200


def test_one_huge_value_leaves_the_others_a_zero_of_length_and_stays_inside() -> None:
    small, huge = bars(drawn(FIGURES["huge"]))
    assert small == 0
    assert 100 < huge < 360


def test_what_was_not_reported_is_a_dashed_frame_and_not_a_bar_of_zero() -> None:
    svg = drawn(PERIODS)
    assert len(bars(svg)) == 2  # 8, and the reported 0
    assert bars(svg)[1] == 0
    assert len(frames(svg)) == 2  # owed and not due; nothing where nothing was planned
    assert {frame.get("fill", "none") for frame in frames(svg)} == {"none"}
    assert bars(svg)[0] / at(frames(svg)[0], "width") == pytest.approx(0.8, abs=0.001)
    assert len(targets(svg)) == 4
    assert texts(svg)[5:] == [bar.in_words for bar in PERIODS.rows]


def test_each_status_has_a_shape_of_its_own() -> None:
    shapes = {}
    looks = (
        *BANDED,
        Look.NOT_REPORTED,
        Look.NOT_PROGRAMMED,
        Look.NOT_DUE,
        Look.WITHHELD,
        Look.NOT_AVAILABLE,
        Look.NOT_APPLICABLE,
    )
    for look in looks:
        (sign,) = drawn(Bars((Bar("a", None, None, look, "-"),))).iter("path")
        shapes[look] = (sign.attrib["d"], sign.get("fill") is None, sign.get("stroke-dasharray"))
    assert len(set(shapes.values())) == len(shapes)
    dashed = {look for look, (*_, dashes) in shapes.items() if dashes}
    assert dashed == {Look.NOT_REPORTED, Look.NOT_DUE}


def test_the_style_sheet_knows_every_look() -> None:
    css = (ROOT / "generator/render/theme/assets/avance.css").read_text("utf-8")
    assert [look for look in Look if not re.search(rf"\.{look}\b", css)] == []


def test_rows_of_one_status_have_the_same_shape_and_colours() -> None:
    rows = [
        Bar("a", 1, 9, Look.LOW, "1"),
        Bar("b", 8, 9, Look.MEDIUM, "8"),
        Bar("c", 2, 9, Look.LOW, "2"),
    ]
    svg = drawn(Bars(tuple(rows)))
    assert [rect.attrib["fill"] for rect in areas(svg)] == [f"var(--{r.look}-f)" for r in rows]
    signs = {
        p.attrib["fill"]: re.findall(r"M[\d.]+ ([\d.]+)", p.attrib["d"]) for p in svg.iter("path")
    }
    assert signs == {"var(--bajo)": ["16", "64"], "var(--medio)": ["40"]}


def test_a_result_over_the_target_passes_the_line_of_the_target() -> None:
    svg = drawn(Bars((Bar("a", 30, 10, Look.HIGH, "30 de 10"),)))
    assert (targets(svg)[0] - zero(svg)) * 3 == pytest.approx(bars(svg)[0], rel=0.01)


def test_bars_are_cut_where_one_would_flatten_the_others() -> None:
    rows = (Bar("a", 50, 100, Look.LOW, "50"), Bar("b", 4000, 100, Look.HIGH, "4000"))
    short, long = bars(drawn(Bars(rows, LIMITS, 150)))
    assert long == pytest.approx(3 * short, rel=0.01)


def test_limits_are_dotted_lines_with_their_labels_outside() -> None:
    svg = drawn(FIGURES["limits"])
    low, high = (line for line in svg.iter("line") if line.get("stroke-dasharray"))
    per_cent = bars(svg)[0] / 82.5
    for line, value in ((low, 75), (high, 95)):
        assert at(line, "x1") - zero(svg) == pytest.approx(value * per_cent, abs=0.05)
    labels = {t.text: t for t in svg.iter("text")}
    left, right = labels["75 %"], labels["95 %"]
    assert (left.get("text-anchor"), right.get("text-anchor")) == ("end", "start")
    assert at(left, "x") == pytest.approx(at(low, "x1") + 2)
    assert at(right, "x") == pytest.approx(at(high, "x1") - 2)


def test_parts_of_a_budget_lie_end_to_end_in_colours_of_no_status() -> None:
    svg = drawn(MONEY)
    parts = list(svg.iter("rect"))
    assert [p.attrib["fill"] for p in parts] == ["var(--m1)", "var(--m2)", "var(--m3)"] * 2
    assert [at(p, "width") for p in parts] == pytest.approx(
        [amount * at(parts[0], "width") for amount in (1, 2, 3, 2, 2, 4)], rel=0.01
    )
    sums: list[float] = []
    for row in (parts[:3], parts[3:]):
        ends = [at(p, "x") + at(p, "width") for p in row]
        assert [at(p, "x") for p in row[1:]] == pytest.approx(ends[:2], abs=0.02)
        sums.append(ends[2])
    assert texts(svg) == ["PIA", "V1", "6.0", "8.0"]
    after = [at(element, "x") for element in svg.iter("text")][2:]
    assert after == pytest.approx([end + 6 for end in sums], abs=0.02)


def test_a_gap_has_its_disc_its_square_and_the_line_between_them_on_the_axis() -> None:
    svg = drawn(GAPS)
    first, middle, last = (at(t, "x") for t in svg.iter("text") if "%" in (t.text or ""))
    assert middle == pytest.approx((first + last) / 2, abs=0.02)

    def place(value: float) -> float:
        return first + (value - 80) / 20 * (last - first)

    discs = [at(disc, "cx") for disc in svg.iter("circle")]
    squares = [at(rect, "x") + at(rect, "width") / 2 for rect in svg.iter("rect")]
    assert discs == pytest.approx([place(99.8), place(84)], abs=0.02)
    assert squares == pytest.approx([place(97.4), place(99.6)], abs=0.02)
    level = [line for line in svg.iter("line") if line.get("y1") == line.get("y2")]
    assert [(at(line, "x1"), at(line, "x2")) for line in level] == [
        pytest.approx(pair, abs=0.02) for pair in zip(discs, squares, strict=True)
    ]


def test_long_labels_are_cut_and_hostile_ones_stay_text() -> None:
    label = "<script>alert(1)</script> & \"x\" 'y' {{ datum.z }} ]]>"
    figure = Bars((Bar(label, 1, 2, Look.LOW, "<b>1</b>"),))
    svg = inline(figure, 'a"b', label, label)
    assert texts(parse(svg)) == ["<script>alert(1)…", "<b>1</b>"]
    assert "<script" not in svg
    assert "<b>" not in svg
    assert [parse(svg).findtext(name) for name in ("title", "desc")] == [label, label]
    assert parse(svg).attrib.keys() == {"role", "aria-labelledby", "viewBox", "fill"}
    hostile = Stacks((Stack("<i>", (1,), "&amp;"), Stack("</svg>", (1,), "<!--")))
    assert texts(drawn(hostile)) == ["<i>", "</svg>", "&amp;", "<!--"]
    ticks = (LimitLine(0, "<u>"),)
    assert texts(drawn(Gaps((Gap("<s>", 1, 2),), 0, 9, ticks))) == ["<u>", "<s>"]


def test_a_chart_has_a_title_and_a_description_under_its_own_ids() -> None:
    svg = parse(inline(GAPS, "brecha-g", "Brecha", "1: 2; 3: 4"))
    assert svg.attrib["role"] == "img"
    ids = {e.attrib["id"]: e.text for e in svg.iter() if "id" in e.attrib}
    assert ids == {"brecha-g-t": "Brecha", "brecha-g-d": "1: 2; 3: 4"}
    assert svg.attrib["aria-labelledby"].split() == list(ids)


def test_marks_of_a_strip_stand_forty_a_line_in_one_path_per_status() -> None:
    height, lines = lines_of([Look.LOW] * 3 + [Look.HIGH] * 40)
    assert height == 20
    assert [look for look, _ in lines] == [Look.LOW, Look.HIGH]
    assert [d.count("M") for _, d in lines] == [3, 40]
    assert "M5 15" in lines[1][1]
    assert lines_of([]) == (0, ())
