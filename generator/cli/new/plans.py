"""``avance new plan``: a plan from nothing, or the next one of a plan there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from generator.cli.asking import one_of
from generator.cli.new.shared import Editor, editor_of
from generator.cli.shared import fail, root_option, with_hint
from generator.model.period import Granularity
from generator.model.plan import PlanKind
from generator.model.scalars import is_id, slug
from generator.problems import Message, msg, say
from generator.words.formatter import Formatter
from generator.words.labels import LABELS

if TYPE_CHECKING:
    from generator.author.plans import PlanSketch
    from generator.model.catalog import PlanFolder


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was asked for; None where it was not said."""

    id: str | None
    before: str | None
    title: str | None
    period: str | None
    entity: str | None
    kind: str | None
    frequency: str | None
    profile: str | None
    document: str | None
    objectives: tuple[str, ...]
    root: str | None


@click.command(
    help=say(
        "Write a plan, or that of the next period.\n\n"
        "It is called ID in content/plans/. A plan from nothing has its title, period and first "
        "objectives; its names for levels and its method are those of its --profile.\n\n"
        "With --from it goes on with a plan that there is: its parts and indicators, each with "
        "its old code, for as many years right after it. Targets, results, amounts, sources and "
        "what the old document tells are left out."
    )
)
@click.argument("id", required=False, metavar="[ID]")
@click.option("--from", "before", metavar="PLAN", help=say("plan that it goes on with"))
@click.option("--title", metavar="TEXT", help=say("title, as the document prints it"))
@click.option("--period", metavar="YEARS", help=say("year or years, as 2026 or 2026-2030"))
@click.option("--entity", metavar="UNIT", help=say("who commits to it, of units.yml"))
@click.option(
    "--kind",
    type=click.Choice([str(it) for it in PlanKind]),
    help=say("what sort of plan it is (default: operational)"),
)
@click.option(
    "--frequency",
    type=click.Choice([str(it) for it in Granularity]),
    help=say("how often results are reported (default: the profile's, else quarter)"),
)
@click.option("--profile", metavar="ID", help=say("how such plans are made: ceplan, simple …"))
@click.option("--document", metavar="ID", help=say("where it is printed, of documents.yml"))
@click.option(
    "--objective",
    "objectives",
    multiple=True,
    metavar="TITLE",
    help=say("title of an objective; can be given several times"),
)
@root_option
@click.pass_obj
def plan(lang: str, /, **given: Any) -> None:
    """Run ``avance new plan``."""
    asked = Asked(**given)
    editor = editor_of(asked.root, lang)
    if asked.before is not None:
        _refuse_what_is_carried(asked, lang)
        _go_on(editor, editor.plan(asked.before), asked)
        return
    from generator.author.plans import plan_files  # noqa: PLC0415

    sketch = _sketch(editor, asked)
    step = msg("Next: {command}", command=f"avance new strategy {sketch.id}")
    editor.write(plan_files(editor.content, sketch), [step])


def _refuse_what_is_carried(asked: Asked, lang: str) -> None:
    for name in ("entity", "kind", "frequency", "profile"):
        if getattr(asked, name):
            fail(msg("{option} is that of the plan before", option=f"--{name}"), lang)
    if asked.objectives:
        fail(msg("{option} is that of the plan before", option="--objective"), lang)


def _sketch(editor: Editor, asked: Asked) -> PlanSketch:
    from generator.author.plans import PlanSketch, profiles_of  # noqa: PLC0415

    ask, catalog = editor.ask, editor.content.catalog
    title = ask.answer("--title", asked.title, msg("Title"))
    words = msg("Year or years, as 2026 or 2026-2030")
    period = ask.answer("--period", asked.period, words, wrong=_no_span)
    name = _id(editor, asked.id, slug(title))
    publisher = catalog.site.publisher if catalog.site else None
    known = one_of(catalog.units, msg("«{name}» is not in {where}", where="content/units.yml"))
    entity = ask.answer("--entity", asked.entity, msg("Who commits to it"), publisher, known)
    profiles = profiles_of(editor.content)
    if asked.profile is None:
        ask.show((it.id, it.title) for it in profiles.values())
    used = [it.plan.profile for it in catalog.plans.values()]
    usual = next((it for it in reversed(used) if it), "")
    wrong = one_of(profiles, msg("there is no profile «{name}»"))
    profile = ask.answer("--profile", asked.profile, msg("Profile (Enter: none)"), usual, wrong)
    frequency = asked.frequency or _frequency(editor, profiles.get(profile))
    words = msg("Document it is printed in (Enter: none yet)")
    return PlanSketch(
        id=name,
        title=title,
        entity=entity,
        period=_span(period),
        kind=PlanKind(asked.kind or PlanKind.OPERATIONAL),
        frequency=Granularity(frequency),
        profile=profile,
        document=editor.one("--document", asked.document, words, "document"),
        objectives=tuple(" ".join(it.split()) for it in asked.objectives),
    )


