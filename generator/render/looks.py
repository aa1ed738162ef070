"""How a status looks wherever it is drawn: its CSS class, shapes, colours and signs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

from generator.compute.attainment import Status
from generator.compute.regions import Standing
from generator.model.method import Band
from generator.model.reports import RecommendationStatus
from generator.reconcile.ranking import Sort
from generator.reconcile.reconcile import Verdict


class Look(StrEnum):
    """A status as it is drawn; its value is the class in ``avance.css``. In the order of legends.

    The shape says what the colour says, so that neither is needed alone.
    """

    LOW = "bajo"
    MEDIUM = "medio"
    HIGH = "alto"
    NOT_REPORTED = "sr"
    NOT_PROGRAMMED = "sp"
    NOT_DUE = "pv"
    REPORTED = "vr"
    WITHHELD = "rs"
    NOT_AVAILABLE = "nd"
    DISCONTINUED = "dc"
    NOT_APPLICABLE = "na"
    OUTSIDE = "nf"
    DIFFERS = "dif"
    TWO_VALUES = "dos"
    FOR_REVIEW = "rev"
    AGREES = "eq"
    AGREES_QUIETLY = "eqf"
    """The same as a part of a bar."""


LOOKS: dict[Enum, Look] = {
    Band.LOW: Look.LOW,
    Band.MEDIUM: Look.MEDIUM,
    Band.HIGH: Look.HIGH,
    Status.VALUE: Look.REPORTED,
    Status.NOT_PROGRAMMED: Look.NOT_PROGRAMMED,
    Status.ON_THE_WAY: Look.REPORTED,
    Status.OTHER_YEAR: Look.REPORTED,
    Status.NOT_REPORTED: Look.NOT_REPORTED,
    Status.NOT_APPLICABLE: Look.NOT_APPLICABLE,
    Status.WITHHELD: Look.WITHHELD,
    Status.NOT_AVAILABLE: Look.NOT_AVAILABLE,
    Status.DISCONTINUED: Look.DISCONTINUED,
    Status.NOT_DUE: Look.NOT_DUE,
    Status.COVERED: Look.NOT_APPLICABLE,
    RecommendationStatus.PENDING: Look.NOT_DUE,
    RecommendationStatus.IN_PROGRESS: Look.MEDIUM,
    RecommendationStatus.DONE: Look.HIGH,
    RecommendationStatus.DROPPED: Look.NOT_APPLICABLE,
    Verdict.DIFFERS: Look.DIFFERS,
    Verdict.CONFLICTING: Look.TWO_VALUES,
    Verdict.NOT_RECOMPUTABLE: Look.NOT_PROGRAMMED,
    Verdict.AGREES: Look.AGREES,
    Sort.DIFFERS: Look.DIFFERS,
    Sort.TWO_VALUES: Look.TWO_VALUES,
    Sort.DOUBT: Look.FOR_REVIEW,
    Standing.SILENT: Look.NOT_REPORTED,
    Standing.UNSIGNED: Look.NOT_APPLICABLE,
    Standing.OUTSIDE: Look.OUTSIDE,
}
"""The look of every word of the vocabulary that says how something stands."""

BANDED = frozenset(LOOKS[band] for band in Band)
"""The looks that have a colour of their own; all others are grey."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Paths around the middle of the sign, by where it stands, and signs of a terminal."""

    chart: str
    strip: str
    map: str
    sign: str = ""
    ascii: str = ""


_CIRCLE = "m-3.4 0a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0-6.8 0z"
_RING = "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z"
_HOLLOW = "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0z"
_FULL = "M-8 0a8 8 0 1 0 16 0a8 8 0 1 0-16 0z"
SHAPES: dict[Look, Shape] = {
    Look.LOW: Shape("m-3.4-2.9h6.8l-3.4 5.8z", "m-3.5-3h7l-3.5 6.5z", "M-9-8h18l-9 16z", "▼", "v"),
    Look.MEDIUM: Shape(
        "m0-3.4l3.4 3.4-3.4 3.4-3.4-3.4z", "m0-4l4 4-4 4-4-4z", "M0-10l10 10-10 10-10-10z", "◆", "+"
    ),
    Look.HIGH: Shape(_CIRCLE, "m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z", _FULL, "●", "*"),
    Look.NOT_REPORTED: Shape(
        "m-3.4-3.4h6.8v6.8h-6.8z", "m-3-3h6v6h-6z", "M-7-7h14v14h-14z", "□", "?"
    ),
    Look.NOT_PROGRAMMED: Shape(_CIRCLE, _RING, _HOLLOW, "○", "o"),
    Look.NOT_DUE: Shape(_CIRCLE, _RING, _HOLLOW, "◇", "."),
    Look.REPORTED: Shape(_CIRCLE, _RING, _FULL, "■", "="),
    Look.WITHHELD: Shape(
        "m-3-3l6 6m0-6l-6 6", "m-3-3l6 6m0-6l-6 6", "M-7-7l14 14M7-7l-14 14", "×", "x"
    ),
    Look.NOT_AVAILABLE: Shape("m-3 3l6-6", "m-3 3l6-6", "M-7 7l14-14", "∕", "/"),
    Look.DISCONTINUED: Shape("m0-3.4v6.8", "m0-3v6", "M0-8v16", "│", "|"),
    Look.NOT_APPLICABLE: Shape("m-3.4 0h6.8", "m-3 0h6", "M-8-2h16v4h-16z", "–", "-"),
    Look.OUTSIDE: Shape(_CIRCLE, _RING, "M-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z"),
}

NO_DATA = "var(--nd-f)"
_DASHES = {Look.NOT_REPORTED: "3 2", Look.NOT_DUE: "1 2"}


def area(look: Look) -> str:
    """Colour of an area in a chart: quiet, of the page's palette."""
    return f"var(--{look}-f)" if look in BANDED else NO_DATA


def paint(look: Look) -> str:
    """Attributes of a small shape in a chart, which stands out more than an area."""
    if look in BANDED:
        return f'fill="var(--{look})"'
    dashes = f' stroke-dasharray="{_DASHES[look]}"' if look in _DASHES else ""
    return f'stroke="var(--nd)" stroke-width="1.6"{dashes}'


_ON_PAPER = {
    Look.LOW: ("#c24a2e", "#a5301a"),
    Look.MEDIUM: ("#bb8410", "#7a5600"),
    Look.HIGH: ("#4b9a8b", "#0b6353"),
}


def inks(look: Look) -> tuple[str, str]:
    """Colours of an area and of its label where there is no palette: in a picture (PNG)."""
    return _ON_PAPER.get(look, ("#c9d0d8", "#555f6e"))
