"""Rules on names that must be unique: they become addresses and keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.check.common import having, suggestion
from generator.model.catalog import RESERVED_CODES, Catalog, Level, measure_id
from generator.model.schemes import Coded, Scheme
from generator.problems import Place, Problem, error, msg, warning
from generator.reference import shipped_ids


def _doubles(named: Iterator[tuple[str, Place]]) -> Iterator[tuple[str, Place, Place]]:
    """Names that stand twice (upper and lower case count as the same), with both places."""
    first: dict[str, Place] = {}
    for name, place in named:
        key = name.casefold()
        if key in first:
            yield name, place, first[key]
        else:
            first[key] = place


def check_duplicate_id(catalog: Catalog) -> Iterator[Problem]:
    """duplicate-id: what stands in a list (units, documents, regions …) has its own name."""
    named = [
        [(e.id, e.place_of("id")) for e in register] for register in catalog.registers.values()
    ]
    named.append([(region.code, region.place_of("code")) for region in catalog.region_list.own])
    for folder in catalog.plans.values():
        named.append([(it.code, it.place_of("code")) for it in folder.plan.own_levels])
        named.append([(it.id, it.place_of("id")) for it in folder.plan.versions])
        named.append([(entry.id, entry.place_of("id")) for entry in folder.amendments])
        named.append([(entry.code, entry.place_of("code")) for entry in folder.recommendations])
    for names in named:
        for name, place, first in _doubles(iter(names)):
            what = msg("the id «{name}» is repeated; first at {first}", name=name, first=first)
            hint = msg("give one of them another id, or remove the double")
            yield error("duplicate-id", place, what, hint)


def check_shipped_id(catalog: Catalog) -> Iterator[Problem]:
    """shipped-id: methods and profiles that the program brings mean the same in every portal."""
    for register in ("methods", "profiles"):
        for entry in catalog.registers.get(register, ()):
            if entry.id in shipped_ids(register):
                what = msg(
                    "the program brings «{name}», which means the same everywhere", name=entry.id
                )
                hint = msg("give it another id, such as «{id}-own»", id=entry.id)
                yield error("shipped-id", entry.place_of("id"), what, hint)


def check_duplicate_code(catalog: Catalog) -> Iterator[Problem]:
    """duplicate-code: a code names one element of a plan; both places are named."""
    for folder in catalog.plans.values():
        codes = (
            (element.code, element.node.place_of("code"))
            for element in folder.elements
            if element.level is not Level.PLAN
        )
        strategies = [strategy.place_of("code") for strategy in folder.strategies]
        for code, place, first in _doubles(codes):
            stem = PurePosixPath(place.path).stem
            hint = msg("give each one a code of its own, as its document tells them apart")
            if place in strategies and stem != code:
                hint = msg(
                    "the file is called «{stem}.yml»: write its own code, as printed", stem=stem
                )
            elif len({it.level for it in folder.elements if it.code == code}) > 1:
                hint = msg(
                    "give each one its own; if the document numbers each level by itself, write "
                    "«levels» as a list, and each part in elements/"
                )
            what = msg("the code «{code}» is repeated; first at {first}", code=code, first=first)
            yield error("duplicate-code", place, what, hint)


def check_reserved_code(catalog: Catalog) -> Iterator[Problem]:
    """reserved-code: some names are addresses of a plan's own pages."""
    for folder in catalog.plans.values():
        for element in folder.elements[1:]:
            if element.printed.casefold() in RESERVED_CODES:
                what = msg("«{code}» is the address of a page of the plan", code=element.printed)
                hint = msg("use the code that the document prints, or add a number to it")
                yield error("reserved-code", element.node.place_of("code"), what, hint)


def check_reserved_list(catalog: Catalog) -> Iterator[Problem]:
    """reserved-code: the lists of units, documents and regions have addresses of their own."""
    named = [(unit.id, unit.place_of("id")) for unit in catalog.units.values()]
    named += [(it.id, it.place_of("id")) for it in catalog.documents.values()]
    named += [(region.code, region.place_of("code")) for region in catalog.region_list.own]
    for code, place in named:
        if code.casefold() == "index":
            what = msg("«{code}» is the address of a list of the portal", code=code)
            hint = msg("write another one")
            yield error("reserved-code", place, what, hint)


