"""What is renamed, moved, removed or brought back keeps its history, and no other's."""

from __future__ import annotations

import gzip
import re
import subprocess

import pytest
from lxml import etree

from tests.helpers import MINIMAL, PLAN, sheet, strategy
from tests.history import (
    ACTIVITY,
    SECOND,
    TOLD,
    built,
    original,
    rows,
    sequence,
    text,
    values,
    without_plan,
)
from tests.proposal import GOAL, LINE, LOWER, laid
from tests.repository import Repository

# The tree of the plan.


def measures(**named: str) -> dict[str, str]:
    given = (f"[{{id: {name}, {rest}}}]" for name, rest in named.items())
    return strategy(*given)


def test_a_measure_whose_id_changes_twice_keeps_its_history_and_its_anchors(
    repo: Repository,
) -> None:
    for name, goal in (("a", 10), ("a", 9), ("b", 9), ("b", 8), ("c", 8), ("c", 7)):
        repo.commit(laid(measures(**{name: f"unit: Taller, targets: {{2024: {goal}}}"})))
    assert values(sequence(repo, "c", "meta de 2024")) == [
        *("10 Taller", "9 Taller", "8 Taller", "7 Taller")
    ]
    first = repo.git("rev-parse", "HEAD~4")[:9]
    assert f'id="plan-2024-{first}-a-target-2024"' in built(repo, "planes/plan-2024/historial.md")
    assert {row["measure"] for row in rows(repo)} == {"c", ""}


def test_a_name_that_another_measure_takes_over_brings_no_history_along(repo: Repository) -> None:
    workshop, room = "unit: Taller, targets: {2024: 10}", "unit: Sala, targets: {2024: 20}"
    repo.commit(laid(measures(a=workshop, b=room)))
    second = strategy("[]", f"[{{id: b, {room}}}]")
    repo.commit(laid(second))
    repo.commit(laid({k: v.replace("id: b", "id: a") for k, v in second.items()}))
    repo.commit(
        laid(
            {
                k: v.replace("id: b", "id: a").replace("2024: 20", "2024: 25")
                for k, v in second.items()
            }
        )
    )
    assert values(sequence(repo, "a", "meta de 2024")) == ["20 Sala", "25 Sala"]
    assert original(built(repo, "planes/plan-2024/1.1.2.md"))[1] == "20"
    assert "meta de 2024: 10 Taller → se retiró" in text(repo)


@pytest.mark.parametrize(
    "moved",
    [
        {PLAN + "strategies/otro nombre ñ.yml": ""},
        {LINE: "code: 1.1.1|code: 1.1.9"},
        {LINE: 'code: "1.1"|code: "1.7"'},
    ],
    ids=["file", "activity", "strategy"],
)
def test_a_new_file_or_code_is_no_change_and_loses_no_history(
    moved: dict[str, str], repo: Repository
) -> None:
    inline = strategy("[{unit: Taller, targets: {2024: 10}}]")
    repo.commit(laid(inline))
    lower = {k: v.replace("10", "9") for k, v in inline.items()}
    repo.commit(laid(lower))
    ((path, swap),) = moved.items()
    old, _, new = swap.partition("|")
    now = lower["strategies/1.1.yml"].replace(old, new) if swap else lower["strategies/1.1.yml"]
    target = path if not swap else LINE.replace("1.1.yml", "1.7.yml") if "1.7" in swap else LINE
    repo.commit(
        laid(
            {target.replace("otro nombre ñ", "1.1-b"): now},
            without=(LINE,) if target != LINE else (),
        )
    )
    code = "1.1.9" if "1.1.9" in swap else "1.1.1"
    assert values(sequence(repo, code, "meta de 2024")) == ["10 Taller", "9 Taller"]
    assert len([row for row in rows(repo) if row["figure"] != "plan"]) == 1


def test_activities_that_move_to_another_strategy_keep_their_history(repo: Repository) -> None:
    def line(code: str, *numbers: int, goal: int) -> str:
        head = [f'code: "{code}"', 'objective: "1"', f"title: Línea {code}", "activities:"]
        for n in numbers:
            head += [f"  - code: 1.1.{n}", f"    title: Actividad {n}"]
            head += [f"    measures: [{{unit: Taller, targets: {{2024: {goal}}}}}]"]
        return "\n".join(head)

    repo.commit(laid({LINE: line("1.1", 1, 2, 3, goal=10)}))
    repo.commit(laid({LINE: line("1.1", 1, 2, 3, goal=9)}))
    other = PLAN + "strategies/1.2.yml"
    repo.commit(laid({LINE: line("1.1", 1, goal=9), other: line("1.2", 2, 3, goal=9)}))
    repo.commit(laid({LINE: line("1.1", 1, goal=9), other: line("1.2", 2, 3, goal=8)}))
    assert values(sequence(repo, "1.1.3", "meta de 2024")) == ["10 Taller", "9 Taller", "8 Taller"]
    assert values(sequence(repo, "1.1.1", "meta de 2024")) == ["10 Taller", "9 Taller"]


