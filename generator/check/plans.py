"""Rules on the files that a content and a plan must have, their money, and what they cite."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.common import suggestion, uses
from generator.check.levels import are_placed
from generator.model.catalog import Catalog, cite
from generator.model.plan import PlanState
from generator.model.site import LANGUAGES
from generator.model.source import Source
from generator.model.years import JANUARY
from generator.problems import Place, Problem, error, msg, warning
from generator.reference import countries, currencies, time_zones


def check_site(catalog: Catalog) -> Iterator[Problem]:
    """missing-site: ``content/site.yml`` names the portal."""
    if catalog.site is None and "site.yml" not in catalog.broken:
        what = msg("the file is missing: it names the portal and who publishes it")
        hint = msg("add it with name, publisher, licence and bands")
        yield error("missing-site", Place("content/site.yml"), what, hint)


def check_language(catalog: Catalog) -> Iterator[Problem]:
    """unknown-language: the portal speaks a language that the program has words in."""
    site = catalog.site
    if site is not None and site.language not in LANGUAGES:
        yield error(
            "unknown-language",
            site.place_of("languages", 0),
            msg("the program has no words in «{name}»", name=site.languages[0]),
            msg("write one of these first: {names}", names=", ".join(LANGUAGES)),
        )


def check_site_codes(catalog: Catalog) -> Iterator[Problem]:
    """unknown-country, unknown-currency, unknown-time-zone: names of ISO 3166-1, 4217, IANA."""
    site = catalog.site
    if site is not None and site.timezone is not None and site.timezone not in time_zones():
        what = msg("«{name}» is not a time zone", name=site.timezone)
        hint = suggestion(site.timezone, (name for name in time_zones() if "/" in name)) or msg(
            "write its name in the list of the IANA, as America/Lima"
        )
        yield error("unknown-time-zone", site.place_of("timezone"), what, hint)
    if site is not None and site.region is not None and site.region not in countries():
        what = msg("«{code}» is not the code of a country", code=site.region)
        hint = msg("write the two capital letters of ISO 3166-1: PE, CO, MX")
        yield error("unknown-country", site.place_of("region"), what, hint)
    holders = (site, *(folder.plan for folder in catalog.plans.values()))
    lines = (line for folder in catalog.plans.values() for _, line in folder.budget())
    for holder in (*holders, *lines):
        if holder is not None and holder.currency and holder.currency not in currencies():
            what = msg("«{code}» is not the code of a currency", code=holder.currency)
            hint = msg("write the three capital letters of ISO 4217: PEN, USD, EUR")
            yield error("unknown-currency", holder.place_of("currency"), what, hint)


def check_year_starts(catalog: Catalog) -> Iterator[Problem]:
    """year-starts-missing: a plan whose years are called 2023-24 says where they begin."""
    for folder in catalog.plans.values():
        plan = folder.plan
        portal = catalog.site.year_starts if catalog.site else None
        said = JANUARY if plan.years.are_calendar else portal
        if (plan.year_starts or said) != plan.years.starts:
            what = msg("«{year}» does not begin in January", year=plan.span.first.text)
            hint = msg("write in plan.yml the month in which it begins: «year_starts: 7» (July)")
            yield error("year-starts-missing", plan.place_of("period"), what, hint)


def check_figure_source(catalog: Catalog) -> Iterator[Problem]:
    """figure-without-source: targets, results and amounts say where they are printed."""
    bare: dict[str, list[tuple[Place, str]]] = {}
    for place, what in _bare(catalog):
        bare.setdefault(place.path, []).append((place, what))
    for found in bare.values():
        yield _without_source(min(found), len(found))


def _bare(catalog: Catalog) -> Iterator[tuple[Place, str]]:
    """The place of every figure whose citation does not lead to it, and what it is of."""
    for _, use in uses(catalog):
        if not _says_where(use.source):
            yield use.measure.place_of(), use.id
    for folder in catalog.plans.values():
        for file in folder.results:
            its_file_says = _says_where(file.source)
            for key, entry in file.results.items():
                own = entry.source
                if not (_says_where(cite(own, file.source)) if own else its_file_says):
                    yield file.place_of("results", key, at_key=True), key
        for element, line in folder.budget():
            if not _says_where(cite(line.source, *element.sources)):
                yield line.place_of(), element.code


def _says_where(source: Source | None) -> bool:
    """Whether a citation names a document and where in it."""
    return bool(source and source.document and (source.place or source.lines))


def _without_source(first: tuple[Place, str], n: int) -> Problem:
    """One finding a file: most often its default citation lacks the place."""
    place, name = first
    what = (
        msg("the figures of «{name}» do not say where they are printed", name=name)
        if n == 1
        else msg(
            "{n} figures of this file do not say where they are printed; the first is of «{name}»",
            n=n,
            name=name,
        )
    )
    hint = msg("add «source: {{document: …, place: …}}» here or for the whole file")
    return warning("figure-without-source", place, what, hint)


def check_unused_indicator(catalog: Catalog) -> Iterator[Problem]:
    """unused-indicator: a sheet is there for the measures that use it."""
    if any(path.startswith("plans/") for path in catalog.broken):
        return
    if not all(map(are_placed, catalog.plans.values())):
        return
    used = {
        measure.indicator
        for folder in catalog.plans.values()
        for _, measure in folder.written_measures
    }
    if any(name and name not in catalog.indicators for name in used):
        return  # a misspelt name leaves a sheet unused: unknown-indicator says it
    for name, sheet in catalog.indicators.items():
        if name not in used:
            what = msg("no plan uses the sheet «{name}»", name=name)
            hint = msg("cite it in an indicator, or remove the file")
            yield warning("unused-indicator", sheet.place_of(), what, hint)


def check_approval(catalog: Catalog) -> Iterator[Problem]:
    """approval-missing: a plan that is no draft cites the act that approves it, or says why not."""
    for folder in catalog.plans.values():
        if folder.plan.state is not PlanState.DRAFT and folder.plan.approval is None:
            what = msg("the plan is {state} and cites no approval", state=folder.plan.state.value)
            hint = msg("add «approval: {{document: …, date: …}}», or a «note» that says why not")
            yield warning("approval-missing", folder.plan.place_of("state"), what, hint)
