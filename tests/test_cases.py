"""Every rule on content as an editor would write it (``tests/cases``; see its README.md).

To add a case, drop a folder into ``tests/cases/good/<name>/content`` or
``tests/cases/bad/<code>/content`` with the files that differ from ``tests/cases/base``, run
``python -m tests.test_cases --accept <name>``, and read the ``expected.txt`` that it writes.
Without a name it renews all of them.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest

from generator.load.words import WORDS
from generator.words.formatter import Formatter
from generator.words.problems import as_text
from tests.cases.runner import BAD, BASE, GOOD, codes_in_source, codes_raised, findings

SAFETY_NET = {"not-accepted"}
"""Words for a refusal of pydantic that no file is known to provoke; see test_loader.py."""


def _name(case: Path) -> str:
    return case.name


def printed(case: Path, root: Path) -> str:
    """What ``avance check`` prints for a case, the last line (the sums) left out."""
    return as_text(findings(case, root), Formatter("es", "PE")) + "\n"


def test_the_base_of_the_cases_has_no_finding(tmp_path: Path) -> None:
    assert findings(BASE, tmp_path) == []


@pytest.mark.parametrize("case", GOOD, ids=_name)
def test_good_content_has_no_finding(case: Path, tmp_path: Path) -> None:
    assert as_text(findings(case, tmp_path), Formatter("es", "PE")) == ""


@pytest.mark.parametrize("case", BAD, ids=_name)
def test_a_mistake_gets_its_place_its_code_and_its_remedy(case: Path, tmp_path: Path) -> None:
    expected = (case / "expected.txt").read_text("utf-8")
    assert printed(case, tmp_path) == expected


@pytest.mark.parametrize("case", BAD, ids=_name)
def test_a_bad_case_shows_the_code_it_is_named_after_and_no_other(case: Path) -> None:
    named = max((code for code in codes_in_source() if _is_of(case, code)), key=len, default="")
    assert _codes_expected(case) == {named}


def test_every_rule_has_a_bad_case() -> None:
    shown = {code for case in BAD for code in _codes_expected(case)}
    assert shown == codes_in_source() - SAFETY_NET


def _is_of(case: Path, code: str) -> bool:
    return case.name == code or case.name.startswith(f"{code}-")


def _codes_expected(case: Path) -> set[str]:
    lines = (case / "expected.txt").read_text("utf-8").splitlines()
    return {line.partition("[")[2].partition("]")[0] for line in lines}


def test_every_refusal_of_a_model_has_its_words_and_no_words_are_left_over() -> None:

    assert codes_raised() == set(WORDS)


def accept(names: list[str]) -> None:
    """Write what is found now as what is expected; to be read before it is committed."""
    for case in BAD:
        if case.name in names or not names:
            with tempfile.TemporaryDirectory() as folder:
                (case / "expected.txt").write_text(printed(case, Path(folder)), "utf-8")


if __name__ == "__main__":
    flag, *chosen = sys.argv[1:] or [""]
    if flag != "--accept" or set(chosen) - {case.name for case in BAD}:
        sys.exit("usage: python -m tests.test_cases --accept [NAME OF A BAD CASE]...")
    accept(chosen)
