"""Values and fields as a review shows them: as the portal writes them, on one line."""

from __future__ import annotations

from decimal import Decimal

from generator.model.base import Model
from generator.model.breakdown import TOTAL
from generator.model.indicator import Baseline, DataQuality, UnitForms, Variable
from generator.model.measure import Correction
from generator.model.method import Bands
from generator.model.people import Responsible, ResponsibleRole
from generator.model.period import Period
from generator.model.plan import Contribution, Priority
from generator.model.rounding import shown
from generator.model.source import Disputed, Source
from generator.problems import Message, msg, say
from generator.words.formatter import Formatter
from generator.words.labels import FIGURES
from generator.words.text import shortened

NOTHING = "–"


def in_words(f: Formatter, value: object) -> str:
    """Any value of the content, on one line and of bearable length."""
    return shortened(_in_words(f, value))


def _in_words(f: Formatter, value: object) -> str:  # noqa: C901, PLR0911  # one case a line
    match value:
        case None | () | "":
            return NOTHING
        case bool():
            return f.t("yes") if value else f.t("no")
        case Period():
            return value.text
        case Bands():
            return f"{f.number(value.medium)} / {f.number(value.high)}"
        case Baseline():
            return f"{_in_words(f, value.value)} ({value.period})"
        case Source():
            parts = (value.document, value.place, value.lines)
            return ", ".join(part for part in parts if part)
        case Responsible():
            takes_part = value.role is ResponsibleRole.TAKES_PART
            said = (f.label(value.role) if takes_part and value.role else "", value.printed)
            return " ".join([value.unit, *(f"({it})" for it in said if it)])
        case Disputed():
            return f"{f.label(value.field)} ({value.why})"
        case Correction():
            return f"{value.reason} ({f.date(value.date)})"
        case dict():
            pairs = (f"{_in_words(f, k or TOTAL)}: {_in_words(f, v)}" for k, v in value.items())
            return ", ".join(pairs)
        case tuple():
            return ", ".join(_in_words(f, item) for item in value)
        case Model():
            return _named(f, value)
    return f.value(value)


def difference(f: Formatter, before: object, after: object, *, in_percent: bool = False) -> str:
    """What a number gained or lost: ``−509, −36.1 %``; nothing where one is no number."""
    if not isinstance(before, Decimal) or not isinstance(after, Decimal):
        return ""
    gained = after - before
    if not gained:  # another denominator of the same number
        return ""
    if in_percent:
        return f.points(gained)
    if before == 0:
        return f.signed(gained)
    return f"{f.signed(gained)}, {f.signed_percent(shown(gained / abs(before) * 100, 1), None)}"


def _named(f: Formatter, model: Model) -> str:
    """What a part of the content is known by."""
    if isinstance(model, Variable | UnitForms | Priority | DataQuality):
        return str(model)
    if isinstance(model, Contribution):
        return " ".join(part for part in (model.plan, model.document, model.code) if part)
    for name in ("number", "text", "label", "title", "name", "reason", "code", "id", "document"):
        if isinstance(given := getattr(model, name, None), str):
            return given
    amount = getattr(model, "amount", None)
    return f.number(amount) if isinstance(amount, Decimal) else "…"


def in_sentence(unit: str | None) -> str:
    """A unit as a sentence has it: «Persona» is ``persona``, an acronym stays."""
    if not unit:
        return ""
    rest = unit[1:]
    return shortened(unit[:1].lower() + rest if rest == rest.lower() else unit)


# What the words of the files are called.

_SAME = (
    *(say("acronym"), say("actions"), say("amount"), say("answer"), say("approval")),
    *(say("audiences"), say("commit"), say("part"), say("plan"), say("request")),
    *(say("branch"), say("budget"), say("code"), say("coordination")),
    *(say("currency"), say("date"), say("deadline"), say("decimals"), say("definition")),
    *(say("description"), say("document"), say("evidence"), say("executing unit")),
    *(say("factors"), say("frequency"), say("funding sources"), say("general objective")),
    say("issuer"),
    *(say("justification"), say("label"), say("language"), say("languages"), say("legal basis")),
    *(say("limitations"), say("meaning"), say("measures taken"), say("name")),
    *(say("origin"), say("part of"), say("profile"), say("requires"), say("stages")),
    *(say("note"), say("number"), say("owner"), say("period"), say("publisher"), say("purpose")),
    *(say("quote"), say("reason"), say("recommendation"), say("region"), say("related")),
    *(say("repository"), say("responsible"), say("schedule"), say("scope"), say("sections")),
    *(
        say("short"),
        say("short title"),
        say("situation"),
        say("source"),
        say("state"),
        say("status"),
    ),
    *(
        say("summary"),
        say("synonyms"),
        say("text"),
        say("title"),
        say("value"),
        say("version"),
        say("week"),
    ),
)
"""Fields that are called as their key says."""

FIELDS: dict[str, Message] = {
    **FIGURES,
    **{name.replace(" ", "_"): Message(name) for name in _SAME},
    "accuracy": msg("accuracy that is needed"),
    "agreements": msg("signature"),
    "aliases": msg("other names"),
    "amendments": msg("amendment"),
    "approves": msg("documents it approves"),
    "budget_changes": msg("act that changed the budget"),
    "answered": msg("day of the answer"),
    "asked": msg("day of the request"),
    "calendar": msg("date of the calendar"),
    "cap": msg("cap in means"),
    "capped": msg("cut at 100"),
    "changes": msg("figures it changes"),
    "codes": msg("external codes"),
    "compensation": msg("what is done about the limitations"),
    "concerns": msg("what it concerns"),
    "contributes_to": msg("contribution"),
    "correction": msg("reason of the correction"),
    "cutoff": msg("day of closing"),
    "data_quality": msg("quality of the data"),
    "dimensions": msg("parts by which it can be split"),
    "disputed": msg("dispute"),
    "documents": msg("document"),
    "elements": msg("report in words"),
    "entity": msg("institution"),
    "equals": msg("arithmetic"),
    "contact": msg("contact for corrections"),
    "first": msg("first day"),
    "follow_up": msg("follow-up"),
    "glossary": msg("term"),
    "grace_days": msg("days to report"),
    "history": msg("beginning of the history"),
    "last": msg("last day"),
    "levels": msg("names of the levels"),
    "licence": msg("license"),
    "licence_url": msg("address of the license"),
    "map": msg("map"),
    "map_property": msg("property of the map that names regions"),
    "marked": msg("marked period"),
    "mean": msg("what a mean counts"),
    "methods": msg("calculation method"),
    "corrections": msg("request to correct"),
    "modifies": msg("documents it modifies"),
    "n_activities": msg("number of activities"),
    "of": msg("what it is about"),
    "parent": msg("parent unit"),
    "policy": msg("rules on commitments"),
    "printed": msg("day as printed"),
    "printed_deadline": msg("deadline as printed"),
    "printed_owner": msg("owner as printed"),
    "profiles": msg("profile"),
    "published": msg("published figure"),
    "rank": msg("priority"),
    "recommendations": msg("recommendation"),
    "regions": msg("region"),
    "reported_by": msg("who reports"),
    "rule": msg("rule of the date"),
    "schemes": msg("schemes of external codes"),
    "site": msg("portal"),
    "sources": msg("sources of the data"),
    "timezone": msg("time zone"),
    "unit_forms": msg("forms of the unit"),
    "units": msg("organizational unit"),
    "validation": msg("how the data are verified"),
    "url": msg("web address"),
    "versions": msg("version"),
}
"""What a key of a file is called."""
