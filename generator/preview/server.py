"""The server of a preview: notes what is looked at, hears what is edited, shows what is wrong."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from time import monotonic
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from generator.preview.site import Preview
from generator.preview.warm import WarmSite

_PLACE = b'<div data-md-component="announce">'


def _number(folder: Path) -> int:
    """What tells a folder from another one at the same place; 0 where there is none."""
    return folder.stat().st_ino if folder.is_dir() else 0


class AddressError(Exception):
    """The address is taken, or none of this machine; ``why`` is what the system said."""

    def __init__(self, why: OSError) -> None:
        super().__init__(str(why))
        self.why = why


class _Handler(FileSystemEventHandler):
    """Hears of files that come, change or go; that one is read means nothing."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def _pass_on(self, event: FileSystemEvent) -> None:
        for path in {str(event.src_path), str(event.dest_path)}:
            self._server.edited(path)

    on_created = on_modified = on_deleted = on_moved = _pass_on


class Server(LiveReloadServer):
    """MkDocs' server, which notes what is looked at and shows what is wrong."""

    def __init__(self, preview: Preview, host: str, port: int, *, poll: bool) -> None:
        """Take the address. Raises OSError where it is taken.

        ``poll`` looks at every file again and again, where the system tells of no change.
        """
        super().__init__(builder=self._renew, host=host, port=port, root=str(preview.folder))
        self._preview = preview
        self.observer = PollingObserver() if poll else Observer()  # type: ignore[assignment]
        self.build_delay = 0.02
        self.error_handler = self._error_page
        self.server_bind()
        self.server_activate()

    def listen(self) -> None:
        """Hear of edits from now on."""
        for folder, recursive in self._preview.folders:
            self._watch(folder, recursive=recursive)
        self.observer.start()

    def _watch(self, folder: Path, *, recursive: bool) -> None:
        self._watched_paths[str(folder)] = 1
        found = self.observer.schedule(_Handler(self), str(folder), recursive=recursive)
        self._watch_refs[str(folder)] = found, _number(folder)

    def _renew(self) -> None:
        """Build again; a folder that went and came back is another one to hear of."""
        for folder, recursive in self._preview.folders:
            known, number = self._watch_refs.get(str(folder), (None, None))
            if not folder.is_dir():
                self._watch_refs[str(folder)] = known, 0
            elif _number(folder) != number:
                if known is not None:
                    self.observer.unschedule(known)
                self._watch(folder, recursive=recursive)
        self._preview.update(self.again, self.reload)

    def run(self, site: WarmSite, ready: Callable[[str], None]) -> None:
        """Serve, and build again after each edit, until the process is interrupted."""
        self.mount_path = site.mount
        self.serve_thread.start()
        ready(site.url)
        self._build_loop()  # type: ignore[no-untyped-call]

    def edited(self, path: str) -> None:
        """Ask for a build where an editor changed a file."""
        if path in self._watch_refs:
            if _number(Path(path)) != self._watch_refs[path][1]:  # it went, or another one came
                self.again()
        elif self._preview.is_edited(path):
            self.again()

    def reload(self) -> None:
        """Let the browsers ask for their pages again, where no build is about to."""
        with self._epoch_cond:
            if self._visible_epoch == self._wanted_epoch:
                self._wanted_epoch = self._visible_epoch = round(monotonic() * 1000)
                self._epoch_cond.notify_all()

    def again(self) -> None:
        """Ask for another build."""
        with self._rebuild_cond:
            self._want_rebuild = True
            self._rebuild_cond.notify_all()

    def _serve_request(self, environ: Any, start_response: Any) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.endswith("/") and path.startswith(self.mount_path):
            self._preview.opened(path[len(self.mount_path) :])
        found: Iterable[bytes] | None = super()._serve_request(environ, start_response)
        if found is None or not path.endswith(".json"):
            return found
        with self._preview.at_rest():  # the search is written in place
            return [b"".join(found)]

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        if self._preview.banner:
            content = content.replace(_PLACE, _PLACE + self._preview.banner, 1)
        injected: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        return injected

    def _error_page(self, code: int) -> bytes | None:
        page = self._preview.folder / f"{code}.html"
        return page.read_bytes() if page.is_file() else None


def serve(
    preview: Preview, host: str, port: int, ready: Callable[[str], None], *, poll: bool = False
) -> None:
    """Build, then serve until the process is interrupted. ``ready`` hears the address.

    Raises AddressError where the address cannot be had, and what ``Preview.build`` raises.
    """
    logging.getLogger("mkdocs.livereload").setLevel(logging.ERROR)  # not every page that is missing
    # The folder where pages wait for their place comes and goes while it is watched.
    warnings.filterwarnings("ignore", category=RuntimeWarning, module="watchdog")
    try:
        try:
            server = Server(preview, host, port, poll=poll)
        except OSError as failure:
            raise AddressError(failure) from failure
        try:
            server.listen()
            site = preview.build(host, server.server_address[1])
            server.run(site, ready)
        except KeyboardInterrupt:
            return
        finally:
            server.shutdown()
    finally:
        preview.close()
