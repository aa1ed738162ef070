"""Groups of commands: each is imported when it is called, and its help translated."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from importlib import import_module

import click

from generator.words.formatter import Formatter

_HELP: dict[click.Command | click.Option, str] = {}
"""Of commands and options, as it is written in the code; it keeps those that click makes."""


class Commands(MutableMapping[str, click.Command]):
    """Commands by name; ``module:function`` of ``generator.cli`` until one is asked for."""

    def __init__(self, **places: str) -> None:
        self._found: dict[str, click.Command | str] = dict(places)

    def __getitem__(self, name: str) -> click.Command:
        found = self._found[name]
        if isinstance(found, str):
            module, _, function = found.partition(":")
            found = getattr(import_module(f"generator.cli.{module}"), function)
            self._found[name] = found
        return found

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._found[name] = command

    def __delitem__(self, name: str) -> None:
        del self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


class CommandGroup(click.Group):
    """A group that says its commands' help in the language of the call."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, its help translated."""
        found = super().get_command(ctx, cmd_name)
        if found is not None and ctx.obj:
            translate(found, Formatter(ctx.obj))
        return found


def translate(command: click.Command, words: Formatter) -> None:
    """Put the help of a command and of its options into a language."""
    params = command.get_params(click.Context(command))
    options = [it for it in params if isinstance(it, click.Option)]
    parts: list[click.Command | click.Option] = [command, *options]
    for part in parts:
        part.help = words.t(_HELP.setdefault(part, part.help or ""))
    command.options_metavar = words.t("[OPTIONS]")
    if isinstance(command, click.Group):
        command.subcommand_metavar = words.t("COMMAND [ARGS]...")
