"""The national tables: who published, sums of all, by sector, level and region, and what failed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from generator.compute import Results
from generator.export.filling import Filled, in_order
from generator.export.formats import as_csv, as_json
from generator.export.table import (
    Column,
    Row,
    Table,
    amount,
    day,
    flag,
    number,
    percent,
    text,
    whole,
)
from generator.federation.edition import Edition, EditionEntry, EntryGroup, EntryStatus
from generator.federation.institution import Fault
from generator.federation.particulars import Remark, Topic
from generator.federation.ranking import Placing, Shared
from generator.federation.sums import Key, PartialSums
from generator.load.institutions import NATIONAL
from generator.model.catalog import Catalog
from generator.model.money import Stage
from generator.problems import say
from generator.words.formatter import Formatter

T = TypeVar("T")
SCOPES = ("sector", "level", "region")
"""By what institutions are put together; each is an attribute of an institution."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Sums under one key of some institutions."""

    scope: str
    name: str
    sums: PartialSums
    key: Key


def _sum(*names: str) -> Callable[[Row[Any]], int]:
    return lambda row: sum(row.item.sums[name] for name in names)


def _of(name: str) -> Callable[[Row[_Part]], Decimal]:
    return lambda row: row.item.sums.attained(row.item.key, name)


def _mean(name: str) -> Callable[[Row[_Part]], Decimal | None]:
    return lambda row: row.item.sums.mean(row.item.key, name)


def _with(status: EntryStatus) -> Callable[[Row[EntryGroup]], int]:
    return lambda row: row.item.n(status)


_SUMS: tuple[Column[Any], ...] = tuple(
    whole(name, told, _sum(*(of or (name,))))
    for name, told, *of in (
        ("plans", say("How many plans")),
        ("results_due", say("How many results were due by the day of the edition")),
        ("results_overdue", say("How many of these are missing")),
        ("results", say("How many results have a figure")),
        ("results_sourced", say("How many of these say where they are printed")),
        ("targets_changed", say("How many targets its amendments changed")),
        (
            *("contradictions", say("How many figures do not add up, or have two values")),
            *("contradictions_differs", "contradictions_two_values"),
        ),
    )
)
_SCOPE: tuple[Column[Any], ...] = (
    text("scope", say("What it speaks of"), words=("country", *SCOPES, "institution")),
    text("name", say("Sector, level, code of the region, or id of the institution"), head="code"),
)


def _rows(_results: Results, _f: Formatter) -> Iterable[Row[Any]]:
    return ()  # an edition gives them


def _missing(row: Row[tuple[EditionEntry, Remark]]) -> int | None:
    told = row.item[1]
    return told.n if told.kind is Topic.OVERDUE else None


_RANKED_BY = ("value", "attainment")


def _ranked_by(row: Row[tuple[Shared, Placing]]) -> str:
    return _RANKED_BY[row.item[0].is_by_attainment]


def _why_not(row: Row[tuple[Shared, Placing]]) -> str:
    why = row.item[1].why
    return row.f.t(why) if why else ""


