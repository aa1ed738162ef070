"""A short siege: fields of the model at one of their edges, and some random contents.

``make siege`` tries every field at every edge, and goes on at random for as long as it is told.
"""

from __future__ import annotations

from itertools import islice

import pytest

from generator.check import check
from generator.load import load
from tests.siege.__main__ import told
from tests.siege.attack import besiege
from tests.siege.inputs import EDGES, Dice, Input, edges, fields
from tests.siege.trees import as_file, files, trees
from tests.siege.workbooks import damaged, read
from tests.test_diff_fields import models


def test_every_field_of_every_model_stands_in_the_content_of_the_siege() -> None:
    """But of those that others extend: a file holds one of these."""
    own = {name: cls for name, cls in models().items() if not cls.__subclasses__()}
    wanted = {(name, field) for name, cls in own.items() for field in cls.model_fields}
    assert sorted(wanted - {site.field for site in fields()}) == []
    assert len(wanted) > 300


def test_the_content_has_no_finding_and_is_written_as_it_was_read() -> None:
    for content in (files(), {path: as_file(tree) for path, tree in trees().items()}):
        catalog, problems = load(content)
        assert [*problems, *check(catalog)] == []


def test_fields_at_an_edge_stop_nothing() -> None:
    every_eighth_field = 8 * (len(EDGES) + 1) + 1
    report = besiege(edges(step=every_eighth_field))
    assert report.is_held, told(report)
    assert report.n_inputs > 40
    assert report.n_computed > 4


def test_random_changes_stop_nothing() -> None:
    report = besiege(islice(Dice(1).inputs(), 50))
    assert report.is_held, told(report)


def test_damaged_workbooks_stop_nothing() -> None:
    report = besiege(islice(damaged(1), 200), take=read)
    assert report.is_held, told(report)
    assert 20 < report.n_computed < 180


class Torn(bytes):
    """A file on which the program fails."""

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        raise RuntimeError(encoding, errors)


def test_what_stops_the_program_is_counted_and_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AVANCE_DEBUG", "1")
    torn = Input("a torn file", {**files(), "units.yml": Torn(b"[]")})
    report = besiege([torn, torn])
    assert not report.is_held
    assert report.tracebacks.total() == 2
    assert "a torn file" in told(report)
    assert "RuntimeError: ('utf-8-sig', 'strict')" in told(report)
