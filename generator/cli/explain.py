"""``avance check --explain``: what the manual says of a rule."""

from __future__ import annotations

import re
import textwrap

import click

from generator.cli.shared import fail, with_hint
from generator.manual.rules import rule_entries
from generator.problems import msg


def codes_begun(context: click.Context, _option: click.Parameter, begun: str) -> list[str]:
    """What a shell offers after ``--explain``."""
    return [code for code in rule_entries(str(context.obj)) if code.startswith(begun)]


def explain_rule(code: str, lang: str) -> None:
    """Print the entry of the manual on a code."""
    entries = rule_entries(lang)
    if code not in entries:
        every = msg("they are: {codes}", codes=", ".join(sorted(entries)))
        what = msg("there is no rule «{name}»", name=code)
        fail(with_hint(what, code, entries, every), lang)
    click.echo(f"{code}\n\n{_plain(entries[code])}")


def _plain(markdown: str) -> str:
    """An entry as a terminal shows it: examples are set in, links and marks of emphasis go."""
    shown = []
    for n, part in enumerate(re.split(r"(?ms)^```\w*\n(.*?)^```$", markdown)):
        text = part.strip("\n")
        if n % 2:
            shown.append(textwrap.indent(text, "    "))
            continue
        text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text).replace("**", "")
        for block in filter(None, re.split(r"\n{2,}", text)):
            lines = block.splitlines() if block.startswith(("- ", "| ", "1. ")) else [block]
            shown.append("\n".join(textwrap.fill(it, 80, break_long_words=False) for it in lines))
    return "\n\n".join(shown)
