"""Calendar files and the feed, read again as a calendar application or a feed reader does."""

from __future__ import annotations

import re
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
from generator.render import render
from generator.subscriptions import subscriptions
from tests.helpers import MINIMAL, strategy
from tests.test_agenda import DATES, DOCUMENTS, MOVED, RECOMMENDATIONS, computed
from tests.test_pages import plan

ALL = "calendario.ics"
OWN = "planes/plan-2024/calendario.ics"
FEED = "novedades.xml"
ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "schemas/atom.rng"))
TODAY = date(2026, 1, 15)
ADDRESS = {"site.yml": MINIMAL["site.yml"] + "url: https://ejemplo.pe/portal\n"}
ENTRIES = {
    DATES: "- {title: Feria, printed: Día 3, date: 2026-02-03, coordination: [OCII]}\n"
    "- {title: Congreso, printed: 28 al 2, from: 2026-01-28, to: 2026-02-02}\n"
    "- {title: Semana, printed: 1ra semana, week: 2025-W49}\n",
    RECOMMENDATIONS: "- {code: R1, text: Publicar., deadline: 2025-12, owner: [mtpe]}\n"
    "- {code: R2, text: Traducir., deadline: 2025-T3}\n"
    "- {code: R3, text: Contar., deadline: 2025-07-28}\n",
}


def files(*parts: dict[str, str], as_of: date = TODAY) -> dict[str, bytes]:
    return subscriptions(computed(*parts, as_of=as_of))


def parsed(data: bytes) -> Any:
    """A calendar as its library reads it, which says little of types."""
    return Calendar.from_ical(data)


def events(data: bytes) -> dict[str, Any]:
    """Events of a calendar by their summary."""
    return {str(event["summary"]): event for event in parsed(data).walk("VEVENT")}


def unfolded(data: bytes) -> list[str]:
    """Content lines of a calendar (RFC 5545, 3.1)."""
    return data.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


# calendar


def test_a_calendar_file_holds_every_date_as_whole_days() -> None:
    found = events(files(ENTRIES, strategy("[]"))[OWN])
    spans = {name: (e["dtstart"].dt, e["dtend"].dt) for name, e in found.items()}
    assert spans == {
        "Feria": (date(2026, 2, 3), date(2026, 2, 4)),
        "Congreso": (date(2026, 1, 28), date(2026, 2, 3)),
        "Semana": (date(2025, 12, 1), date(2025, 12, 8)),
        "Plazo de una recomendación: R1": (date(2025, 12, 1), date(2026, 1, 1)),
        "Plazo de una recomendación: R2": (date(2025, 7, 1), date(2025, 10, 1)),
        "Plazo de una recomendación: R3": (date(2025, 7, 28), date(2025, 7, 29)),
    }


def test_an_event_says_what_it_is_and_why_it_lasts_so_long() -> None:
    found = events(files(ENTRIES, strategy("[]"))[OWN])
    month = found["Plazo de una recomendación: R1"]
    assert str(month["description"]).splitlines() == [
        "Publicar.",
        "Responsable: Ministerio",
        "El documento solo indica el mes: se marca el mes completo.",
        "Plan 2024",
    ]
    quarter = str(found["Plazo de una recomendación: R2"]["description"])
    assert "El documento solo indica este periodo: III trimestre de 2025." in quarter
    assert "solo indica" not in str(found["Plazo de una recomendación: R3"]["description"])
    assert month["categories"].to_ical().decode() == "Plazo de una recomendación"
    assert month["transp"] == "TRANSPARENT"


def test_the_calendar_of_all_plans_names_the_plan_of_each_date() -> None:
    found = files(ENTRIES, strategy("[]"))
    names = (ALL, OWN, "unidades/mtpe/calendario.ics")
    assert tuple(path for path in found if path.endswith(".ics")) == names
    assert "Feria · Plan 2024" in events(found[ALL])
    whole = parsed(found[ALL])
    assert whole["name"] == "Portal: fechas de los planes"
    assert whole["refresh-interval"].dt == timedelta(days=1)


def test_ids_stay_when_words_and_days_around_them_change() -> None:
    before = events(files(ENTRIES, strategy("[]"))[ALL])
    later = {
        DATES: ENTRIES[DATES].replace("Día 3", "El 3").replace("2026-02-03", "2026-02-04"),
        RECOMMENDATIONS: ENTRIES[RECOMMENDATIONS].replace("Publicar", "Publicarlo"),
    }
    after = events(files(later, strategy("[]"), as_of=date(2026, 3, 1))[ALL])
    assert {str(e["uid"]) for e in before.values()} == {str(e["uid"]) for e in after.values()}
    assert len({str(e["uid"]) for e in before.values()}) == len(before)
    assert "R1.deadline.plan-2024@mtpe" in {str(e["uid"]) for e in before.values()}


