"""Two mends of the theme's search, made on the built site.

The search runs in a worker that the theme ships minified. (1) lunr keys the nodes of its word
tree by label and id without anything between them; where labels are digits two different nodes
get one key, words appear that no page has, and the search fails for whoever meets one («prensa»
became «prensa1.1.1,903»). Plans are full of digits. (2) It compares accents letter by letter, and
people do not type them. Both are single expressions; where one is not found, nothing is changed
and the caller says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

WORKERS = "assets/javascripts/workers"
_FOLD = '.normalize("NFD").replace(/[\\u0301\\u0308]/g,"").normalize("NFC")'
MENDS: tuple[tuple[str, str], ...] = (
    ("e=e+s+o.id}return e}", 'e=e+s+o.id+","}return e}'),
    ("new lunr.Token(v[d].toLowerCase(),", f"new lunr.Token(v[d].toLowerCase(){_FOLD},"),
    (
        "e.currentClause.term=r.str.toLowerCase(),",
        f"e.currentClause.term=r.str.toLowerCase(){_FOLD},",
    ),
)
"""What the minified worker says, and what it should say."""


def mend_search(site: Path) -> tuple[str, ...]:
    """Mend the search of a built site in place. Returns the expressions that were not found."""
    workers = sorted((site / WORKERS).glob("search.*.min.js"))
    return tuple(missing for path in workers for missing in _mend(path))


def _mend(path: Path) -> Iterable[str]:
    text = path.read_text("utf-8")
    missing = [before for before, after in MENDS if before not in text and after not in text]
    if not missing:
        for before, after in MENDS:
            text = text.replace(before, after)
        path.write_text(text, "utf-8")
    return missing
