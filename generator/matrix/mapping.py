"""The mapping file of a matrix as an editor left it."""

from __future__ import annotations

from generator.author.draft import Content, in_file
from generator.load.matrix import MatrixColumn, MatrixMapping, read_mapping_file
from generator.load.yaml_write import as_read, in_lines
from generator.load.years import years_of
from generator.matrix.headings import Meaning
from generator.matrix.vocabulary import NAME, TOP, roles
from generator.model.money import Stage
from generator.model.origin import Origin, OriginMap
from generator.model.period import Period
from generator.model.years import Years
from generator.problems import Message, Problem, error, msg


def read_mapping(
    content: Content, path: str, data: bytes
) -> tuple[MatrixMapping | None, list[Problem]]:
    """The mapping as an editor left it, and what is wrong with it."""

    def years(tree: Origin) -> Years:
        plan = tree.children.get("plan") if isinstance(tree, OriginMap) else None
        lines = in_lines(as_read(plan)) if isinstance(plan, OriginMap) and plan else ()
        own = content.files.get("profiles.yml", b"")
        return years_of(in_file(lines), content.files.get("site.yml", b""), own)

    mapping, problems = read_mapping_file(path, data, years)
    if mapping is None:
        return None, problems
    wrong = [
        error("matrix-column", it.place_of("meaning"), what, _HINT)
        for it in mapping.columns
        if (what := _refusal(it, mapping))
    ]
    return (None if wrong else mapping), [*problems, *wrong]


_HINT = msg("write a role with its level, period or stage: «target 2026-T1»; or ignore")


def _refusal(column: MatrixColumn, mapping: MatrixMapping) -> Message | None:
    found = meaning_in(column.meaning, mapping)
    if found is None or found.role not in {*roles().values(), NAME}:
        return msg("«{text}» says nothing that a column can hold", text=column.meaning)
    needs = {"target": "period", "result": "period", "amount": "stage"}
    if (name := needs.get(found.role)) and not getattr(found, name):
        return msg("«{text}» says no {what}", text=column.meaning, what=_NEEDED[name])
    return None


_NEEDED = {"period": msg("period"), "stage": msg("stage of money")}


def meaning_in(text: str, mapping: MatrixMapping) -> Meaning | None:
    """What a line of the mapping says of its column."""
    levels, years = {it.code for it in mapping.levels}, mapping.plan.period.first.years
    role, *words = text.split()
    found: dict[str, str] = {}
    for word in words:
        is_level = word in levels or word == TOP
        kind = "level" if is_level else "stage" if word in set(Stage) else "period"
        if kind in found or (kind == "period" and not is_period(word, years)):
            return None
        found[kind] = word
    return Meaning(role, found.get("level", ""), found.get("period", ""), found.get("stage", ""))


def is_period(text: str, years: Years) -> bool:
    """Whether a text is a period as the plan counts its years."""
    try:
        Period.parse(text, years)
    except ValueError:
        return False
    return True
