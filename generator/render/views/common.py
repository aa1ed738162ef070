"""What every view is made of: links, marks of status, bars, crumbs, citations."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Generic, NamedTuple, TypeVar, cast
from urllib.parse import quote

from markupsafe import Markup

from generator import paths
from generator.cite.documents import document_address
from generator.compute import Results
from generator.compute.attainment import Attainment, Status
from generator.compute.measured import MeasureResult
from generator.compute.results import PlanResult
from generator.compute.rollups import Rollup
from generator.compute.series import YearSeries
from generator.history.originals import incomparable, originals
from generator.history.timeline import timeline
from generator.model.catalog import PLAN, Catalog, Element, Level, PlanFolder
from generator.model.history import Step
from generator.model.method import Band
from generator.model.period import Period
from generator.model.rounding import HUNDRED
from generator.model.source import Source
from generator.problems import Place
from generator.reconcile.contrast import Contrast, contrast
from generator.reconcile.disputes import Dispute, of_measure
from generator.render.filters import Writer, printed_lines
from generator.render.looks import LOOKS, Look
from generator.words.formatter import Formatter
from generator.words.labels import MET

NO_NOTE = Markup("")
View = TypeVar("View")
Row = TypeVar("Row")


class Link(NamedTuple):
    """A text that leads to a page of the portal (``href`` is a path under docs/) or nowhere."""

    text: str
    href: str = ""


_LONGEST_FIGURE = 26


class Datum(NamedTuple):
    """A figure in words, and as a program sorts it; "" where there is none."""

    text: str = ""
    key: str = ""

    @property
    def look(self) -> str:
        """Its CSS class: a figure stands on one line, a target in words on as many as it takes."""
        return "n words" if len(self.text) > _LONGEST_FIGURE else "n"


class Mark(NamedTuple):
    """A status: how it looks, and the word for it."""

    look: Look
    word: str
    beside: str = ""
    """What is owed although there is a result, or is not known; a chip leaves it out."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a stacked bar; ``x`` and ``width`` in percent."""

    look: Look
    word: str
    n: int
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class CitedAt:
    """A citation: document, place, lines."""

    document: Link
    place: str
    lines: str

    @property
    def text(self) -> str:
        """All that it says, in one line."""
        return joined((self.document.text, self.place, self.lines), ", ")


@dataclass(frozen=True, slots=True)
class Edit:
    """Where a thing stands in the content, and the address to change it."""

    place: str
    href: str


@dataclass(frozen=True, slots=True)
class Group(Generic[Row]):
    """Rows that stand together, under a heading."""

    title: str
    anchor: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """A page that lists things of one sort."""

    lead: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be written: its head, view and place, which its kind gives."""

    title: str
    description: str
    view: object
    crumbs: tuple[Link, ...] = ()
    note: Markup = NO_NOTE
    """What the editor noted on the thing, shown above its source."""
    head: tuple[tuple[str, object], ...] = ()
    """More lines of the page's head: ``search``, ``hide``, ``sheet`` (a stylesheet of its own)."""
    path: str = ""
    template: str = ""
    notices: tuple[tuple[Link, str], ...] = ()
    """What it says first: what of it is not as the files are today (``held.py``)."""


FIRST: tuple[tuple[str, object], ...] = (("search", {"boost": 4}),)
"""Head of a page that a search should find before the pages it leads to."""


