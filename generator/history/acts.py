"""A plan as of each act: the versions and amendments that its files list, and what was promised.

Only what the content says counts: of a target, what the last act until then made of it, else what
the first act after it found; of money, what is printed for the version.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from generator.compute.growth import growths
from generator.compute.money import MoneyKey, is_whole
from generator.compute.results import PlanResult, Results
from generator.history.amended import founding_acts, unseen_amendments
from generator.history.originals import targets_of
from generator.history.timeline import version_steps
from generator.model.catalog import PLAN, Catalog, PlanFolder, measure_id
from generator.model.history import TARGET, Step, Value, plain_value
from generator.model.plan import PlanState, Version
from generator.model.reports import Amendment

ORIGINAL = "original"
"""The plan as it was approved, where no version is named."""


_Key = tuple[str, str, str]
"""Measure, period and part of a target."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act that made the plan what it was from that day on."""

    id: str
    """Names it in the address of its page: the version, else the amendment."""
    day: date | None
    """None where none is printed."""
    document: str
    version: Version | None = None
    amendments: tuple[Amendment, ...] = ()


@dataclass(frozen=True, slots=True)
class PastTarget:
    """A target that was another on the day of an act than it is today."""

    act: Act
    step: Step
    """From then to today: ``before`` is the target of that day, ``after`` that of today."""
    first: Value
    """What it was at first, as far as acts tell."""


@dataclass(frozen=True, slots=True)
class PastAmount:
    """An amount of a version beside that of the latest, in the plan's currency."""

    code: str
    unit: str
    """The executing unit, where it is that of a unit."""
    year: int
    then: Decimal
    today: Decimal

    @property
    def change(self) -> Decimal:
        """How much it changed since."""
        return self.today - self.then

    @property
    def change_share(self) -> Decimal | None:
        """Change / then x 100."""
        return self.change / self.then * 100 if self.then > 0 else None


def acts_of(catalog: Catalog, folder: PlanFolder) -> tuple[Act, ...]:
    """The acts of a plan from the first on; none of a draft, nor where it never was another."""
    if folder.plan.state is PlanState.DRAFT:
        return ()
    acts = [_of_version(catalog, it) for it in folder.plan.versions] or [_approval(catalog, folder)]
    mended = founding_acts(folder)
    for amendment in sorted(folder.amendments, key=lambda it: it.date):
        if amendment.document in mended:
            continue
        same = [n for n, it in enumerate(acts) if n and it.document == amendment.document]
        if same:
            known = acts[same[-1]]
            acts[same[-1]] = replace(known, amendments=(*known.amendments, amendment))
        else:
            later = (n for n, it in enumerate(acts) if n and (it.day or date.min) > amendment.date)
            taken = {it.id.casefold() for it in acts}
            name = amendment.id if amendment.id not in taken else f"{amendment.id}-{amendment.date}"
            act = Act(name, amendment.date, amendment.document, amendments=(amendment,))
            acts.insert(next(later, len(acts)), act)
    return tuple(acts) if len(acts) > 1 else ()


def _of_version(catalog: Catalog, version: Version) -> Act:
    document = catalog.documents.get(version.document or "")
    day = version.date or (document.date if document else None)
    return Act(version.id, day, version.document or "", version)


def _approval(catalog: Catalog, folder: PlanFolder) -> Act:
    name = folder.plan.approval.document if folder.plan.approval else None
    document = catalog.documents.get(name or "")
    day = folder.plan.approval.date if folder.plan.approval else None
    return Act(ORIGINAL, day or (document.date if document else None), name or "")


def steps_of(results: Results, folder: PlanFolder, act: Act) -> Iterator[Step]:
    """What an act changed, as its files say."""
    names = {it.id for it in act.amendments}
    for step in version_steps(results, results.plans[folder.id]):
        if act.version is not None and step.version == act.version.id:
            yield step
    yield from (it for it in _amended(results, folder) if it.amendment in names)


def past_targets(results: Results) -> dict[str, tuple[PastTarget, ...]]:
    """By plan, every target that was another on the day of some act, act by act."""
    plans = results.catalog.plans.items()
    return {name: tuple(_past_targets(results, folder)) for name, folder in plans}


def _past_targets(results: Results, folder: PlanFolder) -> Iterator[PastTarget]:
    acts = acts_of(results.catalog, folder)
    places = {it.id: n for n, act in enumerate(acts) for it in act.amendments}
    steps = [it for it in _amended(results, folder) if it.amendment in places]
    moves: dict[_Key, list[Step]] = {}
    for step in steps:
        if step.figure == TARGET:
            moves.setdefault((step.measure or step.code, step.period, step.member), []).append(step)
    today = _today(folder) if moves else {}
    for n, act in enumerate(acts):
        later = [it for it in steps if places[it.amendment] > n]
        units = {it.measure: str(it.before) for it in reversed(later) if it.figure == "unit"}
        for key, moved in moves.items():
            until = [it.after for it in moved if places[it.amendment] <= n]
            then, now = until[-1] if until else moved[0].before, today.get(key)
            if then != now:
                step = replace(moved[-1], before=then, after=now, ease="")
                step = replace(step, unit_before=units.get(step.measure, ""))
                yield PastTarget(act, step, moved[0].before)


def _amended(results: Results, folder: PlanFolder) -> Iterator[Step]:
    return unseen_amendments(results.catalog, folder, ())


def _today(folder: PlanFolder) -> Mapping[_Key, Value]:
    return {
        (measure_id(m, e.code), period.text, member): plain_value(value)
        for e, m in folder.written_measures
        for (period, member), value in targets_of(folder, m).items()
    }


def past_amounts(result: PlanResult, act: Act) -> Iterator[PastAmount]:
    """What is printed for the version of an act and is another in the latest one."""
    for growth in growths(result):
        step = next((it for it in growth.steps if act.version and it.version == act.version), None)
        keys = (step.key, growth.steps[-1].key) if step else None
        of_elements = [(code, "", it) for code, it in result.money.items()]
        of_units = [(PLAN, unit, it) for unit, it in result.unit_money.items()]
        for code, unit, amounts in (*of_elements, *of_units) if keys else ():
            then, today = (_whole(result, code, unit, amounts, key) for key in keys or ())
            if then is not None and today is not None and then != today:
                yield PastAmount(code, unit, growth.year, then, today)


def _whole(
    result: PlanResult, code: str, unit: str, amounts: Mapping[MoneyKey, Decimal], key: MoneyKey
) -> Decimal | None:
    """An amount that speaks for all of what it is of."""
    of_all = unit or is_whole(result.folder, result.printed, code, key)
    return amounts.get(key) if of_all else None
