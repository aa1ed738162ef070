"""Open data: what the tables say, how each format writes it, and that it equals the pages."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest

from generator.addresses import in_language
from generator.compute import Results
from generator.export import TABLES, WRITERS, about, parts_of_pages, tables
from generator.export.filling import Filled
from generator.export.findings import FINDINGS
from generator.export.formats import as_csv
from generator.export.rollups import ROLLUPS
from generator.export.table import (
    Cell,
    Row,
    Table,
    Type,
    amount,
    as_text,
    derived,
    exact,
    number,
    text,
)
from generator.manual import column_words, table_pages, table_titles
from generator.model.period import Period
from generator.model.site import LANGUAGES
from generator.model.source import Source
from generator.paths import TABLE_PAGE
from generator.problems import Place, msg
from generator.reconcile.findings import Finding, FindingSeverity
from generator.tables import TABLE_FORMATS
from generator.words.catalogue import catalogue
from generator.words.formatter import Formatter
from tests.command import ROOT, Done, run
from tests.helpers import (
    LATER,
    content,
    lay,
    of_parts,
    results,
    results_of,
    sheet,
    strategy,
    targets,
    with_lines,
)
from tests.test_house import translated

Rows = list[dict[str, str]]


def written(results: Results, form: str = "csv") -> Mapping[str, bytes]:
    """The files of one format."""
    return WRITERS[form](tables(results, "es"), about(results, "es"))


def csv_of(*parts: Mapping[str, str], as_of: str = LATER) -> dict[str, str]:
    """CSV text by table of the minimal tree with ``parts`` over it."""
    found = written(results_of(of_parts(*parts), as_of))
    return {name.partition(".")[0]: data.decode() for name, data in found.items()}


def rows_of(text: str) -> Rows:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def observed(*parts: Mapping[str, str], as_of: str = LATER) -> Rows:
    return rows_of(csv_of(*parts, as_of=as_of)["observations"])


def column(rows: Rows, *names: str) -> list[str]:
    """Some columns of every row, side by side."""
    return [" ".join(row[name] or "-" for name in names) for row in rows]


def filled_with(table: Table[Any], *told: Row[Any]) -> Filled:
    return Filled(table, tuple(zip(*(it.cells(told) for it in table.columns), strict=True)))


@pytest.fixture(scope="module")
def filled(results: Results) -> tuple[Filled, ...]:
    return tables(results, "es")


@pytest.fixture(scope="module")
def own_rows(results: Results) -> dict[str, Rows]:
    return {
        name.partition(".")[0]: rows_of(data.decode())
        for name, data in written(results).items()
        if name.endswith(".csv")
    }


# What the tables say.

BUDGET = (
    "versions: [{id: V9, label: Nueve}, {id: V10, label: Diez}]",
    "budget:",
    "  - {year: 2024, stage: modified, version: V9, amount: 900.50, executing_unit: ue}",
    "  - {year: 2024, stage: modified, version: V10, amount: 1000.00}",
    "  - {year: 2024, stage: executed, amount: 250.00, concept: Todo}",
)
UNITS = {
    "units.yml": """
- {id: mtpe, name: Ministerio, kind: entity}
- {id: ue, name: Unidad, kind: executing-unit, parent: mtpe, code: "001"}
"""
}
PUBLISHED_FILE = "plans/plan-2024/published.yml"
PUBLISHED = {
    PUBLISHED_FILE: """
- {figure: attainment, of: visitas, period: 2024, value: 8.0, source: {place: Cuadro 2, lines: 7}}
- {figure: target, of: visitas, period: 2024, value: 90, quote: "noventa, dice"}
- {figure: statement, of: plan, value: -3, equals: "1 - 5"}
- {fact: fecha, value: 2024-03-01}
- {fact: fecha, value: 2024-04-01}
"""
}
ADVICE = {
    "plans/plan-2024/recommendations.yml": """
- {code: R1, text: Mejorar., owner: [mtpe], deadline: 2024-06, printed_deadline: junio}
- {code: R2, text: Hecha., deadline: 2024-06-30, status: done, concerns: ["1", "1.1"]}
- {code: R3, text: Sin plazo.}
- {code: R4, text: Hecha sin plazo., status: done}
"""
}
CODES = (
    "schemes: {siaf: {name: 'SIAF {x}', url: 'https://example.org/{code}'}}",
    'codes: {sdg: ["8", "8.5"], siaf: "12/3"}',
)
VISITS = with_lines(
    "indicators/visitas.yml",
    "results_level: output",
    "data_quality: {sources: Cuadernos}",
    "criterion: quality",
    "variables: [{name: A, definition: Visitas hechas, data_source: Registro}, {name: B}]",
    "assumptions: [Que llueva, Que no]",
    "codes: {iati: PE-1}",
)
CALENDAR = {
    "plans/plan-2024/calendar.yml": """
- {title: Día del trabajo, printed: "1", date: 2024-05-01, coordination: [OGA, CNTPE]}
- {title: Día de la madre, printed: 2.º domingo, rule: {nth: 2, weekday: sunday, month: 2024-05}}
- {title: Feria, printed: 1 al 3, from: 2024-04-01, to: 2024-04-03}
"""
}
GOLD = {
    "plans": """\
plan,title,entity,kind,start,end,state,n_objectives,n_strategies,n_activities,n_measures\
,frequency,method,currency,year,period,term_attainment,term_averaged,profile,levels,last_day,note,shown_as_of,n_errors,errors_since
plan-2024,Plan 2024,mtpe,operational,2024-01-01,2024-12-31,approved,1,1,1,1,quarter,ceplan-2024\
,PEN,2024,2024,,0,,,2024-12-31,,,,
""",
    "elements": """\
plan,code,level,parent,title,executing_unit,responsible,region,description,taking_part,weight\
,priority,printed_code,note,short,purpose
plan-2024,1,objective,,Primero,,,,,,,,1,,,
plan-2024,1.1,strategy,1,Línea,,,,,,,,1.1,,,
plan-2024,1.1.1,activity,1.1,Actividad,,,,,,,,1.1.1,,,
plan-2024,plan,plan,,Plan 2024,,,,,,,,plan,,,
""",
    "measures": """\
plan,measure,element,indicator,name,unit,kind,direction,over_time,baseline_period,baseline_value\
,dimension,across,strict,zero_is_target,responsible,document,place,disputed,taking_part,weight\
,discontinued_from,discontinued_why,tolerance,baseline_text,level,parent_code,unit_state,note\
,baseline_note,short,purpose
plan-2024,visitas,1.1.1,visitas,Visitas,,count,increase,sum,,,,sum,false,false,,informe,Anexo 1\
,target,,,,,,,activity,1.1,not-printed,,,,
""",
    "indicators": """\
indicator,name,unit,kind,direction,over_time,frequency,results_level,criterion,definition\
,formula,variables,verification,assumptions,responsible,taking_part,document,place,tolerance\
,data_validation,data_sources,data_accuracy,data_limitations,data_compensation,unit_state,note\
,short,purpose
visitas,Visitas,,count,increase,sum,,output,quality,,,A: Visitas hechas (Registro)|B,\
,Que llueva|Que no,,,,,,,Cuadernos,,,,not-printed,,,
""",
    "codes": """\
