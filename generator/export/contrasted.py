"""Published figures with their verdict, and what the detectors find."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.compute.results import Results
from generator.export.numbers import derived
from generator.export.shared import CITED, IN_PLAN, LINES, citation
from generator.export.table import Record, Table, as_text, listed, number, printed, several, text
from generator.model.catalog import cite
from generator.model.period import Days, Period
from generator.model.published import Published
from generator.problems import say
from generator.reconcile.contrast import Contrast
from generator.reconcile.findings import FindingSeverity
from generator.reconcile.reconcile import Reconciled, Verdict
from generator.words.formatter import Formatter
from generator.words.problems import plainly

PUBLISHED = Table(
    "published",
    say("One row per figure that an institution published, held against its own parts."),
    ("plan", "figure", "of", "period", "where"),
    (
        IN_PLAN,
        text("figure", say("What figure it is, or «fact:» and the name of the fact")),
        text("of", say("Code of the element or measure it is about")),
        text("period", say("Period or year")),
        printed("published", say("Value as printed: a number, a date or a text")),
        number("recomputed", say("What its parts give")),
        text("verdict", say("What comes of the comparison"), Verdict),
        number("difference", say("Published less recomputed; 0 where they agree as printed")),
        *CITED,
        text("quote", say("Words of the document")),
        several("where", say("What it is restricted to: unit, band, level, stage, version")),
        text("explanation", say("The sum written out")),
        text("reason", say("Why it cannot be recomputed")),
        LINES,
        several("others", say("Other values printed for the same fact")),
    ),
)

FINDINGS = Table(
    "findings",
    say("One row per pattern that does not fit, found by the detectors."),
    ("plan", "detector", "severity", "document", "place"),
    (
        text("detector", say("Name of the detector")),
        text("severity", say("How much it says"), FindingSeverity),
        IN_PLAN,
        text("what", say("What does not fit")),
        text("expected", say("What was to be expected")),
        text("found", say("What is printed")),
        *CITED,
        LINES,
    ),
)


def published_rows(results: Results, contrast: Contrast, f: Formatter) -> Iterator[Record]:
    """Rows of PUBLISHED; reasons in the language of ``f``."""
    for item in contrast.reconciled:
        entry = item.entry
        source = cite(entry.source, results.plans[item.plan].folder.plan.source)
        period = entry.period or entry.year
        yield {
            "plan": item.plan,
            "figure": entry.figure.value if entry.figure else f"fact:{entry.fact}",
            "of": entry.of,
            "period": str(period) if period else None,
            "published": entry.value,
            "recomputed": derived(item.recomputed),
            "verdict": item.verdict.value,
            "difference": derived(item.difference),
            **citation([source]),
            "quote": entry.quote or (entry.source.quote if entry.source else None),
            "where": listed(_restrictions(entry)),
            "explanation": item.explanation.text if item.explanation else None,
            "reason": plainly(item.reason, f) or None,
            "lines": source.lines if source else None,
            "others": listed(_others(item)),
        }


def _others(item: Reconciled) -> list[str]:
    """Values of the other printings that are not the value of this one."""
    values = sorted(as_text(other.value) for _, other in item.others)
    return [value for value in values if value != as_text(item.entry.value)]


def _restrictions(entry: Published) -> Iterator[str]:
    if entry.where.executing_unit:
        yield f"executing_unit={entry.where.executing_unit}"
    if entry.where.level:
        yield f"of_level={entry.where.level}"
    for name in ("level", "band", "range", "stage", "version"):
        value = getattr(entry, name)
        if value is not None:
            yield f"{name}={value}"
    if entry.capped:
        yield "capped=true"


def finding_rows(contrast: Contrast, f: Formatter) -> Iterator[Record]:
    """Rows of FINDINGS in the language of ``f``."""
    for finding in contrast.findings:
        yield {
            "detector": finding.detector,
            "severity": finding.severity.value,
            "plan": finding.plan,
            "what": plainly(finding.what, f),
            "expected": _text(finding.expected, f) or None,
            "found": _text(finding.found, f) or None,
            **citation([finding.source]),
            "lines": finding.source.lines if finding.source else None,
        }


def _text(value: object, f: Formatter) -> str:
    """What was expected or found: as a page says it, but days and periods as data."""
    if isinstance(value, tuple):
        return ", ".join(_text(item, f) for item in value)
    return str(value) if isinstance(value, date | Days | Period) else f.value(value)
