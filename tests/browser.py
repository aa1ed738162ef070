"""A real browser (Debian's chromium through Playwright) and a server for a folder."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FONTS = Path(__file__).parent.parent / "generator/render/fonts"
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")


LETTERS = "/-letters-/"
"""Where every server of ours has the fonts that come with the program."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        """A file of the folder, or one of the fonts."""
        if path.startswith(LETTERS):
            return str(_FONTS / path.removeprefix(LETTERS))
        return super().translate_path(path)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Address of a folder on a free port of this machine."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@contextmanager
def browser() -> Iterator[Browser]:
    """Headless chromium. Without one: a failure in CI, a skip on a contributor's machine."""
    path = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("no chromium: .ci/run installs it")
        pytest.skip("no chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=list(_FLAGS))


class _Hosted(_Quiet):
    """As static hosts do: a folder under a path, and its 404.html for what is not there."""

    prefix = ""

    def translate_path(self, path: str) -> str:
        """Files of the folder; what lies outside the prefix is not there."""
        if not path.startswith(self.prefix):
            return str(Path(self.directory) / "no such file")
        return super().translate_path(path[len(self.prefix) - 1 :])

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The page for lost addresses, with its status."""
        lost = Path(self.directory) / "404.html"
        if code != http.HTTPStatus.NOT_FOUND or not lost.is_file():
            super().send_error(code, message, explain)
            return
        body = lost.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def hosted(folder: Path, prefix: str = "/") -> Iterator[str]:
    """Address of a folder that a static host serves under ``prefix`` (``/a/b/``)."""
    kind = type("_Host", (_Hosted,), {"prefix": prefix})
    handler = functools.partial(kind, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}{prefix}"
        server.shutdown()


_FRAMES = """Promise.race([
  new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))),
  new Promise(done => setTimeout(done, 2000))])"""
_WATCH = """window.blocked = [];
document.addEventListener('securitypolicyviolation',
  e => window.blocked.push(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`))"""


_LEFT = "net::ERR_ABORTED"
"""A request that was under way when the next page was opened."""


def watch(page: Page) -> list[str]:
    """What goes wrong on the pages that are opened from now on.

    What the console says, errors, requests that fail; what a policy blocks is in
    ``window.blocked`` of the page, which says it on the console too.
    """
    said: list[str] = []
    page.add_init_script(_WATCH)
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda r: None if r.failure == _LEFT else said.append(r.url))
    return said


def settle(page: Page) -> None:
    """Wait for two frames: what scripts do about a new page or a new size is done.

    A browser that is short of everything draws no frame, and the wait has no end of its own.
    """
    page.evaluate(_FRAMES)


PALETTES = ("default", "slate")
"""The light one and the dark one, in the order of their buttons."""


def set_palette(page: Page, name: str) -> None:
    """Choose a palette as its button does."""
    page.evaluate(f"document.getElementById('__palette_{PALETTES.index(name)}').click()")
    page.wait_for_selector(f"body[data-md-color-scheme={name}]")


FOUND = ".finder [role=option]"


def look_up(page: Page, query: str) -> list[str]:
    """Addresses that the search finds for a query that a reader types, the best first."""
    if not page.is_visible(".finder"):
        page.click(".find")
    page.fill(".finder input", "")
    page.wait_for_selector(FOUND, state="detached")
    page.fill(".finder input", query)
    page.wait_for_selector(FOUND, timeout=30_000)
    return [link.get_attribute("href") or "" for link in page.query_selector_all(FOUND)]