def test_addresses_are_absolute_or_not_there() -> None:
    assert all("url" not in event for event in events(files(ENTRIES)[ALL]).values())
    found = files(ENTRIES, ADDRESS, strategy("[]"))[OWN]
    event = events(found)["Plazo de una recomendación: R1"]
    assert event["url"] == "https://ejemplo.pe/portal/planes/plan-2024/recomendaciones/#R1"
    assert parsed(found)["url"] == "https://ejemplo.pe/portal/planes/plan-2024/"


def test_the_stamp_is_the_day_of_the_content_and_nothing_else_moves() -> None:
    first = files(ENTRIES, strategy("[]"))[ALL]
    assert first == files(ENTRIES, strategy("[]"))[ALL]
    stamps = {event["dtstamp"].dt for event in events(first).values()}
    assert stamps == {datetime(2026, 1, 15, tzinfo=UTC)}
    second = files(ENTRIES, strategy("[]"), as_of=date(2026, 1, 16))[ALL]
    assert second == first.replace(b"20260115T000000Z", b"20260116T000000Z")


def test_without_dates_there_is_no_calendar_and_without_news_no_feed() -> None:
    assert files(strategy("[]")) == {}


@pytest.fixture(scope="module")
def made(results: Results) -> dict[str, bytes]:
    """The files of the content."""
    return subscriptions(results)


def assert_rfc_5545(data: bytes) -> None:
    """What RFC 5545 asks of a stream, of a calendar and of its events."""
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.removesuffix(b"\r\n").split(b"\r\n")
    assert not [line for line in lines if b"\n" in line or b"\r" in line]
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode()  # folded between characters, never inside one
    for text in unfolded(data):
        assert re.match(r'[A-Z0-9-]+(;[A-Z-]+=("[^"]*"|[^";:,]*))*:', text), text
    calendar = parsed(data)
    assert calendar["version"] == "2.0"
    assert calendar["prodid"]
    found = calendar.walk("VEVENT")
    assert found
    for event in found:
        assert event["uid"]
        assert event["dtstamp"].dt.tzinfo is not None
        assert event["dtstart"].params["VALUE"] == event["dtend"].params["VALUE"] == "DATE"
        assert event["dtend"].dt > event["dtstart"].dt
        once = ("dtstart", "dtend", "dtstamp", "uid", "summary", "description", "url", "transp")
        assert not [key for key in once if isinstance(event.get(key), list)]
    assert len({event["uid"] for event in found}) == len(found)


TEXTS = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Zl", "Zp"]) | st.just("\n")
)


@given(TEXTS, TEXTS)
def test_no_text_breaks_a_calendar(summary: str, description: str) -> None:
    day = Day("a@b", date(2024, 2, 29), date(2024, 2, 29), summary, description, summary or "x")
    data = calendar_file(Agenda(summary, description, "es", TODAY, (day,)))
    assert_rfc_5545(data)
    (event,) = parsed(data).walk("VEVENT")
    assert str(event["summary"]) == summary
    assert str(event["description"]) == description
    assert {name for name, _ in event.property_items() if name not in {"BEGIN", "END"}} == {
        *("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES", "TRANSP")
    }


# feed


def feed(data: bytes) -> Any:
    """A feed that the schema accepts, with the rules of RFC 4287 that no grammar can hold."""
    tree = etree.fromstring(data)
    assert SCHEMA.validate(tree), SCHEMA.error_log
    entries = tree.findall(f"{ATOM}entry")
    ids = [element.findtext(f"{ATOM}id") or "" for element in (tree, *entries)]
    assert len(set(ids)) == len(ids)
    # RFC 4151: tag:authority,year:specific, with the signs that an address may carry.
    assert not [name for name in ids if not re.fullmatch(r"tag:[a-z0-9.-]+,\d{4}:[\w./-]+", name)]
    assert tree.findtext(f"{ATOM}author/{ATOM}name")
    moments = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert moments == sorted(moments, reverse=True)
    assert tree.findtext(f"{ATOM}updated") == moments[0]
    links = [(link.get("rel"), link.get("type")) for link in tree.findall(f"{ATOM}link")]
    assert links == [("self", "application/atom+xml"), ("alternate", "text/html")]
    for entry in entries:
        assert len(entry.findall(f"{ATOM}link[@rel='alternate']")) == 1
    return tree


def test_the_schema_refuses_what_is_no_feed(made: dict[str, bytes]) -> None:
    for without in ("id", "title", "updated"):
        tree = etree.fromstring(made[FEED])
        for element in tree.findall(f"{ATOM}{without}"):
            tree.remove(element)
        assert not SCHEMA.validate(tree), without


def test_only_what_has_a_printed_date_is_in_the_feed() -> None:
    tree = feed(files(DOCUMENTS, MOVED, strategy("[]"))[FEED])
    ids = [entry.findtext(f"{ATOM}id") for entry in tree.findall(f"{ATOM}entry")]
    assert ids == [
        "tag:mtpe,2026:plan-2024/budget/rm-2-V1",
        "tag:mtpe,2026:plan-2024/version/V1",
        "tag:mtpe,2026:plan-2024/version/PIA",
    ]
    undated = plan("versions: [{id: V1, label: Primera}]")
    assert FEED not in files(undated, strategy("[]"))


