"""Ways to lower a commitment without saying so, each as an author would write it."""

from __future__ import annotations

import subprocess

import pytest

from generator.build import Project, examine
from generator.review.diff import proposal
from generator.review.git import repository
from generator.review.snapshot import from_disk, from_revision
from tests.helpers import PLAN, results, strategy, targets, with_lines
from tests.proposal import (
    AMENDED,
    DOCUMENTS,
    GOAL,
    LINE,
    LOWER,
    SHEET,
    TOLD,
    amendment,
    codes,
    laid,
    refused,
)
from tests.repository import Repository, edited

RIGHT = "{measure: visitas, period: 2024, from: 100, to: 80}"
Files = dict[str, str]


def own(unit: str, goal: int, code: str = "1.1", plan: str = PLAN) -> Files:
    """A strategy with a measure of its own words."""
    measure = f"[{{unit: {unit}, targets: {{2024: {goal}}}}}]"
    text = strategy(measure, code=code)[f"strategies/{code}.yml"]
    return {f"{plan}strategies/{code}.yml": text}


OTHER = "plans/otro-2024/"
TWO_PLANS = {**GOAL, OTHER + "plan.yml": with_lines("plan.yml")["plan.yml"]}
SHARED = {**TWO_PLANS, OTHER + "strategies/1.1.yml": GOAL["strategies/1.1.yml"]}
ON = with_lines("site.yml", "policy: {unamended-change: error}")
OFF = with_lines("site.yml", "policy: {unamended-change: off}")
FIRST = amendment("{measure: visitas, period: 2024, from: 120, to: 100}")
REWRITTEN = {AMENDED: FIRST[AMENDED].replace("from: 120, to: 100", "from: 100, to: 80")}

PERU = with_lines("site.yml", "region: PE")
ASKING = with_lines("site.yml", "policy: {unamended-amount: error}")
MONEY = ("budget: [{year: 2024, stage: opening, amount: 1000}]",)


def by_region(parts: str) -> Files:
    """A target by parts, of which each is a region."""
    return targets(f"2024: {parts}", "by: region")


def with_regions(north: str, south: str) -> Files:
    """A list of its own, of two regions."""
    return {"regions.yml": f"regions: [{{code: Z1, name: {north}}}, {{code: Z2, name: {south}}}]\n"}


def elsewhere(region: str) -> Files:
    """An activity with a target, and the region where it takes place."""
    return {
        LINE: GOAL["strategies/1.1.yml"].replace(
            "    measures:", f"    region: {region}\n    measures:"
        )
    }


BY_REGION = by_region("{Z1: 8, Z2: 80}")

ATTACKS: dict[str, tuple[Files, Files, list[str]]] = {
    "another code and a lower target": (
        own("Taller", 100),
        {LINE: own("Taller", 80)[LINE].replace("code: 1.1.1", "code: 1.1.7")},
        ["removed-commitment"],
    ),
    "to another plan": (
        {**TWO_PLANS, **own("Taller", 100)},
        {**TWO_PLANS, **own("Taller", 80, "1.2", OTHER), LINE: own("Taller", 1)[LINE]},
        ["unamended-change"],
    ),
    "another unit and another target": (
        own("Taller", 100),
        own("Hora", 80),
        ["unamended-change"] * 2,
    ),
    "another measure in its place": (
        targets("2024: 100", "id: m1"),
        targets("2024: 80", "id: m2"),
        ["removed-commitment"],
    ),
    "how the parts combine": (
        with_lines(SHEET),
        with_lines(SHEET, "across: mean"),
        ["unamended-change"],
    ),
    "the rule switched off beside it": ({**GOAL, **ON}, {**LOWER, **OFF}, ["unamended-change"]),
    "the rules left out beside it": (
        {**GOAL, **ON},
        {**LOWER, **with_lines("site.yml")},
        ["unamended-change"],
    ),
    "a sheet that two plans share": (
        SHARED,
        {**SHARED, **with_lines(SHEET, "direction: decrease")},
        ["unamended-change"] * 2,
    ),
    "a quarter that becomes the year": (
        targets("2024-T1: 100"),
        targets("2024: 100"),
        ["unamended-change"],
    ),
    "an empty target": (GOAL, targets("2024: null"), ["empty-value"]),
    "no targets": (GOAL, targets(""), ["measure-without-target", "unamended-change"]),
    "an anchor": (GOAL, targets("2024: &meta 80"), ["yaml-alias"]),
    "a merge key": (GOAL, targets("2024: 100", "<<: {total: 80}"), ["yaml-alias"]),
    "an old amendment made to match": (
        {**GOAL, **FIRST},
        {**LOWER, **REWRITTEN},
        ["amendment-mismatch", "unamended-change"],
    ),
    "an old amendment under a new name": (
        {**GOAL, **FIRST},
        {**LOWER, AMENDED: REWRITTEN[AMENDED].replace("mod-1", "mod-9")},
        ["amendment-mismatch"],
    ),
    "an amendment of another part": (
        GOAL,
        {**LOWER, **amendment(RIGHT.replace("period: 2024", "period: 2024, member: Lima"))},
        ["amendment-mismatch", "unamended-change"],
    ),
    "two amendments of one change": (
        GOAL,
        {**LOWER, AMENDED: amendment(RIGHT)[AMENDED] + amendment(RIGHT, name="mod-2")[AMENDED]},
        ["amendment-mismatch"],
    ),
    "results of another period": (
        TOLD,
        {"results/2024-T2.yml": TOLD["results/2024-T1.yml"].replace("2024-T1", "2024-T2")},
        ["removed-commitment"],
    ),
    "regions that change their names": (
        {**BY_REGION, **with_regions("Norte", "Sur")},
        {**BY_REGION, **with_regions("Sur", "Norte")},
        ["unamended-change"] * 2,
    ),
    "regions of another country": (
        {**with_lines("site.yml", "region: PE"), **by_region("{Amazonas: 8}")},
        {**with_lines("site.yml", "region: CO"), **by_region("{Amazonas: 8}")},
        ["unamended-change"] * 2,
    ),
    "an activity that goes elsewhere": (
        {**PERU, **elsewhere("Cusco")},
        {**PERU, **elsewhere("PE-LIM")},
        ["unamended-change"],
    ),
    "amounts of another currency": (
        {**ASKING, **with_lines("plan.yml", "currency: PEN", *MONEY)},
        {**ASKING, **with_lines("plan.yml", "currency: USD", *MONEY)},
        ["unamended-amount"],
    ),
    "results of before the plan": (
        TOLD,
        results("2024-T1", "visitas: 8", role="baseline"),
        ["restated-result", "result-outside-plan"],
    ),
}


