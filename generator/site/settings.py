"""What the content tells MkDocs: the name of the portal, its address, its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from generator.model.site import Site
from generator.output import Addition

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def tell(
    config: MkDocsConfig,
    site: Site | None,
    additions: Mapping[str, Addition],
    words: Iterable[Sequence[str]],
    *,
    is_preview: bool,
) -> None:
    """Hand over what a build found out; without a portal (errors in the content) no name."""
    config.extra["additions"] = additions
    config.extra["same_words"] = words
    if site is not None:
        _name(config, site)
        _place(config, site, is_preview=is_preview)


def _name(config: MkDocsConfig, site: Site) -> None:
    """The portal is named in content/site.yml; mkdocs.yml need not repeat it."""
    # The theme writes these both raw and escaped: as Markup they are right in both places.
    config.site_name = escape(site.name)
    config.site_description = escape(site.description or "")
    licence = escape(site.licence)
    if site.licence_url:
        licence = Markup('<a href="{}" rel="license">{}</a>').format(site.licence_url, licence)
    config.copyright = Markup("{} · {} · MkDocs + Material").format(site.name, licence)


def _place(config: MkDocsConfig, site: Site, *, is_preview: bool) -> None:
    """Where the portal is: content/site.yml, else mkdocs.yml; a copy on a disk is nowhere."""
    if config.extra["offline"]:
        config.site_url = None
    elif site.url and not is_preview:
        config.site_url = site.url.rstrip("/") + "/"
    config.extra["address"] = config.site_url or ""
    language = str(config.theme["language"])
    config.extra["locale"] = f"{language}_{site.region}" if site.region else language
