"""The calendars and the feed of the plans."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import etree

from generator.compute import Results
from generator.export.atom import Entry, Feed, feed_file
from generator.export.ical import Agenda, Day, calendar_file
from generator.subscriptions import subscriptions
from tests.helpers import MINIMAL, strategy
from tests.test_agenda import DATES, DOCUMENTS, MOVED, RECOMMENDATIONS, computed
from tests.test_feed import ATOM, FEED, assert_rfc_5545, events, feed, made
from tests.test_pages import plan


def test_every_page_with_a_subscription_has_its_file(
    results: Results, pages_of_all: Mapping[str, bytes]
) -> None:
    made = subscriptions(results)
    assert {name for name in made if name.startswith("planes/")} == {
        f"planes/{plan}/{file}"
        for plan in results.plans
        for file in ("calendario.ics", "novedades.xml")
    }
    assert "calendario/index.md" in pages_of_all
    assert "novedades/index.md" in pages_of_all


def test_the_real_calendars_keep_to_rfc_5545(made: dict[str, bytes]) -> None:
    for name, data in made.items():
        if not name.endswith(".ics"):
            continue
        assert_rfc_5545(data)
    assert len(events(made["planes/pfc-mtpe-2025/calendario.ics"])) == 10


def test_the_feed_of_the_real_content_is_atom(made: dict[str, bytes]) -> None:
    tree = feed(made[FEED])
    assert tree.findtext(f"{ATOM}title") == "Avance: novedades"
    assert tree.findtext(f"{ATOM}updated") == "2026-02-14T12:00:00Z"
    title = "POI Anual 2024 Actualizado Versión 3 · Plan Operativo Institucional 2024"
    (third,) = [e for e in tree.findall(f"{ATOM}entry") if e.findtext(f"{ATOM}title") == title]
    said = (third.findtext(f"{ATOM}content") or "").replace("\N{NO-BREAK SPACE}", " ")
    assert said.splitlines()[0] == "S/ 388,878,962 → S/ 736,084,851 · +S/ 347,205,889 (+89.3 %)"
