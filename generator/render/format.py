"""Numbers, dates, periods and texts as a reader of the portal sees them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from babel import localedata
from babel.dates import format_date, get_month_names
from babel.numbers import format_decimal, get_currency_name
from markdown_it import MarkdownIt
from markupsafe import Markup

from generator.compute.explain import rounded
from generator.compute.rounding import shown
from generator.i18n import catalogue, translate
from generator.model.period import Granularity, Period
from generator.problems import Message, msg

NBSP = "\u00a0"
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI")
_SYMBOLS = {"PEN": "S/", "USD": "US$", "EUR": "€"}

_SPLITS = {
    Granularity.SEMESTER: msg("{n} semester of {year}"),
    Granularity.QUARTER: msg("{n} quarter of {year}"),
    Granularity.BIMESTER: msg("{n} two-month period of {year}"),
}

_BRIEF = {
    Granularity.SEMESTER: msg("{n} semester"),
    Granularity.QUARTER: msg("{n} quarter"),
    Granularity.BIMESTER: msg("{n} two-month period"),
}


_PLAIN = re.compile(r"(?:[^\W_]|[ .,;:()/«»“”¿?¡!%°ºª–—'-])*")
"""A text that Markdown leaves as it is: most of them."""


def _markdown() -> MarkdownIt:
    """Emphasis, code and web links only; everything else in a text is shown as text."""
    parser = MarkdownIt("zero", {"html": False}).enable(["emphasis", "backticks", "link", "escape"])
    parser.validateLink = lambda url: url.startswith(("https://", "http://"))  # type: ignore[method-assign]
    return parser


@lru_cache(100_000)
def _number(digits: str, locale: str) -> str:
    """A number with the digits given: the same ones come again and again."""
    places = len(digits.partition(".")[2])
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return format_decimal(Decimal(digits), pattern, locale=locale).replace("-", "\u2212")


@dataclass(frozen=True)
class Formatter:
    """How a language and a country write things."""

    lang: str
    region: str | None = None
    edges: tuple[Decimal, ...] = ()
    """Bounds of bands, which rounding must not cross."""

    @cached_property
    def locale(self) -> str:
        """Name of the locale, e.g. ``es_PE``."""
        name = f"{self.lang}_{self.region}"
        known = self.region and self.lang == "es" and localedata.exists(name)
        return name if known else self.lang

    @cached_property
    def _parser(self) -> MarkdownIt:
        return _markdown()

    def t(self, message: Message) -> str:
        """A message in the reader's language."""
        return translate(message, self.lang)

    def n(self, singular: str, plural: str, count: int) -> str:
        """Singular or plural by ``count``, with ``{n}`` filled in."""
        said = catalogue(self.lang).ngettext(singular, plural, count)
        return said.format(n=self.number(Decimal(count)))

    def inline(self, text: str | None) -> Markup:
        """An author's paragraph as HTML."""
        if text is None or _PLAIN.fullmatch(text):
            return Markup(text or "")  # noqa: S704  # no sign in it means anything
        return Markup(self._parser.renderInline(text))  # noqa: S704

    def number(self, value: Decimal | int, decimals: int | None = None) -> str:
        """A number with the digits it was written with, or rounded half up to ``decimals``."""
        number = Decimal(value)
        if decimals is not None:
            number = rounded(number, decimals)
        return _number(f"{number:f}", self.locale)

    def signed(self, value: Decimal, decimals: int | None = None) -> str:
        """A change: a number with its sign."""
        return ("+" if value > 0 else "") + self.number(value, decimals)

    def signed_money(self, amount: Decimal, currency: str | None) -> str:
        """A change of an amount: the sign before the currency."""
        sign = "+" if amount > 0 else "\u2212" if amount < 0 else ""
        return sign + self.money(abs(amount), currency)

    def signed_percent(self, value: Decimal, decimals: int = 1) -> str:
        """A change in percent of what was before."""
        return f"{self.signed(value, decimals)}{NBSP}%"

    def percent(self, value: Decimal, decimals: int = 1) -> str:
        """A percentage; never rounded across 0 or 100."""
        return f"{self.number(shown(value, decimals, self.edges))}{NBSP}%"

    def money(self, amount: Decimal, currency: str | None) -> str:
        """An amount with its currency; cents only where there are any."""
        whole = amount == amount.to_integral_value()
        text = self.number(amount, 0 if whole else 2)
        return f"{_SYMBOLS.get(currency or '', currency or '')}{NBSP}{text}".strip(NBSP)

    def currency(self, code: str | None) -> str:
        """Name of a currency: ``soles``."""
        return str(get_currency_name(code, count=2, locale=self.locale)) if code else ""

    def date(self, day: dt.date) -> str:
        """A calendar date."""
        return format_date(day, "long" if self.lang == "es" else "d MMMM y", locale=self.locale)

    def short_date(self, day: dt.date) -> str:
        """A calendar date in digits: ``14/10/2026``."""
        return format_date(day, "dd/MM/y", locale=self.locale)

    def weekday(self, day: dt.date) -> str:
        """Weekday and day of the month, where the month is known: ``jueves 4``."""
        return format_date(day, "EEEE d", locale=self.locale)

    def month(self, number: int) -> str:
        """Name of a month."""
        return str(get_month_names("wide", "format", locale=self.locale)[number])

    def month_of(self, year: int, month: int) -> str:
        """A month of a year: ``mayo de 2021``; of any year that a date may have."""
        return self.t(msg("{month} {year}", month=self.month(month), year=year))

    def during(self, period: Period) -> str:
        """A period after a preposition: ``2024``, ``el II semestre de 2020``, ``mayo de 2021``."""
        bare = {Granularity.YEAR, Granularity.MONTH}
        said = self.period(period)
        return said if period.granularity in bare else self.t(msg("the {period}", period=said))

    def of(self, period: Period) -> str:
        """A period as a genitive: ``de 2024``, ``del II semestre de 2020``."""
        bare = {Granularity.YEAR, Granularity.MONTH}
        said = self.period(period)
        if period.granularity in bare:
            return self.t(msg("of {period}", period=said))
        return self.t(msg("of the {period}", period=said))

    def brief(self, period: Period) -> str:
        """A period where its year is known: ``I trimestre``, ``mayo``; a year is the year."""
        n = _ROMAN[int(period.text[-1])] if period.granularity in _BRIEF else ""
        if n:
            return self.t(Message(_BRIEF[period.granularity].template, {"n": n}))
        if period.granularity is Granularity.MONTH:
            return self.month(period.start.month)
        return self.period(period)

    def period(self, period: Period) -> str:
        """A period in words: ``I trimestre de 2024``."""
        if period.granularity is Granularity.YEAR:
            return period.text
        if period.granularity is Granularity.WEEK:
            return self.t(msg("week {n} of {year}", n=int(period.text[-2:]), year=period.year))
        month = self.month(period.start.month)
        if period.granularity is Granularity.MONTH:
            return self.t(msg("{month} {year}", month=month, year=period.year))
        if period.granularity is Granularity.MONTH_WEEK:
            n = _ROMAN[int(period.text[-1])]
            return self.t(msg("{n} week of {month} {year}", n=n, month=month, year=period.year))
        n = _ROMAN[int(period.text[-1])]
        template = _SPLITS[period.granularity].template
        return self.t(Message(template, {"n": n, "year": period.year}))
