"""JSON that is a table: a list of objects, one under a key, columns, or one object with a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from refrain.finding_kinds import FindingKind
from refrain.loader.formats.tables import kinds
from refrain.loader.formats.tables.json_items import BROKEN, items
from refrain.loader.formats.tables.json_shapes import records as records_in
from refrain.loader.formats.tables.messages import are_messages
from refrain.loader.formats.tables.reading import read_table
from refrain.loader.formats.tables.rows import Row, Table, table_of
from refrain.loader.source import Source
from refrain.records import Problem, Transcript

NAME = "JSON table"
ENDINGS: tuple[str, ...] = (".json",)
KINDS: Mapping[str, FindingKind] = kinds.KINDS

_LINES = (".jsonl", ".ndjson")
_NO_OBJECT = "A value of the list is no object with columns. It was left out."


def recognises(source: Source) -> bool:
    """Whether it is one of these; of a damaged list, whether its first value is an object."""
    if not source.beginning.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return False
    value = source.json
    if value is None:
        return isinstance(next(items(source.text), (0, None))[1], dict)
    return bool(records_in(value))


def read(source: Source) -> Iterator[Transcript | Problem]:
    """The transcripts of its records; of a list that is cut off, those before."""
    yield from read_table(source, open_table(source), NAME)


def open_table(source: Source) -> Table:
    """The table in a file."""
    value = source.json
    if value is None or isinstance(value, list):
        return _renamed(table_of(_rows_of_list(source)), source)
    records = records_in(value)
    table = table_of(_rows_of_records(source, records))
    table.is_one = len(records) == 1 and records[0] is value
    return _renamed(table, source)


def _renamed(table: Table, source: Source) -> Table:
    """One line of JSON Lines is an object alone."""
    if source.ending in _LINES:
        table.format, table.is_one = "JSON Lines", False
    return table


def _rows_of_records(source: Source, records: Sequence[Any]) -> Iterator[Row | Problem]:
    for number, record in enumerate(records, 1):
        if isinstance(record, dict):
            row = record.get("row")  # as the server of Hugging Face gives rows
            yield Row(number, 1, row if isinstance(row, dict) else record, 500)
        else:
            yield Problem(source.name, 1, "unreadable-cell", _NO_OBJECT)


def _rows_of_list(source: Source) -> Iterator[Row | Problem]:
    """The objects of a list, with the lines on which they begin."""
    text, line, at = source.text, 1, 0
    for number, (begin, value) in enumerate(items(text), 1):
        line += text.count("\n", at, begin)
        at = begin
        if value is BROKEN:
            message = (
                f"The list is damaged or cut off after its {number - 1:,} values: from this line "
                "on it is no JSON. What stands before was loaded. Export it again."
            )
            yield Problem(source.name, line, "broken-file", message)
            return
        if isinstance(value, dict):
            row = value.get("row")  # as the server of Hugging Face gives rows
            yield Row(number, line, row if isinstance(row, dict) else value, 500)
        elif are_messages(value):
            yield Row(number, line, {"messages": value}, 500)
        elif value is not None:
            yield Problem(source.name, line, "unreadable-cell", _NO_OBJECT)
