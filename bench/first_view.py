"""``python -m bench.first_view SITE``: what a browser asks of the search when nobody searches.

It prints the bytes of the search index that the first view of the home page fetches.
"""

from __future__ import annotations

import gzip
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.browser import browser

SETTLED = 2_000
"""Milliseconds after loading in which a page may still ask for something by itself."""


def search_bytes(site: Path) -> int:
    """Bytes of the search index, as they travel, that the first view of a site asks for."""
    with _served(site) as (address, asked), browser() as chromium:
        page = chromium.new_page()
        page.goto(address, wait_until="load")
        page.wait_for_timeout(SETTLED)
    found = [site / path.lstrip("/") for path in asked if path.startswith("/search/")]
    return sum(len(gzip.compress(path.read_bytes(), 6, mtime=0)) for path in found)


@contextmanager
def _served(site: Path) -> Iterator[tuple[str, list[str]]]:
    """The address of the site and the list of what is asked of it."""
    asked: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            asked.append(self.path.partition("?")[0])

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", asked
    finally:
        server.shutdown()


if __name__ == "__main__":
    print(search_bytes(Path(sys.argv[1])))
