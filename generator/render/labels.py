"""What the words of the vocabulary are called on a page."""

from __future__ import annotations

from generator.compute.attainment import Status
from generator.model.indicator import Direction, Kind, OverTime
from generator.model.method import Band
from generator.model.money import Stage
from generator.model.period import Granularity
from generator.model.plan import PlanKind, PlanState
from generator.model.reports import RecommendationStatus, ResultStatus
from generator.model.source import DocumentKind, UnitKind
from generator.problems import Message, msg

BANDS: dict[Band, Message] = {
    Band.LOW: msg("Low"),
    Band.MEDIUM: msg("Medium"),
    Band.HIGH: msg("High"),
}
STATUSES: dict[Status, Message] = {
    Status.VALUE: msg("Reported"),
    Status.NOT_PROGRAMMED: msg("Not programmed"),
    Status.NOT_REPORTED: msg("Not reported"),
    Status.NOT_APPLICABLE: msg("Not applicable"),
    Status.NOT_DUE: msg("Not due yet"),
    Status.COVERED: msg("In the report of a longer period"),
}
CSS: dict[Band | Status, str] = {
    Band.LOW: "bajo",
    Band.MEDIUM: "medio",
    Band.HIGH: "alto",
    Status.VALUE: "vr",
    Status.NOT_PROGRAMMED: "sp",
    Status.NOT_REPORTED: "sr",
    Status.NOT_APPLICABLE: "na",
    Status.NOT_DUE: "pv",
    Status.COVERED: "na",
}
MET = (msg("Met"), msg("Not met"))
PLAN_KINDS: dict[PlanKind, Message] = {
    PlanKind.STRATEGIC: msg("Strategic plan"),
    PlanKind.OPERATIONAL: msg("Operational plan"),
    PlanKind.COMMUNICATION: msg("Communication plan"),
    PlanKind.CAPACITY_BUILDING: msg("Capacity-building plan"),
    PlanKind.AGREEMENT: msg("Agreement"),
}
PLAN_STATES: dict[PlanState, Message] = {
    PlanState.DRAFT: msg("draft"),
    PlanState.APPROVED: msg("approved"),
    PlanState.IN_FORCE: msg("in force"),
    PlanState.CLOSED: msg("closed"),
}
KINDS: dict[Kind, Message] = {
    Kind.COUNT: msg("count"),
    Kind.PERCENTAGE: msg("percentage"),
    Kind.RATIO: msg("ratio"),
    Kind.RATE: msg("rate"),
    Kind.INDEX: msg("index"),
    Kind.VARIATION: msg("variation"),
    Kind.MILESTONE: msg("milestone"),
    Kind.TEXT: msg("qualitative"),
}
DIRECTIONS: dict[Direction, Message] = {
    Direction.INCREASE: msg("more is better"),
    Direction.DECREASE: msg("less is better"),
    Direction.AT_MOST: msg("not above the target"),
    Direction.AT_LEAST: msg("at least the target"),
    Direction.NONE: msg("no direction"),
}
OVER_TIME: dict[OverTime, Message] = {
    OverTime.SUM: msg("the periods are added"),
    OverTime.LAST: msg("the latest value counts"),
    OverTime.MEAN: msg("the mean of the periods"),
    OverTime.MAX: msg("the highest of the periods"),
}
RESULT_STATUSES: dict[ResultStatus, Message] = {
    ResultStatus.PROVISIONAL: msg("provisional result"),
    ResultStatus.FINAL: msg("final result"),
}
STAGES: dict[Stage, Message] = {
    Stage.PROGRAMMED: msg("programmed"),
    Stage.OPENING: msg("opening (PIA)"),
    Stage.MODIFIED: msg("modified (PIM)"),
    Stage.EXECUTED: msg("executed"),
}
BUDGETS: dict[Stage, Message] = {
    Stage.PROGRAMMED: msg("Programmed budget"),
    Stage.OPENING: msg("Opening budget (PIA)"),
    Stage.MODIFIED: msg("Modified budget (PIM)"),
}
FREQUENCIES: dict[Granularity, Message] = {
    Granularity.YEAR: msg("every year"),
    Granularity.SEMESTER: msg("every semester"),
    Granularity.QUARTER: msg("every quarter"),
    Granularity.BIMESTER: msg("every two months"),
    Granularity.MONTH: msg("every month"),
    Granularity.WEEK: msg("every week"),
    Granularity.MONTH_WEEK: msg("every week"),
}
RECOMMENDATION_STATUSES: dict[RecommendationStatus, Message] = {
    RecommendationStatus.PENDING: msg("pending"),
    RecommendationStatus.IN_PROGRESS: msg("in progress"),
    RecommendationStatus.DONE: msg("carried out"),
    RecommendationStatus.DROPPED: msg("dropped"),
}
RECOMMENDATION_CSS: dict[RecommendationStatus, str] = {
    RecommendationStatus.PENDING: "pv",
    RecommendationStatus.IN_PROGRESS: "medio",
    RecommendationStatus.DONE: "alto",
    RecommendationStatus.DROPPED: "na",
}
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
UNIT_KINDS: dict[UnitKind, tuple[Message, Message]] = {
    UnitKind.EXECUTING_UNIT: (msg("Executing unit"), msg("Executing units")),
    UnitKind.ENTITY: (msg("Entity"), msg("Entities")),
    UnitKind.OFFICE: (msg("Office"), msg("Offices")),
    UnitKind.PROGRAMME: (msg("Programme"), msg("Programmes")),
    UnitKind.REGION_OFFICE: (msg("Regional office"), msg("Regional offices")),
    UnitKind.BODY: (msg("Council or other body"), msg("Councils and other bodies")),
}
"""Singular and plural, in the order of the list of units."""