def test_entries_lead_to_the_page_of_news_wherever_the_portal_is() -> None:
    still = strategy("[]")
    relative = feed(files(DOCUMENTS, MOVED, still)[FEED])
    absolute = feed(files(DOCUMENTS, MOVED, still, ADDRESS)[FEED])
    for tree, base in ((relative, ""), (absolute, "https://ejemplo.pe/portal/")):
        hrefs = [link.get("href") for link in tree.iter(f"{ATOM}link")]
        assert hrefs[:3] == [
            f"{base}novedades.xml",
            f"{base}novedades/",
            f"{base}novedades/#plan-2024-budget-rm-2-V1",
        ]
    here = "https://otro.pe/sub/novedades.xml"
    assert urljoin(here, "novedades/#a") == "https://otro.pe/sub/novedades/#a"
    own = [tree.findtext(f"{ATOM}id") for tree in (relative, absolute)]
    assert own == ["tag:mtpe,2026:novedades", "tag:ejemplo.pe,2026:portal/novedades"]


def test_the_feed_does_not_depend_on_the_day_it_is_made() -> None:
    first = files(DOCUMENTS, MOVED)[FEED]
    assert first == files(DOCUMENTS, MOVED, as_of=date(2027, 1, 1))[FEED]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_breaks_a_feed(text: str) -> None:
    entry = Entry("tag:a,2026:b", text, TODAY, text, "version", text, "novedades/#a")
    made = feed_file(Feed("tag:a,2026:x", text, "A", text, "es", "x.xml", "x/", (entry,)))
    tree = feed(made)
    (found,) = tree.findall(f"{ATOM}entry")
    assert [element.tag.removeprefix(ATOM) for element in found] == [
        *("id", "title", "updated", "published", "category", "link", "content")
    ]


# of a plan, a unit, a region


HERE = {
    "units.yml": "- {id: mtpe, name: Ministerio, kind: entity}\n"
    "- {id: ofi, name: Oficina, kind: office}\n- {id: otra, name: Otra, kind: office}\n",
    "strategies/1.1.yml": """
code: "1.1"
objective: "1"
title: Línea
activities:
  - code: 1.1.1
    title: Actividad
    responsible: [ofi]
    measures:
      - {indicator: visitas, by: region, targets: {2024-T1: {PE-AYA: 5, PE-LIM: 5}}}
""",
    RECOMMENDATIONS: "- {code: R1, text: Publicar., deadline: 2025-07-28, owner: [otra]}\n",
}
REPORTED = {
    "results/2024-T1.yml": "period: 2024-T1\nstatus: final\nsource: {document: informe}\n"
    "cutoff: 2024-04-15\nresults:\n  visitas: {value: {PE-AYA: 4}}\n"
}


def test_whom_something_concerns_has_it_in_files_of_its_own() -> None:
    found = files(HERE, REPORTED)
    names = {name: len(events(data)) for name, data in found.items() if name.endswith(".ics")}
    assert names == {
        ALL: 2,
        OWN: 2,
        "unidades/mtpe/calendario.ics": 2,  # the plan is its own
        "unidades/ofi/calendario.ics": 1,
        "unidades/otra/calendario.ics": 1,
        "regiones/PE-AYA/calendario.ics": 1,
        "regiones/PE-LIM/calendario.ics": 1,
    }
    told = {name: terms(data) for name, data in found.items() if name.endswith(".xml")}
    assert told == {
        FEED: ["alert", "report"],
        "planes/plan-2024/novedades.xml": ["alert", "report"],
        "unidades/mtpe/novedades.xml": ["alert", "report"],
        "unidades/ofi/novedades.xml": ["report"],
        "unidades/otra/novedades.xml": ["alert"],
        "regiones/PE-AYA/novedades.xml": ["report"],
        "regiones/PE-LIM/novedades.xml": ["report"],
    }


def terms(data: bytes) -> list[str | None]:
    """The sorts of entries of a feed, in its order."""
    return [it.get("term") for it in feed(data).iter(f"{ATOM}category")]


def test_an_entry_has_one_name_in_every_feed() -> None:
    found = files(HERE, REPORTED, ADDRESS)
    ids = {
        name: {it.text for it in feed(data).iter(f"{ATOM}id")}
        for name, data in found.items()
        if name.endswith(".xml")
    }
    for name, own in ids.items():
        assert len(own - ids[FEED]) == (name != FEED), name  # that of the feed itself


def test_a_page_offers_the_files_that_there_are_and_no_others() -> None:
    found = computed(HERE, as_of=TODAY)
    offered = {
        urljoin(page, link)
        for page, text in render(found).items()
        for link in re.findall(r'href="([^"]+)" type="(?:text/cal|application/atom)', text.decode())
    }
    assert offered == {*subscriptions(found)}
