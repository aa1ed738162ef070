"""Alerts by rule: when each holds, what it says, and the name that it keeps."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from generator.compute import Results, compute
from generator.compute.agenda import ReportDue, occasions
from generator.compute.news import Alert
from generator.export import WRITERS, about, tables
from generator.highlights.alerts import alert_text, alerts
from generator.load import load
from generator.words.formatter import Formatter, common_blanks
from tests.helpers import of_parts, results, sheet, strategy, targets
from tests.proposal import DOCUMENTS, amendment, laid
from tests.repository import Repository
from tests.test_agenda import RECOMMENDATIONS, second_plan
from tests.test_pages import pages, plan

DAY = date(2025, 6, 1)
NOTHING = strategy("[]")
ACT = {"documents.yml": DOCUMENTS}


def told(
    *parts: dict[str, str], day: date = DAY, lang: str = "es"
) -> dict[str, tuple[date | None, str]]:
    """Alerts by their name: the day since when each holds and its sentence."""
    found = computed(*parts, day=day)
    f = Formatter.for_portal(lang, found.catalog)
    return {
        news.key: (news.day, common_blanks(alert_text(found, news.plan, news.subject, f)[0]))
        for news in alerts(found)
        if isinstance(news.subject, Alert)
    }


def computed(*parts: dict[str, str], day: date) -> Results:
    return compute(load(of_parts(*parts))[0], day)


def keys(*parts: dict[str, str], day: date = DAY) -> list[str]:
    return list(told(*parts, day=day))


# What is overdue.


@pytest.mark.parametrize(
    ("day", "since"),
    [
        (date(2024, 4, 30), None),  # the last day of the report of the first quarter
        (date(2024, 5, 14), None),
        (date(2024, 5, 15), date(2024, 5, 15)),
        (date(2024, 6, 30), date(2024, 5, 15)),
    ],
)
def test_a_report_is_an_alert_from_the_fifteenth_day(day: date, since: date | None) -> None:
    found = told(targets("2024-T1: 10"), day=day)
    assert [it[0] for it in found.values()] == ([since] if since else [])


ONE = (
    "El reporte del I trimestre de 2024 vencía el 30 de abril de 2024: "
    "a 1 de 1 indicador le falta el resultado, o una parte."
)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((), [ONE]),
        ((results("2024-T1", "visitas: 8"),), []),
        ((results("2024-T1", "visitas: {value: withheld, note: En revisión}"),), []),
        ((results("2024-T1", "visitas: {value: not-available, note: No se midió}"),), []),
        ((strategy("[{indicator: visitas, targets: {2024: 10}}]"),), []),  # due later
        ((NOTHING,), []),
        ((plan("state: draft"),), [ONE]),
    ],
)
def test_only_what_nothing_was_said_of_is_overdue(
    parts: tuple[dict[str, str], ...], said: list[str]
) -> None:
    found = told(targets("2024-T1: 10"), *parts, day=date(2024, 6, 1))
    assert [text for _, text in found.values()] == said


def test_what_another_period_tells_counts_in_a_report_as_in_the_calendar() -> None:
    two = strategy("[{indicator: visitas, targets: {2024: 9}}, {unit: Norma, targets: {2024: 1}}]")
    parts = (sheet("over_time: last"), two, results("2024-T4", "visitas: 8"))
    assert [text.partition(": ")[2] for _, text in told(*parts).values()] == [
        "a 1 de 2 indicadores le falta el resultado, o una parte."
    ]
    rounds = [it.subject for it in occasions(computed(*parts, day=DAY))]
    assert [(it.n_told, it.n) for it in rounds if isinstance(it, ReportDue)] == [(1, 2)]


def test_recommendations_of_one_deadline_are_one_alert() -> None:
    entries = (
        "- {code: R1, text: A., deadline: 2025-02-28}\n"
        "- {code: R2, text: B., deadline: 2025-02}\n"
        "- {code: R3, text: C., deadline: 2025-02-28, status: done}\n"
        "- {code: R4, text: D., deadline: 2025-05-20}\n"
        "- {code: R5, text: E.}\n"
    )
    assert told(NOTHING, {RECOMMENDATIONS: entries}) == {
        "recommendation-overdue-2025-02-28": (
            date(2025, 3, 15),
            "2 recomendaciones debían atenderse hasta el 28 de febrero de 2025, "
            "y no consta que se hayan atendido.",
        )
    }


# Targets that became easier.


RISES, FALLS = sheet("direction: increase"), sheet("direction: decrease")
OTHERS = results("2024", "visitas: 100")


@pytest.mark.parametrize(
    ("direction", "before", "after", "is_easier"),
    [
        (RISES, 100, 80, True),
        (RISES, 80, 100, False),
        (FALLS, 80, 100, True),  # less is better: raised is easier
        (FALLS, 100, 80, False),
        (sheet("direction: at-most"), 80, 100, True),
        (sheet("direction: at-least"), 80, 100, False),
    ],
)
def test_easier_is_meant_by_the_direction(
    direction: dict[str, str], before: int, after: int, is_easier: bool
) -> None:
    acts = amendment(f"{{measure: visitas, period: 2024, from: {before}, to: {after}}}")
    said = (
        f"La meta de 2024 de «Visitas» se hizo más fácil de alcanzar: pasó de {before} a {after}. "
        "Documento que lo aprueba: RM 010-2024."
    )
    found = told(targets(f"2024: {after}"), direction, OTHERS, ACT, acts)
    wanted = {"target-made-easier-mod-1": (date(2024, 3, 1), said)}
    assert found == (wanted if is_easier else {})


def test_an_act_that_eased_several_targets_is_told_once() -> None:
    both = targets("2024: 80, 2025: 50")
    acts = amendment(
        "{measure: visitas, period: 2024, from: 100, to: 80}",
        "{measure: visitas, period: 2025, from: 100, to: 50}",
    )
    period = plan("period: {from: 2024, to: 2025}", "kind: strategic", "frequency: year")
    ((day, said),) = told(both, period, OTHERS, ACT, acts).values()
    assert day == date(2024, 3, 1)
    assert said.startswith(
        "2 metas se hicieron más fáciles de alcanzar; entre ellas, la de 2025 de «Visitas»: "
        "pasó de 100 a 50. Documento"
    )


def test_what_was_undone_or_is_in_dispute_is_no_alert() -> None:
    acts = amendment("{measure: visitas, period: 2024, from: 100, to: 80}")
    disputed = targets("2024: 80", "disputed: [{field: target, why: Otro cuadro dice 90}]")
    assert keys(disputed, OTHERS, ACT, acts) == []
    back = "\n".join(acts.values()) + (
        "- id: mod-2\n  date: 2024-06-01\n  document: rm-010\n  reason: Restituye\n"
        "  changes:\n    - {measure: visitas, period: 2024, from: 80, to: 100}\n"
    )
    assert keys(targets("2024: 100"), OTHERS, ACT, dict.fromkeys(acts, back)) == []


def test_a_commit_without_an_amendment_is_told_as_such(repo: Repository) -> None:
    repo.commit(laid(targets("2024: 100"), OTHERS))
    commit = repo.commit(laid(targets("2024: 80"), OTHERS))
    done = repo.avance("export", "tables", "--out", "datos", "--as-of", "2025-06-02")
    assert done.returncode == 0, done.stderr
    text = (repo.folder / "datos/alerts.csv").read_text("utf-8")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row["id"] == f"plan-2024/target-made-easier-{commit[:9]}"
    assert common_blanks(row["text"]) == (
        "La meta de 2024 de «Visitas» se hizo más fácil de alcanzar: pasó de 100 a 80. "
        "No consta ninguna modificación aprobada."
    )
    assert row["changes"] == f"plan-2024-{commit[:9]}-visitas-target-2024"


# Money without targets.


MONEY = "budget: [{{year: 2024, stage: modified, amount: 1000}}, {{year: 2024, stage: {}}}]"


def spent(amount: str = "executed, amount: 950", *more: str) -> dict[str, str]:
    return plan("frequency: year", MONEY.format(amount), *more)


def four(*values: str) -> dict[str, str]:
    """Four targets of 10, and what was reported of some."""
    return strategy(
        *(f"[{{indicator: visitas, id: v{n}, targets: {{2024: 10}}}}]" for n in range(4))
    ) | results("2024", *(f"v{n}: {value}" for n, value in enumerate(values)))


HELD = "spent-without-attainment-plan-2024"
WITHHELD = "{value: withheld, note: En revisión}"


@pytest.mark.parametrize(
    ("values", "money", "said"),
    [
        (("10", "3", "3", "3"), spent(), "alcanzaron la meta de ese año 1 de 4 indicadores."),
        (("12", "3", "3", WITHHELD), spent(), ""),  # two of four might have
        (("3", "3", "3", WITHHELD), spent(), "0 de 4 indicadores; 1 no tiene cifra."),
        (("10", "10", "3", "3"), spent(), ""),  # half
        (("10", "3", "3", "3"), spent("executed, amount: 900"), ""),  # not over 90 %
        (("10", "3", "3", "3"), spent("executed, amount: 1250"), "se ejecutó el 125.0 % del"),
        (("10", "3", "3", "3"), spent("programmed, amount: 950"), ""),  # nobody says what was spent
        (
            ("10", "3", "3", "{value: 3, disputed: [{field: result, why: Otro cuadro dice 10}]}"),
            spent(),
            "",
        ),
        (
            ("10", "3", "3", "3"),
            spent("executed, amount: 950, disputed: [{field: amount, why: Otro cuadro dice 9}]"),
            "",
        ),
    ],
)
def test_money_spent_without_half_of_the_targets(
    values: tuple[str, ...], money: dict[str, str], said: str
) -> None:
    found = told(four(*values), money)
    assert list(found) == ([HELD] if said else [])
    assert said in found.get(HELD, (None, ""))[1]


def test_a_year_that_runs_or_has_no_result_is_not_judged() -> None:
    low = four("3", "3", "3", "3")
    assert HELD not in keys(low, spent(), day=date(2024, 12, 31))
    assert HELD in keys(low, spent(), day=date(2025, 1, 1))
    assert HELD not in keys(four("3"), spent())


# Where they are told.


def test_a_name_stays_whatever_the_words_the_language_and_the_day_are() -> None:
    acts = amendment("{measure: visitas, period: 2024, from: 100, to: 80}")
    parts = (targets("2024: 80, 2024-T1: 20"), ACT, acts, plan("title: Otro"), sheet("name: X"))
    first = told(*parts)
    later = told(*parts, day=date(2026, 6, 1), lang="en")
    assert list(first) == list(later)
    assert [day for day, _ in first.values()] == [day for day, _ in later.values()]
    assert not {text for _, text in first.values()} & {text for _, text in later.values()}


def test_the_table_says_the_figures_of_the_sentence() -> None:
    found = computed(four("10", "3", "3", "3"), spent(), day=DAY)
    files = WRITERS["csv"](tables(found, "es"), about(found, "es"))
    (row,) = csv.DictReader(io.StringIO(files["alerts.csv"].decode(), newline=""))
    names = ("rule", "concerned", "whole", "unknown", "execution", "page", "id")
    assert [row[it] for it in names] == [
        *("spent-without-attainment", "1", "4", "0", "95", "planes/plan-2024/"),
        f"plan-2024/{HELD}",
    ]
    assert row["text"].startswith("En 2024 se ejecutó el 95.0\xa0% del presupuesto modificado;")


def test_news_without_a_version_lead_to_what_changed() -> None:
    acts = amendment("{measure: visitas, period: 2024, from: 100, to: 80}")
    found = pages(targets("2024: 80"), OTHERS, ACT, acts)
    assert "cambios/index.md" in found
    assert "metas, resultados y montos: Qué cambió" in found["novedades/index.md"]


def test_pages_tell_them_where_they_belong() -> None:
    found = pages(second_plan(), as_of=date(2024, 6, 1))
    assert "Alertas ¶" not in found["novedades/index.md"]
    assert found["novedades/index.md"].count(ONE) == 3  # the newest leads
    assert f"{ONE} Es la única alerta." in found["planes/plan-2024/index.md"]
    assert "2 alertas" in found["index.md"]
    quiet = pages(NOTHING)
    assert "novedades/index.md" not in quiet
    assert not [path for path, text in quiet.items() if "alerta" in text]
