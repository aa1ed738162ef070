"""How a portal's site is set up where its mkdocs.yml does not say otherwise."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from generator.problems import Message, msg
from generator.words.catalogue import chosen_language
from generator.words.formatter import Formatter

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

SEARCH = "material/search"
OFFLINE = "material/offline"

_SEPARATOR = r"[\s\-–—,:;!?¿¡=·«»“”\"()\[\]/]+|\.(?!\d)|&[lg]t;|(?!\b)(?=[A-ZÁÉÍÓÚÑ][a-záéíóúñ])"
"""Words end at signs; points stay within codes and numbers (AEI.02.01)."""

_EXTENSIONS: dict[str, dict[str, Any]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "md_in_html": {},
    "tables": {},
    "toc": {"permalink": True},
    "pymdownx.superfences": {},
}
"""Of Python-Markdown, for hand-written pages and the manual."""


def portal_config(settings: Path, **options: Any) -> MkDocsConfig:
    """What a mkdocs.yml says. Raises MkDocsException; also where it is not that of a portal."""
    from mkdocs.config import load_config  # noqa: PLC0415  # slow to import
    from mkdocs.exceptions import ConfigurationError  # noqa: PLC0415
    from mkdocs.utils import get_theme_dir  # noqa: PLC0415

    config = load_config(str(settings), **options)
    if get_theme_dir("avance") not in config.theme.dirs or "avance" not in config.plugins:
        said = msg("{place} needs «{theme}» and, under «plugins», avance")
        said = said.having(place=settings.name, theme="theme: {name: avance}")
        raise ConfigurationError(Formatter(chosen_language()).t(said))
    return config


def set_up(config: MkDocsConfig, language: str) -> None:
    """Give the site what every portal has; what mkdocs.yml says itself stays."""
    f = Formatter(language)
    config.theme["language"] = language
    if "palette" not in config.theme:
        config.theme["palette"] = _palette(f)
    config.extra.setdefault("generator", False)
    if "assets/avance.css" not in config.extra_css:
        config.extra_css.insert(0, "assets/avance.css")
    _add_script(config)
    titles = {"title": msg("On this page"), "permalink_title": msg("Link to this section")}
    _add_extensions(config, {name: f.t(said) for name, said in titles.items()})
    _set_up_search(config, language)
    if config.validation.nav.omitted_files == logging.INFO:
        config.validation.nav.omitted_files = logging.DEBUG
    for level in ("absolute_links", "unrecognized_links", "anchors"):
        if getattr(config.validation.links, level) == logging.INFO:
            setattr(config.validation.links, level, logging.WARNING)
    if OFFLINE in config.plugins:
        _open_from_disk(config)


def _palette(f: Formatter) -> list[dict[str, Any]]:
    def look(name: str, scheme: str, icon: str, said: Message) -> dict[str, Any]:
        media = f"(prefers-color-scheme: {name})"
        toggle = {"icon": f"material/weather-{icon}", "name": f.t(said)}
        return {"media": media, "scheme": scheme, "toggle": toggle}

    to_dark, to_light = msg("Switch to dark mode"), msg("Switch to light mode")
    return [look("light", "default", "night", to_dark), look("dark", "slate", "sunny", to_light)]


def _add_script(config: MkDocsConfig) -> None:
    from mkdocs.config.config_options import ExtraScriptValue  # noqa: PLC0415

    script = ExtraScriptValue("assets/tables.js")
    script.defer = True
    if script.path not in map(str, config.extra_javascript):
        config.extra_javascript.insert(0, script)


def _add_extensions(config: MkDocsConfig, words: dict[str, str]) -> None:
    for name, options in _EXTENSIONS.items():
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
        given = options | (words if name == "toc" else {})
        config.mdx_configs[name] = given | (config.mdx_configs.get(name) or {})


def _set_up_search(config: MkDocsConfig, language: str) -> None:
    """Before the plugin of the theme looks at its own settings."""
    search = config.plugins.get(SEARCH)
    if search is None:
        return
    found = search.config
    found["lang"] = found["lang"] or [language]
    found["separator"] = found["separator"] or _SEPARATOR
    found["fields"] = found["fields"] or {"title": {"boost": 30}}


def _open_from_disk(config: MkDocsConfig) -> None:
    """Browsers start no worker on file://; ours stands in for it.

    Named like the one that the plugin would otherwise ask another site for.
    """
    config.extra.setdefault("polyfills", ["assets/iframe-worker.js"])
