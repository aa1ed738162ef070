"""``make bench``: every figure that has a budget; ``make bench --check``: those that are quick.

The exit status is 0 where all is well, 1 where a row is 1.5 times over its budget, and 2 where
something could not be measured.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench import history, weight
from bench.copies import ROOT, Copies
from bench.report import HEAD, LIMIT, Outcome, as_data, line, outcome, shown, table
from bench.rows import QUICK, SLOW, Row

JSON = ROOT / "build" / "bench.json"
OTHERS = ("history", "weight")


def main(
    arguments: Sequence[str] | None = None,
    quick: Sequence[Row] = QUICK,
    slow: Sequence[Row] = SLOW,
) -> int:
    """Measure, say it and give the exit status."""
    given = _arguments([*quick, *slow]).parse_args(arguments)
    if given.what in OTHERS:
        _other(given.what)
        return 0
    rows = quick if given.check else (*quick, *slow)
    chosen = [row for row in rows if not given.only or row.name in given.only]
    if given.check:
        return _check(chosen)
    return _full(chosen, Path(given.json), markdown=given.markdown)


def _arguments(rows: Sequence[Row]) -> argparse.ArgumentParser:
    names = [row.name for row in rows]
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("what", nargs="?", choices=("budgets", *OTHERS), default="budgets")
    parser.add_argument("--check", action="store_true", help="the quick rows; fails a slow one")
    parser.add_argument("--only", nargs="+", choices=names, metavar="ROW", help=", ".join(names))
    parser.add_argument("--json", default=str(JSON), metavar="FILE", help="where figures are kept")
    parser.add_argument("--markdown", action="store_true", help="end with the table of the docs")
    return parser


def _other(what: str) -> None:
    """``weight`` weighs the pages of site/, ``history`` reads 1,000 commits."""
    if what == "weight":
        print("\n".join(weight.report(ROOT / "site")))
        return
    with tempfile.TemporaryDirectory() as folder:
        print("\n".join(history.report(ROOT / "content", Path(folder))))


def _full(rows: Sequence[Row], kept: Path, *, markdown: bool) -> int:
    """Every row with all its runs, as a table and as JSON."""
    print(HEAD)
    outcomes = []
    with tempfile.TemporaryDirectory() as folder:
        copies = Copies(Path(folder))
        for row in rows:
            outcomes.append(outcome(row, copies))
            print(line(outcomes[-1]), flush=True)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(as_data(outcomes), indent=2, ensure_ascii=False) + "\n", "utf-8")
    if markdown:
        print(table(outcomes))
    return _status(outcomes)


def _check(rows: Sequence[Row]) -> int:
    """The quick rows in few words on stderr: what fails, and one line for all."""
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        copies = Copies(Path(folder))
        outcomes = [outcome(row, copies, until_good=True) for row in rows]
    status = _status(outcomes)
    good = sum(done.verdict in {"ok", "over"} for done in outcomes)
    took = time.perf_counter() - start
    said = f"bench: {good} of {len(rows)} rows within {LIMIT} times their budget ({took:.0f} s)"
    print(said, file=sys.stderr)
    return status


def _status(outcomes: Sequence[Outcome]) -> int:
    """Say what is wrong on stderr; the exit status that follows."""
    for done in outcomes:
        row = done.row
        if done.error:
            print(f"bench: {row.name} could not be measured: {done.error}", file=sys.stderr)
        elif done.verdict == "FAILS":
            now, budget = shown(done.value, row.unit), shown(row.budget, row.unit)
            print(f"bench: {row.name} takes {now}; its budget is {budget}", file=sys.stderr)
    verdicts = {done.verdict for done in outcomes}
    return 2 if "BROKEN" in verdicts else 1 if "FAILS" in verdicts else 0


if __name__ == "__main__":
    sys.exit(main())
