"""The parts of the tables of a build: Parquet files that appear whole or not at all."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import pandas as pd
import pyarrow as pa
from pyarrow.parquet import ParquetFile, ParquetWriter

from refrain.schemas import STRING

COMPRESSION = "zstd"
_TYPES = {pa.string(): STRING, pa.large_string(): STRING}


def part_name(chunk: int, piece: int = 0) -> str:
    """The file of a part; by their names parts sort in their order.

    >>> part_name(3, 1)
    'part-00003-0001.parquet'
    """
    return f"part-{chunk:05}-{piece:04}.parquet"


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Another name to write a file under, which takes its own once it is whole.

    Whoever writes the same file at the same time has another name: the last one counts.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        yield draft
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


class PartWriter:
    """Writes a part: a row group for each table that it is given.

    Its columns are those of the schema, or of the first table; `plain` are those whose values are
    hardly ever equal, so that no dictionary is made of them.
    """

    def __init__(
        self, path: Path, schema: pa.Schema | None = None, plain: tuple[str, ...] = ()
    ) -> None:
        """A part that is not there yet."""
        self.rows = 0
        self._whole = written_whole(path)
        self._schema, self._plain = schema, plain
        self._writer: ParquetWriter | None = None

    def __enter__(self) -> PartWriter:
        """Begin to write."""
        self._draft = self._whole.__enter__()
        if self._schema is not None:
            self._writer = self._begun(self._schema)
        return self

    def write(self, table: pa.Table | pa.RecordBatch) -> None:
        """Add rows."""
        if isinstance(table, pa.RecordBatch):
            table = pa.Table.from_batches([table])
        if self._writer is None:
            self._writer = self._begun(table.schema)
        if table.num_rows:
            self._writer.write_table(table)
        self.rows += table.num_rows

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give it its name if it is whole; nothing is left of it otherwise."""
        if self._writer is not None:
            self._writer.close()
        self._whole.__exit__(kind, error, trace)

    def _begun(self, schema: pa.Schema) -> ParquetWriter:
        with_dictionary = [name for name in schema.names if name not in self._plain]
        return ParquetWriter(
            self._draft, schema, compression=COMPRESSION, use_dictionary=with_dictionary
        )


def columns_of(path: Path, names: Sequence[str] | None = None) -> pa.Table:
    """A part in memory: all its columns, or those of the names that it has."""
    # Not by read_table, which takes a folder that is called `a=b` for a column.
    with ParquetFile(path) as file:
        there = file.schema_arrow.names
        return file.read([name for name in names or there if name in there])


def frame_of(table: pa.Table | pa.RecordBatch) -> pd.DataFrame:
    """A dataframe whose strings are those of a corpus."""
    frame: pd.DataFrame = table.to_pandas(types_mapper=_TYPES.get)
    return frame


def rows_in(path: Path) -> int:
    """How many rows a part has; raises OSError or ArrowInvalid where it is none."""
    with ParquetFile(path) as file:
        return int(file.metadata.num_rows)


def holds(path: Path, rows: int) -> bool:
    """Whether a part is there, and has so many rows."""
    try:
        return rows_in(path) == rows
    except (OSError, pa.ArrowInvalid):
        return False
