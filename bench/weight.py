"""``python -m bench weight``: what the pages of site/ weigh, as files and as they travel.

A page travels compressed; the files that all pages share travel once. Sizes are bytes of the
files and of their gzip at level 6, which is what most servers send.
"""

from __future__ import annotations

import gzip
import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.site.search import INDEX

PAGE = 60_000
"""Most bytes that the HTML of a page may have, compressed."""
ACTIVITY = 15_000
"""Most bytes that a typical page of an activity may have, compressed."""
INDEX_SIZE = 800_000
"""Most bytes that the index of the search may have, as a file."""
SHARED = 90_000
"""Most bytes that a first visit loads beside its page, compressed; the search comes on demand."""


@dataclass(frozen=True, slots=True)
class Weight:
    """A file with its size and how it travels."""

    name: str
    raw: int
    sent: int


def weigh(site: Path, path: Path) -> Weight:
    """The weight of one file of a site."""
    data = path.read_bytes()
    packed = gzip.compress(data, 6, mtime=0)
    return Weight(path.relative_to(site).as_posix(), len(data), len(packed))


def pages(site: Path) -> list[Weight]:
    """Every page, the heaviest first."""
    found = (weigh(site, path) for path in sorted(site.rglob("*.html")))
    return sorted(found, key=lambda weight: -weight.sent)


def shared(site: Path) -> list[Weight]:
    """What a first visit loads beside its page: style sheets and scripts, no search."""
    sheets = ("stylesheets/main.*.css", "stylesheets/palette.*.css", "*.css")
    names = (*sheets, "javascripts/*.min.js", "tables.js", "search.js")
    return [weigh(site, path) for name in names for path in sorted((site / "assets").glob(name))]


def search(site: Path) -> list[Weight]:
    """What the search loads when it is first used."""
    return [weigh(site, site / name) for name in (INDEX, "assets/find.js")]


def total(site: Path) -> int:
    """Bytes of all files of a site."""
    return sum(path.stat().st_size for path in site.rglob("*") if path.is_file())


def report(site: Path) -> Iterable[str]:
    """The weights as lines of a table."""
    found = pages(site)
    depth = {name: [w for w in found if w.name.count("/") == n] for n, name in _KINDS.items()}
    yield f"{len(found)} pages, {total(site) / 1e6:.1f} MB in all"
    yield f"{'':44}{'raw kB':>10}{'gzip kB':>10}"
    for name, weights in depth.items():
        if weights:
            raw = statistics.median(w.raw for w in weights)
            sent = statistics.median(w.sent for w in weights)
            yield _line(f"{name}: {len(weights)} pages, median", raw, sent)
    for weight in [*found[:6], *shared(site), *search(site)]:
        yield _line(weight.name[-43:], weight.raw, weight.sent)


def _line(name: str, raw: float, sent: float) -> str:
    return f"{name:44}{raw / 1e3:10.1f}{sent / 1e3:10.1f}"


_KINDS = {0: "home", 1: "sections", 2: "plans, indicators", 3: "parts of plans"}
