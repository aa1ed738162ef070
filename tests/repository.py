"""A real git repository made of versions of a content folder, and the command run in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.command import Done, run
from tests.git import WHEN, git, new_repository
from tests.helpers import MINIMAL, content


@dataclass(frozen=True)
class Repository:
    """A repository whose project is in ``folder`` (the top, or a folder of it)."""

    top: Path
    folder: Path

    @classmethod
    def make(cls, top: Path, inside: str = "") -> Repository:
        """A new repository with the branch main and nothing in it."""
        new_repository(top)
        (top / inside).mkdir(parents=True, exist_ok=True)
        return cls(top, top / inside if inside else top)

    def git(self, *arguments: str, when: str = WHEN) -> str:
        """Run git at the top; what it printed."""
        return git(self.top, *arguments, when=when)

    def lay(self, files: Mapping[str, bytes | str]) -> None:
        """Make the content folder hold these files and no others."""
        root = self.folder / "content"
        for path in sorted(root.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def commit(self, files: Mapping[str, bytes | str], message: str = "cambio") -> str:
        """Commit a version of the content; its commit id."""
        self.lay(files)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")

    def avance(
        self, *arguments: str, environment: Mapping[str, str] | None = None, process: bool = False
    ) -> Done:
        """The command, run in the folder."""
        env = {"GIT_CEILING_DIRECTORIES": str(self.top.parent), **(environment or {})}
        return run(*arguments, cwd=self.folder, env=env, process=process)

    def diff(self, *arguments: str) -> list[str]:
        """The lines of changes of ``avance diff``, without the summary before them."""
        done = self.avance("diff", *arguments)
        assert done.returncode in {0, 1}, done.stderr
        assert done.stderr == ""
        return done.stdout.rstrip("\n").partition("\n\n")[2].splitlines()


def over(files: Mapping[str, str], *without: str) -> dict[str, bytes]:
    """The minimal content with ``files`` over it and some paths taken away."""
    laid = content(**files)
    return {path: data for path, data in laid.items() if path not in without}


def edited(path: str, *pairs: tuple[str, str], base: Mapping[str, str] | None = None) -> str:
    """A file of the minimal content with texts replaced, each of which must be there once."""
    text = (base or MINIMAL)[path]
    for old, new in pairs:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text
