"""XML with the standard library: the same tree gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold even escaped."""


def child(
    parent: Element, name: str, given: Mapping[str, str | None] | None = None, text: str = ""
) -> Element:
    """A new element at the end of another; what is None is not written."""
    known = {key: _clean(it) for key, it in (given or {}).items() if it is not None}
    found = SubElement(parent, name, known)
    found.text = _clean(text) or None
    return found


def child_of(parent: Element, name: str, text: str | None) -> None:
    """An element with a text, where there is one."""
    if text:
        child(parent, name, {}, text)


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def as_file(root: Element) -> bytes:
    """A tree as bytes."""
    indent(root)
    text: str = tostring(root, "unicode")
    return f"<?xml version='1.0' encoding='utf-8'?>\n{text}\n".encode()
