"""What holds by a rule: overdue, made easier, or spent without what it was for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.addresses import in_language
from generator.compute.news import Alert, AlertRule, News
from generator.compute.results import Results
from generator.export.table import IN_PLAN, Row, Table, day, ident, percent, several, text, whole
from generator.highlights.alerts import alert_text, alerts
from generator.history.anchors import anchor
from generator.paths import address
from generator.problems import say
from generator.words.formatter import Formatter


@dataclass(frozen=True, slots=True)
class _AlertRow:
    news: News
    of: Alert
    text: str
    href: str


def _rows(results: Results, f: Formatter) -> Iterator[Row[_AlertRow]]:
    for news in results.derived(alerts):
        if isinstance(news.subject, Alert):
            told = alert_text(results, news.plan, news.subject, f)
            yield Row(results, f, _AlertRow(news, news.subject, *told), news.plan)


def _element(row: Row[_AlertRow]) -> str | None:
    return row.item.of.about if row.item.of.rule is AlertRule.SPENT else None


ALERTS = Table[_AlertRow](
    "alerts",
    say("One row per alert that holds, with the figures that its sentence says."),
    ("plan", "since", "id"),
    _rows,
    (
        IN_PLAN,
        text("rule", say("Rule by which it holds"), "of.rule", AlertRule),
        day("since", say("Day since when it holds"), "news.day"),
        text("period", say("Period of the report or of the budget"), "of.period"),
        day("due", say("Last day of what is overdue"), "of.due"),
        whole("concerned", say("What is missing, open, made easier or attained"), "of.n"),
        whole("whole", say("Of how many"), "of.whole"),
        whole("unknown", say("Of how many of them nobody can say"), "of.n_unknown"),
        percent("execution", say("What was spent of the modified budget, in percent"), "of.value"),
        text("element", say("Part of the plan whose budget it is (table elements)"), _element),
        several(
            "changes",
            say("Changes of targets (table changes)"),
            lambda row: map(anchor, row.item.of.steps),
        ),
        several(
            "document",
            say("Acts that approve them (table documents)"),
            lambda row: (step.document or None for step in row.item.of.steps),
        ),
        several(
            "units", say("Units whose report or recommendation it is (table units)"), "of.units"
        ),
        text("text", say("The sentence"), "text"),
        text(
            "page",
            say("Page that tells more"),
            lambda row: address(in_language(row.item.href, row.f.lang)),
        ),
        ident(lambda row: (row.plan, row.item.news.key)),
    ),
)
