"""``avance init``: start a portal of one's own."""

from __future__ import annotations

import os
import shlex
import sys
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from generator.author import program_source
from generator.author.example import example_site
from generator.author.portal import PLANS, NewPortal, portal_files, profiles
from generator.author.program_source import Source
from generator.check import check
from generator.cli.shared import cannot_write, fail, with_hint
from generator.clock import this_year
from generator.load import load
from generator.model.scalars import slug
from generator.model.site import LANGUAGES
from generator.problems import Message, in_order, msg, plural, say
from generator.publish.new_folder import put_new_folder, standing_in
from generator.reference import currencies
from generator.words.formatter import Formatter
from generator.words.problems import FORMATS

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


@click.command(help=_HELP)
@click.argument("folder", metavar="FOLDER")
@click.option("--institution", metavar="NAME", help=say("institution that publishes the portal"))
@click.option("--name", metavar="NAME", help=say("what the portal is called"))
@click.option("--language", metavar="es|en", help=say("language of the portal and of its files"))
@click.option("--country", metavar="COUNTRY", help=say("code or name of the country; «-» for none"))
@click.option(
    "--currency", metavar="CODE", help=say("currency of amounts, as USD (default: the country's)")
)
@click.option("--licence", metavar="NAME", help=say("license of the data (default: CC BY 4.0)"))
@click.option(
    "--profile",
    metavar="PROFILE",
    help=say("how plans are made: simple, ceplan, kpt-colombia, mir-mexico, gpra-usa or logframe"),
)
@click.option(
    "--plan",
    metavar="empty|example",
    help=say("the first plan: empty, to be filled in, or an invented example to look at"),
)
@click.option(
    "--program",
    metavar="WHEEL",
    help=say(
        "where the portal gets its program: a wheel, its address with #sha256=, or git+https://… "
        "with a commit (default: as this program was installed)"
    ),
)
@click.option("--yes", is_flag=True, help=say("ask nothing: the default of whatever is not given"))
@click.pass_obj
def init(lang: str, /, folder: str, program: str | None, yes: bool, **given: str | None) -> None:
    """Run ``avance init``."""
    place = Path(folder)
    _refuse_what_stands(place, folder, lang)
    source = program_source.given(program) if program else program_source.detected()
    if isinstance(source, Message):
        fail(msg("--program: {what}", what=source), lang)
    asks = not yes and sys.stdin.isatty() and sys.stdout.isatty()
    missing = [f"--{name}" for name, value in given.items() if value is None]
    if missing and not (yes or asks):
        said = msg("nothing can be asked here; give {options}, or --yes for their defaults")
        fail(said.having(options=", ".join(missing)), lang)
    portal = _asked(_Questions(given, lang, asks=asks), lang, source)
    files = portal_files(portal)
    _refuse_what_is_wrong(files, lang)
    try:
        put_new_folder(place, files)
    except OSError as failure:
        cannot_write(folder, failure, lang)
    _say_what_next(folder, len(files), portal, lang)


def _refuse_what_stands(place: Path, folder: str, lang: str) -> None:
    try:
        if place.exists() and not place.is_dir():
            fail(msg("«{place}» is a file; name a folder", place=folder), lang)
        there = standing_in(place)
    except OSError as failure:
        cannot_write(folder, failure, lang)
    if there:
        names = ", ".join(there[:_SHOWN]) + (" …" if len(there) > _SHOWN else "")
        what = msg("«{place}» is not empty: it has {names}; name a new folder")
        fail(what.having(place=folder, names=names), lang)


def _refuse_what_is_wrong(files: Mapping[str, bytes], lang: str) -> None:
    """A portal is written that passes its own check, or none: a name may have hidden signs."""
    start = "content/"
    content = {it.removeprefix(start): data for it, data in files.items() if it.startswith(start)}
    catalog, problems = load(content)
    if found := in_order([*problems, *check(catalog)]):
        f = Formatter(lang)
        click.echo(FORMATS["text"](found, f))
        click.echo(f.t("Nothing was written."))
        sys.exit(1)


