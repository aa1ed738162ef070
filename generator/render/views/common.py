"""What every view is made of: links, marks of status, bars, crumbs, citations."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar, cast
from urllib.parse import quote

from markupsafe import Markup

from generator.compute import Results
from generator.compute.attainment import Attainment, Status
from generator.compute.results import PlanResult
from generator.compute.rollups import Rollup
from generator.history.originals import incomparable, originals
from generator.history.timeline import timeline
from generator.model.catalog import PLAN, Catalog, Element, Level, PlanFolder
from generator.model.history import Step
from generator.model.method import Band
from generator.model.plan import LevelName
from generator.model.source import Source
from generator.problems import Message, Place, msg
from generator.reference import region_code
from generator.render import paths
from generator.render.css import CSS
from generator.words.catalogue import catalogue
from generator.words.formatter import Formatter
from generator.words.labels import MET

NO_NOTE = Markup("")
View = TypeVar("View")


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a page of the portal (``href`` is a path under docs/) or nowhere."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A status: word, shape and colour by CSS class."""

    css: str
    word: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a stacked bar; ``x`` and ``width`` in percent."""

    css: str
    word: str
    n: int
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation: document, place, lines."""

    document: Link
    place: str
    lines: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Where a thing stands in the content, and the address to change it."""

    place: str
    href: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be written: its path, head and view; ``template`` names the kind of page."""

    path: str
    title: str
    description: str
    template: str
    view: object
    crumbs: tuple[Link, ...] = ()
    note: Markup = NO_NOTE
    """What the editor noted on the thing, shown above its source."""
    head: tuple[tuple[str, object], ...] = ()
    """More lines of the page's head: ``search``, ``hide``, ``sheet`` (a stylesheet of its own)."""


FIRST: tuple[tuple[str, object], ...] = (("search", {"boost": 4}),)
"""Head of a page that a search should find before the pages it leads to."""


