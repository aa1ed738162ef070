"""``avance new results``: a file for what was achieved in a period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from generator.cli.asking import one_of
from generator.cli.new.shared import Editor, editor_of
from generator.cli.shared import fail, read_day, root_option, with_hint
from generator.model.measure import ResultStatus
from generator.model.period import Period
from generator.problems import Message, Severity, msg, plural, say

if TYPE_CHECKING:
    from generator.author.results import Head
    from generator.compute.reporting import Due
    from generator.compute.results import PlanResult

_MOST = 20
"""Values that are more easily typed in the file."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was asked for; None where it was not said."""

    plan: str | None
    period: str | None
    values: tuple[str, ...]
    status: str
    cutoff: date | None
    reported_by: str | None
    document: str | None
    place: str | None
    root: str | None


@click.command(
    help=say(
        "Write the file of results of a period.\n\n"
        "The PERIOD is written as 2026-T2. The file has a line for each indicator that has a "
        "target in the period and no result yet, with the target beside it. Values are typed in "
        "the file, here when it asks, or given with --value; a line without a value stays "
        "unreported."
    )
)
@click.argument("plan", required=False, metavar="[PLAN]")
@click.argument("period", required=False, metavar="[PERIOD]")
@click.option(
    "--value",
    "values",
    multiple=True,
    metavar="NAME=VALUE",
    help=say("result of an indicator, as visits=40; can be given several times"),
)
@click.option(
    "--status",
    type=click.Choice([str(it) for it in ResultStatus]),
    default=str(ResultStatus.PROVISIONAL),
    help=say("how firm the results are (default: provisional)"),
)
@click.option(
    "--cutoff", callback=read_day, metavar="YYYY-MM-DD", help=say("day until which they count")
)
@click.option("--reported-by", metavar="UNIT", help=say("unit that reports them, of units.yml"))
@click.option("--document", metavar="ID", help=say("where they are printed, of documents.yml"))
@click.option("--place", metavar="TEXT", help=say("where in the document: a table, a page"))
@root_option
@click.pass_obj
def results(lang: str, /, **given: Any) -> None:
    """Run ``avance new results``."""
    from generator.author.results import computed_plan, results_file  # noqa: PLC0415
    from generator.compute.reporting import due  # noqa: PLC0415

    asked = Asked(**given)
    editor = editor_of(asked.root, lang)
    folder = editor.plan(asked.plan)
    plan = computed_plan(editor.content, folder)
    period = _period(editor, plan, asked)
    path = f"plans/{folder.id}/results/{period.text}.yml"
    dues = due(plan, period)
    if not dues:
        fail(_nothing_due(plan, period), lang)
    if (editor.project.content / path).exists():
        fail(_is_there(path, dues), lang)
    head = _head(editor, asked)

    def written(values: Mapping[str, object]) -> bytes:
        return results_file(editor.content, folder, period, dues, values, head)

    values = _given(editor, asked, dues) or _typed(editor, path, dues, written)
    n_empty = len(dues) - len(values)
    step = plural(
        "{n} indicator has no value yet: type it after its colon",
        "{n} indicators have no value yet: type each after its colon",
        n=n_empty,
    )
    editor.write({path: written(values)}, [step] if n_empty else [])


def _period(editor: Editor, plan: PlanResult, asked: Asked) -> Period:
    from generator.compute.reporting import open_rounds  # noqa: PLC0415

    rounds = open_rounds(plan)
    if asked.period is None and not rounds:
        fail(msg("nothing is left to report"), editor.lang)
    folder = editor.project.content / "plans" / plan.folder.id / "results"
    fresh = (it for it in rounds if not (folder / f"{it.text}.yml").exists())
    default = next(fresh, rounds[0]).text if rounds else None
    years = plan.folder.plan.years

    def wrong(text: str) -> Message | None:
        try:
            Period.parse(text, years)
        except ValueError:
            what = msg("«{name}» is not a period", name=text)
            return with_hint(what, text, [it.text for it in rounds])
        return None

    words = msg("Period of the results")
    return Period.parse(editor.ask.answer("PERIOD", asked.period, words, default, wrong), years)


def _nothing_due(plan: PlanResult, period: Period) -> Message:
    from generator.compute.reporting import open_rounds  # noqa: PLC0415

    what = msg("no indicator of the plan has to report in {period}", period=period.text)
    rounds = [it.text for it in open_rounds(plan)]
    none = msg("nothing is left to report")
    return with_hint(what, period.text, rounds, none) if rounds else _joined(what, none)


def _is_there(path: str, dues: list[Due]) -> Message:
    names = ", ".join(it.id for it in dues)
    return msg(
        "content/{path} is there already; add to it what has no result yet: {names}",
        path=path,
        names=names,
    )


def _joined(what: Message, more: Message) -> Message:
    return msg("{what}; {more}", what=what, more=more)


def _head(editor: Editor, asked: Asked) -> Head:
    from generator.author.results import Head  # noqa: PLC0415

    words = msg("Document they are printed in (Enter: none yet)")
    document = editor.one("--document", asked.document, words, "document")
    words = msg("Table or page in it (Enter: not said)")
    given = asked.place if document or asked.place else ""
    place = editor.ask.answer("--place", given, words, "")
    found = {"document": document, "place": place}
    source = {key: text for key, text in found.items() if text}
    unit = editor.one(
        "--reported-by", asked.reported_by or "", msg("Unit that reports them"), "unit"
    )
    return Head(ResultStatus(asked.status), asked.cutoff, unit or None, source or None)


def _given(editor: Editor, asked: Asked, dues: list[Due]) -> dict[str, object]:
    """The values of the options."""
    from generator.author.draft import typed  # noqa: PLC0415

    names = [it.id for it in dues]
    found: dict[str, object] = {}
    for text in asked.values:
        name, sign, value = text.partition("=")
        name = name.strip()
        if not sign:
            fail(msg("«{text}» is no value; write it as visitas=40", text=text), editor.lang)
        wrong = one_of(names, msg("«{name}» has nothing to report in this period"))(name)
        if wrong is not None:
            fail(wrong, editor.lang)
        try:
            found[name] = typed(value.strip())
        except ValueError:
            fail(msg("«{text}» is not a value on one line", text=value), editor.lang)
    return found


def _typed(editor: Editor, path: str, dues: list[Due], written: Any) -> dict[str, object]:
    """The values that somebody types; each is checked at once."""
    from generator.author.draft import typed  # noqa: PLC0415
    from generator.author.results import about  # noqa: PLC0415

    found: dict[str, object] = {}
    words = plural("Type {n} value now?", "Type the {n} values now?", n=len(dues))
    if not editor.ask.agrees(words, default=len(dues) <= _MOST):
        return found
    f = editor.content.catalog_formatter(editor.lang)
    for it in dues:

        def wrong(text: str, it: Due = it) -> Message | None:
            try:
                value = typed(text)
            except ValueError:
                return msg("«{text}» is not a value on one line", text=text)
            problems = editor.content.with_files({path: written({**found, it.id: value})})
            first = next((p for p in problems if p.severity is Severity.ERROR), None)
            if first is None:
                return None
            return _joined(first.message, first.hint) if first.hint else first.message

        question = Message("{text}", {"text": about(it, f)})
        text = editor.ask.answer("--value", None, question, "", wrong)
        if text:
            found[it.id] = typed(text)
    return found