@dataclass(frozen=True)
class _Questions:
    """What is asked, or was given as an option."""

    given: Mapping[str, str | None]
    lang: str
    asks: bool

    def answer(
        self, name: str, question: Message, default: str, read: Callable[[str], str | Message]
    ) -> str:
        """What is given, asked or the default; what cannot be is said and asked again."""
        f, text = Formatter(self.lang), self.given.get(name)
        while True:
            if text is None and self.asks:
                text = click.prompt(f.t(question), default=default, show_default=bool(default))
            found = read(_folded(default if text is None else text))
            if not isinstance(found, Message):
                return found
            if not self.asks:
                fail(msg("--{option}: {what}", option=name, what=found), self.lang)
            click.echo(f.t(found), err=True)
            text = None


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _asked(questions: _Questions, lang: str, source: Source) -> NewPortal:
    """Every question in turn: what is answered decides what is proposed next."""
    from generator.words.places import currency_of  # noqa: PLC0415  # Babel takes its time

    ask = questions.answer
    language = ask("language", msg("Language of the portal (es, en)"), lang, _language)
    its = Formatter(language)
    who = msg("Institution that publishes the portal")
    institution = ask("institution", who, its.t("My institution"), _named)
    called = its.t("Plans of {who}", who=institution)
    name = ask("name", msg("What the portal is called"), called, _named)
    if questions.asks and questions.given.get("profile") is None:
        for it, about in _PROFILES.items():
            click.echo(f"  {it:<14}{Formatter(lang).t(about)}")
    profile = ask("profile", msg("Profile of the first plan"), "simple", _profile)
    plan = ask("plan", msg("First plan (empty, example)"), "empty", _plan)
    site = example_site(profile) if plan == "example" else None
    its_own = (site.region if site else "") or ""
    country = ask("country", msg("Country, by its code or its name («-»: none)"), its_own, _country)
    usual = site.currency if site and country == its_own else currency_of(country)
    currency = ask(
        "currency", msg("Currency of amounts («-»: none)"), usual or "", _currency_in(country)
    )
    licence = ask("licence", msg("Licence of the data"), "CC BY 4.0", _named)
    return NewPortal(
        name=name,
        institution=institution,
        language=language,
        profile=profile,
        year=this_year(),
        source=source,
        country=country,
        currency=currency,
        licence=licence,
        with_example=plan == "example",
    )


def _named(text: str) -> str | Message:
    return text or msg("write a name")


def _one_of(text: str, known: tuple[str, ...], what: Message) -> str | Message:
    return text if text in known else with_hint(what.having(name=text), text, known)


def _language(text: str) -> str | Message:
    code = _LANGUAGE_NAMES.get(slug(text), text.lower())
    return _one_of(code, LANGUAGES, msg("the program has no words in «{name}»"))


_LANGUAGE_NAMES = {"english": "en", "ingles": "en", "spanish": "es", "espanol": "es"}


def _profile(text: str) -> str | Message:
    return _one_of(text.lower(), profiles(), msg("there is no profile «{name}»"))


def _plan(text: str) -> str | Message:
    return _one_of(text.lower(), PLANS, msg("a first plan is not «{name}»"))


def _country(text: str) -> str | Message:
    from generator.words.places import country_called, country_names  # noqa: PLC0415

    if text in {"", "-"}:
        return ""
    known = {name for lang in LANGUAGES for name in country_names(lang).values()}
    what = msg("there is no country «{name}»", name=text)
    return country_called(text) or with_hint(what, text, known, _BY_ISO)


_BY_ISO = msg("write its code of two letters (ISO 3166), as PE, or its name")


def _currency_in(country: str) -> Callable[[str], str | Message]:
    """Reads a currency: its code, or what the people of the country call theirs."""
    from generator.words.places import currency_called  # noqa: PLC0415  # Babel takes its time

    return lambda text: _currency(currency_called(text, country) or text)


def _currency(text: str) -> str | Message:
    code = text.upper()
    if code in {"", "-"} or code in currencies():
        return code.removeprefix("-")
    what = msg("there is no currency «{name}»", name=text)
    return with_hint(what, code, currencies(), msg("write its code of three letters, as USD"))


def _say_what_next(folder: str, n_files: int, portal: NewPortal, lang: str) -> None:
    f = Formatter(lang)
    said = plural("{n} file written in {place}.", "{n} files written in {place}.")
    click.echo(f.t(said, n=n_files, place=folder))
    if not portal.source.line:
        click.echo(f.t("requirements.txt does not say yet where the program is: see what it says."))
    sample = msg("The first plan says invented things: write over them what yours says.")
    example = msg("The example plan is invented: when you have seen it, write your own.")
    click.echo(f.t(example if portal.with_example else sample))
    click.echo(f.t("Next:"))
    if Path(folder).resolve() != Path.cwd():
        click.echo("  cd " + (f'"{folder}"' if os.name == "nt" else shlex.quote(folder)))
    click.echo("  avance serve    " + f.t("to see it, and every edit at once"))
    click.echo("  avance check    " + f.t("after every edit: what is wrong, and what to write"))
