"""``avance serve`` as an editor meets it: a real server, real files, what a browser gets."""

from __future__ import annotations

import gc
import http.client
import json
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser

from bench.preview import free_port
from generator.build import Project
from generator.preview import Preview
from generator.site.search import INDEX
from tests.command import ROOT, run, stop
from tests.helpers import MINIMAL, PLAN, content, lay
from tests.project import EPOCH

ACTIVITY = "planes/plan-2024/1.1.1/"
LINE = PLAN + "strategies/1.1.yml"
PATIENCE = 60.0


@dataclass
class Editor:
    """A project with its preview, as an editor has it on the screen."""

    project: Path
    url: str
    process: subprocess.Popen[bytes]

    def write(self, name: str, text: str) -> None:
        path = self.project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def page(self, address: str = "") -> str:
        try:
            with urllib.request.urlopen(self.url + address, timeout=PATIENCE) as answer:  # noqa: S310
                return str(answer.read().decode())
        except urllib.error.HTTPError as failure:
            return str(failure.code)
        except http.client.IncompleteRead:
            return ""  # a file that is being written: asked for again

    def finds(self, text: str) -> bool:
        return text in self.searched()

    def searched(self) -> str:
        """The index of the search, whole."""
        text = ""

        def is_whole() -> bool:
            nonlocal text
            text = self.page(INDEX)
            return text.endswith("})\n")

        assert self.waits_for(is_whole)
        return text

    def waits_for(self, what: Callable[[], object]) -> bool:
        return waits_for(what)

    def sees(self, text: str, address: str = ACTIVITY) -> bool:
        return self.waits_for(lambda: text in self.page(address))


def waits_for(what: Callable[[], object]) -> bool:
    end = time.monotonic() + PATIENCE
    while not what():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def make_project(folder: Path) -> Path:
    """A small portal: the minimal content, two pages written by hand."""
    lay(folder, content())
    (folder / "docs").mkdir()
    (folder / "docs/historia.md").write_text("# Historia\n\nPrimera versión.\n", "utf-8")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """One preview for all tests: each leaves the content as it was."""
    project = make_project(tmp_path_factory.mktemp("portal ñ"))
    said = project / "said.txt"
    url = f"127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "generator", "serve", "--addr", url, "--root", str(project)]
    with (
        said.open("wb") as log,
        subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log) as server,
    ):
        try:
            found = Editor(project, f"http://{url}/", server)
            assert found.waits_for(lambda: "Ctrl+C" in said.read_text("utf-8") or server.poll())
            assert server.poll() is None, said.read_text("utf-8")
            yield found
        finally:
            stop(server)


def with_title(title: str) -> str:
    return MINIMAL[LINE].replace("title: Actividad", f"title: {title}")


def test_a_title_is_seen_on_its_page_and_in_the_search(editor: Editor) -> None:
    assert editor.sees("Actividad")
    editor.write(f"content/{LINE}", with_title("Caminata"))
    assert editor.sees("Caminata")
    assert editor.waits_for(lambda: "Caminata" in editor.page(INDEX))
    assert editor.waits_for(lambda: editor.page(INDEX).count(f'"{ACTIVITY}"') == 1)
    assert "Actividad<" not in editor.page(ACTIVITY)


def test_one_edit_is_one_build(editor: Editor) -> None:
    said = editor.project / "said.txt"
    before = said.read_text("utf-8").count("Se ve después")
    editor.write(f"content/{LINE}", with_title("Vuelta"))
    assert editor.sees("Vuelta")
    assert editor.waits_for(lambda: editor.finds("Vuelta"))
    time.sleep(0.5)  # what the build itself writes must not be taken for an edit
    assert said.read_text("utf-8").count("Se ve después") == before + 1


def test_pages_that_nobody_looks_at_follow(editor: Editor) -> None:
    for page in ("", "planes/", "regiones/", "unidades/", "glosario/"):
        editor.page(page)  # the activity is no longer among what was looked at last
    editor.write(f"content/{LINE}", with_title("Paseo"))
    written = editor.project / "docs/planes/plan-2024/1.1.1.md"
    assert editor.waits_for(lambda: "Paseo" in written.read_text("utf-8"))
    assert editor.sees("Paseo", "planes/plan-2024/1.1/")


