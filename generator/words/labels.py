"""What the words of the vocabulary are called: one table for each, as a sentence has them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from generator.compute.attainment import Formula, Status
from generator.compute.compare import Refusal
from generator.load.institutions import GovernmentLevel
from generator.model.corrections import RequestState
from generator.model.indicator import (
    Across,
    Criterion,
    Direction,
    Kind,
    Over100,
    OverTime,
    ResultsLevel,
)
from generator.model.measure import ResultStatus
from generator.model.method import Band
from generator.model.money import Stage
from generator.model.people import ResponsibleRole
from generator.model.period import Granularity
from generator.model.plan import PlanKind, PlanState
from generator.model.published import PublishedFigure
from generator.model.reports import RecommendationStatus
from generator.model.scalars import Milestone, State
from generator.model.source import DisputedField, DocumentKind, UnitKind
from generator.model.values import Intent
from generator.problems import Message, msg

LABELS: dict[type[StrEnum], Mapping[StrEnum, Message]] = {
    Band: {Band.LOW: msg("low"), Band.MEDIUM: msg("medium"), Band.HIGH: msg("high")},
    RequestState: {
        RequestState.OPEN: msg("not answered yet"),
        RequestState.ACCEPTED: msg("accepted"),
        RequestState.REJECTED: msg("rejected"),
    },
    DisputedField: {
        DisputedField.UNIT: msg("unit"),
        DisputedField.TARGET: msg("target"),
        DisputedField.RESULT: msg("result"),
        DisputedField.AMOUNT: msg("amount"),
    },
    Status: {
        Status.VALUE: msg("reported"),
        Status.NOT_PROGRAMMED: msg("no target"),
        Status.ON_THE_WAY: msg("with a later target"),
        Status.OTHER_YEAR: msg("with a target for another year"),
        Status.NOT_REPORTED: msg("not reported"),
        Status.NOT_APPLICABLE: msg("not applicable"),
        Status.WITHHELD: msg("withheld"),
        Status.NOT_AVAILABLE: msg("not available"),
        Status.DISCONTINUED: msg("discontinued"),
        Status.NOT_DUE: msg("not due yet"),
        Status.COVERED: msg("in the report of a longer period"),
    },
    Formula: {
        Formula.TYPE_I: msg("attainment type I"),
        Formula.TYPE_I_DECREASE: msg("attainment type I, descending"),
        Formula.TYPE_II: msg("attainment type II"),
        Formula.MET: msg("met or not met"),
        Formula.LIMIT: msg("limit"),
        Formula.MILESTONE: msg("milestone"),
        Formula.RANGE: msg("range"),
        Formula.RATIO: msg("ratio"),
        Formula.WORDS: msg("in words"),
        Formula.MAINTAIN: msg("maintained value"),
        Formula.NONE: msg("no percentage"),
    },
    State: {
        State.NOT_PROGRAMMED: msg("no target"),
        State.NOT_APPLICABLE: msg("not applicable"),
        State.WITHHELD: msg("withheld"),
        State.NOT_AVAILABLE: msg("not available"),
    },
    Intent: {
        Intent.INCREASE: msg("increase, without a figure"),
        Intent.DECREASE: msg("decrease, without a figure"),
        Intent.MAINTAIN: msg("maintain the baseline"),
    },
    Milestone: {Milestone.DONE: msg("done"), Milestone.NOT_DONE: msg("not done")},
    ResponsibleRole: {
        ResponsibleRole.LEADS: msg("leads"),
        ResponsibleRole.TAKES_PART: msg("takes part"),
    },
    PlanKind: {
        PlanKind.STRATEGIC: msg("strategic plan"),
        PlanKind.OPERATIONAL: msg("operational plan"),
        PlanKind.COMMUNICATION: msg("communication plan"),
        PlanKind.CAPACITY_BUILDING: msg("capacity-building plan"),
        PlanKind.AGREEMENT: msg("agreement"),
    },
    PlanState: {
        PlanState.DRAFT: msg("draft"),
        PlanState.APPROVED: msg("approved"),
        PlanState.IN_FORCE: msg("in force"),
        PlanState.CLOSED: msg("closed"),
    },
    Kind: {
        Kind.COUNT: msg("count"),
        Kind.PERCENTAGE: msg("percentage"),
        Kind.RATIO: msg("ratio"),
        Kind.RATE: msg("rate"),
        Kind.INDEX: msg("index"),
        Kind.VARIATION: msg("variation"),
        Kind.MILESTONE: msg("milestone"),
        Kind.TEXT: msg("qualitative"),
    },
    Direction: {
        Direction.INCREASE: msg("more is better"),
        Direction.DECREASE: msg("less is better"),
        Direction.AT_MOST: msg("not above the target"),
        Direction.AT_LEAST: msg("at least the target"),
        Direction.MAINTAIN: msg("the value of the target is maintained"),
        Direction.NONE: msg("no direction"),
    },
    OverTime: {
        OverTime.SUM: msg("the periods are added"),
        OverTime.LAST: msg("the latest value counts"),
        OverTime.MEAN: msg("the mean of the periods"),
        OverTime.MAX: msg("the highest of the periods"),
    },
    Across: {
        Across.SUM: msg("the parts are added"),
        Across.MEAN: msg("the mean of the parts"),
        Across.NONE: msg("the parts are not combined"),
    },
    ResultsLevel: {
        ResultsLevel.INPUT: msg("input (what is used)"),
        ResultsLevel.ACTIVITY: msg("activity (what is done)"),
        ResultsLevel.OUTPUT: msg("output (what is delivered)"),
        ResultsLevel.OUTCOME: msg("outcome (what changes for people)"),
        ResultsLevel.IMPACT: msg("impact (the lasting change it contributes to)"),
    },
    Criterion: {
        Criterion.EFFECTIVENESS: msg("effectiveness (whether it is achieved)"),
        Criterion.EFFICIENCY: msg("efficiency (with how many resources)"),
        Criterion.QUALITY: msg("quality (how good what is delivered is)"),
        Criterion.ECONOMY: msg("economy (how resources are raised and spent)"),
    },
    Over100: {Over100.ALLOWED: msg("allowed")},
    ResultStatus: {
        ResultStatus.ESTIMATED: msg("estimated"),
        ResultStatus.PROVISIONAL: msg("provisional"),
        ResultStatus.FINAL: msg("final"),
    },
    Stage: {
        Stage.PROGRAMMED: msg("programmed"),
        Stage.OPENING: msg("opening (PIA)"),
        Stage.MODIFIED: msg("modified (PIM)"),
        Stage.CERTIFIED: msg("certified"),
        Stage.COMMITTED: msg("committed"),
        Stage.ACCRUED: msg("accrued"),
        Stage.EXECUTED: msg("executed"),
        Stage.PAID: msg("paid"),
    },
    Granularity: {
        Granularity.YEAR: msg("every year"),
        Granularity.SEMESTER: msg("every six months"),
        Granularity.QUARTER: msg("every quarter"),
        Granularity.BIMESTER: msg("every two months"),
        Granularity.MONTH: msg("every month"),
        Granularity.WEEK: msg("every week"),
        Granularity.MONTH_WEEK: msg("every week"),
        Granularity.DAY: msg("every day"),
    },
    RecommendationStatus: {
        RecommendationStatus.PENDING: msg("pending"),
        RecommendationStatus.IN_PROGRESS: msg("in progress"),
        RecommendationStatus.DONE: msg("carried out"),
        RecommendationStatus.DROPPED: msg("dropped"),
    },
    GovernmentLevel: {
        GovernmentLevel.NATIONAL: msg("national government"),
        GovernmentLevel.REGIONAL: msg("regional governments"),
        GovernmentLevel.LOCAL: msg("local governments"),
    },
    UnitKind: {
        UnitKind.EXECUTING_UNIT: msg("executing unit"),
        UnitKind.ENTITY: msg("institution"),
        UnitKind.OFFICE: msg("office"),
        UnitKind.PROGRAMME: msg("program"),
        UnitKind.REGION_OFFICE: msg("regional office"),
        UnitKind.BODY: msg("council or other body"),
    },
    PublishedFigure: {
        PublishedFigure.TARGET: msg("target"),
        PublishedFigure.ACTUAL: msg("result"),
        PublishedFigure.ATTAINMENT: msg("attainment"),
        PublishedFigure.MEAN_ATTAINMENT: msg("mean attainment"),
        PublishedFigure.MEAN_OF_STRATEGIES: msg("mean of the means"),
        PublishedFigure.MEAN_RAW: msg("mean attainment, uncapped"),
        PublishedFigure.COUNT: msg("count"),
        PublishedFigure.N_PROGRAMMED: msg("with a target"),
        PublishedFigure.N_EXECUTED: msg("with a result above zero"),
        PublishedFigure.BUDGET: msg("amount"),
        PublishedFigure.BUDGET_EXECUTION: msg("financial execution"),
        PublishedFigure.SHARE_OF_TOTAL: msg("share of the total"),
        PublishedFigure.CHANGE_BETWEEN_VERSIONS: msg("change between versions"),
        PublishedFigure.GAP: msg("gap between financial and physical"),
        PublishedFigure.STATEMENT: msg("sum within the document"),
    },
}
"""By vocabulary, for two of them may have a word in common."""


def label(word: StrEnum) -> Message | str:
    """What a word is called; one that has no name is shown as it is written."""
    return LABELS.get(type(word), {}).get(word) or word.value


MET = {True: msg("Met"), False: msg("Not met")}
EASES: dict[str, Message] = {"easier": msg("easier"), "harder": msg("harder")}
"""How a new target is beside the old one."""
AMOUNTS: dict[Stage, Message] = {
    Stage.PROGRAMMED: msg("programmed budget"),
    Stage.OPENING: msg("opening budget (PIA)"),
    Stage.MODIFIED: msg("modified budget (PIM)"),
    Stage.CERTIFIED: msg("certified amount"),
    Stage.COMMITTED: msg("committed amount"),
    Stage.ACCRUED: msg("accrued amount"),
    Stage.EXECUTED: msg("executed amount"),
    Stage.PAID: msg("paid amount"),
}
"""What is budgeted or spent at each stage."""
DOCUMENT_KINDS: dict[DocumentKind, Message] = {
    DocumentKind.LAW: msg("Laws"),
    DocumentKind.DECREE: msg("Decrees"),
    DocumentKind.RESOLUTION: msg("Resolutions"),
    DocumentKind.DIRECTIVE: msg("Directives"),
    DocumentKind.PLAN: msg("Plans"),
    DocumentKind.REPORT: msg("Reports"),
    DocumentKind.AGREEMENT: msg("Agreements"),
    DocumentKind.REGULATION: msg("Regulations"),
    DocumentKind.MEMORANDUM: msg("Memoranda"),
    DocumentKind.OTHER: msg("Other documents"),
}
UNIT_KINDS: dict[UnitKind, Message] = {
    UnitKind.EXECUTING_UNIT: msg("Executing units"),
    UnitKind.ENTITY: msg("Institutions"),
    UnitKind.OFFICE: msg("Offices"),
    UnitKind.PROGRAMME: msg("Programs"),
    UnitKind.REGION_OFFICE: msg("Regional offices"),
    UnitKind.BODY: msg("Councils and other bodies"),
}
"""Headings of their lists, in the order of the page."""
FIGURES: dict[str, Message] = {
    "target": msg("target"),
    "total": msg("printed total of the targets"),
    "baseline": msg("baseline"),
    "bands": msg("bands (medium / high from)"),
    "method": msg("method"),
    "indicator": msg("indicator sheet"),
    "unit": msg("unit"),
    "kind": msg("kind"),
    "direction": msg("direction"),
    "strict": msg("strict limit"),
    "over_time": msg("accumulation"),
    "across": msg("how the parts combine"),
    "zero_is_target": msg("zero counts as a target"),
    "over_100": msg("over 100%"),
    "tolerance": msg("tolerance"),
    "formula": msg("formula"),
    "by": msg("kind of parts"),
    "relevance": msg("relevance"),
    "weight": msg("weight"),
    "priority": msg("priority"),
    "belongs_to": msg("place in the plan"),
    "frequency": msg("frequency"),
    "year_starts": msg("month in which the years begin"),
    "grace_days": msg("days to report"),
    "decimals": msg("decimals"),
    "definition": msg("definition"),
    "name": msg("name"),
    "title": msg("title"),
    "period": msg("years of the plan"),
    "executing_unit": msg("executing unit"),
    "region": msg("region"),
    "currency": msg("currency"),
    "budget": msg("amount"),
    "variables": msg("variables of the formula"),
    "results_level": msg("level of the results chain"),
    "criterion": msg("performance criterion"),
    "verification": msg("means of verification"),
    "assumptions": msg("assumptions"),
    "discontinued": msg("from when it is no longer measured"),
}
"""What the ``figure`` of an amendment is called, in reviews and histories too."""
WHY_APART: dict[Refusal, Message] = {
    Refusal.METHOD: msg("their methods differ: {a}; {b}"),
    Refusal.LEVEL: msg("one is the mean of {a}, the other of {b}"),
    Refusal.PERIOD: msg("their periods differ: {a}; {b}"),
    Refusal.RUNNING: msg("the year of one is not over, so its figure is so far"),
    Refusal.UNIT: msg("their units of measurement differ: {a}; {b}"),
    Refusal.DIRECTION: msg("in one more is better, in the other less"),
    Refusal.CURRENCY: msg("their currencies differ: {a}; {b}"),
    Refusal.STAGE: msg("what was spent is told by different stages: {a}; {b}"),
}
"""Why two figures are not compared; ``a`` and ``b`` are what differs."""
