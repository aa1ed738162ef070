"""Which file of the API says what a page says: a twin of each kind of page, and one a measure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator import paths
from generator.api import records as of
from generator.api.fields import ApiContext, Data, Record, pick
from generator.model.catalog import PLAN
from generator.paths import Address
from generator.problems import say


@dataclass(frozen=True, slots=True)
class Part:
    """What a file has under one name: the objects of a record, or the one that it is of."""

    name: str
    record: Record
    where: Mapping[str, str] = field(default_factory=dict)
    """What stands in columns of its table; ``{plan}`` is a name of the address."""
    is_one: bool = False


@dataclass(frozen=True, slots=True)
class Twin:
    """A kind of file; ``address`` is that of its page."""

    name: str
    address: Address
    description: str
    parts: tuple[Part, ...]

    def data(self, ctx: ApiContext, names: Mapping[str, str]) -> Data:
        """What a file says, by the names of its address."""
        found: Data = {}
        for part in self.parts:
            where = {key: value.format(**names) for key, value in part.where.items()}
            told = pick(ctx, part.record, **where)
            found[part.name] = told[0] if part.is_one else told
        return found


_PLAN = {"plan": "{plan}"}
_CODE = {"plan": "{plan}", "code": "{code}"}
_WHOLE = {"plan": "{plan}", "code": PLAN}
TWINS = (
    Twin(
        "Index",
        paths.HOME,
        say("Everything that there is: plans, indicators, and the file of each page."),
        (Part("plans", of.PLAN_OF_API), Part("measures", of.MEASURE_LINK)),
    ),
    Twin("Plans", paths.PLANS, say("All plans."), (Part("plans", of.PLAN_OF_API),)),
    Twin(
        "PlanFile",
        paths.PLAN,
        say("A plan: its parts, and the figures of all of it."),
        (
            Part("plan", of.PLAN_OF_API, _PLAN, is_one=True),
            Part("elements", of.ELEMENT_LINK, _PLAN),
            Part("measures", of.MEASURE, {"plan": "{plan}", "element": PLAN}),
            Part("rollups", of.ROLLUP, _WHOLE),
            Part("budgets", of.BUDGET, _WHOLE),
        ),
    ),
    Twin(
        "Narrative",
        paths.NARRATIVE,
        say("What the document of a plan says in words."),
        (Part("sections", of.SECTION, _PLAN),),
    ),
    Twin(
        "Measures",
        paths.MEASURES,
        say("All indicators of a plan."),
        (Part("measures", of.MEASURE_SUMMARY, _PLAN),),
    ),
    Twin(
        "Report",
        paths.REPORT,
        say("The roll-ups of a plan: counts and means of all of its parts."),
        (Part("rollups", of.ROLLUP, _PLAN),),
    ),
    Twin(
        "PlanCalendar",
        paths.PLAN_CALENDAR,
        say("The dates that a plan fixes."),
        (Part("dates", of.DATE, _PLAN),),
    ),
    Twin(
        "PlanRecommendations",
        paths.PLAN_RECOMMENDATIONS,
        say("The recommendations to a plan."),
        (Part("recommendations", of.RECOMMENDATION, _PLAN),),
    ),
    Twin(
        "Missing",
        paths.PLAN_MISSING,
        say("What of a plan was due and has not been reported, by unit."),
        (Part("unreported", of.UNREPORTED, _PLAN),),
    ),
    Twin(
        "PlanChanges",
        paths.PLAN_CHANGES,
        say("The figures of a plan that became others."),
        (Part("changes", of.CHANGE, _PLAN),),
    ),
    Twin(
        "PlanChecks",
        paths.PLAN_CONTRAST,
        say("The figures that documents of a plan print, recomputed; and what does not fit."),
        (Part("published", of.PUBLISHED, _PLAN), Part("findings", of.FINDING, _PLAN)),
    ),
    Twin(
        "ElementFile",
        paths.ELEMENT,
        say("A part of a plan, with its indicators and all of their figures."),
        (
            Part("element", of.ELEMENT, _CODE, is_one=True),
            Part("measures", of.MEASURE, {"plan": "{plan}", "element": "{code}"}),
            Part("rollups", of.ROLLUP, _CODE),
            Part("budgets", of.BUDGET, _CODE),
        ),
    ),
    Twin("Changes", paths.CHANGES, say("Changes, plan by plan."), (Part("plans", of.PLAN_OF_API),)),
    Twin("Checks", paths.CONTRAST, say("Checks, plan by plan."), (Part("plans", of.PLAN_OF_API),)),
    Twin(
        "Regions",
        paths.REGIONS,
        say("Regions that something is said of."),
        (Part("regions", of.REGION),),
    ),
    Twin(
        "RegionFile",
        paths.REGION,
        say("What the plans say of a region."),
        (
            Part("region", of.REGION, {"region": "{region}"}, is_one=True),
            Part("rollups", of.ROLLUP, {"scope": "region", "code": "{region}"}),
            Part("elements", of.ELEMENT_LINK, {"region": "{region}"}),
        ),
    ),
    Twin("Units", paths.UNITS, say("Institutions and units."), (Part("units", of.UNIT),)),
    Twin(
        "UnitFile",
        paths.UNIT,
        say("What a unit answers for."),
        (
            Part("unit", of.UNIT, {"unit": "{unit}"}, is_one=True),
            Part("plans", of.PLAN_OF_API, {"entity": "{unit}"}),
            Part("elements", of.ELEMENT_LINK, {"responsible": "{unit}"}),
            Part("carries_out", of.ELEMENT_LINK, {"executing_unit": "{unit}"}),
            Part("measures", of.MEASURE_LINK, {"responsible": "{unit}"}),
        ),
    ),
    Twin(
        "Indicators",
        paths.INDICATORS,
        say("Reference sheets of indicators."),
        (Part("indicators", of.INDICATOR_LINK),),
    ),
    Twin(
        "IndicatorFile",
        paths.INDICATOR,
        say("A reference sheet, and the indicators that use it."),
        (
            Part("indicator", of.INDICATOR, {"indicator": "{indicator}"}, is_one=True),
            Part("measures", of.MEASURE_LINK, {"indicator": "{indicator}"}),
        ),
    ),
    Twin(
        "Documents",
        paths.DOCUMENTS,
        say("Documents that are cited."),
        (Part("documents", of.DOCUMENT),),
    ),
    Twin(
        "Glossary",
        paths.GLOSSARY,
        say("Acronyms and terms in plain words."),
        (Part("terms", of.GLOSSARY_TERM),),
    ),
    Twin(
        "Money",
        paths.BUDGET,
        say("The amounts that are printed for plans as a whole."),
        (Part("budgets", of.BUDGET, {"code": PLAN}),),
    ),
    Twin(
        "Recommendations",
        paths.RECOMMENDATIONS,
        say("Recommendations to all plans."),
        (Part("recommendations", of.RECOMMENDATION),),
    ),
    Twin(
        "Calendar",
        paths.CALENDAR,
        say("The dates that all plans fix."),
        (Part("dates", of.DATE),),
    ),
    Twin("NewsFile", paths.NEWS, say("News of the data."), (Part("news", of.NEWS),)),
)
"""Of several that an address fits the first is meant, as of the pages."""
MEASURE_FILE = Twin(
    "MeasureFile",
    paths.API_MEASURE,
    say("An indicator of a plan, with all of its figures."),
    (Part("measure", of.MEASURE, {"plan": "{plan}", "measure": "{measure}"}, is_one=True),),
)


def twin_at(page: str) -> tuple[Twin, dict[str, str]] | None:
    """The kind of file that says what a page says, and the names in the address of the page."""
    for twin in TWINS:
        names = twin.address.names_in(page)
        if names is not None:
            return twin, dict(zip(twin.address.names, names, strict=True))
    return None
