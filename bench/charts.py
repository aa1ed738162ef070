"""``python -m bench.charts``: milliseconds of CPU that one chart of the content here takes.

Every figure of all pages is collected first, then each is drawn once more.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

from generator.build import Project, computed, examine
from generator.portal import Portal
from generator.render.charts.draw import Chart, inline
from generator.render.charts.figures import ChartFigure

ENOUGH = 300
"""Drawings over which the mean is taken: the figures are drawn in turn until there are so many."""


def figures(project: Project) -> list[ChartFigure]:
    """The different figures of all pages."""
    outputs = Portal(computed(examine(project), project)).outputs()
    found = (chart.figure for output in outputs for chart in charts(output.made_from))
    return list(dict.fromkeys(found))


def charts(data: object) -> Iterator[Chart]:
    """The charts among the data of a page."""
    if isinstance(data, Chart):
        yield data
    elif isinstance(data, tuple):
        for part in data:
            yield from charts(part)
    elif is_dataclass(data):
        for field in fields(data):
            yield from charts(getattr(data, field.name))


def milliseconds(found: list[ChartFigure]) -> float:
    """The mean time of a drawing."""
    n = -(-ENOUGH // len(found))
    start = time.process_time()
    for figure in found * n:
        inline(figure, "name", "title", "description")
    return (time.process_time() - start) * 1000 / (n * len(found))


if __name__ == "__main__":
    print(milliseconds(figures(Project(Path.cwd()))))
