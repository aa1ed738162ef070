"""What a standard cannot say of a plan, and what IATI demands that the content does not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from generator.model.base import Model
from generator.model.catalog import Catalog, PlanFolder
from generator.model.indicator import Baseline, Indicator, Traits
from generator.model.measure import Measure, ResultEntry
from generator.model.money import BudgetLine
from generator.model.plan import Part, Plan
from generator.model.reports import ResultsFile
from generator.problems import Message, Place, Problem, msg, warning
from generator.standards.activities import ORGANISATION, ORGANISATION_TYPE
from generator.standards.iati import BUDGETED, SECTORS, sector_of
from generator.standards.iati_results import OTHER, type_of

Words = Mapping[type[Model], str]
"""Fields of each model that a standard has words for."""
_UNSAID = {"strict", "decimals", "tolerance", "over_100", "short", "purpose"}
_TRAITS = " ".join({*Traits.model_fields} - _UNSAID)
_PART = "code level parent objective title description responsible executing_unit measures"
_PLAN = "title entity period objectives levels responsible measures state"
IATI: Words = {
    Plan: f"{_PLAN} language codes summary purpose general_objective currency approval budget",
    Part: f"{_PART} codes region budget activities",
    BudgetLine: "year stage amount currency",
    Measure: f"{_TRAITS} id indicator by targets total baseline codes",
    ResultEntry: "value text by breakdowns note",
    Baseline: "period value note",
    Indicator: f"{_TRAITS} definition results_level baseline codes",
    ResultsFile: "period results role",
}
_NAMED = "name unit unit_forms kind baseline"
STRATML: Words = {
    **IATI,
    Plan: f"{_PLAN} summary purpose general_objective audiences",
    Part: f"{_PART} activities",
    BudgetLine: "",
    Measure: f"{_NAMED} id indicator by targets total",
    Indicator: f"{_NAMED} definition results_level",
}
WORDS = {"iati": IATI, "stratml": STRATML}


def left_out(catalog: Catalog, folder: PlanFolder, words: Words) -> Counter[str]:
    """Fields of a plan that a file of the standard does not hold, with how often they are given."""
    uses = catalog.measures(folder.id)
    sheets = {use.measure.indicator: use.indicator for use in uses if use.indicator}
    models: list[Model] = [part.node for part in folder.elements]
    models += [it for part in folder.elements for it in (*part.node.measures, *part.node.budget)]
    models += [use.measure.baseline for use in uses if use.measure.baseline]
    models += [*sheets.values(), *(entry for _, _, entry in folder.reported), *folder.results]
    found = Counter(name for model in models for name in _beyond(model, words))
    for name in ("amendments", "published", "recommendations", "calendar"):
        found[name] += len(getattr(folder, name))
    return +found


def _beyond(model: Model, words: Words) -> Iterable[str]:
    """What is given of a model and cannot be said."""
    if isinstance(model, BudgetLine):
        is_said = words[BudgetLine] and model.stage in BUDGETED and not model.covers
        if not is_said:
            return ["budget"]
    known = next((fields.split() for kind, fields in words.items() if isinstance(model, kind)), ())
    given = (it for it in model.model_fields_set if getattr(model, it) not in (None, (), {}))
    return (name for name in given if name not in known)


def without_level(catalog: Catalog, folder: PlanFolder) -> int:
    """Measures whose results are of the type «other» in IATI."""
    return sum(type_of(use) == OTHER for use in catalog.measures(folder.id))


def demanded(catalog: Catalog, folder: PlanFolder) -> Iterator[Problem]:
    """iati-missing: what whoever publishes in IATI has to say."""
    site = catalog.site
    publisher = catalog.units.get(site.publisher) if site else None
    if publisher is not None:
        usual = {ORGANISATION: "XX-REG-123456", ORGANISATION_TYPE: "10"}
        lacks = {name: it for name, it in usual.items() if not publisher.codes.get(name)}
        if lacks:
            what = msg("«{unit}» publishes, and IATI demands its {names}", unit=publisher.id)
            hint = msg("write «codes: {codes}», with those that the registers give it")
            written = "{" + ", ".join(f'{name}: "{it}"' for name, it in lacks.items()) + "}"
            place = publisher.place_of("id")
            yield _missing(place, what.having(names=[*lacks]), hint.having(codes=written))
    if site and not site.region:
        what = msg("IATI demands the country in which the plans are carried out")
        yield _missing(site.place_of("name"), what, msg("write «region: PE», of ISO 3166-1"))
    if not any(sector_of(folder, folder.elements[0], it) for it in SECTORS):
        what = msg("IATI demands what the plan is about")
        hint = msg("write one code of the purposes of aid, as «codes: {crs}»")
        place = folder.plan.place_of("title")
        yield _missing(place, what, hint.having(crs='{crs: "16020"}'))


def _missing(place: Place, what: Message, hint: Message) -> Problem:
    return warning("iati-missing", place, what, hint)
