"""``avance new``: write what editors begin with."""

from __future__ import annotations

import click

from generator.cli.new.elements import activity, strategy
from generator.cli.new.entries import amendment, document, recommendation
from generator.cli.new.indicators import indicator
from generator.cli.new.plans import plan
from generator.cli.new.results import results
from generator.problems import say


@click.group(
    help=say(
        "Write a new file or entry of content/, with comments that say what is missing.\n\n"
        "On a terminal it asks, and proposes an answer where it can; Enter takes it. Whatever "
        "it asks may be given as an option. It never writes over a file, changes nothing else, "
        "and writes nothing that would not pass avance check."
    )
)
def new() -> None:
    """Hold the commands ``avance new ...``."""


for command in (plan, strategy, activity, indicator, results, document, recommendation, amendment):
    new.add_command(command)
