"""XML with the standard library: the same tree gives the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from generator.export.atom import clean
from generator.load.yaml_write import as_read, on_one_line
from generator.model.period import Period, Span

NAMESPACE = "urn:avance:plan:1"
"""Of what the standards have no words for, so that a plan can be read back."""


def child(
    parent: Element, name: str, given: Mapping[str, str | None] | None = None, text: str = ""
) -> Element:
    """A new element at the end of another; what is None is not written."""
    known = {key: clean(it) for key, it in (given or {}).items() if it is not None}
    found = SubElement(parent, name, known)
    found.text = clean(text) or None
    return found


def add_ends(parent: Element, of: Period | Span) -> None:
    """Its first and last day, as IATI has them."""
    for name, day in (("period-start", of.start), ("period-end", of.end)):
        child(parent, name, {"iso-date": day.isoformat()})


def in_yaml(value: object) -> str:
    """A value as a file of a content has it, on one line."""
    return on_one_line(as_read(value))


def as_file(root: Element) -> bytes:
    """A tree as bytes."""
    indent(root)
    return bytes(tostring(root, "utf-8", xml_declaration=True)) + b"\n"
