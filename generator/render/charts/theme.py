"""Measures that all charts share: 360 units wide, type of 12, colours of the page's palette."""

from __future__ import annotations

from typing import Any, Literal

import altair as alt

WIDTH = 360
TYPE = 12
LETTER = 6.8
"""Mean width of a letter of that size; room is reserved by counting, never by measuring fonts, so
that every machine draws the same."""
INK, INK2 = "var(--ink)", "var(--ink2)"
LINE, LIGHT, PANEL = "var(--rule2)", "var(--rule)", "var(--panel)"
MONEY = ("var(--m1)", "var(--m2)", "var(--m3)")
AREAS = {"bajo": "var(--bajo-f)", "medio": "var(--medio-f)", "alto": "var(--alto-f)"}
SHAPES = {
    "bajo": "triangle-down",
    "medio": "diamond",
    "alto": "circle",
    "sr": "square",
    "na": "stroke",
}
NO_DATA = "var(--nd-f)"


def area(css: str) -> str:
    """Colour of a bar by its status."""
    return AREAS.get(css, NO_DATA)


def sign(css: str) -> str:
    """Colour of the small mark of a status, which must stand out more than an area."""
    return f"var(--{css})" if css in AREAS else "var(--nd)"


def room(texts: list[str], most: float) -> float:
    """Units to reserve for the longest of some texts, at most ``most``."""
    return min(most, max((len(text) for text in texts), default=0) * LETTER)


def cut(text: str, units: float) -> str:
    """A label that fits into a number of units; the table beside the chart has it in full."""
    letters = int(units / LETTER + 0.5)
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"


Rows = list[dict[str, Any]]
"""What a layer draws, row by row."""
Align = Literal["left", "center", "right"]
Layer = tuple[alt.Chart, Rows]
"""A mark with its encoding, and its rows: Altair copies what it holds a dozen times, so the rows
join the chart only once it is a plain Vega-Lite description."""


def spec(layers: list[Layer], height: float) -> dict[str, Any]:
    """Layers as one chart of fixed size, without axes, frames or margins of Vega's own."""
    chart = alt.layer(*(layer for layer, _ in layers)).properties(
        width=WIDTH,
        height=height,
        padding=0,
        autosize=alt.AutoSizeParams(type="none"),
    )
    chart = chart.configure(font="Liberation Sans", background="transparent")
    chart = chart.configure_view(stroke=None).configure_text(fontSize=TYPE, limit=0)
    made = dict(chart.to_dict(validate=False))
    for layer, (_, rows) in zip(made["layer"], layers, strict=True):
        layer["data"] = {"values": rows}
    return made


def across(start: float, end: float, left: float, right: float) -> alt.Scale:
    """A scale of values laid between two places of the drawing."""
    return alt.Scale(domain=[start, end], range=[left, right], nice=False, zero=False)


def text(rows: Rows, at: float | alt.X, align: Align, **mark: Any) -> Layer:
    """Labels: column ``text`` at height ``y``, at a fixed place or on a scale."""
    x = at if isinstance(at, alt.X) else at_pixel(at)
    mark = {"baseline": "middle", "color": INK2, **mark}
    chart = alt.Chart().mark_text(align=align, **mark)
    shown: Rows = [
        {key: row[key] for key in ("x", "end", "y", "text") if key in row} for row in rows
    ]
    return chart.encode(x=x, y=pixel("y"), text=alt.Text("text:N")), shown


def at_pixel(place: float) -> alt.XValue:
    """A fixed place along the width of the drawing."""
    return alt.XValue(place)  # type: ignore[no-untyped-call]


def pixel(column: str) -> alt.Y:
    """A column that holds a height of the drawing itself."""
    return alt.Y(f"{column}:Q", scale=None, axis=None)
