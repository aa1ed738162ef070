"""What every draft needs: the content that it goes into, and lines of YAML with comments."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.check import check
from generator.load import load
from generator.load.disk import read_tree
from generator.load.loader import Memo
from generator.load.splice import LAST, Insert, Keys, Operation, Put, SpliceError, splice
from generator.load.yaml_text import read_yaml
from generator.load.yaml_write import as_read, entry, key_text, on_one_line
from generator.model.base import Model
from generator.model.catalog import Catalog
from generator.model.scalars import Plain
from generator.problems import Problem, has_errors, in_order, msg
from generator.words.formatter import Formatter

_WIDTH = 96
"""Of a comment."""
_FARTHEST = 44
"""Column after which comments are not put under each other."""


@dataclass(frozen=True)
class Content:
    """A content without errors, as its portal writes."""

    files: Mapping[str, bytes]
    catalog: Catalog
    memo: Memo

    @cached_property
    def f(self) -> Formatter:
        """How comments are written: in the language of the portal."""
        return self.catalog_formatter(self.catalog.language)

    def catalog_formatter(self, lang: str) -> Formatter:
        """How its portal writes what is said of it."""
        return Formatter.for_portal(lang, self.catalog)

    def file_of(self, model: Model) -> str:
        """The path of the file that a model stands in."""
        return model.place_of().path.removeprefix("content/")

    def tree(self, path: str) -> Any:
        """A file as it was read."""
        return read_yaml("", self.files[path])[0]

    def source(self, given: str) -> list[str]:
        """What a plan is printed in; as a comment where nothing was given."""
        document = next(reversed(self.catalog.documents), self.f.t("my-plan"))
        example = {"document": document, "place": self.f.t("Table {n}", n=1)}
        said = self.f.t("of every figure that says no other place, of documents.yml")
        return given_or_offered("source", given and {"document": given}, example, said)

    def spliced(self, path: str, *operations: Operation | Put) -> bytes:
        """A file after the operations. Raises SpliceError, which says what to do instead."""
        try:
            return splice(self.files[path], *operations)
        except SpliceError:
            what = msg("nothing can be added to {place} by itself; write it there")
            raise SpliceError(what.having(place=f"content/{path}")) from None

    def appended(self, path: str, keys: Keys, value: object, *remarks: str) -> bytes:
        """A file with one entry more in a list, which begins with it. Raises SpliceError."""
        node = self.tree(path)
        for key in keys:
            node = node[key] if isinstance(key, int) else node.get(key)
        lines = tuple(f"{'    ' if keys and node is None else '  '}{line}" for line in remarks)
        way, new = (keys, [value]) if keys and node is None else ((*keys, LAST), value)
        return self.spliced(path, Insert(way, new, remarks=lines, spread=True))

    def with_files(self, files: Mapping[str, bytes]) -> list[Problem]:
        """What would be wrong with the content if these were written."""
        catalog, problems = load({**self.files, **files}, memo=self.memo)
        return in_order([*problems, *check(catalog)])

    def new_problems(
        self, files: Mapping[str, bytes], mended: Iterable[Problem] = ()
    ) -> list[Problem]:
        """What would be wrong besides what is already, without what they mend."""
        left, found = self._known - Counter(map(_name, mended)), []
        for problem in self.with_files(files):
            left[_name(problem)] -= 1
            if left[_name(problem)] < 0:
                found.append(problem)
        return found

    @cached_property
    def _known(self) -> Counter[tuple[str, str, str]]:
        return Counter(map(_name, self.with_files({})))


def _name(problem: Problem) -> tuple[str, str, str]:
    """By what a problem is known while columns move."""
    return problem.code, problem.place.path, str(problem.message)


def read_content(folder: Path) -> tuple[Content, list[Problem]]:
    """The content and what is wrong with it."""
    files, unreadable = read_tree(folder)
    memo: Memo = {}
    names = {problem.place.path.removeprefix("content/") for problem in unreadable}
    catalog, problems = load(files, unreadable=names, memo=memo)
    found = in_order([*unreadable, *problems, *check(catalog)])
    return Content(files, catalog, memo), found


def typed(text: str) -> object:
    """A value as an editor types it after the colon, as the loader reads it.

    Raises ValueError where it is no value on one line.
    """
    tree, problems = read_yaml("", f"k: {text}\n".encode("utf-8", "replace"))
    value = tree.get("k") if isinstance(tree, dict) and len(tree) == 1 else None
    if value is None or has_errors(problems) or not text.isprintable():
        raise ValueError(text)
    if isinstance(value, Plain) and not value.text:
        raise ValueError(text)
    return value


def remark(text: str, indent: str = "") -> list[str]:
    """A comment, in as many lines as it needs."""
    wrapped = textwrap.wrap(text, _WIDTH - len(indent), break_long_words=False)
    return [f"{indent}# {line}" for line in wrapped]


def field(key: object, value: object, said: str = "") -> list[str]:
    """A key with its value, and what is said of it on the same line."""
    first, *lines = entry(f"{key_text(as_read(key))}:", as_read(value))
    return [f"{first}  # {said}" if said else first, *lines]


def offered(key: str, value: object, said: str = "") -> str:
    """A key that an editor may want, as a comment."""
    line = f"# {key}: {on_one_line(as_read(value), flow=False)}"
    return f"{line}  # {said}" if said else line


def given_or_offered(key: str, value: object, example: object, said: str) -> list[str]:
    """A key with what was given; else as a comment, with an example."""
    return field(key, value, said) if value else [offered(key, example, said)]


def beside(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Lines with their comments, which stand under each other."""
    found = list(pairs)
    column = min(max((len(line) for line, said in found if said), default=0), _FARTHEST)
    return [f"{line.ljust(column)}  # {said}" if said else line for line, said in found]


def in_file(lines: Iterable[str]) -> bytes:
    """The lines as a file."""
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
