"""What the words of the vocabulary are called in a review."""

from __future__ import annotations

from enum import StrEnum

from generator.compute.attainment import Status
from generator.model.figures import FIGURES
from generator.model.indicator import Across, Direction, Kind, Over100, OverTime
from generator.model.method import Band
from generator.model.money import Stage
from generator.model.period import Granularity
from generator.model.plan import PlanKind, PlanState
from generator.model.reports import RecommendationStatus, ResultStatus
from generator.model.scalars import Milestone, State
from generator.problems import Message, msg, say
from generator.review.changes import Ease

ENUMS: dict[StrEnum, Message] = {
    Ease.EASIER: msg("easier"),
    Ease.HARDER: msg("harder"),
    Band.LOW: msg("low"),
    Band.MEDIUM: msg("medium"),
    Band.HIGH: msg("high"),
    Status.NOT_PROGRAMMED: msg("not programmed"),
    Status.NOT_REPORTED: msg("not reported"),
    Status.NOT_APPLICABLE: msg("not applicable"),
    Status.NOT_DUE: msg("not due yet"),
    Status.COVERED: msg("in the report of a longer period"),
    State.NOT_PROGRAMMED: msg("not programmed"),
    State.NOT_APPLICABLE: msg("not applicable"),
    Milestone.DONE: msg("done"),
    Milestone.NOT_DONE: msg("not done"),
    PlanState.DRAFT: msg("draft"),
    PlanState.APPROVED: msg("approved"),
    PlanState.IN_FORCE: msg("in force"),
    PlanState.CLOSED: msg("closed"),
    PlanKind.STRATEGIC: msg("strategic plan"),
    PlanKind.OPERATIONAL: msg("operational plan"),
    PlanKind.COMMUNICATION: msg("communication plan"),
    PlanKind.CAPACITY_BUILDING: msg("capacity-building plan"),
    PlanKind.AGREEMENT: msg("agreement"),
    Kind.COUNT: msg("count"),
    Kind.PERCENTAGE: msg("percentage"),
    Kind.RATIO: msg("ratio"),
    Kind.RATE: msg("rate"),
    Kind.INDEX: msg("index"),
    Kind.VARIATION: msg("variation"),
    Kind.MILESTONE: msg("milestone"),
    Kind.TEXT: msg("qualitative"),
    Direction.INCREASE: msg("more is better"),
    Direction.DECREASE: msg("less is better"),
    Direction.AT_MOST: msg("not above the target"),
    Direction.AT_LEAST: msg("at least the target"),
    Direction.NONE: msg("no direction"),
    OverTime.SUM: msg("the periods are added"),
    OverTime.LAST: msg("the latest value counts"),
    OverTime.MEAN: msg("the mean of the periods"),
    OverTime.MAX: msg("the highest of the periods"),
    Across.SUM: msg("the parts are added"),
    Across.MEAN: msg("the mean of the parts"),
    Across.NONE: msg("the parts are not combined"),
    Over100.ALLOWED: msg("allowed"),
    ResultStatus.PROVISIONAL: msg("provisional"),
    ResultStatus.FINAL: msg("final"),
    Stage.PROGRAMMED: msg("programmed"),
    Stage.OPENING: msg("opening (PIA)"),
    Stage.MODIFIED: msg("modified (PIM)"),
    Stage.EXECUTED: msg("executed"),
    RecommendationStatus.PENDING: msg("pending"),
    RecommendationStatus.IN_PROGRESS: msg("in progress"),
    RecommendationStatus.DONE: msg("carried out"),
    RecommendationStatus.DROPPED: msg("dropped"),
    Granularity.YEAR: msg("every year"),
    Granularity.SEMESTER: msg("every semester"),
    Granularity.QUARTER: msg("every quarter"),
    Granularity.BIMESTER: msg("every two months"),
    Granularity.MONTH: msg("every month"),
    Granularity.WEEK: msg("every week"),
    Granularity.MONTH_WEEK: msg("every week"),
}
"""Names of the words that stand in files; a word that is not here is shown as written."""

_SAME = (
    *(say("acronym"), say("actions"), say("amount"), say("approval"), say("audiences")),
    *(say("branch"), say("budget"), say("code"), say("contributes to"), say("coordination")),
    *(say("currency"), say("date"), say("deadline"), say("decimals"), say("definition")),
    *(say("description"), say("document"), say("entity"), say("evidence"), say("executing unit")),
    *(say("factors"), say("frequency"), say("general objective"), say("issuer")),
    *(say("justification"), say("label"), say("language"), say("languages"), say("legal basis")),
    *(say("licence"), say("limitations"), say("meaning"), say("measures taken"), say("name")),
    *(say("note"), say("number"), say("owner"), say("period"), say("publisher"), say("purpose")),
    *(say("quote"), say("reason"), say("recommendation"), say("region"), say("related")),
    *(say("repository"), say("responsible"), say("schedule"), say("scope"), say("sections")),
    *(say("short title"), say("situation"), say("source"), say("state"), say("status")),
    *(say("summary"), say("synonyms"), say("text"), say("title"), say("value"), say("week")),
)
"""Fields that are called as their key says."""

FIELDS: dict[str, Message] = {
    **FIGURES,
    **{name.replace(" ", "_"): Message(name) for name in _SAME},
    "agreements": msg("signature"),
    "amendments": msg("amendment"),
    "approves": msg("documents it approves"),
    "budget_changes": msg("act that moved the budget"),
    "calendar": msg("date of the calendar"),
    "capped": msg("cut at 100"),
    "changes": msg("figures it moves"),
    "concerns": msg("what it concerns"),
    "correction": msg("reason of the correction"),
    "cutoff": msg("day of closing"),
    "dimensions": msg("members of the breakdowns"),
    "documents": msg("document"),
    "elements": msg("report in words"),
    "equals": msg("arithmetic"),
    "first": msg("first day"),
    "follow_up": msg("follow-up"),
    "glossary": msg("term"),
    "grace_days": msg("days of grace"),
    "last": msg("last day"),
    "levels": msg("names of the levels"),
    "licence_url": msg("address of the licence"),
    "marked": msg("marked period"),
    "modifies": msg("documents it modifies"),
    "n_activities": msg("number of activities"),
    "parent": msg("parent unit"),
    "policy": msg("rules on commitments"),
    "printed": msg("day as printed"),
    "printed_deadline": msg("deadline as printed"),
    "printed_owner": msg("owner as printed"),
    "published": msg("published figure"),
    "recommendations": msg("recommendation"),
    "reported_by": msg("who reports"),
    "rule": msg("rule of the date"),
    "site": msg("portal"),
    "units": msg("organisational unit"),
    "url": msg("web address"),
    "verification": msg("means of verification"),
    "versions": msg("version"),
}
"""What a key of a file is called."""
