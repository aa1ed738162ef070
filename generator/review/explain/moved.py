"""What moved because of a change, in words."""

from __future__ import annotations

from decimal import Decimal

from generator.compute.attainment import Attainment, Status
from generator.model.period import Granularity, Period
from generator.problems import msg, plural
from generator.review.changes import Change, Effect
from generator.review.changes.figures import Result, Target
from generator.review.explain.talk import Talk

_MOST_EFFECTS = 3


def effects(change: Change, talk: Talk) -> str:
    """What moved because of a change; of a method, up to three measures by name."""
    named = len({(effect.plan, effect.measure) for effect in change.effects}) > 1
    shown = change.effects[:_MOST_EFFECTS]
    parts = [effect_words(effect, change, talk, named=named) for effect in shown]
    left = len(change.effects) - len(shown)
    if left > 0:
        parts.append(talk.t(plural("and {n} more", "and {n} more"), n=left))
    return "; ".join(parts)


def effect_words(effect: Effect, change: Change, talk: Talk, *, named: bool = False) -> str:
    """``avance 59.2 % → 92.7 %, banda bajo → medio``."""
    old, new = effect.before, effect.after
    parts = []
    if (old and old.raw) != (new and new.raw):
        before, after = (_attained(it, talk) for it in (old, new))
        own = change.period if isinstance(change, Target | Result) else None
        alone = own is None and len(change.effects) == 1
        name = _attainment_of(effect.period, effect.period if alone else own, talk)
        parts.append(f"{name} {before} → {after}")
    bands = (old.band if old else None), (new.band if new else None)
    if bands[0] != bands[1]:
        before, after = (talk.shown(band) for band in bands)
        if bands[1] is not None:
            became = msg("band {before} → {after}", before=before, after=after)
            parts.append(talk.t(became if bands[0] else msg("band {band}", band=after)))
    if not parts and (old or new):
        met = [talk.t(_MET[bool(it and it.met)]) for it in (old, new)]
        parts.append(talk.t(msg("limit {before} → {after}", before=met[0], after=met[1])))
    words = ", ".join(parts)
    return f"{effect.measure} {words}" if named else words


_MET = (msg("not met"), msg("met"))


def _attainment_of(period: Period, own: Period | None, talk: Talk) -> str:
    if own == period:
        return talk.t(msg("attainment"))
    if period.granularity is Granularity.YEAR:
        return talk.t(msg("attainment of the year {year}", year=period.text))
    return talk.t(msg("attainment of {period}", period=period.text))


def _attained(it: Attainment | None, talk: Talk) -> str:
    if it is None:
        return talk.t(msg("no data"))
    if isinstance(it.raw, Decimal):
        return talk.percent(it.raw)
    return talk.t(msg("no percentage")) if it.status is Status.VALUE else talk.label(it.status)
