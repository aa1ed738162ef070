"""``avance mcp``: the plans for assistants, over the Model Context Protocol."""

from __future__ import annotations

import shlex
import sys
from datetime import date
from importlib.util import find_spec

import click

from generator.build import Checked, computed, examine
from generator.cli.shared import as_of_option, fail, project_of, root_option, without_errors
from generator.clock import clock_of, version_of
from generator.load.disk import content_digest, read_tree
from generator.problems import has_errors, msg, say


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

    def context(checked: Checked) -> ApiContext:
        results = computed(checked, project, as_of)
        clock = clock_of(checked.catalog)
        version = version_of(project.content, checked.files, clock, results.as_of)
        return ApiContext(results, checked.catalog.language, version.text)

    known, ctx = checked.digest, context(checked)

    def current() -> ApiContext:
        """Of the files as they are; while they have errors, as they were before."""
        nonlocal known, ctx
        files, _ = read_tree(project.content)
        if (digest := content_digest(files)) != known:
            found = examine(project, checked.memo)
            known, ctx = digest, ctx if has_errors(found.problems) else context(found)
        return ctx

    server(current).run()