class RenderContext(Writer):
    """What the builders of views work with: the computed content and a way to say it."""

    def __init__(self, results: Results, lang: str) -> None:
        self.results = results
        self.catalog: Catalog = results.catalog
        super().__init__(Formatter.for_portal(lang, results.catalog))
        self._made: dict[tuple[object, ...], Any] = {}

    @property
    def contrast(self) -> Contrast:
        """Published figures with their verdicts, and what the detectors find."""
        return self.results.derived(contrast)

    @property
    def originals(self) -> dict[str, PlanResult]:
        """Plans whose targets moved, computed with the targets they first had."""
        return self.results.derived(originals)

    def disputes(self, measure: MeasureResult, series: YearSeries | None) -> tuple[Dispute, ...]:
        """What is in dispute of a measure and of its figures of a year."""
        period = Period.of_year(series.year) if series else None
        return of_measure(self.results, measure, period)

    def incomparable(self, plan: str) -> frozenset[str]:
        """Measures of a plan whose first targets meant something else than its results do."""
        return self.results.derived(incomparable)[plan]

    def timeline(self, plan: str) -> tuple[Step, ...]:
        """Every known change of a plan, the newest first."""
        return self.once(_timeline, plan)

    def once(self, make: Callable[..., View], *args: object) -> View:
        """What several pages show, made for the first of them."""
        key = (make, *args)
        if key not in self._made:
            self._made[key] = make(self, *args)
        return cast(View, self._made[key])

    def money(self, amount: Decimal | None, plan: str) -> str:
        """An amount of a plan with its currency; "" where there is none."""
        return self.f.money(amount, self.catalog.currency(plan)) if amount is not None else ""

    @property
    def home(self) -> Link:
        """The home page, as the first step to all others."""
        return Link(self.t("Home"), paths.HOME)

    def unit_name(self, unit: str | None, *, short: bool = False) -> str:
        """Name of a unit with its acronym, or the acronym alone."""
        found = self.catalog.units.get(unit or "")
        if found is None:
            return unit or ""
        if short:
            return found.acronym or found.name
        same = not found.acronym or found.acronym == found.name
        return found.name if same else f"{found.name} ({found.acronym})"

    def unit_link(self, unit: str | None, *, short: bool = False) -> Link:
        """A unit by its name, linked to its page."""
        href = paths.UNIT(unit) if unit and unit in self.catalog.units else ""
        return Link(self.unit_name(unit, short=short), href)

    def cited(self, source: Source | None, code: str = "") -> CitedAt | None:
        """A citation as links and words; with the ``code`` of who cites, to its own line there."""
        if source is None or source.document is None:
            return None
        document = self.catalog.documents.get(source.document)
        name = document.number_and_title if document else source.document
        href = document_address(self.results, source.document, source, code)
        return CitedAt(Link(name, href), source.place or "", printed_lines(self.f, source))

    def document_link(self, name: str | None) -> Link | None:
        """A document by its number (or title), linked to its page, else to the register."""
        it = self.catalog.documents.get(name or "")
        return Link(it.name, document_address(self.results, it.id)) if it else None

    def region(self, code: str) -> str:
        """Name of a region given by code or by name; of another part, as it is written."""
        return self.catalog.region_list.name(code)

    def region_link(self, region: str) -> Link:
        """A region given by code or by name, linked to its page."""
        code = self.catalog.region_list.code(region)
        known = code in self.catalog.regions
        return Link(self.region(code), paths.REGION(code) if known else "")

    def edit(self, place: Place) -> Edit:
        """The line of the content, linked where the portal knows its repository."""
        site = self.catalog.site
        href = ""
        if site and site.repository:
            branch = quote(site.branch, safe="/")
            href = f"{site.repository.rstrip('/')}/blob/{branch}/{quote(place.path)}#L{place.line}"
        return Edit(self.t("{path}, line {line}", path=place.path, line=place.line), href)

    def mark(self, attainment: Attainment) -> Mark:
        """The status of a target."""
        # A limit that must be passed is not met by reaching it, however high that is.
        short = attainment.met is False and attainment.raw is not None and attainment.raw >= HUNDRED
        if attainment.band is not None and not short:
            return self.band_mark(attainment.band)
        if attainment.status is Status.VALUE and attainment.met is not None:
            look = Look.HIGH if attainment.met else Look.LOW
            return Mark(look, self.t(MET[attainment.met]))
        return self.status_mark(attainment.status)

    def band_mark(self, band: Band) -> Mark:
        """The mark of a band."""
        return Mark(LOOKS[band], self.f.heading(band))

    def status_mark(self, status: Status) -> Mark:
        """The mark of a status without band."""
        return Mark(LOOKS[status], self.f.heading(status))

    def mark_of(self, band: Band | None, status: Status) -> Mark:
        """The mark of an activity or a roll-up."""
        return self.band_mark(band) if band else self.status_mark(status)

    def element_link(self, folder: PlanFolder, element: Element) -> Link:
        """Link to an element (the plan itself included)."""
        if element.level is Level.PLAN:
            return plan_link(folder)
        text = f"{element.called} {element.node.heading}"
        return Link(text, paths.ELEMENT(folder.id, element.code))

    def plan_crumbs(self, folder: PlanFolder) -> tuple[Link, ...]:
        """The way from the home page to a plan."""
        return self.home, Link(self.t("Plans"), paths.PLANS), plan_link(folder)

    def crumbs(self, folder: PlanFolder, element: Element) -> tuple[Link, ...]:
        """The way from the home page to the element's parent; no number stands alone."""
        way: list[Link] = []
        up = folder.by_code.get(element.parents[0]) if element.parents else None
        while up is not None and up.code != PLAN:
            of = "" if up.called[0].isalpha() else folder.name_of(up.level).singular
            way.insert(0, Link(f"{of} {up.called}".strip(), paths.ELEMENT(folder.id, up.code)))
            up = folder.by_code.get(up.parents[0]) if up.parents else None
        return (*self.plan_crumbs(folder), *way)

    def bar(self, rollup: Rollup | None) -> tuple[Segment, ...]:
        """A stacked bar of bands and of what has no band, low first."""
        if rollup is None or not rollup.n:
            return ()
        parts = [(self.band_mark(band), rollup.bands.get(band, 0)) for band in Band]
        told = self.status_mark(Status.VALUE)
        verdicts = ((True, Band.HIGH, rollup.n_met), (False, Band.LOW, rollup.n_unmet))
        judged = [(Mark(LOOKS[like], self.t(MET[met])), n) for met, like, n in verdicts]
        left = rollup.n_reported - sum(n for _, n in parts + judged)
        parts += [*judged, (told, left)]
        parts += [
            (self.status_mark(status), rollup.statuses.get(status, 0))
            for status in Status
            if status is not Status.VALUE
        ]
        return segments((mark, n) for mark, n in parts if n > 0)


