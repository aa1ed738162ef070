"""The pages of the national level: who publishes, before how anything goes; then everything else.

Each is one file of HTML with the style of the portal: complete without a script, and on a phone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from generator.federation.edition import LATER, EntryGroup, EntryStatus
from generator.federation.found import national_search
from generator.federation.institution_page import institution_page
from generator.federation.remark_pages import MENU, attainments, remark_pages
from generator.federation.shared_pages import SHARED_PAGE, shared_pages
from generator.federation.status import (
    STATUS_JSON,
    STATUS_PAGE,
    Run,
    first_faults,
    status_json,
    status_page,
)
from generator.federation.tables import SCOPES, TABLES
from generator.federation.views import (
    HOME,
    LIST,
    LinkCell,
    NationalContext,
    NationalPage,
    TableView,
    paged,
)
from generator.load.institutions import NATIONAL
from generator.problems import msg, plural
from generator.render.pages import environment
from generator.site.tables import laid_out
from generator.words.formatter import Formatter

_ASSETS = Path(__file__).parents[1] / "render/theme/assets"
_STYLE = f"{NATIONAL}/assets/style.css"


def national_pages(ctx: NationalContext, run: Run) -> dict[str, bytes]:
    """Every page with its style, its scripts, its index, and how the run went that made them."""
    scripts = {name: (_ASSETS / name).read_bytes() for name in ("search.js", "find.js")}
    assets = {f"{NATIONAL}/assets/{name}": data for name, data in scripts.items()}
    files = {**assets, _STYLE: style().encode(), **national_search(ctx)}
    files |= _written(ctx, views(ctx))
    run = replace(run, n_files=run.n_files + len(files) + 3)  # two of the run, and their list
    files[STATUS_JSON] = status_json(ctx, run)
    return files | _written(ctx, [status_page(ctx, run)])


def _written(ctx: NationalContext, views: Iterable[NationalPage]) -> dict[str, bytes]:
    write = environment(ctx.f).get_template("national.html.j2").render
    given = {"lang": ctx.f.lang, "menu": tuple(_menu(ctx)), "menu_title": ctx.home.text}
    return {view.path: laid_out(write(view=view, **given)).encode() for view in views}


def views(ctx: NationalContext) -> Iterator[NationalPage]:
    """What every page shows."""
    yield _overview(ctx)
    for view in (_list(ctx), *_groups(ctx), *shared_pages(ctx)):
        yield from paged(view, ctx.f)
    for entry in ctx.edition.entries:
        yield institution_page(ctx, entry)
    yield from remark_pages(ctx)


def _menu(ctx: NationalContext) -> Iterator[LinkCell]:
    yield LinkCell(ctx.f.t("Overview"), HOME)
    yield LinkCell(ctx.f.t("Institutions"), LIST)
    if ctx.registers.indicators:
        yield LinkCell(ctx.f.t("Shared indicators"), SHARED_PAGE)
    yield from (LinkCell(ctx.f.t(title), path) for title, path in MENU)


def _overview(ctx: NationalContext) -> NationalPage:
    """Coverage first, by sector, level and region; then who is missing, and why."""
    f = ctx.f
    faults, more = first_faults(ctx)
    return NationalPage(
        HOME,
        ctx.home.text,
        tuple(_lead(ctx)),
        facts=tuple(_facts(ctx, ctx.edition.whole)),
        faults=faults,
        more_faults=more,
        tables=tuple(table for scope in SCOPES for table in _by(ctx, scope)),
        links=(LinkCell(f.t("How the last run went"), STATUS_PAGE), *map(ctx.table, TABLES)),
    )


def _list(ctx: NationalContext) -> NationalPage:
    title, day = ctx.f.t("Every institution"), ctx.edition.as_of
    tables = ctx.institutions(ctx.edition.entries)
    lead = ctx.f.t("As of {day}.", day=day)
    return NationalPage(LIST, title, (lead,), (ctx.home,), tables=tables)


def _groups(ctx: NationalContext) -> Iterator[NationalPage]:
    for scope in SCOPES:
        for group in ctx.groups(scope):
            name = ctx.group_name(group)
            yield NationalPage(
                ctx.group_pages[scope, group.name],
                f"{ctx.f.t(HEADS[scope])}: {name}" if group.name else name,
                tuple(_coverage(ctx, group)),
                (ctx.home,),
                facts=tuple(_facts(ctx, group)),
                tables=(*attainments(ctx, group.sums), *ctx.institutions(group.entries)),
            )


def _lead(ctx: NationalContext) -> Iterator[str]:
    whole, f = ctx.edition.whole, ctx.f
    yield from _coverage(ctx, whole)
    if held := whole.n(EntryStatus.HELD):
        said = plural(
            "{n} is shown as it was, whole or in part: its newest files have errors or are unread.",
            "{n} are shown as they were, whole or in part: their files have errors or are unread.",
        )
        yield f.t(said, n=held)
    if later := ctx.edition.n_later:
        yield f.t(LATER, n=later)


def _coverage(ctx: NationalContext, group: EntryGroup) -> Iterator[str]:
    f, n, day = ctx.f, len(group.entries), ctx.edition.as_of
    if not n:
        yield f.t("The list has no institution.")
        return
    if group.n_published == n:
        said = plural(
            "As of {day}, the one institution publishes its plans.",
            "As of {day}, all {n} institutions publish their plans.",
        )
        yield f.t(said, n=n, day=day)
    else:
        said = msg("As of {day}, {k} of {n} institutions publish their plans.")
        yield f.t(said, k=group.n_published, n=n, day=day)
    if group.n_published and not group.sums["results_due"]:
        yield f.t("No result was due by then.")
    elif group.n_published:
        yield _up_to_date(f, group.n_up_to_date, group.n_published, n)


def _up_to_date(f: Formatter, n: int, published: int, listed: int) -> str:
    """How many of those that publish owe no result."""
    if n == published == listed:
        return f.n("It has no overdue result.", "None has an overdue result.", n)
    if not n and published == listed:
        return f.n("It has overdue results.", "All have overdue results.", published)
    return f.n(
        "{n} of {published} has no overdue result.",
        "{n} of {published} have no overdue result.",
        n,
        published=published,
    )


def _facts(ctx: NationalContext, whole: EntryGroup) -> Iterator[tuple[str, str]]:
    f, sums, published = ctx.f, whole.sums, whole.n_published
    yield f.t("They publish"), ctx.of(published, len(whole.entries))
    if not published:
        return
    yield f.t("Without overdue results"), ctx.of(whole.n_up_to_date, published)
    yield from ctx.facts(sums)
    yield f.t("Targets changed by an amendment"), f.number(sums["targets_changed"])


def _by(ctx: NationalContext, scope: str) -> tuple[TableView, ...]:
    heads = (
        *(HEADS[scope], msg("They publish"), msg("Without overdue results")),
        *(msg("Missing results"), msg("Results with their source")),
    )
    rows = (
        (LinkCell(ctx.group_name(it), ctx.group_pages[scope, it.name]), *_cells(ctx, it))
        for it in ctx.groups(scope)
    )
    return ctx.tables(scope, ctx.f.t(_TITLES[scope]), heads, rows)


def _cells(ctx: NationalContext, group: EntryGroup) -> Iterator[LinkCell]:
    yield LinkCell(ctx.of(group.n_published, len(group.entries)))
    yield LinkCell(ctx.of(group.n_up_to_date, group.n_published))
    yield from map(LinkCell, (ctx.overdue(group.sums), ctx.sourced(group.sums)))


_TITLES = {
    "sector": msg("By sector"),
    "level": msg("By level of government"),
    "region": msg("By region"),
}
HEADS = {"sector": msg("Sector"), "level": msg("Level"), "region": msg("Region")}


@cache
def style() -> str:
    """That of the portal, with what Material would add; dark where the reader's system is."""
    css = (_ASSETS / "avance.css").read_text("utf-8")
    dark = re.search(r'\[data-md-color-scheme="slate"\]\{(.*?)\n\}', css, re.DOTALL)
    tokens = dark[1] if dark else ""
    return f"{_BASE}{css}@media(prefers-color-scheme:dark){{:root{{{tokens}}}}}{_OWN}"


