"""Feeds of news (Atom, RFC 4287): entries in, bytes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from generator.export.markup import as_file, child

NAMESPACE = "http://www.w3.org/2005/Atom"
ATOM = "application/atom+xml"


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news: plain texts, a day, and where it is told in full."""

    id: str
    title: str
    day: date
    text: str
    category: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with at least one entry; ``self_href`` and ``href`` are its own file and page."""

    id: str
    title: str
    author: str
    rights: str
    lang: str
    self_href: str
    href: str
    entries: tuple[Entry, ...]


def feed_file(feed: Feed) -> bytes:
    """A feed as bytes, the newest entry first: the same entries give the same bytes."""
    entries = sorted(feed.entries, key=lambda entry: entry.id)
    entries.sort(key=lambda entry: entry.day, reverse=True)
    root = Element("feed", {"xmlns": NAMESPACE, "xml:lang": feed.lang})
    child(root, "id", {}, feed.id)
    child(root, "title", {}, feed.title)
    child(root, "updated", {}, _moment(entries[0].day))
    child(child(root, "author"), "name", {}, feed.author)
    child(root, "rights", {}, feed.rights)
    child(root, "link", {"rel": "self", "type": ATOM, "href": feed.self_href})
    _page(root, feed.href)
    for entry in entries:
        _entry(root, entry)
    return as_file(root)


def _entry(root: Element, entry: Entry) -> None:
    found = child(root, "entry")
    child(found, "id", {}, entry.id)
    child(found, "title", {}, entry.title)
    child(found, "updated", {}, _moment(entry.day))
    child(found, "published", {}, _moment(entry.day))
    child(found, "category", {"term": entry.category, "label": entry.label})
    _page(found, entry.href)
    child(found, "content", {}, entry.text)


def _page(parent: Element, href: str) -> None:
    child(parent, "link", {"rel": "alternate", "type": "text/html", "href": href})


def _moment(day: date) -> str:
    """A day as an instant: noon, which is the same day from UTC-12 to UTC+11."""
    return f"{day.isoformat()}T12:00:00Z"
