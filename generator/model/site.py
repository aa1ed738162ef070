"""content/site.yml: the portal itself."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from generator.model.base import Model, fault
from generator.model.method import Bands
from generator.model.period_field import MonthField
from generator.model.quantities import read_whole
from generator.model.scalars import Code, Contact, Date, Id, Plain, SiteUrl, Text, Title, Url
from generator.model.schemes import Scheme

FORMAT = 3
"""The format of the content that this program writes (``load/migrations.py``)."""


def _read_format(value: Any) -> int:
    """The number of a format that there is; the loader stops before a newer one."""
    number = read_whole(value)
    if not 1 <= number <= FORMAT:
        raise fault("bad-format", text=str(number), newest=FORMAT)
    return number


Format = Annotated[int, BeforeValidator(_read_format)]


LANGUAGES = ("es", "en")
"""In which the program has words: its catalogues of messages and its manual."""
DEFAULT_LANGUAGE = "es"
"""Of a portal that says none."""


def main_language(languages: Iterable[str]) -> str:
    """The first of several, ``es`` of es-MX."""
    first = next(iter(languages), DEFAULT_LANGUAGE)
    return first.replace("_", "-").partition("-")[0].lower()


class PolicySeverity(StrEnum):
    """What the portal does when a rule on commitments is broken."""

    ERROR = "error"
    WARNING = "warning"
    OFF = "off"


def _read_severity(value: Any) -> Any:
    """``off`` is a word here, though YAML takes it for a switch."""
    return value.text if isinstance(value, Plain) and value.kind == "bool" else value


SeverityField = Annotated[PolicySeverity, BeforeValidator(_read_severity)]


class PolicyRule(StrEnum):
    """Rules on changes of commitments."""

    UNAMENDED_CHANGE = "unamended-change"
    AMENDMENT_MISMATCH = "amendment-mismatch"
    RESTATED_RESULT = "restated-result"
    REMOVED_COMMITMENT = "removed-commitment"
    BACK_TO_DRAFT = "back-to-draft"
    UNAMENDED_AMOUNT = "unamended-amount"
    """Only where the portal asks for it."""


class HistoryOfSite(Model):
    """What of the history of the repository is that of the portal."""

    since: Date
    """Changes of before this day are not told: the files were of another portal, or drafts."""


class Site(Model):
    """Name of the portal, publisher, licence, languages, default bands, policy."""

    format: Format = 1
    """How the files of the content are written."""
    name: Title
    description: Text | None = None
    publisher: Id
    licence: Title
    licence_url: Url | None = None
    languages: tuple[Code, ...] = ("es",)
    region: Code | None = None
    """ISO 3166-1 country code: how numbers and dates are written (``es`` + ``PE``)."""
    currency: Code | None = None
    year_starts: MonthField | None = None
    """Month in which years called 2023-24 or FY2024 begin; plan.yml may say another."""
    timezone: Title | None = None
    """IANA name of the place whose days count."""
    url: SiteUrl | None = None
    contact: Contact | None = None
    """Where a reader who sees a mistake, or asks, writes to."""
    repository: Url | None = None
    branch: Title = "main"
    history: HistoryOfSite | None = None
    bands: Bands
    schemes: dict[Id, Scheme] = Field(default_factory=dict)
    """Registers and classifications of its own, beside those that every portal knows."""
    synonyms: tuple[tuple[Title, ...], ...] = ()
    """Words that mean the same to whoever searches, beside those of its language."""
    policy: dict[PolicyRule, SeverityField] = Field(default_factory=dict)

    @property
    def language(self) -> str:
        """In which it speaks to its readers: the first of its languages, ``es`` of es-MX."""
        return main_language(self.languages)

    def severity_of(self, rule: PolicyRule) -> PolicySeverity:
        """How serious a broken rule is: an error where nothing is written, off for amounts."""
        is_optional = rule is PolicyRule.UNAMENDED_AMOUNT
        return self.policy.get(rule, PolicySeverity.OFF if is_optional else PolicySeverity.ERROR)
