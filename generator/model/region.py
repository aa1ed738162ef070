"""The regions that figures may be of: those of the country, or a portal's own list and map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from generator import reference
from generator.model.base import Model
from generator.model.breakdown import CROSS
from generator.model.scalars import Code, Title
from generator.problems import Place
from generator.reference import REGION, CountryMap, Ring, drawing, squares
from generator.reference.draw_map import draw


class Region(Model):
    """A district, a zone or another region of the portal's own list."""

    code: Code
    name: Title
    part_of: Title | None = None
    """Of a larger region: one above it in the list, or one of the country."""
    aliases: tuple[Title, ...] = ()
    """What else documents call it."""


class RegionsFile(Model):
    """``content/regions.yml``: a list in place of the country's, and how to read its map."""

    map_property: Title = "code"
    """The property in ``regions.geojson`` that holds the code or the name of a region."""
    regions: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the portal's own map, as its file has it."""

    properties: Mapping[str, str]
    rings: tuple[Ring, ...]
    place: Place


@dataclass(frozen=True)
class RegionList:
    """All regions there are; read the first time that something names one."""

    country: str = ""
    """ISO 3166-1; empty where the portal names none."""
    language: str = ""
    file: RegionsFile = field(default_factory=RegionsFile)
    areas: tuple[Area, ...] = ()

    @property
    def own(self) -> tuple[Region, ...]:
        """The portal's own list, which wins over that of the country."""
        return self.file.regions

    @cached_property
    def of_country(self) -> dict[str, str]:
        """Regions of the country, code to name; empty where none is named or it has none."""
        return reference.regions(self.country, self.language)

    @cached_property
    def names(self) -> dict[str, str]:
        """Code to name, in the order of the list; two of one name carry their codes too."""
        listed = {region.code: region.name for region in self.own} or self.of_country
        n_called = Counter(listed.values())
        return {
            code: name if n_called[name] == 1 else f"{name} ({code})"
            for code, name in listed.items()
        }

    @cached_property
    def called(self) -> dict[str, set[str]]:
        """Codes by everything that a region is called."""
        found: dict[str, set[str]] = {}
        own = [(it.code, it.name) for it in self.own]
        own += [(it.code, alias) for it in self.own for alias in it.aliases]
        known = own or [*self.of_country.items(), *reference.regions(self.country, "").items()]
        for code, name in (*known, *self.names.items()):
            found.setdefault(name, set()).add(code)
        return found

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and self.code(text) in self.names

    def code(self, text: str) -> str:
        """Code of a region named by its code or a name of its own; other texts as they are."""
        codes = self.called.get(text, ())
        return next(iter(codes)) if len(codes) == 1 and text not in self.names else text

    def name(self, part: str) -> str:
        """A part with the region in it by its name."""
        return CROSS.join(self.names.get(name, name) for name in part.split(CROSS))

    def means_the_same(self, other: RegionList) -> bool:
        """Whether a name is of the same region in both, whatever is drawn."""
        return (self.country, self.file) == (other.country, other.file)

    def by_code(self, figure: Any, by: str | None) -> Any:
        """A breakdown with its regions by code, whichever way they were written."""
        if not isinstance(figure, dict) or not by or REGION not in by.split(CROSS):
            return figure
        return {self.code_of_part(part, by): value for part, value in figure.items()}

    def code_of_part(self, part: str, by: str | None) -> str:
        """The name of a part with the region in it by its code."""
        if not by or REGION not in (dimensions := by.split(CROSS)):
            return part
        names = zip(part.split(CROSS), [*dimensions, ""], strict=False)
        return CROSS.join(self.code(name) if of == REGION else name for name, of in names)

    def part_of(self, code: str) -> str:
        """Name of the region that one is a part of; empty where none is given."""
        above = next((it.part_of for it in self.own if it.code == code and it.part_of), "")
        return self.names.get(self.code(above)) or self.of_country.get(above, above)

    @cached_property
    def digest(self) -> str | None:
        """Tells one map of the portal from another; None where it has none."""
        told = repr([(dict(area.properties), area.rings) for area in self.areas])
        return sha256(told.encode()).hexdigest()[:8] if self.areas else None

    @property
    def grid(self) -> dict[str, tuple[int, int]]:
        """Row and column of each region in a grid of squares; empty where none is drawn."""
        return {} if self.own else squares(self.country)

    @cached_property
    def map(self) -> CountryMap | None:
        """The portal's own map, else the one of the country that the package ships."""
        shapes: dict[str, tuple[Ring, ...]] = {}
        for area in self.areas:
            code = self.code(area.properties.get(self.file.map_property, ""))
            shapes[code] = (*shapes.get(code, ()), *area.rings)
        if shapes:
            return draw(tuple(shapes.items()))
        return None if self.own else drawing(self.country)
