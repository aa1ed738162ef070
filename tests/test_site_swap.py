"""The site that is there stays until the new one is whole."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from generator import locks
from generator.locks import lock, unlock
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


# No wait is without end.


def test_who_holds_a_folder_for_too_long_is_not_waited_for(place: Path) -> None:
    held = lock(place)
    begun = time.monotonic()
    with pytest.raises(OSError, match="busy"):
        lock(place, 0.2)
    assert time.monotonic() - begun < 5
    unlock(held)
    unlock(lock(place, 0.2))


def test_a_build_that_stopped_without_a_word_holds_the_next_for_so_long_only(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two handles of one process lock each other out like those of two processes."""
    monkeypatch.setattr(locks, "SECONDS", 0.2)
    first = NewSite(place)
    with pytest.raises(OSError, match="busy"):
        NewSite(place)
    first.discard()
    NewSite(place).take_place()
    assert left(place) == ["site"]


def test_a_process_that_was_started_meanwhile_does_not_hold_it(place: Path) -> None:
    handle = lock(place)
    assert handle is not None
    same = os.dup(handle)  # what a forked process has
    unlock(handle)
    unlock(lock(place, 0.2))
    os.close(same)


def test_a_disk_on_which_a_folder_never_has_the_same_number(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fstat

    def odd(handle: int) -> os.stat_result:
        found = list(real(handle))
        found[1] += 1
        return os.stat_result(found)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fstat", odd)
        new = NewSite(place)
    (new.folder / "index.html").write_text("nuevo", "utf-8")
    new.take_place()
    assert (place / "index.html").read_text("utf-8") == "nuevo"


def test_a_new_site_that_cannot_take_its_place_leaves_the_old_one(place: Path) -> None:
    new = NewSite(place)
    new.folder.rmdir()
    with pytest.raises(FileNotFoundError):
        new.take_place()
    new.close()
    assert (place / "index.html").read_text("utf-8") == "viejo"
