"""Values as a review shows them: as the portal writes them, on one line."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.model.base import Model
from generator.model.indicator import Baseline
from generator.model.measure import Correction
from generator.model.method import Bands
from generator.model.period import Period
from generator.model.plan import Contribution
from generator.model.rounding import shown
from generator.model.source import Source
from generator.problems import msg
from generator.words.formatter import NBSP, Formatter

NOTHING = "–"
_MOST = 90


@dataclass(frozen=True)
class Talk(Formatter):
    """A formatter that knows the content too."""

    def shown(self, value: object) -> str:
        """Any value of the content, on one line and of bearable length."""
        return short(self._shown(value))

    def _shown(self, value: object) -> str:  # noqa: C901, PLR0911  # one case a line
        match value:
            case None | () | "":
                return NOTHING
            case bool():
                return self.t(msg("yes") if value else msg("no"))
            case Period():
                return value.text
            case Bands():
                return f"{self.number(value.medium)} / {self.number(value.high)}"
            case Baseline():
                return f"{self._shown(value.value)} ({value.period})"
            case Source():
                parts = (value.document, value.place, value.lines)
                return ", ".join(part for part in parts if part)
            case Correction():
                return f"{value.reason} ({self.date(value.date)})"
            case dict():
                pairs = (f"{self._shown(k)}: {self._shown(v)}" for k, v in value.items())
                return ", ".join(pairs)
            case tuple():
                return ", ".join(self._shown(item) for item in value)
            case Model():
                return _named(value)
        return self.value(value)

    def points(self, value: Decimal, decimals: int = 2) -> str:
        """A difference of percentages."""
        return f"{self.signed(shown(value, decimals))}{NBSP}pp"

    def difference(self, before: object, after: object, *, in_percent: bool = False) -> str:
        """What a number gained or lost: ``−509, −36.1 %``; nothing where one is no number."""
        if not isinstance(before, Decimal) or not isinstance(after, Decimal):
            return ""
        gained = after - before
        if in_percent:
            return f"{self.signed(gained)}{NBSP}pp"
        if before == 0:
            return self.signed(gained)
        share = shown(gained / abs(before) * 100, 1)
        return f"{self.signed(gained)}, {self.signed(share)}{NBSP}%"


def _named(model: Model) -> str:
    """What a part of the content is known by."""
    if isinstance(model, Contribution):
        return " ".join(part for part in (model.plan, model.document, model.code) if part)
    for name in ("number", "text", "label", "title", "name", "reason", "code", "id", "document"):
        if isinstance(given := getattr(model, name, None), str):
            return given
    amount = getattr(model, "amount", None)
    return f"{amount:f}" if isinstance(amount, Decimal) else "…"


def short(text: str, most: int = _MOST) -> str:
    """Enough of a text to know it."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def in_sentence(unit: str | None) -> str:
    """A unit as a sentence has it: «Persona» is ``persona``, an acronym stays."""
    if not unit:
        return ""
    rest = unit[1:]
    return short(unit[:1].lower() + rest if rest == rest.lower() else unit)