def test_an_error_stands_above_the_pages_of_before_until_it_is_mended(editor: Editor) -> None:
    editor.write(f"content/{LINE}", with_title("Feria"))
    assert editor.sees("Feria")
    editor.write(f"content/{LINE}", with_title("Feria") + "        totl: 100\n")
    assert editor.sees("unknown-key")
    assert "Feria" in editor.page(ACTIVITY)
    assert "strategies/1.1.yml:1" in editor.page("planes/")
    editor.write(f"content/{LINE}", with_title("Feria mayor"))
    assert editor.sees("Feria mayor")
    assert "unknown-key" not in editor.page(ACTIVITY)


def test_an_editor_sees_the_error_wherever_the_page_is_scrolled_to(
    editor: Editor, chromium: Browser
) -> None:
    page = chromium.new_page(viewport={"width": 360, "height": 640})
    page.goto(editor.url + ACTIVITY)
    page.evaluate("scrollTo(0, 400)")
    editor.write(f"content/{LINE}", with_title("Feria") + "        totl: 100\n")
    page.wait_for_selector(".problems >> text=unknown-key")
    assert page.evaluate(
        """() => {
          const box = document.querySelector(".problems").getBoundingClientRect()
          return box.top >= 0 && box.bottom <= innerHeight + 1
        }"""
    )
    editor.write(f"content/{LINE}", with_title("Feria del agua"))
    page.wait_for_selector("h1 >> text=Feria del agua")
    assert page.locator(".problems").count() == 0
    page.close()


def test_a_new_activity_has_a_page_and_a_removed_one_has_none(editor: Editor) -> None:
    before = MINIMAL[LINE]
    more = before + (
        "  - code: 1.1.2\n    title: Segunda\n    measures:\n"
        "      - {indicator: visitas, id: v2, targets: {2024: 5}}\n"
    )
    editor.write(f"content/{LINE}", more)
    assert editor.sees("Segunda", "planes/plan-2024/1.1.2/")
    editor.write(f"content/{LINE}", before)
    assert editor.waits_for(lambda: "Segunda" not in editor.page("planes/plan-2024/1.1.2/"))


def test_a_page_written_by_hand_is_seen(editor: Editor) -> None:
    editor.page("historia/")
    editor.write("docs/historia.md", "# Historia\n\nSegunda versión.\n")
    assert editor.sees("Segunda versión", "historia/")


def test_a_page_written_by_hand_where_another_goes_is_said(editor: Editor) -> None:
    editor.write("docs/planes/plan-2024/1.1.2.md", "# A mano\n")
    second = "  - {code: 1.1.2, title: Segunda, measures: [{unit: acto, targets: {2024: 5}}]}\n"
    editor.write(f"content/{LINE}", MINIMAL[LINE] + second)
    said = editor.project / "said.txt"
    assert editor.waits_for(lambda: "1.1.2.md: se escribió a mano" in said.read_text("utf-8"))
    assert "Traceback" not in said.read_text("utf-8")
    (editor.project / "docs/planes/plan-2024/1.1.2.md").unlink()
    editor.write(f"content/{LINE}", with_title("Con lugar") + second)
    assert editor.sees("Segunda", "planes/plan-2024/1.1.2/")
    editor.write(f"content/{LINE}", MINIMAL[LINE])
    assert editor.sees("Actividad")


def test_a_page_written_while_the_next_edit_comes_is_shown_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    project = Project(make_project(tmp_path))
    preview = Preview(project, "es", lambda _: None, lambda _: [])
    preview.build("127.0.0.1", 8000)
    shown, written = (
        Path(folder) / "planes/plan-2024" for folder in (preview.folder, project.docs)
    )
    lay(project.root, content(**{LINE: with_title("Caminata")}))
    with preview._busy:
        rest = Thread(target=preview._rest, args=(preview._turn, lambda: None, lambda: None))
        rest.start()
        assert waits_for(lambda: "Caminata" in (written / "1.1.1.md").read_text("utf-8"))
        preview._turn += 1
    rest.join(PATIENCE)
    assert not rest.is_alive()
    preview._rest(preview._turn, lambda: None, lambda: None)
    assert "Caminata" in (shown / "1.1.1/index.html").read_text("utf-8")
    preview.close()
    gc.unfreeze()


def epoch(page: str) -> int:
    """When the browser was last told that pages are new."""
    found = re.search(r"livereload\((\d+), ", page)
    assert found is not None
    return int(found[1])


def test_a_page_opened_while_the_others_follow_is_told_when_it_is_new(editor: Editor) -> None:
    for page in ("", "planes/", "unidades/", "datos/"):
        editor.page(page)  # none of them shows the activity
    editor.write(f"content/{LINE}", with_title("Minga"))
    before = epoch(editor.page(ACTIVITY))
    assert editor.sees("Minga")
    shown = "Minga" in editor.page(ACTIVITY) and epoch(editor.page(ACTIVITY)) > before
    assert shown or editor.waits_for(lambda: epoch(editor.page(ACTIVITY)) > before)


