"""JSON Lines (ndjson): an object in each line, read one at a time."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from refrain.finding_kinds import FindingKind
from refrain.loader.formats.tables import kinds
from refrain.loader.formats.tables.named_once import Named
from refrain.loader.formats.tables.reading import read_table
from refrain.loader.formats.tables.rows import Row, Table, table_of
from refrain.loader.source import HEAD, Source
from refrain.records import Problem, Transcript

NAME = "JSON Lines"
ENDINGS: tuple[str, ...] = (".jsonl", ".ndjson")
KINDS: Mapping[str, FindingKind] = kinds.KINDS

_LOOKED_AT = 20
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_BOM = "\ufeff"
_BLANK = b"\xef\xbb\xbf \t\r\n"
_LONGEST_FIRST = 64 * 2**20


def recognises(source: Source) -> bool:
    """Whether a line is a JSON object and there is another line; which begins as one, too, where
    the name of the file does not say so."""
    is_named = source.ending in ENDINGS
    if not is_named and not source.head.lstrip(_BLANK).startswith(b"{"):
        return False
    has_object = False
    for number, line in _lines_to_look_at(source):
        if not line.strip():
            continue
        if has_object:
            return is_named or line.lstrip().startswith("{")
        has_object = isinstance(_value(line), dict)
        if number > _LOOKED_AT or not (has_object or is_named):
            return False
    return False


def _lines_to_look_at(source: Source) -> Iterator[tuple[int, str]]:
    """The first lines: those of the head, unless the first is longer."""
    is_wide = _is_wide(source)
    beginning = source.beginning if is_wide else source.head.decode("utf-8", "replace")
    if "\n" in beginning.strip() or len(source.head) == source.size or is_wide:
        yield from enumerate(beginning.strip(f"{_BOM} \t\r\n").split("\n"), 1)
        return
    with source.open() as file:
        for number in (1, 2):
            line = file.readline(_LONGEST_FIRST if number == 1 else HEAD)
            yield number, line.decode("utf-8", "replace")


def _is_wide(source: Source) -> bool:
    """Whether it is UTF-16 or UTF-32."""
    return source.head.startswith(_WIDE) or source.head.count(b"\0") * 4 > len(source.head)


def read(source: Source) -> Iterator[Transcript | Problem]:
    """The transcripts of its lines; one that is no object is named, and the rest loads."""
    yield from read_table(source, open_table(source), NAME)


def open_table(source: Source) -> Table:
    """The table in a file."""
    return table_of(_rows(source))


def _rows(source: Source) -> Iterator[Row | Problem]:
    broken = Named(source.name, "broken-line")
    number = 0
    for line_number, line in _lines(source):
        if isinstance(line, Problem):
            yield line
            continue
        if not line or line.isspace():
            continue
        number += 1
        value = _value(line)
        if isinstance(value, dict):
            yield Row(number, line_number, value, len(line))
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield Row(number, line_number, {"messages": value}, len(line))
        else:
            yield from broken.problem(line_number, _fault(line, value))
    yield from broken.rest()


def _value(line: str) -> Any:
    """What a line says; None where that is no JSON."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        pass
    try:
        # With control characters in texts, and numbers longer than Python reads.
        return json.loads(line.strip(f"{_BOM} \r\n\t\0\x1e"), strict=False, parse_int=float)
    except (ValueError, RecursionError):
        return None


def _fault(line: str, value: Any) -> str:
    if value is not None or line.strip() == "null":
        return "This line is JSON, but no object with columns. It was left out."
    try:
        json.loads(line.lstrip(_BOM), strict=False)
    except json.JSONDecodeError as error:
        return (
            f"This line is no JSON ({error.msg}, at character {error.pos + 1:,}). It was left out."
        )
    except (ValueError, RecursionError):
        pass
    return "This line is JSON nested too deep to read. It was left out."


def _lines(source: Source) -> Iterator[tuple[int, str | Problem]]:
    """The lines with their numbers, without holding the file where it is UTF-8."""
    if source.was_decoded or _is_wide(source):
        yield from enumerate(io.StringIO(source.text, newline=None), 1)
        return
    number = 0
    with source.open() as file:
        for content in file:
            number += 1
            try:
                line = content.decode("utf-8")
            except UnicodeDecodeError:
                break
            yield number, line.removeprefix(_BOM) if number == 1 else line
        else:
            return
    for kind, message in source.decoded.problems:
        yield number, Problem(source.name, None, kind, message)
    for at, line in enumerate(io.StringIO(source.text, newline="\n"), 1):
        if at >= number:
            yield at, line
