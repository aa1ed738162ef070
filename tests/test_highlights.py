"""«In one sentence», the pace that is needed and why results fell short: what is said, and when."""

from __future__ import annotations

from datetime import date

import pytest

from generator.compute import Results, compute
from generator.highlights.figures import pace_of
from generator.load import load
from tests.helpers import content, sheet, targets, with_lines

QUARTERS = "2026-T1: 30, 2026-T2: 30, 2026-T3: 30, 2026-T4: 50"
NOW = with_lines("plan.yml", "period: 2026")


def results(*parts: dict[str, str], day: date = date(2026, 5, 15)) -> Results:
    files = {name: text for part in parts for name, text in part.items()}
    return compute(load(content(**files))[0], day)


def told(period: str, value: str, more: str = "status: final") -> dict[str, str]:
    text = f"period: {period}\n{more}\nresults: {{visitas: {{value: {value}}}}}\n"
    return {f"results/{period}.yml": text}


def needed(*parts: dict[str, str], aims: str = QUARTERS, day: date = date(2026, 5, 15)) -> str:
    """What each period left has to give, and what one gave until now."""
    found = results(NOW, targets(aims), *parts, day=day)
    (measure,) = found.plans["plan-2024"].measures.values()
    pace = pace_of(found, measure)
    return f"{pace.n_left}: {pace.needed:.6g}, {pace.so_far:.6g}" if pace else ""


T1 = told("2026-T1", "17")
T2 = told("2026-T2", "20")


@pytest.mark.parametrize(
    ("parts", "more", "said"),
    [
        ((T1,), {}, "3: 41, 17"),
        ((T1,), {"aims": "2026: 140"}, "3: 41, 17"),
        ((T1, T2), {"day": date(2026, 8, 1)}, "2: 51.5, 18.5"),
        ((), {}, ""),  # nothing is reported
        ((T2,), {"day": date(2026, 8, 1)}, ""),  # the first is missing
        ((T1,), {"day": date(2026, 7, 2)}, ""),  # the second is over and not told
        ((T1, T2), {"day": date(2027, 2, 1)}, ""),  # the year is over
        ((told("2026-T1", "140"),), {}, ""),  # reached
        ((T1,), {"aims": "2026-T1: 30, 2026-T3: 30"}, ""),  # a quarter that is left has no target
        ((T1,), {"aims": "2026: 10-20"}, ""),  # no number
        ((told("2026", "17"),), {"aims": "2026: 140"}, ""),
        ((told("2026-T1", "withheld, note: En revisión"),), {}, ""),
        ((told("2026-T1", "17", "status: provisional\ncutoff: 2026-02-28"),), {}, ""),
    ],
)
def test_the_pace_is_said_where_it_is_arithmetic(
    parts: tuple[dict[str, str], ...], more: dict[str, object], said: str
) -> None:
    assert needed(*parts, **more) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "lines",
    [
        ("over_time: last",),
        ("over_time: max",),
        ("kind: percentage", "over_time: mean"),
        ("direction: decrease",),
        ("direction: at-most",),
        ("kind: milestone", "over_time: last"),
    ],
)
def test_what_does_not_add_up_has_no_pace(lines: tuple[str, ...]) -> None:
    assert needed(sheet(*lines), T1, aims="2026: 140") == ""


def test_a_figure_in_dispute_has_no_pace() -> None:
    disputed = "{value: 17, disputed: [{field: result, why: Otro cuadro dice 19}]}"
    text = f"period: 2026-T1\nstatus: final\nresults: {{visitas: {disputed}}}\n"
    assert needed({"results/2026-T1.yml": text}) == ""
