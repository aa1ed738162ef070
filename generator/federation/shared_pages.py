"""The pages of shared indicators: the figures of all, with a rank where that is fair."""

from __future__ import annotations

from collections.abc import Iterator

from generator.federation.edition import EditionEntry
from generator.federation.ranking import Placing, Shared, unknown_codes
from generator.federation.views import LinkCell, NationalContext, NationalPage, TableView
from generator.load.institutions import NATIONAL, GovernmentLevel
from generator.problems import msg, plural
from generator.words.formatter import capital

SHARED_PAGE = f"{NATIONAL}/indicators.html"
_HEADS = (msg("Result"), msg("Target"), msg("Attainment"), msg("Period"))


def shared_pages(ctx: NationalContext) -> Iterator[NationalPage]:
    """The list of shared indicators and the page of each; none without registers."""
    if ctx.registers.indicators:
        yield _list(ctx)
        yield from (_page(ctx, it) for it in ctx.shared)


def path_of(it: Shared) -> str:
    """The page of a shared indicator."""
    return f"{NATIONAL}/indicators/{it.id}.html"


def _list(ctx: NationalContext) -> NationalPage:
    f = ctx.f
    rows = (
        (
            LinkCell(it.of.heading, path_of(it)),
            LinkCell(it.of.unit or f.t("none")),
            LinkCell(f.number(len({one.entry.of.id for one in it.placings})), is_number=True),
            LinkCell(f.number(it.n_ranked), is_number=True),
        )
        for it in ctx.shared
    )
    heads = (msg("Indicator"), msg("Unit of measurement"), msg("Institutions"), msg("Ranked"))
    unknown = (
        (ctx.named(entry), LinkCell(code))
        for entry, code in unknown_codes(ctx.edition, ctx.registers.indicators)
    )
    no_codes, own = f.t("Codes that the registers do not have"), (msg("Institution"), msg("Code"))
    said = plural(
        "The registers have {n} indicator that institutions may share.",
        "The registers have {n} indicators that institutions may share.",
    )
    lead = f.t(said, n=len(ctx.shared))
    more = f.t("Institutions are ranked only where their figures mean the same.")
    return NationalPage(
        *(SHARED_PAGE, f.t("Shared indicators"), (lead, more), (ctx.home,)),
        facts=tuple(_version(ctx)),
        tables=(
            *ctx.tables("indicators", f.t("Shared indicators"), heads, rows),
            *ctx.tables("unknown", no_codes, own, unknown),
            *_common(ctx),
        ),
        links=(ctx.table("shared"),),
    )


def _version(ctx: NationalContext) -> Iterator[tuple[str, str]]:
    """As their keepers call it, and a digest of what they say."""
    own = ctx.registers
    if own.version:
        yield ctx.f.t("Version of the registers"), own.version
    yield ctx.f.t("Digest of what they say"), own.digest


def _common(ctx: NationalContext) -> Iterator[TableView]:
    """What else the registers have: each by its name, with what it is also called."""
    own, code = ctx.registers, msg("Code")
    units = [(it.many, it.one if it.one != it.many else "") for it in own.units]
    for mark, title, head, rows in (
        ("units", msg("Units of measurement"), msg("Singular"), units),
        ("methods", msg("Methods"), code, [(it.title, it.id) for it in own.methods.values()]),
        ("regions", msg("Regions"), code, [(it, key) for key, it in own.regions.items()]),
    ):
        cells = (map(LinkCell, row) for row in rows)
        yield from ctx.tables(mark, ctx.f.t(title), (msg("Name"), head), cells)


def _page(ctx: NationalContext, it: Shared) -> NationalPage:
    f, list_of_all = ctx.f, LinkCell(ctx.f.t("Shared indicators"), SHARED_PAGE)
    tables = (
        table
        for level in GovernmentLevel
        for is_ranked in (True, False)
        for table in _table(ctx, it, level, is_ranked=is_ranked)
    )
    facts = (
        (f.t("Unit of measurement"), it.of.unit or f.t("none")),
        (f.t("Direction"), f.heading(it.of.direction)),
    )
    return NationalPage(
        *(path_of(it), it.of.heading, tuple(_lead(ctx, it)), (ctx.home, list_of_all)),
        facts=facts,
        tables=tuple(tables),
        links=(ctx.table("shared"),),
    )


def _lead(ctx: NationalContext, it: Shared) -> Iterator[str]:
    f = ctx.f
    if it.of.definition:
        yield it.of.definition
    if not it.placings:
        yield f.t("No institution has a figure of it.")
    elif not it.n_ranked:
        yield f.t("No two institutions have figures that can be ranked; each says why.")
    elif it.is_by_attainment:
        yield f.t("A count grows with the institution: they are ordered by their attainment.")
    else:
        yield f.t("They are ordered by their value; the first is the best.")


def _table(
    ctx: NationalContext, it: Shared, level: GovernmentLevel, *, is_ranked: bool
) -> tuple[TableView, ...]:
    found = (one for one in it.at(level) if (one.rank is not None) is is_ranked)
    last = msg("Rank") if is_ranked else msg("Why it has no rank")
    name = ctx.f.heading(level)
    title = name if is_ranked else ctx.f.t("{level}: not ranked", level=name)
    mark = f"{level.value}-ranked" if is_ranked else f"{level.value}-others"
    rows = (_cells(ctx, one) for one in found)
    return ctx.tables(mark, title, (msg("Institution"), last, *_HEADS), rows)


def _cells(ctx: NationalContext, it: Placing) -> Iterator[LinkCell]:
    page = ctx.site(it.entry, it.figure.page) or ctx.page(it.entry)
    yield LinkCell(it.entry.of.name, page, it.figure.plan)
    yield from _figures(ctx, it)


def _rank(ctx: NationalContext, it: Placing) -> str:
    """«2 de 5», or why there is no rank."""
    if it.rank is None:
        return capital(ctx.f.t(it.why)) if it.why else ""
    return ctx.f.t("{k} of {n}", k=it.rank, n=it.n_ranked)


def _figures(ctx: NationalContext, placing: Placing) -> Iterator[LinkCell]:
    it, f = placing.figure, ctx.f
    yield LinkCell(_rank(ctx, placing))
    for value in (it.value, it.target):
        text = (
            f.t("no data")
            if value is None
            else f.number(value, in_percent=it.kind.traits.in_percent)
        )
        yield LinkCell(text, is_number=True)
    told = f.t("no data") if it.attainment is None else f.percent(it.attainment)
    yield LinkCell(told, is_number=True)
    yield LinkCell(f.t("{period}, so far", period=it.period) if it.is_running else it.period)


def shared_of(ctx: NationalContext, entry: EditionEntry) -> tuple[TableView, ...]:
    """The shared indicators of one institution, each with its place among the others."""
    rows = (
        (LinkCell(it.of.heading, path_of(it)), *_figures(ctx, one))
        for it, one in ctx.placings.get(entry.of.id, ())
    )
    heads = (msg("Indicator"), msg("Rank"), *_HEADS)
    return ctx.tables("shared", ctx.f.t("Shared indicators"), heads, rows)
