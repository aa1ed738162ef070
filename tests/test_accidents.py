"""What is cut off or finds no room leaves what was there, and says one sentence."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from generator.publish import replace
from tests.command import ROOT
from tests.helpers import lay
from tests.proposal import GOAL, laid
from tests.repository import Repository

CUT_OFF = """
import os, pickle, sys
from pathlib import Path
from generator.publish import replace

files, replace._MOST_OPEN, left = pickle.loads(sys.stdin.buffer.read())

def hook(event, args):
    global left
    if event in {"os.link", "os.rename", "os.remove", "os.chmod"} or (
        event == "open" and args[2] & os.O_WRONLY
    ):
        left -= 1
        if left < 0:
            os._exit(9)

sys.addaudithook(hook)
replace.replace_files({Path(name): data for name, data in files.items()})
"""


def test_whenever_it_is_cut_off_files_are_whole_and_none_is_left_beside(tmp_path: Path) -> None:
    n_cuts = 0
    for after in range(50):
        folder = tmp_path / str(after)
        folder.mkdir()
        (folder / "a.yml").write_bytes(b"old")
        files = {str(folder / "a.yml"): b"new", str(folder / "b.yml"): b"also new"}
        done = subprocess.run(
            [sys.executable, "-c", CUT_OFF],
            input=pickle.dumps((files, 500, after)),
            cwd=ROOT,
            check=False,
            timeout=60,
        )
        assert done.returncode in {0, 9}
        n_cuts += done.returncode == 9
        assert (folder / "a.yml").read_bytes() in {b"old", b"new"}
        beside = [it for it in folder.iterdir() if it.name.startswith(".")]
        # Between the two steps that take a whole file into its place it has a hidden name.
        assert len(beside) <= 1
        assert all(it.read_bytes() in {b"new", b"also new"} for it in beside)
        if done.returncode == 0:
            assert {it.name: it.read_bytes() for it in folder.iterdir()} == {
                "a.yml": b"new",
                "b.yml": b"also new",
            }
            break
    assert n_cuts >= 4


@pytest.mark.parametrize("most", [500, 1])
def test_files_with_and_without_a_name_are_replaced_alike(
    most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replace, "_MOST_OPEN", most)
    (tmp_path / "a.yml").write_bytes(b"old")
    (tmp_path / "a.yml").chmod(0o640)
    replace.replace_files({tmp_path / "a.yml": b"new", tmp_path / "b.yml": b"also new"})
    found = {it.name: (it.read_bytes(), it.stat().st_mode & 0o777) for it in tmp_path.iterdir()}
    assert found["a.yml"] == (b"new", 0o640)
    assert found["b.yml"][0] == b"also new"
    assert sorted(found) == ["a.yml", "b.yml"]
    before = sorted(tmp_path.iterdir())
    with pytest.raises(OSError):  # noqa: PT011  # which one depends on the system
        replace.replace_files({tmp_path / "new/c.yml": b"c", tmp_path / "a.yml/d.yml": b"d"})
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("command", [("check",), ("--help",)])
def test_a_full_disk_behind_the_output_is_one_sentence(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    repo = Repository.make(tmp_path / "r")
    repo.commit(laid(GOAL))
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "generator", *command],
            cwd=repo.folder,
            env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "AVANCE_LANG": "es"},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=60,
        )
    assert done.returncode == 2
    assert done.stderr == "avance: no se puede escribir en la salida: el disco está lleno\n"


@pytest.mark.parametrize(
    "command", [("mkdocs", "build"), ("generator", "build", "--quiet")], ids=["mkdocs", "avance"]
)
def test_docs_that_cannot_be_written_are_one_sentence(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    """Of a kernel that lets nobody write there, for a test may run as root."""
    lay(tmp_path, laid(GOAL))
    (tmp_path / "docs").symlink_to("/sys/kernel")
    config = "site_name: Uno\ntheme: {name: avance}\nplugins: [avance]\n"
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode in {1, 2}
    assert "Traceback" not in done.stderr
    last = done.stderr.rstrip().splitlines()[-1]
    assert "docs/" in last
    assert last.endswith(("falta el permiso", "el disco es de solo lectura"))
    assert [path.name for path in tmp_path.glob(".*")] == []
