"""Pictures for those who share a link: a plan or an objective with its figure, and the portal.

An SVG from a template, turned into a PNG with the fonts of ``fonts/`` and no other: same content,
same bytes.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import paths
from generator.compute.results import PlanResult
from generator.compute.rollups import Rollup
from generator.model.catalog import PLAN, Element, PlanFolder
from generator.render.looks import inks
from generator.render.views.across.home import promise
from generator.render.views.common import RenderContext, Segment, joined
from generator.render.views.held import data_as_of
from generator.render.views.plan.rollups import mean_or_status
from generator.words.text import shortened

_FONTS = sorted(str(font) for font in (Path(__file__).parent / "fonts").glob("*.ttf"))
_SIZES = ((64, 30, 2), (52, 37, 3), (42, 44, 4))
"""Size of the title, signs on a line, and lines that there is room for."""
_LEGEND, _MEANING = 76, 56
"""Signs that there is room for."""
_FOOT = 95
"""Signs of the line of the portal and the day."""
_FIRST, _BETWEEN = 112, 1.16
LARGE, SMALL = 1200, 600
"""Pixels from side to side; there are many of the small ones, which cost half."""


Lines = tuple[tuple[str, int], ...]
"""Lines of a title and where each stands, in pixels from the top."""
Part = tuple[Segment, str, str]
"""A part of the bar with the colours of its area and its label."""


@dataclass(frozen=True, slots=True)
class SocialCard:
    """What stands on a picture."""

    by: str
    title: Lines
    size: int
    figure: str
    meaning: str
    bar: tuple[Part, ...]
    legend: tuple[Part, ...]
    site: str
    day: str


def social_cards(ctx: RenderContext) -> Iterator[tuple[str, SocialCard]]:
    """Path under docs/ and view of every picture."""
    for result in ctx.results.plans.values():
        plan = result.folder.plan
        by = joined((ctx.unit_name(plan.entity, short=True), str(plan.span)))
        yield paths.PLAN_CARD(result.folder.id), _card(ctx, result, PLAN, by, plan.heading)
        for part in pictured(result.folder):
            picture = paths.ELEMENT_CARD(result.folder.id, part.code)
            title = f"{part.called} {part.node.heading}"
            yield picture, _card(ctx, result, part.code, plan.name, title)
    yield paths.CARD, _portal(ctx)


def pictured(folder: PlanFolder) -> list[Element]:
    """Parts of a plan that have a picture: those right under it, as long as pages lie below."""
    first = folder.levels[1]
    return [] if first.is_counted else list(folder.of_level(first))


def _card(ctx: RenderContext, result: PlanResult, code: str, by: str, title: str) -> SocialCard:
    """Of a plan, or of a part of it."""
    rollup = result.rollups.get(code, Rollup())
    figure, meaning = mean_or_status(ctx, result, rollup)
    size, lines = set_title(title)
    bar = tuple((segment, *inks(segment.look)) for segment in ctx.bar(rollup))
    day = data_as_of(ctx, result.folder.id)
    return SocialCard(
        by=shortened(by, _MEANING),
        title=lines,
        size=size,
        figure=figure,
        meaning=shortened(meaning, _MEANING),
        bar=bar,
        legend=tuple(_legend(ctx, bar)),
        site=shortened(_name(ctx), _FOOT - len(day)),
        day=day,
    )


def _portal(ctx: RenderContext) -> SocialCard:
    n = len(ctx.results.plans)
    size, lines = set_title(ctx.t("What public plans promised, and what was reported"))
    return SocialCard(
        by=_name(ctx),
        title=lines,
        size=size,
        figure=ctx.f.n("{n} plan", "{n} plans", n),
        meaning="",
        bar=(),
        legend=(),
        site=ctx.once(promise),
        day=data_as_of(ctx, ""),
    )


def _name(ctx: RenderContext) -> str:
    return shortened(ctx.catalog.site.name if ctx.catalog.site else "", _MEANING)


def _legend(ctx: RenderContext, bar: tuple[Part, ...]) -> Iterator[Part]:
    """The parts that there is room to name."""
    room = _LEGEND
    for part in bar:
        room -= len(f"{ctx.f.number(part[0].n)} {part[0].word} · ")
        if room >= 0:
            yield part


def set_title(text: str) -> tuple[int, Lines]:
    """The largest size at which a title has room, and its lines; a longer one is cut."""
    fitting = (row for row in _SIZES if len(textwrap.wrap(text, row[1])) <= row[2])
    size, signs, most = next(fitting, _SIZES[-1])
    lines = textwrap.wrap(text, signs, max_lines=most, placeholder="…")
    step = round(size * _BETWEEN)
    return size, tuple((line, _FIRST + step * n) for n, line in enumerate(lines, 1))


def as_png(svg: str, width: int) -> bytes:
    """An SVG as a PNG, so many pixels wide."""
    from resvg_py import svg_to_bytes  # noqa: PLC0415

    return svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True, font_files=_FONTS)
