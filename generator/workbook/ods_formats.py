"""Formats of cells in OpenDocument, said as Excel says them: ``0.00``, ``0%``, ``dmy``.

Left out is what says nothing of a number: letters, and how days and months are written.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.workbook.parts import Handler

Attributes = dict[str, str]

_OF_DATES = {"number:day": "d", "number:month": "m", "number:year": "y"}
_POSITIVE, _NEGATIVE = {"value()>=0", "value()>0"}, {"value()<0", "value()<=0"}
_ZERO = {"value()=0"}
"""It is shown whole in every format."""
_LONGEST = 30
MAX_STYLES = 200_000
_DEEPEST = 20


@dataclass
class _Format:
    """A format of numbers in the making."""

    is_percent: bool
    text: str = ""
    sections: dict[str, str] = field(default_factory=dict)
    """Names of formats for some numbers, by their condition."""


class Styles(Handler):
    """What the styles of a document say of the numbers and the sheets that have them."""

    def __init__(self) -> None:
        self._formats: dict[str, _Format] = {}
        self._styles: dict[str, Attributes] = {}
        self.hidden: set[str] = set()
        """Styles of sheets that are not shown."""
        self._format: _Format | None = None
        self._style = ""

    def start(self, name: str, attributes: Attributes) -> None:
        """A style begins, or a part of one."""
        if len(self._styles) + len(self._formats) > MAX_STYLES:
            raise ValueError("more styles than any program writes")
        if name == "style:style":
            self._style = attributes.get("style:name", "")
            if attributes.get("style:family") == "table-cell":
                self._styles[self._style] = attributes
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            self.hidden.add(self._style)
        elif name.startswith("number:") and name.endswith("-style"):
            self._format = _Format(name == "number:percentage-style")
            self._formats[attributes.get("style:name", "")] = self._format
        elif self._format is not None:
            self._part(self._format, name, attributes)

    def _part(self, form: _Format, name: str, attributes: Attributes) -> None:
        """A part of a format: digits, a part of a date, another format for some numbers."""
        if name == "number:number":
            form.text += _digits(attributes)
        elif name in _OF_DATES:
            form.text += _OF_DATES[name]
        elif name == "style:map":
            condition = attributes.get("style:condition", "")
            form.sections[condition] = attributes.get("style:apply-style-name", "")

    def end(self, name: str) -> None:
        """A style ends."""
        if self._format is not None and name.startswith("number:") and name.endswith("-style"):
            self._format.text += "%" * self._format.is_percent
            self._format = None

    def format_of(self, style: str) -> str:
        """The format of numbers of a style of cells."""
        for _ in range(_DEEPEST):
            attributes = self._styles.get(style, {})
            if name := attributes.get("style:data-style-name"):
                return self._written(name)
            style = attributes.get("style:parent-style-name", "")
        return "General"

    def _written(self, name: str) -> str:
        """A format with its parts for positive and for negative numbers."""
        if (
            form := self._formats.get(name)
        ) is None or form.sections.keys() - _POSITIVE - _NEGATIVE - _ZERO:
            return "General"
        texts = {
            condition in _POSITIVE: part.text
            for condition, other in form.sections.items()
            if condition not in _ZERO and (part := self._formats.get(other))
        }
        if not texts:
            return form.text or "General"
        return f"{texts.get(True, form.text)};{texts.get(False, form.text)}"


def _digits(attributes: Attributes) -> str:
    """The digits of a format; nothing where their number is not said."""
    n_places, n_whole, n_least = (_count(attributes.get(f"number:{it}")) for it in _COUNTS)
    if n_places is None or "number:display-factor" in attributes:
        return "General"
    least = n_places if n_least is None else min(n_least, n_places)
    whole = "0" * max(n_whole or 0, 1)
    grouped = f"#,##{whole}" if attributes.get("number:grouping") == "true" else whole
    return grouped + ("." + "0" * least + "#" * (n_places - least) if n_places else "")


_COUNTS = ("decimal-places", "min-integer-digits", "min-decimal-places")


def _count(text: str | None) -> int | None:
    if text is None or not (text.isascii() and text.isdigit()):
        return None
    return min(int(text[:6]), _LONGEST)
