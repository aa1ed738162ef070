"""Questions on a terminal, which options answer beforehand."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import click

from generator.cli.shared import fail, with_hint
from generator.problems import Message, msg
from generator.words.formatter import Formatter

Refusal = Callable[[str], Message | None]
"""What is wrong with an answer; None where nothing is."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Takes answers from options or from the terminal, and refuses those that cannot be."""

    lang: str

    @property
    def is_terminal(self) -> bool:
        """Whether there is someone to ask."""
        return sys.stdin.isatty()

    def answer(
        self,
        option: str,
        given: str | None,
        words: Message,
        default: str | None = None,
        wrong: Refusal = lambda _: None,
    ) -> str:
        """The answer to a question; "" where the default is that and nothing is answered.

        Without a terminal the default holds, and what has none must be given.
        """
        if given is not None or not self.is_terminal:
            if (text := default if given is None else given) is None:
                what = msg("{option} is missing, and there is no terminal to ask on", option=option)
                fail(what, self.lang)
            return self._checked(option, text, default, wrong)
        while True:
            question = Formatter(self.lang).t(words)
            typed = click.prompt(
                question, default=default or "", show_default=bool(default), err=True
            )
            text = _folded(str(typed))
            why = self._why_not(text, default, wrong)
            if why is None:
                return text
            click.echo(f"  {Formatter(self.lang).t(why)}", err=True)

    def _checked(self, option: str, text: str, default: str | None, wrong: Refusal) -> str:
        text = _folded(text)
        if (why := self._why_not(text, default, wrong)) is not None:
            fail(msg("{option}: {why}", option=option, why=why), self.lang)
        return text

    def _why_not(self, text: str, default: str | None, wrong: Refusal) -> Message | None:
        if not text:
            return None if default == "" else msg("there is no value")
        if not text.isprintable():
            return msg("it has signs that cannot be seen")
        return wrong(text)

    def agrees(self, words: Message, *, default: bool) -> bool:
        """Whether somebody says yes; without a terminal nobody does."""
        f = Formatter(self.lang)
        marks = f.t("Y/n") if default else f.t("y/N")
        while self.is_terminal:
            typed = click.prompt(
                f"{f.t(words)} [{marks}]", default="", show_default=False, err=True
            ).strip()
            if not typed or typed[0].casefold() in {"y", "s", "n"}:
                return default if not typed else typed[0].casefold() != "n"
            click.echo(f"  {f.t(msg('write y or n'))}", err=True)
        return False

    def show(self, rows: Iterable[tuple[str, str]]) -> None:
        """Names among which one is asked for, with what they are of; only on a terminal."""
        found = list(rows)
        if self.is_terminal and len(found) <= _MOST_SHOWN:
            width = max((len(name) for name, _ in found), default=0)
            for name, title in found:
                click.echo(f"  {name.ljust(width)}  {title}", err=True)


_MOST_SHOWN = 40
"""Names that fit a screen."""


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def one_of(known: Iterable[str], what: Message) -> Refusal:
    """Refuses what is not known, and says what may be meant; ``what`` has the ``{name}``."""
    names = list(known)

    def wrong(text: str) -> Message | None:
        return None if text in names else with_hint(what.having(name=text), text, names)

    return wrong
