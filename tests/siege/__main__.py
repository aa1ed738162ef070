"""``make siege``: kills, torn workbooks, edges, random changes until the time is over; counts."""

from __future__ import annotations

import argparse
import faulthandler
import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import reduce
from itertools import chain
from operator import add
from time import monotonic

from tests.siege.attack import SECONDS, Report, besiege
from tests.siege.inputs import Dice, edges
from tests.siege.kills import COMMANDS, kill
from tests.siege.workbooks import damaged, read

MOST_MEMORY = 1_000_000_000


def main() -> int:
    """Run the siege on all workers; 1 where anything stopped the program."""
    parser = argparse.ArgumentParser(prog="python -m tests.siege")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--kills", type=int, default=20, help="moments at which a command is killed"
    )
    given = parser.parse_args()
    torn = [it for name in COMMANDS for it in _killed(name, given.kills)] if given.kills else []
    shares = [(n, given.workers, given.seconds, given.seed + n) for n in range(given.workers)]
    try:
        with ProcessPoolExecutor(given.workers) as pool:
            report = reduce(add, pool.map(_share, shares))
    except BrokenProcessPool:
        sys.stderr.write("siege: a worker hung where nothing interrupts it; its trace is above\n")
        return 1
    sys.stdout.write(told(report) + "\n")
    return 0 if report.is_held and not torn and report.peak < MOST_MEMORY else 1


def _killed(name: str, n_most: int) -> list[str]:
    """Kill a command at many moments; what was wrong after."""
    n_kills, wrong = kill(COMMANDS[name], n_most)
    sys.stdout.write("\n".join([f"{name}: killed {n_kills} times", *wrong]) + "\n")
    sys.stdout.flush()
    return wrong


def _share(share: tuple[int, int, float, int]) -> Report:
    """What one worker does: its part of the edges, then random inputs of its own."""
    n, of, seconds, seed = share
    faulthandler.dump_traceback_later(seconds + 6 * SECONDS, exit=True)
    began = monotonic()
    books = besiege(damaged(seed), until=began + seconds / 20, take=read)
    inputs = chain(edges(n, of), Dice(seed).inputs())
    return books + besiege(inputs, until=began + seconds)


def told(report: Report) -> str:
    """The counts, and an example of each way in which the program stopped."""
    lines = [
        f"--- {name} ({report.tracebacks[name] or report.n_hangs})\n{text}"
        for name, text in report.examples.items()
    ]
    lines += [
        f"inputs      {report.n_inputs:>9,}",
        f"computed    {report.n_computed:>9,}",
        f"tracebacks  {report.tracebacks.total():>9,} in {len(report.tracebacks)} places",
        f"hangs       {report.n_hangs:>9,} over {SECONDS} s",
        f"slowest     {report.slowest[0]:>9.2f} s ({report.slowest[1]})",
        f"peak memory {report.peak / 1e6:>9,.0f} MB",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
