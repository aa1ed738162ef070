"""Answers to questions about the plans: what was asked for, or what is not there and what is near.

Every answer has ``found``, and ``says``: a sentence in the language of the portal. Data are the
objects of the API.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from generator.api.fields import ApiContext, Data, pick
from generator.api.records import MEASURE, MEASURE_LINK, PLAN_OF_API, RECORDS
from generator.api.search import plan_link, search
from generator.compute.attainment import Status
from generator.export.table import as_text
from generator.history.lookup import among
from generator.model.catalog import PLAN
from generator.model.indicator import Kind
from generator.model.period import Period
from generator.problems import Message, msg

_MOST = 10
"""How many things an answer names."""


class NotThereError(Exception):
    """What was asked for is not there: ``args`` has the answer that says so."""


class Answers:
    """What can be asked of a computed content."""

    def __init__(self, ctx: ApiContext) -> None:
        self._ctx = ctx

    def search(self, text: str, plan: str = "") -> Data:
        """Plans, their parts and indicators by words of their names."""
        found = search(self._ctx, text, self._plan(plan) if plan else "")
        if not found.hits:
            raise self._none(
                msg("Nothing here is called «{text}».", text=text), found.near or self._plans()
            )
        says = self._ctx.f.n("{n} thing found.", "{n} things found.", len(found.hits))
        return {"found": True, "says": says, "results": found.hits[:_MOST]}

    def measure(self, measure: str, plan: str = "", period: str = "", part: str = "") -> Data:
        """An indicator with all of its figures, or one of them."""
        told = self._measure(measure, plan)
        if not period and not part:
            is_there = bool(told["n_results"])
            return {"found": is_there, "says": told["says"], "nearest": [], "measure": told}
        figure = self._figure(told, period, part)
        if _result(figure) is None:
            text = msg("There is no result of «{name}» {of}: {why}. It is not a zero.")
            why = figure.get("reason") or self._ctx.f.label(Status(figure["state"]))
            period = self._ctx.f.of(self._period(told["plan"], figure["period"]))
            near = [it for it in told["figures"] if _result(it) is not None]
            said = text.having(name=told["name"], of=period, why=why.rstrip("."))
            raise self._none(said, near[-1:], figure=figure, indicator=_link(told))
        says = f"{told['name']}, {figure['period']}: {figure['says']}."
        disputes = [self._ctx.t("In dispute: {why}", why=it["why"]) for it in figure["disputes"]]
        says = " ".join((says, *disputes))
        return {"found": True, "says": says, "figure": figure, "indicator": _link(told)}

    def compare(self, first: str, second: str) -> Data:
        """Two figures, ``plan/indicator:2024-T1``, or two plans, ``plan:2024``."""
        one, other = self._side(first), self._side(second)
        says = " ".join(f"{it['title']}, {it['period']}: {it['says']}." for it in (one, other))
        told: Data = {"first": one, "second": other}
        if one["value"] is None or other["value"] is None:
            text = msg("{says} One of them has no number: nothing is subtracted.", says=says)
            raise self._none(text, **told)
        if one["measured_in"] != other["measured_in"]:
            text = msg("{says} They are not in the same unit: nothing is subtracted.", says=says)
            raise self._none(text, **told)
        less = as_text(Decimal(other["value"]) - Decimal(one["value"]))
        more = self._ctx.t("The second less the first: {difference}.", difference=less)
        return {"found": True, "says": f"{says} {more}", **told, "difference": less}

    def history(self, measure: str, plan: str = "") -> Data:
        """Which figures of an indicator became others, when, and on what ground."""
        told, since = self._measure(measure, plan), self._ctx.results.history.since
        if changes := told.get("changes"):
            says = self._ctx.f.n("{n} change.", "{n} changes.", len(changes))
            return {"found": True, "says": says, "changes": changes, "indicator": _link(told)}
        text = msg("No change of «{name}» is known since {day}.", name=told["name"], day=since)
        if since is None:
            text = msg("No change of «{name}» is known: there is no history of the files here.")
        raise self._none(text.having(name=told["name"]), indicator=_link(told))

    def cite(self, measure: str, period: str, plan: str = "", part: str = "") -> Data:
        """How a figure is cited, and who says it."""
        figure = self._figure(self._measure(measure, plan), period, part)
        names = ("citation", "sources", "disputes", "version")
        return {"found": True, "says": figure["citation"]["apa"], **{n: figure[n] for n in names}}

    # What is meant.

    def _none(self, what: Message, near: Sequence[Data] = (), **more: Any) -> NotThereError:
        """The answer that something is not there, with what is near it."""
        told = {"found": False, "says": self._ctx.t(what), "nearest": [*near[:_MOST]]}
        return NotThereError({**told, **more})

    def _plans(self) -> list[Data]:
        """All plans, where nothing else is near."""
        return [plan_link(it) for it in pick(self._ctx, PLAN_OF_API)]

    def _called(self, name: str) -> str:
        """A plan by its name, whatever its capitals; "" where there is none."""
        folded = name.strip().casefold()
        return next((it for it in self._ctx.results.plans if it.casefold() == folded), "")

    def _plan(self, name: str) -> str:
        if plan := self._called(name):
            return plan
        near = search(self._ctx, name, kinds=("plan",))
        raise self._none(
            msg("There is no plan «{name}».", name=name), near.hits or near.near or self._plans()
        )

    def _measure(self, name: str, plan: str) -> Data:
        """An indicator by its id, the code of its part of the plan, or its name in words."""
        plan, mark, rest = name.partition("/") if not plan and "/" in name else (plan, "", name)
        if mark and not self._called(plan):
            plan, rest = "", name
        plan = self._plan(plan) if plan else ""
        asked = among(self._ctx.results, f"{plan}/{rest}" if plan else rest)
        near = search(self._ctx, rest, plan, ("measure",))
        meant = [{"plan": it.plan, "measure": it.measure} for it in asked] or near.hits
        if len(meant) > 1:
            links = [it for own in meant for it in pick(self._ctx, MEASURE_LINK, **_key(own))]
            raise self._none(msg("«{name}» is several indicators; name one.", name=name), links)
        if not meant:
            text = msg("No plan has an indicator «{name}».", name=rest)
            if plan:
                text = msg("The plan «{plan}» has no indicator «{name}».", name=rest, plan=plan)
            likely = near.near or search(self._ctx, rest, plan).hits
            raise self._none(text, likely or self._plans())
        (told,) = pick(self._ctx, MEASURE, **_key(meant[0]))
        return told

    def _period(self, plan: str, text: str) -> Period:
        years = self._ctx.catalog.plans[plan].plan.years
        try:
            return Period.typed(text.strip().upper().replace("-S0", "-s"), years)
        except ValueError:
            what = msg("«{text}» is no period; write it as 2024, 2024-T1 or 2024-03.", text=text)
            raise self._none(what) from None

    def _figure(self, told: Data, period: str, part: str) -> Data:
        """A figure of an indicator: of the whole, or of a part of it by its code or name."""
        wanted = self._period(told["plan"], period) if period else None
        folded = part.strip().casefold()
        figures: list[Data] = told["figures"]
        own = [it for it in figures if folded in _names(it)]
        if not part and not own:
            own = list(figures)  # told by part only
        found = [it for it in own if wanted is None or it["period"] == wanted.text]
        if found:
            return found[-1]
        if not own:
            of = msg("«{name}» has no figure of «{part}».", name=told["name"], part=part)
            raise self._none(of, [it for it in figures if it.get("member")], indicator=_link(told))
        assert wanted is not None  # noqa: S101
        text = msg("«{name}» has no figure {of}.", name=told["name"], of=self._ctx.f.of(wanted))
        own.sort(key=lambda it: abs(date.fromisoformat(it["end"]) - wanted.end))
        raise self._none(text, own, indicator=_link(told))

    def _side(self, asked: str) -> Data:
        """One of two that are compared, with the value that is subtracted."""
        name, mark, period = asked.rpartition(":")
        name, period = (name, period) if mark else (asked, "")
        if plan := self._called(name):
            return self._whole_plan(plan, period)
        told = self._measure(name, "")
        own = [it for it in told["figures"] if "" in _names(it) and _result(it) is not None]
        figure = own[-1] if own and not period else self._figure(told, period, "")
        says = figure["says"]
        if figure["disputes"]:
            says += f", {self._ctx.t('in dispute')}"
        is_share = told["kind"] == Kind.PERCENTAGE
        unit = "%" if is_share else told["unit"] or f"{told['plan']}/{told['measure']}"
        named = {"title": told["name"], "indicator": _link(told), "measured_in": unit}
        return {**figure, **named, "value": figure["actual"], "says": says}

    def _whole_plan(self, plan: str, period: str) -> Data:
        """The mean attainment of a plan in a period, by default the year that its pages tell."""
        (told,) = pick(self._ctx, PLAN_OF_API, plan=plan)
        of = self._period(plan, period).text if period else told["period"]
        rows = [
            it for it in pick(self._ctx, RECORDS["rollups"], plan=plan, code=PLAN) if it["headline"]
        ]
        rollup = next((it for it in rows if it["period"] == of), None)
        if rollup is None:
            text = msg("The plan «{plan}» has no figures of {period}.", plan=plan, period=of)
            raise self._none(text, rows)
        mean = rollup.get("mean_attainment")
        says = told["says"].rstrip(".")
        if mean is not None:
            n, percent = rollup["n_averaged"], self._ctx.f.percent(Decimal(mean))
            text = msg("mean attainment {percent}, the mean of {n}", percent=percent, n=n)
            says = self._ctx.t(text)
        more = {"period": of, "value": mean, "measured_in": "%", "rollup": rollup}
        return {"title": told["title"], "says": says, "plan": _link(told), **more}


def _link(told: Data) -> Data:
    names = ("plan", "measure", "element", "name", "title", "unit", "page", "json")
    return {name: told[name] for name in names if name in told}


def _result(figure: Data) -> object:
    """What was reached: a number, or a result that is none; None where nothing is reported."""
    return figure["actual"] if figure["actual"] is not None else figure.get("actual_text")


def _key(told: Data) -> dict[str, str]:
    return {"plan": told["plan"], "measure": told["measure"]}


def _names(figure: Data) -> set[str]:
    """What the part of a figure is called; "" the whole."""
    if not figure.get("member"):
        return {""}
    return {str(figure[n]).casefold() for n in ("member", "member_name") if figure.get(n)}
