"""The list of a country with its shared registers: what institutions have in common, by version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.check.codes import check_duplicate_id, check_shipped_id
from generator.load import load, shipped
from generator.load.institutions import NationalList, RegisterFile, read_institutions, read_register
from generator.model.indicator import Indicator, UnitForms
from generator.model.method import Method
from generator.output import digest
from generator.problems import Place, Problem, error, has_errors, in_order, msg
from generator.reference import regions

_VERSION = "register.yml"
_AS_IN_CONTENT = ("indicators/*.yml", "methods.yml", "regions.yml")


@dataclass(frozen=True, slots=True)
class Registers:
    """What institutions have in common."""

    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    """By their ids."""
    digest: str = ""
    """Another where any of the registers says another thing."""
    version: str = ""
    """As ``register.yml`` has it."""
    units: tuple[UnitForms, ...] = ()
    """Units of measurement; without any, whatever a figure is counted in is one."""
    methods: Mapping[str, Method] = field(default_factory=dict)
    """By ``method_key``; without any, whatever an institution computes by is one."""
    regions: Mapping[str, str] = field(default_factory=dict)
    """Names by their codes, beside those of ISO 3166-2."""

    def unit(self, text: str) -> str:
        """What a unit is called in all of its forms; "" for one that the registers do not have."""
        own = _plain(text)
        forms = ((it.many, it.one, it.printed or it.many) for it in self.units)
        found = (_plain(many) for many, *others in forms if own in map(_plain, (many, *others)))
        return next(found, "") if self.units else own


def _plain(unit: str) -> str:
    return " ".join(unit.casefold().split())


def method_key(method: Method) -> str:
    """What tells a method from others: two institutions may give one name to different ones."""
    if not method.id or method.id in shipped.methods():
        return method.id or ""
    return f"{method.id}~{digest((method.rules, method.bands))[:12]}"


def read_country(listed: Path, data: bytes) -> tuple[NationalList, Registers, list[Problem]]:
    """A list with its registers. Raises OSError where a file of these cannot be read."""
    found, problems = read_institutions(listed.as_posix(), data)
    registers, more = Registers(), list[Problem]()
    folder = listed.parent / (found.registers or "")
    if found.registers and not folder.is_dir():
        what = msg("there is no folder {name}", name=found.registers)
        problems.append(error("unreadable-file", found.place_of("registers"), what))
    elif found.registers:
        registers, more = registers_of(folder)
    problems = in_order([*problems, *_unknown_regions(found, registers)])
    return found, registers, [*problems, *more]


def _unknown_regions(found: NationalList, registers: Registers) -> Iterator[Problem]:
    for it in found.institutions:
        code = it.region or ""
        if code and code not in {*registers.regions, *regions(code.partition("-")[0])}:
            what = msg("«{name}» is neither a region of ISO 3166-2 nor of the registers")
            hint = msg("write its code as in PE-PIU: country, hyphen, region; or omit the key")
            yield error("unknown-region", it.place_of("region"), what.having(name=code), hint)


def registers_of(folder: Path) -> tuple[Registers, list[Problem]]:
    """The registers of a folder, with files as in a content; and what is wrong there.

    Raises OSError where a file cannot be read.
    """
    paths = (path for pattern in _AS_IN_CONTENT for path in folder.glob(pattern))
    files = {it.relative_to(folder).as_posix(): it.read_bytes() for it in paths}
    catalog, problems = load(files, f"{folder}/")
    problems += [*check_duplicate_id(catalog), *check_shipped_id(catalog)]
    if not any(it.startswith("indicators/") for it in files):
        what = msg("there is no file of a shared indicator here")
        hint = msg("write one for each, as in content/indicators/")
        problems.append(error("unreadable-file", Place(f"{folder}/indicators"), what, hint))
    own, place = RegisterFile(version="-"), folder / _VERSION
    if place.is_file():
        read, more = read_register(str(place), place.read_bytes())
        own, problems = read or own, [*problems, *more]
    told = (catalog.indicators, catalog.registers["methods"], catalog.region_list.file, own)
    methods = {method_key(it): it for it in catalog.registers["methods"]}
    named = {it.code: it.name for it in catalog.region_list.own}
    about = digest(told)[:12], own.version.removeprefix("-"), own.units
    found = Registers(catalog.indicators, *about, methods, named)
    return found, in_order([*problems, *([] if has_errors(problems) else _unknown_units(found))])


def _unknown_units(found: Registers) -> Iterator[Problem]:
    """Units that an indicator of the registers has, and the registers have not."""
    for it in found.indicators.values():
        if it.unit and not it.kind.traits.in_percent and not found.unit(it.unit):
            what = msg("«{name}» is not one of the units of {file}", name=it.unit, file=_VERSION)
            hint = msg("add it there, or write it as it stands there")
            yield error("unknown-choice", it.place_of("unit"), what, hint)
