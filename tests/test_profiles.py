"""Profiles: what each one gives to a plan that leaves it out, and what it asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.check import check
from generator.load import load, shipped
from generator.model.plan import Levels, Plan
from generator.review.changes import FieldChange
from generator.review.diff import diff
from tests.helpers import content, targets, with_lines
from tests.proposal import DAY, laid, side

MANUAL = Path(__file__).parent.parent / "generator/manual/es/editores/archivos.md"
DEFAULTS = ("levels", "method", "frequency")
GIVEN = {
    "ceplan": "AEI ceplan-2024 semester 1",
    "kpt-colombia": "Programa simple-2026 year 1",
    "mir-mexico": "Línea simple-2026 quarter 1",  # its own four: the plan names the usual
    "gpra-usa": "Objetivo estratégico cumple-2026 quarter 10",
    "logframe": "Línea simple-2026 year 1",
    "simple": "Línea de acción simple-2026 year 1",
}
ASKED = {
    "ceplan": "sheet: justification, formula, limitations, verification, responsible",
    "kpt-colombia": "sheet: results_level; measure: baseline",
    "mir-mexico": "sheet: definition, formula, results_level, criterion, frequency, verification,"
    " assumptions; measure: baseline",
    "gpra-usa": "sheet: results_level, verification, limitations",
    "logframe": "sheet: results_level, verification, assumptions; measure: baseline",
    "simple": "",
}
STAGES = {
    "ceplan": "programmed opening modified certified committed accrued executed paid",
    "kpt-colombia": "programmed opening modified certified committed accrued paid",
    "mir-mexico": "opening modified committed accrued executed paid",
    "gpra-usa": "programmed opening modified committed paid",
    "logframe": "programmed committed executed paid",
    "simple": "programmed opening modified certified committed accrued executed paid",
}


def followed(profile: str, *lines: str) -> dict[str, bytes]:
    """The minimal plan with a profile and without what it may give."""
    kept = () if profile not in {"mir-mexico", "logframe"} else ("levels",)
    is_fiscal = profile == "gpra-usa"
    period = ("period: FY2024",) if is_fiscal else ()
    left = tuple(name for name in DEFAULTS if name not in kept)
    plan = with_lines("plan.yml", f"profile: {profile}", *period, *lines, without=left)
    if "levels" not in kept:
        text = plan["plan.yml"].splitlines()
        plan = {"plan.yml": "\n".join(it for it in text if not it.startswith("  ") or "code" in it)}
    aims = targets("FY2024: 100" if is_fiscal else "2024: 100")
    return content(**plan, **aims)


def plan_of(files: dict[str, bytes]) -> Plan:
    catalog, problems = load(files)
    assert problems == []
    return next(iter(catalog.plans.values())).plan


@pytest.mark.parametrize("profile", GIVEN)
def test_a_plan_takes_what_its_profile_gives(profile: str) -> None:
    plan = plan_of(followed(profile))
    assert isinstance(plan.levels, Levels)
    level = plan.levels.strategy.acronym or plan.levels.strategy.singular
    told = f"{level} {plan.method} {plan.frequency.value} {plan.years.starts}"
    assert told == GIVEN[profile]
    assert plan.place_of("method").line == plan.place_of("profile").line > 1


def test_what_is_shipped_speaks_the_language_of_the_portal() -> None:
    english = followed("gpra-usa")
    english["site.yml"] += b"languages: [en-US, es]\n"
    catalog, _ = load(english)
    levels = next(iter(catalog.plans.values())).plan.levels
    assert isinstance(levels, Levels)
    names = (levels.objective, levels.strategy, levels.activity)
    assert [name.singular for name in names if name] == [
        *("Strategic goal", "Strategic objective", "Performance goal")
    ]
    assert catalog.methods["cumple-2026"].title == "Met or not met 2026"
    origins = [catalog.profiles["simple"].origin, shipped.profiles()["simple"].origin]
    assert [(origin or "").split(".")[0] for origin in origins] == [
        "Of this portal",
        "De este portal",
    ]


def test_what_the_plan_writes_is_not_touched() -> None:
    own = plan_of(followed("ceplan", "method: simple-2026", "frequency: month"))
    assert (own.method, own.frequency.value) == ("simple-2026", "month")


def asked(profile: str) -> str:
    """What is missing in the sheet and in the measure of the minimal plan."""
    found = check(load(followed(profile))[0])
    missing = [it for it in found if it.code == "profile-field-missing"]
    told = {
        "sheet" if "indicators/" in it.place.path else "measure": str(it.message.values["fields"])
        for it in missing
    }
    return "; ".join(f"{what}: {told[what]}" for what in ("sheet", "measure") if what in told)


@pytest.mark.parametrize("profile", ASKED)
def test_a_profile_says_which_fields_it_misses(profile: str) -> None:
    assert asked(profile) == ASKED[profile]


def test_what_all_sheets_lack_is_told_once() -> None:
    files = followed("logframe")
    sheet = next(path for path in files if path.startswith("indicators/"))
    files |= {f"indicators/other-{n}.yml": files[sheet] for n in range(4)}
    path = next(path for path in files if "/strategies/" in path)
    used = b"".join(b"{indicator: other-%d, targets: {2024: 1}}, " % n for n in range(4))
    files[path] = files[path].replace(b"measures: [", b"measures: [" + used)
    found = [it for it in check(load(files)[0]) if it.code == "profile-field-missing"]
    told = [str(it.message.values.get("n", "")) for it in found]
    assert told == ["4", "4"], found  # of five sheets, and of five measures without a baseline


@pytest.mark.parametrize("profile", STAGES)
def test_a_profile_has_the_stages_of_its_country(profile: str) -> None:
    stages = STAGES["simple"].split()
    amounts = ", ".join(f"{{year: 2024, stage: {stage}, amount: 5}}" for stage in stages)
    if profile == "gpra-usa":
        amounts = amounts.replace("2024", "FY2024")
    found = check(load(followed(profile, f"budget: [{amounts}]"))[0])
    refused = {str(it.message.values["stage"]) for it in found if it.code == "stage-not-in-profile"}
    assert [stage for stage in stages if stage not in refused] == STAGES[profile].split()


def test_the_manual_lists_the_shipped_profiles_and_methods() -> None:
    text = MANUAL.read_text("utf-8")
    for name in (*shipped.methods(), *shipped.profiles()):
        assert f"\n| `{name}` |" in text
    assert {profile.method for profile in shipped.profiles().values()} <= set(shipped.methods())


OWN = """
- id: propio
  title: Perfil propio
  method: {method}
  frequency: quarter