_LEAST = Decimal("1.2")


def segments(parts: Iterable[tuple[Mark, int]]) -> tuple[Segment, ...]:
    """Lay out counts along 100 %; no part is thinner than what an eye can see."""
    counted = list(parts)
    total = Decimal(sum(n for _, n in counted))
    widths = [max(_LEAST, Decimal(n) / total * 100) for _, n in counted]
    scale = 100 / sum(widths, Decimal(0)) if widths else Decimal(1)
    laid: list[Segment] = []
    x = Decimal(0)
    for (mark, n), width in zip(counted, widths, strict=True):
        share = width * scale
        laid.append(Segment(mark.look, mark.word, n, f"{x:.2f}%", f"{share:.2f}%"))
        x += share
    return tuple(laid)


def _timeline(ctx: RenderContext, plan: str) -> tuple[Step, ...]:
    return timeline(ctx.results, plan)


def each_once(found: Iterable[CitedAt | None]) -> tuple[CitedAt, ...]:
    """Every place that something was printed in, without its lines, each once."""
    places = [((it.document.text, it.place), replace(it, lines="")) for it in found if it]
    first = dict(reversed(places))
    return tuple(first[key] for key in dict(places))


def plan_link(folder: PlanFolder) -> Link:
    """A plan by its name."""
    return Link(folder.plan.name, paths.PLAN(folder.id))


def bold(text: object) -> Markup:
    """A figure that stands out in a sentence."""
    return Markup("<b>{}</b>").format(text)


def linked(*links: Link) -> tuple[Link, ...]:
    """The links that say something."""
    return tuple(link for link in links if link.text)


def joined(parts: Iterable[str], mark: str = " · ") -> str:
    """The parts that say something, with a mark between them."""
    return mark.join(part for part in parts if part)
