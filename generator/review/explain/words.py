"""What the words of the vocabulary are called in a review."""

from __future__ import annotations

from generator.problems import Message, msg, say
from generator.review.changes import Ease
from generator.words.labels import FIGURES

EASES: dict[Ease, Message] = {Ease.EASIER: msg("easier"), Ease.HARDER: msg("harder")}

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
