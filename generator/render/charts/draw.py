"""A chart on a page: what it shows, drawn as inline SVG with its title and description."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.render.charts.bars import draw_bars
from generator.render.charts.elements import WIDTH, Drawing, number
from generator.render.charts.figures import Bar, Bars, ChartFigure, Gap, Stack, Stacks
from generator.render.charts.money import draw_gaps, draw_stacks

_INLINE = Markup(
    '<svg role="img" aria-labelledby="{name}-t {name}-d" viewBox="0 0 {width} {height}"'
    ' fill="none"><title id="{name}-t">{title}</title>'
    '<desc id="{name}-d">{description}</desc>{body}</svg>'
)


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure with its words; it is drawn when its page is written."""

    figure: ChartFigure
    name: str
    """Makes ids, so it is unique on the page."""
    title: str
    caption: tuple[str, ...]
    """Sentences on how to read it."""
    table: str
    """Id of the table that has the same data."""

    @property
    def svg(self) -> Markup:
        """The drawing, with its data row by row for those who do not see it."""
        rows = "; ".join(f"{row.label}: {_in_words(row)}" for row in self.figure.rows)
        return inline(self.figure, self.name, self.title, rows)


def _in_words(row: Bar | Stack | Gap) -> str:
    parts = row.names if isinstance(row, Stack) else ()
    return f"{row.in_words} ({', '.join(parts)})" if parts else row.in_words


def inline(figure: ChartFigure, name: str, title: str, description: str) -> Markup:
    """The figure as inline SVG; ``name`` makes its ids, unique on the page."""
    drawing = draw(figure)
    return _INLINE.format(
        name=name,
        width=WIDTH,
        height=number(drawing.height),
        title=title,
        description=description,
        body=Markup(drawing.body),  # noqa: S704  # its texts are escaped
    )


def draw(figure: ChartFigure) -> Drawing:
    """The shapes and texts of a figure."""
    if isinstance(figure, Bars):
        return draw_bars(figure)
    return draw_stacks(figure) if isinstance(figure, Stacks) else draw_gaps(figure)
