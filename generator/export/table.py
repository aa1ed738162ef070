"""What a table is: its columns with their types and getters, and rows of plain values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, localcontext
from enum import StrEnum
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Any, Generic, TypeVar, cast

from generator.compute.results import PlanResult, Results
from generator.model.catalog import Catalog, cite
from generator.model.rounding import is_endless, rounded, shown
from generator.model.scalars import Milestone
from generator.model.source import Cited, Source
from generator.problems import say
from generator.reconcile.disputes import Dispute
from generator.reconcile.subjects import numbered
from generator.words.catalogue import heading
from generator.words.formatter import Formatter

Cell = str | int | Decimal | date | bool | tuple[str, ...] | None
"""One value, or a list of texts; None where there is none. Percentages are percent, amounts units
of currency."""
LIST_MARK = "|"
"""Stands between the values of a list where a cell holds one text: in CSV and XLSX."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a text starts that a spreadsheet may run as a formula."""

T = TypeVar("T")
S = TypeVar("S", bound=Cited)


@dataclass(frozen=True)
class Row(Generic[T]):
    """What a row tells of, with the results that it is of."""

    results: Results
    f: Formatter
    """The language and the country that it is told in."""
    item: T
    plan: str = ""
    """The name of the plan that it is of."""
    sources: tuple[Source | None, ...] = ()
    """Where its figures are printed: several where it adds them up."""

    @property
    def result(self) -> PlanResult:
        """The plan that it is of."""
        return self.results.plans[self.plan]

    @cached_property
    def edges(self) -> tuple[Decimal, ...]:
        """Bounds of the bands, across which no percentage is rounded."""
        known = self.plan in self.results.plans  # a plan that is gone has changes still
        bands = self.results.catalog.bands(self.plan) if known else None
        return (bands.medium, bands.high) if bands else ()


Getter = str | Callable[[Row[T]], object]
"""How a cell is found: the way to it from the item, ``plan.title`` (empty: the attribute that has
the name of the column), or a function of the row."""


