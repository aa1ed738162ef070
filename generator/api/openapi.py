"""The description of the API (OpenAPI 3.1): from the records and twins that files are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator import paths
from generator.addresses import twin_of
from generator.api.fields import ADDRESS, DAY, TEXT, ApiContext, Data, Schema, Words, many, ref
from generator.api.records import PAGE, RECORDS, measure_file
from generator.api.records import VERSION as CONTENT_VERSION
from generator.api.twins import MEASURE_FILE, TWINS, Twin
from generator.problems import msg, say
from generator.words.catalogue import catalogue

VERSION = "1"
"""Of the API: a field that goes or changes its meaning makes another one, beside this."""
HEAD: dict[str, tuple[str, Schema]] = {
    "api": (say("Version of the API"), {**TEXT, "const": VERSION}),
    "title": (say("Title of the page"), TEXT),
    "page": (say("Address of the page that tells it"), ADDRESS),
    "version": (CONTENT_VERSION, TEXT),
    "as_of": (say("Day as of which everything is judged"), DAY),
    "licence": (say("Licence of the data"), TEXT),
}
"""What every file begins with."""
_PARAMETERS = {
    "plan": say("Plan: the name of its folder, as in the address of its page"),
    "code": say("Code as printed; after its level where the plan declares levels of its own"),
    "act": say("Name of the act: a version, an amendment or «original»"),
    "measure": say("Indicator: its name in the plan's results"),
    "region": say("Code of the region"),
    "unit": say("Identifier of the unit"),
    "indicator": say("Indicator: the name of its file, as in the address of its page"),
    "document": say("Identifier of the document"),
    "page": say("Number of a page of a text"),
    "part": say("Part of a document, as in the address of its page"),
}
_ABOUT = (
    msg(
        "Files of this site, read with GET and without a key. «index.json» lists all that"
        " there is: what is not there has no file, and the answer is 404."
    ),
    msg(
        "Numbers that are measured, amounts and percentages are texts with the digits as written:"
        " read them as decimals. Numbers that are counted are integers."
    ),
    msg(
        "A field without a value is left out, or null. A result that is missing is never 0:"
        " «state» says why there is none, and «n_results» is 0 where nothing is published."
    ),
    msg("Addresses that do not begin with «http» begin at the root of the site."),
)

Example = Mapping[str, str]


def openapi(ctx: ApiContext, examples: Mapping[str, Example]) -> Data:
    """The document; ``examples`` are names in the address of one file of each twin there is."""
    site, words = ctx.catalog.site, catalogue(ctx.lang).gettext
    assert site is not None  # noqa: S101
    licence = {"name": site.licence, **({"url": site.licence_url} if site.licence_url else {})}
    shown = [twin for twin in (*TWINS, MEASURE_FILE) if twin.name in examples]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": site.name,
            "version": VERSION,
            "description": "\n\n".join(ctx.t(it) for it in _ABOUT),
            "license": licence,
        },
        "servers": [{"url": "."}],
        "paths": {
            place(ctx, twin): {"get": _get(twin, examples[twin.name], words)} for twin in shown
        },
        "components": {"schemas": dict(_schemas(shown, words))},
    }


def file_of(twin: Twin, names: Example, lang: str) -> str:
    """The file of a twin, from the root of the site, by the names in its address."""
    if twin is MEASURE_FILE:
        return measure_file(names["plan"], names["measure"], lang)
    return twin_of(twin.address(*names.values()), lang)


def place(ctx: ApiContext, twin: Twin) -> str:
    """Where the files of a twin are, under that of the API."""
    braces = {name: f"{{{name}}}" for name in twin.address.names}
    return f"/{file_of(twin, braces, ctx.lang).removeprefix(paths.API)}"


def _get(twin: Twin, example: Example, words: Words) -> Data:
    parameters = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": words(_PARAMETERS[name]),
            "schema": TEXT,
            "example": value,
        }
        for name, value in example.items()
    ]
    told = {"application/json": {"schema": ref(twin.name)}}
    return {
        "operationId": f"get{twin.name}",
        "summary": words(twin.description),
        **({"parameters": parameters} if parameters else {}),
        "responses": {
            "200": {"description": words(twin.description), "content": told},
            "404": {"description": words(_NOT_THERE)},
        },
    }


_NOT_THERE = say("There is no such thing; «index.json» lists all that there is.")


def _schemas(shown: Iterable[Twin], words: Words) -> Iterator[tuple[str, Schema]]:
    for twin in shown:
        yield twin.name, _of_file(twin, words)
    for record in RECORDS.values():
        yield record.name, record.described(words)


def _of_file(twin: Twin, words: Words) -> Schema:
    head = {name: {**schema, "description": words(about)} for name, (about, schema) in HEAD.items()}
    parts = {
        part.name: ref(part.record.name) if part.is_one else many(ref(part.record.name))
        for part in twin.parts
    }
    pages = {"pages": many(ref(PAGE.name))} if twin is TWINS[0] else {}
    properties = {**head, **parts, **pages}
    return {
        "type": "object",
        "description": words(twin.description),
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
