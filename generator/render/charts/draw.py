"""Inline SVG of a figure, with its title and description."""

from __future__ import annotations

from markupsafe import Markup

from generator.render.charts import bars, gaps, stacks
from generator.render.charts.elements import Drawing, number
from generator.render.charts.figures import Bars, Figure, Stacks
from generator.render.charts.theme import WIDTH

_INLINE = Markup(
    '<svg role="img" aria-labelledby="{name}-t {name}-d" viewBox="0 0 {width} {height}"'
    ' fill="none"><title id="{name}-t">{title}</title><desc id="{name}-d">{said}</desc>{body}</svg>'
)


def inline(figure: Figure, name: str, title: str, description: str) -> Markup:
    """The figure as inline SVG; ``name`` makes its ids, unique on the page."""
    drawing = _drawing(figure)
    return _INLINE.format(
        name=name,
        width=WIDTH,
        height=number(drawing.height),
        title=title,
        said=description,
        body=Markup(drawing.body),  # noqa: S704  # its texts are escaped
    )


def _drawing(figure: Figure) -> Drawing:
    if isinstance(figure, Bars):
        return bars.draw(figure)
    return stacks.draw(figure) if isinstance(figure, Stacks) else gaps.draw(figure)
