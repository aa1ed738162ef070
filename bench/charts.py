"""``python -m bench.charts``: milliseconds of CPU that one chart of the content here takes.

Every figure of all pages is collected first, then each is drawn once more.
"""

from __future__ import annotations

import time
from pathlib import Path
from unittest.mock import patch

from generator.build import Project, computed, examine
from generator.portal import Portal
from generator.render.charts import draw
from generator.render.charts.elements import Drawing
from generator.render.charts.figures import Figure

ENOUGH = 300
"""Drawings over which the mean is taken: the figures are drawn in turn until there are so many."""


def figures(project: Project) -> list[Figure]:
    """The different figures of all pages."""
    found: dict[str, Figure] = {}
    drawn = draw._drawing  # every chart of every page passes here

    def note(figure: Figure) -> Drawing:
        found[repr(figure)] = figure
        return drawn(figure)

    with patch.object(draw, "_drawing", note):
        for output in Portal(computed(examine(project), project), "es").outputs():
            if output.is_page:
                output.make()
    return list(found.values())


def milliseconds(found: list[Figure]) -> float:
    """The mean time of a drawing."""
    n = -(-ENOUGH // len(found))
    start = time.process_time()
    for figure in found * n:
        draw.inline(figure, "name", "title", "description")
    return (time.process_time() - start) * 1000 / (n * len(found))


if __name__ == "__main__":
    print(milliseconds(figures(Project(Path.cwd()))))