def test_a_region_by_its_name_or_its_code_is_the_same_place(repo: Repository) -> None:
    repo.commit(laid({**PERU, **elsewhere("Cusco")}))
    repo.commit(laid({**PERU, **elsewhere("PE-CUS")}))
    assert codes(repo) == []


@pytest.mark.parametrize("name", ATTACKS)
def test_what_lowers_a_commitment_is_refused(name: str, repo: Repository) -> None:
    old, new, expected = ATTACKS[name]
    repo.commit(laid(old))
    repo.commit(laid(new))
    assert sorted(codes(repo)) == expected


def test_an_activity_goes_to_another_plan_and_is_missed_here(repo: Repository) -> None:
    both = {**TWO_PLANS, **own("Taller", 100)}
    gone = {**TWO_PLANS, LINE: 'code: "1.1"\nobjective: "1"\ntitle: Línea'}
    repo.commit(laid(both))
    repo.commit(laid({**gone, **own("Taller", 80, "1.2", OTHER)}))
    (line,) = refused(repo)
    assert line.startswith(f"removed-commitment content/{LINE}:")


def test_a_draft_between_two_commits_of_one_proposal_does_not_help(repo: Repository) -> None:
    repo.commit(laid(GOAL))
    repo.commit(laid(LOWER, with_lines("plan.yml", "state: draft")))
    repo.commit(laid(LOWER))
    assert codes(repo, "HEAD~2") == ["unamended-change"]


# Amendments and the days of their documents.


def dated(day: str, plan: str = "2024-01-15") -> Files:
    """A plan approved on a day and a resolution of another."""
    documents = DOCUMENTS.replace("date: 2024-03-01", f"date: {day}")
    approval = f"approval: {{date: {plan}, note: sin resolución}}"
    return {"documents.yml": documents, **with_lines("plan.yml", approval)}


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2024-03-01", []),
        ("2024-02-01", []),
        (
            "2024-03-02",
            ["es del 1 de marzo de 2024, anterior a su documento «rm-010», del 2 de marzo de 2024"],
        ),
        ("2024-01-14", ["cita «rm-010», del 14 de enero de 2024, anterior al plan que modifica"]),
    ],
)
def test_nothing_is_amended_before_its_act_nor_by_an_older_one(
    day: str, said: list[str], repo: Repository
) -> None:
    repo.commit(laid(GOAL, dated(day)))
    repo.commit(laid(LOWER, dated(day), amendment(RIGHT)))
    found = refused(repo)
    assert len(found) == len(said)
    assert all(text in line for text, line in zip(said, found, strict=True))


def test_a_target_that_was_copied_wrongly_cites_the_plan_itself(repo: Repository) -> None:
    documents = DOCUMENTS.replace("title: Informe", "title: Informe, date: 2023-12-01")
    files = {**dated("2024-03-01"), "documents.yml": documents}
    repo.commit(laid(GOAL, files))
    repo.commit(laid(LOWER, files, amendment(RIGHT, document="informe")))
    assert refused(repo) == []


