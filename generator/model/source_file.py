"""content/sources/*: a document itself, where its institution may publish it."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.problems import Place


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The text of a document, line by line, or its PDF."""

    document: str
    """Its id: the name of the file."""
    place: Place
    lines: tuple[str, ...] = ()
    pdf: bytes = field(default=b"", repr=False)
    digest: str = ""
    """Of the PDF."""