def test_the_home_page_is_once_in_the_search_however_often_it_changes(editor: Editor) -> None:
    for name in ("Uno", "Dos", "Tres"):
        editor.page("")
        plan = MINIMAL[PLAN + "plan.yml"].replace("title: Plan 2024", f"title: Plan {name}")
        editor.write(f"content/{PLAN}plan.yml", plan)
        assert editor.sees(f"Plan {name}", "")
        assert editor.waits_for(partial(editor.finds, f"Plan {name}"))
    told = json.loads(editor.searched().removeprefix("avanceIndex(").removesuffix(")\n"))
    assert [page[0] for page in told["pages"]].count("") == 1
    editor.write(f"content/{PLAN}plan.yml", MINIMAL[PLAN + "plan.yml"])


def test_what_goes_wrong_is_said_above_pages_that_are_still_there(editor: Editor) -> None:
    settings = (editor.project / "mkdocs.yml").read_text("utf-8")
    editor.write("mkdocs.yml", settings + "\n: [\n")
    assert editor.sees("la vista previa no se puede renovar")
    editor.write("mkdocs.yml", settings)
    assert editor.waits_for(lambda: "no se puede renovar" not in editor.page(ACTIVITY))


@pytest.mark.proof
def test_settings_that_change_while_an_edit_is_shown_are_taken_up(editor: Editor) -> None:
    settings = (editor.project / "mkdocs.yml").read_text("utf-8")
    for n in range(4):  # somewhere between the reading of both
        editor.write(f"content/{LINE}", with_title(f"Vez {n}"))
        time.sleep(0.03 * (n + 1))
        editor.write("mkdocs.yml", settings + "\n: [\n")
        assert editor.sees("la vista previa no se puede renovar")
        editor.write("mkdocs.yml", settings)
        assert editor.sees(f"Vez {n}")
    editor.write(f"content/{LINE}", MINIMAL[LINE])
    assert editor.sees("Actividad")


def test_a_content_that_goes_and_comes_back_is_heard_again(editor: Editor) -> None:
    content_folder, aside = editor.project / "content", editor.project / "aparte"
    content_folder.rename(aside)
    assert editor.sees("no hay una carpeta content/ en")
    aside.rename(content_folder)
    assert editor.waits_for(lambda: "no hay una carpeta" not in editor.page(ACTIVITY))
    editor.write(f"content/{LINE}", with_title("De vuelta"))
    assert editor.sees("De vuelta")
    editor.write(f"content/{LINE}", MINIMAL[LINE])
    assert editor.sees("Actividad")


def test_a_new_page_written_by_hand_is_seen_and_a_removed_one_is_gone(editor: Editor) -> None:
    editor.write("docs/nueva.md", "# Una página nueva\n")
    assert editor.sees("Una página nueva", "nueva/")
    (editor.project / "docs/nueva.md").unlink()
    assert editor.waits_for(lambda: "Una página nueva" not in editor.page("nueva/"))


def test_a_new_name_of_the_portal_is_on_every_page(editor: Editor) -> None:
    named = MINIMAL["site.yml"].replace("name: Portal", "name: Portal del agua")
    editor.write("content/site.yml", named)
    assert editor.sees("Portal del agua")
    assert editor.sees("Portal del agua", "acerca/")
    editor.write("content/site.yml", MINIMAL["site.yml"])
    assert editor.waits_for(lambda: "Portal del agua" not in editor.page("acerca/"))


def test_a_taken_address_is_said_and_nothing_stays(editor: Editor, tmp_path: Path) -> None:
    taken = editor.url.removeprefix("http://").rstrip("/")
    env = {"TMPDIR": str(tmp_path)}
    done = run("serve", "--addr", taken, cwd=editor.project, env=env, process=True)
    assert done.returncode == 2
    assert f"no se puede servir en {taken}" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "addr", ["8000", "here:", ":80", "127.0.0.1:99999", "127.0.0.1:x", "127.0.0.1:²"]
)
def test_a_wrong_address_gets_the_form_to_write(editor: Editor, addr: str) -> None:
    done = run("serve", "--addr", addr, cwd=editor.project)
    assert done.returncode == 2
    assert f"«{addr}» no es una dirección; escríbala como 127.0.0.1:8000" in done.stderr