plan,what,of,scheme,code,scheme_name,url,id
,indicator,visitas,iati,PE-1,Identificador de la actividad en IATI,,indicator/visitas/iati/PE-1
plan-2024,element,plan,sdg,8,"Objetivos de Desarrollo Sostenible, objetivos y metas"\
,https://metadata.un.org/sdg/8,plan-2024/element/plan/sdg/8
plan-2024,element,plan,sdg,8.5,"Objetivos de Desarrollo Sostenible, objetivos y metas"\
,https://metadata.un.org/sdg/8.5,plan-2024/element/plan/sdg/8.5
plan-2024,element,plan,siaf,12/3,SIAF {x},https://example.org/12%2F3\
,plan-2024/element/plan/siaf/12/3
""",
    "observations": """\
plan,measure,period,dimension,member,target,actual,state,attainment,capped,band,target_to_date\
,actual_to_date,document,place,attainment_of_year,attainment_to_date,met,unplanned,report_status\
,cutoff,text,member_name,lines,disputed,target_place,actual_place,reason,start,end,baseline\
,target_year,other_target,way,late_attainment,attainment_from_baseline,target_text,target_from\
,target_to,actual_text,numerator,denominator,id,element,notes,last_day\
,periods_left,pace,needed_pace
plan-2024,visitas,2024,,,100,8,value,8,8,low,10,8,informe,,,80,false,false,,,,,,target,Anexo 1,,\
,2024-01-01,2024-12-31,,,,,,,,,,,,,plan-2024/visitas/2024,1.1.1,,2024-12-31,,,
plan-2024,visitas,2024-T1,,,10,8,value,80,80,medium,10,8,informe,,,,false,false,final,,,,,\
,Anexo 1,,,2024-01-01,2024-03-31,,,,,,,,,,,,,plan-2024/visitas/2024-T1,1.1.1,,2024-03-31,,,
plan-2024,visitas,2024-T2,,,20,,not-reported,,,,30,,informe,Anexo 1,,,,false,,,,,,,Anexo 1,,\
,2024-04-01,2024-06-30,,,,,,,,,,,,,plan-2024/visitas/2024-T2,1.1.1,,2024-06-30,,,
plan-2024,visitas,2024-T3,,,30,,not-reported,,,,60,,informe,Anexo 1,,,,false,,,,,,,Anexo 1,,\
,2024-07-01,2024-09-30,,,,,,,,,,,,,plan-2024/visitas/2024-T3,1.1.1,,2024-09-30,,,
plan-2024,visitas,2024-T4,,,40,,not-reported,,,,100,,informe,Anexo 1,,,,false,,,,,,,Anexo 1,,\
,2024-10-01,2024-12-31,,,,,,,,,,,,,plan-2024/visitas/2024-T4,1.1.1,,2024-12-31,,,
""",
    "terms": """\
plan,measure,period,target,actual,until,state,attainment,band,met,target_to_date,actual_to_date\
,attainment_to_date,left,years_left,needed,start,end,last_day,to_go,disputed
""",
    "rollups": """\
plan,scope,code,period,n_activities,n_programmed,n_executed,n_reported,low,medium,high\
,not_programmed,not_reported,mean_attainment,mean_raw,modified,executed,execution\
,mean_of_strategies,gap,n_averaged,not_applicable,not_due,name,level,headline,withheld\
,other_year,currency,executed_stage,start,end,mean_by_shares,share_averaged,on_the_way,late\
,not_available,estimated,provisional,discontinued,met,not_met,counted_activities\
,counted_measures,in_dispute,element,unit,region,last_day
plan-2024,objective,1,2024,1,1,1,1,1,0,0,0,0,8,8,,,,8,,1,0,0,Primero,activity,true,0,0,,\
,2024-01-01,2024-12-31,,,0,0,0,0,0,0,0,0,1,0,1,1,,,2024-12-31
plan-2024,objective,1,2024-T1,1,1,1,1,0,1,0,0,0,80,80,,,,80,,1,0,0,Primero,activity,true,0,0,,\
,2024-01-01,2024-03-31,,,0,0,0,0,0,0,0,0,1,0,0,1,,,2024-03-31
plan-2024,plan,plan,2024,1,1,1,1,1,0,0,0,0,8,8,1000.00,250.00,25,8,17,1,0,0,Plan 2024,activity\
,true,0,0,PEN,executed,2024-01-01,2024-12-31,,,0,0,0,0,0,0,0,0,1,0,1,plan,,,2024-12-31
plan-2024,plan,plan,2024-T1,1,1,1,1,0,1,0,0,0,80,80,1000.00,250.00,25,80,,1,0,0,Plan 2024\
,activity,true,0,0,PEN,executed,2024-01-01,2024-03-31,,,0,0,0,0,0,0,0,0,1,0,0,plan,,,2024-03-31
plan-2024,strategy,1.1,2024,1,1,1,1,1,0,0,0,0,8,8,,,,,,1,0,0,Línea,activity,true,0,0,,\
,2024-01-01,2024-12-31,,,0,0,0,0,0,0,0,0,1,0,1,1.1,,,2024-12-31
plan-2024,strategy,1.1,2024-T1,1,1,1,1,0,1,0,0,0,80,80,,,,,,1,0,0,Línea,activity,true,0,0,,\
,2024-01-01,2024-03-31,,,0,0,0,0,0,0,0,0,1,0,0,1.1,,,2024-03-31
""",
    "budgets": """\
plan,code,year,stage,version,amount,currency,document,place,covers,concept,executing_unit,lines\
,disputed,funding,funding_name,period,start,end,level,parent_code,id,code_kind,element,is_part\
,is_computed,last_day,note
plan-2024,plan,2024,executed,,250.00,PEN,informe,Anexo 1,,Todo,,,,,,2024,2024-01-01,2024-12-31\
,plan,,plan-2024/plan/2024/executed,element,plan,false,false,2024-12-31,
plan-2024,plan,2024,modified,V10,1000.00,PEN,informe,Anexo 1,,,,,,,,2024,2024-01-01,2024-12-31\
,plan,,plan-2024/plan/2024/modified/V10,element,plan,false,false,2024-12-31,
plan-2024,plan,2024,modified,V9,900.50,PEN,,,,,,,,,,2024,2024-01-01,2024-12-31,plan,\
,plan-2024/plan/2024/modified/V9/PEN,element,plan,false,true,2024-12-31,
plan-2024,ue:ue,2024,modified,V9,900.50,PEN,informe,Anexo 1,,,ue,,,,,2024,2024-01-01,2024-12-31\
,plan,,plan-2024/ue:ue/2024/modified/V9,executing-unit,plan,true,false,2024-12-31,
""",
    "published": """\
