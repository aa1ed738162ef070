"""The defaults that a profile gives to a plan, put where its plan.yml leaves them out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from generator.load import shipped, words
from generator.load.explain import closest
from generator.load.layout import slot_of
from generator.load.yaml_text import read_yaml
from generator.model.origin import OriginMap, locate
from generator.model.profile import Profile
from generator.model.scalars import is_id
from generator.model.site import DEFAULT_LANGUAGE
from generator.problems import Problem, error, msg

OWN = "profiles.yml"
_USUAL = {"objective", "strategy", "activity"}


def own_profiles(files: Mapping[str, bytes], path: str) -> bytes:
    """The portal's own profiles, where the plan that a file belongs to names one."""
    own = files.get(OWN, b"")
    plan = path.split("/")[1] if own and path.startswith("plans/") else ""
    is_named = plan and b"profile" in files.get(f"plans/{plan}/plan.yml", b"")
    return own if is_named else b""


def profile_named(tree: OriginMap, own: bytes) -> Profile | None:
    """The profile that a plan.yml names; None where there is none, or it cannot be read."""
    return _known(own, DEFAULT_LANGUAGE).get(str(tree.children.get("profile", "")))


@lru_cache(1_000)
def _known(own: bytes, lang: str) -> dict[str, Profile]:
    tree, slot = read_yaml(OWN, own)[0] if own else None, slot_of(OWN)
    found: tuple[Profile, ...] = ()
    try:
        found = slot.kind.adapter.validate_python(tree) if slot and tree is not None else ()
    except ValidationError:
        return {}  # told at that file
    return {**{profile.id: profile for profile in found}, **shipped.profiles(lang)}


def with_defaults(tree: OriginMap, own: bytes, lang: str) -> list[Problem] | None:
    """Put the defaults in; what is wrong with the name. None where its own file is broken."""
    if "profile" not in tree.children:
        return []
    known = _known(own, lang)
    if not known:
        return None
    profile = known.get(str(tree.children["profile"]))
    for name, value in _defaults(profile or known["simple"]).items():
        if name not in tree.children:
            tree[name] = tree.children[name] = value
            tree.positions[name] = tree.positions["profile"]
    told_by_its_field = not is_id(str(tree.children["profile"]))
    return [] if profile or told_by_its_field else [_unknown(tree, list(known))]


def _defaults(profile: Profile) -> dict[str, Any]:
    given = {name: getattr(profile, name) for name in ("method", "frequency", "year_starts")}
    declared = [level.model_dump(exclude_none=True) for level in profile.levels]
    named = {level.pop("code"): level for level in map(dict, declared)}
    given["levels"] = (named if named.keys() <= _USUAL else declared) or None
    return {name: value for name, value in given.items() if value is not None}


def _unknown(tree: OriginMap, known: list[str]) -> Problem:
    name = str(tree.children["profile"])
    near = closest(name, known)
    return error(
        "unknown-profile",
        locate(tree, ("profile",)),
        msg("there is no profile «{name}»", name=name),
        words.DID_YOU_MEAN.having(suggestion=near)
        if near
        else words.CHOICES.having(choices=", ".join(sorted(known))),
    )
