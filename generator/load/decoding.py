"""The text of a file from its bytes, or why there is none."""

from __future__ import annotations

import re

from generator.problems import Message, Place, Problem, error, msg

MAX_BYTES = 2_000_000
"""Of one file."""
MAX_FILES = 50_000
MAX_TOGETHER = 500_000_000
"""Of a whole content: files, and bytes together."""
_SPLIT = msg("split it: one file per strategy or per reporting round")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


class StopReadingError(Exception):
    """The file cannot be read any further; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


def decoded(path: str, data: bytes, smaller: Message = _SPLIT) -> str:
    """The text of a file. Raises StopReadingError where it is not UTF-8 text that can be read."""
    if len(data) > MAX_BYTES:
        most = f"{MAX_BYTES / 1e6:.0f}"
        raise StopReadingError(
            error(
                "file-too-large",
                Place(path),
                msg("the file has more than {most} MB", most=most),
                smaller,
            )
        )
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise StopReadingError(_not_utf8(path, 1, 1, "UTF-16"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        before = data[: failure.start]
        line = before.count(b"\n") + 1
        start = before.rfind(b"\n") + 1
        column = len(before[start:].decode("utf-8", "replace")) + 1
        raise StopReadingError(
            _not_utf8(path, line, column, f"0x{data[failure.start]:02X}")
        ) from None
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        raise StopReadingError(
            error(
                "hidden-character",
                Place(path, line, column),
                msg("invisible character {char}", char=f"U+{ord(found[0]):04X}"),
                msg("delete it and type the text again"),
            )
        )
    if found := _CONFLICT.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise StopReadingError(
            error(
                "yaml-syntax",
                Place(path, line, 1),
                msg("two versions of the file meet here (a merge that was not finished)"),
                msg("keep the right lines and delete the marks <<<<<<<, ======= and >>>>>>>"),
            )
        )
    return text


_CONFLICT = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)


def _not_utf8(path: str, line: int, column: int, what: str) -> Problem:
    return error(
        "not-utf8",
        Place(path, line, column),
        msg("the file is not UTF-8 text ({what})", what=what),
        msg("save it again with the encoding UTF-8"),
    )
