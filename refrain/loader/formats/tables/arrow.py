"""Arrow IPC, as a file (Feather, version 2) or a stream, as saved datasets of Hugging Face are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import pyarrow as pa
from pyarrow import ipc

from refrain.finding_kinds import FindingKind
from refrain.loader.formats.tables import kinds
from refrain.loader.formats.tables.arrow_rows import read_opened, table_of_batches
from refrain.loader.formats.tables.rows import Table
from refrain.loader.source import Source
from refrain.records import Problem, Transcript

NAME = "Arrow"
ENDINGS: tuple[str, ...] = (".arrow", ".feather", ".ipc")
KINDS: Mapping[str, FindingKind] = kinds.KINDS

_FILE, _STREAM, _FEATHER_1 = b"ARROW1", b"\xff\xff\xff\xff", b"FEA1"


def recognises(source: Source) -> bool:
    """Whether it begins as an Arrow file does, or, by its name, as a stream."""
    head = source.head
    is_named = source.ending in ENDINGS
    return head.startswith(_FILE) or (is_named and head.startswith((_STREAM, _FEATHER_1)))


def read(source: Source) -> Iterator[Transcript | Problem]:
    """The transcripts of its rows; of a damaged file, of those that can be read."""
    if source.head.startswith(_FEATHER_1):
        message = "This is Feather of version 1. Save it as version 2, or as Parquet."
        yield Problem(source.name, None, "unknown-structure", message)
        return
    yield from read_opened(source, open_table, NAME)


def open_table(source: Source) -> Table:
    """The table in a file; raises what DAMAGE lists where it cannot be read."""
    is_file = source.head.startswith(_FILE)
    with source.open() as file:
        schema = (ipc.open_file(file) if is_file else ipc.open_stream(file)).schema

    def batches(columns: Collection[str], rows: int) -> Iterator[pa.RecordBatch]:
        fields = [n for n, field in enumerate(schema) if field.name in columns]
        options = ipc.IpcReadOptions(included_fields=fields, use_threads=False)
        with source.open() as again:
            if is_file:
                reader = ipc.open_file(again, options=options)
                for n in range(reader.num_record_batches):
                    yield reader.get_batch(n)
            else:
                yield from ipc.open_stream(again, options=options)

    return table_of_batches(source, schema, batches)
