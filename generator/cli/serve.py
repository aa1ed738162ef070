"""``avance serve``: a preview that shows an edit at once."""

from __future__ import annotations

import errno
import os
import re
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from generator.build import Checked
from generator.cli.shared import cannot_write, fail, quiet_option, root_option, site_project_of
from generator.problems import Message, msg, say
from generator.words.formatter import Formatter
from generator.words.problems import why_stopped

if TYPE_CHECKING:
    from generator.preview import Preview


@click.command(help=say("Show the portal on this machine, and every edit at once."))
@click.option(
    "--addr",
    default="127.0.0.1:8000",
    metavar="HOST:PORT",
    help=say("where to serve (default: 127.0.0.1:8000)"),
)
@click.option(
    "--poll", is_flag=True, help=say("look at the files again and again (for a remote disk)")
)
@root_option
@quiet_option
@click.pass_obj
def serve(lang: str, addr: str, poll: bool, root: str | None, quiet: bool) -> None:
    """Run ``avance serve``."""
    project = site_project_of(root, lang)
    host, port = _address(addr, lang)
    os.environ["AVANCE_LANG"] = lang
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

    from generator import preview  # noqa: PLC0415  # slow to import

    def say_so(message: Message) -> None:
        if not quiet:
            click.echo(Formatter(lang).t(message))

    def show(checked: Checked) -> list[str]:
        lines = why_stopped(checked.problems, checked.formatter(lang))
        click.echo("\n".join(lines))
        return lines

    def ready(url: str) -> None:
        say_so(msg("The portal is at {url} (to stop: Ctrl+C).", url=url))

    # Stopped by a terminal or by another program: both leave nothing behind.
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.default_int_handler)
    say_so(msg("Building the preview ..."))
    _serve(preview.Preview(project, lang, say_so, show), host, port, ready, lang, poll=poll)


def _serve(
    shown: Preview, host: str, port: int, ready: Callable[[str], None], lang: str, *, poll: bool
) -> None:
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415  # slow to import

    from generator import preview  # noqa: PLC0415

    try:
        preview.serve(shown, host, port, ready, poll=poll)
    except MkDocsException as failure:
        fail(msg("MkDocs cannot build the site: {what}", what=failure), lang)
    except preview.AddressError as refused:
        why = _WHY.get(refused.why.errno or 0, msg("it is not an address of this machine"))
        fail(msg("cannot serve at {addr}: {why}", addr=f"{host}:{port}", why=why), lang)
    except OSError as failure:
        cannot_write("docs/", failure, lang)


_WHY = {
    errno.EADDRINUSE: msg("another program serves there; choose another port with --addr"),
    errno.EACCES: msg("permission is missing"),
}


def _address(addr: str, lang: str) -> tuple[str, int]:
    host, _, port = addr.rpartition(":")
    if not host or not re.fullmatch("[0-9]{1,5}", port) or int(port) > 65535:  # noqa: PLR2004
        fail(msg("«{addr}» is not an address; write it as 127.0.0.1:8000", addr=addr), lang)
    return host.strip("[]"), int(port)
