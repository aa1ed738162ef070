"""``avance mcp``: the plans for assistants, over the Model Context Protocol."""

from __future__ import annotations

import shlex
import sys
from datetime import date
from importlib.util import find_spec

import click

from generator.build import computed
from generator.cli.shared import as_of_option, fail, project_of, root_option, without_errors
from generator.clock import clock_of, version_of
from generator.problems import msg, say


@click.command(
    help=say("Answer assistants about the plans over stdin and stdout (MCP); it only reads.")
)
@as_of_option
@root_option
@click.pass_obj
def mcp(lang: str, as_of: date | None, root: str | None) -> None:
    """Run ``avance mcp``."""
    if find_spec("mcp") is None:
        command = shlex.join([sys.executable, "-m", "pip", "install", "mcp>=2.0"])
        fail(msg("mcp needs a library; install it with: {command}", command=command), lang)
    from generator.api import ApiContext  # noqa: PLC0415  # slow; --help needs none of it
    from generator.api.server import server  # noqa: PLC0415

    project = project_of(root, lang)
    checked = without_errors(project, lang)
    results = computed(checked, project, as_of)
    clock = clock_of(checked.catalog)
    version = version_of(project.content, checked.files, clock, results.as_of)
    server(ApiContext(results, checked.catalog.language, version.text)).run()
