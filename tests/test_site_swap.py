"""The site that is there stays until the new one is whole."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from generator.site.swap import NewSite


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A site that is there."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("viejo", "utf-8")
    return folder


def left(place: Path) -> list[str]:
    return sorted(path.name for path in place.parent.iterdir())


def test_the_old_site_stays_while_the_new_one_is_written(place: Path) -> None:
    new = NewSite(place)
    (new.folder / "index.html").write_text("nuevo", "utf-8")
    assert (place / "index.html").read_text("utf-8") == "viejo"
    new.take_place()
    assert (place / "index.html").read_text("utf-8") == "nuevo"
    assert left(place) == ["site"]


def test_a_build_that_stops_leaves_the_old_site(place: Path) -> None:
    new = NewSite(place)
    (new.folder / "index.html").write_text("a medias", "utf-8")
    new.discard()
    assert (place / "index.html").read_text("utf-8") == "viejo"
    assert left(place) == ["site"]


def test_nothing_is_discarded_once_the_new_site_is_there(place: Path) -> None:
    new = NewSite(place)
    (new.folder / "index.html").write_text("nuevo", "utf-8")
    new.take_place()
    new.discard()
    assert (place / "index.html").read_text("utf-8") == "nuevo"


def test_what_a_killed_build_left_is_used_again(place: Path) -> None:
    (place.parent / ".site.new").mkdir()
    (place.parent / ".site.old").mkdir()
    new = NewSite(place)
    new.take_place()
    assert left(place) == ["site"]


def test_a_second_build_waits_for_the_first(place: Path) -> None:
    first = NewSite(place)
    order: list[str] = []

    def second() -> None:
        waiting = NewSite(place)
        order.append("second")
        (waiting.folder / "index.html").write_text("segundo", "utf-8")
        waiting.take_place()

    thread = threading.Thread(target=second)
    thread.start()
    thread.join(0.2)
    order.append("first")
    (first.folder / "index.html").write_text("primero", "utf-8")
    first.take_place()
    thread.join(10)
    assert order == ["first", "second"]
    assert (place / "index.html").read_text("utf-8") == "segundo"
    assert left(place) == ["site"]


def test_a_link_to_a_site_stays_a_link(place: Path) -> None:
    link = place.parent / "public"
    link.symlink_to(place)
    new = NewSite(link)
    (new.folder / "index.html").write_text("nuevo", "utf-8")
    new.take_place()
    assert link.is_symlink()
    assert (link / "index.html").read_text("utf-8") == "nuevo"