class RenderContext:
    """What the builders of views work with: the computed content and a way to say it."""

    def __init__(self, results: Results, lang: str) -> None:
        self.results = results
        self.catalog: Catalog = results.catalog
        self.lang = lang
        self.f = Formatter.for_portal(lang, self.catalog)
        self.t = self.f.t
        self._timelines: dict[str, tuple[Step, ...]] = {}
        self._views: dict[tuple[str, str], object] = {}

    @property
    def originals(self) -> dict[str, PlanResult]:
        """Plans whose targets moved, computed with the targets they first had."""
        return self.results.derived(originals)

    def incomparable(self, plan: str) -> frozenset[str]:
        """Measures of a plan whose first targets meant something else than its results do."""
        return self.results.derived(incomparable)[plan]

    def timeline(self, plan: str) -> tuple[Step, ...]:
        """Every known change of a plan, the newest first."""
        if plan not in self._timelines:
            self._timelines[plan] = timeline(self.results, plan)
        return self._timelines[plan]

    def once(self, kind: str, plan: str, make: Callable[[], View]) -> View:
        """A view of a plan that several pages show, made for the first of them."""
        key = (kind, plan)
        if key not in self._views:
            self._views[key] = make()
        return cast(View, self._views[key])

    def plain(self, text: str) -> str:
        """A string of the catalogue without values."""
        return catalogue(self.lang).gettext(text)

    def html(self, message: Message | str, /, **values: object) -> Markup:
        """A message with markup among its values; all the rest is escaped."""
        whole = (Message(message) if isinstance(message, str) else message).having(**values)
        return Markup.escape(self.f.template(whole)).format_map(self.f.values(whole))

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
        known = unit in self.catalog.units
        return Link(self.unit_name(unit, short=short), paths.unit_path(unit or "") if known else "")

    def cited(self, source: Source | None) -> Cited | None:
        """A citation as links and words."""
        if source is None or source.document is None:
            return None
        document = self.catalog.documents.get(source.document)
        title = (document.title or "") if document else source.document
        number = (document.number or "") if document else ""
        lines = source.lines or ""
        return Cited(
            Link(joined((number, title), ". "), f"{paths.DOCUMENTS}#{source.document}"),
            source.place or "",
            self._lines(lines) if lines else "",
        )

    def _lines(self, lines: str) -> str:
        if lines.isdigit():
            return self.t(msg("line {lines} of the text", lines=lines))
        return self.t(msg("lines {lines} of the text", lines=lines))

    def place(self, source: Source | None) -> str:
        """Where in its document something is printed, without the document's name."""
        if source is None:
            return ""
        lines = self._lines(source.lines) if source.lines else ""
        return joined((source.place or "", f"({lines})" if lines else ""), " ")

    def document_link(self, name: str | None) -> Link | None:
        """A document by its number (or title), linked to the register."""
        document = self.catalog.documents.get(name or "")
        if document is None:
            return None
        return Link(document.name, f"{paths.DOCUMENTS}#{document.id}")

    def region(self, code: str) -> str:
        """Name of a region given by code or by name."""
        return self.catalog.regions.get(code, code)

    def region_link(self, region: str) -> Link:
        """A region given by code or by name, linked to its page."""
        code = region_code(region)
        known = code in self.catalog.regions
        return Link(self.region(code), paths.region_path(code) if known else "")

    def edit(self, place: Place) -> Edit:
        """The line of the content, linked where the portal knows its repository."""
        site = self.catalog.site
        href = ""
        if site and site.repository:
            branch = quote(site.branch, safe="/")
            href = f"{site.repository.rstrip('/')}/blob/{branch}/{quote(place.path)}#L{place.line}"
        said = self.t(msg("{path}, line {line}", path=place.path, line=place.line))
        return Edit(said, href)

    def mark(self, attainment: Attainment) -> Mark:
        """The status of a target."""
        # A limit that must be passed is not met by reaching it, however high that is.
        short = attainment.met is False and attainment.raw is not None and attainment.raw >= FULL
        if attainment.band is not None and not short:
            return self.band_mark(attainment.band)
        if attainment.status is Status.VALUE and attainment.met is not None:
            return Mark("alto" if attainment.met else "bajo", self.t(MET[attainment.met]))
        return self.status_mark(attainment.status)

    def band_mark(self, band: Band) -> Mark:
        """The mark of a band."""
        return Mark(CSS[band], self.f.heading(band))

    def status_mark(self, status: Status) -> Mark:
        """The mark of a status without band."""
        return Mark(CSS[status], self.f.heading(status))

    def mark_of(self, band: Band | None, status: Status) -> Mark:
        """The mark of an activity or a roll-up."""
        return self.band_mark(band) if band else self.status_mark(status)

    def element_link(self, folder: PlanFolder, element: Element) -> Link:
        """Link to an element (the plan itself included)."""
        if element.level is Level.PLAN:
            return Link(folder.plan.name, paths.plan_path(folder.id))
        text = f"{element.code} {element.node.title}"
        return Link(text, paths.element_path(folder.id, element.code))

    def plan_crumbs(self, folder: PlanFolder) -> tuple[Link, ...]:
        """The way from the home page to a plan."""
        return (
            Link(self.plain("Home"), paths.HOME),
            Link(self.plain("Plans"), paths.PLANS),
            Link(folder.plan.name, paths.plan_path(folder.id)),
        )

    def crumbs(self, folder: PlanFolder, element: Element) -> tuple[Link, ...]:
        """The way from the home page to the element's parent."""
        way: list[Link] = []
        parent = folder.by_code.get(element.parents[0]) if element.parents else None
        while parent is not None and parent.code != PLAN:
            way.insert(0, Link(parent.code, paths.element_path(folder.id, parent.code)))
            parent = folder.by_code.get(parent.parents[0]) if parent.parents else None
        return (*self.plan_crumbs(folder), *way)

    def level_name(self, folder: PlanFolder, level: Level) -> LevelName:
        """How the plan calls a level."""
        levels = folder.plan.levels
        if level is Level.OBJECTIVE:
            return levels.objective
        return levels.strategy if level is Level.STRATEGY else levels.activity or levels.strategy

    def bar(self, rollup: Rollup | None) -> tuple[Segment, ...]:
        """A stacked bar of bands and of what has no band, low first."""
        if rollup is None or not rollup.n:
            return ()
        parts = [(self.band_mark(band), rollup.bands.get(band, 0)) for band in Band]
        banded = sum(n for _, n in parts)
        reported = rollup.statuses.get(Status.VALUE, 0)
        parts.append((self.status_mark(Status.VALUE), reported - banded))
        parts += [
            (self.status_mark(status), rollup.statuses.get(status, 0))
            for status in Status
            if status is not Status.VALUE
        ]
        return segments((mark, n) for mark, n in parts if n > 0)


_LEAST = Decimal("1.2")
FULL = Decimal(100)


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
        laid.append(Segment(mark.css, mark.word, n, f"{x:.2f}%", f"{share:.2f}%"))
        x += share
    return tuple(laid)


def bold(text: str) -> Markup:
    """A text, escaped, in bold."""
    return Markup("<b>{}</b>").format(text)


def linked(*links: Link) -> tuple[Link, ...]:
    """The links that say something."""
    return tuple(link for link in links if link.text)


def joined(parts: Iterable[str], mark: str = " · ") -> str:
    """The parts that say something, with a mark between them."""
    return mark.join(part for part in parts if part)
