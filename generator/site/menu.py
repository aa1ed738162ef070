"""The menu of a portal whose mkdocs.yml has no ``nav``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator import paths
from generator.addresses import in_language
from generator.problems import Message, msg
from generator.words.catalogue import catalogue

_Entry = tuple[Message, str]

_MENU: tuple[tuple[Message, str | tuple[_Entry, ...]], ...] = (
    (msg("Home"), paths.HOME),
    (
        msg("Plans"),
        (
            (msg("All plans"), paths.PLANS),
            (msg("Compare"), paths.COMPARE),
            (msg("Indicators"), paths.INDICATORS),
            (msg("Budget"), paths.BUDGET),
            (msg("Recommendations"), paths.RECOMMENDATIONS),
        ),
    ),
    (msg("Regions"), paths.REGIONS),
    (msg("Units"), paths.UNITS),
    (
        msg("Changes"),
        (
            (msg("What changed"), paths.CHANGES),
            (msg("News"), paths.NEWS),
            (msg("Calendar"), paths.CALENDAR),
        ),
    ),
    (
        msg("Figures"),
        (
            (msg("Check of figures"), paths.CONTRAST),
            (msg("Open data"), paths.DATA),
            (msg("Documents"), paths.DOCUMENTS),
            (msg("Glossary"), paths.GLOSSARY),
        ),
    ),
    (
        msg("About"),
        (
            (msg("About this portal"), paths.ABOUT),
            (msg("How this portal is doing"), paths.PORTAL),
            (msg("Methodology"), paths.METHOD),
            (msg("Propose a change"), paths.PROPOSE),
            (msg("From a workbook"), "editores/libros.md"),
            (msg("Report results"), "editores/reportar.md"),
            (msg("How do I say …?"), "editores/como-digo.md"),
            (msg("Files and fields"), "editores/archivos.md"),
            (msg("Values"), "editores/valores.md"),
            (msg("Rules"), "editores/reglas.md"),
            (msg("Kinds of change"), "editores/cambios.md"),
            (msg("Review"), "editores/propuestas.md"),
            (msg("Many institutions"), "editores/entidades.md"),
        ),
    ),
)
"""Seven parts, as many as are read at a glance."""
_ONCE = (
    (msg("Agenda"), msg("Changes")),
    (msg("Data"), msg("Figures")),
    (msg("Propose a change"), msg("About")),
)
"""Parts of earlier menus, which pages of a portal's own may name, and where they are now."""


def menu(lang: str, own_pages: Iterable[tuple[str, str, str]]) -> list[dict[str, Any]]:
    """What the ``nav`` of mkdocs.yml would say, in a language.

    ``own_pages`` are name, title and part of the menu; a part that there is not is a new one. One
    that stands for a page of the manual has its place.
    """
    _ = catalogue(lang).gettext
    found: dict[str, Any] = {}
    for heading, to in _MENU:
        found[_(heading.template)] = (
            in_language(to, lang)
            if isinstance(to, str)
            else [{_(it.template): in_language(path, lang)} for it, path in to]
        )
    once = {_(old.template): _(new.template) for old, new in _ONCE}
    known = {in_language(path, lang) for path in (paths.ABOUT, paths.METHOD)}
    for name, title, under in own_pages:
        if f"{name}.md" in known:
            continue
        page = {title: f"{name}.md"}
        part = once.get(under, under)
        if part and isinstance(found.setdefault(part, []), list):
            found[part].append(page)
        else:
            found |= page
    return [{title: to} for title, to in found.items()]


def without(nav: Any, names: set[str]) -> Any:
    """A menu without some pages, and without parts left empty by that."""
    if isinstance(nav, list):
        kept = [without(entry, names) for entry in nav]
        return [entry for entry in kept if entry not in ("", {}, [])]
    if isinstance(nav, dict):
        found = {name: without(entry, names) for name, entry in nav.items()}
        return {name: entry for name, entry in found.items() if entry not in ("", [])}
    return "" if nav in names else nav