plan,figure,of,period,published,recomputed,verdict,difference,document,place,quote,where\
,explanation,reason,lines,others,kind,fact,element,measure,printed,unit,difference_share\
,executing_unit,of_level,counted,band,attainment_range,stage,version,is_capped,note,id,finding
plan-2024,attainment,visitas,2024,8.0,8,agrees,0,informe,Cuadro 2,,,8 / 100 × 100 = 8,,7,\
,attainment,,1.1.1,visitas,8.0,%,0,,,,,,,,false,,plan-2024/attainment/visitas/2024/Cuadro 2,
plan-2024,fact:fecha,,,2024-03-01,,conflicting,,informe,Anexo 1,,,,,,2024-04-01,fact,fecha,,\
,2024-03-01,,,,,,,,,,false,,plan-2024/fact:fecha,plan-2024/two-values/fecha/Anexo 1
plan-2024,fact:fecha,,,2024-04-01,,conflicting,,informe,Anexo 1,,,,,,2024-03-01,fact,fecha,,\
,2024-04-01,,,,,,,,,,false,,plan-2024/fact:fecha#2,plan-2024/two-values/fecha/Anexo 1
plan-2024,statement,plan,,-3,-4,differs,1,informe,Anexo 1,,,1 - 5 = -4,,,,statement,,plan,,'-3,\
,25,,,,,,,,false,,plan-2024/statement/plan,plan-2024/figure-against-parts/plan/Anexo 1
plan-2024,target,visitas,2024,90,100,differs,-10,informe,Anexo 1,"noventa, dice",,,,,,target,\
,1.1.1,visitas,90,,-10,,,,,,,,false,,plan-2024/target/visitas/2024\
,plan-2024/two-values/visitas/2024/Anexo 1
""",
    "recommendations": """\
plan,code,kind,text,owner,printed_owner,deadline,printed_deadline,status,overdue,concerns\
,document,place,lines,schedule,note
plan-2024,R1,recommendation,Mejorar.,mtpe,,2024-06-30,junio,pending,true,,informe,Anexo 1,,,
plan-2024,R2,recommendation,Hecha.,,,2024-06-30,,done,false,1|1.1,informe,Anexo 1,,,
plan-2024,R3,recommendation,Sin plazo.,,,,,pending,,,informe,Anexo 1,,,
plan-2024,R4,recommendation,Hecha sin plazo.,,,,,done,false,,informe,Anexo 1,,,
""",
    "calendar": """\
plan,title,kind,printed,start,end,coordination,concerns,document,place,lines,id,last_day,note
plan-2024,Feria,observance,1 al 3,2024-04-01,2024-04-03,,,informe,Anexo 1,\
,plan-2024/2024-04-01/Feria,2024-04-03,
plan-2024,Día del trabajo,observance,1,2024-05-01,2024-05-01,OGA|CNTPE,,informe,Anexo 1,\
,plan-2024/2024-05-01/Día del trabajo,2024-05-01,
plan-2024,Día de la madre,observance,2.º domingo,2024-05-12,2024-05-12,,,informe,Anexo 1,\
,plan-2024/2024-05-12/Día de la madre,2024-05-12,
""",
    "units": """\
unit,name,acronym,kind,parent,code,note
mtpe,Ministerio,,entity,,,
ue,Unidad,,executing-unit,mtpe,001,
""",
    "documents": """\
document,kind,number,title,issuer,date,url,approves,modifies,note,n_figures,n_texts
informe,report,,Informe,,,,,,,14,1
""",
    "disputes": """\
plan,element,measure,period,executing_unit,field,why,place,finding,id
plan-2024,1.1.1,visitas,2024,,target,También se publica como 90,\
,plan-2024/two-values/visitas/2024/Anexo 1,plan-2024/visitas/2024/target
""",
    "findings": """\
detector,severity,plan,what,expected,found,document,place,lines,element,measure,period\
,executing_unit,expected_number,found_number,id,rank,sort,effect,effect_size,effect_share,currency
figure-against-parts,contradiction,plan-2024,"el documento dice −3, y la cuenta con sus otras\
 cifras da −4",−4,−3,informe,Anexo 1,,plan,,,,-4,-3,plan-2024/figure-against-parts/plan/Anexo 1\
,1,differs,number,1,25,
two-values,contradiction,plan-2024,"La cifra «meta» de «Visitas» en 2024 aparece como 90\
, y como 100 en el cuadro del que el plan la toma",100,90,informe,Anexo 1,,1.1.1,visitas,2024,\
,100,90,plan-2024/two-values/visitas/2024/Anexo 1,2,two-values,points,0.888889,,
two-values,contradiction,plan-2024\
,«fecha» aparece con más de un valor: 1 de marzo de 2024 y 1 de abril de 2024,2024-03-01\
,2024-04-01,informe,Anexo 1,,,,,,,,plan-2024/two-values/fecha/Anexo 1\
,3,two-values,words,,,
""",
    "notes": """\
