"""What the pages of the national level are made of, before any template runs."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from generator.federation.edition import Edition, EditionEntry, EntryGroup
from generator.federation.ranking import Placing, Shared, shared_indicators
from generator.federation.registers import Registers
from generator.federation.sums import PartialSums
from generator.federation.tables import SCOPES, TABLES
from generator.load.institutions import NATIONAL, GovernmentLevel
from generator.model.scalars import LONGEST_NAME
from generator.problems import Message, msg
from generator.reference import regions
from generator.site.search import folded
from generator.words.formatter import Formatter

HOME = "index.html"
LIST = f"{NATIONAL}/institutions.html"
MOST_ROWS = 150
"""Rows of a table on one page; what is more goes on to the next."""
_NO_DATA = msg("no data")
_FOLDERS = {"sector": "sectors", "level": "levels", "region": "regions"}


@dataclass(frozen=True, slots=True)
class LinkCell:
    """A text of a table, and where it leads, from the top of the edition or elsewhere."""

    text: str
    href: str = ""
    sub: str = ""
    """A second line, smaller."""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class TableView:
    """A table under its heading; the first cell of a row names it."""

    id: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[LinkCell, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class FaultView:
    """An institution that is not shown as it is now, and why."""

    name: LinkCell
    status: str
    place: str
    text: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class NationalPage:
    """What a page of the national level says; links are from the top of the edition."""

    path: str
    title: str
    lead: tuple[str, ...]
    crumbs: tuple[LinkCell, ...] = ()
    groups: tuple[LinkCell, ...] = ()
    """The sector, the level and the region that it is of."""
    facts: tuple[tuple[str, str], ...] = ()
    faults: tuple[FaultView, ...] = ()
    more_faults: LinkCell | None = None
    tables: tuple[TableView, ...] = ()
    more: LinkCell | None = None
    """The way to the next page of a long table."""
    links: tuple[LinkCell, ...] = ()
    site: LinkCell | None = None
    """The site of the institution that it is about."""

    def to(self, href: str) -> str:
        """A link from this page."""
        if href.startswith(("https://", "http://", "#")):
            return href
        path, mark, rest = href.partition("#")
        return posixpath.relpath(path, posixpath.dirname(self.path) or ".") + mark + rest


@dataclass(frozen=True)
class NationalContext:
    """What every page is made with."""

    edition: Edition
    f: Formatter
    sites: Collection[str] = ()
    """The ids of the institutions that have a site in this edition."""
    registers: Registers = field(default_factory=Registers)
    title: str = ""
    """What the portal of the country is called; "" for what it is."""

    @cached_property
    def shared(self) -> tuple[Shared, ...]:
        """The shared indicators with all figures."""
        return shared_indicators(self.edition, self.registers)

    @cached_property
    def placings(self) -> dict[str, list[tuple[Shared, Placing]]]:
        """Those of each institution, by its id."""
        found: dict[str, list[tuple[Shared, Placing]]] = {}
        for it in self.shared:
            for one in it.placings:
                found.setdefault(one.entry.of.id, []).append((it, one))
        return found

    @cached_property
    def group_pages(self) -> dict[tuple[str, str], str]:
        """The page of each sector, level and region, by scope and name."""
        return {key: page for it in SCOPES for key, page in _of_scope(self.edition.groups(it))}

    @property
    def home(self) -> LinkCell:
        """The front page."""
        return LinkCell(self.title or self.f.t("Public plans of the country"), HOME)

    def table(self, name: str) -> LinkCell:
        """A table of the edition."""
        return LinkCell(f"{name}.csv", f"{NATIONAL}/{name}.csv", self.f.t(TABLES[name].description))

    def page(self, it: EditionEntry) -> str:
        """The page of an institution."""
        return f"{NATIONAL}/institutions/{it.of.id}.html"

    def site(self, it: EditionEntry, page: str = "") -> str:
        """A page of the site of an institution; "" where it has none that is known."""
        if it.of.id in self.sites:
            path, mark, anchor = page.partition("#")
            folder = path if not path or path.endswith("/") else f"{path}/"
            return f"{it.of.id}/{folder}index.html{mark}{anchor}"
        home = it.particulars.home  # nobody checked what a process told
        return f"{home.rstrip('/')}/{page}" if home.startswith(("https://", "http://")) else ""

    def named(self, it: EditionEntry) -> LinkCell:
        """An institution with the way to its page."""
        return LinkCell(it.of.name, self.page(it))

    def group_name(self, group: EntryGroup) -> str:
        """What a sector, a level or a region is called."""
        return self.scope_name(group.scope, group.name) or self.f.t("No region")

    def scope_name(self, scope: str, name: str) -> str:
        """What a sector, a level or a region of an institution is called; "" where it has none."""
        if scope == "level":
            return self.f.heading(GovernmentLevel(name))
        if scope != "region":
            return name
        known = {**regions(name.partition("-")[0], self.f.lang), **self.registers.regions}
        return known.get(name, name)

    def of(self, part: int, whole: int, none: Message = _NO_DATA) -> str:
        """«3 de 5»; what has nothing to count says so."""
        return self.f.t("{k} of {n}", k=part, n=whole) if whole else self.f.t(none)

    def overdue(self, sums: PartialSums) -> str:
        """How many results are missing, of those that were due; unknown where no plan is."""
        none = msg("none was due") if sums["plans"] else _NO_DATA
        return self.of(sums["results_overdue"], sums["results_due"], none)

    def sourced(self, sums: PartialSums) -> str:
        """How many results say their source; unknown where no plan is."""
        none = msg("no results") if sums["plans"] else _NO_DATA
        return self.of(sums["results_sourced"], sums["results"], none)

    def facts(self, sums: PartialSums) -> Iterator[tuple[str, str]]:
        """What one or several institutions owe, and of how many plans."""
        yield self.f.t("Results that were due and are missing"), self.overdue(sums)
        yield self.f.t("Results with their source"), self.sourced(sums)
        yield self.f.t("Plans"), self.f.number(sums["plans"])

    def groups(self, scope: str) -> list[EntryGroup]:
        """Those of a scope: levels from the top, others by their names; what has none is last."""
        levels = [*map(str, GovernmentLevel)]

        def place(it: EntryGroup) -> tuple[bool, int, str]:
            rank = levels.index(it.name) if scope == "level" else 0
            return not it.name, rank, folded(self.group_name(it))

        return sorted(self.edition.groups(scope), key=place)

    def tables(
        self,
        mark: str,
        title: str,
        heads: Iterable[Message],
        rows: Iterable[Iterable[LinkCell]],
        note: str = "",
    ) -> tuple[TableView, ...]:
        """A table under its heading; none without rows."""
        told = tuple(map(tuple, rows))
        return (TableView(mark, title, tuple(map(self.f.t, heads)), told, note),) if told else ()

    def faults(self, it: EditionEntry, most: int = 1) -> Iterator[FaultView]:
        """The first errors of an institution, the last of them with how many more there are."""
        f, shown = self.f, it.faults[:most]
        for n, fault in enumerate(shown, 1):
            n_more = it.n_errors - n if n == len(shown) else 0
            text = fault.text[:1].upper() + fault.text[1:]
            more = f.n("{n} more error", "{n} more errors", n_more) if n_more else ""
            place = str(fault.place) if fault.path else ""
            yield FaultView(self.named(it), f.t(it.state), place, text, more)

    def institutions(self, entries: Iterable[EditionEntry]) -> tuple[TableView, ...]:
        """Institutions in the order of their names: how each is, and what it owes."""
        heads = (
            *(msg("Institution"), msg("State"), msg("Data as of"), msg("Overdue results")),
            msg("Results with their source"),
        )
        ordered = sorted(entries, key=lambda it: (folded(it.of.name), it.of.id))
        rows = map(self._row, ordered)
        return self.tables("institutions", self.f.t("Institutions"), heads, rows)

    def _row(self, it: EditionEntry) -> Iterator[LinkCell]:
        sums, is_shown = it.sums, it.is_published
        yield self.named(it)
        yield LinkCell(self.f.t(it.state))
        yield LinkCell(self.f.date(it.day) if it.day else "")
        shown = (self.overdue(sums), self.sourced(sums)) if is_shown else ("", "")
        yield from map(LinkCell, shown)


def paged(view: NationalPage, f: Formatter) -> Iterator[NationalPage]:
    """A page whose tables are long as several, each with the way to the next."""
    parts, room = [list[TableView]()], MOST_ROWS
    for table in view.tables:
        rows = table.rows
        while rows:
            if not room:
                parts, room = [*parts, []], MOST_ROWS
            parts[-1].append(replace(table, rows=rows[:room]))
            room, rows = room - len(rows[:room]), rows[room:]
    for n, tables in enumerate(parts):
        is_last = n + 1 == len(parts)
        more = None if is_last else LinkCell(f.t("The next ones"), nth(view.path, n + 1))
        facts = () if n else view.facts
        yield replace(view, path=nth(view.path, n), tables=tuple(tables), more=more, facts=facts)


def nth(path: str, n: int) -> str:
    """The path of the page after so many others: ``x-2.html`` is the second."""
    return path.replace(".html", f"-{n + 1}.html") if n else path


def _of_scope(groups: Sequence[EntryGroup]) -> Iterator[tuple[tuple[str, str], str]]:
    known: set[str] = set()
    for it in groups:
        plain = re.sub(r"[^a-z0-9]+", "-", folded(it.name))[:LONGEST_NAME].strip("-") or "none"
        name, n = plain, 1
        while name in known:
            name, n = f"{plain}-{n + 1}", n + 1
        known.add(name)
        yield (it.scope, it.name), f"{NATIONAL}/{_FOLDERS[it.scope]}/{name}.html"
