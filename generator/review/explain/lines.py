"""One line for each change: where, what, whether it is easier, and what moves because of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.model.catalog import PLAN
from generator.model.published import PublishedFigure
from generator.problems import msg, plural
from generator.review.changes import (
    BudgetChanged,
    Change,
    CodeChanged,
    FieldChange,
    Figure,
    PublishedChanged,
    ResultRemoved,
    ResultReported,
    ResultRestated,
    ResultStatusChanged,
    TargetAdded,
    TargetChanged,
    TargetRemoved,
    TargetsRescheduled,
    TotalChanged,
    ease_of,
    was_final,
)
from generator.review.changes.figures import Result, Target
from generator.review.changes.structure import Moved, Whole
from generator.review.explain.moved import effects
from generator.review.explain.talk import Talk, in_sentence, short
from generator.review.explain.words import EASES, FIELDS

DOT = " · "
_MOST_TARGETS = 4
"""Targets that are named of what came or went."""


@dataclass(frozen=True, slots=True)
class Said:
    """A change in words, part by part; any part but ``what`` may be empty."""

    plan: str
    who: str
    """Code and title of the element, or what stands for them."""
    what: str
    ease: str
    marks: tuple[str, ...]
    """What a reviewer must not miss: a final result, no reason given."""
    effect: str

    @property
    def line(self) -> str:
        """All of it on one line."""
        parts = (self.plan, self.who, self.what, *self.marks, self.ease, self.effect)
        return DOT.join(part for part in parts if part)


def change_text(change: Change, talk: Talk) -> Said:
    """A change in words."""
    ease = EASES.get(ease_of(change))
    return Said(
        plan=change.plan,
        who=who(change, talk),
        what=_what(change, talk),
        ease=talk.t(ease) if ease else "",
        marks=_marks(change, talk),
        effect=effects(change, talk),
    )


def who(change: Change, talk: Talk) -> str:
    """The element, sheet or entry that a change is of."""
    parts = []
    if not change.plan:
        parts.append(_shared(change, talk))
    elif change.code != PLAN:
        parts.append(f"{change.code} {short(change.title)}".strip())
    if change.measure and change.measure != change.code:
        parts.append(change.measure)
    if isinstance(change, FieldChange) and change.entry:
        printed = isinstance(change, PublishedChanged)
        parts.append(short(_printed(change.entry, talk) if printed else change.entry))
    return DOT.join(parts)


def _printed(entry: str, talk: Talk) -> str:
    """A printed figure by its sort and what it is of; a fact has only its name."""
    sort, _, rest = entry.partition(" ")
    known = next((figure for figure in PublishedFigure if figure == sort), None)
    return f"{talk.label(known)} {rest}".strip() if known else entry


def _shared(change: Change, talk: Talk) -> str:
    if change.code in {"site", "units", "documents", "glossary"}:
        return f"{change.code}.yml"
    sheet = talk.t(msg("sheet {code}", code=change.code))
    return f"{sheet} {short(change.title)}".strip()


def _what(change: Change, talk: Talk) -> str:
    for kind, words in _WORDS:
        if isinstance(change, kind):
            return words(change, talk)
    return _plain(change, talk)


def _spot(figure: Target | Result | Figure) -> str:
    """The period of a figure, and its member where it is of one: ``2024 PE-LIM``."""
    period = figure.period.text
    return f"{period} {figure.member}" if figure.member else period


def _moved_to(talk: Talk, change: TargetChanged | TotalChanged | ResultRestated) -> str:
    """``1409 → 900 persona (−509, −36.1 %)``."""
    was = in_sentence(change.unit_before) if isinstance(change, TargetChanged) else ""
    unit = _unit(change.unit) if isinstance(change.after, Decimal) else ""
    if was:
        return f"{talk.shown(change.before)} {was} → {talk.shown(change.after)}{unit}"
    values = f"{talk.shown(change.before)} → {talk.shown(change.after)}"
    return f"{values}{unit}{_gain(talk, change.before, change.after, change.in_percent)}"


def _unit(name: str | None) -> str:
    unit = in_sentence(name)
    return f" {unit}" if unit else ""


def _gain(talk: Talk, before: object, after: object, in_percent: bool = False) -> str:
    gained = talk.difference(before, after, in_percent=in_percent)
    return f" ({gained})" if gained else ""


def _target_changed(change: TargetChanged, talk: Talk) -> str:
    return talk.t(
        msg("target {when}: {figure}", when=_spot(change), figure=_moved_to(talk, change))
    )


def _target_added(change: TargetAdded, talk: Talk) -> str:
    figure = talk.shown(change.after) + _unit(change.unit)
    return talk.t(msg("target {when} added: {figure}", when=_spot(change), figure=figure))


def _target_removed(change: TargetRemoved, talk: Talk) -> str:
    figure = talk.shown(change.before) + _unit(change.unit)
    return talk.t(msg("target {when} removed: it was {figure}", when=_spot(change), figure=figure))


def _rescheduled(change: TargetsRescheduled, talk: Talk) -> str:
    totals = change.total_before, change.total_after
    was = in_sentence(change.unit_before)
    same = totals[0] == totals[1] and not was
    first = f"{talk.shown(totals[0])} {was}".strip()
    said_totals = first if same else f"{first} → {talk.shown(totals[1])}"
    gained = "" if same or was else _gain(talk, *totals, change.in_percent)
    values = {
        "year": change.year,
        "before": len(change.before),
        "after": len(change.after),
        "figure": said_totals + _unit(change.unit) + gained,
    }
    if same:
        return talk.t(
            msg(
                "targets {year} told by other periods: {before} → {after}, "
                "together {figure} as before",
                **values,
            )
        )
    return talk.t(
        msg("targets {year} told by other periods: {before} → {after}, together {figure}", **values)
    )


def _total(change: TotalChanged, talk: Talk) -> str:
    return talk.t(msg("printed total of the targets: {figure}", figure=_moved_to(talk, change)))


def _reported(change: ResultReported, talk: Talk) -> str:
    figure = talk.shown(change.after) + _unit(change.unit)
    return talk.t(msg("result {when} reported: {figure}", when=_spot(change), figure=figure))


def _restated(change: ResultRestated, talk: Talk) -> str:
    figure = _moved_to(talk, change)
    return talk.t(msg("result {when} restated: {figure}", when=_spot(change), figure=figure))


def _result_removed(change: ResultRemoved, talk: Talk) -> str:
    figure = talk.shown(change.before) + _unit(change.unit)
    return talk.t(msg("result {when} removed: it was {figure}", when=_spot(change), figure=figure))


def _status(change: ResultStatusChanged, talk: Talk) -> str:
    values = {"when": change.period, "before": talk.shown(change.before)}
    return talk.t(
        msg("results {when}: {before} → {after}", after=talk.shown(change.after), **values)
    )


def _budget(change: BudgetChanged, talk: Talk) -> str:
    """Which amount, and what became of it."""
    stage = talk.shown(change.stage)
    parts = (stage, change.version, change.executing_unit, change.concept)
    name = " ".join(part for part in (str(change.year), *parts) if part)
    currency = f" {change.currency}" if change.currency else ""
    if change.before is None:
        figure = talk.shown(change.after) + currency
        return talk.t(msg("budget {name} added: {figure}", name=name, figure=figure))
    if change.after is None:
        figure = talk.shown(change.before) + currency
        return talk.t(msg("budget {name} removed: it was {figure}", name=name, figure=figure))
    moved = f"{talk.shown(change.before)} → {talk.shown(change.after)}{currency}"
    figure = moved + _gain(talk, change.before, change.after)
    return talk.t(msg("budget {name}: {figure}", name=name, figure=figure))


_KINDS = {
    "plan-added": msg("plan added"),
    "plan-removed": msg("plan removed"),
    "objective-added": msg("objective added"),
    "objective-removed": msg("objective removed"),
    "strategy-added": msg("strategy added"),
    "strategy-removed": msg("strategy removed"),
    "activity-added": msg("activity added"),
    "activity-removed": msg("activity removed"),
    "measure-added": msg("measure added"),
    "measure-removed": msg("measure removed"),
    "indicator-added": msg("sheet added"),
    "indicator-removed": msg("sheet removed"),
    "strategy-moved": msg("strategy moved: {before} → {after}"),
    "activity-moved": msg("activity moved: {before} → {after}"),
    "measure-moved": msg("measure moved: {before} → {after}"),
}


def _plain(change: Change, talk: Talk) -> str:
    return talk.t(_KINDS[change.kind])


def _moved(change: Moved, talk: Talk) -> str:
    before, after = (", ".join(codes) for codes in (change.before, change.after))
    return talk.t(msg(_KINDS[change.kind].template, before=before, after=after))


def _whole(change: Whole, talk: Talk) -> str:
    """What came or went, with what it had."""
    had = [
        talk.t(forms, n=count)
        for forms, count in (
            (plural("{n} activity", "{n} activities"), change.n_activities),
            (plural("{n} measure", "{n} measures"), change.n_measures if not change.targets else 0),
            (plural("{n} result", "{n} results"), change.n_results),
        )
        if count
    ]
    if change.targets:
        shown = ", ".join(
            f"{_spot(figure)}: {talk.shown(figure.value)}"
            for figure in change.targets[:_MOST_TARGETS]
        )
        more = ", …" if len(change.targets) > _MOST_TARGETS else ""
        had.append(talk.t(msg("targets {figures}", figures=shown + more)) + _unit(change.unit))
    if change.n_budgets:
        had.append(talk.t(plural("{n} amount", "{n} amounts"), n=change.n_budgets))
    name = talk.t(_KINDS[change.kind])
    if change.code == PLAN:
        name = f"{name}: {short(change.title)}"
        return f"{name} ({', '.join(had)})" if had else name
    return f"{name}: {'; '.join(had)}" if had else name


_CODES = {
    "objective": msg("code of the objective: {before} → {after}"),
    "strategy": msg("code of the strategy: {before} → {after}"),
    "activity": msg("code of the activity: {before} → {after}"),
    "measure": msg("id of the measure: {before} → {after}"),
    "indicator": msg("id of the sheet: {before} → {after}"),
}


def _code(change: CodeChanged, talk: Talk) -> str:
    template = _CODES[change.what].template
    return talk.t(msg(template, before=change.before, after=change.after))


def field_name(field: str, talk: Talk) -> str:
    """A field of a file as a reader calls it."""
    return talk.t(FIELDS[field]) if field in FIELDS else field


def _field(change: FieldChange, talk: Talk) -> str:
    """A field with its two values; lists of parts say only that they are not as they were."""
    name = field_name(change.field, talk)
    if change.before is None:
        added = msg("{name} added: {value}", name=name, value=talk.shown(change.after))
        return talk.t(added)
    if change.after is None:
        gone = msg("{name} removed: it was {value}", name=name, value=talk.shown(change.before))
        return talk.t(gone)
    values = talk.shown(change.before), talk.shown(change.after)
    if values[0] == values[1]:
        return talk.t(msg("{name}: it says something else", name=name))
    gain = _gain(talk, change.before, change.after)
    return f"{name}: {values[0]} → {values[1]}{gain}"


_WORDS: tuple[tuple[type[Change], Callable[[Any, Talk], str]], ...] = (
    (TargetChanged, _target_changed),
    (TargetAdded, _target_added),
    (TargetRemoved, _target_removed),
    (TargetsRescheduled, _rescheduled),
    (TotalChanged, _total),
    (ResultReported, _reported),
    (ResultRestated, _restated),
    (ResultRemoved, _result_removed),
    (ResultStatusChanged, _status),
    (BudgetChanged, _budget),
    (CodeChanged, _code),
    (Moved, _moved),
    (Whole, _whole),
    (FieldChange, _field),
)


def _marks(change: Change, talk: Talk) -> tuple[str, ...]:
    found = []
    if was_final(change):
        found.append(talk.t(msg("it was final")))
    if isinstance(change, ResultRestated) and change.was_final:
        given = change.correction
        said_why = msg("reason: {reason}", reason=short(given.reason)) if given else None
        found.append(talk.t(said_why or msg("no reason given")))
    return tuple(found)
