"""What the figures of a commitment are called: in amendments, reviews and histories."""

from __future__ import annotations

from generator.problems import Message, msg

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
    "over_100": msg("over 100 %"),
    "formula": msg("formula"),
    "by": msg("breakdown"),
    "weight": msg("relevance"),
}
"""Names of ``figure``; the others are shown as written."""
