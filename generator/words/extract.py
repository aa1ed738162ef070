"""What of the code is a message, for ``make messages``.

Babel's own reader of Python loses messages in the arguments of other calls.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from typing import BinaryIO

from generator.words.catalogue import spelled


def extract(
    file: BinaryIO, keywords: Collection[str], *_: object, **__: object
) -> Iterator[tuple[int, str, list[str | None], list[str]]]:
    """Calls by a name of ``keywords``: line, name, arguments that are texts, no comments.

    A column of the open data has a heading beside, which its name gives.
    """
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call):
            called = node.func
            name = getattr(called, "id", getattr(called, "attr", ""))
            if name in keywords:
                yield node.lineno, name, [_text(argument) for argument in node.args], []
            if name in COLUMNS and len(node.args) > 1 and (column := _text(node.args[0])):
                yield node.lineno, "pmsg", ["column", spelled(column)], []


COLUMNS = frozenset({"Column", "text", "several", "whole", "number", "percent"})
COLUMNS |= {"amount", "day", "flag", "printed", "_paragraphs"}
"""What makes a column of the open data: its name and what it is."""


def _text(node: ast.expr) -> str | None:
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, str) else None
