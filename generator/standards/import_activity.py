"""What an activity of IATI says of itself: who, where, what about, and how much."""

from __future__ import annotations

from generator.model.money import Stage
from generator.model.people import ResponsibleRole
from generator.model.period import Granularity
from generator.model.scalars import plain_scalar
from generator.problems import msg
from generator.standards.activities import ORGANISATION
from generator.standards.drafting import At, StandardsDraft, Tree, day_of, period_of
from generator.standards.iati import ROLES, SDG, SECTORS
from generator.standards.reading import XmlNode

_ROLES = {code: role for role, code in ROLES.items()}
_SCHEMES = {("sector", code): scheme for scheme, code in SECTORS.items()}
_SCHEMES |= {("tag", "2"): SDG, ("tag", "3"): SDG}


def regions_in(draft: StandardsDraft, node: XmlNode) -> dict[str, str]:
    """What each location is, where the portal knows it."""
    known, found = draft.content.catalog.region_list, {}
    for it in (own for own in node.children if own.name == "location"):
        names = [it.get("ref"), *(n.text for name in it.children for n in name.children)]
        code = next((c for text in names if (c := known.code(text)) in known), None)
        if code and it.get("ref"):
            found[it.get("ref")] = code
            it.take()
    return found


def responsible_in(draft: StandardsDraft, node: XmlNode) -> Tree:
    """Units of the portal that it names, by their identifier or their name."""
    found = []
    for it in node.children:
        unit = _unit(draft, it) if it.name == "participating-org" else None
        if unit and (role := _ROLES.get(it.get("role"))):
            found.append((it, {"unit": unit, "role": str(role)}))
    if not any(entry["role"] == ResponsibleRole.LEADS for _, entry in found):
        return {}
    for it, _ in found:
        it.take()
    return {"responsible": [entry for _, entry in found]}


def _unit(draft: StandardsDraft, node: XmlNode) -> str | None:
    names = {node.get("ref"), *(it.text for it in node.children)} - {""}
    units = draft.content.catalog.units.items()
    known = (it for it, of in units if names & {of.name, *of.codes.get(ORGANISATION, ())})
    return next(known, None)


def about(draft: StandardsDraft, node: XmlNode, *, is_top: bool) -> Tree:
    """Codes of what it is about, and its amounts; what is as in the whole plan is not said."""
    codes: dict[str, list[At]] = {}
    for it in node.children:
        scheme = _SCHEMES.get((it.name, it.get("vocabulary") or "1"))
        if (
            scheme
            and it.place not in draft.refused
            and (is_top or it.name == "tag" or not draft.is_own)
        ):
            codes.setdefault(scheme, []).append(At(it.get("code"), it.place))
        if scheme or (it.name == "recipient-country" and _is_home(draft, it)):
            it.take()
    own = [line for n in node.all("budget") if (line := _budget(draft, n))]
    found: Tree = {"codes": codes} if codes else {}
    return found | ({"budget": own} if own else {})


def _is_home(draft: StandardsDraft, node: XmlNode) -> bool:
    site = draft.content.catalog.site
    return bool(site and site.region == node.get("code"))


def _budget(draft: StandardsDraft, node: XmlNode) -> Tree | None:
    start, end = (day_of(node.one(it)) for it in ("period-start", "period-end"))
    year = period_of(start, end, draft.years) if start and end else None
    value = node.one("value")
    if value is None or year is None or year.granularity is not Granularity.YEAR:
        draft.leave(node, msg("this amount is not of one year of the plan"))
        return None
    if value.place in draft.refused:
        return None
    first = Stage.PROGRAMMED if node.get("status") == "1" else Stage.OPENING
    stage = Stage.MODIFIED if node.get("type") == "2" else first
    found: Tree = {"year": plain_scalar(year.text), "stage": str(stage)}
    currency = value.get("currency") or draft.currency
    found |= {"currency": currency} if currency else {}
    return found | {"amount": At(plain_scalar(value.text), value.place)}
