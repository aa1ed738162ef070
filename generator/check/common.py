"""What rules share: names with their places, and the likeliest of several."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Jaro

from generator.model.base import Model
from generator.model.catalog import Catalog, MeasureUse, PlanFolder
from generator.model.measure import ResultEntry
from generator.model.region import RegionList
from generator.model.reports import ResultsFile
from generator.problems import Message, Place, msg, plural
from generator.reference import countries

_SURE = 79.0
_MANY = 12
_FEW = 3


def named(
    model: Model, fields: tuple[str, ...], known: Container[str] = ()
) -> Iterator[tuple[str, Place]]:
    """Names that stand under the given fields of a model and are not known, with their places."""
    for field in _present(type(model), fields):
        value = getattr(model, field)
        if isinstance(value, str):
            if value not in known:
                yield value, model.place_of(field)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if item not in known:
                    yield item, model.place_of(field, index)


def having(catalog: Catalog, fields: tuple[str, ...]) -> Iterator[Model]:
    """The models of the content that can have one of the fields."""
    kinds = (models for kind, models in catalog.models.items() if _present(kind, fields))
    return (model for models in kinds for model in models)


@lru_cache(maxsize=256)
def _present(model: type[Model], fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(field for field in fields if field in model.model_fields)


def uses(catalog: Catalog) -> Iterator[tuple[PlanFolder, MeasureUse]]:
    """Every measure whose sheet could be read, with the plan it is of."""
    for name, folder in catalog.plans.items():
        for use in catalog.measures(name):
            yield folder, use


def reported(
    catalog: Catalog, asked: Callable[[MeasureUse], bool] | None = None
) -> Iterator[tuple[MeasureUse, ResultsFile, ResultEntry]]:
    """Every result of every plan with its measure; with ``asked``, only those of some measures."""
    return (found for plan in catalog.plans for found in catalog.reported(plan, asked))


def suggestion(text: str, choices: Iterable[str]) -> Message | None:
    """A hint that names the likeliest choice, or all of a few."""
    known = sorted(choices)
    if near := _likeliest(text, known):
        return msg("did you mean «{suggestion}»?", suggestion=near)
    if 0 < len(known) <= _MANY:
        return msg("write one of: {choices}", choices=", ".join(known))
    return None


def region_hint(regions: RegionList, text: str) -> Message:
    """A hint on a region that the list has not, or has more than once."""
    if codes := regions.called.get(text):
        return msg("write one of: {choices}", choices=", ".join(sorted(codes)))
    return suggestion(text, {*regions.names, *regions.called}) or msg(
        "write a code or a name of the list: of ISO 3166-2, or of content/regions.yml if there "
        "is one"
    )


def hides_regions(catalog: Catalog) -> bool:
    """Whether a mistake elsewhere hides which regions there are."""
    regions = catalog.region_list
    is_strange = catalog.site is None or regions.country not in {"", *countries()}
    return "regions.yml" in catalog.broken or (is_strange and not regions.own)


def suggestion_of_element(code: str, choices: Iterable[str]) -> Message | None:
    """A hint on a code in a list of figures: misspelt, or of something that left the plan."""
    known = sorted(choices)
    if near := _likeliest(code, known):
        return msg(
            "did you mean «{suggestion}»? If «{name}» left the plan, delete these lines too",
            suggestion=near,
            name=code,
        )
    return suggestion(code, known) or msg(
        "mend the code; if «{name}» left the plan, delete these lines too", name=code
    )


def _likeliest(text: str, known: Sequence[str]) -> str | None:
    found = process.extract(
        text, known, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_SURE
    )
    # Of several as near, the one in which two letters changed places.
    near = max(found, key=lambda it: (it[1], Jaro.similarity(text, it[0])), default=None)
    return near[0] if near else None


def told_once(what: Message, places: Sequence[Place]) -> Iterator[tuple[Place, Message]]:
    """What is lacking alike in places: told at each where they are few, else at the first alone."""
    if len(places) > _FEW:
        said = plural("{what}, here and in {n} place more", "{what}, here and in {n} places more")
        what = said.having(**what.values, what=what, n=len(places) - 1)
        places = places[:1]
    return ((place, what) for place in places)


def names_of_measures(catalog: Catalog, folder: PlanFolder) -> frozenset[str]:
    """Ids of the measures of a plan, and of any sheet that one may mean that cites none there is.

    A sheet under a wrong name is one mistake: results and amendments under the right one are not.
    """
    sheets = catalog.indicators.keys()
    cited = {measure.indicator for _, measure in folder.written_measures if measure.indicator}
    shared = {name for name in folder.names if len(folder.meant_by(name)) > 1}
    return folder.measure_names | shared | (sheets if cited - sheets else frozenset())