plan,what,of,period,note,document,place,lines,id
plan-2024,element,plan,,sin resolución,informe,Anexo 1,,plan-2024/element/plan
""",
}


@pytest.fixture(scope="module")
def small() -> dict[str, str]:
    plan = with_lines("plan.yml", *BUDGET, CODES[1])
    shared = {**with_lines("site.yml", CODES[0]), **UNITS, **VISITS}
    reported = results("2024-T1", "visitas: 8")
    return csv_of(plan, reported, shared, PUBLISHED, ADVICE, CALENDAR)


@pytest.mark.parametrize("name", GOLD)
def test_a_small_plan(name: str, small: dict[str, str]) -> None:
    assert small[name] == GOLD[name].replace("\n", "\r\n")


def test_a_finding_is_told_in_the_language_of_the_tables() -> None:
    what = msg("the plan has no such amount")
    cited = Source(document="informe", place="Cuadro 1", lines="7-9")
    found = Finding(
        "plan-2024",
        what,
        "-1 %",
        "12",
        cited,
        Place("content/x.yml"),
        FindingSeverity.DOUBT,
        "doble",
    )
    told = Row(results_of(content()), Formatter("es"), found, found.plan, (found.source,))
    filled = filled_with(FINDINGS, told)
    (row,) = rows_of(as_csv(filled).decode())
    assert ";".join(row.values()) == (
        "doble;doubt;plan-2024;el plan no tiene ese monto;'-1 %;12;informe;Cuadro 1;7-9;;;;;;;"
        "plan-2024/doble/Cuadro 1;;;;;;"
    )


QUARTERS = "2024-T1: 10, 2024-T2: 20, 2024-T3: 30, 2024-T4: 40"
TO_DATE = {
    "sum": ["10 8", "30 24", "60 -", "100 -", "70 62"],
    "last": ["10 8", "20 16", "30 -", "40 38", "40 38"],
    "mean": ["10 8", "15 12", "20 -", "25 -", "23.333333 20.666667"],
    "max": ["10 8", "20 16", "30 -", "40 -", "40 38"],
}


@pytest.mark.parametrize("rule", TO_DATE)
def test_a_missing_quarter_leaves_the_result_to_date_empty(rule: str) -> None:
    quarters = (("2024-T1", 8), ("2024-T2", 16), ("2024-T4", 38))
    reported = [results(period, f"visitas: {value}") for period, value in quarters]
    rows = observed(sheet(f"over_time: {rule}"), targets(QUARTERS), *reported)
    found = column(rows, "target_to_date", "actual_to_date")
    assert [*found[1:], found[0]] == TO_DATE[rule]


def test_a_semester_speaks_for_its_quarters() -> None:
    rows = observed(targets(QUARTERS), results("2024-S1", "visitas: 33"))
    assert column(rows, "period", "target", "actual", "state", "target_to_date", "actual_to_date")[
        :4
    ] == [
        "2024 100 33 value 30 33",
        "2024-S1 30 33 value 30 33",
        "2024-T1 10 - covered 10 -",
        "2024-T2 20 - covered 30 33",
    ]


def test_months_of_a_quarter_add_up_only_when_all_are_told() -> None:
    two = [results("2024-01", "visitas: 1"), results("2024-02", "visitas: 2")]
    rows = observed(targets(QUARTERS), *two)
    found = {row["period"]: row["actual_to_date"] for row in rows}
    assert (found["2024-01"], found["2024-02"], found["2024-T1"]) == ("1", "3", "")
    rows = observed(targets(QUARTERS), *two, results("2024-03", "visitas: 4"))
    assert {r["period"]: r["actual_to_date"] for r in rows}["2024-T1"] == "7"


def test_a_result_without_a_target_of_its_own_is_held_against_the_year() -> None:
    rows = observed(targets("2024: 40"), results("2024-S1", "visitas: 10"))
    names = ("period", "target", "actual", "state", "attainment", "attainment_of_year")
    assert column(rows, *names) == [
        "2024 40 10 value 25 -",
        "2024-S1 - 10 not-programmed - 25",
    ]
    assert column(rows, "target_to_date", "actual_to_date") == ["40 10", "- 10"]


def test_a_year_that_runs_has_no_band_yet_and_its_attainment_to_date() -> None:
    rows = observed(targets(QUARTERS), results("2024-T1", "visitas: 9"), as_of="2024-05-15")
    names = ("period", "state", "attainment", "band", "met", "attainment_to_date")
    assert column(rows, *names)[:3] == [
        "2024 value 9 - - 90",
        "2024-T1 value 90 medium false -",
        "2024-T2 not-due - - - -",
    ]


def test_every_state_has_its_word() -> None:
    goals = "2024-T1: 10, 2024-T2: not-programmed, 2024-T3: not-applicable, 2024-T4: 40"
    late = observed(targets(goals), results("2024-T1", "visitas: 0"))
    assert column(late[1:], "period", "target", "actual", "state") == [
        "2024-T1 10 0 value",
        "2024-T2 - - not-programmed",
        "2024-T3 - - not-applicable",
        "2024-T4 40 - not-reported",
    ]
    early = observed(targets(goals), as_of="2024-02-01")
    assert column(early, "state")[1] == "not-due"
    covered = observed(targets(goals), results("2024-S1", "visitas: 4"))
    assert {row["period"]: row["state"] for row in covered}["2024-T1"] == "covered"


def test_done_and_not_done_are_one_and_zero() -> None:
    kind = sheet("kind: milestone", "over_time: last")
    rows = observed(
        kind, targets("2024-T1: done, 2024-T2: done"), results("2024-T1", "visitas: not-done")
    )
    assert column(rows[1:], "target", "actual", "attainment") == ["1 0 0", "1 - -"]


REGIONS = "by: region"


@pytest.mark.parametrize(
    ("across", "whole"),
    [("sum", ["2024 - - - 30 24 80"]), ("mean", ["2024 - - - 15 12 80"]), ("none", [])],
)
def test_a_breakdown_by_region(across: str, whole: list[str]) -> None:
    goals = "2024: {PE-AMA: 10, Ica: 20}"
    report = results("2024", "visitas: {value: {Amazonas: 4, PE-ICA: 20}}")
    parts = (sheet(f"across: {across}"), targets(goals, REGIONS), report)
    names = ("period", "dimension", "member", "member_name", "target", "actual", "attainment")
    assert column(observed(*parts), *names) == [
        *whole,
        "2024 region PE-AMA Amazonas 10 4 40",
        "2024 region PE-ICA Ica 20 20 100",
    ]
    rollups = rows_of(csv_of(*parts)["rollups"])
    regions = [row for row in rollups if row["scope"] == "region"]
    assert column(regions, "code", "name", "period", "mean_attainment") == [
        "PE-AMA Amazonas 2024 40",
        "PE-ICA Ica 2024 100",
    ]


def test_what_has_no_region_has_a_row_where_regions_are_told() -> None:
    activities = "[{unit: u, region: Lima Metropolitana, targets: {2024: 10}}]"
    path, text = next(iter(strategy(activities, "[{unit: u, targets: {2024: 10}}]").items()))
    text = text.replace("region: Lima Metropolitana, ", "")
    text = text.replace("code: 1.1.1", "code: 1.1.1\n    region: Lima Metropolitana")
    rows = rows_of(csv_of({path: text})["rollups"])
    names = ("code", "region", "name", "counted_activities", "counted_measures", "not_reported")
    found = [row for row in rows if row["scope"] == "region"]
    assert column(found, *names) == [
        "PE-LMA PE-LMA Lima Metropolitana 1 0 1",
        "none - sin región 1 0 1",
    ]


def test_a_region_of_another_country_is_named_as_its_list_has_it() -> None:
    colombia = with_lines("site.yml", "region: CO", without=("region",))
    goals = targets("2024: {CO-CUN: 10, Antioquia: 20}", REGIONS)
    report = results("2024", "visitas: {value: {Cundinamarca: 4, CO-ANT: 20}}")
    parts = (colombia, sheet("across: sum"), goals, report)
    assert column(observed(*parts), "member", "member_name", "attainment")[1:] == [
        "CO-ANT Antioquia 100",
        "CO-CUN Cundinamarca 40",
    ]
    regions = [it for it in rows_of(csv_of(*parts)["rollups"]) if it["scope"] == "region"]
    assert column(regions, "code", "name") == ["CO-ANT Antioquia", "CO-CUN Cundinamarca"]


def test_amounts_of_which_none_speaks_for_all_have_neither_execution_nor_gap() -> None:
    versions = with_lines("plan.yml", "versions: [{id: V1, label: Uno}, {id: V2, label: Dos}]")
    parts = []
    for n, version in enumerate(("V1", "V2"), 1):
        (path, text), *_ = strategy("[{unit: u, targets: {2024: 1}}]", code=f"1.{n}").items()
        lines = (
            "budget:",
            f"  - {{year: 2024, stage: modified, version: {version}, amount: 100}}",
            "  - {year: 2024, stage: executed, amount: 50}",
        )
        parts.append({path: text.rstrip() + "\n" + "\n".join(lines) + "\n"})
    rows = rows_of(csv_of(versions, *parts)["rollups"])
    names = ("scope", "code", "modified", "executed", "execution")
    assert column([row for row in rows if row["scope"] != "objective"], *names) == [
        "plan plan 100 100 -",
        "strategy 1.1 100 50 50",
        "strategy 1.2 100 50 50",
    ]


def test_an_accumulated_result_cites_every_report_and_a_single_one_its_own() -> None:
    entries = ("{value: 8, source: {place: A}}", "{value: 9, source: {place: B, lines: 3-4}}")
    first, second = (
        results(f"2024-T{n}", f"visitas: {entry}") for n, entry in enumerate(entries, 1)
    )
    rows = observed(targets("2024-T1: 10, 2024-T2: 10"), first, second)
    assert column(rows, "period", "document", "place", "lines") == [
        "2024 informe A|B 3-4",
        "2024-T1 informe A -",
        "2024-T2 informe B 3-4",
    ]


def test_an_element_under_two_parents_names_both() -> None:
    two = with_lines("plan.yml", '  - {code: "1", title: Uno}', '  - {code: "2", title: Dos}')
    rows = rows_of(
        csv_of(two, strategy("[{unit: u, targets: {2024: 1}}]", objective='["2", "1"]'))["elements"]
    )
    assert {row["code"]: row["parent"] for row in rows}["1.1"] == "2|1"


def test_the_order_of_rows_is_not_that_of_the_files() -> None:
    one = strategy("[{unit: u, targets: {2024: 1}}]", "[{unit: u, targets: {2024: 2}}]", code="1.2")
    ten = strategy("[{unit: u, targets: {2024: 3}}]", code="1.10")
    swapped = {path: "\n".join(_swap(text.splitlines())) for path, text in one.items()}
    facts = ["- {fact: a, value: 1}", "- {fact: b, value: 2}"]
    path = "plans/plan-2024/published.yml"
    straight = csv_of(one, ten, {path: "\n".join(facts)})
    turned = csv_of(ten, swapped, {path: "\n".join(reversed(facts))})
    assert {k: v for k, v in turned.items() if k != "datapackage"} == {
        k: v for k, v in straight.items() if k != "datapackage"
    }
    assert column(rows_of(straight["measures"]), "measure") == [
        "1.10.1",
        "1.2.1",
        "1.2.2",
        "visitas",
    ]


def _swap(lines: list[str]) -> list[str]:
    """The two activities of a strategy file in the other order."""
    return [*lines[:4], *lines[7:10], *lines[4:7]]


def test_the_id_of_a_finding_is_that_of_what_it_is_about_not_of_what_it_found() -> None:
    def ids(*values: str) -> list[str]:
        facts = "".join(f"- {{fact: {name}}}\n" for name in values)
        return column(rows_of(csv_of({PUBLISHED_FILE: facts})["findings"]), "id")

    one = ids("a, value: 1", "a, value: 2")
    assert one == ["plan-2024/two-values/a/Anexo 1"]
    assert ids("b, value: 1", "b, value: 3", "a, value: 1", "a, value: 7") == [
        "plan-2024/two-values/a/Anexo 1",
        "plan-2024/two-values/b/Anexo 1",
    ]


def test_what_an_editor_disputes_and_notes_travels_with_the_figures() -> None:
    own = "{field: result, why: El anexo dice 9.}"
    entry = f"visitas: {{value: 8, note: Así impreso., disputed: {own}}}"
    made = csv_of(results("2024-T1", entry))
    assert column(rows_of(made["disputes"]), "measure", "period", "field", "why", "finding") == [
        "visitas 2024-T1 result El anexo dice 9. -"
    ]
    rows = [row for row in rows_of(made["observations"]) if row["notes"]]
    assert column(rows, "period", "notes", "disputed") == [
        "2024 Así impreso. result",
        "2024-T1 Así impreso. result",
    ]
    assert column(rows_of(made["notes"]), "what", "of", "period", "note")[1:] == [
        "report visitas 2024-T1 Así impreso."
    ]
    assert {row["in_dispute"] for row in rows_of(made["rollups"])} == {"1"}


@pytest.mark.parametrize(
    ("traits", "state"),
    [
        (("unit: Taller",), "printed"),
        (("kind: percentage",), "percentage"),
        (("kind: ratio",), "not-printed"),
    ],
)
def test_an_empty_unit_says_why(traits: tuple[str, ...], state: str) -> None:
    made = csv_of(sheet(*traits))
    assert column(rows_of(made["measures"]), "unit_state") == [state]
    assert column(rows_of(made["indicators"]), "unit_state") == [state]


RESERVED = frozenset(
    re.findall(
        r"\w+",
        "all and as case column commit desc else end from full group into left limit not or order"
        " right table then to union user using when where with",
    )
)
"""Words that no common dialect of SQL takes as a name without quotes."""
BESIDE = {"end": "last_day", "left": "to_go", "where": "executing_unit", "commit": "record"}
"""Names from the beginning, and those that say the same."""


def test_no_column_is_known_by_a_word_of_sql_alone() -> None:
    names = {(table.name, column.name) for table in TABLES for column in table.columns}
    kept = {(table, name) for table, name in names if name in RESERVED}
    assert sorted({(table, BESIDE.get(name, "")) for table, name in kept} - names) == []


# Numbers.


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("59.1909155429", "59.190916"),
        ("80.00", "80"),
        ("100", "100"),
        ("99.99999999", "99.999999"),
        ("100.00000001", "100.000001"),
        ("0.0000000001", "0.000001"),
        ("-0.0000001", "-0.000001"),
        ("74.9999999", "74.999999"),
        ("0.0000005", "0.000001"),
        ("12345678901234567890123456789.1234567", "12345678901234567890123456789.123457"),
        ("1E+30", "1" + "0" * 30),
        ("-0", "0"),
    ],
)
def test_a_derived_figure_has_six_decimals_and_crosses_no_edge(value: str, said: str) -> None:
    found = derived(Decimal(value), (Decimal(75), Decimal(95)))
    assert f"{found:f}" == said


def test_an_input_keeps_its_digits() -> None:
    rows = observed(targets("2024: 0.123456789"), results("2024", "visitas: 573853.10"), _ratio())
    assert column(rows, "target", "actual") == ["0.123456789 573853.10"]
    assert f"{exact(Decimal(10) / Decimal(3)):f}" == "3.333333"


def _ratio() -> dict[str, str]:
    return sheet("kind: ratio")


# CSV.

PLAIN = Table[Any](
    "t",
    "",
    ("a",),
    lambda _results, _lang: (),
    (text("a", ""), number("n", ""), amount("m", "")),
)


def plain_csv(*cells: Cell) -> bytes:
    """A table of one row as CSV."""
    return as_csv(Filled(PLAIN, (cells,)))


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        ("año, ñandú", '"año, ñandú",,'),
        ('dice "sí"', '"dice ""sí""",,'),
        ("dos\nlíneas", '"dos\nlíneas",,'),
        ("dos\r\nlíneas", '"dos\r\nlíneas",,'),
        (" espacios ", " espacios ,,"),
        ("sin; nada", "sin; nada,,"),
        ("=1+1", "'=1+1,,"),
        ('=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")",,'),
        ("+51 999", "'+51 999,,"),
        ("-22", "'-22,,"),
        ("@SUM(A1)", "'@SUM(A1),,"),
        ("\t=1", "'\t=1,,"),
        ("\r=1", '"\'\r=1",,'),
        ("a=1", "a=1,,"),
    ],
)
def test_cells_as_rfc_4180_writes_them(cell: str, line: str) -> None:
    data = plain_csv(cell, None, None)
    assert data == f"a,n,m\r\n{line}\r\n".encode()
    _, row = csv.reader(io.StringIO(data.decode(), newline=""), strict=True)
    assert row[0].removeprefix("'") == cell


