"""``avance serve``: a preview that shows an edit at once.

A warm process keeps what MkDocs knows of the site. After an edit it first writes the pages that
somebody looks at and reloads the browser; beside that, a thread writes all others, which the next
edit interrupts. Errors in the content lie over the old pages. Only where a page comes or
goes, or a setting changes, does MkDocs build the whole site again.
"""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from markupsafe import Markup
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import _serve_url
from mkdocs.plugins import BasePlugin

from generator.build import Built, Checked, Project, build, build_pages, examine, without_pauses
from generator.problems import Message, has_errors, msg
from generator.progress import Progress
from generator.publish import ForeignFileError
from generator.publish.writer import hand_written, read_manifest
from generator.site.settings import tell
from generator.words.formatter import Formatter
from generator.words.problems import in_the_way

if TYPE_CHECKING:
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

    from generator.load.loader import Memo


LOOKED_AT = 4
"""Pages that count as looked at: the latest that a browser asked for."""


class _Site(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """What MkDocs knows of the site once it is built."""

    nav: Navigation
    files: Files
    env: Any

    def on_nav(self, nav: Navigation, *, files: Files, **_: Any) -> None:
        self.nav, self.files = nav, files

    def on_env(self, env: Any, **_: Any) -> None:
        self.env = env


class _SupersededError(Exception):
    """A later edit made this work useless."""


class _Turn(Progress):
    """Stops a build when a later edit has come."""

    def __init__(self, is_current: Callable[[], bool]) -> None:
        self._is_current = is_current

    def step(self, message: Message, n: int | None = None) -> None:  # noqa: ARG002
        self.advance()

    def advance(self) -> None:
        if not self._is_current():
            raise _SupersededError


class Preview:
    """The site of a project, kept up to date.

    ``say`` hears what happens; ``show`` hears what is wrong and gives it in words, line by line.
    """

    def __init__(
        self,
        project: Project,
        lang: str,
        say: Callable[[Message], None],
        show: Callable[[Checked], list[str]],
    ) -> None:
        self._project, self._lang, self._say, self._show = project, lang, say, show
        self.folder = Path(mkdtemp(prefix="avance-"))
        self.banner = b""
        self.looked_at: list[str] = []
        self._memo: Memo = {}
        self._turn = 0
        self._busy = Lock()
        self._waiting: set[str] = set()
        """Files that were written and are not on the site yet."""
        self._seen: dict[str, int] = {}
        self._by_hand = set(hand_written(project.docs))
        self._opened: set[str] = set()
        """Pages that were asked for since the last edit."""
        self._is_stale = True

    def close(self) -> None:
        """Leave nothing behind."""
        self._turn += 1
        with self._busy:
            shutil.rmtree(self.folder, ignore_errors=True)

    # The whole site.

    def build(self, host: str, port: int) -> None:
        """Build everything. Raises mkdocs.exceptions.Abort or PluginError where it cannot be."""
        self._host, self._port = host, port
        by_hand = set(hand_written(self._project.docs))
        seen = self._stamps(by_hand)  # what is edited from here on is built again
        site = _Site()
        config = load_config(
            str(self._project.root / "mkdocs.yml"), site_dir=str(self.folder), strict=False
        )
        config.extra["memo"] = self._memo
        config.plugins["avance/preview"] = site
        config.plugins.on_startup(command="serve", dirty=False)
        self.mount = urlsplit(config.site_url or "/").path
        named = f"[{host}]" if ":" in host else host
        self.url = config.site_url = _serve_url(named, port, self.mount)
        build_site(config, serve_url=self.url)
        self._site, self._config = site, config
        self._by_hand, self._seen = by_hand, seen
        self._said = self._settings()
        pages = self._site.files.documentation_pages()
        self._sources = {file.url.removesuffix("./"): file.src_uri for file in pages}
        self._is_stale = False
        self._waiting.clear()
        gc.collect()
        gc.freeze()  # what stays for good is not looked at again and again
        problems = config.extra.get("problems") or []
        self.banner = _banner(problems)

    # After an edit.

    def update(self, again: Callable[[], None], reload: Callable[[], None]) -> None:
        """Show an edit: the pages looked at now, the others soon.

        ``again`` asks for a build of everything; ``reload`` tells the browsers that a page which
        they got in the meantime has changed. What goes wrong stands above the pages of before.
        """
        try:
            self._update(again, reload)
        except ForeignFileError as foreign:
            self._stop(in_the_way(foreign.paths))
        except (OSError, MkDocsException) as failure:
            if self._project.content.is_dir():
                self._stop(msg("the preview cannot be renewed: {what}", what=failure))
            else:
                self._stop(msg("there is no content/ folder in {place}", place=self._project.root))

    def _stop(self, why: Message) -> None:
        self._is_stale = True  # the next edit tries everything
        self._say(why)
        self.banner = _banner(Formatter(self._lang).t(why).splitlines())

    def opened(self, address: str) -> None:
        """Note that somebody looks at a page."""
        looked_at = [page for page in self.looked_at if page != address]
        self.looked_at = [address, *looked_at][:LOOKED_AT]
        self._opened.add(address)

    def _update(self, again: Callable[[], None], reload: Callable[[], None]) -> None:
        self._turn += 1
        turn = self._turn
        with self._busy, without_pauses():
            self._opened.clear()
            if self._is_stale or self._has_new_configuration():
                self.build(self._host, self._port)
                return
            start = monotonic()
            checked = examine(self._project, self._memo)
            if has_errors(checked.problems):
                self.banner = _banner(self._show(checked))
                return
            self.banner = b""
            self._waiting |= set(self._edited_by_hand())
            paths = [self._sources[page] for page in self.looked_at if page in self._sources]
            self._waiting |= set(build_pages(self._project, checked, paths, self._lang))
            self._render(path for path in paths if path in self._waiting)
            seconds = f"{monotonic() - start:.1f}"
            self._say(msg("Shown after {seconds} s; the other pages follow.", seconds=seconds))
        Thread(target=self._rest, args=(turn, again, reload), daemon=True).start()

    def _rest(self, turn: int, again: Callable[[], None], reload: Callable[[], None]) -> None:
        """Bring all other pages up to date, unless a later edit comes first."""
        watch = _Turn(lambda: self._turn == turn)
        try:
            built = build(
                self._project, lang=self._lang, complete=True, progress=watch, memo=self._memo
            )
            with self._busy:
                # Also where a later edit has come: its build does not find these changes again.
                self._is_stale |= self._must_build_all(built)
                watch.advance()
                if self._is_stale:
                    again()
                    return
            changed = set(self._waiting)
            while self._waiting:
                with self._busy:
                    watch.advance()
                    self._render([next(iter(self._waiting))])
            with self._busy:
                watch.advance()
                self._config.plugins.on_post_build(config=self._config)
                if any(self._sources.get(page) in changed for page in self._opened):
                    reload()
        except _SupersededError:
            return
        except ForeignFileError as foreign:
            self._stop(in_the_way(foreign.paths))
            reload()
        except (OSError, MkDocsException) as failure:
            self._stop(msg("the preview cannot be renewed: {what}", what=failure))
            reload()

    def _must_build_all(self, built: Built) -> bool:
        """Take over what a build found; whether pages came or went, or all of them changed."""
        before = self._config.extra.get("additions")
        tell(self._config, built.site, built.additions, built.words, is_preview=True)
        self._waiting |= {*built.changed, *built.files}
        if self._config.extra["additions"] != before:
            self._waiting |= set(built.additions)
        new = [path for path in self._waiting if self._site.files.get_file_from_path(path) is None]
        return bool(new or built.removed) or self._settings() != self._said

    def _settings(self) -> tuple[object, ...]:
        config = self._config
        return config.site_name, config.site_description, config.copyright, config.extra["locale"]

    def _render(self, paths: Iterable[str]) -> None:
        """Put files of docs/ on the site."""
        config, site = self._config, self._site
        doc_files = site.files.documentation_pages()
        for path in list(paths):
            self._waiting.discard(path)
            file = site.files.get_file_from_path(path)
            if file is None or not (self._project.docs / path).is_file():
                continue  # it came or went: the whole site is built for it
            if file.page is None:
                file.copy_file()
                continue
            self._forget(file.page.url)
            _populate_page(file.page, config, site.files)
            _build_page(file.page, config, doc_files, site.nav, site.env)

    def _forget(self, url: str) -> None:
        """Take a page out of the search before it is added anew."""
        for plugin in self._config.plugins.values():
            index = getattr(plugin, "search_index", None)
            if index is not None:
                index.entries[:] = [
                    entry for entry in index.entries if entry["location"].partition("#")[0] != url
                ]

    # What changed on the disk.

    def is_edited(self, path: str) -> bool:
        """Whether a file is one that an editor changes, and not one that a build writes."""
        file, docs = Path(path), self._project.docs
        if file.is_relative_to(docs) and not file.is_dir():
            name = file.relative_to(docs)
            hidden = any(part.startswith(".") or part.endswith("~") for part in name.parts)
            if hidden or (name.as_posix() in read_manifest(docs) and file not in self._by_hand):
                return False
            self._is_stale |= file.exists() != (file in self._by_hand)  # one came, or one went
            return True
        settings = self._project.root / "mkdocs.yml"
        return file.is_relative_to(self._project.content) or file in {settings, self._commits}

    @property
    def _commits(self) -> Path:
        """What git writes to with each commit: pages tell the history."""
        return self._project.root / ".git" / "logs" / "HEAD"

    @property
    def folders(self) -> list[tuple[Path, bool]]:
        """Where such files are; whether in folders below too."""
        project = self._project
        found = [(project.content, True), (project.docs, True), (project.root, False)]
        return [*found, (self._commits.parent, False)] if self._commits.is_file() else found

    def _stamps(self, by_hand: Iterable[Path]) -> dict[str, int]:
        stamps = {str(path): self._stamp(path) for path in by_hand}
        return stamps | {"mkdocs.yml": self._stamp(self._project.root / "mkdocs.yml")}

    def _has_new_configuration(self) -> bool:
        return self._stamp(self._project.root / "mkdocs.yml") != self._seen.get("mkdocs.yml")

    @staticmethod
    def _stamp(path: Path) -> int:
        return path.stat().st_mtime_ns if path.exists() else 0

    def _edited_by_hand(self) -> list[str]:
        now = self._stamps(self._by_hand)
        changed = [name for name, stamp in now.items() if self._seen.get(name) != stamp]
        self._seen = now
        return [Path(name).relative_to(self._project.docs).as_posix() for name in changed]


def _banner(lines: Iterable[str]) -> bytes:
    """What is wrong with the content, as HTML for a page; nothing where nothing is."""
    said = Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)
    if not said:
        return b""
    return (
        Markup(
            '<aside class="md-banner"><div class="md-banner__inner md-grid md-typeset">'
            '<div class="problems" role="alert">{}</div></div></aside>'
        )
        .format(said)
        .encode()
    )
