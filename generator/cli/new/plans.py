"""``avance new plan``: a plan from nothing, or the next one of a plan there is."""

from __future__ import annotations

from typing import Any

from generator.author.next_plan import NextPlan, name_of_next, next_plan, next_span, renamed
from generator.author.plans import PlanSketch, plan_files, profiles_of, read_span, span_field
from generator.cli.asking import Asker, Prompt, one_of, one_shown, plain
from generator.cli.fields import PRINTED_IN, TITLE, YEAR_STARTS, month
from generator.cli.new.shared import Editor, new_command
from generator.cli.shared import fail, with_hint
from generator.model.catalog import PlanFolder
from generator.model.period import Granularity, Period, Span
from generator.model.plan import PlanKind
from generator.model.scalars import slug
from generator.model.years import JANUARY, JULY, Years
from generator.problems import Message, msg, say
from generator.words.formatter import Formatter
from generator.words.labels import LABELS

ID = Prompt("ID", help=say("name of its folder, as plan-2026"))
BEFORE = Prompt("--from", "PLAN", say("plan that it goes on with"))
PERIOD = Prompt("--period", "YEARS", say("year or years, as 2026 or 2026-2030"))
ENTITY = Prompt("--entity", "UNIT", say("who commits to it, of units.yml"))
KIND = Prompt("--kind", help=say("what sort of plan it is (default: operational)"), words=PlanKind)
FREQUENCY = Prompt(
    "--frequency",
    help=say("how often results are reported (default: the profile's, else quarter)"),
    words=Granularity,
)
PROFILE = Prompt("--profile", "ID", say("how such plans are made: ceplan, simple …"), "")
OBJECTIVE = Prompt(
    "--objective",
    "TITLE",
    say("title of an objective; can be given several times"),
    more={"multiple": True},
)


@new_command(
    say(
        "Write a plan, or that of the next period.\n\n"
        "It is called ID in content/plans/. A plan from nothing has its title, period and first "
        "objectives; its names for levels and its method are those of its --profile.\n\n"
        "With --from it goes on with a plan that there is: its parts and indicators, each with "
        "its old code, for as many years right after it. Targets, results, amounts, sources and "
        "what the old document tells are left out."
    ),
    *(ID, BEFORE, TITLE, PERIOD, YEAR_STARTS, ENTITY, KIND, FREQUENCY, PROFILE, PRINTED_IN),
    OBJECTIVE,
)
def plan(editor: Editor) -> None:
    """Run ``avance new plan``."""
    if editor.ask[BEFORE] is not None:
        for field in (YEAR_STARTS, ENTITY, KIND, FREQUENCY, PROFILE, OBJECTIVE):
            if editor.ask[field]:
                fail(msg("{option} is that of the plan before", option=field.option), editor.lang)
        _go_on(editor, editor.plan(BEFORE))
        return
    sketch = _sketch(editor)
    step = msg("Next: {command}", command=f"avance new strategy {sketch.id}")
    editor.write(plan_files(editor.content, sketch), [step])


def _sketch(editor: Editor) -> PlanSketch:
    ask, catalog = editor.ask, editor.content.catalog
    title = ask.answer(TITLE, plain)
    ends = ask.answer(PERIOD, _span)
    name = _id(editor, slug(title))
    publisher = catalog.site.publisher if catalog.site else None
    entity = ask.answer(ENTITY, editor.register("unit"), publisher)
    profiles = profiles_of(editor.content)
    if ask[PROFILE] is None:
        named = enumerate(profiles.values(), 1)
        ask.show((f"{n} {it.id}", it.title) for n, it in named)
    used = [it.plan.profile for it in catalog.plans.values()]
    usual = next((it for it in reversed(used) if it), "")
    profile = ask.answer(PROFILE, one_shown(profiles, msg("there is no profile «{name}»")), usual)
    found = profiles.get(profile)
    return PlanSketch(
        id=name,
        title=title,
        entity=entity,
        period=span_field(*ends),
        year_starts=_year_starts(editor, ends[0], found),
        kind=PlanKind(ask[KIND] or PlanKind.OPERATIONAL),
        frequency=frequency_of(ask, found.frequency if found else None),
        profile=profile,
        document=editor.one(PRINTED_IN, "document"),
        objectives=tuple(" ".join(it.split()) for it in ask[OBJECTIVE]),
    )


def _year_starts(editor: Editor, first: str, profile: Any) -> str:
    """The month in which fiscal years begin, where neither the portal nor the profile says it."""
    site, ask = editor.content.catalog.site, editor.ask
    said = (profile and profile.year_starts) or (site and site.year_starts)
    is_said = said or years_of(first).are_calendar
    return "" if is_said and not ask[YEAR_STARTS] else ask.answer(YEAR_STARTS, month)


def frequency_of(ask: Asker, usual: Granularity | None) -> Granularity:
    """How often a plan is reported."""
    f, named = Formatter(ask.lang), (it for it in Granularity if it != Granularity.MONTH_WEEK)
    if ask[FREQUENCY] is None:
        ask.show((str(it), f.t(LABELS[Granularity][it])) for it in named)
    known = one_of(Granularity, msg("«{name}» says no frequency"))
    return Granularity(ask.answer(FREQUENCY, known, str(usual or Granularity.QUARTER)))


def _id(editor: Editor, usual: str) -> str:
    """The name of the folder, which nothing has."""
    is_there = msg("there is a plan «{name}» already")
    return editor.new_id(ID, editor.content.catalog.plans, is_there, usual)


def _span(text: str) -> tuple[str, str] | Message:
    """Reads the first and the last year."""
    try:
        ends = read_span(text)
        first, last = (Period.parse(it, years_of(it)).start for it in ends)
        if first <= last:
            return ends
    except ValueError:
        pass
    return msg("«{name}» is no period of a plan; write it as 2026 or 2026-2030", name=text)


def years_of(label: str, month: int | None = None) -> Years:
    """A way of counting in which a year is called so, from that month."""
    usual = JANUARY if label.isdigit() else JULY
    starts = usual if month is None else month
    return Years(starts, label.startswith("FY") and starts != JANUARY)


def _go_on(editor: Editor, folder: PlanFolder) -> None:
    """Write the plan of the next period."""
    old = folder.plan.span
    usual = next_span(old)
    years = "-".join(dict.fromkeys((usual.first.text, usual.last.text)))
    ends = editor.ask.answer(PERIOD, _span, years)
    span = _counted(editor, ends, folder)
    name = _id(editor, name_of_next(folder, span, editor.content.catalog.plans))
    title = editor.ask.answer(TITLE, plain, renamed(folder.plan.title, old, span))
    document = editor.one(PRINTED_IN, "document")
    new = NextPlan(name, title, span_field(*ends), span, document)
    step = msg("Next: write its targets, where its comments say it, in {place}")
    step = step.having(place=f"content/plans/{name}/")
    editor.write(next_plan(editor.content, folder, new), [step], changed=("site.yml",))


def _counted(editor: Editor, ends: tuple[str, str], folder: PlanFolder) -> Span:
    """The years that were typed, counted as the old plan counts them."""
    try:
        return Span(*(Period.parse(it, folder.plan.years) for it in ends))
    except ValueError:
        text = "-".join(dict.fromkeys(ends))
        what = msg("«{name}» is not a period", name=text)
        fail(with_hint(what, text, [folder.plan.span.first.text]), editor.lang)
