"""The bench itself: what is slow fails, what is broken is no figure, the content is valid."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

from bench import content
from bench.__main__ import main
from bench.copies import Copies
from bench.measure import BrokenError, cost
from bench.report import cells
from bench.rows import QUICK, SLOW, Measurement, Row
from generator.check import check
from generator.load import load
from tests.command import ROOT


def giving(*figures: float) -> Measurement:
    """A measurement that gives these figures, and no more than is asked of it."""

    def measure(_copies: Copies) -> Generator[float]:
        yield from figures

    return measure


def failing(_copies: Copies) -> Generator[float]:
    program = "import sys; print('no such luck'); sys.exit(3)"
    yield cost([sys.executable, "-c", program], ROOT).cpu


def row(measure: Measurement, runs: int = 3) -> Row:
    return Row("a-row", "what it is", "KB", 9, 2, measure, runs)


def test_a_row_one_and_a_half_times_over_its_budget_fails_the_check(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--check"], [row(giving(3.1, 3.2, 3.3))], []) == 1
    said = capsys.readouterr()
    failed, counted = said.err.splitlines()
    assert failed == "bench: a-row takes 3.10 KB; its budget is 2.00 KB"
    assert counted.startswith("bench: 0 of 1 rows")
    assert said.out == ""


def test_the_best_of_three_counts_and_the_first_good_one_settles_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--check"], [row(giving(9, 9, 3))], []) == 0
    assert main(["--check"], [row(giving(3))], []) == 0
    assert capsys.readouterr().err.count("bench: 1 of 1 rows") == 2


def test_a_command_that_fails_is_an_error_and_not_a_figure(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rows = [row(failing), row(giving(1, 1, 1))]
    assert main(["--check"], rows, []) == 2
    said = capsys.readouterr().err
    assert "a-row could not be measured" in said
    assert "no such luck" in said
    kept = tmp_path / "bench.json"
    assert main(["--json", str(kept)], rows, []) == 2
    broken, good = json.loads(kept.read_text("utf-8"))["rows"]
    assert (broken["now"], broken["verdict"]) == (None, "broken")
    assert (good["now"], good["verdict"]) == (1, "ok")


def test_fewer_figures_than_asked_for_are_an_error(tmp_path: Path) -> None:
    assert main(["--json", str(tmp_path / "x.json")], [row(giving(1, 1))], []) == 2


def test_the_check_leaves_the_slow_rows_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"], [row(giving(1))], [row(failing)]) == 0
    assert "1 of 1 rows" in capsys.readouterr().err


def test_a_time_is_told_as_the_reference_machine_would_take_it(tmp_path: Path) -> None:
    kept = tmp_path / "bench.json"
    timed = Row("a-row", "what it is", "s", 9, 1000, giving(5, 4, 6))
    main(["--json", str(kept)], [timed], [])
    (told,) = json.loads(kept.read_text("utf-8"))["rows"]
    assert told["measured"] == [5, 4, 6]
    assert told["pace"] > 0
    assert told["now"] == pytest.approx(4 / told["pace"], rel=0.01)


BURN = "import time\nwhile time.process_time() < 0.3: pass\n"


def test_the_cost_of_a_command_includes_what_it_starts(tmp_path: Path) -> None:
    program = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BURN!r}])"
    assert cost([sys.executable, "-c", program], tmp_path).cpu >= 0.3


def test_a_command_that_is_killed_is_broken(tmp_path: Path) -> None:
    with pytest.raises(BrokenError, match="-9"):
        cost([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"], tmp_path)


def test_the_made_content_is_valid_and_the_same_for_the_same_seed() -> None:
    files = content.files(seed=7, plans=2)
    catalog, problems = load(files)
    assert [*problems, *check(catalog)] == []
    assert files == content.files(seed=7, plans=2)
    assert files != content.files(seed=8, plans=2)


def test_the_made_content_has_what_it_promises() -> None:
    catalog, _ = load(content.files(plans=1))
    (plan,) = catalog.plans.values()
    assert len(catalog.indicators) == content.MEASURES
    assert content.PLANS * content.MEASURES == 1000
    assert [str(results.period) for results in plan.results] == [str(y) for y in content.YEARS]
    targets = [
        measure.targets
        for strategy in plan.strategies
        for activity in strategy.activities
        for measure in activity.measures
    ]
    assert len(targets) == content.MEASURES
    assert {len(found) for found in targets} == {len(content.YEARS)}
    assert any(strategy.budget for strategy in plan.strategies)


@pytest.mark.parametrize("spelling", ["--check", "CHECK=1"])
def test_make_bench_knows_the_check_in_both_spellings(spelling: str) -> None:
    def said(*more: str) -> str:
        command = ["make", "--dry-run", "bench", *more]
        env = {k: v for k, v in os.environ.items() if k not in {"MAKEFLAGS", "MAKELEVEL"}}
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=True, env=env
        )
        return done.stdout.splitlines()[-1].strip()

    assert said(spelling).endswith("-m bench --check")
    assert said().endswith("-m bench")


def test_the_page_of_figures_has_every_row_with_its_budget() -> None:
    text = (ROOT / "docs/proyecto/performance.md").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    rows = [line.split(" | ")[:3] for line in lines[1:]]
    assert rows == [[f"| {what}", *figures] for what, *figures in map(cells, (*QUICK, *SLOW))]
