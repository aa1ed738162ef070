"""Which file of the API says what a page says: a twin of each kind of page, and one a measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator import paths
from generator.api.fields import ApiContext, Data, Record, pick
from generator.api.records import RECORDS
from generator.paths import Address
from generator.problems import say


@dataclass(frozen=True, slots=True)
class TwinPart:
    """What a file has under one name: the objects of a record, or the one that it is of."""

    name: str
    record: Record
    where: Mapping[str, str]
    """What stands in columns of its table; ``{plan}`` is a name of the address."""
    is_one: bool


@dataclass(frozen=True, slots=True)
class Twin:
    """A kind of file; ``address`` is that of its page."""

    name: str
    address: Address
    description: str
    parts: tuple[TwinPart, ...]

    def data(self, ctx: ApiContext, names: Mapping[str, str]) -> Data:
        """What a file says, by the names of its address."""
        found: Data = {}
        for part in self.parts:
            where = {key: value.format(**names) for key, value in part.where.items()}
            told = pick(ctx, part.record, **where)
            found[part.name] = told[0] if part.is_one else told
        return found


_PART = re.compile(r"(?:(?P<name>\w+)=)?(?P<record>\w+)(?P<one>!?)(?:\[(?P<where>[^]]*)\])?")


def _parts(told: str) -> Iterator[TwinPart]:
    """Parts as ``name=Record[column=name of the address]``, ``'…'`` a text, ``!`` a single one."""
    for found in _PART.finditer(told):
        asked = (it.partition("=") for it in (found["where"] or "").split(",") if it)
        where = {column: wanted or column for column, _, wanted in asked}
        wanted = {k: v.strip("'") if "'" in v else f"{{{v}}}" for k, v in where.items()}
        name = found["name"] or found["record"]
        yield TwinPart(name, RECORDS[found["record"]], wanted, bool(found["one"]))


def _twin(name: str, address: Address, description: str, parts: str) -> Twin:
    return Twin(name, address, description, tuple(_parts(parts)))


TWINS = (
    _twin(
        *("Index", paths.HOME),
        say("Everything that there is: plans, indicators, and the file of each page."),
        "plans=Plan measures=MeasureLink",
    ),
    _twin("Plans", paths.PLANS, say("All plans."), "plans=Plan"),
    _twin(
        *("PlanFile", paths.PLAN),
        say("A plan: its parts, and the figures of all of it."),
        "plan=Plan![plan] elements=ElementLink[plan] measures=Measure[plan,element='plan']"
        " rollups[plan,code='plan'] budgets[plan,code='plan'] versions[plan] amendments[plan]"
        " budget_changes[plan] agreements[plan] contributions[plan] codes[plan]",
    ),
    _twin(
        *("Narrative", paths.NARRATIVE),
        say("What the document of a plan says in words."),
        "sections[plan]",
    ),
    _twin(
        *("Measures", paths.MEASURES),
        say("All indicators of a plan."),
        "measures=MeasureSummary[plan]",
    ),
    _twin(
        *("Report", paths.REPORT),
        say("The roll-ups of a plan: counts and means of all of its parts."),
        "rollups[plan]",
    ),
    _twin("PlanCalendar", paths.PLAN_CALENDAR, say("The dates of a plan."), "dates[plan]"),
    _twin(
        *("PlanRecommendations", paths.PLAN_RECOMMENDATIONS),
        say("The recommendations to a plan."),
        "recommendations[plan] actions[plan] follow_ups[plan]",
    ),
    _twin(
        *("Missing", paths.PLAN_MISSING),
        say("What of a plan was due and has not been reported: it is not 0."),
        "observations[plan,state='not-reported']",
    ),
    _twin(
        *("PlanChanges", paths.PLAN_CHANGES),
        say("The figures of a plan that became others."),
        "changes[plan]",
    ),
    _twin(
        *("PastPlan", paths.PLAN_AS_OF),
        say("A plan as of an act: targets that were others, and what is known of its versions."),
        "past_targets[plan,as_of=act] versions[plan] amendments[plan] budget_changes[plan]",
    ),
    _twin(
        *("PlanCompare", paths.PLAN_COMPARE),
        say("Parts of a plan side by side, its years, and places of a service."),
        "comparisons[plan]",
    ),
    _twin(
        *("PlanChecks", paths.PLAN_CONTRAST),
        say("The figures that documents of a plan print, recomputed; and what does not fit."),
        "checks[plan] published[plan] findings[plan]",
    ),
    _twin(
        *("ElementFile", paths.ELEMENT),
        say("A part of a plan, with its indicators and all of their figures."),
        "element=Element![plan,code] measures=Measure[plan,element=code] rollups[plan,code]"
        " budgets[plan,code] schedules[plan,element=code] reports[plan,element=code]"
        " contributions[plan,element=code]",
    ),
    _twin(
        *("Compare", paths.COMPARE),
        say("Plans side by side."),
        "plans=Plan comparisons[kind='plans']",
    ),
    _twin(
        *("CompareRegions", paths.COMPARE_REGIONS),
        say("Regions side by side."),
        "comparisons[kind='regions']",
    ),
    _twin(
        *("CompareUnits", paths.COMPARE_UNITS),
        say("Units side by side."),
        "comparisons[kind='units']",
    ),
    _twin("Changes", paths.CHANGES, say("Changes of all plans."), "plans=Plan changes"),
    _twin("Checks", paths.CONTRAST, say("Checks, plan by plan."), "plans=Plan checks"),
    _twin(
        *("Regions", paths.REGIONS),
        say("The regions, and what each plan has in them."),
        "regions rollups[scope='region'] observations[dimension='region']",
    ),
    _twin(
        *("RegionFile", paths.REGION),
        say("What the plans say of a region."),
        "regions[region] rollups[scope='region',code=region] elements=ElementLink[region]"
        " observations[dimension='region',member=region] agreements[region] schedules[region]",
    ),
    _twin("Units", paths.UNITS, say("Institutions and units."), "units=Unit"),
    _twin(
        *("UnitFile", paths.UNIT),
        say("What a unit answers for."),
        "unit=Unit![unit] plans=Plan[entity=unit] elements=ElementLink[responsible=unit]"
        " carries_out=ElementLink[executing_unit=unit] measures=MeasureLink[responsible=unit]",
    ),
    _twin(
        *("Indicators", paths.INDICATORS),
        say("Reference sheets of indicators."),
        "indicators=IndicatorLink",
    ),
    _twin(
        *("IndicatorFile", paths.INDICATOR),
        say("A reference sheet, and the indicators that use it."),
        "indicator=Indicator![indicator] measures=MeasureLink[indicator]"
        " codes[what='indicator',of=indicator]",
    ),
    _twin("Documents", paths.DOCUMENTS, say("Documents that are cited."), "documents"),
    _twin(
        *("DocumentFile", paths.DOCUMENT),
        say("A document that is cited."),
        "document=documents![document]",
    ),
    _twin(
        *("DocumentPart", paths.DOCUMENT_PART),
        say("The document that a part is of."),
        "document=documents![document]",
    ),
    _twin(
        *("DocumentText", paths.DOCUMENT_TEXT),
        say("The document whose text is published."),
        "document=documents![document]",
    ),
    _twin(*("Glossary", paths.GLOSSARY), say("Acronyms and terms in plain words."), "glossary"),
    _twin(
        *("Money", paths.BUDGET),
        say("The amounts that are printed for plans as a whole."),
        "budgets[code='plan']",
    ),
    _twin(
        *("Recommendations", paths.RECOMMENDATIONS),
        say("Recommendations to all plans."),
        "recommendations actions",
    ),
    _twin("Calendar", paths.CALENDAR, say("The dates of all plans."), "dates"),
    _twin(
        *("News", paths.NEWS),
        say("What was approved, moved or followed up; results stand with their indicators."),
        "versions amendments budget_changes follow_ups alerts",
    ),
    _twin(
        *("Portal", paths.PORTAL),
        say("How the portal itself is doing, and what readers asked to correct."),
        "quality corrections",
    ),
)
"""Of several that an address fits the first is meant, as of the pages."""
MEASURE_FILE = _twin(
    *("MeasureFile", paths.API_MEASURE),
    say("An indicator of a plan, with all of its figures."),
    "measure=Measure![plan,measure]",
)


def twin_at(page: str) -> tuple[Twin, dict[str, str]] | None:
    """The kind of file that says what a page says, and the names in the address of the page."""
    for twin in TWINS:
        names = twin.address.names_in(page)
        if names is not None:
            return twin, dict(zip(twin.address.names, names, strict=True))
    return None
