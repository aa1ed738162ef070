"""Inline SVG of a figure, with its title and description, drawn once in a run."""

from __future__ import annotations

from markupsafe import Markup, escape

from generator.render.charts.figures import Figure


class Drawer:
    """Draws figures; the same figure is drawn once."""

    def __init__(self) -> None:
        self._drawn: dict[Figure, str] = {}

    def inline(self, figure: Figure, name: str, title: str, description: str) -> Markup:
        """The figure as inline SVG; ``name`` makes its ids, unique on the page."""
        svg = self.svg(figure).removeprefix("<svg ")
        head, _, body = svg.partition(">")
        ids = {"name": escape(name), "title": escape(title), "said": escape(description)}
        said = (
            '<svg role="img" aria-labelledby="{name}-t {name}-d" {head}>'
            '<title id="{name}-t">{title}</title><desc id="{name}-d">{said}</desc>{body}'
        )
        return Markup(said).format(head=Markup(head), body=Markup(body), **ids)  # noqa: S704

    def svg(self, figure: Figure) -> str:
        """The bare drawing."""
        from generator.render.charts.make import svg  # noqa: PLC0415  # slow to import: if needed
        from generator.render.charts.tidy import tidy  # noqa: PLC0415

        if figure not in self._drawn:
            self._drawn[figure] = tidy(svg(figure))
        return self._drawn[figure]
