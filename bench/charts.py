"""``python -m bench.charts``: milliseconds of CPU that one chart of the content here takes.

Every figure of all pages is collected first, then each is drawn once, with no cache.
"""

from __future__ import annotations

import time
from pathlib import Path
from unittest.mock import patch

from generator.build import Project, computed, examine
from generator.render import render
from generator.render.charts.draw import Drawer
from generator.render.charts.figures import Figure


def figures(project: Project) -> list[Figure]:
    """The different figures of all pages."""
    found: dict[str, Figure] = {}

    def note(_drawer: Drawer, figure: Figure) -> str:
        found[repr(figure)] = figure
        return "<svg></svg>"

    with patch.object(Drawer, "svg", note):
        render(computed(examine(project), project))
    return list(found.values())


def milliseconds(found: list[Figure]) -> float:
    """The mean time of a drawing; the first ones, which load what they need, are not counted."""
    for figure in {type(figure): figure for figure in found}.values():
        Drawer().svg(figure)
    drawer = Drawer()
    start = time.process_time()
    for figure in found:
        drawer.svg(figure)
    return (time.process_time() - start) * 1000 / len(found)


if __name__ == "__main__":
    print(milliseconds(figures(Project(Path.cwd()))))
