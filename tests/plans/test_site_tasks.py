"""Tasks of a citizen, a journalist, a planner and a reviewer, each from the home page on a phone.

Each takes four steps at most and is answered on the first screen that it reaches.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser import look_up

N_STEPS = 4
"""As many as a reader is asked to make at most."""

_IN_VIEW = """said => {
  const flat = text => text.replace(/\\s+/g, ' ');
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const places = [];
  let all = '';
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const around = node.parentElement;
    if (!around.checkVisibility() || around.closest('script, style')) continue;
    for (let i = 0; i < node.length; i++) {
      const letter = flat(node.data[i]);
      if (letter !== ' ' || !all.endsWith(' ')) { all += letter; places.push([node, i]); }
    }
  }
  for (let at = all.indexOf(said); at >= 0; at = all.indexOf(said, at + 1)) {
    const range = document.createRange();
    range.setStart(...places[at]);
    const [last, end] = places[at + said.length - 1];
    range.setEnd(last, end + 1);
    const box = range.getBoundingClientRect();
    if (box.height && box.top >= 0 && box.bottom <= innerHeight) return true;
  }
  return false;
}"""
"""Whether a text stands on the screen, whole and without scrolling."""


class Reader:
    """Someone who only follows what the page shows, and counts it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.n_steps = 0
        page.goto(address)

    def follow(self, text: str) -> None:
        """Follow the first link of the page with a text, or open what it folds."""
        article = self.page.locator("article")
        link = article.get_by_role("link", name=text).or_(article.locator("summary", has_text=text))
        self._step(link.first)

    def look_up(self, query: str) -> None:
        """Ask the search; both are one step."""
        look_up(self.page, query)
        self.n_steps += 1

    def _step(self, target: Locator) -> None:
        if target.evaluate("it => it.localName") == "summary":
            target.click()
        else:
            with self.page.expect_navigation():
                target.click()
        self.n_steps += 1
        assert self.n_steps <= N_STEPS

    def sees(self, said: str) -> None:
        """A text is on the screen, whole, without scrolling."""
        self.page.wait_for_function(_IN_VIEW, arg=said, timeout=5_000)


@pytest.fixture
def reader(address: str, chromium: Browser) -> Iterator[Reader]:
    context = chromium.new_context(viewport={"width": 360, "height": 800}, reduced_motion="reduce")
    yield Reader(context.new_page(), address)
    context.close()


POI = "Plan Operativo Institucional 2024"
ZERO = "Elaboración de informes laborales"

TASKS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    # A citizen.
    "how the institution is doing": ((), ("95.9 %",)),
    "how a service did in a region": (
        (
            "Por región",
            "Ayacucho",
            "Atención de servicios de intermediación laboral - sede Ayacucho",
        ),
        ("La meta para 2024 era de 125 personas; el resultado fue 15 (12.0 %).",),
    ),
    "why a result is low": (
        ("Atención de servicios de intermediación laboral - sede Ayacucho", "todo lo que dice"),
        ("Los principales factores que afectaron el cumplimiento de lo programado",),
    ),
    "what a unit answers for": (
        ("Por unidad", "Jóvenes Productivos"),
        ("15 de 62 actividades operativas quedaron por debajo del 75 % de su meta",),
    ),
    "what is overdue": (
        ("Calendario",),
        (
            "23 recomendaciones; 10 reportes a los que les faltan resultados",
            "Vencido y sin respuesta",
        ),
    ),
    # A journalist.
    "which published figure does not add up": (
        ("Ver cada una",),
        ("S/ 736,084,851", "S/ 728,706,272"),
    ),
    "whether the budget grew, and by which act": (
        ("Presupuesto",),
        (
            "+S/ 347,205,889 (+89.3 %)",
            "Resolución de Secretaría General N° 000072-2024-TR-SG",
        ),
    ),
    "which activity had no result at all": ((POI, "1 con resultado cero"), (ZERO, "0.0 %")),
    "from which page of a document a figure is": (
        (ZERO, "Informe de evaluación de resultados"),
        ("AOI00015400054 Elaboración de informes laborales", "líneas 5275-5279", "410"),
    ),
    "what is new": (
        ("Todas las novedades",),
        ("El reporte de 2025 vencía el 30 de enero de 2026",),
    ),
    # A planner.
    "which objective lags": ((POI,), ("El menor avance promedio es el de OEI.02",)),
    "which recommendations are overdue": (
        ("Recomendaciones",),
        ("23 tienen el plazo vencido",),
    ),
    "who has most recommendations to fulfil": (
        ("Recomendaciones", "DPSCLRSEL"),
        ("6",),
    ),
    "who has not reported": (
        ("Plan de Comunicación JUNTOS 2021: lo que falta",),
        ("faltan 39 resultados de 5 periodos",),
    ),
    "how an indicator is defined": (
        ("Indicadores",),
        ("92",),
    ),
    # A reviewer.
    "how to report a wrong figure": (
        (ZERO, "¿Ve un error? Avísenos"),
        ("Elaboración de informes laborales",),
    ),
    "how the portal itself is doing": (
        ("Cómo va este portal",),
        ("Cifras que dicen de qué documento salen", "3,852 de 3,852 (100.0 %)"),
    ),
    "what a plan used to promise": (
        (POI, "Lo prometido, norma por norma"),
        ("Su presupuesto de 2024 era de S/ 385,980,156; hoy es de S/ 728,706,272.",),
    ),
    "what an act changed": (
        (POI, "Lo prometido, norma por norma", "20 de diciembre de 2024"),
        ("Lo que fijó esta norma", "S/ 388,878,962", "S/ 736,084,851"),
    ),
}
"""Links to follow from the home page, and what then is on the screen."""

IN_EVERY_RUN = {
    "how a service did in a region",
    "which activity had no result at all",
    "whether the budget grew, and by which act",
}


def _cases() -> Iterator[object]:
    for name, (steps, answers) in TASKS.items():
        marks = () if name in IN_EVERY_RUN else pytest.mark.proof
        yield pytest.param(steps, answers, id=name, marks=marks)


@pytest.mark.parametrize(("steps", "answers"), list(_cases()))
def test_a_task_is_answered_on_the_first_screen_it_reaches(
    reader: Reader, steps: tuple[str, ...], answers: tuple[str, ...]
) -> None:
    for step in steps:
        reader.follow(step)
    for answer in answers:
        reader.sees(answer)


@pytest.mark.proof
def test_a_word_of_ones_own_finds_the_figure(reader: Reader) -> None:
    reader.look_up("migrantes")
    reader.sees("111.1 %")
