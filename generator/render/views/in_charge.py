"""Who is in charge of a thing, and what the registers of others call it."""

from __future__ import annotations

from generator.model.measure import Measure
from generator.model.people import InCharge, Responsible, ResponsibleRole
from generator.model.plan import Node, Part
from generator.model.schemes import Coded
from generator.problems import Message
from generator.render.filters import printed_place
from generator.render.views.common import Link, RenderContext, joined

Codes = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""By the name of a scheme, its codes, each with its address ("" where there is none)."""


def in_charge(ctx: RenderContext, of: InCharge) -> tuple[Link, ...]:
    """The units in charge of something as written; those that take part say so."""
    return tuple(_responsible(ctx, entry) for entry in of.responsible)


def _responsible(ctx: RenderContext, entry: Responsible) -> Link:
    link = body_link(ctx, entry)
    takes_part = entry.role is ResponsibleRole.TAKES_PART
    return link._replace(text=ctx.t("takes part: {unit}", unit=link.text)) if takes_part else link


def body_link(ctx: RenderContext, entry: Responsible) -> Link:
    """A unit in charge, with what the document calls its part."""
    link = ctx.unit_link(entry.unit)
    if not entry.printed:
        return link
    return link._replace(text=f"{link.text} ({ctx.t('«{text}»', text=entry.printed)})")


def with_ranks(ctx: RenderContext, of: Measure | Node) -> Codes:
    """The codes of something, after its share in what is above it and its priority there."""
    weight = of.weight if isinstance(of, Measure | Part) else None
    priority = of.priority if isinstance(of, Part) else None
    said = []
    if weight:
        said.append((ctx.t("Weight"), ((ctx.f.number(weight, in_percent=True), ""),)))
    if priority:
        place, rank = printed_place(ctx.f, priority.source), ctx.f.number(priority.rank)
        text = f"{rank}, {place}" if place else rank
        said.append((ctx.t("Priority"), ((joined((text, priority.note or ""), ". "), ""),)))
    return (*said, *external_codes(ctx, of))


def external_codes(ctx: RenderContext, of: Coded) -> Codes:
    """The codes of something under the names of their schemes."""
    schemes = ctx.catalog.schemes
    return tuple(
        (
            ctx.f.template(Message(schemes[name].name)),
            tuple((it, schemes[name].address(it)) for it in codes),
        )
        for name, codes in of.codes.items()
        if codes
    )
