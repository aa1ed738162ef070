"""Values as a review shows them: the digits of the file, in groups of three where they are long."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from generator.compute.rounding import shown
from generator.i18n import catalogue, translate
from generator.model.base import Model
from generator.model.indicator import Baseline
from generator.model.measure import Correction
from generator.model.method import Bands
from generator.model.period import Period, Span
from generator.model.plan import Contribution
from generator.model.source import Source
from generator.problems import Message, msg
from generator.review.explain.words import ENUMS

MINUS = "\u2212"
NBSP = "\u00a0"
NOTHING = "–"
_GROUPED_FROM = 5
"""Digits from which a whole part is set in groups of three (RAE and ISO 80000-1)."""
_MOST = 90


@dataclass(frozen=True)
class Talk:
    """A language, and the bounds that rounding must not cross."""

    lang: str
    edges: tuple[Decimal, ...] = field(default=())

    def t(self, message: Message) -> str:
        """A message in the reader's language."""
        return translate(message, self.lang)

    def n(self, forms: tuple[str, str], count: int) -> str:
        """Singular or plural by ``count``."""
        return catalogue(self.lang).ngettext(*forms, count).format(n=self.number(Decimal(count)))

    def value(self, value: object) -> str:
        """Any value of the content, on one line and of bearable length."""
        return short(self._value(value))

    def _value(self, value: object) -> str:  # noqa: C901, PLR0911, PLR0912  # one case a line
        match value:
            case None | () | "":
                return NOTHING
            case bool():
                return self.t(msg("yes") if value else msg("no"))
            case StrEnum():
                name = ENUMS.get(value)
                return self.t(name) if name else str(value)
            case Decimal() | int():
                return self.number(Decimal(value))
            case date():
                return value.isoformat()
            case Period() | Span() | str():
                return str(value)
            case Bands():
                return f"{self.number(value.medium)} / {self.number(value.high)}"
            case Baseline():
                return f"{self._value(value.value)} ({value.period})"
            case Source():
                parts = (value.document, value.place, value.lines)
                return ", ".join(part for part in parts if part)
            case Correction():
                return f"{value.reason} ({value.date.isoformat()})"
            case dict():
                pairs = (f"{self._value(k)}: {self._value(v)}" for k, v in value.items())
                return ", ".join(pairs)
            case tuple():
                return ", ".join(self._value(item) for item in value)
            case Model():
                return _named(value)
        return str(value)

    def number(self, value: Decimal) -> str:
        """A number with the digits it was written with."""
        sign, rest = ("", f"{abs(value):f}")
        if value < 0:
            sign = MINUS
        whole, point, decimals = rest.partition(".")
        if len(whole) >= _GROUPED_FROM:
            whole = f"{int(whole):,}".replace(",", NBSP)
        return f"{sign}{whole}{point}{decimals}"

    def signed(self, value: Decimal) -> str:
        """A number with its sign, also where it is positive."""
        return ("+" if value > 0 else "") + self.number(value)

    def percent(self, value: Decimal, decimals: int = 1) -> str:
        """A percentage, never rounded across 0, 100 or a band."""
        return f"{self.number(shown(value, decimals, self.edges))}{NBSP}%"

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
