"""An SVG as a page may carry it: no style attributes, no roles inside, nothing that repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, fromstring
from xml.sax.saxutils import escape, quoteattr

_SPACE = "{http://www.w3.org/2000/svg}"
_KEPT = {
    "x", "y", "x1", "y1", "x2", "y2", "d", "width", "height", "transform", "text-anchor",
    "fill", "stroke", "stroke-width", "stroke-dasharray", "font-weight",
}  # fmt: skip
"""Attributes that draw. Type and its size come from the page; roles and names from the figure."""
_USUAL = {("fill", "none"), ("text-anchor", "start"), ("font-weight", "normal")}
_DRAWN = {"path", "line", "rect", "text"}
_NUMBER = re.compile(r"-?\d+\.\d{3,}")


def tidy(svg: str) -> str:
    """What vl-convert wrote, reduced to shapes and texts; same picture, same bytes every time."""
    root = fromstring(svg)  # noqa: S314  # written by our own library a moment ago
    box = root.attrib["viewBox"]
    return f'<svg viewBox="{box}" fill="none">{"".join(_children(root))}</svg>'


def _children(element: Element) -> Iterator[str]:
    for child in element:
        yield from _written(child)


def _written(element: Element) -> Iterator[str]:
    name = element.tag.removeprefix(_SPACE)
    given = _attributes(element)
    if name == "g":
        inner = "".join(_children(element))
        own = "".join(f" {key}={quoteattr(value)}" for key, value in given.items())
        yield f"<g{own}>{inner}</g>" if inner and own else inner
    elif name in _DRAWN and _shows(name, element, given):
        yield _tag(name, given, element)


def _tag(name: str, given: dict[str, str], element: Element) -> str:
    own = "".join(f" {key}={quoteattr(value)}" for key, value in given.items())
    if name == "text":
        return f"<text{own}>{escape(element.text or '')}</text>"
    return f"<{name}{own}></{name}>"


def _shows(name: str, element: Element, given: dict[str, str]) -> bool:
    """Whether it leaves a mark: not the background and not the empty frames of groups."""
    if element.get("display") == "none" or element.get("class") in {"background", "foreground"}:
        return False
    painted = {"fill", "stroke"} & given.keys()
    return bool(painted) and given.get("fill") != "transparent" and (name != "path" or "d" in given)


def _attributes(element: Element) -> dict[str, str]:
    """Those that draw, a style's declarations among them, with short numbers."""
    pairs = dict(element.attrib)
    for declaration in pairs.pop("style", "").split(";"):
        key, colon, value = declaration.partition(":")
        if colon:
            pairs[key.strip()] = value.strip()
    return {
        key: _NUMBER.sub(_short, value)
        for key, value in pairs.items()
        if key in _KEPT
        and (key, value) not in _USUAL
        and (key, value) != ("transform", "translate(0,0)")
    }


def _short(found: re.Match[str]) -> str:
    return f"{float(found[0]):.2f}".rstrip("0").rstrip(".")
