"""Rules on what readers asked to correct, in ``content/corrections.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.common import suggestion
from generator.model.catalog import PLAN, Catalog, PlanFolder, measure_id
from generator.model.corrections import CorrectionRequest, RequestState, requested
from generator.model.period import Period
from generator.problems import Message, Problem, error, msg

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NO_PHONE = re.compile(
    r"\b\d{4}-\d\d-\d\d\b|\b\d{1,5}[-/](?:19|20)\d\d\b|\b(?:19|20)\d\d-(?:19|20)\d\d\b"
)
"""A date, the number of a document, a span of years."""
_PHONE = re.compile(r"(?<![\w.,/-])(?:\+|\()?\d(?:[ ()-]{0,2}\d){6,14}(?![\w/-]|[.,]\d)")
_LEAST = 8
"""Digits of a number without anything between them that may be a phone or an identity card."""


def check_correction_figure(catalog: Catalog) -> Iterator[Problem]:
    """unknown-figure: what was asked is about something that the portal has."""
    for it in requested(catalog.registers):
        folder = catalog.plans.get(it.plan or "")
        if it.plan and folder is None:
            if f"plans/{it.plan}/plan.yml" not in catalog.broken:
                what = msg("there is no plan «{name}» in content/plans/", name=it.plan)
                yield _unknown(it, "plan", what, suggestion(it.plan, catalog.plans))
        elif folder is None:
            for name in (n for n in ("of", "period", "part") if getattr(it, n)):
                what = msg("«{field}» does not say in which plan", field=name)
                yield _unknown(it, name, what, msg("add «plan:» with the name of its folder"))
        elif folder.complete:
            yield from _in_plan(it, folder)


def _in_plan(it: CorrectionRequest, folder: PlanFolder) -> Iterator[Problem]:
    known = folder.names | folder.measure_names
    if it.of and it.of not in known:
        what = msg("the plan «{plan}» has no «{code}»", plan=it.plan, code=it.of)
        yield _unknown(it, "of", what, suggestion(it.of, known - {PLAN}))
    if it.period and not _has_period(folder, it.of or "", it.period):
        what = msg("«{of}» has no figure of «{period}»", of=it.of or it.plan, period=it.period)
        hint = msg("write the period as its page and the tables do: 2024, 2024-T1, 2024-03")
        yield _unknown(it, "period", what, hint)


def _unknown(it: CorrectionRequest, field: str, what: Message, hint: Message | None) -> Problem:
    gone = msg("write one that the portal has; of one that is gone, tell it in «request»")
    return error("unknown-figure", it.place_of(field), what, hint or gone)


def _has_period(folder: PlanFolder, name: str, text: str) -> bool:
    """Whether something of a measure is of a period or within it; else, whether it is one."""
    try:
        period = Period.parse(text, folder.plan.years)
    except ValueError:
        return False
    measures = [m for e, m in folder.written_measures if measure_id(m, e.code) == name]
    own = [it for m in measures for it in m.targets]
    own += [file.period for file, of, _ in folder.reported if of == name]
    return not own or any(it.within(period) for it in own)


def check_correction_answer(catalog: Catalog) -> Iterator[Problem]:
    """correction-state, answer-before-question: what is answered says so whole, and when."""
    for it in requested(catalog.registers):
        is_open = it.state is RequestState.OPEN
        given = [name for name in ("answered", "answer", "commit") if getattr(it, name)]
        lacking = [name for name in ("answered", "answer") if name not in given]
        if is_open and given:
            what = msg("it is open, and has «{field}»", field=given[0])
            hint = msg("write «state: accepted» or «state: rejected», or take it out")
            yield error("correction-state", it.place_of(given[0]), what, hint)
        elif not is_open and lacking:
            what = msg("it is answered, and has no «{field}»", field=lacking[0])
            hint = msg("write «answered:» with the day and «answer:», or «state: open»")
            yield error("correction-state", it.place_of("state"), what, hint)
        elif it.answered and it.answered < it.asked:
            what = msg("it was answered on {day}, before it was asked", day=it.answered)
            hint = msg("write the day of the answer, or mend «asked»: {day}", day=str(it.asked))
            yield error("answer-before-question", it.place_of("answered"), what, hint)


def check_personal_data(catalog: Catalog) -> Iterator[Problem]:
    """personal-data: no text says how to reach a person, nor which identity card one has."""
    for it in requested(catalog.registers):
        for field in ("request", "answer", "part"):
            text = getattr(it, field) or ""
            if found := _personal(text):
                what = msg(
                    "«{text}» looks like a mail address, a phone or an identity card", text=found
                )
                hint = msg(
                    "take it out: who asked is not published; a figure is written with its "
                    "separators, 12,345,678"
                )
                yield error("personal-data", it.place_of(field), what, hint)


def _personal(text: str) -> str:
    """The mail address, or what has as many digits as a phone; "" where there is none."""
    if mail := _MAIL.search(text):
        return mail[0]
    for found in _PHONE.finditer(_NO_PHONE.sub(lambda it: "x" * len(it[0]), text)):
        if not found[0].isdigit() or len(found[0]) >= _LEAST:
            return found[0]
    return ""
