"""What a build of the site knows beside MkDocs' own configuration, and what the content tells it.

MkDocs hands its configuration to every event: the state travels in it, under ``extra``, and the
theme reads it there as ``config.extra.portal``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from generator.model.site import Site
from generator.output import Addition
from generator.progress import SILENT, Progress
from generator.site.defaults import OFFLINE, ON_A_DISK
from generator.site.search import Searched, searched
from generator.site.swap import NewSite

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

    from generator.load.loader import Memo

_KEY = "portal"


@dataclass
class SiteState:
    """One build of the site. Without a portal (errors in the content) it has no address."""

    locale: str
    """Language and country as ``es_PE``; the language alone where no country is given."""
    is_offline: bool = False
    """Whether the site is opened from a disk, without a server."""
    memo: Memo | None = None
    """The files of the content as a preview read them before."""
    progress: Progress = SILENT
    address: str = ""
    """Where the portal is published, with ``/`` at its end."""
    version: str = ""
    """In which version figures are cited."""
    picture: str = ""
    """Path of the picture of a page that has none of its own."""
    feed: str = ""
    """Path of the feed under ``docs/``."""
    problems: Sequence[str] = ()
    """What is wrong with the content, where a preview goes on all the same."""
    additions: Mapping[str, Addition] = field(default_factory=dict)
    """What is added to hand-written pages, by their path under ``docs/``."""
    same_words: Iterable[Sequence[str]] = ()
    """What is said in several ways: a search for one way finds the others."""
    own_pages: Sequence[tuple[str, str, str]] = ()
    """Name, title and place in the menu of each page of the portal's own."""
    inline_scripts: tuple[re.Pattern[str], ...] = ()
    """What the theme runs inline."""
    islands: dict[str, str] = field(default_factory=dict)
    """Generated pages between their Markdown and their HTML, by path under ``docs/``."""
    searched: dict[str, Searched] = field(default_factory=dict)
    """What the search is to find, by path under ``docs/``."""
    new_site: NewSite | None = None
    """Where the site is built, if it is not a preview."""

    def take(
        self,
        additions: Mapping[str, Addition],
        words: Iterable[Sequence[str]],
        own_pages: Sequence[tuple[str, str, str]],
    ) -> None:
        """Take over what a build of the pages found."""
        self.additions, self.same_words, self.own_pages = additions, words, own_pages

    def note_searched(self, page: Page, body: str) -> None:
        """Note what the search is to find of a page, unless its head takes it out."""
        about = page.meta.get("search")
        about = about if isinstance(about, dict) else {}
        if page.meta.get("generated") != "avance":  # somebody wrote its head
            about = {"exclude": about.get("exclude")}
        if not about.get("exclude"):
            path = page.file.src_uri
            self.searched[path] = searched(page.url, str(page.title), body, about)


def begin(config: MkDocsConfig, language: str) -> None:
    """Start a build of the site; what a preview keeps of the last one is its memo alone."""
    before = config.extra.get(_KEY)
    is_offline = bool(config.extra.get(ON_A_DISK)) or OFFLINE in config.plugins
    config.use_directory_urls = config.use_directory_urls and not is_offline
    config.extra[_KEY] = SiteState(
        language,
        is_offline=is_offline,
        memo=before.memo if before else None,
    )


def with_memo(config: MkDocsConfig, memo: Memo) -> None:
    """Give the next build the files as they were read before."""
    config.extra[_KEY] = SiteState("", memo=memo)


def state_of(config: MkDocsConfig) -> SiteState:
    """The state of the build that MkDocs is at."""
    found = config.extra[_KEY]
    if not isinstance(found, SiteState):
        raise TypeError(_KEY)
    return found


def apply_settings(config: MkDocsConfig, site: Site | None, *, is_preview: bool) -> None:
    """The portal is named and placed in content/site.yml; mkdocs.yml need not repeat it."""
    if site is not None:
        _name(config, site)
        _place(config, site, is_preview=is_preview)


def _name(config: MkDocsConfig, site: Site) -> None:
    # The theme writes these both raw and escaped: as Markup they are right in both places.
    config.site_name = escape(site.name)
    config.site_description = escape(site.description or site.name)
    licence = escape(site.licence)
    if site.licence_url:
        licence = Markup('<a href="{}" rel="license">{}</a>').format(site.licence_url, licence)
    config.copyright = Markup("{} · {} · MkDocs + Material").format(site.name, licence)


def _place(config: MkDocsConfig, site: Site, *, is_preview: bool) -> None:
    """Where the portal is: content/site.yml, else mkdocs.yml; a copy on a disk is nowhere."""
    state = state_of(config)
    if state.is_offline:
        config.site_url = None
    elif site.url and not is_preview:
        config.site_url = site.url.rstrip("/") + "/"
    state.address = config.site_url or ""
    language = str(config.theme["language"])
    state.locale = f"{language}_{site.region}" if site.region else language
