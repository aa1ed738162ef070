"""Rules on figures by part: parts belong to a dimension, and a printed whole is what they give."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from functools import partial

from generator.check.common import hides_regions, region_hint, reported, suggestion, uses
from generator.model.breakdown import CROSS, TOTAL, WHOLE, finest
from generator.model.catalog import Catalog, MeasureUse
from generator.model.region import RegionList
from generator.model.wholes import in_words, misfits_of
from generator.model.written import WrittenFigure, unusual
from generator.problems import Message, Place, Problem, error, msg, warning
from generator.reference import REGION


def check_breakdown(catalog: Catalog) -> Iterator[Problem]:
    """breakdown-undeclared, unknown-member, crossed-depth, duplicate-key: parts fit ``by``."""
    for figure in unusual(catalog):
        if isinstance(figure.value, dict):
            yield from _parts(figure, catalog)


def _parts(figure: WrittenFigure, catalog: Catalog) -> Iterator[Problem]:
    if figure.by is None:
        what = msg(
            "«{measure}» has values by part and does not say by what (by region, by sex …)",
            measure=figure.use.id,
        )
        hint = msg("add «by: region», or another dimension of the indicator")
        yield error("breakdown-undeclared", figure.place(), what, hint)
        return
    dimensions = figure.by.split(CROSS)
    known = [_known(figure.use, it, catalog) for it in dimensions]
    if not all(known):
        return  # no such dimension, or a list of regions with a mistake: that is said where it is
    yield from _twice(figure, catalog.region_list)
    yield from _of_other_depth(figure, dimensions)
    outer = set()  # named once, however many parts it has
    for part in figure.value:
        names = part.split(CROSS) if part != WHOLE else ()
        for name, of, its in zip(names, dimensions, known, strict=False):
            if name in outer:
                break
            if name not in its and name != TOTAL:
                outer |= {name} if of == dimensions[0] else set()
                what = msg("«{member}» is not one of the parts by «{by}»", member=name, by=of)
                meant = _meant(figure.use, catalog.region_list, name, of)
                yield error("unknown-member", figure.place(part, at_key=True), what, meant)
                break


def _known(use: MeasureUse, dimension: str, catalog: Catalog) -> Container[str]:
    """The parts of a dimension; none where that is not known."""
    if dimension != REGION:
        return use.indicator.dimensions.get(dimension, ()) if use.indicator else ()
    regions = catalog.region_list
    return () if hides_regions(catalog) or not regions.names else regions


def _meant(use: MeasureUse, regions: RegionList, name: str, of: str) -> Message | None:
    if of == REGION:
        return region_hint(regions, name)
    every = use.indicator.dimensions if use.indicator else {}
    others = [other for other, names in every.items() if name in names]
    if others:
        return msg("it is one by «{other}»; write each where «by» names it", other=others[0])
    return suggestion(name, every.get(of, ()))


def _of_other_depth(figure: WrittenFigure, dimensions: list[str]) -> Iterator[Problem]:
    """Parts that are divided by more dimensions than ``by`` names, or by fewer."""
    first, *rest = dimensions
    margins = (part for part in figure.value if part.startswith(TOTAL + CROSS))
    below = {part: part.partition(CROSS)[0] for part in (*finest(figure.value), *margins)}
    for outer in dict.fromkeys(it for part, it in below.items() if (part != it) is not bool(rest)):
        what = msg("«{part}» is divided further, and «by» names «{by}» alone", part=outer, by=first)
        hint = msg("write «by» with both dimensions: by: [{by}, …]", by=first)
        if rest:
            what = msg("«{part}» is not divided by «{by}»", part=outer, by=rest[0])
            hint = msg(
                "write, for each part by «{first}», its parts by «{second}»",
                first=first,
                second=rest[0],
            )
        yield error("crossed-depth", figure.place(outer), what, hint)


def _twice(figure: WrittenFigure, regions: RegionList) -> Iterator[Problem]:
    """A region named by its code and by its name is one region."""
    first: dict[str, str] = {}
    for part in figure.value:
        before = first.setdefault(regions.code_of_part(part, figure.by), part)
        if before != part:
            what = msg("«{member}» and «{before}» are the same region", member=part, before=before)
            hint = msg("keep one of them")
            yield error("duplicate-key", figure.place(part), what, hint)


_TOTALS = frozenset(
    {
        *("total", "totales", "total general", "general", "todos", "todas"),
        *("ambos", "ambos sexos", "all", "both", "both sexes"),
    }
)


def check_dimensions(catalog: Catalog) -> Iterator[Problem]:
    """unknown-dimension, whole-as-part: ``by`` is one of the sheet's; a whole is no part."""
    for sheet in catalog.indicators.values():
        for name, members in sheet.dimensions.items():
            for index, member in enumerate(members):
                if member.casefold() in _TOTALS and len(members) > 1:
                    what = msg(
                        "«{member}» is the whole of «{measure}», not a part",
                        member=member,
                        measure=sheet.name,
                    )
                    hint = msg(
                        "remove it from «{by}»; a printed total goes beside the parts as «total»",
                        by=name,
                    )
                    place = sheet.place_of("dimensions", name, index)
                    yield error("whole-as-part", place, what, hint)
    for use, by, where in _named(catalog):
        sheets = use.indicator.dimensions if use.indicator else {}
        for name in by.split(CROSS):
            if name != REGION and name not in sheets:
                what = msg("«{measure}» is not divided by «{by}»", measure=use.id, by=name)
                meant = suggestion(name, {REGION, *sheets}) if sheets else None
                remedy = meant or _NO_DIMENSIONS[bool(use.indicator)]
                yield error("unknown-dimension", where(), what, remedy)


_NO_DIMENSIONS = {
    True: msg("write «region», or list the parts in «dimensions» of its sheet"),
    False: msg(
        "write «region», or cite with «indicator» a sheet that lists the parts in «dimensions»"
    ),
}


def _named(catalog: Catalog) -> Iterator[tuple[MeasureUse, str, Callable[[], Place]]]:
    """What measures and results say they are divided by, and where."""
    for _, use in uses(catalog):
        if by := use.measure.by:
            yield use, by, partial(use.measure.place_of, "by")
    for use, file, entry in reported(catalog):
        place = partial(file.place_of, "results", use.id)
        if by := entry.by:
            yield use, by, partial(place, "by")
        for by in entry.breakdowns:
            yield use, by, partial(place, "breakdowns", by, at_key=True)


def check_printed_whole(catalog: Catalog) -> Iterator[Problem]:
    """whole-against-parts: a printed whole, or a margin, is what its parts give."""
    for plan in catalog.plans:
        for figure, misfit in misfits_of(catalog, plan):
            if not figure.note and not figure.is_disputed:
                what = in_words(misfit, figure.use.id, figure.use.traits.across)
                hint = msg("look it up; if the document says so, say it in «note»")
                yield warning("whole-against-parts", figure.place(misfit.part), what, hint)