def check_unit_cycle(catalog: Catalog) -> Iterator[Problem]:
    """unit-cycle: the chain of ``parent`` ends at a unit that has none.

    A circle is told once, at its first unit.
    """
    told: set[str] = set()
    for unit in catalog.units.values():
        seen: set[str] = set()
        above = unit.parent
        while above in catalog.units and above not in seen:
            seen.add(above)
            above = catalog.units[above].parent
        if unit.id in seen - told:
            told |= seen
            what = msg("«{unit}» depends on itself", unit=unit.id)
            hint = msg("write the unit above it, or leave «parent» out")
            yield error("unit-cycle", unit.place_of("parent"), what, hint)


def check_duplicate_agreement(catalog: Catalog) -> Iterator[Problem]:
    """duplicate-agreement: a signature counts once."""
    for folder in catalog.plans.values():
        named = (
            (f"{it.counterpart}\n{it.region}\n{it.date}", it.place_of("counterpart"))
            for it in folder.plan.agreements
        )
        for key, place, first in _doubles(named):
            name = key.partition("\n")[0]
            what = msg(
                "the signature with «{name}» is repeated; first at {first}", name=name, first=first
            )
            hint = msg("remove the double, or write what tells them apart (date, region)")
            yield error("duplicate-agreement", place, what, hint)


def check_external_codes(catalog: Catalog) -> Iterator[Problem]:
    """unknown-scheme, external-code-form, external-code-twice: codes of registers that are known.

    Where ``site.yml`` cannot be read, nobody knows the schemes of the portal.
    """
    models = having(catalog, ("codes",))
    holders = (it for it in models if isinstance(it, Coded) and it.codes)
    for holder in holders if "site.yml" not in catalog.broken else ():
        for name, codes in holder.codes.items():
            places = [(code, holder.place_of("codes", name, n)) for n, code in enumerate(codes)]
            if scheme := catalog.schemes.get(name):
                yield from _forms(name, scheme, places)
            else:
                yield error(
                    "unknown-scheme",
                    holder.place_of("codes", name, at_key=True),
                    msg("there is no scheme of codes «{name}»", name=name),
                    suggestion(name, catalog.schemes)
                    or msg("declare it under «schemes» in content/site.yml"),
                )
            for code, place, at in _doubles(iter(places)):
                what = msg("the code «{code}» is repeated; first at {first}", code=code, first=at)
                yield error("external-code-twice", place, what, msg("remove one of them"))


def _forms(name: str, scheme: Scheme, places: list[tuple[str, Place]]) -> Iterator[Problem]:
    hint = msg("its forms (9 is a digit, A a letter): {forms}", forms=", ".join(scheme.pattern))
    for code, place in places:
        if not scheme.has(code):
            what = msg("«{code}» has not the form of a code of «{name}»", code=code, name=name)
            yield error("external-code-form", place, what, hint)


def check_synonyms(catalog: Catalog) -> Iterator[Problem]:
    """synonym-groups: words that mean the same stand in one group, and there are two of them."""
    site = catalog.site
    placed = [
        (word, site.place_of("synonyms", n, k))
        for n, group in enumerate(site.synonyms if site else ())
        for k, word in enumerate(group)
        if site
    ]
    for word, place, at in _doubles(iter(placed)):
        what = msg("the word «{word}» is repeated; first at {first}", word=word, first=at)
        hint = msg("put the words that mean the same into one list, each once")
        yield warning("synonym-groups", place, what, hint)
    for n, group in enumerate(site.synonyms if site else ()):
        if site and len(group) == 1:
            what = msg("nothing means the same as «{word}»", word=group[0])
            hint = msg("write the other words in the same list: [{word}, …]", word=group[0])
            yield warning("synonym-groups", site.place_of("synonyms", n), what, hint)


def check_duplicate_measure(catalog: Catalog) -> Iterator[Problem]:
    """duplicate-measure: results must know which measure they speak of."""
    for folder in catalog.plans.values():
        codes = Counter(element.code.casefold() for element in folder.elements)
        named = (
            (measure_id(measure, element.code), measure.place_of())
            for element, measure in folder.written_measures
            if codes[element.code.casefold()] == 1  # else duplicate-code says what is wrong
        )
        for name, place, first in _doubles(named):
            what = msg(
                "two indicators are called «{name}»; the first at {first}", name=name, first=first
            )
            hint = msg("add «id:» to one of them, with a name of its own")
            yield error("duplicate-measure", place, what, hint)
