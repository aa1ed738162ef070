"""``avance new``: write what editors begin with."""

from __future__ import annotations

import click

from generator.cli.groups import CommandGroup, Commands
from generator.problems import say


@click.group(
    cls=CommandGroup,
    commands=Commands(
        **{name: f"new.entries:{name}" for name in ("document", "recommendation", "amendment")},
        plan="new.plans:plan",
        strategy="new.elements:strategy",
        activity="new.elements:activity",
        indicator="new.indicators:indicator",
        results="new.results:results",
    ),
    help=say(
        "Write a new file or entry of content/, with comments that say what is missing.\n\n"
        "On a terminal it asks, and proposes an answer where it can; Enter takes it. Whatever "
        "it asks may be given as an option. It never writes over a file, changes nothing else, "
        "and writes nothing that would not pass avance check."
    ),
)
def new() -> None:
    """Hold the commands ``avance new ...``."""
