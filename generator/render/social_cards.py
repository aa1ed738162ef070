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
from generator.render.views.common import RenderContext, Segment, joined
from generator.render.views.tables import bar_caption, mean_caption, missing_status

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
class SocialCardView:
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


def social_cards(ctx: RenderContext) -> Iterator[tuple[str, SocialCardView]]:
    """Path under docs/ and view of every picture."""
    for result in ctx.results.plans.values():
        yield paths.social_card_path(result.folder.id), _plan(ctx, result)
    yield paths.POSTER, _portal(ctx)


def _plan(ctx: RenderContext, result: PlanResult) -> SocialCardView:
    plan = result.folder.plan
    rollup = result.rollups.get(PLAN, Rollup())
    mean = rollup.mean_attainment
    said = msg("mean attainment; {caption}", caption=mean_caption(ctx, result, rollup))
    meaning = ctx.t(said) if mean is not None else bar_caption(ctx, result, rollup)
    by = joined((ctx.unit_name(plan.entity, short=True), str(plan.span)))
    size, lines = set_title(plan.title)
    return SocialCardView(
        by=textwrap.shorten(by, _MEANING, placeholder=" …"),
        title=lines,
        size=size,
        figure=ctx.f.percent(mean)
        if mean is not None
        else ctx.status_mark(missing_status(rollup)).word,
        meaning=textwrap.shorten(meaning, _MEANING, placeholder=" …"),
        bar=tuple(_part(ctx, segment) for segment in ctx.bar(rollup)),
        legend=_legend(ctx, ctx.bar(rollup)),
        site=_name(ctx),
        day=_day(ctx),
    )


def _portal(ctx: RenderContext) -> SocialCardView:
    n = len(ctx.results.plans)
    size, lines = set_title(ctx.plain("What public plans promised, and what was done"))
    return SocialCardView(
        by=_name(ctx),
        title=lines,
        size=size,
        figure=ctx.f.n("{n} plan", "{n} plans", n),
        meaning="",
        bar=(),
        legend=(),
        site=ctx.plain("each figure with the document and the place it comes from."),
        day=_day(ctx),
    )


def _name(ctx: RenderContext) -> str:
    name = ctx.catalog.site.name if ctx.catalog.site else ""
    return textwrap.shorten(name, _MEANING, placeholder=" …")


def _day(ctx: RenderContext) -> str:
    return ctx.t(msg("data as of {day}", day=ctx.f.date(ctx.results.as_of)))


def _part(ctx: RenderContext, segment: Segment) -> Part:
    fill = _AREAS.get(segment.css, _NO_DATA[0])
    ink = _INKS.get(segment.css, _NO_DATA[1])
    return Part(segment.x, segment.width, fill, ink, ctx.f.number(segment.n), segment.word)


def _legend(ctx: RenderContext, bar: tuple[Segment, ...]) -> tuple[Part, ...]:
    named: list[Part] = []
    room = _LEGEND
    for part in (_part(ctx, segment) for segment in bar):
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
