"""Who is in charge of something: the one unit that leads, and those that take part."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from generator.model.base import Model
from generator.model.scalars import Id, Title, listed


class ResponsibleRole(StrEnum):
    """What a unit does in something; the first is «accountable» in IATI."""

    LEADS = "leads"
    TAKES_PART = "takes-part"


class Responsible(Model):
    """A unit in charge, with its role."""

    unit: Id
    role: ResponsibleRole | None = None
    """Written, or what its place in the list says: the first leads, the others take part."""
    printed: Title | None = None
    """What the document calls its part."""


def _entries(value: Any) -> list[Any]:
    """An id is short for a unit without a role, and one entry for a list."""
    return [it if isinstance(it, dict | Model) else {"unit": it} for it in listed(value)]


def _with_roles(entries: tuple[Responsible, ...]) -> tuple[Responsible, ...]:
    roles = (ResponsibleRole.LEADS, *(ResponsibleRole.TAKES_PART for _ in entries))
    return tuple(
        it if it.role else it.model_copy(update={"role": role})
        for it, role in zip(entries, roles, strict=False)
    )


class InCharge(Model):
    """What has units in charge of it."""

    responsible: Annotated[
        tuple[Responsible, ...], BeforeValidator(_entries), AfterValidator(_with_roles)
    ] = ()

    @property
    def leading(self) -> str | None:
        """The unit that answers for it: everything counts under this one alone."""
        return next(self._of(ResponsibleRole.LEADS), None)

    @property
    def taking_part(self) -> tuple[str, ...]:
        """The other units."""
        return tuple(self._of(ResponsibleRole.TAKES_PART))

    def _of(self, role: ResponsibleRole) -> Iterator[str]:
        return (entry.unit for entry in self.responsible if entry.role is role)
