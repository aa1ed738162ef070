"""The content of this repository, whichever it is, has no finding."""

from __future__ import annotations

from tests.command import ROOT, run


def test_the_content_has_no_finding() -> None:
    done = run("check", "--strict", "--root", str(ROOT), cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(", 0 errores, 0 avisos.\n")
