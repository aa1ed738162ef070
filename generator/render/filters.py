"""Values of the model as a reader sees them, for views and for templates; "" where there is none.

What is written here depends on the language and the country, and on nothing of the content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from generator.model.narrative import PrintedTable
from generator.model.period import Period
from generator.model.rounding import shown
from generator.model.source import Source
from generator.problems import Message, pmsg
from generator.render.inline import inline
from generator.words.formatter import NBSP, Formatter

_GROUPED_FROM = 10_000
_MILLION = 1_000_000
_FEW = 2
"""Periods in a row that are named one by one."""


class Writer:
    """Texts of the catalogue with their values, and values that may be missing."""

    def __init__(self, f: Formatter) -> None:
        self.f = f
        self.lang = f.lang
        self.t = f.t

    def html(self, message: Message | str, /, **values: object) -> Markup:
        """A message with markup among its values; all the rest is escaped."""
        whole = (Message(message) if isinstance(message, str) else message).having(**values)
        return Markup.escape(self.f.template(whole)).format_map(self.f.values(whole))

    def percent(self, value: Decimal | None, decimals: int = 1) -> str:
        """A percentage."""
        return self.f.percent(value, decimals) if value is not None else ""

    def number(self, value: Decimal | int | None, decimals: int | None = None) -> str:
        """A number."""
        return self.f.number(value, decimals) if value is not None else ""

    def date(self, day: date | None) -> str:
        """A calendar date."""
        return self.f.date(day) if day else ""

    def period(self, period: Period | None) -> str:
        """A period in words."""
        return self.f.period(period) if period else ""


def filters_of(f: Formatter) -> dict[str, Callable[..., Any]]:
    """The filters of templates by name."""
    writer = Writer(f)

    def given(write: Callable[..., str]) -> Callable[..., str]:
        return lambda value, *more: write(value, *more) if value is not None else ""

    return {
        "md": heading,
        "inline": inline,
        "label": f.label,
        "value": f.value,
        "date": writer.date,
        "number": writer.number,
        "percent": writer.percent,
        "in_percent": lambda share: f.number(share, in_percent=True),
        "period": writer.period,
        "periods": lambda periods: listed_periods(f, periods),
        "money": given(f.money),
        "whole": lambda share: f.number(shown(share, 0, f.edges)),
        "signed": given(f.signed),
        "signed_money": given(f.signed_money),
        "signed_percent": given(f.signed_percent),
        "place": lambda source: printed_place(f, source),
        "columns": numeric_columns,
        "cell": lambda value: printed_cell(f, value),
        "size": lambda n_bytes: file_size(f, n_bytes),
    }


def heading(text: str) -> Markup:
    """Text inside a Markdown heading: every sign becomes an entity, so that none is syntax."""
    return Markup("".join(c if c.isalnum() or c == " " else f"&#{ord(c)};" for c in text))  # noqa: S704


def printed_lines(f: Formatter, source: Source) -> str:
    """The lines of a text that say something; "" where they are not known."""
    lines = source.lines or ""
    if lines.isdigit():
        return f.t("line {lines} of the text", lines=lines)
    return f.t("lines {lines} of the text", lines=lines) if lines else ""


def printed_place(f: Formatter, source: Source | None) -> str:
    """Where in its document something is printed, without the document's name."""
    if source is None:
        return ""
    lines = printed_lines(f, source)
    return " ".join(part for part in (source.place, f"({lines})" if lines else "") if part)


def numeric_columns(table: PrintedTable) -> list[tuple[str, bool]]:
    """Heads of a printed table, and whether the column holds numbers."""
    return [
        (name, any(isinstance(row[n], Decimal) for row in table.rows))
        for n, name in enumerate(table.columns)
    ]


def printed_cell(f: Formatter, value: Any) -> Markup:
    """A cell of a printed table. Four digits stay together: many are years."""
    if not isinstance(value, Decimal):
        return inline(str(value))
    is_short = value == value.to_integral_value() and 0 <= value < _GROUPED_FROM
    return Markup.escape(str(value) if is_short else f.number(value))


def listed_periods(f: Formatter, periods: Iterable[Period]) -> str:
    """Periods in words, one after the other; three that follow each other by their ends."""
    runs: list[list[Period]] = []
    for period in periods:
        if runs and _follows(runs[-1][-1], period):
            runs[-1].append(period)
        else:
            runs.append([period])
    return ", ".join(said for run in runs for said in _run(f, run))


def _follows(one: Period, other: Period) -> bool:
    is_next = other.start == one.end + timedelta(days=1)
    return is_next and one.granularity is other.granularity


def _run(f: Formatter, run: list[Period]) -> list[str]:
    if len(run) <= _FEW:
        return [f.period(period) for period in run]
    first, last = run[0], run[-1]
    start = f.brief(first) if first.year == last.year else f.period(first)
    return [f.t(pmsg("periods", "{first} to {last}", first=start, last=f.period(last)))]


def printed_deadline(f: Formatter, deadline: date | Period | None) -> str:
    """A deadline as a day or a period in words."""
    if deadline is None:
        return ""
    return f.period(deadline) if isinstance(deadline, Period) else f.date(deadline)


def file_size(f: Formatter, n_bytes: int) -> str:
    """A size as file managers say it: thousands of bytes, or millions with one decimal."""
    if n_bytes < _MILLION:
        return f"{f.number(max(1, round(n_bytes / 1000)))}{NBSP}kB"
    return f"{f.number(Decimal(n_bytes) / _MILLION, 1)}{NBSP}MB"