INSTITUTIONS = Table[EditionEntry](
    "institutions",
    say("One row per institution of the list."),
    ("id",),
    _rows,
    (
        text("id", say("Id in the list of institutions"), "of.id"),
        text("name", say("Name"), "of.name"),
        text("sector", say("Sector"), "of.sector"),
        text("level", say("Level of government"), "of.level"),
        text("region", say("Code of the region"), "of.region"),
        text("status", say("How it is in this edition"), words=EntryStatus),
        day("date", say("Day of what is shown"), "day"),
        day("as_of", say("Day by which it is judged"), "shown.as_of"),
        text("commit", say("Commit that is shown"), "commit"),
        text("newest_commit", say("Commit that its repository has"), "newest"),
        day(
            "shown_as_of",
            say("Day that it is shown as of, where its files have had errors since; else empty"),
        ),
        whole(
            "n_errors",
            say("How many errors keep its newest content, or a part of it, out"),
            lambda row: row.item.n_errors or None,
        ),
        day(
            "errors_since",
            say("Day from which on every version has had errors; empty where it is not known"),
        ),
        flag(
            "up_to_date",
            say("Whether no result is overdue; empty where nothing is shown"),
            lambda row: row.item.is_up_to_date if row.item.is_published else None,
        ),
        *_SUMS,
    ),
    is_key=True,
)
GROUPS = Table[EntryGroup](
    "groups",
    say("One row for the country, and one per sector, level of government and region."),
    ("scope", "name"),
    _rows,
    (
        *_SCOPE,
        whole("institutions", say("How many institutions"), lambda row: len(row.item.entries)),
        whole("sound", say("How many are shown as they are now"), _with(EntryStatus.SOUND)),
        whole("held", say("How many are shown as they were before"), _with(EntryStatus.HELD)),
        whole("failed", say("How many could not be read"), _with(EntryStatus.FAILED)),
        whole("not_published", say("How many have only errors"), _with(EntryStatus.NOT_PUBLISHED)),
        whole("up_to_date", say("How many are shown with no result overdue"), "n_up_to_date"),
        *_SUMS,
    ),
)
ATTAINMENT = Table[_Part](
    "attainment",
    say("Counts of activities, sums and means of attainments by year and method."),
    ("scope", "name", "year", "method"),
    _rows,
    (
        *_SCOPE,
        text("year", say("Year"), lambda row: row.item.key[0]),
        text("method", say("Method of calculation"), lambda row: row.item.key[1]),
        whole("n_activities", say("How many count"), _of("n"), head="n"),
        whole("n_programmed", say("How many have a target"), _of("n_programmed")),
        whole("n_executed", say("How many have a result above zero"), _of("n_executed")),
        whole("n_reported", say("How many have a target and a result"), _of("n_reported")),
        whole("low", say("How many are in the low band"), _of("band_low")),
        whole("medium", say("How many are in the medium band"), _of("band_medium")),
        whole("high", say("How many are in the high band"), _of("band_high")),
        whole("not_reported", say("How many lack a due result"), _of("status_not-reported")),
        whole("n_averaged", say("How many have a percentage"), _of("n_averaged")),
        number("sum_capped", say("Sum of attainments between 0 and 100"), _of("sum_capped")),
        number("sum_raw", say("Sum of the uncapped attainments"), _of("sum_raw")),
        percent(
            "mean_attainment", say("Mean of the attainments between 0 and 100"), _mean("sum_capped")
        ),
        percent("mean_raw", say("Mean of the uncapped attainments"), _mean("sum_raw")),
    ),
)
MONEY = Table[_Part](
    "money",
    say("Budgets and what was spent, by year, stage and currency."),
    ("scope", "name", "year", "stage", "currency"),
    _rows,
    (
        *_SCOPE,
        text("year", say("Year"), lambda row: row.item.key[0]),
        text("stage", say("What the amount is"), lambda row: row.item.key[1], Stage),
        text("currency", say("Currency of the amounts"), lambda row: row.item.key[2]),
        amount("amount", say("Amount"), lambda row: row.item.sums.money[row.item.key]),
    ),
)
FAULTS = Table[tuple[EditionEntry, Fault]](
    "errors",
    say("One row per error that keeps the newest content of an institution out, the first ones."),
    ("institution", "path", "line", "column", "code"),
    _rows,
    (
        text("institution", say("Its id"), lambda row: row.item[0].of.id),
        text("path", say("File"), lambda row: row.item[1].path),
        whole("line", say("Line"), lambda row: row.item[1].line or None),
        whole("column", say("Column of the line"), lambda row: row.item[1].column or None),
        text("code", say("Code of the rule"), lambda row: row.item[1].code),
        text("text", say("What is wrong, and what to write"), lambda row: row.item[1].text),
    ),
)
REMARKS = Table[tuple[EditionEntry, Remark]](
    "remarks",
    say(
        "One row per contradiction, per target that an amendment changed and per round that owes"
        " results: of each sort the first 200 of an institution."
    ),
    ("kind", "institution", "plan", "period", "what", "place"),
    _rows,
    (
        text("kind", say("What is told"), lambda row: row.item[1].kind, Topic),
        text("institution", say("Its id"), lambda row: row.item[0].of.id),
        text("plan", say("Name of the plan"), lambda row: row.item[1].plan),
        text("what", say("In words; of a round, how many lack"), lambda row: row.item[1].what),
        text("period", say("Period"), lambda row: row.item[1].period),
        text("before", say("Target before, or one of two values"), lambda row: row.item[1].before),
        text("after", say("Target now, or the other value"), lambda row: row.item[1].after),
        whole("n", say("How many results are missing"), _missing),
        text("date", say("Day of the act, or last day to report"), lambda row: row.item[1].day),
        text("place", say("Where it stands in its files"), lambda row: row.item[1].place),
        text("page", say("Page of its site"), lambda row: row.item[1].page, head="address"),
    ),
)
SHARED = Table[tuple[Shared, Placing]](
    "shared",
    say("One row per figure of a shared indicator: its rank, or why it has none."),
    ("indicator", "level", "institution", "plan", "page"),
    _rows,
    (
        text("indicator", say("Id of the shared indicator"), lambda row: row.item[0].id),
        text("level", say("Level of government"), lambda row: row.item[1].entry.of.level),
        text("institution", say("Its id"), lambda row: row.item[1].entry.of.id),
        text("plan", say("Name of the plan"), lambda row: row.item[1].figure.plan),
        text("measure", say("What the plan calls it"), lambda row: row.item[1].figure.name),
        text("unit", say("Unit of measurement"), lambda row: row.item[1].figure.unit),
        text("direction", say("Which way is better"), lambda row: row.item[1].figure.direction),
        text("method", say("Method of calculation"), lambda row: row.item[1].figure.method),
        day("start", say("First day of the period"), lambda row: row.item[1].figure.start),
        day("end", say("Last day of the period"), lambda row: row.item[1].figure.end),
        flag("running", say("Whether it is not over"), lambda row: row.item[1].figure.is_running),
        number("actual", say("Result, in its unit"), lambda row: row.item[1].figure.value),
        number("target", say("Target, in its unit"), lambda row: row.item[1].figure.target),
        percent("attainment", say("In percent"), lambda row: row.item[1].figure.attainment),
        text("ranked_by", say("What is put in order"), _ranked_by, _RANKED_BY),
        whole("rank", say("Rank in its level of government"), lambda row: row.item[1].rank),
        text("refusal", say("Why it has no rank"), _why_not),
        text("page", say("Page of its site"), lambda row: row.item[1].figure.page, head="address"),
    ),
)

