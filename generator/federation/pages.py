"""The pages of the national level: who publishes, before how anything goes; and every institution.

Each is one file of HTML with one style sheet: complete without a script, and on a phone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from generator.federation.edition import Edition, Entry, Group, Status
from generator.federation.tables import SCOPES
from generator.load.institutions import NATIONAL, GovernmentLevel
from generator.problems import msg, plural
from generator.reference import regions
from generator.render.embeds import palette
from generator.render.pages import environment
from generator.words.formatter import Formatter

_LIST, _STYLE = f"{NATIONAL}/institutions.html", f"{NATIONAL}/style.css"
_MOST = 20
"""Institutions with errors on the front page; the list has all."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text of a table, and where it leads."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class TableView:
    """A table under its heading; the first cell of a row names it."""

    id: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class FaultView:
    """An institution that is not shown as it is now, and why."""

    name: str
    status: str
    place: str
    text: str
    more: str


@dataclass(frozen=True, slots=True)
class NationalPage:
    """What a page of the national level says."""

    title: str
    lead: tuple[str, ...]
    style: str
    facts: tuple[tuple[str, str], ...] = ()
    faults: tuple[FaultView, ...] = ()
    more_faults: str = ""
    tables: tuple[TableView, ...] = ()
    links: tuple[Cell, ...] = ()


def national_pages(edition: Edition, f: Formatter, sites: Collection[str]) -> dict[str, bytes]:
    """The front page, the list of institutions and their style; ``sites`` have one of their own."""
    maker = _Maker(edition, f, sites)
    made = {"index.html": maker.coverage(), _LIST: maker.list()}
    write = environment(f).get_template("national.html.j2").render
    pages = {path: write(view=view, lang=f.lang).encode() for path, view in made.items()}
    return {**pages, _STYLE: (palette() + _CSS).encode()}


@dataclass(frozen=True)
class _Maker:
    edition: Edition
    f: Formatter
    sites: Collection[str]

    def coverage(self) -> NationalPage:
        """Coverage first, by sector, level and region; then who is missing, and why."""
        f, away = self.f, [it for it in self.edition.entries if it.faults]
        n_more = len(away) - _MOST
        tables = (f"{NATIONAL}/{name}.csv" for name in _TABLES)
        return NationalPage(
            f.t("Public plans of the country"),
            tuple(self._lead()),
            _STYLE,
            tuple(self._facts(self.edition.whole)),
            tuple(map(self._fault, away[:_MOST])),
            f.n("… and {n} more", "… and {n} more", n_more) if n_more > 0 else "",
            tuple(self._by(scope) for scope in SCOPES),
            (
                Cell(f.t("Every institution"), _LIST),
                *(Cell(f"{path.rpartition('/')[2]}", path) for path in tables),
            ),
        )

    def list(self) -> NationalPage:
        """Every institution, in the order of names."""
        f = self.f
        heads = (msg("Institution"), msg("State"), msg("Data as of"), msg("Overdue results"))
        ordered = sorted(self.edition.entries, key=lambda it: (it.of.name, it.of.id))
        rows = tuple(self._row(it) for it in ordered)
        table = TableView("institutions", f.t("Every institution"), tuple(map(f.t, heads)), rows)
        day = f.t("As of {day}.", day=self.edition.as_of)
        front = Cell(f.t("Public plans of the country"), "../index.html")
        return NationalPage(
            table.title, (day,), "style.css", tables=(table,) if rows else (), links=(front,)
        )

    def _row(self, it: Entry) -> tuple[Cell, ...]:
        href = f"../{it.of.id}/index.html" if it.of.id in self.sites else ""
        day = self.f.date(it.day) if it.day else ""
        overdue = self._of(it.sums["results_overdue"], it.sums["results_due"])
        return (
            Cell(it.of.name, href),
            Cell(self.f.t(it.state)),
            Cell(day),
            Cell(overdue if it.is_published else ""),
        )

    def _lead(self) -> Iterator[str]:
        whole, f = self.edition.whole, self.f
        n, day = len(whole.entries), self.edition.as_of
        if not n:
            yield f.t("The list has no institution.")
            return
        if whole.n_published == n:
            said = plural(
                "As of {day}, the one institution publishes its plans.",
                "As of {day}, all {n} institutions publish their plans.",
            )
            yield f.t(said, n=n, day=day)
        else:
            said = msg("As of {day}, {k} of {n} institutions publish their plans.")
            yield f.t(said, k=whole.n_published, n=n, day=day)
        if whole.n_published and not whole.sums["results_due"]:
            yield f.t("No result was due by then.")
        elif whole.n_published:
            said = msg("{k} of {n} have no overdue result.")
            yield f.t(said, k=whole.n_up_to_date, n=whole.n_published)
        if held := whole.n(Status.HELD):
            said = plural(
                "{n} is shown as it was before: its newest files cannot be published.",
                "{n} are shown as they were before: their newest files cannot be published.",
            )
            yield f.t(said, n=held)

    def _facts(self, whole: Group) -> Iterator[tuple[str, str]]:
        f, sums, published = self.f, whole.sums, whole.n_published
        yield f.t("They publish"), self._of(published, len(whole.entries))
        yield f.t("Without overdue results"), self._of(whole.n_up_to_date, published)
        due = sums["results_due"]
        yield f.t("Results that were due and are missing"), self._of(sums["results_overdue"], due)
        sourced = self._of(sums["results_sourced"], sums["results"])
        yield f.t("Results with their source"), sourced
        for name, n in (
            (msg("Plans"), sums["plans"]),
            (msg("Targets changed by an amendment"), sums["targets_changed"]),
        ):
            yield f.t(name), f.number(n)

    def _of(self, part: int, whole: int) -> str:
        """«3 de 5»; what has nothing to count says so."""
        if not whole:
            return self.f.t("no data")
        return self.f.t("{k} of {n}", k=part, n=whole)

    def _by(self, scope: str) -> TableView:
        f = self.f
        heads = (
            *(_HEADS[scope], msg("They publish"), msg("Without overdue results")),
            *(msg("Missing results"), msg("Results with their source")),
        )
        rows = tuple(tuple(self._cells(group)) for group in self.edition.groups(scope))
        return TableView(scope, f.t(_TITLES[scope]), tuple(map(f.t, heads)), rows)

    def _cells(self, group: Group) -> Iterator[Cell]:
        sums = group.sums
        yield Cell(self._name(group))
        yield Cell(self._of(group.n_published, len(group.entries)))
        for part, whole in (
            (group.n_up_to_date, group.n_published),
            (sums["results_overdue"], sums["results_due"]),
            (sums["results_sourced"], sums["results"]),
        ):
            yield Cell(self._of(part, whole))

    def _name(self, group: Group) -> str:
        if group.scope == "level":
            return self.f.heading(GovernmentLevel(group.name))
        if group.scope == "region":
            known = regions(group.name.partition("-")[0], self.f.lang)
            return known.get(group.name, group.name) or self.f.t("no region")
        return group.name

    def _fault(self, it: Entry) -> FaultView:
        f, first, n_more = self.f, it.faults[0], it.n_errors - 1
        text = first.text[:1].upper() + first.text[1:]
        more = f.n("{n} more error", "{n} more errors", n_more) if n_more else ""
        place = str(first.place) if first.path else ""
        return FaultView(it.of.name, f.t(it.state), place, text, more)