def test_a_measure_that_comes_back_with_less_is_held_against_what_it_had(repo: Repository) -> None:
    other = "[{unit: Taller, targets: {2024: 5}}]"
    visits = "[{{indicator: visitas, targets: {{2024: {}}}}}]"
    repo.commit(laid(strategy(visits.format(100), other), TOLD))
    repo.commit(laid(strategy("[]", other)))
    repo.commit(laid(strategy(visits.format(80), other), TOLD))
    assert values(sequence(repo, "visitas", "meta de 2024")) == ["100", "se retiró", "80"]
    assert original(built(repo, ACTIVITY))[1::2] == ["100", "80"]


@pytest.mark.parametrize("committed", [True, False])
def test_a_plan_that_comes_back_with_less_is_held_against_what_it_had(
    committed: bool, repo: Repository
) -> None:
    repo.commit(laid(GOAL, SECOND, TOLD))
    repo.commit(without_plan())
    repo.lay(laid(LOWER, SECOND, TOLD))
    if committed:
        repo.commit(laid(LOWER, SECOND, TOLD))
    assert values(sequence(repo, "visitas", "meta de 2024")) == ["100", "80"]
    assert text(repo, "plan-2024").count("retiro del portal") == 1
    assert original(built(repo, ACTIVITY))[1::2] == ["100", "80"]


def test_a_plan_that_is_gone_is_still_told_and_leads_to_no_page(repo: Repository) -> None:
    repo.commit(laid(GOAL, SECOND))
    repo.commit(laid(LOWER, SECOND))
    repo.commit(without_plan())
    assert text(repo, "plan-2024").startswith("plan-2024 · ") is False
    assert "plan-2024 · se retiró del portal" in text(repo, "PLAN-2024")
    page = built(repo, "cambios/index.md")
    assert "retiro del portal" in page
    assert "meta de 2024" in page
    assert "planes/plan-2024/" not in page
    feed = (repo.folder / "docs/cambios.xml").read_text("utf-8")
    assert "planes/plan-2024" not in feed
    assert [row["plan"] for row in rows(repo) if row["figure"] == "target"] == ["plan-2024"]


# Addresses, and a long history.


def test_every_change_has_an_address_of_its_own(repo: Repository) -> None:
    site = {"site.yml": MINIMAL["site.yml"] + "url: https://ejemplo.pe/\n"}
    names = ("'Sede «Ñ» 1'", "'Sede \"Ñ\" 1'", "Lima")
    given = ", ".join(f"{name}: 5" for name in names)
    site |= sheet(f"dimensions: {{sede: [{', '.join(names)}]}}")
    both = strategy(
        f"[{{indicator: visitas, by: sede, targets: {{2024: {{{given}}}}}}}]",
        "[{unit: Sala, targets: {2024-T1: 1, 2024-T2: 2}}]",
    )
    repo.commit(laid(both, site))
    swaps = (": 5", ": 4"), ("2024-T1: 1, 2024-T2: 2", "2024-S1: 4")
    lower = both["strategies/1.1.yml"]
    for old, new in swaps:
        lower = lower.replace(old, new)
    repo.commit(laid({LINE: lower}, site))
    page = built(repo, "cambios/index.md")
    ids = re.findall(r'<li id="([^"]*)"', page)
    assert len(ids) == len(set(ids)) == 4
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+", name) for name in ids)
    feed = etree.fromstring((repo.folder / "docs/cambios.xml").read_bytes())
    links = [str(link.get("href")) for link in feed.findall(".//{*}entry/{*}link")]
    own = built(repo, "planes/plan-2024/historial.md")
    assert len(links) == len(set(links)) == 5
    assert all(f'id="{link.partition("#")[2]}"' in own for link in links)


def test_a_long_history_is_a_page_that_can_be_sent(repo: Repository) -> None:
    repo.commit(laid(strategy("[{unit: Taller, targets: {2024: 1}}]")))
    path = f"content/{LINE}"
    stream = b"".join(
        b"commit refs/heads/main\ncommitter A <a@example.org> %d +0000\ndata 1\nx" % (1.75e9 + n)
        + (b"\nfrom refs/heads/main^0\n" if n == 0 else b"\n")
        + b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(data), data)
        for n, data in enumerate(
            strategy(f"[{{unit: Taller, targets: {{2024: {value}}}}}]")[
                "strategies/1.1.yml"
            ].encode()
            for value in range(2, 1102)
        )
    )
    command = ["git", "-C", str(repo.top), "fast-import", "--quiet"]
    subprocess.run(command, input=stream, check=True)
    repo.git("reset", "-q", "--hard", "main")
    page = built(repo, "planes/plan-2024/historial.md")
    assert page.count("<tr><th") == 1 + 1000
    assert "101 cambios más antiguos figuran solo en el archivo de datos" in page
    assert len(gzip.compress(page.encode())) < 60_000
    assert len([row for row in rows(repo) if row["figure"] == "target"]) == 1100
    assert (repo.folder / "docs/cambios.xml").read_text("utf-8").count("<entry>") == 500