def _frequency(editor: Editor, profile: Any) -> str:
    usual = (profile.frequency if profile else None) or Granularity.QUARTER
    known = [str(it) for it in Granularity]
    wrong = one_of(known, msg("«{name}» says no frequency"))
    words = msg("How often results are reported")
    f, named = Formatter(editor.lang), (it for it in Granularity if it != Granularity.MONTH_WEEK)
    editor.ask.show((str(it), f.t(LABELS[Granularity][it])) for it in named)
    return editor.ask.answer("--frequency", None, words, str(usual), wrong)


def _id(editor: Editor, given: str | None, proposed: str) -> str:
    """The name of the folder, which nothing has."""
    plans = editor.content.catalog.plans

    def wrong(text: str) -> Message | None:
        if text in plans:
            return msg("there is a plan «{name}» already", name=text)
        if is_id(text):
            return None
        return msg("«{name}» cannot be an id; write it as {id}", name=text, id=slug(text))

    default = proposed if is_id(proposed) and proposed not in plans else None
    return editor.ask.answer("ID", given, msg("Name of its folder, as plan-2026"), default, wrong)


def _span(text: str) -> object:
    from generator.author.plans import read_span  # noqa: PLC0415

    return read_span(text)


def _no_span(text: str) -> Message | None:
    try:
        _span(text)
    except ValueError:
        return msg("«{name}» is no period of a plan; write it as 2026 or 2026-2030", name=text)
    return None


def _go_on(editor: Editor, folder: PlanFolder, asked: Asked) -> None:
    """Write the plan of the next period."""
    from generator.author.draft import typed  # noqa: PLC0415
    from generator.author.next_plan import (  # noqa: PLC0415
        NextPlan,
        name_of_next,
        next_plan,
        next_span,
        renamed,
    )
    from generator.load.splice import SpliceError  # noqa: PLC0415

    old = folder.plan.span
    span = next_span(old)
    text = span.first.text if span.first == span.last else f"{span.first}-{span.last}"
    words = msg("Year or years, as 2026 or 2026-2030")
    period = editor.ask.answer("--period", asked.period, words, text, _no_span)
    span = _read(editor, period, folder) if period != text else span
    proposed = name_of_next(folder, span, editor.content.catalog.plans)
    name = _id(editor, asked.id, proposed)
    title = renamed(folder.plan.title, old, span)
    title = editor.ask.answer("--title", asked.title, msg("Title"), title)
    ends = {"from": span.first.text, "to": span.last.text}
    words = msg("Document it is printed in (Enter: none yet)")
    document = editor.one("--document", asked.document, words, "document")
    years = {key: typed(it) for key, it in ends.items()}
    one = years["from"] if span.first == span.last else years
    try:
        files = next_plan(editor.content, folder, NextPlan(name, title, one, span, document))
    except SpliceError:
        where = msg("the file of «{name}»", name="site.yml")
        what = msg("nothing can be added to {place} by itself; write it there", place=where)
        fail(what, editor.lang)
    step = msg("Next: write its targets, where its comments say it, in {place}")
    step = step.having(place=f"content/plans/{name}/")
    editor.write(files, [step], changed=("site.yml",))


def _read(editor: Editor, text: str, folder: PlanFolder) -> Any:
    """The years that were typed, counted as the old plan counts them."""
    from generator.model.period import Period, Span  # noqa: PLC0415

    value = _span(text)
    ends = [*value.values()] if isinstance(value, dict) else [value, value]
    try:
        first, last = (Period.parse(str(it), folder.plan.years) for it in ends)
    except ValueError:
        what = msg("«{name}» is not a period", name=text)
        fail(with_hint(what, text, [folder.plan.span.first.text]), editor.lang)
    return Span(first, last)
