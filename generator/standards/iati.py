"""A plan as IATI 2.03: an activity for the plan and for each part of it, with their results.

Parts are activities (``hierarchy``, ``related-activity``) and no mere results, since IATI knows
who answers, places, dates and budgets of activities alone. Amounts of one level are those of the
level below once more: whoever adds up takes one ``hierarchy``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element as XmlElement

from generator.compute.money import budget_key, key_of, own_lines, version_ranks
from generator.compute.results import Results
from generator.export.markup import as_file, child
from generator.model.catalog import Element, PlanFolder
from generator.model.money import BudgetLine, Stage
from generator.model.people import ResponsibleRole
from generator.model.period import Period
from generator.model.plan import Part, PlanState
from generator.model.scalars import contact_href
from generator.model.source import Source
from generator.problems import Message
from generator.standards.activities import AIMS, Activities, add_ends, in_yaml
from generator.standards.figures import places_of
from generator.standards.iati_results import add_results
from generator.standards.reading import NAMESPACE

VERSION = "2.03"
_STATUS = {PlanState.DRAFT: "1", PlanState.APPROVED: "1", PlanState.IN_FORCE: "2"}
_CLOSED = "4"
ROLES = {ResponsibleRole.LEADS: "2", ResponsibleRole.TAKES_PART: "4"}
"""Accountable, implementing."""
_ACCOUNTABLE, _IMPLEMENTING = ROLES.values()
SECTORS = {"crs": "1", "cofog": "3"}
SDG = "sdg"
_TYPES = {"1": (Stage.OPENING, Stage.PROGRAMMED), "2": (Stage.MODIFIED,)}
"""Original and revised budgets: the first that is printed."""
BUDGETED = frozenset(stage for stages in _TYPES.values() for stage in stages)
_INDICATIVE, _COMMITTED = "1", "2"


def iati_file(results: Results, name: str) -> bytes:
    """The file of one plan."""
    all_of = Activities(results, results.plans[name])
    moment = f"{results.as_of.isoformat()}T12:00:00Z"
    given = {"version": VERSION, "generated-datetime": moment, "xmlns:avance": NAMESPACE}
    root = XmlElement("iati-activities", given)
    for part in all_of.folder.elements:
        own = child(root, "iati-activity", _head(all_of, part))
        _identity(all_of, part, own)
        _where(all_of, part, own)
        _add_budgets(all_of, part, own)
        _links(all_of, part, own)
        add_results(all_of, part, own)
    return as_file(root)


def _head(all_of: Activities, part: Element) -> Mapping[str, str | None]:
    return {
        "xml:lang": all_of.lang,
        "default-currency": all_of.catalog.currency(all_of.folder.id),
        "hierarchy": str(part.level.depth + 1),
        "avance:level": part.level.code if part.parents else None,
        "avance:code": part.printed if part.parents else None,
        "avance:plan": None if part.parents else in_yaml(_of_plan(all_of)),
    }


def _of_plan(all_of: Activities) -> Mapping[str, object]:
    """What it takes to read the file back as the same plan."""
    plan = all_of.folder.plan
    dumped = plan.model_dump(include={"kind", "frequency", "levels"}, exclude_none=True)
    ends = {"from": plan.span.first.text, "to": plan.span.last.text}
    starts = {} if plan.years.are_calendar else {"year_starts": plan.years.starts}
    return {"id": all_of.folder.id, "period": ends, **starts, **dumped}


def _identity(all_of: Activities, part: Element, own: XmlElement) -> None:
    """Who it is, who reports it, who does it, and since when."""
    node, plan, site = part.node, all_of.folder.plan, all_of.catalog.site
    publisher = site.publisher if site else ""
    child(own, "iati-identifier", {}, all_of.identifier(part))
    said = {key: it or "" for key, it in all_of.organisation(publisher).items()}
    all_of.narrative(own, "reporting-org", all_of.name_of(publisher), **said)
    all_of.narrative(own, "title", node.title)
    words = (plan.summary, plan.purpose, plan.general_objective)
    about = node.description if isinstance(node, Part) else next(filter(None, words), None)
    all_of.narrative(own, "description", about or node.title, type="1")
    for unit, role in _participants(all_of, part):
        given = {**all_of.organisation(unit), "role": role}
        all_of.narrative(own, "participating-org", all_of.name_of(unit), **given)
    for code, kind, owner in _other_codes(all_of, part):
        other = child(own, "other-identifier", {"ref": code, "type": kind})
        all_of.narrative(other, "owner-org", owner)
    child(own, "activity-status", {"code": _STATUS.get(plan.state, _CLOSED)})
    for kind, day in (("1", plan.span.start), ("3", plan.span.end)):
        child(own, "activity-date", {"type": kind, "iso-date": day.isoformat()})
    if site and site.contact and not part.parents and (href := contact_href(site.contact)):
        is_mail = href.startswith("mailto:")
        contact = child(own, "contact-info")
        child(contact, "email" if is_mail else "website", {}, site.contact)


def _participants(all_of: Activities, part: Element) -> dict[tuple[str, str], None]:
    """Units with their roles; where none is named, the entity of the plan answers for it."""
    found = {(it.unit, ROLES[it.role]): None for it in part.node.responsible if it.role}
    if part.executing_unit:
        found[part.executing_unit, _IMPLEMENTING] = None
    return found or {(all_of.folder.plan.entity, _ACCOUNTABLE): None}


def _other_codes(all_of: Activities, part: Element) -> Iterator[tuple[str, str, str]]:
    """Its code as printed, and those of registers that IATI has no place of its own for."""
    entity = all_of.name_of(all_of.folder.plan.entity)
    if part.parents:
        yield part.printed, "A1", entity
    for scheme, codes in part.node.codes.items():
        if scheme not in {"iati", SDG, *SECTORS}:
            said = all_of.f.template(Message(all_of.catalog.schemes[scheme].name))
            yield from ((code, "A9", said) for code in codes)


def _where(all_of: Activities, part: Element, own: XmlElement) -> None:
    """Country, places and what it is about."""
    site, regions = all_of.catalog.site, all_of.folder.region_list
    if site and site.region:
        child(own, "recipient-country", {"code": site.region})
    named = [regions.code(part.region)] if part.region else []
    for region in dict.fromkeys([*named, *places_of(all_of, part.code)]):
        place = child(own, "location", {"ref": region if region in regions else None})
        all_of.narrative(place, "name", regions.name(region))
    for scheme, vocabulary in SECTORS.items():
        if sector := sector_of(all_of.folder, part, scheme):
            child(own, "sector", {"vocabulary": vocabulary, "code": sector})
    for code in part.node.codes.get(SDG, ()):
        child(own, "tag", {"vocabulary": "3" if "." in code else "2", "code": code})


def sector_of(folder: PlanFolder, part: Element, scheme: str) -> str | None:
    """Its code, else that of what is above; none of several, whose shares nobody says."""
    holders = (part, *folder.above(part))
    codes = next((it.node.codes[scheme] for it in holders if it.node.codes.get(scheme)), ())
    return codes[0] if len(codes) == 1 else None


def _add_budgets(all_of: Activities, part: Element, own: XmlElement) -> None:
    """Of each year and currency what was first approved and what was last, as printed."""
    usual, ranks = all_of.catalog.currency(all_of.folder.id), version_ranks(all_of.folder)
    groups: dict[tuple[int, str | None], list[BudgetLine]] = {}
    for line in part.node.budget:
        if not line.covers and line.stage in BUDGETED:
            groups.setdefault((line.year, line.currency or usual), []).append(line)
    for (number, currency), lines in groups.items():
        year = Period.of_year(number)
        for kind, stages in _TYPES.items():
            if key := budget_key(map(key_of, lines), number, ranks, stages):
                alike = own_lines([it for it in lines if key_of(it) == key])
                status = _INDICATIVE if key[1] is Stage.PROGRAMMED else _COMMITTED
                amount = sum((it.amount for it in alike[1:]), alike[0].amount)
                budget = child(own, "budget", {"type": kind, "status": status})
                add_ends(budget, year)
                day = {"currency": currency, "value-date": year.start.isoformat()}
                child(budget, "value", day, f"{amount:f}")


def _links(all_of: Activities, part: Element, own: XmlElement) -> None:
    """Documents, and the activities above and below."""
    all_of.page(own, part)
    approval = all_of.folder.plan.approval if not part.parents else None
    cited = dict.fromkeys(it.document for it in part.sources if it and it.document)
    cited |= {approval.document: None} if approval and approval.document else {}
    for document in cited:
        all_of.document(own, Source(document=document), AIMS)
    known = all_of.folder.by_code
    above = ((known[it], "1") for it in part.parents)
    for it, kind in (*above, *((it, "2") for it in all_of.folder.children(part.code))):
        child(own, "related-activity", {"ref": all_of.identifier(it), "type": kind})
