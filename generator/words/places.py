"""Countries and currencies by the names that people give them."""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.core import get_global
from babel.localedata import exists
from babel.numbers import get_currency_name, get_currency_symbol, get_territory_currencies

from generator.model.scalars import slug
from generator.model.site import LANGUAGES
from generator.reference import countries, currencies


@cache
def country_names(lang: str) -> dict[str, str]:
    """Code of ISO 3166-1 to name in a language."""
    named = Locale(lang).territories
    return {code: named.get(code, code) for code in sorted(countries())}


def country_called(text: str) -> str | None:
    """The code of a country by its code or by its name in any of our languages."""
    return _countries().get(slug(text))


@cache
def _countries() -> dict[str, str]:
    named = ((slug(name), code) for it in LANGUAGES for code, name in country_names(it).items())
    known = countries()
    aliases = {
        alias.lower(): codes[0]
        for alias, codes in get_global("territory_aliases").items()
        if len(codes) == 1 and len(alias) == _ALPHA_3 and alias.isalpha() and codes[0] in known
    }
    return {**dict(named), **aliases, **{code.lower(): code for code in known}}


_ALPHA_3 = 3
"""Letters of the long codes: USA, PER."""


def currency_of(country: str) -> str:
    """The currency that a country uses today; "" where none is known."""
    found = get_territory_currencies(country) if country else []
    return next((it for it in found if it in currencies()), "")


def currency_called(text: str, country: str) -> str:
    """The code of a country's own currency, by its sign or its name: Bs, bolivianos; else ""."""
    code, names = currency_of(country), set[str]()
    for lang in LANGUAGES if code else ():
        names |= {get_currency_name(code, count, locale=lang) for count in (1, 2)}
        if exists(f"{lang}_{country}"):
            names.add(get_currency_symbol(code, f"{lang}_{country}"))
    known = {it.casefold() for name in names for it in (name, name.split()[0])}
    return code if text.casefold() in known else ""
