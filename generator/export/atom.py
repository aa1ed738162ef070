"""Feeds of news (Atom, RFC 4287): entries in, bytes out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

NAMESPACE = "http://www.w3.org/2005/Atom"
ATOM = "application/atom+xml"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold even escaped."""


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
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", _moment(entries[0].day))
    _add(SubElement(root, "author"), "name", feed.author)
    _add(root, "rights", feed.rights)
    SubElement(root, "link", rel="self", type=ATOM, href=feed.self_href)
    SubElement(root, "link", rel="alternate", type="text/html", href=feed.href)
    for entry in entries:
        _entry(root, entry)
    indent(root)
    return bytes(tostring(root, "utf-8", xml_declaration=True)) + b"\n"


def _entry(root: Element, entry: Entry) -> None:
    found = SubElement(root, "entry")
    _add(found, "id", entry.id)
    _add(found, "title", entry.title)
    _add(found, "updated", _moment(entry.day))
    _add(found, "published", _moment(entry.day))
    SubElement(found, "category", term=entry.category, label=clean(entry.label))
    SubElement(found, "link", rel="alternate", type="text/html", href=entry.href)
    _add(found, "content", entry.text)


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = clean(text)


def clean(text: str) -> str:
    """A text without what XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


def _moment(day: date) -> str:
    """A day as an instant: noon, which is the same day from UTC-12 to UTC+11."""
    return f"{day.isoformat()}T12:00:00Z"
