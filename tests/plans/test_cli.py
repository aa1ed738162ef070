"""The check on the plans of this repository."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.command import ROOT, run

REAL_STRATEGY = "content/plans/comunicaciones-mtpe-2024/strategies/1.1.yml"


def test_a_wrong_total_in_the_real_plan_is_found_on_its_line(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    strategy = tmp_path / REAL_STRATEGY
    lines = strategy.read_text("utf-8").splitlines()
    number = next(n for n, line in enumerate(lines) if "indicator: comunicados-difundidos" in line)
    number = next(n for n in range(number, len(lines)) if lines[n].strip() == "total: 10")
    lines[number] = lines[number].replace("10", "11")
    strategy.write_text("\n".join(lines) + "\n", "utf-8")
    done = run("check", cwd=tmp_path)
    assert done.returncode == 1
    (finding, _sums) = done.stdout.splitlines()
    column = lines[number].index("11") + 1
    assert finding == (
        f"{REAL_STRATEGY}:{number + 1}:{column}: error[total-mismatch] "
        "el total de «comunicados-difundidos» es 11, y sus metas dan 10 (sum: 3 + 3 + 2 + 2). "
        "Revise la fuente; si ahí figuran así las dos cifras, omita «total» y dígalo en «note»"
    )
