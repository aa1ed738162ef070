"""content/pages/*.md: Markdown, perhaps with a head between lines of ``---``."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from generator.load.decoding import StopReadingError, decoded
from generator.load.yaml_text import read_yaml
from generator.model.origin import OriginMap, locate
from generator.model.own_page import OwnPage
from generator.problems import Place, Problem, error, has_errors, msg

_HEAD = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\{[^}]*\})?[ \t]*\r?$", re.MULTILINE)
_SHORTER = msg("make two pages of it")


def read_page(path: str, data: bytes) -> tuple[OwnPage | None, list[Problem]]:
    """A page of the portal's own, or what is wrong with it; ``path`` as messages name it."""
    try:
        text = decoded(path, data, _SHORTER)
    except StopReadingError as stop:
        return None, [stop.problem]
    head = _HEAD.match(text)
    said, problems = _head(path, head[1]) if head and head[1].strip() else ({}, [])
    begin = head.end() if head else 0
    heading = _HEADING.search(text, begin)
    if heading is None:
        place = Place(path, text.count("\n", 0, begin) + 1, 1)
        what, remedy = msg("the page has no title"), msg("begin it with a line «# …»")
        problems = [*problems, error("page-without-title", place, what, remedy)]
    if heading is None or has_errors(problems):
        return None, problems
    name, title = PurePosixPath(path).stem, said.get("title", heading[1])
    return OwnPage(name, title, said.get("menu", ""), text), problems


def _head(path: str, head: str) -> tuple[dict[str, str], list[Problem]]:
    """What the head of a page says of the menu; the rest of it is for MkDocs."""
    tree, problems = read_yaml(path, f"\n{head}".encode())  # after the line of ---
    if not isinstance(tree, OriginMap):
        return {}, problems
    found = {key: tree[key] for key in ("title", "menu") if key in tree}
    for key, value in found.items():
        if not isinstance(value, str) or not value.strip():
            what = msg(
                "«{key}» is the name of a place in the menu, and no text stands here", key=key
            )
            remedy = msg('write it in quotes, as readers see it: {key}: "2024"', key=key)
            problems = [*problems, error("bad-menu", locate(tree, (key,)), what, remedy)]
    return {key: str(value).strip() for key, value in found.items()}, problems
