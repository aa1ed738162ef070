"""``avance init``: start a portal of one's own."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import click

from generator.author import program_source
from generator.author.draft import Content
from generator.author.example import example_site
from generator.author.plans import read_span
from generator.author.portal import PLANS, NewPortal, first_plan, national_files, portal_files
from generator.author.program_source import ProgramSource
from generator.cli.asking import Asker, Prompt, Read, one_of, one_shown, refuse, title, with_fields
from generator.cli.fields import YEAR_STARTS, month
from generator.cli.import_ import MAPPING, YES, mapping_of, taken_over
from generator.cli.new.plans import FREQUENCY, PERIOD, frequency_of, years_of
from generator.cli.shared import cannot_write, fail, with_hint, writing
from generator.clock import this_year
from generator.load import load, shipped
from generator.load.loader import Memo
from generator.model.period import Granularity, Period, Span
from generator.model.scalars import slug
from generator.model.site import LANGUAGES
from generator.model.years import JANUARY, Years
from generator.problems import Message, has_errors, msg, plural, say
from generator.publish.new_folder import put_new_folder, standing_in
from generator.reference import currencies
from generator.schemas import with_schema
from generator.words.formatter import Formatter
from generator.words.places import country_called, country_names, currency_called, currency_of

_SHOWN = 5
"""Names of what stands in a folder that are told."""
_HELP = say(
    "Start a portal of your own in FOLDER.\n\n"
    "Asks for the institution, the country and the plan, and writes a portal that works at once: "
    "its content with a first plan, the settings of its site, the workflows of GitHub and GitLab, "
    "and a README for its editors. Whatever is given as an option is not asked; with --yes "
    "nothing is. A folder that has something in it is not touched."
)
_PROFILES = {
    "simple": msg("any plan: objectives, lines of action, activities"),
    "ceplan": msg("PEI and POI of CEPLAN, Peru"),
    "kpt-colombia": msg("development plan of a territory, Colombia"),
    "mir-mexico": msg("MIR of a budget programme, Mexico"),
    "gpra-usa": msg("performance plan of an agency, United States"),
    "logframe": msg("logical framework of a project"),
}
"""What each profile is for."""


INSTITUTION = Prompt("--institution", "NAME", say("institution that publishes the portal"))
NAME = Prompt("--name", "NAME", say("what the portal is called"))
LANGUAGE = Prompt("--language", "es|en", say("language of the portal and of its files: es or en"))
COUNTRY = Prompt("--country", "COUNTRY", say("country, by its code or its name, «-» for none"))
CURRENCY = Prompt(
    "--currency", "CODE", say("currency of amounts, as USD, «-» for none (default: the country's)")
)
LICENCE = Prompt("--licence", "NAME", say("license of the data (default: CC BY 4.0)"), "CC BY 4.0")
PROFILE = Prompt(
    "--profile",
    "PROFILE",
    say(
        "profile of the first plan (simple, ceplan, kpt-colombia, mir-mexico, gpra-usa or logframe)"
    ),
    "simple",
)
PLAN = Prompt(
    "--plan",
    "empty|example",
    say("the first plan: empty, to be filled in, or example, an invented one to look at"),
    "empty",
)
PROGRAM = Prompt(
    "--program",
    "WHEEL",
    say(
        "where the portal gets its program: a wheel, its address with #sha256=, or git+https://… "
        "with a commit (default: as this program was installed)"
    ),
)
MATRIX = Prompt(
    "--from", "WORKBOOK", say("first plan: that of a matrix in a workbook (see avance import)")
)
_OF_PLAN = (PROFILE, PLAN, YEAR_STARTS, PERIOD, FREQUENCY)
_ASKED = (INSTITUTION, NAME, LANGUAGE, COUNTRY, CURRENCY, LICENCE, *_OF_PLAN)


@click.command(help=_HELP)
@click.argument("folder", metavar="FOLDER")
@with_fields(*_ASKED, MATRIX, MAPPING, PROGRAM)
@click.option(
    "--national",
    is_flag=True,
    help=say("a repository that gathers institutions instead (see avance federate)"),
)
@click.option("--yes", is_flag=True, help=say("ask nothing: the default of whatever is not given"))
@click.pass_obj
def init(lang: str, /, folder: str, yes: bool, national: bool, **given: str | None) -> None:
    """Run ``avance init``."""
    ask = Asker(lang, given, asks=not yes and sys.stdin.isatty() and sys.stdout.isatty())
    if not folder.strip() or not folder.isprintable():
        fail(msg("«{place}» is no name of a folder; write another", place=folder), lang)
    place = Path(folder)
    _refuse_what_stands(place, folder, lang)
    program = ask[PROGRAM]
    source = program_source.given(program) if program is not None else program_source.detected()
    if isinstance(source, Message):
        fail(msg("--program: {what}", what=source), lang)
    if national:
        language = ask.answer(LANGUAGE, _language, ask.lang)
        _put(place, folder, national_files(language, source), lang)
        click.echo("  avance federate " + str(place / "institutions.yml"))
        return
    matrix = ask[MATRIX]
    if matrix:
        its_own = dict.fromkeys((PERIOD.key, FREQUENCY.key), "")
        ask.given = {**given, **its_own, PROFILE.key: "simple", PLAN.key: "empty", YES.key: yes}
        if not (yes or mapping_of(ask, matrix).exists()):  # a first look, before anything is asked
            taken_over(_content(_with_matrix(_stand_in(ask, source))), ask, matrix)
    missing = [field.option for field in _ASKED if ask[field] is None]
    if missing and not (yes or ask.asks):
        said = msg("nothing can be asked here; give {options}, or --yes for their defaults")
        fail(said.having(options=", ".join(missing)), lang)
    portal, files = ask.in_turn(lambda: _drafted(ask, source))
    _put(place, folder, files, lang)
    _say_what_next(folder, portal, lang, has_matrix=bool(matrix))


def _put(place: Path, folder: str, files: Mapping[str, bytes], lang: str) -> None:
    try:
        put_new_folder(place, files)
    except OSError as failure:
        _refuse_what_stands(place, folder, lang)  # another command was faster
        cannot_write(folder, failure, lang)
    said = plural("{n} file written in {place}.", "{n} files written in {place}.")
    shown = Path.cwd() if folder == "." else folder
    click.echo(Formatter(lang).t(said, n=len(files), place=shown))


def _stand_in(ask: Asker, source: ProgramSource) -> NewPortal:
    """A portal for a first look at a matrix."""
    name, lang = ask[INSTITUTION] or "-", ask[LANGUAGE] or ask.lang
    year = Period.parse(str(this_year()))
    times = Span(year, year), Granularity.YEAR
    country = ask.answer(COUNTRY, _country, "")
    said = ask[CURRENCY] or currency_of(country) or "USD"
    currency = ask.answer(CURRENCY, _currency_in(country), given=said)
    return NewPortal(name, name, lang, "simple", *times, source, country, currency)


def _with_matrix(portal: NewPortal) -> dict[str, bytes]:
    """The files of a portal without its first plan, which comes from a matrix."""
    invented = ("content/plans/", "content/indicators/", "content/documents.yml")
    return {path: it for path, it in portal_files(portal).items() if not path.startswith(invented)}


def _content(files: Mapping[str, bytes]) -> Content:
    start, memo = "content/", Memo()
    told = {it.removeprefix(start): data for it, data in files.items() if it.startswith(start)}
    return Content(told, load(told, memo=memo)[0], memo)


def _refuse_what_stands(place: Path, folder: str, lang: str) -> None:
    with writing(folder, lang):
        if place.exists() and not place.is_dir():
            fail(msg("«{place}» is a file; name a folder", place=folder), lang)
        there = standing_in(place)
    if there:
        names = ", ".join(there[:_SHOWN]) + (" …" if len(there) > _SHOWN else "")
        what = msg("«{place}» is not empty: it has {names}; name a new folder")
        fail(what.having(place=folder, names=names), lang)


def _drafted(ask: Asker, source: ProgramSource) -> tuple[NewPortal, Mapping[str, bytes]]:
    """A portal that passes its own check, or none: a name may be too long."""
    portal, matrix = _asked(ask, source), ask[MATRIX]
    files = _with_matrix(portal) if matrix else portal_files(portal)
    if matrix:
        taken, _ = taken_over(_content(files), ask, matrix)
        files |= {f"content/{path}": with_schema(path, data) for path, data in taken.items()}
    found = _content(files).with_files({})
    if has_errors(found) or (found and not matrix):
        refuse(found, Formatter(ask.lang), ask)
    return portal, files


def _asked(ask: Asker, source: ProgramSource) -> NewPortal:
    """Every question in turn: what is answered decides what is proposed next."""
    language = ask.answer(LANGUAGE, _language, ask.lang)
    its = Formatter(language)
    institution = ask.answer(INSTITUTION, title, its.t("My institution"))
    name = ask.answer(NAME, title, its.t("Plans of {who}", who=institution))
    if ask[PROFILE] is None:
        f = Formatter(ask.lang)
        named = enumerate(_PROFILES.items(), 1)
        ask.show((f"{n} {it}", f.t(about)) for n, (it, about) in named)
    profile = ask.answer(PROFILE, one_shown(_PROFILES, msg("there is no profile «{name}»")))
    plan = ask.answer(PLAN, one_shown(PLANS, msg("a first plan is not «{name}»")))
    span, frequency = _times(ask, language, profile, is_own=plan == "empty")
    site = example_site(profile) if plan == "example" else None
    its_own = (site.region if site else "") or ""
    country = ask.answer(COUNTRY, _country, its_own)
    usual = site.currency if site and country == its_own else currency_of(country)
    return NewPortal(
        name=name,
        institution=institution,
        language=language,
        profile=profile,
        span=span,
        frequency=frequency,
        source=source,
        country=country,
        currency=ask.answer(CURRENCY, _currency_in(country), usual or ""),
        licence=ask.answer(LICENCE, title),
        with_example=plan == "example",
    )


def _times(ask: Asker, language: str, profile: str, *, is_own: bool) -> tuple[Span, Granularity]:
    """Years and frequency of the first plan; the usual ones of an example or a matrix."""
    usual, n_years = shipped.profiles()[profile], first_plan(language, profile)["n_years"]
    starts = str(usual.year_starts or JANUARY)
    starts = ask.answer(YEAR_STARTS, month, starts) if is_own else starts
    years = Years(
        int(starts), is_fy=starts != str(JANUARY) and bool(usual.year_starts or language == "en")
    )
    first = this_year() - years.is_fy
    ends = dict.fromkeys(years.label(first + n) for n in (0, n_years - 1))
    form = "-".join(ends)

    def read(text: str) -> Span | Message:
        try:
            span = Span(*(Period.parse(it, years_of(it, years.starts)) for it in read_span(text)))
            if span.first.start <= span.last.start and span.first.granularity is Granularity.YEAR:
                return span
        except ValueError:
            pass
        return msg("«{name}» is no period of a plan; write it as {form}", name=text, form=form)

    if not is_own or ask[MATRIX]:
        return cast(Span, read(form)), usual.frequency or Granularity.QUARTER
    return ask.answer(PERIOD, read, form), frequency_of(ask, usual.frequency)


def _language(text: str) -> str | Message:
    code = _LANGUAGE_NAMES.get(slug(text), text.lower())
    return one_of(LANGUAGES, msg("the program has no words in «{name}»"))(code)


_LANGUAGE_NAMES = {"english": "en", "ingles": "en", "spanish": "es", "espanol": "es"}


def _country(text: str) -> str | Message:
    if text in {"", "-"}:
        return ""
    known = {name for lang in LANGUAGES for name in country_names(lang).values()}
    what = msg("there is no country «{name}»", name=text)
    return country_called(text) or with_hint(what, text, known, _BY_ISO)


_BY_ISO = msg("write its code of two letters (ISO 3166), as PE, or its name")


def _currency_in(country: str) -> Read[str]:
    """Reads a currency: its code, or what the people of the country call theirs."""

    def read(text: str) -> str | Message:
        code = (currency_called(text, country) or text).upper()
        if code in {"", "-"} or code in currencies():
            return code.removeprefix("-")
        what = msg("there is no currency «{name}»", name=text)
        return with_hint(what, code, currencies(), msg("write its code of three letters, as USD"))

    return read


def _say_what_next(folder: str, portal: NewPortal, lang: str, *, has_matrix: bool) -> None:
    f = Formatter(lang)
    if not portal.source.line:
        click.echo(f.t("requirements.txt does not say yet where the program is: see what it says."))
    sample = msg("The first plan says invented things: write over them what yours says.")
    example = msg("The example plan is invented: when you have seen it, write your own.")
    if not has_matrix:
        click.echo(f.t(example if portal.with_example else sample))
    click.echo(f.t("Next:"))
    if Path(folder).resolve() != Path.cwd():
        click.echo("  cd " + (f'"{folder}"' if os.name == "nt" else shlex.quote(folder)))
    click.echo("  avance serve    " + f.t("to see it, and every edit at once"))
    click.echo("  avance check    " + f.t("after every edit: what is wrong, and what to write"))
