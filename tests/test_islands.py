"""Generated pages go around Python-Markdown; what comes out is what it would have made of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import markdown  # type: ignore[import-untyped]
import pytest
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data

from generator.site.defaults import set_up
from generator.site.islands import headings_of, whole
from tests.project import ROOT


@cache
def _config() -> tuple[list[str], dict[str, dict[str, object]]]:
    config = load_config(str(ROOT / "mkdocs.yml"))
    set_up(config, "es")
    return list(config.markdown_extensions), dict(config.mdx_configs)


def as_html(text: str) -> str:
    """What MkDocs makes of a page."""
    extensions, configs = _config()
    return str(markdown.markdown(text, extensions=extensions, extension_configs=configs))


def plain(html: str) -> str:
    """Without the space between two tags, which no browser shows."""
    return re.sub(r">\s+<", "><", html)


def around(text: str) -> str:
    return whole(text, as_html(headings_of(text)))


def differing(pages: Mapping[str, bytes]) -> list[str]:
    """Pages of which Python-Markdown makes something else."""
    bodies = {path: get_data(text.decode())[0] for path, text in pages.items()}
    return [p for p, body in bodies.items() if plain(around(body)) != plain(as_html(body))]


@pytest.mark.proof
def test_every_page_is_what_python_markdown_makes_of_it(pages_of_all: Mapping[str, bytes]) -> None:
    assert differing(pages_of_all) == []
    assert len(pages_of_all) > 20


HOSTILE = (
    "<p>Uno\n## Dos\ntres</p>\n\n## Tres {: #tres }\n\n<p>x</p>",
    "<p>Uno\n\n## Dos\n\ntres</p>\n\n## Tres {: #tres }",
    "<dl><dt>a</dt><dd>b<br>\n# c\n<hr></dd></dl>\n\n## Tres\n\n<p>x</p>",
    '<svg viewBox="0 0 1 1"><rect x="1"/><text>\n## a\n</text></svg>\n\n## Tres\n\n<p>x</p>',
    '<!-- uno -->\n\n## Tres\n\n<p><img src="a.png">\n### b\n</p>',
)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_sign_of_an_author_makes_no_heading(text: str) -> None:
    found = around(text)
    assert headings_of(text).splitlines()[0].startswith("## Tres")
    assert len(headings_of(text).splitlines()) == 1
    assert found.count("<h2") == 1
