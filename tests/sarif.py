"""Logs held against the schema of SARIF 2.1.0."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import jsonschema


@cache
def _validator() -> jsonschema.Draft202012Validator:
    schema = json.loads((Path(__file__).parent / "schemas/sarif-2.1.0.json").read_text("utf-8"))
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator(schema, format_checker=checker)


def sarif_faults(text: str) -> list[str]:
    """What the schema has against a log; [] where it is valid."""
    return [error.message for error in _validator().iter_errors(json.loads(text))]
