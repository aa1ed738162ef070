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
from generator.site.islands import Islands, headings_of
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


def around(text: str) -> Islands:
    return Islands.of(text, as_html(headings_of(text)))


def differing(pages: Mapping[str, bytes]) -> list[str]:
    """Pages of which Python-Markdown makes something else."""
    bodies = {path: get_data(text.decode())[0] for path, text in pages.items()}
    return [p for p, body in bodies.items() if plain(around(body).html) != plain(as_html(body))]


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
    assert found.html.count("<h2") == 1


SEARCHED = (
    ("<p>a</p><div data-search-exclude><div>b</div>c</div><p>d</p>", "<p>a</p><p>d</p>"),
    ("<p>a</p>\n\n## B {: data-search-exclude }\n\n<p>c</p>\n\n## D\n\n<p>e</p>", "c"),
    ('<svg data-search-exclude><rect x="1"/><g><text>b</text></g></svg><p>d</p>', "<p>d</p>"),
)


def test_what_the_search_leaves_out_is_not_given_to_it() -> None:
    assert around(SEARCHED[0][0]).searched == SEARCHED[0][1]
    assert ">c<" not in around(SEARCHED[1][0]).searched
    assert "<p>e</p>" in around(SEARCHED[1][0]).searched
    assert around(SEARCHED[2][0]).searched == SEARCHED[2][1]


def test_an_author_cannot_take_a_text_out_of_the_search() -> None:
    text = '<div class="tb" aria-label="Meta data-search-exclude x"><p>Se busca</p></div>'
    assert around(text).searched == text
