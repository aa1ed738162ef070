"""The MkDocs side, a thin shell: write the pages before a build, mend links, watch content/.

``mkdocs serve`` and ``mkdocs build`` just work where mkdocs.yml has ``plugins: [avance]``.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin

from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.utils import CountHandler

from generator.addresses import id_in_language, in_language
from generator.build import Built, Project, build, language_of
from generator.cite.version import SLOT
from generator.paths import ADDRESSES, CARD, NEWS_FEED
from generator.problems import Severity, has_errors, msg
from generator.progress import Progress, progress
from generator.publish import ForeignFileError
from generator.publish.writer import hand_written
from generator.render.bytecode import TEMPLATES, Bytecode
from generator.site.defaults import THEME_SEARCH, set_up
from generator.site.head import addressed, write_robots
from generator.site.islands import headings_of, whole
from generator.site.menu import menu, without
from generator.site.policy import ON_DISK, SERVED, inline_scripts, strange_scripts, with_policy
from generator.site.search import write_index
from generator.site.state import apply_settings, begin, state_of
from generator.site.swap import NewSite
from generator.site.tables import laid_out
from generator.words.catalogue import catalogue, chosen_language
from generator.words.formatter import Formatter
from generator.words.problems import (
    STOPPED,
    UNWRITABLE,
    as_text,
    failed,
    held_lines,
    in_the_way,
    why_refused,
    why_stopped,
)

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page


log = logging.getLogger("mkdocs.plugins.avance")


def _project(config: MkDocsConfig, *, hold: bool = False) -> Project:
    return Project(Path(config.config_file_path or ".").resolve().parent, hold)


_PAGE = re.compile(r'(<a\b[^>]*? href=")([^"#?:]+\.md|[^"#?:]+(?=" download>))((?:[?#][^"]*)?")')
_FILE = re.compile(r'(<a\b[^>]*? href=")([^"#:?]+)((?:[?#][^"]*)?")')


def _address(
    page: Page, config: MkDocsConfig, files: Files, *, preview: bool
) -> Callable[[str], str]:
    """From a path under docs/ to the whole address, or one relative to the page.

    A ``preview`` does not make what is offered.
    """
    whole = state_of(config).address

    def address(path: str) -> str:
        file = files.get_file_from_path(path)
        if file is None and preview:
            return path
        if file is None:
            log.warning("%s: offers «%s», which is not there", page.file.src_uri, path)
            return path
        return urljoin(whole, file.url) if whole else str(file.url_relative_to(page.file))

    return address


def _has_warned() -> bool:
    """Whether the strict build that is about to end will fail for its warnings."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(isinstance(it, CountHandler) and it.get_counts() for it in handlers)


class AvanceConfig(Config):  # type: ignore[no-untyped-call]
    """It has no settings: content/site.yml has them."""