_TABLES = ("institutions", "groups", "attainment", "money", "errors")
_TITLES = {
    "sector": msg("By sector"),
    "level": msg("By level of government"),
    "region": msg("By region"),
}
_HEADS = {"sector": msg("Sector"), "level": msg("Level"), "region": msg("Region")}

_CSS = """
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);overflow-wrap:anywhere;
font:1rem/1.5 system-ui,"Liberation Sans",Arial,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:56rem;margin:0 auto;padding:1rem 1rem 3rem}
h1{font-size:1.7rem;line-height:1.2;margin:.5rem 0}
h2{font-size:1.15rem;margin:2.2rem 0 .6rem;padding-top:.7rem;border-top:1px solid var(--ink)}
p{margin:.4rem 0;max-width:42rem}
a{color:var(--link)}
.lead{font-size:1.1rem}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(10rem,1fr));gap:1rem;margin:1.4rem 0}
dt,.q{color:var(--ink2);font-size:.85rem}
dd{margin:0;font-size:1.4rem;font-weight:700}
table{border-collapse:collapse;width:100%}
th,td{text-align:right;padding:.4rem .5rem;border-bottom:1px solid var(--rule);vertical-align:top}
th:first-child{text-align:left;padding-left:0}
thead th{font-size:.85rem;font-weight:400;color:var(--ink2);vertical-align:bottom}
tbody th{font-weight:600}
ul{padding:0;list-style:none}
li{margin:.8rem 0}
@media(max-width:40rem){thead{display:none}tr{display:block;padding:.5rem 0;
border-bottom:1px solid var(--rule)}tbody th,td{display:flex;justify-content:space-between;gap:1rem;
border:0;padding:.1rem 0;text-align:right}tbody th{text-align:left}
td::before{content:attr(data-h);color:var(--ink2);text-align:left}td:empty{display:none}}
"""
