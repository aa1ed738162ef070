"""External codes: what registers and classifications of others call a thing of a plan."""

from __future__ import annotations

import re
from typing import Annotated, Any
from urllib.parse import quote

from pydantic import BeforeValidator, Field

from generator.model.base import Model, fault
from generator.model.scalars import Id, Title, listed, read_url
from generator.problems import say

_CODE = "{code}"
_SIGNS = {"9": "[0-9]", "A": "[A-Za-z]"}


def _read_address(value: Any) -> str:
    text = read_url(value)
    if _CODE not in text:
        raise fault("address-without-code", text=text)
    return text


class Scheme(Model):
    """A register or classification whose codes are cited: IATI calls it a vocabulary."""

    name: Title
    url: Annotated[str, BeforeValidator(_read_address)] | None = None
    """Address of a code, which stands in it as ``{code}``."""
    pattern: Annotated[tuple[Title, ...], BeforeValidator(listed)] = ()
    """Forms of its codes: 9 is any digit, A any letter, all else is itself. No expression of a
    content can make a check run on."""

    def has(self, code: str) -> bool:
        """Whether a code has one of its forms."""
        forms = ("".join(_SIGNS.get(sign, re.escape(sign)) for sign in it) for it in self.pattern)
        return not self.pattern or any(re.fullmatch(form, code) for form in forms)

    def address(self, code: str) -> str:
        """Where a code is explained; "" where nobody says."""
        return self.url.replace(_CODE, quote(code, safe="")) if self.url else ""


SHARED = "shared"
"""The scheme by which institutions say which of their indicators they have in common."""
_SDG = "9 99 9.9 99.9 9.99 99.99 9.A 99.A"
SCHEMES = {
    "sdg": Scheme(
        name=say("Sustainable Development Goals, goals and targets"),
        url="https://metadata.un.org/sdg/{code}",
        pattern=tuple(_SDG.split()),
    ),
    "sdg-indicator": Scheme(
        name=say("Sustainable Development Goals, indicators"),
        pattern=tuple(f"{form}.9" for form in _SDG.split()[2:]),
    ),
    "cofog": Scheme(name=say("Functions of government (COFOG)"), pattern=("99", "99.9", "99.9.9")),
    "crs": Scheme(name=say("Purposes of aid (CRS of the OECD)"), pattern=("99999",)),
    "iati": Scheme(name=say("Identifier of the activity in IATI")),
    "org-id": Scheme(name=say("Identifier of the organisation")),
    "iati-org-type": Scheme(name=say("Type of organisation in IATI"), pattern=("99",)),
    "bpin": Scheme(name=say("Investment projects of Colombia (BPIN)")),
    "cui": Scheme(name=say("Investments of Peru (CUI)")),
    SHARED: Scheme(name=say("Indicators that several institutions share")),
}
"""Those that every portal knows; addresses only where the body that keeps the codes gives one
(for the SDG, the common identifiers of the UN system). ``schemes`` of site.yml adds its own."""


class Coded(Model):
    """What has codes of others."""

    codes: dict[Id, Annotated[tuple[Title, ...], BeforeValidator(listed)]] = Field(
        default_factory=dict
    )
    """By scheme, as printed."""
