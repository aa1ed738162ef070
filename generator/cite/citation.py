"""How a figure is cited: its permalink, and the citation in APA and in BibTeX."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote

from generator import paths
from generator.addresses import id_in_language, in_language
from generator.cite.figure import FigureKey, attainment_of, stated
from generator.compute.results import PlanResult, Results
from generator.compute.series import WHOLE
from generator.model.period import Period
from generator.model.scalars import slug
from generator.model.site import Site
from generator.model.source import DisputedField
from generator.problems import msg, pmsg
from generator.words.formatter import Formatter, capital, common_blanks

PERIOD, PART, VERSION = "periodo", "parte", "version"
"""What a permalink says beside the page and the measure; in a language by ``addresses``."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is cited."""

    by: str
    """The id of the unit that it is of."""
    title: str
    link: str
    key: str
    """What BibTeX calls it."""


@dataclass(frozen=True, slots=True)
class Citation:
    """How a figure is cited."""

    permalink: str
    apa: str
    bibtex: str

    @property
    def here(self) -> str:
        """The permalink from the page that it leads to."""
        return self.permalink[self.permalink.rindex("?") :]

    @property
    def before_link(self) -> str:
        """The citation (APA) up to the permalink."""
        return self.apa.removesuffix(self.permalink)


def absolute(site: Site | None, path: str) -> str:
    """Address of a page or a file: absolute where the portal's is known, else relative to it."""
    base = f"{site.url.rstrip('/')}/" if site and site.url else ""
    return base + paths.address(in_language(path, site.language if site else ""))


def permalink(results: Results, figure: FigureKey, version: str) -> str:
    """The address of a figure: the place of its measure, with its period, part and version."""
    site, lang = results.catalog.site, results.catalog.language
    use = results.plans[figure.plan].measures[figure.measure].use
    asked = [(PERIOD, quote(figure.period, safe=""))]
    if figure.member != WHOLE:
        asked.append((PART, quote(figure.member, safe="")))
    asked.append((VERSION, version))
    query = "&".join(f"{id_in_language(name, lang)}={value}" for name, value in asked)
    page = quote(
        absolute(site, paths.page_of(figure.plan, use.element.code)), safe=":/@+,;=!$'()*~"
    )
    return f"{page}?{query}#{quote(id_in_language(use.id, lang))}"


def citation(
    results: Results,
    f: Formatter,
    figure: FigureKey,
    version: str,
    disputed: Iterable[DisputedField] = (),
) -> Citation:
    """The citation of a figure, in the words of the portal, with what of it is in dispute.

    Raises KeyError for no measure.
    """
    plan, link = results.plans[figure.plan], permalink(results, figure, version)
    title, key = _title(results, f, plan, figure), _key(figure)
    doubts = [f.t(msg("{what} in dispute", what=it)) for it in dict.fromkeys(disputed)]
    told = "; ".join((capital(f.t("version {version}", version=version)), *doubts))
    return _cited(results, f, Work(plan.folder.plan.entity, title, link, key), told)


def page_citation(results: Results, f: Formatter, work: Work, version: str) -> Citation:
    """The citation of a page; its link names the version, as that of a figure does."""
    link = f"{work.link}?{id_in_language(VERSION, results.catalog.language)}={version}"
    told = capital(f.t("version {version}", version=version))
    return _cited(results, f, replace(work, link=link), told)


def _cited(results: Results, f: Formatter, work: Work, told: str) -> Citation:
    """A work in the words of the portal; ``told`` is its version, and what is in dispute."""
    entity, site = results.catalog.units.get(work.by), results.catalog.site
    author, day, link = entity.name if entity else work.by, results.as_of, work.link
    where = site.name if site else ""
    when = f.t(
        pmsg("apa", "{year}, {month} {number}"),
        year=day.year,
        month=f.month(day.month),
        number=day.day,
    )
    kind = capital(f.t("data set"))
    apa = f"{author}. ({when}). {work.title} ({told}) [{kind}]. {where}. {link}"
    fields = {"author": author, "title": work.title, "howpublished": where, "note": told}
    return Citation(link, apa, _bibtex(work.key, fields, day, link))


def _title(results: Results, f: Formatter, plan: PlanResult, figure: FigureKey) -> str:
    """What the figure is of, and what it says."""
    measure = plan.measures[figure.measure]
    traits, years = measure.use.traits, plan.folder.plan.years
    period = Period.parse(figure.period, years)
    is_counted = traits.unit and traits.unit != "%"
    name = f"{traits.name} ({traits.unit})" if is_counted else traits.name
    part = results.catalog.region_list.name(figure.member)
    of = ", ".join(filter(None, (name, part, f.period(period))))
    it = attainment_of(measure, period, figure.member)
    says = "; ".join(stated(f, it, traits).values()) if it else ""
    said = f"{of}: {says}" if says else of
    return f"{plan.folder.plan.name}. {said}"


_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "{}%&$#_"},
    }
)


def _key(figure: FigureKey) -> str:
    return slug("-".join((figure.plan, figure.measure, figure.period, figure.member)))


def _bibtex(key: str, fields: dict[str, str], day: date, link: str) -> str:
    """An entry that BibTeX and biblatex read."""
    told = {name: f"{{{common_blanks(text).translate(_TEX)}}}" for name, text in fields.items()}
    told["author"] = f"{{{told['author']}}}"  # a name of an institution is not taken apart
    told |= {"year": f"{{{day.year}}}", "month": f"{{{day.month}}}", "day": f"{{{day.day}}}"}
    told["url"] = f"{{{link}}}"
    lines = ",\n".join(f"  {name} = {value}" for name, value in told.items())
    return f"@misc{{{key},\n{lines}\n}}"
