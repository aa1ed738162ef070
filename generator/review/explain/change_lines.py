"""One line for each change: where, what, whether it is easier, and what moves because of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.compute.attainment import Attainment, Formula, Status
from generator.model.catalog import PLAN
from generator.model.method import Band
from generator.model.money import Stage
from generator.model.period import Granularity, Period
from generator.model.published import MEASURE, PublishedFigure
from generator.model.scalars import State
from generator.problems import msg, plural
from generator.review.changes import (
    AmountChange,
    Change,
    ChangeKind,
    CodeChange,
    FieldChange,
    FigureChange,
    MovedAttainment,
    PeriodValue,
    WholeChange,
    YearChange,
)
from generator.review.explain.values import FIELDS, difference, in_sentence, in_words
from generator.words.formatter import Formatter
from generator.words.labels import EASES, label
from generator.words.nouns import unit_of
from generator.words.text import shortened

DOT = " · "
_MOST_TARGETS = 4
"""Targets that are named of what came or went."""
_MOST_EFFECTS = 3


@dataclass(frozen=True, slots=True)
class ChangeLine:
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
    def text(self) -> str:
        """All of it on one line."""
        parts = (self.plan, self.who, self.what, *self.marks, self.ease, self.effect)
        return DOT.join(part for part in parts if part)


def line_of(change: Change, f: Formatter) -> ChangeLine:
    """A change in words."""
    ease = EASES.get(change.ease)
    return ChangeLine(
        plan=change.plan,
        who=_who(change, f),
        what=_what(change, f),
        ease=f.t(ease) if ease else "",
        marks=_marks(change, f),
        effect=_effects(change, f),
    )


def _who(change: Change, f: Formatter) -> str:
    """The element, sheet or entry that a change is of."""
    parts = []
    if not change.plan:
        parts.append(_shared(change, f))
    elif change.code != PLAN:
        parts.append(f"{change.called(change.code)} {shortened(change.title)}".strip())
    if change.measure and change.measure != change.code:
        parts.append(change.measure)
    if isinstance(change, FieldChange) and change.entry:
        parts.append(shortened(_printed(change.entry, f)))
    return DOT.join(parts)


def _printed(entry: str, f: Formatter) -> str:
    """A printed figure by its sort and what it is of; a fact has only its name."""
    sort, _, rest = entry.partition(" ")
    known = next((figure for figure in PublishedFigure if figure == sort), None)
    of, *more = rest.split(" ")
    said = (f.t(_COUNTED[it]) if it in _COUNTED else it for it in more)
    return " ".join((f.label(known), of, *said)).strip() if known else entry


_COUNTED = {
    **{it.value: label(it) for it in (*Stage, *Band, State.NOT_PROGRAMMED)},
    **{it.value: label(it) for it in (Status.NOT_REPORTED, Status.NOT_APPLICABLE)},
    "objective": msg("objectives"),
    "strategy": msg("strategies"),
    "activity": msg("activities"),
    MEASURE: msg("indicators"),
}
"""Words in the name of a printed figure, after its sort and what it is of."""


_FILES = {"site", "units", "documents", "glossary", "corrections", "regions", "methods", "profiles"}


def _shared(change: Change, f: Formatter) -> str:
    if change.code in _FILES:
        return f"{change.code}.yml"
    sheet = f.t("sheet {code}", code=change.code)
    return f"{sheet} {shortened(change.title)}".strip()


def _marks(change: Change, f: Formatter) -> tuple[str, ...]:
    found = [msg("it was final")] if change.was_final else []
    if change.kind is ChangeKind.RESULT_RESTATED and isinstance(change, FigureChange) and found:
        given = change.correction
        reason = msg("reason: {reason}", reason=shortened(given.reason)) if given else None
        found.append(reason or msg("no reason given"))
    return tuple(map(f.t, found))


# What changed, by what a change carries.


def _what(change: Change, f: Formatter) -> str:
    match change:
        case FieldChange():
            return _field(change, f)
        case AmountChange():
            return _amount(change, f)
        case YearChange():
            return _year(change, f)
        case WholeChange():
            return _whole(change, f)
        case CodeChange():
            before, after = map(change.called, (change.before, change.after))
            return f.t(_CODES[change.what], before=before, after=after)
    before, after = (_side(value, change, f) for value in (change.before, change.after))
    when = cell_of(change) if isinstance(change, FigureChange) else ""
    values = {"figure": _figure(change, f), "before": before, "after": after}
    return f.t(change.kind.value.line, when=when, **values)


def _side(value: object, change: Change, f: Formatter) -> str:
    """A value; of what stands elsewhere, all that it stands under."""
    return ", ".join(map(change.called, value)) if isinstance(value, tuple) else in_words(f, value)


def cell_of(figure: FigureChange | PeriodValue) -> str:
    """The period of a figure, and its member where it is of one: ``2024 PE-LIM``."""
    return f"{figure.period.text} {figure.member}".strip()


def _figure(change: Change, f: Formatter) -> str:
    """``1409 → 900 persona (−509, −36.1 %)``; of what came or went, its value."""
    if isinstance(change, FigureChange) and (change.before is None or change.after is None):
        value = change.after if change.before is None else change.before
        return in_words(f, value) + unit_after(f, change.unit, value)
    before, after = in_words(f, change.before), in_words(f, change.after)
    unit = unit_after(f, change.unit, change.after) if isinstance(change.after, Decimal) else ""
    if was := unit_after(f, change.unit_before, change.before):
        return f"{before}{was} → {after}{unit}"
    gain = _gain(f, change.before, change.after, change.in_percent)
    return f"{before} → {after}{unit}{gain}"


def unit_after(f: Formatter, name: str | None, value: object) -> str:
    """A unit behind a number, in its number where the rule of the language is sure."""
    known = unit_of(value, name, f.lang) if name and isinstance(value, Decimal) else None
    unit = known or in_sentence(name)
    return f" {unit}" if unit else ""


def _gain(f: Formatter, before: object, after: object, in_percent: bool = False) -> str:
    gained = difference(f, before, after, in_percent=in_percent)
    return f" ({gained})" if gained else ""


def _year(change: YearChange, f: Formatter) -> str:
    before, after = change.total_before, change.total_after
    was = unit_after(f, change.unit_before, before)
    is_same = before == after and not was
    same = msg("targets {year} in other periods: {before} → {after}, together {figure} as before")
    first = f"{in_words(f, before)}{was}"
    totals = first if is_same else f"{first} → {in_words(f, after)}"
    gain = "" if is_same or was else _gain(f, before, after, change.in_percent)
    counts = {"before": len(change.before), "after": len(change.after)}
    figure = totals + unit_after(f, change.unit, after) + gain
    line = same if is_same else change.kind.value.line
    return f.t(line, year=change.year, figure=figure, **counts)


def _amount(change: AmountChange, f: Formatter) -> str:
    """Which amount, and what became of it."""
    about = (change.version, change.executing_unit, change.concept, change.funding, *change.covers)
    parts = (str(change.year), in_words(f, change.stage), *about)
    name = " ".join(part for part in parts if part)
    before, after = in_words(f, change.before), in_words(f, change.after)
    currency = f" {change.currency}" if change.currency else ""
    if change.before is None:
        return f.t("budget {name} added: {figure}", name=name, figure=after + currency)
    if change.after is None:
        gone = msg("budget {name} removed: it was {figure}", name=name, figure=before + currency)
        return f.t(gone)
    figure = f"{before} → {after}{currency}{_gain(f, change.before, change.after)}"
    return f.t(change.kind.value.line, name=name, figure=figure)


def _whole(change: WholeChange, f: Formatter) -> str:
    """What came or went, with what it had."""
    counts = (
        (plural("{n} activity", "{n} activities"), change.n_activities),
        (plural("{n} indicator", "{n} indicators"), 0 if change.targets else change.n_measures),
        (plural("{n} result", "{n} results"), change.n_results),
    )
    had = [f.t(forms, n=count) for forms, count in counts if count]
    if change.targets:
        some = change.targets[:_MOST_TARGETS]
        shown = ", ".join(f"{cell_of(figure)}: {in_words(f, figure.value)}" for figure in some)
        more = ", …" if len(change.targets) > _MOST_TARGETS else ""
        had.append(
            f.t("targets {figures}", figures=shown + more)
            + unit_after(f, change.unit, some[-1].value)
        )
    if change.n_budgets:
        had.append(f.t(plural("{n} amount", "{n} amounts"), n=change.n_budgets))
    name = f.t(change.kind.value.line)
    if change.code == PLAN:
        name = f"{name}: {shortened(change.title)}"
        return f"{name} ({', '.join(had)})" if had else name
    return f"{name}: {'; '.join(had)}" if had else name


_CODES = {
    "objective": msg("code of the objective: {before} → {after}"),
    "strategy": msg("code of the strategy: {before} → {after}"),
    "activity": msg("code of the activity: {before} → {after}"),
    "element": msg("code of the part of the plan: {before} → {after}"),
    "measure": msg("id of the indicator: {before} → {after}"),
    "indicator": msg("id of the sheet: {before} → {after}"),
}


def field_name(field: str, f: Formatter) -> str:
    """A field of a file as a reader calls it."""
    return f.t(FIELDS[field]) if field in FIELDS else field


def _field(change: FieldChange, f: Formatter) -> str:
    """A field with its two values; lists of parts say only that they are not as they were."""
    name = field_name(change.field, f)
    before, after = in_words(f, change.before), in_words(f, change.after)
    if change.before is None:
        return f.t("{name} added: {value}", name=name, value=after)
    if change.after is None:
        return f.t("{name} removed: it was {value}", name=name, value=before)
    if before == after:
        return f.t("{name}: it says something else", name=name)
    return f"{name}: {before} → {after}{_gain(f, change.before, change.after)}"


# What moved because of it.


def _effects(change: Change, f: Formatter) -> str:
    """What moved because of a change; of a method, up to three measures by name."""
    named = len({(effect.plan, effect.measure) for effect in change.effects}) > 1
    shown = change.effects[:_MOST_EFFECTS]
    parts = [_effect(effect, change, f, named=named) for effect in shown]
    left = len(change.effects) - len(shown)
    if left > 0:
        parts.append(f.t(plural("and {n} more", "and {n} more"), n=left))
    return "; ".join(parts)


def _effect(effect: MovedAttainment, change: Change, f: Formatter, *, named: bool) -> str:
    """``avance 59.2 % → 92.7 %, banda bajo → medio``."""
    old, new = effect.before, effect.after
    parts = []
    if (old and old.raw) != (new and new.raw):
        before, after = (_attained(it, f) for it in (old, new))
        own = change.period if isinstance(change, FigureChange) else None
        alone = own is None and len(change.effects) == 1
        name = _attainment_of(effect.period, effect.period if alone else own, f)
        parts.append(f"{name} {before} → {after}")
    bands = (old.band if old else None), (new.band if new else None)
    if bands[0] != bands[1] and bands[1] is not None:
        before, after = (in_words(f, band) for band in bands)
        became = msg("band {before} → {after}", before=before, after=after)
        parts.append(f.t(became if bands[0] else msg("band {band}", band=after)))
    if not parts and (old or new):
        met = [f.t(_MET[it.met if it else None]) for it in (old, new)]
        is_limit = Formula.LIMIT in {it.formula for it in (old, new) if it}
        text = msg("limit {before} → {after}") if is_limit else msg("verdict {before} → {after}")
        parts.append(f.t(text, before=met[0], after=met[1]))
    words = ", ".join(parts)
    return f"{effect.measure} {words}" if named else words


_MET = {True: msg("met"), False: msg("not met"), None: msg("without a verdict")}


def _attainment_of(period: Period, own: Period | None, f: Formatter) -> str:
    if own == period:
        return f.t("attainment")
    if period.granularity is Granularity.YEAR:
        return f.t("attainment of the year {year}", year=period.text)
    return f.t("attainment of {period}", period=period.text)


def _attained(it: Attainment | None, f: Formatter) -> str:
    if it is None:
        return f.t("no data")
    if isinstance(it.raw, Decimal):
        return f.percent(it.raw)
    return f.t("no percentage") if it.status is Status.VALUE else f.label(it.status)
