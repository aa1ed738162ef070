"""The text of a file from its bytes, or why there is none."""

from __future__ import annotations

import re

from generator.problems import Message, Place, Problem, error, msg

MAX_BYTES = 2_000_000
"""Of one file."""
MAX_PDF = 20_000_000
"""Of a document that is published as it is."""
MAX_FILES = 50_000
MAX_TOGETHER = 500_000_000
"""Of a whole content: files, and bytes together."""
_SPLIT = msg("split it: one file per strategy or per reporting round")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_CONFLICT = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)


class StopReadingError(Exception):
    """The file cannot be read any further; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


def decoded(path: str, data: bytes, smaller: Message = _SPLIT) -> str:
    """The text of a file. Raises StopReadingError where it is not UTF-8 text that can be read."""
    if len(data) > MAX_BYTES:
        what = msg("the file has more than {most} MB", most=f"{MAX_BYTES / 1e6:.0f}")
        raise _stop("file-too-large", Place(path), what, smaller)
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise _not_utf8(Place(path, 1, 1), "UTF-16")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        place = _after(path, data[: failure.start].decode("utf-8", "replace"))
        raise _not_utf8(place, f"0x{data[failure.start]:02X}") from None
    if found := _CONTROL.search(text):
        what = msg("invisible character {char}", char=f"U+{ord(found[0]):04X}")
        hint = msg("delete it and type the text again")
        raise _stop("hidden-character", _after(path, text[: found.start()]), what, hint)
    if found := _CONFLICT.search(text):
        what = msg("two versions of the file meet here (a merge that was not finished)")
        hint = msg("keep the right lines and delete the marks <<<<<<<, ======= and >>>>>>>")
        raise _stop("yaml-syntax", _after(path, text[: found.start()]), what, hint)
    return text


def _after(path: str, before: str) -> Place:
    """The place behind some text."""
    return Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _not_utf8(place: Place, found: str) -> StopReadingError:
    what = msg("the file is not UTF-8 text ({what})", what=found)
    return _stop("not-utf8", place, what, msg("save it again with the encoding UTF-8"))


def _stop(code: str, place: Place, what: Message, hint: Message) -> StopReadingError:
    return StopReadingError(error(code, place, what, hint))
