"""What libyaml says about broken text, in words an editor can act on."""

from __future__ import annotations

import re

import yaml

from generator.load.meant import digits_alone
from generator.problems import Message, Place, Problem, error, msg

_MEND_QUOTES = msg("put the text between quotes")
_MEND_INDENT = msg("align it with its neighbors, with spaces")

_WORDS: tuple[tuple[str, Message, Message], ...] = (
    (
        "character that cannot start any token",
        msg("a character that cannot stand here (a tab, @, ` or %)"),
        msg("indent with spaces; put text that starts with such a character between quotes"),
    ),
    (
        "found a tab character",
        msg("a tab stands in the indentation"),
        msg("indent with spaces, two per level"),
    ),
    (
        "mapping values are not allowed",
        msg("a second colon, or a key that is not aligned"),
        msg("put text that holds «: » between quotes, or align the key with its neighbors"),
    ),
    (
        "did not find expected key",
        msg("the line does not fit the ones around it"),
        msg("align it with its neighbors; if the text goes on after a quote, quote all of it"),
    ),
    (
        "did not find expected '-' indicator",
        msg("a list entry without its hyphen, or not aligned"),
        msg("start each entry with «- » in the same column"),
    ),
    (
        "could not find expected ':'",
        msg("a line without a colon where a key is expected"),
        msg("write «key: value», or put the whole text between quotes"),
    ),
    (
        "block sequence entries are not allowed",
        msg("a list starts where none can stand"),
        msg("put the «- » on the next line, under its key"),
    ),
    (
        "found unexpected end of stream",
        msg("a quote is opened and never closed"),
        msg("close the quote"),
    ),
    (
        "did not find expected ',' or",
        msg("a list or mapping in brackets is not closed"),
        msg("separate the entries with commas and close the bracket"),
    ),
    (
        "did not find expected node content",
        msg("a sign that closes or separates stands where a value begins (a bracket, a comma)"),
        msg("delete it; put text that begins with one of those signs between quotes"),
    ),
    (
        "found unknown escape character",
        msg("a backslash inside double quotes"),
        msg("use single quotes, or double the backslash"),
    ),
    (
        "did not find expected alphabetic or numeric character",
        msg("the text starts with & or *"),
        _MEND_QUOTES,
    ),
    ("found undefined tag handle", msg("the text starts with !"), _MEND_QUOTES),
    (
        "did not find expected <document start>",
        msg("text stands outside of the structure"),
        _MEND_INDENT,
    ),
    ("found unexpected document indicator", msg("--- or ... inside a text"), _MEND_QUOTES),
    ("control characters are not allowed", msg("an invisible control character"), _MEND_QUOTES),
)


_OPENED = (
    "found unexpected end of stream",
    "did not find expected ',' or",
    "could not find expected ':'",
)


_NO_SPACE = re.compile(r"\s*(?:- +)*([A-Za-z_]+):(?!//)(\S.*)")
_BARE_DASH = re.compile(r".*:\s+[-–—]\s*(?:#.*)?$")


_NO_DASH_SPACE = re.compile(r"\s*-([A-Za-z_]+):(\s.*|)")
_LINE = re.compile(r"\s*(?:- +)*([A-Za-z_]+): +(\S.*?)\s*")
_LIMIT = re.compile(r".*?[0-9]: *([<>]=? *([0-9.]*[0-9]))")
_STARTS = tuple("@`%*&!?|>")
"""Signs that mean something to YAML at the start of a text."""


def quoted(line: str) -> Message | None:
    """The whole line to write, where its text has to stand between quotes."""
    found = _LINE.fullmatch(line)
    if not found or " #" in found[2] or not _needs_quotes(found[2]):
        return None
    key, text = found.groups()
    mark, inner = ('"', text) if not set('"\\') & set(text) else ("'", text.replace("'", "''"))
    return msg("write «{key}: {rest}»", key=key, rest=f"{mark}{inner[:120]}{mark}")


def _needs_quotes(text: str) -> bool:
    if text[0] in "\"'":  # a word between quotes, and more after it
        return text.count(text[0]) % 2 == 0 and text[-1] != text[0]
    if text[0] in "[{":  # a word between brackets, and more after it
        return bool(re.search(r"[]}][^]},]*[^]},\s]$", text))
    if text[0] in "&*":  # what may be an anchor or its alias stays one
        return bool(re.fullmatch(r"(?:\*\S+|[&*]) [^{[]+", text))
    return text.startswith(_STARTS) or ": " in text


def syntax_problem(path: str, failure: yaml.MarkedYAMLError, text: str) -> Problem:
    """The place and the remedy of a syntax error; at most one per file, the first."""
    mark = failure.problem_mark or failure.context_mark
    opened = any(words in (failure.problem or "") for words in _OPENED)
    if opened and failure.context_mark is not None:
        mark = failure.context_mark  # where the thing begins that is not closed
    place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path, 1, 1)
    said = failure.problem or ""
    lines = text.splitlines()[max(place.line - 2, 0) : place.line]
    if seen := _as_written(place, lines):
        return seen
    if lines and (limit := _LIMIT.match(lines[-1])) and place.column > limit.start(1):
        what = msg("a limit («{text}») is not a value", text=limit[1])
        hint = digits_alone(limit[1]).having(suggestion=limit[2])
        return error("yaml-syntax", Place(path, place.line, limit.start(1) + 1), what, hint)
    written = quoted(lines[-1]) if lines else None
    for words, message, hint in _WORDS:
        if words in said:
            return error("yaml-syntax", place, message, written or hint)
    detail = msg("this is not valid YAML ({detail})", detail=said)
    return error("yaml-syntax", place, detail, written or _MEND_QUOTES)


def _as_written(place: Place, lines: list[str]) -> Problem | None:
    """What the line itself shows, where libyaml only knows that something is missing."""
    line = lines[-1] if lines else ""
    if len(lines) > 1 and _NO_DASH_SPACE.fullmatch(lines[0]):
        place, line = Place(place.path, place.line - 1, 1), lines[0]
    if found := _NO_SPACE.fullmatch(line):
        key, rest = found.groups()
        what = msg("a space is missing after the colon of «{key}»", key=key)
        hint = msg("write «{key}: {rest}»", key=key, rest=rest.strip()[:60])
        return error("yaml-syntax", Place(place.path, place.line, found.start(1) + 1), what, hint)
    if found := _NO_DASH_SPACE.fullmatch(line):
        key, rest = found.groups()
        what = msg("a space is missing after the hyphen")
        hint = msg("write «- {key}:{rest}»", key=key, rest=rest[:60])
        return error("yaml-syntax", Place(place.path, place.line, found.start(1)), what, hint)
    if _BARE_DASH.fullmatch(line):
        what = msg("a dash alone is not a value")
        hint = msg("write not-programmed or not-applicable, or leave the key out")
        return error("yaml-syntax", place, what, hint)
    return None
