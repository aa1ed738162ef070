"""``avance serve``: a preview that shows an edit at once.

A warm process keeps what MkDocs knows of the site. After an edit it first writes the pages that
somebody looks at and reloads the browser; beside that, a thread writes all others, which the next
edit interrupts. Errors in the content lie over the old pages. Only where a page comes or
goes, or a setting changes, does MkDocs build the whole site again.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING

from markupsafe import Markup
from mkdocs.exceptions import MkDocsException

from generator.build import Built, Checked, Project, build, build_pages, examine, without_pauses
from generator.preview.warm import WarmSite, build_warm_site
from generator.problems import Message, has_errors, msg
from generator.progress import Progress
from generator.publish import ForeignFileError
from generator.publish.writer import hand_written, read_manifest
from generator.words.formatter import Formatter
from generator.words.problems import in_the_way

if TYPE_CHECKING:
    from generator.load.loader import Memo


LOOKED_AT = 4
"""Pages that count as looked at: the latest that a browser asked for."""


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
        self._site: WarmSite
        """There once it is built."""
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

    def build(self, host: str, port: int) -> WarmSite:
        """Build everything. Raises mkdocs.exceptions.Abort or PluginError where it cannot be."""
        by_hand = set(hand_written(self._project.docs))
        seen = self._stamps(by_hand)  # what is edited from here on is built again
        site = build_warm_site(self._project, self.folder, host, port, self._memo)
        self._site = site
        self._by_hand, self._seen = by_hand, seen
        self._is_stale = False
        self._waiting.clear()
        self.banner = _banner(site.state.problems)
        return site

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

    def at_rest(self) -> Lock:
        """Hold while files of the site are read that an update writes in place."""
        return self._busy

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
                self.build(self._site.host, self._site.port)
                return
            start = monotonic()
            checked = examine(self._project, self._memo)
            if has_errors(checked.problems):
                self.banner = _banner(self._show(checked))
                return
            self.banner = b""
            self._waiting |= set(self._edited_by_hand())
            sources = self._site.sources
            paths = [sources[page] for page in self.looked_at if page in sources]
            self._waiting |= set(build_pages(self._project, checked, paths))
            self._render(path for path in paths if path in self._waiting)
            seconds = f"{monotonic() - start:.1f}"
            self._say(msg("Shown after {seconds} s; the other pages follow.", seconds=seconds))
        Thread(target=self._rest, args=(turn, again, reload), daemon=True).start()

    def _rest(self, turn: int, again: Callable[[], None], reload: Callable[[], None]) -> None:
        """Bring all other pages up to date, unless a later edit comes first."""
        watch = _Turn(lambda: self._turn == turn)
        try:
            built = build(self._project, lang=self._lang, progress=watch, memo=self._memo)
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
                self._site.finish()
                if any(self._site.sources.get(page) in changed for page in self._opened):
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
        before = self._site.state.additions
        is_same = self._site.takes(built)
        self._waiting |= {*built.changed, *built.files}
        if built.additions != before:
            self._waiting |= set(built.additions)
        has_new = not all(self._site.has(path) for path in self._waiting)
        return has_new or bool(built.removed) or not is_same

    def _render(self, paths: Iterable[str]) -> None:
        """Put files of docs/ on the site."""
        chosen = list(paths)
        self._waiting.difference_update(chosen)
        self._site.render(chosen)

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
        now = {str(path): self._stamp(path) for path in self._by_hand}  # never mkdocs.yml
        changed = [name for name, stamp in now.items() if self._seen.get(name) != stamp]
        self._seen |= now
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
