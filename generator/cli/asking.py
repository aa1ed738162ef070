"""What a command asks for: each thing declared once, for its option and for its question."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import EllipsisType
from typing import Any, NoReturn, TypeVar

import click

from generator.cli.shared import fail, with_hint
from generator.load.words import WORDS
from generator.model.scalars import LONGEST_TITLE
from generator.problems import Message, Problem, msg
from generator.words.formatter import Formatter, capital
from generator.words.problems import FORMATS

T = TypeVar("T")
Word = TypeVar("Word", bound=StrEnum)
Command = TypeVar("Command", bound=Callable[..., Any])
Read = Callable[[str], T | Message]
"""An answer as the command takes it, or what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a command has to know: an option or, in capitals, an argument."""

    option: str
    metavar: str | None = None
    help: str = ""
    """Up to a semicolon or a bracket it is the question too."""
    default: str | None = None
    """What is proposed; "" where there may be no answer, None where there must be one."""
    words: type[StrEnum] | None = None
    """Of which the answer is one."""
    more: Mapping[str, Any] = field(default_factory=dict)
    """What else click has to know of the option."""

    @property
    def key(self) -> str:
        """Its name among what was given."""
        return self.option.strip("-").replace("-", "_").lower()

    def __call__(self, run: Command) -> Command:
        """The command with the option."""
        if self.option.isupper():
            shown = f"[{self.option}]"
            return click.argument(self.key, required=False, metavar=shown, **self.more)(run)
        more = {"metavar": self.metavar, "help": self.help, **self.more}
        if self.words is not None:
            more["type"] = click.Choice([str(it) for it in self.words])
        return click.option(self.option, self.key, **more)(run)


def with_fields(*fields: Prompt) -> Callable[[Command], Command]:
    """The command with the options of all of them."""

    def made(run: Command) -> Command:
        for one in reversed(fields):
            run = one(run)
        return run

    return made


class _Back(Exception):  # noqa: N818  # no error
    """Somebody wants to answer the question before again."""


@dataclass(slots=True)
class Asker:
    """Takes answers from options or from the terminal, and refuses those that cannot be."""

    lang: str
    given: Mapping[str, Any]
    asks: bool = field(default_factory=sys.stdin.isatty)
    """Whether there is someone to ask."""
    _typed: list[str] = field(default_factory=list)
    _at: int = 0
    _tells_way_back: bool = True

    def __getitem__(self, field: Prompt) -> Any:
        """What was given as an option; None for nothing."""
        return self.given.get(field.key)

    def in_turn(self, questions: Callable[[], T]) -> T:
        """What the questions lead to; after «<» they are put again from the one before."""
        while True:
            self._at = 0
            try:
                return questions()
            except _Back:
                del self._typed[self._at - 1 :]

    def again(self, problems: Iterable[Problem]) -> None:
        """Put a question again, if somebody was asked; what was answered before is not lost.

        It is the one whose answer a problem names, else the last.
        """
        if self._typed:
            named = {str(it) for problem in problems for it in problem.message.values.values()}
            wrong = (n for n, typed in enumerate(self._typed) if typed and typed in named)
            self._at = max(wrong, default=len(self._typed) - 1) + 1
            raise _Back

    def answer(
        self,
        field: Prompt,
        read: Read[T],
        default: str | None = None,
        *,
        question: Message | None = None,
        given: str | EllipsisType | None = ...,
    ) -> T:
        """What was given or is typed, as read; without a terminal the default holds."""
        default = field.default if default is None else default
        text = self[field] if given is ... else given
        if text is None and self.asks:
            return self._asked(question or self._question(field, default), default, read)
        text = default if text is None else text
        if text is None:
            what = msg("{option} is missing, and there is no terminal to ask on")
            fail(what.having(option=field.option), self.lang)
        found = _read(text, default, read)
        if isinstance(found, Message):
            fail(msg("{option}: {why}", option=field.option, why=found), self.lang)
        return found

    def answers(
        self,
        field: Prompt,
        read: Read[T],
        default: str | None = None,
        *,
        question: Message | None = None,
    ) -> list[T]:
        """The same for what can be given several times; asked for once."""
        texts = self[field] if isinstance(self[field], tuple) else (self[field],)
        return [
            self.answer(field, read, default, question=question, given=text)
            for text in texts or (None,)
        ]

    def _question(self, field: Prompt, default: str | None) -> Message:
        text = capital(re.split(r";| \(", Formatter(self.lang).t(field.help))[0])
        if field.default == default == "":
            return msg("{question} (Enter: nothing)", question=text)
        return Message("{question}", {"question": text})

    def word(self, field: Prompt, words: type[Word], usual: Word) -> Word:
        """One of the words of a vocabulary."""
        if self[field] is None:
            self.show([(" ".join(words), "")])
        wrong = one_of(words, msg("«{name}» is none of these words"))
        return words(self.answer(field, wrong, str(usual)))

    def agrees(self, words: Message, *, default: bool) -> bool:
        """Whether somebody says yes; without a terminal nobody does."""
        f = Formatter(self.lang)
        marks = f.t("Y/n") if default else f.t("y/N")
        question = Message("{words} [{marks}]", {"words": words, "marks": marks})

        def read(text: str) -> bool | Message:
            if not text or text[0].casefold() in {"y", "s", "n"}:
                return default if not text else text[0].casefold() != "n"
            return msg("write y or n")

        return self.asks and self._asked(question, "", read)

    def agreed(self, words: Message, *, default: bool = False, aside: bool = False) -> bool:
        """Whether to write: --yes says so, or somebody. Else that nothing was written is said."""
        if self.given.get("yes") or self.agrees(words, default=default):
            return True
        click.echo(Formatter(self.lang).t("Nothing was written."), err=aside)
        if not self.asks:
            fail(msg("there is no terminal to ask on; write it with --yes"), self.lang)
        return False

    def show(self, rows: Iterable[tuple[str, str]]) -> None:
        """Names among which one is asked for, with what they are of; only on a terminal."""
        found = list(rows)
        if self.asks and self._at == len(self._typed) and len(found) <= _MOST_SHOWN:
            width = max((len(name) for name, _ in found), default=0)
            for name, title in found:
                click.echo(f"  {name.ljust(width)}  {title}", err=True)

    def _asked(self, words: Message, default: str | None, read: Read[T]) -> T:
        while True:
            text = self._prompted(words, default or "")
            found = _read(text or default or "", default, read)
            if not isinstance(found, Message):
                self._typed[self._at :] = [text, *self._typed[self._at + 1 :]]
                self._at += 1
                return found
            del self._typed[self._at :]
            click.echo(f"  {Formatter(self.lang).t(found)}", err=True)

    def _prompted(self, words: Message, default: str) -> str:
        """What was typed before somebody went back, or is typed now; "" for what is proposed."""
        if self._at < len(self._typed):
            return self._typed[self._at]
        f = Formatter(self.lang)
        if self._typed and self._tells_way_back:
            self._tells_way_back = False
            click.echo(f"  ({f.t('< goes back to the question before')})", err=True)
        question = f"{f.t(words)} [{default}]" if default else f.t(words)
        typed = str(click.prompt(question, default="", show_default=False, err=True)).strip()
        if typed == "<":
            raise _Back
        return typed


def refuse(problems: Sequence[Problem], f: Formatter, ask: Asker | None = None) -> NoReturn:
    """Say what is wrong and that nothing was written; ends the command, or asks again."""
    click.echo(FORMATS["text"](problems, f))
    click.echo(f.t("Nothing was written."))
    if ask is not None:
        ask.again(problems)
    sys.exit(1)


_MOST_SHOWN = 40
"""Names that fit a screen."""


def _read(text: str, default: str | None, read: Read[T]) -> T | Message:
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if not text and default != "":
        return msg("there is no value")
    return read(text) if text.isprintable() else msg("it has signs that cannot be seen")


def plain(text: str) -> str:
    """Any answer as it is."""
    return text


def title(text: str) -> str | Message:
    """Reads what something is called."""
    too_long = WORDS["text-too-long"][0].having(n=len(text), most=LONGEST_TITLE)
    return text if len(text) <= LONGEST_TITLE else too_long


def one_of(known: Iterable[str], what: Message, otherwise: Message | None = None) -> Read[str]:
    """Refuses what is not known, and says what may be meant; ``what`` has the ``{name}``."""
    names = list(known)

    def read(text: str) -> str | Message:
        is_known = not text or text in names
        return text if is_known else with_hint(what.having(name=text), text, names, otherwise)

    return read


def one_shown(known: Iterable[str], what: Message) -> Read[str]:
    """Reads a word: also its number among those that are shown, or what it alone begins with."""
    words = list(known)
    one = one_of(words, what)

    def read(text: str) -> str | Message:
        meant = [it for it in words if text and it.startswith(text.lower())]
        n = int(text) if text in map(str, range(1, len(words) + 1)) else 0
        return words[n - 1] if n else one(meant[0] if len(meant) == 1 else text.lower())

    return read
