"""Alerts by rule: what is overdue, targets made easier, and money spent without what it was for.

Each is a piece of news with a name made from ids alone, so that it is told once: it stays when
words, languages or days change. None says a reason, and a figure in dispute counts for none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from generator import paths
from generator.compute.measured import MeasureResult, of_all
from generator.compute.news import Alert, AlertRule, News, NewsKind, ReportPublished, all_news
from generator.compute.reporting import open_rounds, round_of
from generator.compute.results import PlanResult, Results
from generator.compute.rollups import scope_of
from generator.highlights.figures import undisputed_spending
from generator.history.amended import founding_acts
from generator.history.anchors import SHORT, anchor, in_address
from generator.history.ease import Ease, ease
from generator.history.originals import incomparable
from generator.history.timeline import all_steps
from generator.model.catalog import PLAN
from generator.model.history import TARGET, Step, typed_value
from generator.model.period import Granularity, Period
from generator.model.rounding import HUNDRED
from generator.problems import Message, Percent, msg, plural
from generator.reconcile.disputes import of_measure
from generator.words.formatter import Formatter
from generator.words.text import shortened

OVERDUE = timedelta(days=15)
"""How long after its last day what is owed is an alert."""
MOSTLY_SPENT, HALF = Decimal(90), 2
"""Percent of the modified budget; and one of how many targets is half of them."""


def alerts(results: Results) -> tuple[News, ...]:
    """Every alert that holds, the newest first; none of what came after the files of a plan."""
    found = [
        News(plan.folder.id, NewsKind.ALERT, f"{alert.rule}-{in_address(key)}", day, alert)
        for plan in results.plans.values()
        for rule in (_reports, _recommendations, _lowered, _spent)
        for key, day, alert in rule(results, plan)
        if day <= results.day_of(plan.folder.id)
    ]
    found.sort(key=lambda news: (news.plan, news.key))
    return tuple(sorted(found, key=lambda news: news.day or date.min, reverse=True))


_Alerts = Iterator[tuple[str, date, Alert]]
"""The name of an alert within its plan and rule, the day since when it holds, and its facts."""


def _reports(_: Results, plan: PlanResult) -> _Alerts:
    for period in open_rounds(plan):
        told = round_of(plan, period)
        if told.missing:
            units = tuple(unit.unit for unit in told.units if unit.missing)
            alert = Alert(
                AlertRule.REPORT, len(told.missing), told.n, period, due=told.deadline, units=units
            )
            yield period.text, told.deadline + OVERDUE, alert


def _recommendations(results: Results, plan: PlanResult) -> _Alerts:
    """Those of one deadline together."""
    own = plan.folder.recommendations
    for due in sorted({it.due for it in own if it.due and it.is_overdue(results.as_of)}):
        same = [it for it in own if it.due == due]
        late = [it for it in same if it.is_open]
        units = tuple(dict.fromkeys(unit for it in late for unit in it.owners))
        alert = Alert(AlertRule.RECOMMENDATION, len(late), len(same), due=due, units=units)
        yield due.isoformat(), due + OVERDUE, alert


# Targets.


def _lowered(results: Results, plan: PlanResult) -> _Alerts:
    """By commit, or by amendment where no commit shows it."""
    groups: dict[str, list[Step]] = {}
    for step in results.derived(all_steps):
        if step.plan == plan.folder.id and _is_easier(results, plan, step):
            groups.setdefault(step.commit[:SHORT] or step.amendment, []).append(step)
    for seen, steps in groups.items():
        days = [step.day for step in steps if step.day]
        if seen and days:
            yield seen, max(days), Alert(AlertRule.LOWERED, len(steps), steps=tuple(steps))


def _is_easier(results: Results, plan: PlanResult, step: Step) -> bool:
    """Whether a commitment was made easier, and is easier still, as far as nobody disputes it."""
    name, folder = step.measure, plan.folder
    measure, when = plan.measures.get(name), step.when(folder.plan.years)
    if step.figure != TARGET or step.ease != Ease.EASIER or not step.is_committed:
        return False
    if measure is None or when is None or step.document in founding_acts(folder):
        return False
    if name in results.derived(incomparable)[folder.id] or of_measure(results, measure, when):
        return False
    last = next(
        it for it in results.derived(all_steps) if it.key == step.key and it.plan == step.plan
    )
    before, now = typed_value(step.before), typed_value(last.after)
    return ease(measure.use.traits, before, now) is Ease.EASIER


# Money.


def _spent(results: Results, plan: PlanResult) -> _Alerts:
    """Of the plan, else of the highest parts of it, in each year that is over."""
    years = (it for it in plan.by_level if it.granularity is Granularity.YEAR)
    for period in (it for it in years if it.end < results.as_of):
        told = set[str]()
        days = [period.end + timedelta(days=1), *_published(results, plan, period)]
        for element in plan.folder.elements:
            if element.code in told:
                continue
            if alert := _spent_of(results, plan, period, element.code):
                told.update(plan.folder.below(element.code))
                yield f"{element.code}-{period.text}", max(days), alert


def _published(results: Results, plan: PlanResult, period: Period) -> Iterator[date]:
    """Days of the reports that tell of a year."""
    for news in results.derived(all_news):
        of, is_own = news.subject, news.plan == plan.folder.id
        if is_own and news.day and isinstance(of, ReportPublished) and of.period.within(period):
            yield news.day


def _spent_of(results: Results, plan: PlanResult, period: Period, code: str) -> Alert | None:
    """None unless less than half could have been attained, whatever of it has no figure."""
    scope = scope_of(plan.folder.by_code[code].level)
    money = undisputed_spending(results, plan, period, scope, code) if scope else None
    if money is None or money.execution is None or money.execution <= MOSTLY_SPENT:
        return None
    codes = {code, *plan.folder.below(code)}
    own = [it for it in plan.measures.values() if it.use.element.code in codes]
    aimed = [it for it in own if _is_aimed(it, period)]
    known = [_is_attained(results, it, period) for it in aimed]
    n, n_unknown = known.count(True), known.count(None)
    if not aimed or (n + n_unknown) * HALF >= len(aimed):
        return None
    return Alert(
        AlertRule.SPENT,
        n,
        len(aimed),
        period,
        n_unknown=n_unknown,
        value=money.execution,
        about=code,
    )


def _is_aimed(measure: MeasureResult, period: Period) -> bool:
    found = of_all(measure, period)
    return found.status.is_planned and found.of_year is None


def _is_attained(results: Results, measure: MeasureResult, period: Period) -> bool | None:
    """None where nobody can say."""
    found = of_all(measure, period)
    if of_measure(results, measure, period):
        return None
    return found.met if found.raw is None else found.raw >= HUNDRED


# Words.


def alert_text(results: Results, name: str, it: Alert, f: Formatter) -> tuple[str, str]:
    """An alert of a plan as a sentence with its figures, and where they are told."""
    plan = results.plans[name]
    match it.rule:
        case AlertRule.REPORT:
            text, href = _REPORT.having(n=it.n), paths.PLAN_MISSING(name)
            of = f.of(it.period) if it.period else ""
            said = f.t(text, of_period=of, due=it.due, whole=_INDICATORS.having(n=it.whole))
        case AlertRule.RECOMMENDATION:
            said = f.t(_RECOMMENDATION.having(n=it.n), due=it.due)
            href = paths.PLAN_RECOMMENDATIONS(name)
        case AlertRule.LOWERED:
            said = f"{f.t(_easier(plan, it, f))} {_ground(results, it, f)}"
            href = f"{paths.PLAN_CHANGES(name)}#{anchor(it.steps[0])}"
        case AlertRule.SPENT:
            said, href = f.t(_unattained(plan, it, f)), paths.page_of(name, it.about)
    return said.strip(), href


_INDICATORS = plural("{n} indicator", "{n} indicators")
_REPORT = plural(
    "The report {of_period} was due on {due}: {n} of {whole} lacks its result, or a part of it.",
    "The report {of_period} was due on {due}: {n} of {whole} lack their result, or a part of it.",
)
_RECOMMENDATION = plural(
    "{n} recommendation was to be carried out by {due}, and nothing here says that it was.",
    "{n} recommendations were to be carried out by {due}, and nothing here says that they were.",
)


def _easier(plan: PlanResult, it: Alert, f: Formatter) -> Message:
    first = max(it.steps, key=lambda step: abs(step.change_share or Decimal(0)))
    traits = plan.measures[first.measure].use.traits
    figures = [
        Percent(value) if first.in_percent else value
        for value in (first.before, first.after)
        if isinstance(value, Decimal)
    ]
    moved: Message | str = ""
    if len(figures) == 2:  # noqa: PLR2004
        moved = msg(": from {before} to {after}", before=figures[0], after=figures[1])
    when = first.when(plan.folder.plan.years)
    about = {
        "name": shortened(traits.heading),
        "of_period": f.of(when) if when else "",
        "part": f" ({plan.folder.region_list.name(first.member)})" if first.member else "",
        "moved": moved,
    }
    return _EASIER.having(n=it.n, **about)


_EASIER = plural(
    "The target {of_period} of «{name}»{part} became easier to reach{moved}.",
    "{n} targets became easier to reach; among them, that {of_period} of «{name}»{part}{moved}.",
)


def _ground(results: Results, it: Alert, f: Formatter) -> str:
    """The acts that the changes refer to."""
    known = results.catalog.documents
    acts = [known[step.document].name for step in it.steps if step.document in known]
    if len(acts) == len(it.steps):
        return f.t("Approving document: {acts}.", acts=f.listed(dict.fromkeys(acts)))
    if acts or any(step.amendment or step.reason for step in it.steps):
        return ""
    return f.t("No amendment is registered") + "."


def _unattained(plan: PlanResult, it: Alert, f: Formatter) -> Message:
    what: Message | str = ""
    if it.about != PLAN:
        element = plan.folder.by_code[it.about]
        name = shortened(element.node.heading)
        what = msg(" of {code} ({name})", code=element.called, name=name)
    n, unknown = it.n, it.n_unknown
    return msg(
        "In {period}, {share} of the modified budget{of} was spent, and {n} of {whole}"
        " attained the target of that year{unknown}.",
        period=it.period,
        share=f.percent(it.value or Decimal(0)),
        of=what,
        n=n,
        whole=_INDICATORS.having(n=it.whole),
        unknown=plural("; {n} has no figure", "; {n} have no figure", n=unknown) if unknown else "",
    )
