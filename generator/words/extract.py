"""What of the code is a message, for ``make messages``.

Babel's own reader of Python loses messages in the arguments of other calls.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from typing import BinaryIO


def extract(
    file: BinaryIO, keywords: Collection[str], *_: object, **__: object
) -> Iterator[tuple[int, str, list[str | None], list[str]]]:
    """Calls by a name of ``keywords``: line, name, arguments that are texts, no comments."""
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call):
            called = node.func
            name = getattr(called, "id", getattr(called, "attr", ""))
            if name in keywords:
                yield node.lineno, name, [_text(argument) for argument in node.args], []


def _text(node: ast.expr) -> str | None:
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, str) else None
