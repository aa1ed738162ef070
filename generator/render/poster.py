"""Pictures for those who share a link: a plan with its figure, and the portal as a whole.

An SVG from a template, turned into a PNG with the fonts of ``fonts/`` and no other: same content,
same bytes.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.compute.results import PlanResult
from generator.compute.rollups import Rollup
from generator.model.catalog import PLAN
from generator.problems import msg
from generator.render import paths
from generator.render.views.common import Desk, Segment, joined
from generator.render.views.tables import bar_caption, mean_caption, silence

_FONTS = sorted(str(font) for font in (Path(__file__).parent / "fonts").glob("*.ttf"))
_AREAS = {"bajo": "#c24a2e", "medio": "#bb8410", "alto": "#4b9a8b"}
_INKS = {"bajo": "#a5301a", "medio": "#7a5600", "alto": "#0b6353"}
_NO_DATA = ("#c9d0d8", "#555f6e")
_SIZES = ((64, 30, 2), (52, 37, 3), (42, 44, 4))
"""Size of the title, signs on a line, and lines that there is room for."""
_LEGEND, _MEANING = 76, 56
"""Signs that there is room for."""
_FIRST, _BETWEEN = 112, 1.16


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the title and where it stands, in pixels from the top."""

    text: str
    y: int


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the bar with its colours."""

    x: str
    width: str
    fill: str
    ink: str
    n: str
    word: str


@dataclass(frozen=True, slots=True)
class PosterView:
    """What stands on a picture."""

    by: str
    title: tuple[Line, ...]
    size: int
    figure: str
    meaning: str
    bar: tuple[Part, ...]
    legend: tuple[Part, ...]
    """The parts that there is room to name."""
    site: str
    day: str


def posters(desk: Desk) -> Iterator[tuple[str, PosterView]]:
    """Path under docs/ and view of every picture."""
    for result in desk.results.plans.values():
        yield paths.poster_path(result.folder.id), _plan(desk, result)
    yield paths.POSTER, _portal(desk)


def _plan(desk: Desk, result: PlanResult) -> PosterView:
    plan = result.folder.plan
    rollup = result.rollups.get(PLAN, Rollup())
    mean = rollup.mean_attainment
    said = msg("mean attainment; {caption}", caption=mean_caption(desk, result, rollup))
    meaning = desk.t(said) if mean is not None else bar_caption(desk, result, rollup)
    by = joined((desk.unit_name(plan.entity, short=True), str(plan.span)))
    size, lines = set_title(plan.title)
    return PosterView(
        by=textwrap.shorten(by, _MEANING, placeholder=" …"),
        title=lines,
        size=size,
        figure=desk.f.percent(mean) if mean is not None else desk.status_mark(silence(rollup)).word,
        meaning=textwrap.shorten(meaning, _MEANING, placeholder=" …"),
        bar=tuple(_part(desk, segment) for segment in desk.bar(rollup)),
        legend=_legend(desk, desk.bar(rollup)),
        site=_name(desk),
        day=_day(desk),
    )


def _portal(desk: Desk) -> PosterView:
    n = len(desk.results.plans)
    size, lines = set_title(desk.plain("What public plans promised, and what was done"))
    return PosterView(
        by=_name(desk),
        title=lines,
        size=size,
        figure=desk.f.n("{n} plan", "{n} plans", n),
        meaning="",
        bar=(),
        legend=(),
        site=desk.plain("each figure with the document and the place it comes from."),
        day=_day(desk),
    )


def _name(desk: Desk) -> str:
    name = desk.catalog.site.name if desk.catalog.site else ""
    return textwrap.shorten(name, _MEANING, placeholder=" …")


def _day(desk: Desk) -> str:
    return desk.t(msg("data as of {day}", day=desk.f.date(desk.results.as_of)))


def _part(desk: Desk, segment: Segment) -> Part:
    fill = _AREAS.get(segment.css, _NO_DATA[0])
    ink = _INKS.get(segment.css, _NO_DATA[1])
    return Part(segment.x, segment.width, fill, ink, desk.f.number(segment.n), segment.word)


def _legend(desk: Desk, bar: tuple[Segment, ...]) -> tuple[Part, ...]:
    named: list[Part] = []
    room = _LEGEND
    for part in (_part(desk, segment) for segment in bar):
        room -= len(f"{part.n} {part.word} · ")
        if room >= 0:
            named.append(part)
    return tuple(named)


def set_title(text: str) -> tuple[int, tuple[Line, ...]]:
    """The largest size at which a title has room, and its lines; a longer one is cut."""
    fitting = (row for row in _SIZES if len(textwrap.wrap(text, row[1])) <= row[2])
    size, signs, most = next(fitting, _SIZES[-1])
    lines = textwrap.wrap(text, signs, max_lines=most, placeholder=" …")
    step = round(size * _BETWEEN)
    return size, tuple(Line(line, _FIRST + step * n) for n, line in enumerate(lines, 1))


def as_png(svg: str) -> bytes:
    """An SVG as a PNG."""
    from resvg_py import svg_to_bytes  # noqa: PLC0415

    return svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=_FONTS)
