"""Languages: messages and pages in Spanish by default, in English on request.

Templates are written in English; ``locale/<lang>/LC_MESSAGES/avance.po`` has the rest.
"""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path

from generator.problems import Message, say


def n(singular: str, plural: str) -> tuple[str, str]:
    """Mark a singular and a plural for translation."""
    return singular, plural


LANGUAGES = ("es", "en")
DEFAULT = "es"
DOMAIN = "avance"
LOCALE = Path(__file__).parent / "locale"


@cache
def catalogue(lang: str) -> gettext.NullTranslations:
    """The message catalogue of a language; English is the language of the templates."""
    if lang == "en":
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, LOCALE, languages=[lang])


def translate(message: Message, lang: str) -> str:
    """A message in a language; messages among its values are translated too."""
    template = catalogue(lang).gettext(message.template)
    values = message.values
    if any(isinstance(value, Message) for value in values.values()):
        values = {
            key: translate(value, lang) if isinstance(value, Message) else value
            for key, value in values.items()
        }
    return template.format_map(values)


def chosen_language(explicit: str | None = None) -> str:
    """The language asked for: ``--lang``, else ``AVANCE_LANG``, else Spanish."""
    asked = explicit or os.environ.get("AVANCE_LANG") or DEFAULT
    short = asked.replace("_", "-").split("-")[0].lower()
    return short if short in LANGUAGES else DEFAULT


def use_for_click(lang: str) -> None:
    """Let click's own words (Usage, Options …) come from our catalogue too."""
    os.environ["LANGUAGE"] = lang
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)


CLICK_WORDS = (
    say("Usage:"),
    say("Options"),
    say("Commands"),
    say("Show this message and exit."),
    say("Try '{command} {option}' for help."),
    say("Error: {message}"),
    say("Aborted!"),
    say("No such command {name!r}."),
    say("No such option {name!r}."),
    say("Missing command."),
    say("Missing option"),
    say("required"),
    say("Missing argument"),
    say("Invalid value: {message}"),
    say("Invalid value for {param_hint}: {message}"),
    say("Option {name!r} does not take a value."),
)
"""Words of click's own that a user of our commands can meet, translated with ours."""
CLICK_PLURALS = (
    n("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    n("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    n("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    n(
        "{value!r} does not match the format {format}.",
        "{value!r} does not match the formats {formats}.",
    ),
    n("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
)