TABLES: dict[str, Table[Any]] = {
    it.name: it for it in (INSTITUTIONS, GROUPS, ATTAINMENT, MONEY, SHARED, REMARKS, FAULTS)
}


def groups_of(edition: Edition) -> tuple[EntryGroup, ...]:
    """The country, then its institutions by each scope."""
    return edition.whole, *(it for scope in SCOPES for it in edition.groups(scope))


def national_files(edition: Edition, f: Formatter, shared: Iterable[Shared]) -> dict[str, bytes]:
    """Each table as CSV and JSON, by its path."""
    parts = [(it.scope, it.name, it.sums) for it in groups_of(edition)]
    parts += [("institution", it.of.id, it.sums) for it in edition.entries if it.is_published]
    items: dict[str, Iterable[Any]] = {
        "institutions": edition.entries,
        "groups": groups_of(edition),
        "attainment": [_Part(*of, key) for of in parts for key in of[2].methods],
        "money": [_Part(*of, key) for of in parts for key in of[2].money],
        "shared": [(it, one) for it in shared for one in it.placings],
        "remarks": [(it, one) for it in edition.entries for one in it.particulars.remarks],
        "errors": [(it, fault) for it in edition.entries for fault in it.faults],
    }
    return dict(file for name, its in items.items() for file in _files(TABLES[name], its, f))


_NOTHING = Results(Catalog(), date.min, {})


def _files(table: Table[T], items: Iterable[T], f: Formatter) -> Iterator[tuple[str, bytes]]:
    rows = [Row(_NOTHING, f, it) for it in items]
    cells = zip(*(column.cells(rows) for column in table.columns), strict=True)
    filled = Filled(table, tuple(in_order(table, cells)))
    yield f"{NATIONAL}/{table.name}.csv", as_csv(filled)
    yield f"{NATIONAL}/{table.name}.json", as_json(filled)
