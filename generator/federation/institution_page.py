"""The page of one institution in the country: how it is, its figures, and the way to its site."""

from __future__ import annotations

from collections.abc import Iterator

from generator.federation.edition import EditionEntry, EntryStatus
from generator.federation.remark_pages import attainments, remarks_of
from generator.federation.shared_pages import shared_of
from generator.federation.tables import SCOPES
from generator.federation.views import LIST, LinkCell, NationalContext, NationalPage, TableView
from generator.model.money import Stage
from generator.problems import msg
from generator.words.formatter import capital
from generator.words.labels import AMOUNTS


def institution_page(ctx: NationalContext, it: EditionEntry) -> NationalPage:
    """Its page; one of which nothing is shown says why."""
    tables = (
        *attainments(ctx, it.sums),
        *_money(ctx, it),
        *shared_of(ctx, it),
        *remarks_of(ctx, it),
    )
    site = ctx.site(it)
    return NationalPage(
        ctx.page(it),
        it.of.name,
        tuple(_lead(ctx, it)),
        (ctx.home, LinkCell(ctx.f.t("Institutions"), LIST)),
        tuple(_groups(ctx, it)),
        tuple(ctx.facts(it.sums)) if it.is_published else (),
        tuple(ctx.faults(it, len(it.faults))),
        tables=tables,
        site=LinkCell(ctx.f.t("The portal of this institution"), site) if site else None,
    )


def _groups(ctx: NationalContext, it: EditionEntry) -> Iterator[LinkCell]:
    for scope in SCOPES:
        if name := getattr(it.of, scope):
            yield LinkCell(ctx.scope_name(scope, name), ctx.group_pages[scope, name])


def _lead(ctx: NationalContext, it: EditionEntry) -> Iterator[str]:
    f, day = ctx.f, it.day
    if it.status is EntryStatus.SOUND and it.is_published:
        said = f.t("It publishes its plans.")
        yield f.t("It publishes its plans; its data are of {day}.", day=day) if day else said
    else:
        yield f"{capital(f.t(it.state))}."
    if it.is_published:
        yield f.t("What it owes is judged as of {day}.", day=ctx.edition.as_of)


def _money(ctx: NationalContext, it: EditionEntry) -> tuple[TableView, ...]:
    f = ctx.f
    rows = (
        (
            LinkCell(capital(f.t(AMOUNTS[Stage(stage)]))),
            LinkCell(year),
            LinkCell(f.money(amount, currency or None), is_number=True),
        )
        for (year, stage, currency), amount in sorted(it.sums.money.items(), reverse=True)
    )
    heads = (msg("Amount"), msg("Year"), msg("Sum of its plans"))
    return ctx.tables("money", f.t("Money"), heads, rows)
