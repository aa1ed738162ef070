"""Tables of the comment: figures that change, and what that does to the plans."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeGuard

from generator.model.method import Band
from generator.problems import Message, msg, plural
from generator.review.changes import (
    BaselineChanged,
    Change,
    Ease,
    MethodChanged,
    ResultRestated,
    TargetChanged,
)
from generator.review.diff import Diff
from generator.review.effects import PlanEffect
from generator.review.explain.lines import Said, change_text, field_name
from generator.review.explain.markup import Block, code_span, escaped, row, table
from generator.review.explain.summary import band_counts, group_name, means
from generator.review.explain.talk import Talk, in_sentence, short
from generator.review.explain.verdict import Grounds
from generator.words.formatter import NBSP

_SHAPES = {Band.LOW: "▼", Band.MEDIUM: "◆", Band.HIGH: "●"}
"""As the pages of the portal mark them."""
_SIGNS = {Ease.EASIER: "▽", Ease.HARDER: "△", Ease.NEITHER: "="}


_Tabled = TargetChanged | ResultRestated | BaselineChanged | MethodChanged


def tables(diff: Diff, talk: Talk) -> Iterator[Block]:
    """The figures that change, then a table for each plan whose attainment moves."""
    grounds = Grounds.of(diff)
    rows = [_figure_row(grounds, change, talk) for change in diff.changes if in_table(change)]
    if rows:
        t = talk.t
        columns = (
            (t(msg("Easier or harder")), False),
            (t(msg("Measure")), False),
            (t(msg("Before")), True),
            (t(msg("After")), True),
            (t(msg("Change")), True),
            (t(msg("Effect")), False),
        )
        yield table(t(msg("Figures that change")), columns, rows)
    for effect in diff.plans:
        yield _plan_table(effect, talk)


def in_table(change: Change) -> TypeGuard[_Tabled]:
    """Whether the table of figures has the change: a figure, or what moves others by itself."""
    if isinstance(change, BaselineChanged | MethodChanged):
        return bool(change.effects)
    return isinstance(change, TargetChanged | ResultRestated)


def _figure_row(grounds: Grounds, change: _Tabled, talk: Talk) -> str:
    words = change_text(change, talk)
    sense = escaped(_sense(grounds, change, words, talk))
    before = escaped(f"{talk.shown(change.before)} {_other_unit(change)}".strip())
    after = escaped(talk.shown(change.after))
    effect = escaped(words.effect) or talk.t(msg("none"))
    gained = _gained(change, talk)
    return row(f"**{sense}**", _name(change, talk), before, f"**{after}**", gained, effect)


def _other_unit(change: _Tabled) -> str:
    """The unit of the old value, where it is not that of the new one."""
    return in_sentence(change.unit_before) if isinstance(change, TargetChanged) else ""


def _gained(change: _Tabled, talk: Talk) -> str:
    if isinstance(change, BaselineChanged | MethodChanged) or _other_unit(change):
        return ""
    return talk.difference(change.before, change.after, in_percent=change.in_percent)


def _sense(grounds: Grounds, change: _Tabled, words: Said, talk: Talk) -> str:
    """Which way it goes, and on what ground."""
    if isinstance(change, TargetChanged):
        parts = (f"{_SIGNS[change.ease]} {words.ease}".strip(), _ground(grounds, change, talk))
        return ", ".join(part for part in parts if part)
    if isinstance(change, BaselineChanged):
        return talk.t(msg("another start"))
    if isinstance(change, MethodChanged):
        return talk.t(msg("measured in another way"))
    return ", ".join(words.marks) or talk.t(msg("restated"))


def _name(change: _Tabled, talk: Talk) -> str:
    """The plan, the element and which of its figures."""
    parts = [code_span(change.plan)] if change.plan else []
    if isinstance(change, TargetChanged | ResultRestated):
        sort = msg("target {when}") if isinstance(change, TargetChanged) else msg("result {when}")
        when = f"{change.period} {change.member}".strip()
        figure = talk.t(Message(sort.template, {"when": when}))
        unit = f", {escaped(in_sentence(change.unit))}" if change.unit else ""
    else:
        figure, unit = field_name(change.field, talk), ""
    parts.append(f"{code_span(change.code)} {escaped(short(change.title))}".strip())
    return f"{' '.join(parts)}, **{escaped(figure)}**{unit}"


def _ground(grounds: Grounds, change: TargetChanged, talk: Talk) -> str:
    """What a new target rests on: the document of its amendment, or that there is none."""
    if grounds.is_refused(change):
        return talk.t(msg("no act given"))
    document = grounds.document_of(change)
    return talk.t(msg("by {document}", document=short(document))) if document else ""


def _plan_table(effect: PlanEffect, talk: Talk) -> Block:
    """The mean of the plan, of the groups that moved, and the counts of the bands."""
    t = talk.t
    columns = (
        (" ", False),
        (t(msg("Before")), True),
        (t(msg("After")), True),
        (t(msg("Difference")), True),
    )
    words = (
        plural(
            "Mean attainment of the plan, {n} activity",
            "Mean attainment of the plan, {n} activities",
        )
        if effect.counts_activities
        else plural(
            "Mean attainment of the plan, {n} measure", "Mean attainment of the plan, {n} measures"
        )
    )
    rows = [_mean_row(talk.t(words, n=effect.after.n), means(effect, talk))]
    rows += [
        _mean_row(escaped(short(group_name(group))), means(group, talk)) for group in effect.groups
    ]
    names = " · ".join(f"{_SHAPES[band]} {talk.shown(band)}" for band in Band)
    sides = [
        f"{NBSP}·{NBSP}".join(map(str, band_counts(it))) for it in (effect.before, effect.after)
    ]
    counted = msg("Activities") if effect.counts_activities else msg("Measures")
    rows.append(row(f"{t(counted)} {names}", sides[0], f"**{sides[1]}**", ""))
    title = talk.t(
        msg("What it does to {plan} in {year}", plan=code_span(effect.plan), year=effect.year)
    )
    return table(title, columns, rows)


def _mean_row(name: str, figures: tuple[str, str, str]) -> str:
    before, after, gained = figures
    return row(name, before, f"**{after}**", gained)
