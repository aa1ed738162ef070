"""Pages in place: only what changed, only what is ours, whole at any moment."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.publish import ForeignFileError, publish
from generator.publish.writer import MANIFEST, STAGE

OLD = {
    "index.md": b"home",
    "planes/a/index.md": b"plan a",
    "planes/a/1.md": b"one",
    "planes/viejo/x/index.md": b"old plan",
}
NEW = {
    "index.md": b"home",
    "planes/a/index.md": b"plan a, changed",
    "planes/a/1.md": b"one",
    "planes/nuevo/x/index.md": b"new plan",
}
HAND = {"editores/index.md": b"by hand", "planes/leeme.md": b"by hand too"}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A docs folder with hand-written pages."""
    return lay(tmp_path / "docs", HAND)


def lay(docs: Path, files: dict[str, bytes]) -> Path:
    """Write files as a person would."""
    for name, data in files.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return docs


def tree(docs: Path) -> dict[str, bytes]:
    """Every file with its bytes, and every empty folder; without the manifest."""
    files = {p.relative_to(docs).as_posix(): p for p in docs.rglob("*")}
    files.pop(MANIFEST, None)
    empty = {f"{n}/": b"" for n, p in files.items() if p.is_dir() and not any(p.iterdir())}
    return {n: p.read_bytes() for n, p in files.items() if p.is_file()} | empty


def identity(path: Path) -> tuple[int, int]:
    """What changes when a file is rewritten."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns


def test_pages_stand_beside_hand_written_ones(docs: Path) -> None:
    done = publish(OLD, docs)
    assert tree(docs) == HAND | OLD
    assert (done.changed, done.removed, done.n_unchanged) == (tuple(sorted(OLD)), (), 0)


def test_the_folder_is_made_where_there_is_none(tmp_path: Path) -> None:
    publish(OLD, tmp_path / "a/docs")
    assert tree(tmp_path / "a/docs") == OLD


def test_only_what_changed_is_rewritten_and_what_is_stale_goes_with_its_folders(docs: Path) -> None:
    publish(OLD, docs)
    before = {name: identity(docs / name) for name in OLD}
    done = publish(NEW, docs)
    assert tree(docs) == HAND | NEW
    assert done.changed == ("planes/a/index.md", "planes/nuevo/x/index.md")
    assert done.removed == ("planes/viejo/x/index.md",)
    assert done.n_unchanged == 2
    same = {name for name in OLD if name in NEW and identity(docs / name) == before[name]}
    assert same == {"index.md", "planes/a/1.md"}


def test_a_second_run_touches_nothing(docs: Path) -> None:
    publish(OLD, docs)
    before = {path: identity(path) for path in docs.rglob("*")}
    done = publish(OLD, docs)
    assert (done.changed, done.removed, done.n_unchanged) == ((), (), 4)
    assert {path: identity(path) for path in docs.rglob("*")} == before


def test_the_same_pages_give_the_same_manifest(docs: Path, tmp_path: Path) -> None:
    publish(OLD, docs)
    publish(NEW, docs)
    other = tmp_path / "other"
    publish(dict(reversed(NEW.items())), other)
    assert (docs / MANIFEST).read_bytes() == (other / MANIFEST).read_bytes()


def test_a_page_edited_by_hand_is_written_again(docs: Path) -> None:
    publish(OLD, docs)
    (docs / "index.md").write_bytes(b"edited")
    (docs / "planes/a/1.md").unlink()
    assert publish(OLD, docs).changed == ("index.md", "planes/a/1.md")
    assert tree(docs) == HAND | OLD


def test_a_folder_with_something_of_a_person_stays(docs: Path) -> None:
    publish(OLD, docs)
    lay(docs, {"planes/viejo/nota.md": b"mine"})
    publish(NEW, docs)
    assert tree(docs) == HAND | NEW | {"planes/viejo/nota.md": b"mine"}


def test_nothing_to_publish_removes_what_is_ours_only(docs: Path) -> None:
    publish(OLD, docs)
    publish({}, docs)
    assert tree(docs) == HAND


class TestInTheWay:
    """What a person wrote is never overwritten, and nothing is written beside it."""

    def refused(self, docs: Path, pages: dict[str, bytes]) -> list[str]:
        before = tree(docs)
        with pytest.raises(ForeignFileError) as refusal:
            publish(pages, docs)
        assert tree(docs) == before
        return refusal.value.paths

    def test_hand_written_pages(self, docs: Path) -> None:
        pages = NEW | {"planes/leeme.md": b"ours", "editores/index.md": b"ours"}
        publish(OLD, docs)
        assert self.refused(docs, pages) == ["editores/index.md", "planes/leeme.md"]

    def test_on_the_first_run(self, docs: Path) -> None:
        assert self.refused(docs, {"planes/leeme.md": b"ours"}) == ["planes/leeme.md"]
        assert not (docs / MANIFEST).exists()

    def test_a_page_that_says_the_same_already(self, docs: Path) -> None:
        assert publish({"planes/leeme.md": b"by hand too"}, docs).n_unchanged == 1

    def test_a_file_where_a_folder_must_be(self, docs: Path) -> None:
        lay(docs, {"indicadores": b"a note without ending"})
        assert self.refused(docs, {"indicadores/x.md": b"ours"}) == ["indicadores"]

    @pytest.mark.parametrize("written_before", [False, True])
    def test_a_folder_where_a_page_must_be(self, docs: Path, *, written_before: bool) -> None:
        if written_before:
            publish({"index.md": b"home"}, docs)
            (docs / "index.md").unlink()
        lay(docs, {"index.md/nota.md": b"mine"})
        assert self.refused(docs, {"index.md": b"ours"}) == ["index.md"]

    def test_a_link_that_leads_nowhere(self, docs: Path) -> None:
        (docs / "index.md").symlink_to("borrador.md")
        assert self.refused(docs, {"index.md": b"ours"}) == ["index.md"]
        assert (docs / "index.md").is_symlink()


class TestManifest:
    """The manifest is believed only as far as it can be."""

    def write(self, docs: Path, *names: object) -> None:
        (docs / MANIFEST).write_text(json.dumps({"format": 1, "files": names}), "utf-8")

    @pytest.mark.parametrize(
        "name",
        [
            "../fuera.md",
            "a/../../fuera.md",
            "/fuera.md",
            "//fuera.md",
            "./../fuera.md",
            "",
            ".",
            "..",
            "a//b",
            "editores",
            "editores/",
            "nulo\0.md",
            7,
            None,
            ["a"],
        ],
    )
    def test_hostile_names(self, docs: Path, name: object) -> None:
        outside = docs.parent / "fuera.md"
        outside.write_bytes(b"not yours")
        absolute = str(outside) if name == "/fuera.md" else name
        self.write(docs, absolute, "index.md")
        publish({"index.md": b"home"}, docs)
        assert outside.read_bytes() == b"not yours"
        assert tree(docs) == HAND | {"index.md": b"home"}
        assert json.loads((docs / MANIFEST).read_text("utf-8"))["files"] == ["index.md"]

    @pytest.mark.parametrize(
        "text",
        ["", "{", "[]", "null", '"x"', "{}", '{"files": 5}', '{"files": null}', "\udcff\udcfe"],
    )
    def test_a_broken_manifest_owns_nothing(self, docs: Path, text: str) -> None:
        publish(OLD, docs)
        (docs / MANIFEST).write_bytes(text.encode("utf-8", "surrogateescape"))
        with pytest.raises(ForeignFileError) as refusal:
            publish(NEW, docs)
        assert refusal.value.paths == ["planes/a/index.md"]
        assert tree(docs) == HAND | OLD

    def test_a_broken_manifest_is_mended_by_the_same_pages(self, docs: Path) -> None:
        publish(OLD, docs)
        (docs / MANIFEST).write_text("{", "utf-8")
        publish(OLD, docs)
        publish(NEW, docs)
        assert tree(docs) == HAND | NEW

    def test_what_it_lists_may_be_gone(self, docs: Path) -> None:
        self.write(docs, "planes/x/y/z.md", "planes/leeme.md/dentro.md", "index.md")
        publish({"index.md": b"home"}, docs)
        assert tree(docs) == HAND | {"index.md": b"home"}


CUT_OFF = """
import os, pickle, sys
from pathlib import Path
from generator.publish import publish

