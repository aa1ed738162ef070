"""A server on this machine that answers as the two code hosts do, and keeps what it was told."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

MARK = "<!-- avance-diff -->\n"
BOT = {"login": "github-actions[bot]", "type": "Bot"}
HUMAN = {"login": "ana", "type": "User"}


@dataclass
class CodeHost:
    """What the server holds, and every request it got."""

    comments: list[dict[str, Any]] = field(default_factory=list)
    pulls: list[dict[str, Any]] = field(default_factory=list)
    merge_request: dict[str, Any] = field(default_factory=dict)
    requests: list[tuple[str, str, dict[str, list[str]]]] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)
    refuse: int = 0
    """Status with which writing is refused."""
    redirect: str = ""
    """Where everything is sent on to."""
    raw: bytes | None = None
    """What is answered whatever is asked."""
    address: str = ""

    @property
    def written(self) -> list[str]:
        """Requests that would change something."""
        return [f"{method} {path}" for method, path, _ in self.requests if method != "GET"]

    def answer(self, method: str, path: str, query: dict[str, list[str]], given: Any) -> Any:
        """The JSON for a request; None where there is nothing at a path."""
        if path == "/user":
            return {"id": 7}
        if re.fullmatch(r"/repos/portal/planes/pulls", path):
            wanted = (query["head"][0], query["base"][0])
            return [p for p in self.pulls if (p["head"]["label"], p["base"]["ref"]) == wanted]
        if path == "/projects/12/merge_requests/5":
            return self.merge_request
        listed = r"/repos/portal/planes/issues/41/comments|/projects/12/merge_requests/5/notes"
        if re.fullmatch(listed, path):
            return self._listed(method, query, given)
        one = r"(?:/repos/portal/planes/issues/comments|/projects/12/merge_requests/5/notes)/(\d+)"
        if (found := re.fullmatch(one, path)) and method in {"PATCH", "PUT"}:
            kept = next(c for c in self.comments if c["id"] == int(found[1]))
            kept["body"] = given["body"]
            return kept
        return None

    def _listed(self, method: str, query: dict[str, list[str]], given: Any) -> Any:
        if method == "POST":
            new = {"id": 900 + len(self.comments), "user": BOT, "author": {"id": 7}, **given}
            self.comments.append(new)
            return new
        size, page = (int(query[name][0]) for name in ("per_page", "page"))
        return self.comments[size * (page - 1) : size * page]


@contextmanager
def serving(forge: CodeHost) -> Iterator[CodeHost]:
    """The server, on a free port, while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def _handle(self) -> None:
            parts = urlsplit(self.path)
            query = parse_qs(parts.query)
            forge.requests.append((self.command, parts.path, query))
            forge.heads.append({name.lower(): value for name, value in self.headers.items()})
            length = int(self.headers.get("Content-Length") or 0)
            given = json.loads(self.rfile.read(length)) if length else None
            status, data = 200, b""
            if forge.redirect:
                status = 302
            elif forge.refuse and self.command != "GET":
                status = forge.refuse
            elif forge.raw is not None:
                data = forge.raw
            else:
                found = forge.answer(self.command, parts.path, query, given)
                status = 404 if found is None else 200
                data = json.dumps(found).encode()
            self.send_response(status)
            if forge.redirect:
                self.send_header("Location", forge.redirect)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = do_PUT = _handle  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    forge.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield forge
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def pull(number: int = 41, sha: str = "a" * 40, **more: Any) -> dict[str, Any]:
    """An open pull request of a fork, as GitHub lists it."""
    head = {"sha": sha, "label": "ana:metas", "repo": {"full_name": "ana/planes"}}
    return {"number": number, "head": head | more, "base": {"ref": "main"}}


def event(sha: str = "a" * 40, branch: str = "metas", owner: str = "ana") -> dict[str, Any]:
    """The event of a finished run, as GitHub writes it into a file."""
    fork = {"full_name": f"{owner}/planes", "owner": {"login": owner}}
    run = {"head_sha": sha, "head_branch": branch, "head_repository": fork}
    repository = {"full_name": "portal/planes", "default_branch": "main"}
    return {"workflow_run": run, "repository": repository}
