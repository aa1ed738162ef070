"""Values as YAML: scalars that the loader reads back as they were meant, and lines of lists.

Values are texts, numbers (int, Decimal), dates, booleans and None, mappings and lists of them,
or ``Plain``, which is written as it stands.
"""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any

from generator.load.yaml_text import UNSHOWN, read_yaml
from generator.model.scalars import Plain

_BARE = re.compile(r"[^\W_](?:[\w .()/+–-]*[\w.)])?")
"""Text that needs no quotes anywhere, and looks as if it needs none."""
_WIDTH = 100
"""Of lines of folded text."""


def as_read(value: object) -> object:
    """A value as the loader gives it: text, ``Plain``, dict or list. Raises TypeError."""
    if isinstance(value, Mapping):
        return {as_read(key): as_read(item) for key, item in value.items()}
    if isinstance(value, Enum):
        return as_read(value.value)
    if isinstance(value, str | Plain):
        return value
    if isinstance(value, Sequence):
        return [as_read(item) for item in value]
    if value is None:
        return Plain("null", "null")
    if isinstance(value, bool):
        return Plain("true" if value else "false", "bool")
    if isinstance(value, int | Decimal):
        return Plain(f"{value:f}" if isinstance(value, Decimal) else str(value), "number")
    if type(value) is date:
        return Plain(value.isoformat(), "date")
    raise TypeError(type(value))


def scalar(value: object, *, flow: bool = True, like: str = "") -> str:
    """A scalar (as read) on one line; without quotes only where nobody would wonder at it.

    ``like`` is the text of a scalar that it takes the place of, whose style it keeps where it
    can; ``flow`` says that it stands between brackets.
    """
    if isinstance(value, Plain):
        return value.text
    text = str(value)
    tried = _in_style(text, like) if like else text if _BARE.fullmatch(text) else ""
    return tried if tried and _reads_back(tried, text, flow=flow) else quoted(text)


def key_text(key: object, like: str = "") -> str:
    """A key; like ``scalar``, but a text in lines cannot be one."""
    return scalar(key, like=like if like[:1] not in {"|", ">"} else "")


def line_end(text: str) -> str:
    """How the lines of a text end."""
    return next((end for end in ("\r\n", "\n", "\r") if end in text), "\n")


def quoted(text: str) -> str:
    """A text between double quotes; what cannot be seen is written as its number."""
    return "".join(map(_escaped, json.dumps(text, ensure_ascii=False)))


def _escaped(char: str) -> str:
    if unicodedata.category(char) not in UNSHOWN and char not in "\ufffe\uffff":
        return char
    return f"\\u{ord(char):04X}" if char <= "\uffff" else f"\\U{ord(char):08X}"


def _in_style(text: str, like: str) -> str:
    """The text in the style of another scalar; whether it may stand so is not looked at."""
    mark = like[0]
    if mark == "'":
        return "'" + text.replace("'", "''") + "'"
    if mark == '"':
        return quoted(text)
    if mark not in {"|", ">"} or not text.strip():
        return text
    lines = text.removesuffix("\n").split("\n")
    indent = next(
        (found[0] for line in like.splitlines()[1:] if (found := _INDENT.match(line))), ""
    )
    if mark == ">":
        width = max(_WIDTH - len(indent), 40)
        lines = textwrap.wrap(lines[0], width, break_long_words=False, break_on_hyphens=False)
    head = mark if text.endswith("\n") else f"{mark}-"
    return line_end(like).join([head, *(f"{indent}{line}".rstrip(" ") for line in lines)])


_INDENT = re.compile(r" +(?=[^ ])")


@lru_cache(maxsize=10_000)  # keys and words of vocabularies come again and again
def _reads_back(written: str, text: str, *, flow: bool) -> bool:
    """Whether the loader reads the text as it was meant, as a value and (on one line) as a key."""
    around = "{{k: {}}}" if flow else "k: {}\n"
    tree, problems = read_yaml("", around.format(written).encode("utf-8", "replace"))
    return not problems and tree == {"k": text}


def is_short(value: object) -> bool:
    """Whether a value (as read) belongs on one line: no list in it holds more than scalars."""
    if isinstance(value, dict):
        return all(map(is_short, value.values()))
    return not isinstance(value, list) or not any(isinstance(it, dict | list) for it in value)


def on_one_line(value: object, *, flow: bool = True, like: str = "") -> str:
    """A value (as read) on one line; ``flow`` and ``like`` as of ``scalar``."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key_text(k)}: {on_one_line(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(on_one_line, value)) + "]"
    return scalar(value, flow=flow, like=like)


def in_lines(value: Any) -> list[str]:
    """A collection (as read, not empty) as lines; what is short in it stands on one."""
    if isinstance(value, dict):
        return [line for key, item in value.items() for line in entry(key_text(key) + ":", item)]
    return [line for item in value for line in entry("-", item)]


def entry(head: str, value: object, *, spread: bool = False, items: bool = False) -> list[str]:
    """Lines of one entry after its key or hyphen; ``spread``: in lines even if it is short.

    ``items``: those of a list too.
    """
    if not value or not isinstance(value, dict | list) or (is_short(value) and not spread):
        return [f"{head} {on_one_line(value, flow=False)}"]
    first, *lines = (
        [line for it in value for line in entry("-", it, spread=True)]
        if items and isinstance(value, list)
        else in_lines(value)
    )
    if head == "-":
        return [f"- {first}", *(f"  {line}" for line in lines)]
    return [head, *(f"  {line}" for line in (first, *lines))]