pages, docs, left = pickle.loads(sys.stdin.buffer.read())

def hook(event, args):
    global left
    changes = event in {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.rmtree"}
    if changes or (event == "open" and isinstance(args[1], str) and "w" in args[1]):
        left -= 1
        if left < 0:
            if event == "open":  # as if cut off in the middle of writing
                os.write(os.open(args[0], os.O_WRONLY | os.O_CREAT | os.O_TRUNC), b"ha")
            os._exit(9)

sys.addaudithook(hook)
publish(pages, Path(docs))
"""


def cut_off(pages: dict[str, bytes], docs: Path, after: int) -> bool:
    """Publish in a process that is killed before its n-th change of the disk; False: it ended."""
    import pickle  # noqa: PLC0415

    given = pickle.dumps((pages, str(docs), after))
    done = subprocess.run([sys.executable, "-c", CUT_OFF], input=given, check=False)
    assert done.returncode in {0, 9}
    return done.returncode == 9


@pytest.mark.parametrize("then", [NEW, OLD], ids=["the same again", "back to the old"])
def test_whenever_a_run_is_cut_off_pages_are_whole_and_none_is_forgotten(
    tmp_path: Path, then: dict[str, bytes]
) -> None:
    n_cuts = 0
    for after in range(200):
        docs = lay(tmp_path / str(after), HAND)
        publish(OLD, docs)
        killed = cut_off(NEW, docs, after)
        n_cuts += killed
        seen = {name: data for name, data in tree(docs).items() if not name.startswith(".")}
        listed = set(json.loads((docs / MANIFEST).read_text("utf-8"))["files"])
        for name, data in seen.items():
            whole = [pages[name] for pages in (OLD, NEW, HAND) if name in pages]
            assert name.endswith("/") or data in whole, (after, name)
            assert name.endswith("/") or name in listed or name in HAND, (after, name)
        assert all(seen[name] == data for name, data in HAND.items())
        publish(then, docs)
        assert tree(docs) == HAND | then, after
        if not killed:
            break
    assert n_cuts > 10


def test_what_a_cut_off_run_left_half_written_is_thrown_away(docs: Path) -> None:
    publish(OLD, docs)
    lay(docs, {f"{STAGE}/index.md": b"ho", f"{STAGE}/planes": b"", f"{STAGE}/{MANIFEST}": b'{"fi'})
    publish(NEW, docs)
    assert tree(docs) == HAND | NEW


def test_a_full_disk_leaves_the_old_pages(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(OLD, docs)
    write = Path.write_bytes

    def half(self: Path, data: bytes) -> int:
        write(self, data[: len(data) // 2])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", half)
        with pytest.raises(OSError, match="No space"):
            publish(NEW, docs)
    kept = {name: data for name, data in tree(docs).items() if not name.startswith(".")}
    assert kept == HAND | OLD
    publish(NEW, docs)
    assert tree(docs) == HAND | NEW