"""


def test_a_change_of_an_own_profile_is_one_of_the_plans_that_follow_it() -> None:
    plan = with_lines("plan.yml", "profile: propio", without=("method", "frequency"))
    before, after = (
        side(laid(plan, {"profiles.yml": OWN.format(method=method)}), name)
        for name, method in (("v1", "ceplan-2024"), ("v2", "cumple-2026"))
    )
    found = diff(before, after, DAY)
    assert [it.problem.code for it in found.verdict] == ["unamended-change"]
    moved = {
        (it.code, it.field): it.place.path for it in found.changes if isinstance(it, FieldChange)
    }
    assert moved == {
        ("plan", "method"): "content/plans/plan-2024/plan.yml",
        ("profiles", "method"): "content/profiles.yml",
    }


def test_a_broken_list_of_profiles_is_told_once() -> None:
    plan = with_lines("plan.yml", "profile: propio", without=("method", "frequency"))
    _, problems = load(content(**plan, **{"profiles.yml": "- {id: propio}\n"}))
    assert [(it.code, it.place.path) for it in problems] == [
        ("missing-key", "content/profiles.yml")
    ]


@pytest.mark.parametrize(
    ("written", "code"),
    [('"a b"', "bad-id"), ("{from: 1900, to: 2199}", "text-expected"), ("x" * 19_000, "bad-id")],
)
def test_a_name_that_is_no_id_is_one_problem(written: str, code: str) -> None:
    _, problems = load(content(**with_lines("plan.yml", f"profile: {written}")))
    assert [problem.code for problem in problems] == [code]
