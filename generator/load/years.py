"""How a plan counts its years, and what else is known before a file is read as a model."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.load.profiles import own_profiles, profile_named
from generator.load.yaml_text import read_yaml
from generator.model.origin import OriginMap
from generator.model.site import main_language
from generator.model.years import CALENDAR, DECEMBER, JANUARY, JULY, Years

_MARK = re.compile(rb"year_starts|profile|FY[0-9]|(?<![0-9-])[0-9]{4}-[0-9]{2}(?![0-9-])")
"""Without this a plan counts by the calendar."""


@dataclass(frozen=True, slots=True)
class Around:
    """What other files say that decides how a file is read."""

    years: Years
    profiles: bytes
    """The portal's own profiles, where its plan names one."""
    language: str = ""
    """The portal's, which the profiles that are shipped speak; "" where the plan names none."""


def around(files: Mapping[str, bytes], path: str) -> Around:
    """What is said around a file: by its plan, and by the profiles."""
    plan = path.split("/")[1] if path.startswith("plans/") else ""
    profiles, site = own_profiles(files, path), files.get("site.yml", b"")
    text = files.get(f"plans/{plan}/plan.yml", b"")
    language = _language_of(site) if path.endswith("/plan.yml") and b"profile" in text else ""
    return Around(years_of(text, site, profiles), profiles, language)


@lru_cache(100)
def _language_of(site: bytes) -> str:
    tree = read_yaml("site.yml", site)[0] if b"languages" in site else None
    said = tree.children.get("languages") if isinstance(tree, OriginMap) else None
    return main_language(map(str, said if isinstance(said, list) else ()))


@lru_cache(1_000)
def years_of(plan: bytes, site: bytes = b"", profiles: bytes = b"") -> Years:
    """The years of a plan, from its plan.yml, which may be broken elsewhere, or its profile.

    Where it does not say the month, but is named by such years, it is that of the portal. Where
    that is missing or none, it is taken for July: what is wrong is then told once, not for every
    period.
    """
    tree = read_yaml("plan.yml", plan)[0] if _MARK.search(plan) else None
    if not isinstance(tree, OriginMap):
        return CALENDAR
    period = tree.children.get("period", "")
    label = str(period.children.get("from", "") if isinstance(period, OriginMap) else period)
    is_fy = label.startswith("FY")
    profile = profile_named(tree, profiles) if "profile" in tree.children else None
    given = profile.year_starts if profile else None
    is_label = is_fy or Years(JULY).first_of(label) is not None
    said = tree.children.get("year_starts", given)
    if said is None or (not is_label and str(said) not in _MONTHS):
        return Years(_month_of_portal(site), is_fy) if is_label else CALENDAR
    starts = _month(said)
    return Years(starts, is_fy and starts != JANUARY)


_MONTHS = {str(month): month for month in range(JANUARY, DECEMBER + 1)}


def _month(said: object) -> int:
    return _MONTHS.get(str(said), JULY)


def _month_of_portal(site: bytes) -> int:
    tree = read_yaml("site.yml", site)[0] if b"year_starts" in site else None
    said = tree.children.get("year_starts") if isinstance(tree, OriginMap) else None
    month = _month(said)
    return JULY if month == JANUARY else month
