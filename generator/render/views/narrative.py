"""What a plan's document says in words: sections, audiences, legal basis."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from generator.compute.results import PlanResult
from generator.model.catalog import cite
from generator.model.narrative import Item, NamedFigure, Section, Table
from generator.model.source import Source
from generator.render import paths
from generator.render.inline import inline
from generator.render.views.common import Cited, Link, Page, RenderContext


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure that a text gives in passing."""

    value: str
    unit: str
    of: str
    note: Markup


@dataclass(frozen=True, slots=True)
class ItemView:
    """One entry of a section, with its parts."""

    title: Markup
    text: Markup
    paragraphs: tuple[Markup, ...]
    figures: tuple[FigureView, ...]
    items: tuple[ItemView, ...]
    note: Markup
    place: str


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell: its text, and whether it is a number."""

    text: Markup
    is_number: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """A table of the document."""

    title: str
    columns: tuple[tuple[str, bool], ...]
    """Heads, and whether the column holds numbers."""
    rows: tuple[tuple[CellView, ...], ...]
    note: Markup
    place: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """A part of the document."""

    anchor: str
    title: str
    paragraphs: tuple[Markup, ...]
    items: tuple[ItemView, ...]
    tables: tuple[TableView, ...]
    note: Markup
    cited: Cited | None


@dataclass(frozen=True, slots=True)
class AudienceRow:
    """Who is addressed on one theme."""

    theme: str
    primary: tuple[str, ...]
    secondary: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class NarrativeView:
    """The page of what the document says."""

    title: str
    plan: Link
    purpose: Markup
    general_objective: Markup
    objectives: tuple[Link, ...]
    sections: tuple[SectionView, ...]
    audiences: tuple[AudienceRow, ...]
    legal_basis: tuple[tuple[Link, Markup, str], ...]
    cited: Cited | None


def narrative_page(ctx: RenderContext, result: PlanResult) -> Page:
    """The page of what a plan's document says."""
    folder = result.folder
    plan = folder.plan
    view = NarrativeView(
        title=plan.title,
        plan=Link(plan.name, paths.plan_path(folder.id)),
        purpose=inline(plan.purpose),
        general_objective=inline(plan.general_objective),
        objectives=tuple(ctx.element_link(folder, e) for e in folder.children("plan")),
        sections=section_views(ctx, plan.sections, plan.source),
        audiences=tuple(
            AudienceRow(row.theme, row.primary, row.secondary, ctx.place(row.source))
            for row in plan.audiences
        ),
        legal_basis=tuple(
            (
                ctx.document_link(basis.document) or Link(basis.document),
                inline(basis.text),
                ctx.place(basis.source),
            )
            for basis in plan.legal_basis
        ),
        cited=ctx.cited(plan.source),
    )
    heading = ctx.plain("What the document says")
    return Page(
        paths.narrative_path(folder.id),
        f"{heading}: {plan.name}",
        heading,
        "narrative",
        view,
        ctx.plan_crumbs(folder),
    )


def section_views(
    ctx: RenderContext, sections: tuple[Section, ...], *sources: Source | None
) -> tuple[SectionView, ...]:
    """Sections with anchors made from their kind and place among those of their kind."""
    seen: dict[str, int] = {}
    views = []
    for section in sections:
        kind = section.kind.value
        seen[kind] = seen.get(kind, 0) + 1
        anchor = kind if seen[kind] == 1 else f"{kind}-{seen[kind]}"
        views.append(
            SectionView(
                anchor=anchor,
                title=section.title,
                paragraphs=tuple(inline(text) for text in section.paragraphs),
                items=tuple(_item(ctx, item) for item in section.items),
                tables=table_views(ctx, section.tables),
                note=inline(section.note),
                cited=ctx.cited(cite(section.source, *sources)),
            )
        )
    return tuple(views)


def table_views(ctx: RenderContext, tables: tuple[Table, ...]) -> tuple[TableView, ...]:
    """Tables as printed: numbers as numbers, texts as texts."""
    return tuple(_table(ctx, table) for table in tables)


def _table(ctx: RenderContext, table: Table) -> TableView:
    numeric = [
        any(isinstance(cell, Decimal) for cell in column)
        for column in zip(*table.rows, strict=True)
    ] or [False] * len(table.columns)
    return TableView(
        title=table.title or "",
        columns=tuple(zip(table.columns, numeric, strict=True)),
        rows=tuple(tuple(_cell(ctx, cell) for cell in row) for row in table.rows),
        note=inline(table.note),
        place=ctx.place(table.source),
    )


def _cell(ctx: RenderContext, cell: object) -> CellView:
    if isinstance(cell, Decimal):
        return CellView(Markup.escape(_in_table(ctx, cell)), is_number=True)
    return CellView(inline(str(cell)), is_number=False)


_GROUPED_FROM = 10_000


def _in_table(ctx: RenderContext, value: Decimal) -> str:
    """Four digits stay together in tables of documents: many are years."""
    if value == value.to_integral_value() and 0 <= value < _GROUPED_FROM:
        return str(value)
    return ctx.f.number(value)


def _item(ctx: RenderContext, item: Item) -> ItemView:
    return ItemView(
        title=inline(item.title),
        text=inline(item.text),
        paragraphs=tuple(inline(text) for text in item.paragraphs),
        figures=tuple(_figure(ctx, figure) for figure in item.figures),
        items=tuple(_item(ctx, part) for part in item.items),
        note=inline(item.note),
        place=ctx.place(item.source),
    )


def _figure(ctx: RenderContext, figure: NamedFigure) -> FigureView:
    return FigureView(ctx.f.number(figure.value), figure.unit or "", figure.of, inline(figure.note))