_BASE = """*{box-sizing:border-box}html{font-size:125%;color-scheme:light dark}
body{margin:0;color:var(--ink);background:var(--paper);line-height:1.4}
a{color:var(--link)}button,input{font:inherit;color:inherit}button{padding:0;background:none;border:0}
ul{padding:0}.md-typeset p{margin:.6rem 0}.vh{position:absolute;clip-path:inset(50%)}
"""
_OWN = """.top{border-top:.2rem solid var(--m1);border-bottom:.05rem solid var(--rule)}
.top>div,.in{max-width:60rem;margin:0 auto;padding:.5rem .8rem}.top>div{display:flex;gap:.8rem}
.top b{flex:1;font-size:.85rem;font-weight:650;align-self:center}
.md-typeset .top a{color:inherit;text-decoration:none}.in{padding-bottom:3rem}
.md-typeset ul.plain{list-style:none;margin:0}.md-typeset ul.plain>li{margin:.6rem 0}
.md-typeset dl.big{display:grid;margin:1rem 0;gap:.7rem 1.4rem;
grid-template-columns:repeat(auto-fit,minmax(8.4rem,1fr))}
.big dt{font-size:.66rem;color:var(--ink2)}
@media(max-width:30em){.md-typeset dl.big{grid-template-columns:1fr 1fr;gap:.5rem .8rem}}
.md-typeset dl.big dd{margin:0;font-size:1.05rem;font-weight:700}
"""
