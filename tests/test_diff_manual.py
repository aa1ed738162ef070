"""The manual of changes: a section for every kind, and each example gives its line."""

from __future__ import annotations

from datetime import date

import pytest

from generator.review.changes import ChangeKind
from generator.review.diff import diff
from generator.review.explain.change_lines import line_of
from generator.review.explain.summary import formatter_of
from generator.review.git import repository
from generator.review.snapshot import from_revision
from tests.manual import BASE, Example, base, examples
from tests.proposal import side
from tests.repository import Repository

EXAMPLES = {lang: list(examples(lang)) for lang in ("es", "en")}
DAY = date(2025, 6, 1)


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A repository whose tag ``base`` is the content that the examples change."""
    found = Repository.make(tmp_path_factory.mktemp("manual") / "r")
    found.commit(BASE)
    found.git("tag", "base")
    return found


@pytest.mark.parametrize("lang", EXAMPLES)
def test_every_kind_has_its_section_once(lang: str) -> None:
    found = sorted(example.kind for example in EXAMPLES[lang])
    assert found == sorted(kind.code for kind in ChangeKind)


@pytest.mark.parametrize(
    "example", [*EXAMPLES["es"], *EXAMPLES["en"]], ids=lambda it: f"{it.lang}-{it.kind}"
)
def test_the_example_gives_its_line(example: Example) -> None:
    found = diff(side(base(example.lang)), side(example.files(), "v2"), DAY)
    assert [str(p.message) for it in (found.base, found.head) for p in it.errors] == []
    f = formatter_of(found, example.lang)
    assert example.kind in {change.kind.code for change in found.changes}
    lines = tuple(line_of(change, f).text.replace("\u00a0", " ") for change in found.changes)
    assert lines == example.lines


@pytest.mark.parametrize("example", EXAMPLES["es"], ids=lambda example: example.kind)
def test_the_way_back_is_a_change_too_and_both_ways_undo_each_other(
    example: Example, repo: Repository
) -> None:
    repo.git("checkout", "-q", "--detach", "base")
    repo.commit(example.files())
    last = repo.commit(BASE)
    git = repository(repo.folder)
    back = diff(from_revision(git, "HEAD~1"), from_revision(git, last), DAY)
    assert back.changes
    assert diff(from_revision(git, "base"), from_revision(git, last), DAY).changes == ()
