"""The one writer of messages and of what stands in them: numbers, dates, periods, lists.

Babel knows how countries write them; it is heavy, and imported where it is first needed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from typing import Self

from generator.model.catalog import Catalog
from generator.model.money import Stage
from generator.model.period import Days, Granularity, Period
from generator.model.quotients import Quotient
from generator.model.rounding import is_endless, rounded, shown
from generator.model.values import Change
from generator.problems import Message, Money, Percent, msg, plural, pmsg
from generator.reference import decimals_of
from generator.words.catalogue import catalogue

NBSP = "\u00a0"
MINUS = "\u2212"
_NUMERALS = {"es": ("", "I", "II", "III", "IV", "V", "VI")}
"""How a language counts the parts of a year, where not by digits."""
_SYMBOLS = {"PEN": "S/", "USD": "US$", "EUR": "€"}
_CURRENCIES = {"PEN": "soles"}
"""Names shorter than those of Babel, which says «soles peruanos»."""
_ELSEWHERE = {
    "opening (PIA)": msg("opening"),
    "opening budget (PIA)": msg("opening budget"),
    "modified (PIM)": msg("modified"),
    "modified budget (PIM)": msg("modified budget"),
    "executed": pmsg("elsewhere", "executed"),
    "Opening (PIA): the budget with which the year begins.": msg(
        "Opening: the budget with which the year begins."
    ),
    "Modified (PIM): what it is after the changes approved during the year.": msg(
        "Modified: what it is after the changes approved during the year."
    ),
    "Executed: the spending that is already owed, for goods and services received.": msg(
        "Executed: what was spent, as the document gives it."
    ),
}
"""Stages of money where they have not the names of Peru."""
_HEADINGS: dict[StrEnum, Message] = {Stage.EXECUTED: msg("Executed")}
"""What is shorter at the head of a line or a column than within a sentence."""
_PARTS = {
    Granularity.SEMESTER: msg("H{n}"),
    Granularity.QUARTER: msg("Q{n}"),
    Granularity.BIMESTER: pmsg("two months", "{n}"),
}
"""Parts of a year by their numbers; in English two months have none, and are named."""
_WITHOUT_ARTICLE = {Granularity.YEAR, Granularity.MONTH}
_WEEKS = {Granularity.WEEK, Granularity.MONTH_WEEK}
_NO_QUANTITIES = {"year", "line"}
"""Values that are numbers by which something is called: 2024, never 2,024."""
_ALIKE = 3
"""Digits of whole numbers that every language of ours writes alike."""


def capital(text: str) -> str:
    """A text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def common_blanks(text: str) -> str:
    """A text for a terminal or a program, which are searched and copied from."""
    return text.replace(NBSP, " ")


def during(period: Period) -> Message | Period:
    """A period as a sentence has it, with its article: ``el I trimestre de 2024``, ``Q1 2024``."""
    if period.granularity in _WITHOUT_ARTICLE:
        return period
    if period.granularity in _WEEKS:
        return pmsg("week", "{period}", period=period)
    if period.granularity is Granularity.DAY:
        return pmsg("day", "{period}", period=period)
    return pmsg("part", "{period}", period=period)


@lru_cache(100_000)
def _number(digits: str, locale: str) -> str:
    """A number with the digits given: the same ones come again and again."""
    from babel.numbers import format_decimal  # noqa: PLC0415

    n_places = len(digits.partition(".")[2])
    pattern = "#,##0" + ("." + "0" * n_places if n_places else "")
    return format_decimal(Decimal(digits), pattern, locale=locale).replace("-", MINUS)


