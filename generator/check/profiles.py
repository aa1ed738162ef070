"""Rules of profiles: what they ask of plans, and whether they ask for what there is."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.common import suggestion, told_once
from generator.model.base import Model
from generator.model.catalog import Catalog, PlanFolder
from generator.model.indicator import Indicator
from generator.model.measure import Measure
from generator.model.plan import Part, Plan
from generator.model.profile import Profile, RequiredOf
from generator.problems import Problem, error, msg, warning

_MODELS: dict[RequiredOf, type[Model]] = {
    RequiredOf.PLAN: Plan,
    RequiredOf.ELEMENT: Part,
    RequiredOf.INDICATOR: Indicator,
    RequiredOf.MEASURE: Measure,
}


def check_profile(catalog: Catalog) -> Iterator[Problem]:
    """unknown-required-field, unknown-method: an own profile asks for what there can be."""
    for profile in catalog.registers.get("profiles", ()):
        for of, fields in profile.requires.items():
            known = _MODELS[of].model_fields
            for index, name in enumerate(fields):
                if name not in known:
                    yield error(
                        "unknown-required-field",
                        profile.place_of("requires", of.value, index),
                        msg("«{name}» is no field of what «{of}» says", name=name, of=of.value),
                        suggestion(name, known)
                        or msg("write one of: {choices}", choices=", ".join(sorted(known))),
                    )
        is_known = profile.method in {None, *catalog.methods}
        if not is_known and "methods.yml" not in catalog.broken:
            what = msg("there is no calculation method «{name}»", name=profile.method)
            hint = suggestion(profile.method, catalog.methods)
            yield error("unknown-method", profile.place_of("method"), what, hint)


def check_required(catalog: Catalog) -> Iterator[Problem]:
    """profile-field-missing: what the profile of a plan asks for is filled in.

    What many lack alike, as the document does not print it, is told once.
    """
    found: dict[int, tuple[Model, dict[str, None], Profile]] = {}
    for folder, profile in _profiled(catalog):
        for of, holder, others in _holders(catalog, folder):
            for name in profile.requires.get(of, ()):
                if not any(getattr(it, name, None) for it in (holder, *others)):
                    _, fields, _ = found.setdefault(id(holder), (holder, {}, profile))
                    fields[name] = None
    alike: dict[tuple[str, str], list[Model]] = {}
    for holder, fields, profile in found.values():
        alike.setdefault((profile.id, ", ".join(fields)), []).append(holder)
    hint = msg("write here what the document prints of them")
    for (name, asked), holders in alike.items():
        what = msg("the profile «{name}» asks for {fields}", name=name, fields=asked)
        places = [holder.place_of() for holder in holders]
        for place, said in told_once(what, places):
            yield warning("profile-field-missing", place, said, hint)


def check_stages(catalog: Catalog) -> Iterator[Problem]:
    """stage-not-in-profile: an amount is of a stage of money that the profile has."""
    for folder, profile in _profiled(catalog):
        for _, line in folder.budget() if profile.stages else ():
            if line.stage not in profile.stages:
                what = msg(
                    "the profile «{name}» has no stage «{stage}»",
                    name=profile.id,
                    stage=line.stage.value,
                )
                hint = msg("write one of: {choices}", choices=", ".join(profile.stages))
                yield error("stage-not-in-profile", line.place_of("stage"), what, hint)


def _profiled(catalog: Catalog) -> Iterator[tuple[PlanFolder, Profile]]:
    for folder in catalog.plans.values():
        if profile := catalog.profiles.get(folder.plan.profile or ""):
            yield folder, profile


def _holders(
    catalog: Catalog, folder: PlanFolder
) -> Iterator[tuple[RequiredOf, Model, tuple[Model, ...]]]:
    """What may be asked for fields, and where else they may stand."""
    yield RequiredOf.PLAN, folder.plan, ()
    for element in folder.elements[1:]:
        yield RequiredOf.ELEMENT, element.node, ()
    for use in catalog.measures(folder.id):
        sheet = (use.indicator,) if use.indicator is not None else ()
        yield RequiredOf.MEASURE, use.measure, sheet
        for it in sheet:
            yield RequiredOf.INDICATOR, it, ()
