"""A table to transcripts: by what Refrain wrote, by chats, by timed pieces, or a row each."""

from __future__ import annotations

from collections.abc import Iterator

from refrain.loader.formats.tables import chat, refrain_rows, timed_rows
from refrain.loader.formats.tables.cells import text_of
from refrain.loader.formats.tables.columns import Columns, guess
from refrain.loader.formats.tables.described_row import described
from refrain.loader.formats.tables.named_once import Named
from refrain.loader.formats.tables.pieces import pieces_of
from refrain.loader.formats.tables.remarks import listed, remarks
from refrain.loader.formats.tables.rows import Table
from refrain.loader.source import Source
from refrain.records import Problem, Transcript

_SPLITS = frozenset(
    ("train", "training", "test", "validation", "valid", "val", "dev", "eval", "data", "default")
)


def read_table(source: Source, table: Table, name: str) -> Iterator[Transcript | Problem]:
    """The transcripts of a table, in its order, and what is wrong; `name` is that of its format."""
    if source.folder.casefold() in _SPLITS:
        source.folder = ""  # a split of a dataset is no topic
    called = table.format or name
    for record in _records(source, table, called):
        if isinstance(record, Transcript):
            record.format = record.format or table.format
        yield record


def _records(source: Source, table: Table, name: str) -> Iterator[Transcript | Problem]:
    if refrain_rows.are_own(table.names):
        yield from refrain_rows.read(source, table, name)
        return
    if not source.options.text_column and (form := chat.form_of(table)):
        yield from chat.read(source, table, form, name)
        return
    columns = guess(table, source.options)
    for kind, message in remarks(columns, table.remark):
        yield Problem(source.name, None, kind, message)
    if columns.text.column is None:
        yield from _nothing(source, table)
        return
    pieces = pieces_of(table, columns)
    if pieces:
        yield from timed_rows.read(source, table, columns, pieces)
        return
    yield from _rows(source, table, columns)


def _nothing(source: Source, table: Table) -> Iterator[Problem]:
    if not table.sample:
        broken = [row for row in table.rows(()) if isinstance(row, Problem)]
        yield from broken
        if not broken:
            message = "This table has no rows. Remove it, or put transcripts in."
            yield Problem(source.name, None, "empty-file", message)
        return
    message = (
        f"No column of this table has texts. Its columns are {listed(table.names)}. Name the one "
        "that has with --text-column, or in the app under Columns."
    )
    yield Problem(source.name, None, "unknown-structure", message)


def _rows(source: Source, table: Table, columns: Columns) -> Iterator[Transcript | Problem]:
    unreadable = Named(source.name, "unreadable-cell")
    empty = 0
    position = 0
    for row in table.rows(columns.needed):
        if isinstance(row, Problem):
            yield row
            continue
        position += 1
        text = text_of(row.cells.get(columns.text.column or ""))
        if not text.is_readable:
            message = f"The “{columns.text.column}” of this row is no text. The row was kept."
            yield from unreadable.problem(row.line, message)
        empty += text.text is None and text.is_readable
        transcript = described(source, row, columns)
        transcript.text = text.text
        transcript.cues = text.cues
        transcript.speaker = transcript.speaker or text.speaker
        transcript.position = position
        transcript.place = "" if table.is_one else str(row.number)
        yield transcript
    yield from unreadable.rest()
    if empty:
        message = f"Of {position:,} rows {empty:,} have no text. They were kept, without one."
        yield Problem(source.name, None, "empty-cell", message, empty)
