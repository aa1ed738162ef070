"""The portal as plain text: each plan as Markdown with its targets and results, and ``llms.txt``.

Texts of the content stay text: every sign that Markdown could take for its own is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import paths
from generator.addresses import twin_of
from generator.api.fields import ApiContext, Data, pick
from generator.api.records import MEASURE, OPENAPI, PLAN_OF_API, text_of
from generator.cite.citation import absolute
from generator.model.catalog import PLAN, Element, PlanFolder
from generator.problems import msg
from generator.render.views.common import joined
from generator.words.text import escaped

LLMS = "llms.txt"
_LOWEST_HEADING = 6


def plan_text(ctx: ApiContext, name: str) -> str:
    """A plan from its title to its last result."""
    folder = ctx.catalog.plans[name]
    blocks = [*_head(ctx, folder), *_measures(ctx, folder, PLAN)]
    for element in _in_order(folder, PLAN, set()):
        blocks += [*_element(element), *_measures(ctx, folder, element.code)]
    return "\n\n".join(blocks) + "\n"


def _head(ctx: ApiContext, folder: PlanFolder) -> Iterator[str]:
    plan, site = folder.plan, ctx.catalog.site
    (told,) = pick(ctx, PLAN_OF_API, plan=folder.id)
    yield f"# {escaped(plan.title)}"
    facts = (
        (msg("Institution"), ctx.unit_name(plan.entity)),
        (msg("Kind"), ctx.f.heading(plan.kind)),
        (msg("Period of the plan"), str(plan.span)),
        (msg("State"), ctx.f.label(plan.state)),
        (msg("Results"), told["says"]),
        (msg("Data as of"), ctx.f.date(ctx.results.day_of(folder.id))),
        (msg("Version"), ctx.version),
        (msg("Page"), told["page"]),
        (msg("Licence"), site.licence if site else ""),
    )
    yield "\n".join(f"- **{ctx.t(label)}:** {escaped(value)}" for label, value in facts)


def _in_order(folder: PlanFolder, code: str, seen: set[str]) -> Iterator[Element]:
    """What stands below a part, each once and followed by what stands below it."""
    for element in folder.children(code):
        if element.code not in seen:
            seen.add(element.code)
            yield element
            yield from _in_order(folder, element.code, seen)


def _element(element: Element) -> Iterator[str]:
    marks = "#" * min(element.level.depth + 1, _LOWEST_HEADING)
    yield f"{marks} {escaped(f'{element.called} {element.node.title}')}"
    if description := getattr(element.node, "description", None):
        yield escaped(description)


def _measures(ctx: ApiContext, folder: PlanFolder, code: str) -> Iterator[str]:
    for told in pick(ctx, MEASURE, plan=folder.id, element=code):
        unit = f" ({told['unit']})" if told["unit"] else ""
        yield f"**{escaped(told['name'] + unit)}:** {escaped(told['says'])}"
        if figures := told["figures"]:
            yield "\n".join(f"- {escaped(_figure(ctx, it))}" for it in figures)


def _figure(ctx: ApiContext, it: Data) -> str:
    """«2024-T1 · Lima: meta 10, resultado 12 [Informe, Cuadro 2]»."""
    of = joined((it["period"], it.get("member_name", "")))
    where = "; ".join(
        joined((source.get("name", source["document"]), source.get("place", "")), ", ")
        for source in it["sources"]
    )
    says = joined((it["says"], ctx.t("in dispute") if it["disputes"] else ""), ", ")
    return f"{of}: {says}" + (f" [{where}]" if where else "")


def llms_text(ctx: ApiContext) -> str:
    """What a program that reads texts finds here (https://llmstxt.org)."""
    site = ctx.catalog.site
    assert site is not None  # noqa: S101
    blocks = [f"# {escaped(site.name)}"]
    if site.description:
        blocks.append(f"> {escaped(site.description)}")
    blocks.append(escaped(ctx.t(_ABOUT, day=ctx.results.as_of, licence=site.licence)))
    plans = [
        _link(it["title"], absolute(site, text_of(it["plan"], ctx.lang)), it["says"])
        for it in pick(ctx, PLAN_OF_API)
    ]
    files = [
        _link("index.json", absolute(site, twin_of(paths.HOME, ctx.lang)), ctx.t(_INDEX)),
        _link("openapi.json", absolute(site, OPENAPI), ctx.t(_OPENAPI)),
        _link(ctx.t("Open data"), absolute(site, paths.DATA), ctx.t(_TABLES)),
        _link(ctx.t("Methodology"), absolute(site, paths.METHOD), ctx.t(_METHOD)),
    ]
    for heading, links in ((ctx.t("Plans"), plans), (ctx.t("For programs"), files)):
        blocks += [f"## {heading}", "\n".join(links)]
    return "\n\n".join(blocks) + "\n"


def _link(name: str, address: str, about: str) -> str:
    return f"- [{escaped(name)}](<{address}>): {escaped(about)}"


_ABOUT = msg(
    "Targets and results of public plans, each with the document that prints it, as of {day}."
    " A result that is missing is not a zero. Licence: {licence}."
)
_INDEX = msg("Everything that there is: plans, indicators, and the file of each page.")
_OPENAPI = msg("What each file of the API says, field by field (OpenAPI 3.1).")
_TABLES = msg("All figures as tables.")
_METHOD = msg("How figures are computed.")
