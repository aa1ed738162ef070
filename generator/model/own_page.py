"""content/pages/*.md: a page that a portal writes itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page in Markdown, as MkDocs takes it."""

    name: str
    """Its address: ``name.md`` under ``docs/``."""
    title: str
    """For the menu: what its head says, else its first heading."""
    menu: str
    """The part of the menu that it stands in, by its title; at the end of the menu where empty."""
    text: str
