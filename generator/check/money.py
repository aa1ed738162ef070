"""Rules on amounts of money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.check.common import named, suggestion
from generator.model.base import Model
from generator.model.catalog import Catalog, PlanFolder
from generator.model.money import BudgetLine, Stage
from generator.problems import Money, Problem, error, msg, warning
from generator.reference import decimals_of


def check_currency(catalog: Catalog) -> Iterator[Problem]:
    """no-currency: every amount is in a currency."""
    for folder in catalog.plans.values():
        if catalog.site is None or catalog.site.currency or folder.plan.currency:
            continue
        for _, line in folder.budget():
            if line.currency is None:
                what = msg("the amount has no currency")
                hint = msg("add «currency:» with its code of ISO 4217 to plan.yml or site.yml")
                yield error("no-currency", line.place_of("amount"), what, hint)


def check_amount(catalog: Catalog) -> Iterator[Problem]:
    """negative-amount, amount-outside-plan: a budget is not below zero, and in the plan's years."""
    for folder in catalog.plans.values():
        span = folder.plan.span
        for _, line in folder.budget():
            if line.amount < 0:
                what = msg("the amount {amount} is below zero", amount=line.amount)
                hint = msg("write the amount itself; what an act takes away goes to budget_changes")
                yield error("negative-amount", line.place_of("amount"), what, hint)
            if not span.first.year <= line.year <= span.last.year and not line.note:
                what = msg("{year} is outside of the plan ({span})", year=str(line.year), span=span)
                hint = msg("correct the year; if it is printed so, say why in «note»")
                yield warning("amount-outside-plan", line.place_of("year"), what, hint)


_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
"""What may be thousands with a point, as they are printed in many countries."""
_AS_THOUSANDS = 3
"""A currency with as many decimals prints them so."""


def check_decimals(catalog: Catalog) -> Iterator[Problem]:
    """thousands-point, too-many-decimals: an amount has the decimals of its currency."""
    for name, folder in catalog.plans.items():
        own = catalog.currency(name)
        for currency, model, field in _amounts(folder):
            amount, n = getattr(model, field), decimals_of(currency or own)
            if n < _AS_THOUSANDS and _THOUSANDS.fullmatch(str(amount)):
                what = msg(
                    "«{text}» can be read in two ways: with thousands, or with three decimals",
                    text=str(amount),
                )
                hint = msg("write {text} if these are thousands", text=str(amount).replace(".", ""))
                yield error("thousands-point", model.place_of(field), what, hint)
            elif -int(amount.normalize().as_tuple().exponent) > n:
                what = msg("the amount {text} has more than {n} decimals", text=str(amount), n=n)
                hint = msg(
                    "write it as printed; amounts in {code} have {n}", code=currency or own, n=n
                )
                yield error("too-many-decimals", model.place_of(field), what, hint)


def _amounts(folder: PlanFolder) -> Iterator[tuple[str | None, Model, str]]:
    """Every amount as a field of a model, with the currency that it names."""
    for _, line in folder.budget():
        yield line.currency, line, "amount"
    for act in folder.plan.budget_changes:
        yield None, act, "amount"
    for version in folder.plan.versions:
        if version.budget is not None:
            yield None, version, "budget"


def check_covers(catalog: Catalog) -> Iterator[Problem]:
    """unknown-sibling: an amount covers elements one level below where it stands."""
    for folder in catalog.plans.values():
        for element, line in folder.budget():
            known = {child.code for child in folder.children(element.code)}
            for index, code in enumerate(line.covers):
                if not {code, *folder.meant_by(code)} & known and folder.complete:
                    yield error(
                        "unknown-sibling",
                        line.place_of("covers", index),
                        msg("«{code}» is not part of «{element}»", code=code, element=element.code),
                        suggestion(code, known),
                    )


def check_funding(catalog: Catalog) -> Iterator[Problem]:
    """unknown-funding: where a plan lists its funding sources, its amounts name those."""
    for folder in catalog.plans.values():
        known = folder.plan.funding_sources
        for _, line in folder.budget() if known else ():
            for code, place in named(line, ("funding",), known):
                what = msg("the plan has no funding source «{code}»", code=code)
                hint = suggestion(code, known) or msg("add it under «funding_sources» in plan.yml")
                yield error("unknown-funding", place, what, hint)


_FREE = {Stage.PROGRAMMED, Stage.OPENING}
"""What is modified from there may be more or less."""
_FINDING = (Stage.MODIFIED, Stage.EXECUTED)
"""That more was executed than budgeted is a finding about the document."""


def check_stage_order(catalog: Catalog) -> Iterator[Problem]:
    """stage-above-earlier: no more is committed than there is, nor paid than is due."""
    for folder in catalog.plans.values():
        own = catalog.currency(folder.id)
        for stages in _by_stage(folder):
            if Stage.ACCRUED in stages:
                stages.pop(Stage.EXECUTED, None)  # which some countries say of what is committed
            printed = [stages[stage] for stage in Stage if stage in stages and stage not in _FREE]
            for earlier, line in pairwise(printed):
                is_above = line.amount > earlier.amount and not (line.note or earlier.note)
                if is_above and (earlier.stage, line.stage) != _FINDING:
                    what = msg(
                        "{stage} {amount} is more than {earlier} {other}",
                        stage=line.stage,
                        amount=Money(line.amount, line.currency or own),
                        earlier=earlier.stage,
                        other=Money(earlier.amount, line.currency or own),
                    )
                    hint = msg("correct the amount; if it is printed so, say why in «note»")
                    yield warning("stage-above-earlier", line.place_of("amount"), what, hint)


def _by_stage(folder: PlanFolder) -> Iterator[dict[Stage, BudgetLine]]:
    """The largest amount of each stage, of what the same is printed for."""
    found: dict[tuple[object, ...], dict[Stage, BudgetLine]] = {}
    for element, line in folder.budget():
        of = element.code, line.executing_unit, line.concept, line.funding, line.covers
        stages = found.setdefault((*of, line.year, line.currency), {})
        largest = stages.setdefault(line.stage, line)
        if line.amount > largest.amount:
            stages[line.stage] = line
    return iter(found.values())