class Type(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    LIST = "list"
    INTEGER = "integer"
    NUMBER = "number"
    PERCENT = "percent"
    AMOUNT = "amount"
    DATE = "date"
    FLAG = "flag"
    PRINTED = "printed"
    """A number, a date or a text, as the document has it."""

    def column(
        self,
        name: str,
        description: str,
        get: Getter[T] = "",
        words: Iterable[str] = (),
        head: str = "",
    ) -> Column[T]:
        """A column of this type, of a few ``words`` only where they are given."""
        return Column(name, self, description, get, tuple(map(str, words)), head=head)


text, several, whole = Type.TEXT.column, Type.LIST.column, Type.INTEGER.column
number, percent, amount = Type.NUMBER.column, Type.PERCENT.column, Type.AMOUNT.column
day, flag, printed = Type.DATE.column, Type.FLAG.column, Type.PRINTED.column


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column; ``description`` is a template of the message catalogue."""

    name: str
    type: Type
    description: str
    get: Getter[T] = field(default="", repr=False, compare=False)
    """The value of a row."""
    words: tuple[str, ...] = ()
    """The only words it may hold."""
    is_id: bool = False
    """It names each row: the second of one name is ``name#2``."""
    head: str = ""
    """The name whose heading it has, where its own would mislead."""

    def title(self, lang: str) -> str:
        """Its heading for people: ``target_to_date`` is «Meta a la fecha»."""
        return heading(self.head or self.name, lang)

    def cells(self, rows: Sequence[Row[T]]) -> Iterable[Cell]:
        """The values of the rows as they are written."""
        found = map(self.get if callable(self.get) else _finder(self.get or self.name), rows)
        if self.type is Type.PERCENT:
            edges = (row.edges for row in rows)
            return map(derived, cast(Iterable[Decimal | None], found), edges)
        if self.type is Type.LIST:
            return map(_listed, found)
        if self.is_id:
            return numbered(map(str, found))
        return map(exact if self.type is Type.NUMBER else plain, found)


Rows = Callable[[Results, Formatter], Iterable[Row[T]]]
"""The rows of a computation, told as a portal writes."""


@dataclass(frozen=True)
class Table(Generic[T]):
    """A table; rows stand in the order of the text of the columns in ``order``."""

    name: str
    description: str
    order: tuple[str, ...]
    rows: Rows[T] = field(repr=False, compare=False)
    columns: tuple[Column[T], ...]
    is_key: bool = False
    """The columns of ``order`` tell every row from every other, and none of them is empty."""

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that tell every row from every other: those of ``order``, else its id."""
        return self.order if self.is_key else tuple(c.name for c in self.columns if c.is_id)


def ident(parts: Callable[[Row[T]], Iterable[object]]) -> Column[T]:
    """A column ``id`` made of what a row is of: the same as long as the content says the same."""

    def name(row: Row[T]) -> str:
        return "/".join(str(part) for part in parts(row) if part)

    return Column("id", Type.TEXT, say("Names the row, always in the same way"), name, is_id=True)


def of_plans(items: Callable[[PlanResult], Iterable[tuple[T, Iterable[Source | None]]]]) -> Rows[T]:
    """The rows of a table that tells plan after plan; each item comes with its citations."""

    def rows(results: Results, f: Formatter) -> Iterator[Row[T]]:
        for name, plan in results.plans.items():
            for item, sources in items(plan):
                yield Row(results, f, item, name, tuple(sources))

    return rows


IN_PLAN: Column[Any] = text(
    "plan", say("Plan: the name of its folder, as in the address of its page"), lambda row: row.plan
)
CITED: tuple[Column[Any], ...] = (
    several(
        "document",
        say("Document it is printed in (table documents)"),
        lambda row: (source.document for source in row.sources if source),
    ),
    several(
        "place",
        say("Place in the document"),
        lambda row: (source.place for source in row.sources if source),
    ),
)


LINES: Column[Any] = several(
    "lines",
    say("Lines of the text edition of the document"),
    lambda row: (source.lines for source in row.sources if source),
)
PRINTED = (*CITED, LINES)


def days_of(way: str) -> tuple[Column[Any], ...]:
    """The ends of a period, by the way to it."""
    return (
        day("start", say("First day of the period"), f"{way}.start"),
        day("end", say("Last day of the period"), f"{way}.end"),
    )


DAYS = days_of("period")


def last_day(way: str) -> Column[Any]:
    """The end of a period by a name that no language of queries keeps for itself."""
    return day("last_day", say("Last day again, by a name that SQL does not keep for itself"), way)


def note_of(way: str) -> Column[Any]:
    """What is noted on a row, by the way to it."""
    return text("note", say("What its editors note"), way)


NOTE = note_of("note")
DISPUTED = say("What is in dispute though it stays as printed: unit, target, result, amount")


def fields_of(disputes: Iterable[Dispute]) -> Iterator[str]:
    """What is in dispute, without the reasons."""
    return (entry.field.value for entry in disputes)


def with_source(
    plan: PlanResult, entries: Iterable[S]
) -> Iterator[tuple[S, tuple[Source | None, ...]]]:
    """Entries of the files beside a plan, each with its citation."""
    return ((entry, (cite(entry.source, plan.folder.plan.source),)) for entry in entries)


def of_register(register: Callable[[Catalog], dict[str, T]]) -> Rows[T]:
    """The rows of a table that lists a register of the whole content."""
    return lambda results, f: (Row(results, f, item) for item in register(results.catalog).values())


def plain(value: object) -> Cell:
    """A value as a cell: words of the vocabulary as text, "" as none."""
    if type(value) is str:  # most are
        return value or None
    if value is None or isinstance(value, Decimal | int | date):
        return value
    return str(value) or None


def _listed(values: object) -> tuple[str, ...]:
    """Each of several values once, as text."""
    found = cast(Iterable[object], values or ())
    return tuple(dict.fromkeys(str(one) for one in found if one is not None))


def _finder(way: str) -> Callable[[Row[Any]], object]:
    """What goes a way of attributes from the item; None where one of them is None."""
    straight = attrgetter(f"item.{way}")

    def find(row: Row[Any]) -> object:
        try:
            return straight(row)
        except AttributeError:
            return _step_by_step(row.item, way)

    return find if "." in way else straight


def _step_by_step(found: object, way: str) -> object:
    for name in way.split("."):
        found = None if found is None else getattr(found, name)
    return found


def as_text(cell: Cell) -> str:
    """A value as text: ``true``, ``2024-12-31``, decimals with a point and without exponent."""
    if type(cell) is str:  # most are
        return cell
    if cell is None:
        return ""
    if isinstance(cell, tuple):
        text = LIST_MARK.join(cell)
        is_plain = text.count(LIST_MARK) < max(len(cell), 1) and "7C" not in text
        return text if is_plain else LIST_MARK.join(map(_within, cell))
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def _within(item: str) -> str:
    """One of several values without the mark that stands between them."""
    return re.sub("%(?=(?:25)*7C)", "%25", item).replace(LIST_MARK, "%7C")


DECIMALS = 6
_CUT_OFF = 28
"""Digits of a quotient that does not end: the precision the computation works with."""


def exact(value: object) -> Decimal | None:
    """A target, a result or a sum of them with all its digits; a milestone is 1 or 0.

    Only a quotient that never ends (a mean) is rounded. None for a state.
    """
    if isinstance(value, Milestone):
        return Decimal(value is Milestone.DONE)
    if not isinstance(value, Decimal):
        return None
    return derived(value) if is_endless(value) else value


@lru_cache(maxsize=100_000)
def derived(value: Decimal | None, edges: tuple[Decimal, ...] = ()) -> Decimal | None:
    """A computed figure with up to six decimals, half up, never across 0, 100 or an edge."""
    if value is None:
        return None
    is_long = value.adjusted() > _CUT_OFF
    found = rounded(value, DECIMALS) if is_long else shown(value, DECIMALS, edges)
    with localcontext(prec=len(found.as_tuple().digits)):
        return found.normalize() or Decimal(0)
