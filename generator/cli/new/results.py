"""``avance new results``: a file for what was achieved in a period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from generator.author.results import ResultsHead, about, computed_plan, results_file
from generator.cli.asking import Prompt, Read, one_of
from generator.cli.fields import PLACE, PLAN, PRINTED_IN
from generator.cli.new.shared import Editor, new_command, read_value
from generator.cli.shared import fail, read_day, with_hint
from generator.compute.reporting import Due, due, open_rounds
from generator.compute.results import PlanResult
from generator.model.measure import ResultStatus
from generator.model.period import Period
from generator.problems import Message, errors_of, msg, plural, say

_MOST = 20
"""Values that are more easily typed in the file."""

PERIOD = Prompt("PERIOD", help=say("period of the results"))
VALUE = Prompt(
    "--value",
    "NAME=VALUE",
    say("result of an indicator, as visits=40; can be given several times"),
    "",
    more={"multiple": True},
)
STATUS = Prompt(
    "--status",
    help=say("how firm the results are (default: provisional)"),
    words=ResultStatus,
    more={"default": str(ResultStatus.PROVISIONAL)},
)
CUTOFF = Prompt(
    "--cutoff", "YYYY-MM-DD", say("day until which they count"), more={"callback": read_day}
)
REPORTED_BY = Prompt("--reported-by", "UNIT", say("unit that reports them, of units.yml"))
DOCUMENT = replace(PRINTED_IN, help=say("document they are printed in, of documents.yml"))


@new_command(
    say(
        "Write the file of results of a period.\n\n"
        "The PERIOD is written as 2026-T2. The file has a line for each indicator that has a "
        "target in the period and no result yet, with the target beside it. Values are typed in "
        "the file, here when it asks, or given with --value; a line without a value stays "
        "unreported."
    ),
    *(PLAN, PERIOD, VALUE, STATUS, CUTOFF, REPORTED_BY, DOCUMENT, PLACE),
)
def results(editor: Editor) -> None:
    """Run ``avance new results``."""
    folder = editor.plan()
    plan = computed_plan(editor.content, folder)
    period = _period(editor, plan)
    path, dues = _path(plan, period), due(plan, period)
    head = _head(editor)

    def written(values: Mapping[str, object]) -> bytes:
        return results_file(editor.content, folder, period, dues, values, head)

    values = _given(editor, dues) or _typed(editor, path, dues, written)
    n_empty = len(dues) - len(values)
    step = plural(
        "{n} indicator has no value yet: type it after its colon",
        "{n} indicators have no value yet: type each after its colon",
        n=n_empty,
    )
    editor.write({path: written(values)}, [step] if n_empty else [])


def _period(editor: Editor, plan: PlanResult) -> Period:
    rounds = open_rounds(plan)
    if editor.ask[PERIOD] is None and not rounds:
        fail(msg("nothing is left to report"), editor.lang)
    content = editor.project.content
    fresh = (it for it in rounds if not (content / _path(plan, it)).exists())
    default = next(fresh, rounds[0]).text if rounds else None

    def read(text: str) -> Period | Message:
        period = period_with(plan, lambda it: due(plan, it))(text)
        if isinstance(period, Message) or not (content / (path := _path(plan, period))).exists():
            return period
        what = msg("content/{path} is there already; add to it what has no result yet: {names}")
        return what.having(path=path, names=", ".join(it.id for it in due(plan, period)))

    return editor.ask.answer(PERIOD, read, default)


def period_with(plan: PlanResult, dues: Callable[[Period], object]) -> Read[Period]:
    """Reads a period of a plan in which something is due."""
    rounds = open_rounds(plan)

    def read(text: str) -> Period | Message:
        near, none = rounds, None if rounds else msg("nothing is left to report")
        try:
            period = Period.typed(text, plan.folder.plan.years)
        except ValueError:
            what = msg("«{name}» is not a period", name=text)
        else:
            if dues(period):
                return period
            what = msg("no indicator of the plan has to report in {period}", period=period.text)
            near = [it for it in rounds if period.start <= it.end <= period.end] or rounds
        return with_hint(what, text, [it.text for it in near], none)

    return read


def _path(plan: PlanResult, period: Period) -> str:
    return f"plans/{plan.folder.id}/results/{period.text}.yml"


def _head(editor: Editor) -> ResultsHead:
    ask, source = editor.ask, editor.source(DOCUMENT)
    unit = editor.one(REPORTED_BY, "unit") if ask[REPORTED_BY] else None
    return ResultsHead(ResultStatus(ask[STATUS]), ask[CUTOFF], unit, source or None)


def _given(editor: Editor, dues: list[Due]) -> dict[str, object]:
    """The values of the options."""
    names, ask = [it.id for it in dues], editor.ask
    known = one_of(names, msg("«{name}» has nothing to report in this period"))

    def read(text: str) -> tuple[str, object] | Message:
        name, _, value = (it.strip() for it in text.partition("="))
        if not value:
            return msg("«{text}» is no value; write it as {name}=40", text=text, name=names[0])
        for found in (known(name), read_value(value)):
            if isinstance(found, Message):
                return found
        return name, read_value(value)

    values = ask.answers(VALUE, read) if ask[VALUE] else []
    for name, n in Counter(name for name, _ in values).items():
        if n > 1:
            fail(msg("«{name}» is given twice", name=name), editor.lang)
    return dict(values)


def _typed(editor: Editor, path: str, dues: list[Due], written: Any) -> dict[str, object]:
    """The values that somebody types; each is checked at once."""
    found: dict[str, object] = {}
    words = plural("Type {n} value now?", "Type the {n} values now?", n=len(dues))
    if not editor.ask.agrees(words, default=len(dues) <= _MOST):
        return found
    f = editor.content.catalog_formatter(editor.lang)
    for it in dues:

        def read(text: str, it: Due = it) -> object | Message:
            if (value := read_value(text)) is None or isinstance(value, Message):
                return value
            problems = editor.content.with_files({path: written({**found, it.id: value})})
            first = next(iter(errors_of(problems)), None)
            return with_hint(first.message, "", (), first.hint) if first else value

        question = Message("{text}", {"text": about(it, f)})
        value = editor.ask.answer(VALUE, read, question=question, given=None)
        if value is not None:
            found[it.id] = value
    return found
