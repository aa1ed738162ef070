"""The manual of workbooks, followed to the letter: its tables, commands and messages.

What it shows of a workbook is a table, so that it can be compared: the matrix is made from that
table, and the workbook of the unit has to be the one that is shown.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import lxml.html
import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator.manual import manual_page
from tests.command import run

MORE = {
    "es": ("--institution", "Municipalidad de San Blas", "--country", "Perú"),
    "en": ("--institution", "Milford County", "--country", "US"),
}
"""What ``init`` would ask."""
_FENCE = re.compile(r"(?ms)^( *)```(\w+)\n(.*?)^ *```$")
_MISTAKE = re.compile(r"(?m)^- `([A-Z]\d+)`, `(.+?)`: (.+)$")


@dataclass(frozen=True)
class Shown:
    """A table of the manual: cells by their address, and those that can be filled in."""

    name: str
    texts: dict[str, str] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)
    open: set[str] = field(default_factory=set)

    def value(self, address: str) -> str | int | None:
        text = self.texts[address]
        return int(text) if address in self.numbers else text or None


def tables(page: str) -> list[Shown]:
    return [_shown(it) for it in re.findall(r"(?s)<table class=\"xl\">.*?</table>", page)]


def _shown(text: str) -> Shown:
    table = lxml.html.fromstring(text)
    found = Shown(table.findtext("caption", ""))
    columns = [it.text for it in table.findall("thead/tr/th")]
    for row in table.findall("tbody/tr"):
        for column, cell in zip(columns, row.findall("td"), strict=True):
            address, classes = f"{column}{row.findtext('th')}", cell.get("class", "").split()
            found.texts[address] = cell.text or ""
            found.numbers.update([address] if "n" in classes else ())
            found.open.update([address] if "in" in classes else ())
    return found


class Walk:
    """A folder in which the manual is followed."""

    def __init__(self, folder: Path, lang: str) -> None:
        self.at, self.lang, self.said = folder, lang, ""
        self.page = manual_page("editores/libros.md", lang)
        self.card = tables(manual_page("editores/reportar.md", lang))
        self.matrix = self._matrix()
        self.book, self.before = Path(), folder / "before"
        """The workbook as it was sent, and the portal of that day."""

    def _matrix(self) -> Path:
        shown = tables(self.page)[0]
        name, _, sheet = shown.name.partition(" · ")
        book = Workbook()
        worksheet = book.active
        assert isinstance(worksheet, Worksheet)
        worksheet.title = sheet
        for address in shown.texts:
            worksheet[address] = shown.value(address)
        book.save(self.at / name)
        return self.at / name

    def follow(self) -> None:
        for indent, kind, text in _FENCE.findall(self.page):
            getattr(self, kind)(re.sub(f"(?m)^{indent}", "", text))

    def console(self, text: str) -> None:
        self.said = ""
        for line in text.strip().splitlines():
            _, name, *rest = shlex.split(line)
            if line.startswith("cd "):
                self.at /= name
            elif name != "serve":
                self.avance(name, *rest)

    def avance(self, name: str, *rest: str) -> None:
        more: tuple[str, ...] = ()
        if name == "init":
            seen = self.matrix.with_suffix(".mapping.yml").exists()
            more = ("--yes", *MORE[self.lang]) if seen else MORE[self.lang]
        if name == "fill":
            self.fill(self.at / rest[0])
            more = ("--yes",)
        done = run("--lang", self.lang, name, *rest, *more, cwd=self.at)
        assert done.returncode == 0, done
        self.said += done.stdout + done.stderr

    def fill(self, path: Path) -> None:
        """What the card shows is the workbook that was made, and is written into it."""
        shutil.copytree(self.at, self.before)
        self.book = self.before / path.relative_to(self.at)
        book = openpyxl.load_workbook(path)
        for shown, sheet in zip(self.card, book.worksheets[:2], strict=True):
            assert sheet.title in shown.name
            for address in shown.texts:
                cell = sheet[address]
                assert (address in shown.open) is (not cell.protection.locked)
                if address in shown.open:
                    cell.value = shown.value(address)
                assert (cell.value or "") == (shown.value(address) or ""), address
        book.save(path)

    def text(self, text: str) -> None:
        lines = self.said.replace("\u00a0", " ").splitlines()
        assert [it for it in text.splitlines() if it.rstrip() not in lines] == [], self.said

    def diff(self, text: str) -> None:
        mapping = self.matrix.with_suffix(".mapping.yml")
        lines = mapping.read_text("utf-8").splitlines()
        old = [it[1:] for it in text.splitlines() if it.startswith("-")]
        new = [it[1:] for it in text.splitlines() if it.startswith("+")]
        for before, after in zip(old, new, strict=True):
            lines[lines.index(before)] = after
        mapping.write_text("\n".join(lines) + "\n", "utf-8")

    def mistakes(self) -> Iterator[tuple[str, str, str, bool]]:
        """Cell, what is written into it, the message, and whether it is of the matrix."""
        section = self.page.partition("## 5.")[2]
        of_matrix, of_round = section.partition("## 6.")[0].split(":\n\n")[1:]
        for part, is_matrix in ((of_matrix, True), (of_round, False)):
            for address, value, message in _MISTAKE.findall(part):
                yield address, value, message, is_matrix

    def told(self, address: str, value: str, *, is_matrix: bool) -> str:
        """What is said of a workbook with a mistake, before and after another was read."""
        book = openpyxl.load_workbook(self.matrix if is_matrix else self.book)
        of_day = re.fullmatch(r"\d{4}-\d\d-\d\d", value)
        number = int(value) if value.isdecimal() else value
        book.worksheets[0][address] = date.fromisoformat(value) if of_day else number
        wrong = self.at / "wrong.xlsx"
        book.save(wrong)
        command = ("import", str(wrong), "x") if is_matrix else ("fill", str(wrong), "--dry-run")
        places = [self.before] if is_matrix else [self.before, self.at]
        said = "".join(run("--lang", self.lang, *command, cwd=it).stdout for it in places)
        wrong.with_suffix(".mapping.yml").unlink(missing_ok=True)
        return said.replace("\u00a0", " ")


@pytest.fixture(scope="module", params=["es", "en"])
def walk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """The whole page, followed from its first command to its last."""
    found = Walk(tmp_path_factory.mktemp(request.param), request.param)
    found.follow()
    return found


def test_the_way_ends_with_the_results_of_the_unit(walk: Walk) -> None:
    (file,) = (walk.at / "content/plans").glob("*/results/*.yml")
    assert "{value: 118, note: " in (text := file.read_text("utf-8"))
    assert "status: final" in text


def test_every_mistake_has_the_message_of_the_manual(walk: Walk) -> None:
    found = list(walk.mistakes())
    assert len(found) == 13
    for address, value, message, is_matrix in found:
        said = walk.told(address, value, is_matrix=is_matrix)
        assert message in said, (address, value, said)
