"""What was measured, held against its budget: as lines, as JSON and for the page of figures."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.copies import Copies
from bench.measure import BrokenError, pace
from bench.rows import Row

LIMIT = 1.5
"""How many times its budget a row may take before the check fails it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The figures of a row as they were measured, and the best pace of the machine meanwhile."""

    row: Row
    figures: tuple[float, ...]
    pace: float
    error: str = ""

    @property
    def value(self) -> float:
        """The best figure; of a time, what the reference machine would have taken."""
        return min(self.figures) / (self.pace if self.row.is_time else 1)

    @property
    def verdict(self) -> str:
        """Whether the figure is within its budget, over it, or so far over that it fails."""
        if self.error:
            return "BROKEN"
        if self.value <= self.row.budget:
            return "ok"
        return "over" if self.value <= self.row.budget * LIMIT else "FAILS"


def outcome(row: Row, copies: Copies, *, until_good: bool = False) -> Outcome:
    """Measure a row as often as it wants; ``until_good`` ends with the first figure that passes.

    A row passes with its best figure, so the first good one settles it. A command that fails is
    never a figure.
    """
    figures: list[float] = []
    paces = [] if row.is_time else [1.0]
    try:
        with closing(row.measure(copies)) as source:
            for figure in source:
                figures.append(figure)
                paces += [pace(), pace()] if row.is_time else []
                done = Outcome(row, tuple(figures), min(paces))
                enough = until_good and done.verdict in {"ok", "over"}
                if enough or len(figures) == row.runs:
                    return done
    except BrokenError as broken:
        return Outcome(row, (), 1, str(broken))
    return Outcome(row, (), 1, f"{len(figures)} figures instead of {row.runs}")


def cells(row: Row) -> list[str]:
    """What a row says before it is measured."""
    return [row.what, shown(row.before, row.unit), shown(row.budget, row.unit)]


def _now(done: Outcome) -> str:
    return "–" if done.error else shown(done.value, done.row.unit)


def line(done: Outcome) -> str:
    """A row of the table on a terminal."""
    what, *figures = (*cells(done.row), _now(done))
    return f"{what:44}" + "".join(f"{text:>12}" for text in figures) + f"  {done.verdict}"


HEAD = f"{'':44}{'before':>12}{'budget':>12}{'now':>12}"


def shown(value: float | None, unit: str) -> str:
    """A figure with its unit, with as many digits as mean something; a dash where there is none."""
    if value is None:
        return "–"
    digits = 0 if value >= 100 or value == 0 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}".strip()


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    return {
        "cores": os.cpu_count(),
        "cpu": _cpu(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
    }


def _cpu() -> str:
    """Model and family of the processor, as Linux tells them; elsewhere what Python knows."""
    path = Path("/proc/cpuinfo")
    text = path.read_text("utf-8") if path.is_file() else ""
    found = dict(re.findall(r"(?m)^(model name|cpu family)\s*: (.*)$", text))
    if not found:
        return platform.processor() or platform.machine()
    return f"{found.get('model name', '?')}, family {found.get('cpu family', '?')}"


def as_data(outcomes: Iterable[Outcome]) -> dict[str, Any]:
    """Everything as JSON: the figures as measured too, and the pace they are divided by."""
    rows = [
        {
            "name": done.row.name,
            "what": done.row.what,
            "unit": done.row.unit,
            "before": done.row.before,
            "budget": done.row.budget,
            "now": None if done.error else round(done.value, 4),
            "verdict": done.verdict.lower(),
            "measured": [round(figure, 4) for figure in done.figures],
            "pace": round(done.pace, 4),
            "error": done.error,
        }
        for done in outcomes
    ]
    return {"machine": machine(), "rows": rows}


def table(outcomes: Iterable[Outcome]) -> str:
    """The rows of the page of figures, in Markdown."""
    lines = ["| What | Before | Budget | Now |", "|---|---|---|---|"]
    lines += [f"| {' | '.join((*cells(done.row), _now(done)))} |" for done in outcomes]
    return "\n".join(lines)
