"""How a budget moved, as one says it: did it grow, by which act, how much was spent."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from generator.compute.growth import BudgetStep, Growth
from generator.model.money import Stage
from generator.model.plan import BudgetChange
from generator.problems import msg
from generator.render.views.budget import HEADS
from generator.render.views.common import RenderContext
from generator.words.formatter import capital
from generator.words.labels import AMOUNTS


def step_name(ctx: RenderContext, step: BudgetStep) -> str:
    """What a budget is called in a sentence: its version, else its stage."""
    if step.version is not None and step.stage is Stage.MODIFIED:
        return step.version.label
    return ctx.t(HEADS[step.stage])


def budget_sentences(ctx: RenderContext, growth: Growth, currency: str | None) -> Iterable[str]:
    """Did it grow, by which act, and how much of it was spent: as one says it."""
    last = growth.steps[-1]

    def money(amount: Decimal) -> str:
        return ctx.f.money(amount, currency)

    if growth.change is None:
        budget = capital(ctx.t(AMOUNTS[last.stage]))
        yield ctx.t(
            msg(
                "{budget} of {year}: {amount}.",
                budget=budget,
                year=growth.year,
                amount=money(last.amount),
            )
        )
    else:
        yield _growth(ctx, growth, currency)
    if growth.largest is not None and len(growth.steps) > 2:  # noqa: PLR2004  # two have one change
        yield from _largest(ctx, growth.largest, currency)
    if growth.spending and growth.spending.executed is not None:
        executed = money(growth.spending.executed)
        if growth.spending.execution is None:
            yield ctx.t(msg("{executed} were spent.", executed=executed))
        else:
            share = ctx.f.percent(growth.spending.execution)
            yield ctx.t(
                msg(
                    "{executed} were spent: {share} of the last budget.",
                    executed=executed,
                    share=share,
                )
            )
    else:
        yield ctx.plain("No document of the portal tells how much was spent.")


def _growth(ctx: RenderContext, growth: Growth, currency: str | None) -> str:
    first, last = growth.steps[0], growth.steps[-1]
    change = growth.change or Decimal(0)
    values = {
        "year": growth.year,
        "first": ctx.f.money(first.amount, currency),
        "last": ctx.f.money(last.amount, currency),
        "opening": step_name(ctx, first),
        "version": step_name(ctx, last),
        "change": _change(ctx, change, growth.change_share, currency),
    }
    if change > 0:
        return ctx.t(
            msg(
                "The budget of {year} grew from {first} to {last}: {change}, "
                "from “{opening}” to “{version}”.",
                **values,
            )
        )
    if change < 0:
        return ctx.t(
            msg(
                "The budget of {year} fell from {first} to {last}: {change}, "
                "from “{opening}” to “{version}”.",
                **values,
            )
        )
    return ctx.t(
        msg("The budget of {year} is {last}, the same as at the beginning (“{opening}”).", **values)
    )


def _change(
    ctx: RenderContext, change: Decimal, share: Decimal | None, currency: str | None
) -> str:
    said = ctx.f.signed_money(change, currency)
    return said if share is None else f"{said} ({ctx.f.signed_percent(share)})"


def _largest(ctx: RenderContext, step: BudgetStep, currency: str | None) -> Iterable[str]:
    """The largest change with the act that approved it, and the act that explains most of it."""
    change = _change(ctx, step.change or Decimal(0), step.change_share, currency)
    version = step_name(ctx, step)
    document = ctx.document_link(step.version.document) if step.version else None
    day = step.version.date if step.version else None
    values = {"version": version, "change": change}
    if document and day:
        said = msg(
            "The largest change came with “{version}” (approved by {document}, {day}): {change}.",
            document=document.text,
            day=ctx.f.date(day),
            **values,
        )
    elif document:
        said = msg(
            "The largest change came with “{version}” (approved by {document}): {change}.",
            document=document.text,
            **values,
        )
    else:
        said = msg("The largest change came with “{version}”: {change}.", **values)
    yield ctx.t(said)
    main = _main_act(step)
    if main is not None:
        act = ctx.document_link(main.document)
        amount = ctx.f.signed_money(main.amount, currency)
        name = act.text if act else main.document
        if main.concept:
            concept = main.concept.rstrip(".")
            yield ctx.t(
                msg(
                    "Most of it, {amount}, comes from {document}: “{concept}”.",
                    amount=amount,
                    document=name,
                    concept=concept,
                )
            )
        else:
            yield ctx.t(
                msg("Most of it, {amount}, comes from {document}.", amount=amount, document=name)
            )


def _main_act(step: BudgetStep) -> BudgetChange | None:
    """The act that makes up more than half of a change, in the same direction."""
    change = step.change or Decimal(0)
    same = [act for act in step.acts if act.amount * change > 0]
    main = max(same, key=lambda act: abs(act.amount), default=None)
    return main if main is not None and abs(main.amount) * 2 > abs(change) else None
