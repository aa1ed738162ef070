"""The Content-Security-Policy of a page: what a browser may load and run on it.

Nothing from elsewhere, no style attribute, and of inline scripts only those of the theme, each by
its hash. A script is known by the text that the theme's own template has: one that came in by a
text of the content is not on the list, is reported, and does not run.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256

_FLAGS = re.DOTALL | re.IGNORECASE
_INLINE = re.compile(r"<script(?![^>]*\s(?:src|type)=)[^>]*>(.*?)</script>", _FLAGS)
_FILLED_IN = re.compile(r"\{\{.*?\}\}")
_ADDRESS = r'[^"<>\\]*'
_CHARSET = '<meta charset="utf-8">'

SERVED = "'self'"
ON_DISK = "'self' file:"
"""Pages that are opened from a disk: no two files there have the same origin."""


def inline_scripts(templates: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """What the inline scripts of the theme look like; an expression stands for one address."""
    texts = (script for template in templates for script in _INLINE.findall(template))
    return tuple(re.compile(_as_pattern(text)) for text in sorted(set(texts)))


def _as_pattern(text: str) -> str:
    return _ADDRESS.join(re.escape(part) for part in _FILLED_IN.split(text))


def policy(html: str, known: tuple[re.Pattern[str], ...], own: str = SERVED) -> str:
    """The directives for a page; ``own`` is where its files come from."""
    scripts = dict.fromkeys(text for text in _INLINE.findall(html) if _is(text, known))
    hashes = (b64encode(sha256(text.encode()).digest()).decode() for text in scripts)
    directives = {
        "default-src": "'none'",
        "script-src": " ".join((own, *(f"'sha256-{it}'" for it in hashes))),
        "style-src": own,
        "img-src": f"{own} data:",
        "font-src": own,
        "connect-src": own,
        "worker-src": "'none'",
        "manifest-src": own,
        "base-uri": "'self'",
        "form-action": "'self'",
        "object-src": "'none'",
    }
    return "; ".join(f"{name} {value}".strip() for name, value in directives.items())


def with_policy(html: str, known: tuple[re.Pattern[str], ...], own: str = SERVED) -> str:
    """A page that carries its policy before anything that it is to hold for."""
    told = policy(html, known, own)
    meta = f'{_CHARSET}<meta http-equiv="Content-Security-Policy" content="{told}">'
    return html.replace(_CHARSET, meta, 1)


def strange_scripts(html: str, known: tuple[re.Pattern[str], ...]) -> Iterator[str]:
    """Inline scripts that the theme did not write."""
    return (text for text in _INLINE.findall(html) if not _is(text, known))


def _is(text: str, known: tuple[re.Pattern[str], ...]) -> bool:
    return any(pattern.fullmatch(text) for pattern in known)
