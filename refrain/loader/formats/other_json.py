"""A file of JSON by its name that no other format knew: it is named, and never read as a text.

It may be JSON of a structure that is not known, or damaged, or something else under that name: a
program's source, an HTML page, one Python dict a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from refrain.finding_kinds import FindingKind
from refrain.loader.source import Source
from refrain.records import Problem, Transcript

NAME = "other JSON"
ENDINGS: tuple[str, ...] = (".json", ".json3", ".jsonl", ".ndjson")
KINDS: Mapping[str, FindingKind] = {}

_LINES = (".jsonl", ".ndjson")
_MOST_KEYS, _LONGEST_KEY = 8, 40
_PYTHON = re.compile(r"\s*[\[{(]\s*(?:'|None\b|True\b|False\b)")
_HTML = re.compile(r"\s*<(?:!doctype|html|head|body|\?xml|[a-z])", re.IGNORECASE)
_SCRIPT = re.compile(
    r"\s*(?://|/\*|(?:var|let|const|window|module|export|import|function|self|[A-Za-z_$][\w$.]{0,80})"
    r"(?:[\s.=(]|\Z))"
)
_READ = (
    "Export it in a format that is read (docs/formats.md lists them), or name its text column with "
    "--text-column."
)


def recognises(source: Source) -> bool:
    """Whether the file is called JSON or JSON Lines, or is an object or a list of objects."""
    if source.ending in ENDINGS:
        return bool(source.beginning.strip())
    value, fault = source.parsed_json
    if fault is not None:
        return fault.kind == "beyond-limit"
    return bool(value) and (isinstance(value, dict) or isinstance(value[0], dict))


def read(source: Source) -> Iterator[Transcript | Problem]:
    """One problem: where the file stops being JSON, or what is in it."""
    is_lines = source.ending in _LINES and source.parsed_json.fault
    yield _of_lines(source) if is_lines else _of_value(source)


def _of_value(source: Source) -> Problem:
    parsed = source.parsed_json
    if parsed.fault is None:
        message = f"This is JSON in no structure that is known: {_seen(parsed.value)}. {_READ}"
        return Problem(source.name, 1, "unknown-structure", message)
    if what := _mistaken(source.beginning):
        return Problem(source.name, 1, "unknown-structure", f"{what}. {_READ}")
    line, why, kind = parsed.fault
    if kind == "beyond-limit":
        message = f"{why}. Nothing was read. Split it, or export it as JSON Lines."
    else:
        message = f"This is no JSON from line {line} on: {why}. Nothing was read. Export it again."
    return Problem(source.name, line, kind, message)


def _of_lines(source: Source) -> Problem:
    if what := _mistaken(source.beginning):
        return Problem(source.name, 1, "unknown-structure", f"{what}. {_READ}")
    message = f"Its lines are no JSON objects of a structure that is known. {_READ}"
    return Problem(source.name, 1, "unknown-structure", message)


def _mistaken(beginning: str) -> str:
    """What the file is, where it looks like something other than JSON; "" where it does not."""
    if _PYTHON.match(beginning):
        return "This is written as Python does, and not JSON"
    if _HTML.match(beginning):
        return "This is HTML or XML, and not JSON"
    if not beginning.lstrip().startswith(("{", "[", '"')) and _SCRIPT.match(beginning):
        return "This is a program's source or a text, and not JSON"
    return ""


def _seen(value: Any) -> str:
    """What a value is, and the first of its keys.

    >>> _seen({"model": "x", "data": []}), _seen([{"id": 1}]), _seen([])
    ('an object with the keys “model”, “data”', 'a list of objects with the keys “id”', 'an empty \
list')
    """
    if isinstance(value, dict):
        return f"an object with {_keys(value)}"
    if not isinstance(value, list):
        return "a single value"
    if not value:
        return "an empty list"
    first = next((item for item in value[:100] if isinstance(item, dict)), None)
    return "a list without objects" if first is None else f"a list of objects with {_keys(first)}"


def _keys(value: Mapping[str, Any]) -> str:
    names = [f"“{key[:_LONGEST_KEY]}”" for key in list(value)[:_MOST_KEYS]]
    more = " and more" if len(value) > _MOST_KEYS else ""
    return f"the keys {', '.join(names)}{more}" if names else "no keys"
