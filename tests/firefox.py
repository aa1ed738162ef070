"""Debian's Firefox by WebDriver: its own end of it (Marionette), which geckodriver only forwards.

Commands go over a socket of this machine, as ``length:[0, id, name, parameters]`` in JSON; the
answer is ``length:[1, id, error, result]``.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

_NAMES = ("firefox-esr", "firefox")
_SECONDS = 60
_PREFS = {
    "marionette.port": 0,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
    "ui.prefersReducedMotion": 1,
}
_FRAME = """const frame = document.createElement('iframe')
frame.height = 800
frame.onload = arguments[1]
frame.src = arguments[0]
document.body.replaceChildren(frame)"""
_SETTLE = """const [width, done] = arguments
const look = () => innerWidth === width ? requestAnimationFrame(done) : requestAnimationFrame(look)
look()"""


class Firefox:
    """One window, driven from here."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=_SECONDS)
        self._stream = self._socket.makefile("rb")
        self._n = 0
        self._read()  # what it says of itself

    def close(self) -> None:
        self._stream.close()
        self._socket.close()

    def _read(self) -> Any:
        length = b""
        while (sign := self._stream.read(1)) != b":":
            length += sign
        return json.loads(self._stream.read(int(length)))

    def do(self, name: str, **parameters: Any) -> Any:
        """A command of WebDriver. Raises RuntimeError with what Firefox says is wrong."""
        self._n += 1
        data = json.dumps([0, self._n, f"WebDriver:{name}", parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(data), data))
        _, _, error, result = self._read()
        if error:
            raise RuntimeError(f"{name}: {error['message']}")
        return result["value"] if isinstance(result, dict) and set(result) == {"value"} else result

    def goto(self, url: str) -> None:
        self.do("Navigate", url=url)

    def frame(self, url: str) -> None:
        """The page in a frame, which may be narrower than any window."""
        self.do("SwitchToFrame", element=None)
        self.do("Navigate", url="about:blank")
        self.do("ExecuteAsyncScript", script=_FRAME, args=[url])
        self._enter()

    def set_width(self, width: int) -> None:
        """How wide the frame is."""
        self.do("SwitchToFrame", element=None)
        self.evaluate(f"document.querySelector('iframe').width = {width}")
        self._enter()
        self.do("ExecuteAsyncScript", script=_SETTLE, args=[width])

    def _enter(self) -> None:
        self.do("SwitchToFrame", element=self._find("iframe"))

    def _find(self, css: str) -> str:
        found: str = next(iter(self.do("FindElement", using="css selector", value=css).values()))
        return found

    def evaluate(self, script: str) -> Any:
        """The value of an expression on the page."""
        return self.do("ExecuteScript", script=f"return ({script})", args=[])

    def press(self, key: str) -> None:
        keys = [{"type": kind, "value": key} for kind in ("keyDown", "keyUp")]
        self.do("PerformActions", actions=[{"type": "key", "id": "k", "actions": keys}])

    def role(self, css: str) -> str:
        """What an element is to those who do not see it."""
        role: str = self.do("GetComputedRole", id=self._find(css))
        return role

    def picture(self, path: Path) -> None:
        """The window as it is seen."""
        self.do("SwitchToFrame", element=None)
        path.write_bytes(b64decode(self.do("TakeScreenshot", full=False)))


@contextmanager
def firefox(profile: Path, **prefs: Any) -> Iterator[Firefox]:
    """A headless Firefox with a profile of its own, which is made in that folder."""
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    assert program, (
        "no Firefox on this machine: apt-get install --no-install-recommends firefox-esr"
    )
    lines = (f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in (_PREFS | prefs).items())
    (profile / "user.js").write_text("\n".join(lines), "utf-8")
    command = [
        program,
        "--headless",
        "--marionette",
        "--width=2000",
        "--height=900",
        "--no-remote",
        "--profile",
        str(profile),
    ]
    with (profile / "said").open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
    try:
        with closing(Firefox(_port(profile / "MarionetteActivePort"))) as window:
            window.do("NewSession", capabilities={})
            yield window
    finally:
        process.terminate()
        process.wait(_SECONDS)


def _port(path: Path) -> int:
    """The port that Firefox chose and wrote into its profile."""
    for _ in range(_SECONDS * 10):
        if path.exists() and (text := path.read_text("utf-8")):
            return int(text)
        time.sleep(0.1)
    raise AssertionError(f"Firefox did not start: {(path.parent / 'said').read_text('utf-8')}")