class AvancePlugin(BasePlugin[AvanceConfig]):  # type: ignore[no-untyped-call]
    """``plugins: [avance]``: the portal of ``content/`` as pages of a MkDocs site."""

    def __init__(self) -> None:
        self._serving = False
        self.as_of: date | None = None
        """The day by which everything is judged, where it is not that of the content."""
        self.hold = False
        """Whether what has errors is shown as it was before them."""
        self.held: Sequence[str] = ()
        """What the last build shows so, a line each, after the errors."""
        self._lang = chosen_language()
        """Of what is said on the terminal."""
        self._open = ExitStack()
        """The line that tells where a build is; MkDocs gives an error no other place."""
        self._built = ExitStack()
        """What a build that stops leaves undone."""

    def on_startup(self, command: str, dirty: bool) -> None:
        """Remember whether this is a preview: it goes on with the old pages where a build stops."""
        del dirty
        self._serving = command == "serve"

    @event_priority(50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Set the site up, before other plugins are; it is built beside the old."""
        language = language_of(_project(config, hold=self.hold))
        self._lang = chosen_language(portal=language)
        begin(config, language)
        set_up(config, language)
        self._built.close()  # where a build before stopped without a word
        if not self._serving:
            new = state_of(config).new_site = self._unfinished(NewSite(Path(config.site_dir)))
            config.site_dir = str(new.folder)
        return config

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Write the pages. Errors in the content stop the build; the old pages stay as they were.

        Dates in the site come from the content, so that the same content gives the same bytes.
        """
        state = state_of(config)
        state.progress = self._reported(self._lang)
        built = self._pages(config)
        broken = has_errors(built.problems)
        goes_on = self._serving and (_project(config).docs / "index.md").is_file()
        for problem in built.problems:
            # What --strict counts stops MkDocs: warnings of the content must not, nor a preview.
            fatal = problem.severity is Severity.ERROR and not goes_on
            log.log(logging.ERROR if fatal else logging.INFO, "%s", as_text([problem], built.f))
        if broken and not goes_on:
            raise PluginError(built.f.t(STOPPED))
        self.held = held_lines(built.held, built.f)
        state.problems = why_stopped(built.problems, built.f) if broken else []
        if built.day is not None and "SOURCE_DATE_EPOCH" not in os.environ:
            midnight = datetime(built.day.year, built.day.month, built.day.day, tzinfo=UTC)
            os.environ["SOURCE_DATE_EPOCH"] = str(int(midnight.timestamp()))
        state.take(built.additions, built.words, built.own_pages)
        unpublished = id_in_language("vista-previa", str(config.theme["language"]))
        state.version = unpublished if self._serving else built.version
        apply_settings(config, built.site, is_preview=self._serving)

    def _pages(self, config: MkDocsConfig) -> Built:
        """The build of the pages; one that cannot be done stops that of the site, in words."""
        state = state_of(config)
        try:
            return build(
                _project(config, hold=self.hold),
                as_of=self.as_of,
                lang=self._lang,
                complete=not self._serving,
                progress=state.progress,
                memo=state.memo,
            )
        except ForeignFileError as foreign:
            raise PluginError(Formatter(self._lang).t(in_the_way(foreign.paths))) from foreign
        except Exception as failure:
            if isinstance(failure, OSError) or os.environ.get("AVANCE_DEBUG"):
                raise  # on_build_error says what the disk refused
            raise PluginError(Formatter(self._lang).t(failed(failure))) from failure

    def _unfinished(self, new: NewSite) -> NewSite:
        """A new site that is discarded where the build stops."""
        self._built.callback(new.discard)
        return new

    def _reported(self, lang: str) -> Progress:
        """Where to tell how far the work is: not in a preview, or where MkDocs is to be quiet."""
        quiet = self._serving or not log.isEnabledFor(logging.INFO)
        return self._open.enter_context(progress(lang, quiet=quiet))

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """From here on MkDocs reads every page."""
        n = len(files.documentation_pages())
        state_of(config).progress.step(msg("Reading the pages"), n)
        return nav

    def on_build_error(self, error: Exception) -> None:
        """Leave the terminal as it was; a disk that cannot be written gets a sentence."""
        self._open.close()
        self._built.close()
        if isinstance(error, OSError) and error.errno in UNWRITABLE:
            place = f"{error.filename}: " if error.filename else ""
            why = Formatter(self._lang).t(why_refused(error))
            raise PluginError(f"{place}{why}") from error

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """A page that this content has no use for is not in the menu; a feed is in the head."""
        for unused in [it for it in files if it.src_uri.startswith(THEME_SEARCH)]:
            files.remove(unused)
        # The theme asks for the map of any page with such a link, which a disk refuses.
        state = state_of(config)
        language, there = str(config.theme["language"]), files.src_uris
        feed = in_language(NEWS_FEED, language)
        state.feed = feed if feed in there and not state.is_offline else ""
        state.picture = in_language(CARD, language)
        if config.nav is None:
            config.nav = menu(language, state.own_pages)
        pages = {in_language(path, language) for path in ADDRESSES}
        config.nav = without(config.nav, pages.difference(there))
        return files

    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> Any:
        """Our templates speak the language of the site; what the theme runs inline is noted."""
        n = len(files.documentation_pages())
        state_of(config).progress.step(msg("Writing the site"), n)
        language = str(config.theme["language"])
        env.globals["_"] = catalogue(language).gettext
        env.bytecode_cache = Bytecode(TEMPLATES, Formatter(language))
        names = (name for name in env.list_templates() if name.startswith("partials/javascripts/"))
        sources = (env.loader.get_source(env, name)[0] for name in sorted(names) if env.loader)
        state_of(config).inline_scripts = inline_scripts(sources)
        return env

    def on_page_markdown(
        self, markdown: str, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Put what the build adds to a hand-written page at its marks.

        A generated page is HTML already: Python-Markdown gets its headings alone.
        """
        del files
        state_of(config).progress.advance()
        if page.meta.get("generated") == "avance":
            state_of(config).islands[page.file.src_uri] = markdown
            return headings_of(markdown)
        addition = state_of(config).additions.get(page.file.src_uri)
        if addition is None:
            return markdown
        for name, text in addition.parts.items():
            mark = f"<!-- {name} -->"
            if mark not in markdown:
                log.warning("%s: «%s» is not there", page.file.src_uri, mark)
            markdown = markdown.replace(mark, text)
        page.meta["dataset"] = addition.dataset
        return markdown

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Turn links to files under docs/ into addresses, as MkDocs does for links in Markdown.

        In a hand-written page only those to Markdown, and to the files that a build offers there:
        MkDocs has resolved the others before. So are the paths in the description for machines.
        """
        if "dataset" in page.meta:
            address_of = _address(page, config, files, preview=self._serving)
            page.meta["dataset"] = addressed(page.meta["dataset"], address_of)
        markdown = state_of(config).islands.pop(page.file.src_uri, None)
        link = _PAGE
        if markdown is not None:
            html, link = whole(markdown, html).replace(SLOT, state_of(config).version), _FILE
        state_of(config).note_searched(page, html)

        def address(found: re.Match[str]) -> str:
            folder = Path(page.file.src_uri).parent.as_posix()
            target = os.path.normpath(f"{folder}/{unquote(found[2])}")
            file = files.get_file_from_path(target)
            if file is None and self._serving and not target.endswith(".md"):
                return found[0]  # made with the site, not in a preview
            if file is None:
                log.warning("%s: link to «%s», which is not there", page.file.src_uri, found[2])
                return found[0]
            return f"{found[1]}{file.url_relative_to(page.file)}{found[3]}"

        return laid_out(link.sub(address, html))

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Give the page its policy."""
        state_of(config).progress.advance()
        return self._guarded(output, page.file.src_uri, config)

    def on_post_template(
        self, output_content: str, template_name: str, config: MkDocsConfig
    ) -> str:
        """Give the page for lost addresses its policy."""
        if not template_name.endswith(".html"):
            return output_content
        return self._guarded(output_content, template_name, config)

    def _guarded(self, html: str, name: str, config: MkDocsConfig) -> str:
        """A page with its policy; in a preview without, for the server adds a script of its own."""
        known = state_of(config).inline_scripts
        for script in strange_scripts(html, known):
            log.warning("%s: a script that the theme does not know: %s", name, script[:80])
        if self._serving:
            return html
        return with_policy(html, known, ON_DISK if state_of(config).is_offline else SERVED)

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write what is made of all pages, and put the new site in the place of the old."""
        self._open.close()
        site, state = Path(config.site_dir), state_of(config)
        write_index(site, state.searched.values(), state.same_words, str(config.theme["language"]))
        write_robots(site, state_of(config).address)
        if state_of(config).is_offline:
            (site / "404.html").unlink(missing_ok=True)
        new = state_of(config).new_site
        if new is not None and not (config.strict and _has_warned()):
            new.take_place()
            config.site_dir = str(new.place)
        self._built.close()

    def on_serve(
        self, server: LiveReloadServer, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Watch the content and the hand-written pages, not the pages that this hook writes."""
        del builder
        project = _project(config)
        server.unwatch(config.docs_dir)
        server.watch(str(project.content))
        for path in hand_written(project.docs):
            server.watch(str(path))
        return server