def test_negative_numbers_are_numbers() -> None:
    assert plain_csv("x", Decimal(-22), Decimal("-1E+3")) == b"a,n,m\r\nx,-22,-1000\r\n"


def test_a_getter_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(AttributeError, match="'n'"):
        filled_with(PLAIN, Row(results_of(content()), Formatter("es"), SimpleNamespace(a="x")))


def test_a_formula_in_the_content_stays_text_in_every_format(tmp_path: Path) -> None:
    hostile = '=cmd|"/c calc"!A1'
    title = with_lines("plan.yml", f"title: '{hostile}'")
    computed = results_of(content(**title))
    (row,) = rows_of(written(computed)["plans.csv"].decode())
    assert row["title"] == f"'{hostile}"
    (data,) = json.loads(written(computed, "json")["plans.json"])
    assert data["title"] == hostile
    path = tmp_path / "tablas.xlsx"
    path.write_bytes(written(computed, "xlsx")["tablas.xlsx"])
    cell = openpyxl.load_workbook(path)["plans"]["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (hostile, "s", True)


# Formats.


def canonical(kind: Type, value: Any) -> object:
    """A value of any format as one and the same thing."""
    if value is None or value in ("", ()) or (isinstance(value, float) and pd.isna(value)):
        return None
    if kind in {Type.NUMBER, Type.PERCENT, Type.AMOUNT, Type.INTEGER}:
        return float(value)
    if kind is Type.FLAG:
        return value if isinstance(value, bool) else {"true": True, "false": False}[value]
    if kind is Type.DATE:
        return value.date() if isinstance(value, datetime) else date.fromisoformat(str(value))
    if kind is Type.PRINTED:
        return _printed(value)
    return "|".join(value) or None if isinstance(value, tuple | list) else value


def _printed(value: Any) -> object:
    if isinstance(value, date):
        return value.strftime("%Y-%m-%d")
    try:
        return float(value)
    except ValueError:
        return str(value)


def same(table: Table[Any], rows: list[list[Any]]) -> list[list[object]]:
    kinds = [column.type for column in table.columns]
    return [[canonical(k, v) for k, v in zip(kinds, row, strict=True)] for row in rows]


@cache
def workbook(folder: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(folder / "tablas.xlsx")


def read_back(form: str, table: Table[Any], folder: Path) -> tuple[list[str], list[list[Any]]]:
    """Names and rows of a table as a user's library reads its file."""
    if form == "csv":
        path = folder / f"{table.name}.csv"
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
        marks = {Type.TEXT, Type.LIST, Type.PRINTED}
        for spec in table.columns:
            if spec.type in marks:
                frame[spec.name] = frame[spec.name].str.replace(r"^'(?=[=+@-])", "", regex=True)
        return list(frame.columns), frame.to_numpy().tolist()
    if form == "json":
        items = json.loads((folder / f"{table.name}.json").read_text("utf-8"))
        names = [spec.name for spec in table.columns]
        assert all(list(item) == names for item in items)
        return names, [list(item.values()) for item in items]
    if form == "parquet":
        read = pq.read_table(folder / f"{table.name}.parquet")
        return read.column_names, [list(row.values()) for row in read.to_pylist()]
    head, *rows = workbook(folder)[table.name].iter_rows(values_only=True)
    assert list(head) == [spec.title("es") for spec in table.columns]
    assert len(set(head)) == len(head)
    return [spec.name for spec in table.columns], [list(row) for row in rows]


@pytest.fixture(scope="module")
def folders(results: Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content in every format, a folder each."""
    top = tmp_path_factory.mktemp("formatos")
    for form in WRITERS:
        (top / form).mkdir()
        for name, data in written(results, form).items():
            (top / form / name).write_bytes(data)
    return top


@pytest.mark.parametrize("form", TABLE_FORMATS)
def test_every_format_reads_back_as_the_same_tables(
    form: str, folders: Path, filled: tuple[Filled, ...]
) -> None:
    for item in filled:
        names, rows = read_back(form, item.table, folders / form)
        assert names == [spec.name for spec in item.table.columns]
        assert same(item.table, rows) == same(item.table, [list(row) for row in item.rows])


def test_json_numbers_keep_their_digits(folders: Path) -> None:
    text = (folders / "json/budgets.json").read_text("utf-8")
    items = json.loads(text, parse_float=Decimal)
    assert Decimal("12500.00") in [item["amount"] for item in items]
    assert '"amount": 12500.00,' in text


def test_parquet_keeps_types_and_descriptions(folders: Path) -> None:
    schema = pq.read_schema(folders / "parquet/plans.parquet")
    types = {field.name: str(field.type) for field in schema}
    assert (types["start"], types["n_measures"], types["title"]) == (
        "date32[day]",
        "int64",
        "string",
    )
    assert {k: v.decode() for k, v in schema.field("title").metadata.items()} == {
        b"title": "Título",
        b"description": "Título, como está impreso",
    }
    assert schema.metadata[b"as_of"] == b"2026-10-01"
    frame = pd.read_parquet(folders / "parquet/observations.parquet")
    assert str(frame["attainment"].dtype) == "float64"


def test_the_workbook_has_a_sheet_per_table_frozen_with_true_numbers_and_dates(
    folders: Path,
) -> None:
    book = workbook(folders / "xlsx")
    assert book.sheetnames == ["Léeme", *(table.name for table in TABLES)]
    assert [sheet.freeze_panes for sheet in book.worksheets] == [None, *["A2"] * len(TABLES)]
    plans, budgets = book["plans"], book["budgets"]
    assert (plans.print_title_rows, plans.page_setup.orientation) == ("$1:$1", "landscape")
    setup = plans.sheet_properties.pageSetUpPr
    assert setup
    assert setup.fitToPage
    assert (plans["E2"].value, plans["E2"].number_format) == (datetime(2025, 1, 1), "yyyy-mm-dd")
    assert (budgets["F2"].data_type, budgets["F2"].number_format) == ("n", "#,##0.00")
    widths = [d.width for sheet in book.worksheets[1:] for d in sheet.column_dimensions.values()]
    assert (min(widths) >= 8, max(widths) <= 60) == (True, True)
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet for cell in row}
    assert kinds <= {"s", "n", "d", "b"}


def _unmarked(found: re.Match[str]) -> str:
    return f"%{found[1][2:]}7C" if found[1] else "|"


def test_one_of_several_values_with_their_mark_is_read_back() -> None:
    """As the manual says: split at the mark, then %7C is the mark and %257C is %7C."""
    for values in (("a|b", "c"), ("%7C", "%257C|"), ("|",), ("100 %", "%25"), ("7C",)):
        told = as_text(values).split("|")
        back = (re.sub("%((?:25)*)7C", _unmarked, it) for it in told)
        assert tuple(back) == values
    assert as_text(("a", "b%25")) == "a|b%25"


def test_the_workbook_begins_with_what_it_is_and_leads_to_each_table() -> None:
    files = with_lines("site.yml", "url: https://example.org/portal/", "description: =1+1")
    data = written(results_of(content(**files)), "xlsx")["tablas.xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    links = [
        [cell.hyperlink.target or cell.hyperlink.location for cell in row if cell.hyperlink]
        for row in sheet.iter_rows()
    ]
    page = "https://example.org/portal/datos/"
    assert rows[:5] == [
        ["Portal", "=1+1"],
        ["Fuente", "Ministerio. https://example.org/portal/"],
        ["Datos al", LATER],
        ["Licencia", "CC BY 4.0"],
        ["Definiciones", page],
    ]
    assert (sheet["B1"].data_type, links[1], links[4]) == (
        "s",
        [page.removesuffix("datos/")],
        [page],
    )
    assert [row[0] for row in rows[6:]] == book.sheetnames[1:]
    assert links[6] == ["'plans'!A1"]


def test_printed_figures_look_as_printed_and_no_text_becomes_a_date() -> None:
    rows = ("value: 86.00", "value: 1.10", "value: 2024-03-01", 'value: "1-2"')
    files = "".join(f"- {{fact: f{n}, {it}}}\n" for n, it in enumerate(rows))
    data = written(results_of(content(**{"plans/plan-2024/published.yml": files})), "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(data["tablas.xlsx"]))["published"]
    cells = [row[4] for row in sheet.iter_rows(min_row=2)]
    assert [(it.value, it.number_format) for it in cells] == [
        (86, "0.00"),
        (1.1, "0.00"),
        ("2024-03-01", "General"),
        ("1-2", "General"),
    ]


def test_several_values_are_a_list_where_the_format_has_lists(folders: Path) -> None:
    two = strategy("[{unit: u, targets: {2024: 1}}]", objective='["2", "1"]')
    plan = with_lines("plan.yml", '  - {code: "1", title: Uno}', '  - {code: "2", title: Dos}')
    computed = results_of(content(**{**plan, **two}))
    items = json.loads(written(computed, "json")["elements.json"])
    parents = {it["code"]: it["parent"] for it in items}
    assert parents["1"] == parents["2"] == parents["plan"] == []
    assert (parents["1.1"], parents["1.1.1"]) == (["2", "1"], ["1.1"])
    assert b",2|1," in written(computed)["elements.csv"]
    read = pq.read_table(io.BytesIO(written(computed, "parquet")["elements.parquet"]))
    assert str(read.schema.field("parent").type) == "list<element: string>"
    assert read["parent"].to_pylist() == list(parents.values())


@pytest.mark.parametrize("form", TABLE_FORMATS)
def test_the_same_content_gives_the_same_bytes(form: str, folders: Path, results: Results) -> None:
    again = written(results, form)  # seconds after the first time
    assert {name: (folders / form / name).read_bytes() for name in again} == dict(again)
    if form == "xlsx":
        assert b"2026-10-01T00:00:00Z" in _part(again["tablas.xlsx"], "docProps/core.xml")


def _part(book: bytes, name: str) -> bytes:
    import zipfile  # noqa: PLC0415

    return zipfile.ZipFile(io.BytesIO(book)).read(name)


_MATCHES = {
    "string": r"(?s).*",
    "list": r"(?s).*",
    "any": r"(?s).*",
    "integer": r"-?\d+",
    "number": r"-?\d+(\.\d+)?",
    "date": r"\d{4}-\d\d-\d\d",
    "boolean": "true|false",
}


def test_the_data_package_describes_every_cell(folders: Path) -> None:
    package = json.loads((folders / "csv/datapackage.json").read_text("utf-8"))
    assert package["format_version"] == "2"
    assert [found["name"] for found in package["resources"]] == [table.name for table in TABLES]
    for resource in package["resources"]:
        data = (folders / "csv" / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        rows, schema = rows_of(data.decode()), resource["schema"]
        for field in schema["fields"]:
            pattern = re.compile(_MATCHES[field["type"]])
            cells = {row[field["name"]] for row in rows} - {""}
            assert [cell for cell in cells if not pattern.fullmatch(cell)] == [], field
            assert cells <= set(field.get("constraints", {}).get("enum", cells)), field
        keys = [tuple(row[name] for name in schema.get("primaryKey", row)) for row in rows]
        if "primaryKey" in schema:
            assert len(set(keys)) == len(keys), resource["name"]
            assert all(all(key) for key in keys), resource["name"]


# Tables and computation agree.


def test_observations_are_those_of_the_computation(
    results: Results, own_rows: dict[str, Rows]
) -> None:
    seen = set()
    for row in own_rows["observations"]:
        period = Period.parse(row["period"])
        series = results.plans[row["plan"]].measures[row["measure"]].years[period.year]
        member = row["member"]
        found = [
            o.attainment for o in series.observations if (o.period, o.member) == (period, member)
        ]
        it = series.full_year if row["period"] == str(series.year) and not member else found[0]
        assert row["state"] == it.status.value
        for name, value in (("target", it.target), ("actual", it.actual)):
            shown = f"{value:f}" if isinstance(value, Decimal) else ""
            assert row[name] == shown, row
        raw = Decimal(row["attainment"]) if row["attainment"] else None
        assert (raw is None) == (it.raw is None)
        assert raw is None or it.raw is None or abs(raw - it.raw) < Decimal("0.000001")
        assert row["band"] == (it.band.value if it.band and not series.is_running else "")
        seen.add((row["plan"], row["measure"], row["period"], member))
    spoken = {
        (name, use, o.period.text, o.member)
        for name, plan in results.plans.items()
        for use, measure in plan.measures.items()
        for series in measure.years.values()
        for o in series.observations
        if o.attainment.actual is not None or o.attainment.target is not None
    }
    assert spoken <= seen


# The page that describes them.


def test_every_word_is_in_the_vocabulary(small: dict[str, str]) -> None:
    rows = rows_of(small["vocabulary"])
    told = {(row["table_name"], row["column_name"], row["word"]) for row in rows if row["meaning"]}
    assert told == {
        (table.name, column.name, word)
        for table in TABLES
        for column in table.columns
        for word in column.words
    }


def test_every_column_has_a_heading_in_each_language() -> None:
    found = {column.name: column for table in TABLES for column in table.columns}
    english = {name: column.title("en") for name, column in found.items()}
    assert (english["n_measures"], english["target_to_date"]) == (
        "Number of indicators",
        "Target to date",
    )
    assert found["target_to_date"].title("es") == "Meta a la fecha"
    for table in TABLES:
        for lang in ("es", "en"):
            headings = [column.title(lang) for column in table.columns]
            assert len(set(headings)) == len(headings), table.name
    counted = next(it for it in ROLLUPS.columns if it.name == "n_activities")
    assert (counted.title("es"), counted.title("en")) == ("Número", "Number")
    known = {message.id for message in translated() if message.context == "column"}
    assert sorted(set(english.values()) - known) == []


TYPE_WORDS = {
    Type.TEXT: "texto",
    Type.LIST: "lista",
    Type.INTEGER: "entero",
    Type.NUMBER: "número",
    Type.PERCENT: "porcentaje",
    Type.AMOUNT: "monto",
    Type.DATE: "fecha",
    Type.FLAG: "sí o no",
    Type.PRINTED: "impreso",
}
PARTS = parts_of_pages("es")


def test_every_table_has_a_page_in_order() -> None:
    names = [table.name for table in TABLES]
    for lang in LANGUAGES:
        assert list(table_titles(lang)) == names
        assert [*table_pages(lang)] == [in_language(TABLE_PAGE(name), lang) for name in names]
        assert all(
            "{" not in re.sub(r"\{: #\w+", "", page.decode()) for page in table_pages(lang).values()
        )
    assert list(PARTS) == [TABLE_PAGE(name) for name in names]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_its_page_describes_every_column(table: Table[Any]) -> None:
    words = catalogue("es").gettext
    parts, page = PARTS[TABLE_PAGE(table.name)], table_pages("es")[TABLE_PAGE(table.name)].decode()
    assert re.findall(r"<!-- (\w+) -->", page) == ["rows", "explorer", "columns"]
    order = ", ".join(f"`{name}`" for name in table.order)
    assert parts["rows"] == f"{words(table.description)} Orden: {order}."
    rows = re.findall(r"(?m)^\| (`.*?)(?:\. <span .*)? \|$", parts["columns"])
    assert rows == [
        f"`{spec.name}` | {spec.title('es')} | {TYPE_WORDS[spec.type]} | {words(spec.description)}"
        for spec in table.columns
    ]
    told = {
        name: re.findall(r"`([a-z-]+)` \S", said)
        for name, said in re.findall(
            r"(?m)^\| `(\w+)` .*<span class=\"words\">(.*)</span>", parts["columns"]
        )
    }
    assert told == {spec.name: list(spec.words) for spec in table.columns if spec.words}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_is_explained(lang: str) -> None:
    told = {name: re.findall(r"`([a-z-]+)` \S", said) for name, said in column_words(lang).items()}
    assert told == {
        f"{table.name}.{spec.name}": list(spec.words)
        for table in TABLES
        for spec in table.columns
        if spec.words
    }


# The command.


def avance(*arguments: str, root: Path) -> Done:
    env = {"PATH": "", "SOURCE_DATE_EPOCH": "1790856000"}
    return run("export", "tables", "--quiet", "--root", str(root), *arguments, cwd=ROOT, env=env)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The minimal tree on the disk."""
    return lay(tmp_path / "portal", content())


def test_the_formats_of_the_command_are_those_of_the_room() -> None:
    assert tuple(WRITERS) == TABLE_FORMATS


def test_it_says_what_was_written_and_where(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "a/tablas"
    done = avance("--out", str(out), root=project)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == f"{out}/plans.csv: 1 fila"
    assert f"{out}/observations.csv: 5 filas" in lines
    assert lines[-2:] == [
        f"{out}/datapackage.json",
        f"41 archivos en {out}; escritos: 41.",
    ]
    files = {path.name for path in out.iterdir()} - {".avance-tablas.json"}
    assert files == {*(f"{table.name}.csv" for table in TABLES), "datapackage.json"}


def test_files_of_ours_are_replaced_and_those_of_others_left_alone(
    project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "tablas"
    out.mkdir()
    (out / "notas.csv").write_text("mías", "utf-8")
    assert avance("--out", str(out), root=project).returncode == 0
    lay(project, content(**with_lines("plan.yml", "title: Otro")))
    done = avance("--out", str(out), root=project)
    assert done.stdout.endswith(f"41 archivos en {out}; escritos: 4.\n")
    assert "Otro" in (out / "plans.csv").read_text("utf-8")
    assert avance("--out", str(out), "--format", "xlsx", root=project).returncode == 0
    assert (out / "notas.csv").read_text("utf-8") == "mías"
    assert {"plans.csv", "tablas.xlsx"} <= {path.name for path in out.iterdir()}


def test_a_file_of_others_in_the_way_stops_the_export(project: Path, tmp_path: Path) -> None:
    (tmp_path / "plans.csv").write_text("míos", "utf-8")
    done = avance("--out", str(tmp_path), root=project)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"avance: {tmp_path}/plans.csv: no lo escribió este programa; "
        "muévalo o cámbiele el nombre\n"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plans.csv", "portal"]


def test_an_error_in_the_content_writes_nothing(project: Path, tmp_path: Path) -> None:
    lay(project, content(**targets("2024: 5,000")))
    done = avance("--out", str(tmp_path / "tablas"), root=project)
    assert (done.returncode, done.stderr) == (1, "")
    assert "1.1.yml:" in done.stdout
    assert done.stdout.endswith("No se escribió nada.\n")
    assert not (tmp_path / "tablas").exists()


@pytest.mark.parametrize("below", ["", "/dentro"])
def test_a_place_that_cannot_be_written_is_one_sentence(
    below: str, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "archivo").write_text("no soy carpeta", "utf-8")
    out = f"{tmp_path}/archivo{below}"
    done = avance("--out", out, root=project)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"avance: no se puede escribir en {out}: no es una carpeta\n"


def test_the_content_is_no_place_for_tables(project: Path) -> None:
    out = project / "content/tablas"
    done = avance("--out", str(out), root=project)
    assert (done.returncode, out.exists()) == (2, False)
    assert done.stderr == f"avance: {out} está dentro de content/; elija otra carpeta\n"


def test_the_day_decides_what_is_owed(project: Path, tmp_path: Path) -> None:
    for day, state in (("2024-02-01", "not-due"), ("2025-06-01", "not-reported")):
        avance("--out", str(tmp_path / day), "--as-of", day, root=project)
        rows = rows_of((tmp_path / day / "observations.csv").read_bytes().decode())
        assert {row["state"] for row in rows} == {state}


CUT_OFF = """
import os, sys
from generator.cli import main

out, left = sys.argv[1], int(sys.argv[2])

def hook(event, args):
    global left
    path = args[0] if args else ""
    if event not in {"os.rename", "os.mkdir", "open"} or not str(path).startswith(out):
        return
    if event == "open" and not (isinstance(args[1], str) and "w" in args[1]):
        return
    left -= 1
    if left < 0:
        if event == "open":  # as if cut off in the middle of writing
            os.write(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), b"ha")
        os._exit(9)

sys.addaudithook(hook)
main(["export", "tables", "--root", sys.argv[3], "--out", out])
"""


@pytest.mark.parametrize("after", [0, 2, 4, 7, 9])
def test_wherever_it_is_cut_off_every_table_is_whole(
    after: int, project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "tablas"
    assert avance("--out", str(out), root=project).returncode == 0
    old = whole(out)
    lay(project, content(**with_lines("plan.yml", "title: Otro")))
    command = [sys.executable, "-c", CUT_OFF, str(out), str(after), str(project)]
    assert subprocess.run(command, cwd=ROOT, check=False, capture_output=True).returncode == 9
    cut = whole(out)
    assert avance("--out", str(out), root=project).returncode == 0
    new = whole(out)
    assert new != old
    assert {name for name in cut if cut[name] not in {old[name], new[name]}} == set()
    assert {path.name for path in out.iterdir()} == {*new, ".avance-tablas.json"}


def whole(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir() if not path.name.startswith(".")}
