"""The catalogues of messages: Spanish by default, English on request.

Templates are written in English; ``locale/<lang>/LC_MESSAGES/avance.po`` has the rest.
"""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path

from generator.model.site import DEFAULT_LANGUAGE, LANGUAGES
from generator.problems import msg, plural

DOMAIN = "avance"
LOCALE = Path(__file__).parent.parent / "locale"


class _English(gettext.NullTranslations):
    """The templates themselves, with the quotation marks of English."""

    _MARKS = str.maketrans("«»", "“”")

    def gettext(self, message: str) -> str:
        """A template."""
        return message.translate(self._MARKS)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """One of two."""
        return super().ngettext(msgid1, msgid2, n).translate(self._MARKS)

    def pgettext(self, context: str, message: str) -> str:
        """One that says different things elsewhere."""
        return super().pgettext(context, message).translate(self._MARKS)


@cache
def catalogue(lang: str) -> gettext.NullTranslations:
    """The message catalogue of a language; English is the language of the templates."""
    if lang == "en":
        return _English()
    return gettext.translation(DOMAIN, LOCALE, languages=[lang])


_SPELLED = {"n": "number of", "actual": "result", "member": "part", "measure": "indicator"}
_SPELLED |= {"indicator": "reference sheet", "raw": "uncapped"}
_NAMED = {"n": "number", "n_measures": "number of indicators", "n_averaged": "number averaged"}
_NAMED |= {"n_programmed": "number with a target", "n_executed": "number with a result"}
_NAMED |= {"n_reported": "number reported", "n_due": "number due"}
_NAMED |= {"counted_measures": "counted indicators"}
"""Words in the names of columns, and whole names, that are said otherwise."""


def spelled(column: str) -> str:
    """The name of a column of the open data in words: ``n_activities``, «Number of activities»."""
    words = " ".join(_SPELLED.get(word, word) for word in column.split("_"))
    said = _NAMED.get(column, words)
    return said[:1].upper() + said[1:]


def heading(column: str, lang: str) -> str:
    """The same in a language; ``extract`` finds these messages by the columns themselves."""
    return catalogue(lang).pgettext("column", spelled(column))


def chosen_language(explicit: str | None = None, portal: str = "") -> str:
    """The language of messages: ``--lang``, ``AVANCE_LANG``, the portal's, or the system's."""
    named = map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))
    asked = explicit or os.environ.get("AVANCE_LANG") or portal or next(filter(None, named), "")
    short = asked.replace("_", "-").split("-")[0].lower()
    return short if short in LANGUAGES else DEFAULT_LANGUAGE


def use_for_click(lang: str) -> None:
    """Let click's own words (Usage, Options …) come from our catalogue too."""
    os.environ["LANGUAGE"] = lang
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)


CLICK_WORDS = (
    msg("Usage:"),
    msg("Options"),
    msg("Commands"),
    msg("Show this message and exit."),
    msg("Try '{command} {option}' for help."),
    msg("Error: {message}"),
    msg("Aborted!"),
    msg("No such command {name!r}."),
    msg("No such option {name!r}."),
    msg("Missing command."),
    msg("Missing option"),
    msg("required"),
    msg("Missing argument"),
    msg("Invalid value: {message}"),
    msg("Invalid value for {param_hint}: {message}"),
    msg("Option {name!r} does not take a value."),
    plural("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    plural("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    msg("{value!r} is not a valid {number_type}."),
    msg("{value} is not in the range {range}."),
    plural("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    plural(
        "{value!r} does not match the format {format}.",
        "{value!r} does not match the formats {formats}.",
    ),
    plural("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
)
"""Words of click's own that a user of our commands can meet, translated with ours."""
