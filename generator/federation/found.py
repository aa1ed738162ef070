"""The search of the national level: names only; what no name has is asked in the sites."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape

from generator.federation.shared_pages import path_of
from generator.federation.tables import SCOPES
from generator.federation.views import HOME, LIST, NationalContext
from generator.load.institutions import NATIONAL
from generator.problems import msg
from generator.site.search import INDEX, Searched, index, searched

_SAID = {
    "none": msg("No name has «{typed}». Open an institution and search in its portal."),
    "within": msg("Search «{typed}» in its portal"),
    "beyond": msg("No name has all of it. In the portals:"),
    "portal": msg("Institutions"),
}


def national_search(ctx: NationalContext) -> dict[str, bytes]:
    """The index, loaded when somebody opens the search."""
    f = ctx.f
    told = index(_searched(ctx), (), f.lang)
    sites = {ctx.page(it): ctx.site(it) for it in ctx.edition.entries}
    own = (sites.get(f"{NATIONAL}/{page[0]}", "") for page in told["pages"])
    told["say"] |= {name: f.template(it) for name, it in _SAID.items()}
    told["sites"] = [f"../{it}" if it and "://" not in it else it for it in own]
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return {f"{NATIONAL}/{INDEX}": f"avanceIndex({text})\n".encode()}


def _searched(ctx: NationalContext) -> Iterator[Searched]:
    """Institutions by their names and those of their plans; shared indicators."""
    f = ctx.f
    for it in ctx.edition.entries:
        groups = (ctx.scope_name(scope, getattr(it.of, scope) or "") for scope in SCOPES)
        of = " · ".join(filter(None, groups))
        yield _page(ctx.page(it), it.of.name, of, (of, *it.particulars.names, it.of.id))
    for shared in ctx.shared:
        yield _page(path_of(shared), shared.of.heading, f.t("Shared indicators"), ())
    yield _page(LIST, f.t("Every institution"), "", ())
    yield _page(f"../{HOME}", ctx.home.text, "", ())


def _page(path: str, title: str, of: str, names: Iterable[str]) -> Searched:
    url = path.removeprefix(f"{NATIONAL}/")
    return searched(url, escape(title), escape(" · ".join(names)), {"of": of})
