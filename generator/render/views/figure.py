"""A chart on a page: the drawing, what it is called, how to read it, where its data stand."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.render.charts.draw import inline
from generator.render.charts.figures import Figure
from generator.render.views.common import joined


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart with its caption; ``table`` is the id of the table that has the same data."""

    svg: Markup
    title: str
    caption: str
    table: str


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a chart. ``name`` makes ids, so it is unique on the page."""

    name: str
    title: str
    caption: tuple[str, ...]
    """Sentences on how to read it."""
    rows: tuple[str, ...]
    """The data row by row, for those who do not see the drawing."""
    table: str


def chart_view(figure: Figure, words: Words) -> ChartView:
    """Draw a figure for a page."""
    rows = "; ".join(words.rows)
    svg = inline(figure, words.name, words.title, rows)
    return ChartView(svg, words.title, joined(words.caption, " "), words.table)
