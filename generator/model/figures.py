"""What the figures of a commitment are called: in amendments, reviews and histories."""

from __future__ import annotations

from generator.model.published import PublishedFigure
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
    "relevance": msg("relevance"),
    "belongs_to": msg("place in the plan"),
}
"""Names of ``figure``; the others are shown as written."""

PUBLISHED: dict[PublishedFigure, Message] = {
    PublishedFigure.TARGET: msg("target"),
    PublishedFigure.ACTUAL: msg("result"),
    PublishedFigure.ATTAINMENT: msg("attainment"),
    PublishedFigure.MEAN_ATTAINMENT: msg("mean attainment"),
    PublishedFigure.MEAN_OF_STRATEGIES: msg("mean of the means"),
    PublishedFigure.MEAN_RAW: msg("mean attainment, uncapped"),
    PublishedFigure.COUNT: msg("count"),
    PublishedFigure.N_PROGRAMMED: msg("with a target"),
    PublishedFigure.N_EXECUTED: msg("with something done"),
    PublishedFigure.BUDGET: msg("amount"),
    PublishedFigure.BUDGET_EXECUTION: msg("financial execution"),
    PublishedFigure.SHARE_OF_TOTAL: msg("share of the total"),
    PublishedFigure.CHANGE_BETWEEN_VERSIONS: msg("change between versions"),
    PublishedFigure.GAP: msg("gap between financial and physical"),
    PublishedFigure.STATEMENT: msg("sum within the document"),
}
"""Names of the figures that a document prints."""
