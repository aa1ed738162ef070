"""A site that MkDocs has built once and whose parts stay in memory, to renew single pages."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.commands.build import build as build_site
from mkdocs.livereload import _serve_url
from mkdocs.plugins import BasePlugin

from generator.build import Built, Project
from generator.site.defaults import portal_config
from generator.site.state import SiteState, apply_settings, state_of, with_memo

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

    from generator.load.loader import Memo


class _Parts(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """What MkDocs knows of the site once it is built."""

    nav: Navigation
    files: Files
    env: Any

    def on_nav(self, nav: Navigation, *, files: Files, **_: Any) -> None:
        self.nav, self.files = nav, files

    def on_env(self, env: Any, **_: Any) -> None:
        self.env = env


@dataclass(frozen=True)
class WarmSite:
    """The built site of a project."""

    docs: Path
    host: str
    port: int
    mount: str
    """Path of its address: more than ``/`` where the portal is not at the root of its server."""
    config: MkDocsConfig
    parts: _Parts
    settings: tuple[object, ...]
    """What stands on every page."""

    @cached_property
    def sources(self) -> dict[str, str]:
        """Path under ``docs/`` of each page by its address below ``mount``."""
        pages = self.parts.files.documentation_pages()
        return {file.url.removesuffix("./"): file.src_uri for file in pages}

    @property
    def url(self) -> str:
        """Where it is served."""
        return str(self.config.site_url)

    @property
    def state(self) -> SiteState:
        """What the build knew of the portal."""
        return state_of(self.config)

    def takes(self, built: Built) -> bool:
        """Take over what a build found; False where the whole site must be built again for it."""
        state = self.state
        state.take(built.additions, built.words, built.own_pages)
        apply_settings(self.config, built.site, is_preview=True)
        return _settings(self.config) == self.settings

    def has(self, path: str) -> bool:
        """Whether a file of ``docs/`` is on the site."""
        return self.parts.files.get_file_from_path(path) is not None

    def render(self, paths: Iterable[str]) -> None:
        """Put files of ``docs/`` on the site; for one that came or went all must be built."""
        files = self.parts.files
        pages = files.documentation_pages()
        for path in paths:
            file = files.get_file_from_path(path)
            if file is None or not (self.docs / path).is_file():
                continue
            if file.page is None:
                file.copy_file()
                continue
            _populate_page(file.page, self.config, files)
            _build_page(file.page, self.config, pages, self.parts.nav, self.parts.env)

    def finish(self) -> None:
        """Write what is made of all pages: the index of the search."""
        self.config.plugins.on_post_build(config=self.config)


def build_warm_site(project: Project, folder: Path, host: str, port: int, memo: Memo) -> WarmSite:
    """Build the whole site into ``folder``. Raises mkdocs.exceptions.Abort or PluginError."""
    config = portal_config(project.root / "mkdocs.yml", site_dir=str(folder), strict=False)
    with_memo(config, memo)
    parts = config.plugins["avance/preview"] = _Parts()
    config.plugins.on_startup(command="serve", dirty=False)
    mount = urlsplit(config.site_url or "/").path
    named = f"[{host}]" if ":" in host else host
    url = config.site_url = _serve_url(named, port, mount)
    build_site(config, serve_url=url)
    gc.collect()
    gc.freeze()  # what stays for good is not looked at again and again
    return WarmSite(project.docs, host, port, mount, config, parts, _settings(config))


def _settings(config: MkDocsConfig) -> tuple[object, ...]:
    state = state_of(config)
    named = config.site_name, config.site_description, config.copyright
    return *named, state.locale, *state.own_pages
