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

ON_A_DISK = "portal_on_a_disk"
"""Key under ``extra``: whether the site is to be opened without a server."""
SEARCH, OFFLINE = "material/search", "material/offline"
THEME_SEARCH = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
"""What the theme would search with."""

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
    _add_scripts(config)
    titles = {"title": msg("On this page"), "permalink_title": msg("Link to this section")}
    _add_extensions(config, {name: f.t(said) for name, said in titles.items()})
    _replace_plugins(config)
    if config.validation.nav.omitted_files == logging.INFO:
        config.validation.nav.omitted_files = logging.DEBUG
    for level in ("absolute_links", "unrecognized_links", "anchors"):
        if getattr(config.validation.links, level) == logging.INFO:
            setattr(config.validation.links, level, logging.WARNING)


def _palette(f: Formatter) -> list[dict[str, Any]]:
    def look(name: str, scheme: str, icon: str, said: Message) -> dict[str, Any]:
        media = f"(prefers-color-scheme: {name})"
        toggle = {"icon": f"material/weather-{icon}", "name": f.t(said)}
        return {"media": media, "scheme": scheme, "toggle": toggle}

    to_dark, to_light = msg("Switch to dark mode"), msg("Switch to light mode")
    return [look("light", "default", "night", to_dark), look("dark", "slate", "sunny", to_light)]


def _add_scripts(config: MkDocsConfig) -> None:
    from mkdocs.config.config_options import ExtraScriptValue  # noqa: PLC0415

    for path in ("assets/search.js", "assets/tables.js"):
        script = ExtraScriptValue(path)
        script.defer = True
        if path not in map(str, config.extra_javascript):
            config.extra_javascript.insert(0, script)


def _add_extensions(config: MkDocsConfig, words: dict[str, str]) -> None:
    for name, options in _EXTENSIONS.items():
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
        given = options | (words if name == "toc" else {})
        config.mdx_configs[name] = given | (config.mdx_configs.get(name) or {})


def _replace_plugins(config: MkDocsConfig) -> None:
    """The search is the program's own, and so is what makes an edition for a disk.

    A mkdocs.yml may still have those of the theme, which would ask another site for a script.
    """
    for name in (SEARCH, OFFLINE):
        if name in config.plugins:
            config.plugins[name].config.enabled = False
