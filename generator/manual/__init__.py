"""The pages that every portal has: methodology, open data, and the editors' manual.

They lie here by language, as Markdown, and are written beside the pages of the content. A portal
that wants to say one of them otherwise has a page of the same name in ``content/pages/``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
NAMES: Mapping[str, Mapping[str, str]] = {
    "acerca.md": {"en": "about.md"},
    "datos.md": {"en": "data.md"},
    "metodologia.md": {"en": "methodology.md"},
    "editores/index.md": {"en": "editors/index.md"},
    "editores/libros.md": {"en": "editors/workbooks.md"},
    "editores/reportar.md": {"en": "editors/reporting.md"},
    "editores/como-digo.md": {"en": "editors/how-do-i-say.md"},
    "editores/archivos.md": {"en": "editors/files.md"},
    "editores/valores.md": {"en": "editors/values.md"},
    "editores/reglas.md": {"en": "editors/rules.md"},
    "editores/cambios.md": {"en": "editors/changes.md"},
    "editores/propuestas.md": {"en": "editors/proposals.md"},
}
"""Each page by its path in Spanish, with its path in the other languages."""


@cache
def manual_pages(lang: str) -> dict[str, bytes]:
    """The pages in a language, by their path under ``docs/``."""
    folder = _FOLDER / lang
    found = sorted(folder.rglob("*.md"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
