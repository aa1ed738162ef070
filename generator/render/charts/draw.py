"""Inline SVG of a figure, with its title and description, drawn once and kept on disk."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path

from markupsafe import Markup, escape

from generator.render.charts.figures import Figure

_LIBRARIES = ("altair", "vl-convert-python")


class Drawer:
    """Draws figures. The same figure is drawn once: in a run, and where it may keep files.

    ``folder`` is a cache that anyone may delete: a file that is missing, damaged or cannot be
    written costs time, never a build.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._drawn: dict[str, str] = {}
        self.n_drawn = 0
        """How many charts this one had to draw."""

    def inline(self, figure: Figure, name: str, title: str, description: str) -> Markup:
        """The figure as inline SVG; ``name`` makes its ids, unique on the page."""
        svg = self.svg(figure).removeprefix("<svg ")
        head, _, body = svg.partition(">")
        ids = {"name": escape(name), "title": escape(title), "said": escape(description)}
        said = (
            '<svg role="img" aria-labelledby="{name}-t {name}-d" {head}>'
            '<title id="{name}-t">{title}</title><desc id="{name}-d">{said}</desc>{body}'
        )
        return Markup(said).format(head=Markup(head), body=Markup(body), **ids)  # noqa: S704

    def svg(self, figure: Figure) -> str:
        """The bare drawing: from memory, from disk, or made."""
        key = _key(figure)
        if key not in self._drawn:
            self._drawn[key] = self._kept(key) or self._made(key, figure)
        return self._drawn[key]

    def _kept(self, key: str) -> str:
        """A file of the cache whose last line still vouches for it, else ""."""
        if self._folder is None:
            return ""
        try:
            text = (self._folder / f"{key}.svg").read_bytes().decode()
        except (OSError, UnicodeDecodeError):
            return ""
        svg, _, mark = text.partition("\n")
        return svg if mark == _vouch(svg) else ""

    def _made(self, key: str, figure: Figure) -> str:
        from generator.render.charts.make import svg  # noqa: PLC0415  # slow to import: if needed
        from generator.render.charts.tidy import tidy  # noqa: PLC0415

        self.n_drawn += 1
        made = tidy(svg(figure))
        self._keep(key, made)
        return made

    def _keep(self, key: str, svg: str) -> None:
        if self._folder is None:
            return
        temporary = ""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=self._folder, suffix=".tmp")
            with os.fdopen(handle, "wb") as file:
                file.write(f"{svg}\n{_vouch(svg)}".encode())
            Path(temporary).replace(self._folder / f"{key}.svg")
        except OSError:
            # A cache that cannot be written (read-only, full) is no reason to stop a build.
            if temporary:
                Path(temporary).unlink(missing_ok=True)


def _vouch(svg: str) -> str:
    return f"<!--{hashlib.sha256(svg.encode()).hexdigest()}-->\n"


def _key(figure: Figure) -> str:
    """Names a drawing by all that makes it: the figure, our code and the libraries."""
    content = json.dumps(asdict(figure), ensure_ascii=False, sort_keys=True)
    said = "\n".join((type(figure).__name__, content, _code()))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@cache
def _code() -> str:
    """What draws: the versions of the libraries and the modules of this room."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return " ".join([*(version(name) for name in _LIBRARIES), digest.hexdigest()])
