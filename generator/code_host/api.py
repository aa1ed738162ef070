"""Ask a REST API: JSON in and out, bounded, and never led to another address.

A token goes in the head of each request, so redirects are refused: urllib would carry it along.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from generator.problems import StopError, msg

_SECONDS = 30
_MOST_BYTES = 32 * 1024 * 1024
PAGE = 100
_MOST_PAGES = 50


class CodeHostError(StopError):
    """Why the comment could not be kept."""


class _Stay(HTTPRedirectHandler):
    """Takes a redirect for the failure that it is here."""

    def redirect_request(self, *_given: Any) -> None:
        """No address but the one that was given."""


@dataclass(frozen=True, slots=True)
class Api:
    """An API at an address, with what every request carries."""

    address: str
    headers: Mapping[str, str]

    def __post_init__(self) -> None:
        """Raises CodeHostError where a token would travel in the clear."""
        parts = urlsplit(self.address)
        here = parts.hostname in {"127.0.0.1", "localhost"}
        if parts.scheme != "https" and not (parts.scheme == "http" and here):
            raise CodeHostError(
                msg("«{address}» does not start with https://", address=self.address)
            )

    def get(self, path: str, **query: str) -> Any:
        """What stands at a path."""
        return self._ask("GET", f"{path}?{urlencode(query)}" if query else path, None)

    def each(self, path: str, **query: str) -> Iterator[dict[str, Any]]:
        """The entries of a list, page by page; only as many pages as are read."""
        for page in range(1, _MOST_PAGES + 1):
            found = self.get(path, **query, per_page=str(PAGE), page=str(page))
            entries = found if isinstance(found, list) else []
            yield from (entry for entry in entries if isinstance(entry, dict))
            if len(entries) < PAGE:
                return

    def send(self, method: str, path: str, given: Mapping[str, str]) -> Any:
        """Write something."""
        return self._ask(method, path, json.dumps(given).encode())

    def _ask(self, method: str, path: str, data: bytes | None) -> Any:
        url = f"{self.address.rstrip('/')}{path}"
        headers = {"Accept": "application/json", "User-Agent": "avance", **self.headers}
        if data is not None:
            headers["Content-Type"] = "application/json"
        # The scheme was looked at when the API was made.
        request = Request(url, data, headers, method=method)  # noqa: S310
        try:
            with build_opener(_Stay).open(request, timeout=_SECONDS) as answer:
                text = answer.read(_MOST_BYTES)
            return json.loads(text)  # more than that is cut, and no JSON any more
        except HTTPError as refused:
            with refused:
                raise _refused(method, url, refused) from None
        except (OSError, URLError, HTTPException) as failure:
            why = getattr(failure, "reason", None) or failure
            raise CodeHostError(
                msg("{address} did not answer: {why}", address=self.address, why=why)
            ) from None
        except ValueError:
            raise CodeHostError(
                msg("{address} answered something that is not JSON", address=self.address)
            ) from None


def _refused(method: str, url: str, refused: HTTPError) -> CodeHostError:
    what = msg(
        "{method} {url} was refused ({status})",
        method=method,
        url=url.partition("?")[0],
        status=refused.code,
    )
    if refused.code in {401, 403}:
        return CodeHostError(msg("{what}; the token may not do that", what=what))
    return CodeHostError(what)