def test_the_second_of_two_amendments_says_what_the_first_left(repo: Repository) -> None:
    twice = amendment(RIGHT)[AMENDED] + amendment(RIGHT, name="mod-2")[AMENDED]
    repo.commit(laid(GOAL))
    repo.commit(laid(LOWER, {AMENDED: twice}))
    (line,) = refused(repo)
    assert line.endswith("«mod-2» dice de 100 a 80, y la anterior la dejó en 80")


@pytest.mark.parametrize("reason", ["''", "' '", "'.'", '"\\u00ad"', '"\\u3164"', "'---'"])
def test_a_reason_that_says_nothing_is_none(reason: str, repo: Repository) -> None:
    repo.commit(laid(TOLD))
    entry = f"visitas: {{value: 9, correction: {{reason: {reason}, date: 2024-05-02}}}}"
    repo.commit(laid(results("2024-T1", entry)))
    assert codes(repo) == ["empty-value"]
    repo.commit(laid(TOLD))
    empty = amendment(RIGHT)[AMENDED].replace("Crédito suplementario", reason)
    repo.commit(laid(LOWER, TOLD, {AMENDED: empty}))
    assert "empty-value" in codes(repo)


# Results that leave their file.


def test_a_final_result_does_not_go_to_a_provisional_file(repo: Repository) -> None:
    goals = strategy(
        "[{indicator: visitas, targets: {2024: 100}}, {id: otra, unit: Taller, targets: {2024: 5}}]"
    )
    both = results("2024", "visitas: 8", "otra: 5")
    apart = results("2024", "otra: 5")["results/2024.yml"].replace("final", "provisional")
    split = {**results("2024", "visitas: 8"), "results/2024-otra.yml": apart}
    repo.commit(laid(goals, both))
    repo.commit(laid(goals, split))
    (line,) = refused(repo)
    assert line == (
        "restated-result content/plans/plan-2024/results/2024-otra.yml:2 "
        "el resultado 2024 de «otra» era final y ahora es provisional"
    )
    assert repo.diff("HEAD~1", "HEAD") == [
        "plan-2024 · 1.1.1 Actividad · otra · resultados 2024: final → provisional"
    ]
    final = {**split, "results/2024-otra.yml": apart.replace("provisional", "final")}
    repo.commit(laid(goals, final))
    assert refused(repo, "HEAD~2") == []
    assert repo.avance("diff", "HEAD~2", "HEAD").returncode == 0


# Files that git does not keep as files.


def test_another_repository_inside_the_content_is_refused(repo: Repository) -> None:
    repo.commit(laid(GOAL))
    inside = repo.folder / "content" / PLAN / "strategies"
    subprocess.run(["git", "init", "-q", str(inside)], check=True, capture_output=True)
    (line,) = [it for it in refused(repo, "HEAD") if it.startswith("other-repository")]
    assert "content/plans/plan-2024/strategies:0" in line


# Money: named, never refused.


def test_an_approved_amount_that_is_gone_is_named_everywhere(repo: Repository) -> None:
    versions = edited(
        PLAN + "plan.yml", ("state: approved", "state: approved\nversions: [{id: PIA, label: PIA}]")
    )
    money = "budget: [{year: 2024, stage: opening, version: PIA, amount: 1500}]"
    told = {PLAN + "plan.yml": versions, LINE: GOAL["strategies/1.1.yml"] + f"\n{money}"}
    repo.commit(laid(told))
    repo.commit(laid({**told, LINE: GOAL["strategies/1.1.yml"]}))
    assert refused(repo) == []
    said = "presupuesto 2024 inicial (PIA) PIA retirado: era 1,500 PEN"
    for form, level in (
        ("text", "1 monto"),
        ("markdown", "1 monto"),
        ("github", "::warning file="),
        ("gitlab", '"severity": "major"'),
        ("sarif", '"level": "warning"'),
    ):
        text = repo.avance("diff", "HEAD~1", "HEAD", "--format", form).stdout
        assert level in text, form
        assert said in text.replace("\\", ""), form
    assert repo.avance("diff", "HEAD~1", "HEAD", "--fail-on", "budgets").returncode == 1


# What a check has read is not read again.


def test_the_policy_takes_the_files_that_the_check_read(repo: Repository) -> None:
    repo.commit(laid(GOAL))
    repo.lay(laid(LOWER))
    project = Project(repo.folder)
    checked = examine(project)
    sides = from_revision(repository(repo.folder), "HEAD"), from_disk(project.content)
    found = proposal(*sides, checked.memo)
    assert (
        found.head.plans["plan-2024"].strategies[0]
        is checked.catalog.plans["plan-2024"].strategies[0]
    )
    assert found.base.plans["plan-2024"].plan is checked.catalog.plans["plan-2024"].plan
