"""``python -m generator`` and ``avance``: one command, run once."""

from __future__ import annotations

import atexit
import gc


def run() -> None:
    """Run the command. What would be collected on the way, or at the end, goes with the process."""
    gc.disable()
    atexit.register(gc.freeze)
    from generator.cli import main  # noqa: PLC0415  # imports make the most of it

    main()


if __name__ == "__main__":
    run()