@lru_cache(100_000)
def _date(day: dt.date, form: str, locale: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415

    return format_date(day, form, locale=locale)


@cache
def _percent(lang: str) -> str:
    """A percentage as a language writes it, whatever the country: ``{} %``, in English ``{}%``."""
    from babel import Locale  # noqa: PLC0415

    return re.sub("[#,0.]+", "{}", Locale.parse(lang).percent_formats[None].pattern)


@cache
def _label(lang: str, region: str | None, _kind: type[StrEnum], word: StrEnum) -> str:
    """A word of a vocabulary; words of two may be spelt alike, so ``_kind`` tells them apart."""
    from generator.words.labels import label  # noqa: PLC0415  # it asks all vocabularies

    return Formatter(lang, region).t(label(word))


@dataclass(frozen=True)
class Formatter:
    """How a language and a country write things."""

    lang: str
    region: str | None = None
    edges: tuple[Decimal, ...] = ()
    """Bounds of bands, which rounding must not cross."""

    @classmethod
    def for_portal(cls, lang: str, *catalogs: Catalog) -> Self:
        """As the portal of these contents writes: by its country (the last that names one)."""
        bands = (it.bands(plan) for it in catalogs for plan in it.plans)
        edges = {edge for found in bands if found for edge in (found.medium, found.high)}
        regions = [it.site.region for it in catalogs if it.site]
        return cls(lang, regions[-1] if regions else None, tuple(sorted(edges)))

    @cached_property
    def locale(self) -> str:
        """Name of the locale, e.g. ``es_PE``."""
        from babel import localedata  # noqa: PLC0415

        name = f"{self.lang}_{self.region}"
        return name if self.region and localedata.exists(name) else self.lang

    def t(self, message: Message | str, /, **values: object) -> str:
        """A message in the reader's language, with its values as its country writes them."""
        if isinstance(message, str):
            message = Message(message, values)
        elif values:
            message = message.having(**values)
        return self.template(message).format_map(self.values(message))

    def values(self, message: Message) -> dict[str, str]:
        """The values of a message as the country writes them."""
        return {
            key: str(value) if key in _NO_QUANTITIES else self.value(value)
            for key, value in message.values.items()
        }

    def n(self, one: str, many: str, n: Decimal | int, /, **values: object) -> str:
        """Singular or plural by ``n``, which is filled in."""
        return self.t(plural(one, many, n=n, **values))

    def template(self, message: Message) -> str:
        """The words of a message, its values still to be filled in; ``n`` chooses the plural."""
        if self.region != "PE":
            message = _ELSEWHERE.get(message.template, message)
        known, one, context = catalogue(self.lang), message.template, message.context
        if message.plural:
            n = message.values.get("n")
            is_one = isinstance(n, Decimal | int) and abs(n) == 1
            return known.ngettext(one, message.plural, 1 if is_one else 2)
        return known.pgettext(context, one) if context else known.gettext(one)

    def value(self, value: object) -> str:  # one type a line
        """A value of a message, by its type."""
        match value:
            case Message():
                return self.t(value)
            case StrEnum():
                return self.label(value)
            case str():
                return value
            case Decimal() | int():
                return self.with_numbers(value)
            case Percent() | Money():
                return self._with_sign(value)
            case Change(in_percent=True):  # as it is written in a file
                return _percent(self.lang).format(f"{value.amount:+f}")
            case tuple() | list():
                return self.listed(map(self.value, value))
        return self._day(value) if isinstance(value, dt.date | Days | Period) else str(value)

    def _with_sign(self, value: Percent | Money) -> str:
        amount = self.money(value.value, value.currency) if isinstance(value, Money) else ""
        return amount or self.number(value.value, in_percent=True)

    def _day(self, value: dt.date | Days | Period) -> str:
        if isinstance(value, Period):
            return self.period(value)
        if isinstance(value, dt.date):
            return self.date(value)
        if value.first == value.last:
            return self.date(value.first)
        return self.t("{first} to {last}", first=value.first, last=value.last)

    def label(self, word: StrEnum) -> str:
        """What a word of a vocabulary is called, in the middle of a sentence."""
        return _label(self.lang, self.region, type(word), word)

    def heading(self, word: StrEnum) -> str:
        """The same at the head of a line or a column."""
        return self.t(_HEADINGS[word]) if word in _HEADINGS else capital(self.label(word))

    def listed(self, parts: Iterable[str]) -> str:
        """``a, b y c``."""
        from babel.lists import format_list  # noqa: PLC0415

        return format_list(list(parts), locale=self.locale)

    def number(
        self, value: Decimal | int, decimals: int | None = None, *, in_percent: bool = False
    ) -> str:
        """A number with the digits it was written with, or rounded half up to ``decimals``."""
        number = Decimal(value)
        if decimals is None and is_endless(number):
            number = shown(number, 2, self.edges)
        digits = f"{number if decimals is None else rounded(number, decimals):f}"
        alike = digits.isdecimal() and len(digits) <= _ALIKE
        text = digits if alike else _number(digits, self.locale)
        return _percent(self.lang).format(text) if in_percent else text

    def with_numbers(self, value: Decimal | int, *, in_percent: bool = False) -> str:
        """A number, and the two that it says if it does: «90 % (27 / 30)»."""
        number = self.number(value, in_percent=in_percent)
        if not isinstance(value, Quotient):
            return number
        return f"{number} ({self.number(value.numerator)} / {self.number(value.denominator)})"

    def signed(self, value: Decimal, decimals: int | None = None) -> str:
        """A change: a number with its sign."""
        return ("+" if value > 0 else "") + self.number(value, decimals)

    def signed_money(self, amount: Decimal, currency: str | None) -> str:
        """A change of an amount: the sign before the currency."""
        sign = "+" if amount > 0 else MINUS if amount < 0 else ""
        return sign + self.money(abs(amount), currency)

    def signed_percent(self, value: Decimal, decimals: int | None = 1) -> str:
        """A change in percent of what was before."""
        return _percent(self.lang).format(self.signed(value, decimals))

    def points(self, value: Decimal) -> str:
        """A difference of percentages: ``+3.4 pp``."""
        return f"{self.signed(value)}{NBSP}pp"

    def percent(self, value: Decimal, decimals: int = 1) -> str:
        """A percentage; never rounded across 0 or 100."""
        return self.number(shown(value, decimals, self.edges), in_percent=True)

    def money(self, amount: Decimal, currency: str | None) -> str:
        """An amount with its currency, at home as people write it; cents where there are any."""
        whole = amount == amount.to_integral_value()
        text = self.number(amount, 0 if whole else decimals_of(currency))
        if (self.lang, self.region, currency) == ("en", "US", "USD"):
            return f"{MINUS}${text[1:]}" if text.startswith(MINUS) else f"${text}"
        return f"{_SYMBOLS.get(currency or '', currency or '')}{NBSP}{text}".strip(NBSP)

    def currency(self, code: str | None) -> str:
        """Name of a currency: ``soles``."""
        from babel.numbers import get_currency_name  # noqa: PLC0415

        if code in _CURRENCIES:
            return _CURRENCIES[code]
        return str(get_currency_name(code, count=2, locale=self.locale)) if code else ""

    def country(self, code: str) -> str | None:
        """Name of a country: ``Perú``."""
        from babel import Locale  # noqa: PLC0415

        found: str | None = Locale.parse(self.lang).territories.get(code)
        return found

    def date(self, day: dt.date) -> str:
        """A calendar date."""
        return _date(day, "d MMMM y" if self.locale == "en" else "long", self.locale)

    def weekday(self, day: dt.date) -> str:
        """Weekday and day of the month, where the month is known: ``jueves 4``."""
        return _date(day, "EEEE d", self.locale)

    def month(self, number: int) -> str:
        """Name of a month."""
        return _date(dt.date(2000, number, 1), "MMMM", self.locale)

    def month_of(self, year: int, month: int) -> str:
        """A month of a year: ``mayo de 2021``; of any year that a date may have."""
        return self.t("{month} {year}", month=self.month(month), year=year)

    def during(self, period: Period) -> str:
        """A period after a preposition: ``2024``, ``el II semestre de 2020``, ``mayo de 2021``."""
        return self.value(during(period))

    def of(self, period: Period) -> str:
        """A period as a genitive: ``de 2024``, ``del II semestre de 2020``."""
        if period.granularity in _WITHOUT_ARTICLE:
            return self.t("of {period}", period=period)
        if period.granularity in _WEEKS:
            return self.t(pmsg("week", "of {period}", period=period))
        if period.granularity is Granularity.DAY:
            return self.t(pmsg("day", "of {period}", period=period))
        return self.t(pmsg("part", "of {period}", period=period))

    def brief(self, period: Period) -> str:
        """A period where its year is known: ``I trimestre``, ``mayo``; a year is the year."""
        if part := _PARTS.get(period.granularity):
            return self.t(part, n=self._numeral(period))
        if period.granularity is Granularity.MONTH:
            return self.month(period.start.month)
        if period.granularity is Granularity.DAY:
            return _date(period.start, "d MMM", self.locale)
        return self.period(period)

    def period(self, period: Period) -> str:
        """A period in words: ``I trimestre de 2024``."""
        year = period.start.year
        match period.granularity:
            case Granularity.YEAR:
                return period.text
            case Granularity.DAY:
                return self.date(period.start)
            case Granularity.WEEK:
                return self.t("week {n} of {year}", n=int(period.text[-2:]), year=period.text[:4])
            case Granularity.MONTH:
                return self.month_of(year, period.start.month)
            case Granularity.MONTH_WEEK:
                month, n = self.month(period.start.month), self._numeral(period)
                return self.t("week {n} of {month} {year}", n=n, month=month, year=year)
        return self.t("{part} {year}", part=self.brief(period), year=period.year)

    def _numeral(self, period: Period) -> str:
        if self.lang in _NUMERALS:
            return _NUMERALS[self.lang][int(period.text[-1])]
        if period.granularity is Granularity.BIMESTER:
            return (
                f"{_date(period.start, 'LLL', self.locale)}–{_date(period.end, 'LLL', self.locale)}"
            )
        return period.text[-1]
