"""``python -m generator`` and ``avance``: one command, run once."""

from __future__ import annotations

import atexit
import gc

from generator.cli import main


def run() -> None:
    """Run the command. What would be collected on the way, or at the end, goes with the process."""
    gc.disable()
    atexit.register(gc.freeze)
    main()


if __name__ == "__main__":
    run()
