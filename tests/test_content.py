"""The content of this repository, whichever it is, has no error."""

from __future__ import annotations

from tests.command import ROOT, run


def test_the_content_has_no_error() -> None:
    done = run("check", "--root", str(ROOT), cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")
    assert ", 0 errores, " in done.stdout.splitlines()[-1]
