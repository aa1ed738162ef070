"""The files of the API, as they are written: one object, its lists with an entry a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from generator.addresses import twin_of
from generator.api.fields import ApiContext, Data
from generator.api.openapi import HEAD, VERSION, Example, file_of, openapi
from generator.api.plain import LLMS, llms_text, plan_text
from generator.api.records import OPENAPI, text_of
from generator.api.twins import MEASURE_FILE, TWINS, Twin, twin_at
from generator.cite.citation import absolute
from generator.output import Output

Pages = tuple[tuple[str, str], ...]
"""The pages of a portal: path and title."""


def api_outputs(ctx: ApiContext, pages: Pages) -> Iterator[Output]:
    """Every file of the API."""
    examples: dict[str, Example] = {}
    for twin, names, title in _files(ctx, pages):
        examples.setdefault(twin.name, names)
        data = _data(ctx, twin, names, title, pages)
        yield _output(file_of(twin, names, ctx.lang), as_bytes(data))
    yield _output(OPENAPI, as_bytes(openapi(ctx, examples)))
    for plan in ctx.results.plans:
        yield _output(text_of(plan, ctx.lang), plan_text(ctx, plan).encode())
    yield _output(LLMS, llms_text(ctx).encode())


def _files(ctx: ApiContext, pages: Pages) -> Iterator[tuple[Twin, Example, str]]:
    """Each file with the names in its address and its title."""
    for path, title in pages:
        if found := twin_at(path):
            yield *found, title
    for plan, result in ctx.results.plans.items():
        for name, measure in result.measures.items():
            yield MEASURE_FILE, {"plan": plan, "measure": name}, measure.use.traits.name


def _data(ctx: ApiContext, twin: Twin, names: Example, title: str, pages: Pages) -> Data:
    told, site = twin.data(ctx, names), ctx.catalog.site
    page = absolute(site, twin.address(*names.values()))
    if twin is MEASURE_FILE:
        page = told["measure"]["page"]
    licence, day = site.licence if site else "", ctx.results.as_of.isoformat()
    head = zip(HEAD, (VERSION, title, page, ctx.version, day, licence), strict=True)
    if twin is TWINS[0]:
        told["pages"] = [_link(ctx, *it) for it in pages if twin_at(it[0])]
    return {**dict(head), **told}


def _link(ctx: ApiContext, path: str, title: str) -> Data:
    site, file = ctx.catalog.site, twin_of(path, ctx.lang)
    return {"title": title, "page": absolute(site, path), "json": absolute(site, file)}


def _output(path: str, data: bytes) -> Output:
    return Output(path, data, partial(bytes, data))


def as_bytes(data: Data) -> bytes:
    """An object as JSON: a field a line, and an entry a line of a list of objects."""
    return f"{_object(data)}\n".encode()


def _object(data: Data) -> str:
    lines = (f'"{key}": {_value(value)}' for key, value in data.items())
    return "{\n" + ",\n".join(lines) + "\n}"


def _value(value: object) -> str:
    if isinstance(value, dict):
        return _object(value)
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join(map(_line, value)) + "\n]"
    return _line(value)


_line = json.JSONEncoder(ensure_ascii=False).encode
