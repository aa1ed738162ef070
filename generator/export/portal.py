"""How the portal itself is doing, and what readers asked to correct."""

from __future__ import annotations

from generator.export.table import Row, Table, day, ident, number, percent, text, whole
from generator.model.corrections import CorrectionRequest, RequestState, requested
from generator.problems import say
from generator.reconcile.quality import Aspect, QualityFigure, quality

QUALITY = Table[QualityFigure](
    "quality",
    say("How the portal itself is doing: of all of it, and of each plan."),
    ("plan", "aspect"),
    lambda results, f: (Row(results, f, it, it.plan) for it in results.derived(quality)),
    (
        text("plan", say("Plan (table plans); empty for the whole portal")),
        text("aspect", say("What is counted"), words=Aspect),
        number("value", say("How many; days where they are days")),
        whole("total", say("Of how many")),
        percent("share", say("Share of them")),
        day("until", say("Day until which the latest report counts")),
        ident(lambda row: (row.plan or "portal", row.item.aspect)),
    ),
)

CORRECTIONS = Table[CorrectionRequest](
    "corrections",
    say("One row per correction that somebody asked for."),
    ("correction",),
    lambda results, f: (Row(results, f, it) for it in requested(results.catalog.registers)),
    (
        text("correction", say("Identifier of the request"), "id"),
        day("asked", say("Day on which it was asked")),
        text("plan", say("Plan it is about (table plans)")),
        text("of", say("Indicator or part of the plan it is about")),
        text("period", say("Period of the figure")),
        text("part", say("Region or other part it is about")),
        text("document", say("Document it is about (table documents)")),
        text("request", say("What was asked")),
        text("state", say("What became of it"), words=RequestState),
        day("answered", say("Day of the answer")),
        text("answer", say("What was answered")),
        text("record", say("Commit with which the content was corrected"), "commit"),
        whole("days", say("Days from the request to the answer")),
    ),
    is_key=True,
)
