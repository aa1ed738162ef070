"""What the commands ``avance new ...`` share: the content, the plan, and how they write."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import click

from generator.author.draft import Content, read_content, typed
from generator.build import Project
from generator.cli.asking import Asker, Prompt, Read, one_of, plain, refuse, with_fields
from generator.cli.fields import PLACE, PLAN, PRINTED_IN, new_id
from generator.cli.shared import cannot_write, fail, project_of, root_option
from generator.model.catalog import PlanFolder
from generator.problems import Message, errors_of, msg, plural
from generator.publish.replace import StaleError, replace_files
from generator.schemas import named_in
from generator.words.formatter import Formatter


@dataclass(frozen=True)
class Editor:
    """A content, where it is, and who is asked."""

    project: Project
    content: Content
    ask: Asker

    @property
    def lang(self) -> str:
        """In which the command speaks."""
        return self.ask.lang

    def plan(self, field: Prompt = PLAN) -> PlanFolder:
        """The plan that is named, or asked for, or the only one."""
        plans, given = self.content.catalog.plans, self.ask[field]
        if not plans:
            fail(msg("there is no plan yet; write one with: avance new plan"), self.lang)
        if given is None and len(plans) == 1:
            return next(iter(plans.values()))
        if given is None:
            self.ask.show((name, it.plan.name) for name, it in plans.items())
        known = one_of(plans, msg("«{name}» is not a plan of content/plans/"))
        return plans[self.ask.answer(field, known)]

    def register(self, kind: str) -> Read[str]:
        """Reads the id of a unit, a document or a sheet."""
        known, where = self._known(kind)
        return one_of(known, msg("«{name}» is not in {where}", where=where))

    def _known(self, kind: str) -> tuple[Collection[str], str]:
        catalog = self.content.catalog
        registers: dict[str, tuple[Collection[str], str]] = {
            "unit": (catalog.units, "content/units.yml"),
            "document": (catalog.documents, "content/documents.yml"),
            "indicator": (catalog.indicators, "content/indicators/"),
        }
        return registers[kind]

    def some(self, field: Prompt, kind: str) -> list[str]:
        """Ids of units, documents or sheets; nothing is asked where the content has none."""
        known, _ = self._known(kind)
        if not (known or self.ask[field]):
            return []
        return [it for it in self.ask.answers(field, self.register(kind)) if it]

    def one(self, field: Prompt, kind: str) -> str:
        """The id of one; "" for none."""
        return "".join(self.some(field, kind))

    def source(self, document: Prompt = PRINTED_IN) -> dict[str, object]:
        """The document that something is printed in and where in it, as far as told."""
        found = {"document": self.one(document, "document")}
        if found["document"] or self.ask[PLACE]:
            found["place"] = self.ask.answer(PLACE, plain)
        return {key: text for key, text in found.items() if text}

    def new_id(self, field: Prompt, taken: Collection[str], is_there: Message, usual: str) -> str:
        """The id of something new; the usual one is proposed where it can be one."""
        read = new_id(taken, is_there)
        return self.ask.answer(field, read, usual if read(usual) == usual else None)

    def write(
        self, files: Mapping[str, bytes], steps: Sequence[Message], *, changed: Sequence[str] = ()
    ) -> None:
        """Write the files, of which none is there but the ``changed`` ones; say what is next.

        What would not pass the check is told, and nothing is written.
        """
        if errors := errors_of(self.content.with_files(files)):
            refuse(errors, self.content.catalog_formatter(self.lang), self.ask)
        root, new = self.project.root, files.keys() - {*changed}
        places = {
            self.project.content / path: named_in(root, path, data) if path in new else data
            for path, data in files.items()
        }
        try:
            read = {self.project.content / path: self.content.files.get(path) for path in files}
            replace_files(places, read)
        except StaleError:
            raise
        except OSError as failure:
            cannot_write(self.project.content, failure, self.lang)
        f = Formatter(self.lang)
        for path in changed:
            if path in files:
                click.echo(f.t("Changed: {place}", place=f"content/{path}"))
        _tell_written([path for path in files if path not in changed], f)
        for step in (*steps, msg("Then check it: {command}", command="avance check")):
            click.echo(f.t(step), err=True)


def _tell_written(paths: Sequence[str], f: Formatter) -> None:
    """Each file, or their folder where there are many."""
    if len(paths) <= _FEW:
        for path in paths:
            click.echo(f.t("Written: {place}", place=f"content/{path}"))
        return
    said = plural("{n} file written in {place}.", "{n} files written in {place}.")
    place = posixpath.join("content", posixpath.commonpath(paths), "")
    click.echo(f.t(said, n=len(paths), place=place))


_FEW = 6


def new_command(told: str, *fields: Prompt) -> Callable[[Callable[[Editor], None]], click.Command]:
    """A command that writes into a content without errors, and asks for its fields."""

    def made(run: Callable[[Editor], None]) -> click.Command:
        @click.command(run.__name__.rstrip("_"), help=told)
        @with_fields(*fields)
        @root_option
        @click.pass_obj
        def begun(lang: str, /, root: str | None, **given: Any) -> None:
            ask = Asker(lang, given)
            while not _ran(run, _editor(root, ask)):
                pass

        return begun

    return made


def _ran(run: Callable[[Editor], None], editor: Editor) -> bool:
    """False where somebody changed the content meanwhile: what was answered holds for the new."""
    try:
        editor.ask.in_turn(lambda: run(editor))
    except StaleError:
        return False
    return True


def _editor(root: str | None, ask: Asker) -> Editor:
    """The content to write into; ends the command where it has errors."""
    project = project_of(root, ask.lang)
    content, problems = read_content(project.content)
    if errors := errors_of(problems):
        refuse(errors, content.catalog_formatter(ask.lang))
    return Editor(project, content, ask)


def read_value(text: str) -> object | Message:
    """A value that is typed after a colon, as a file has it; None for nothing."""
    try:
        return typed(text) if text else None
    except ValueError:
        return msg("«{text}» is not a value on one line", text=text)
