"""Parquet, read by batches: only the columns that are needed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import pyarrow as pa
from pyarrow.parquet import ParquetFile

from refrain.finding_kinds import FindingKind
from refrain.loader.formats.tables import kinds
from refrain.loader.formats.tables.arrow_rows import read_opened, table_of_batches
from refrain.loader.formats.tables.rows import Table
from refrain.loader.source import Source
from refrain.records import Problem, Transcript

NAME = "Parquet"
ENDINGS: tuple[str, ...] = (".parquet",)
KINDS: Mapping[str, FindingKind] = kinds.KINDS

_MAGIC = b"PAR1"
_BUFFER = 1 << 20


def recognises(source: Source) -> bool:
    """Whether it begins as Parquet does."""
    return source.head.startswith(_MAGIC)


def read(source: Source) -> Iterator[Transcript | Problem]:
    """The transcripts of its rows; of a damaged file, of those that can be read."""
    return read_opened(source, open_table, NAME)


def open_table(source: Source) -> Table:
    """The table in a file; raises what DAMAGE lists where it cannot be read."""
    with source.open() as file:
        schema = ParquetFile(file).schema_arrow

    def batches(columns: Collection[str], rows: int) -> Iterator[pa.RecordBatch]:
        with source.open() as again:
            parquet = ParquetFile(again, buffer_size=_BUFFER, pre_buffer=False)
            yield from parquet.iter_batches(rows, columns=list(columns), use_threads=False)

    return table_of_batches(source, schema, batches)
