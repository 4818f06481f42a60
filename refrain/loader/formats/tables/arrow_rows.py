"""Rows of Arrow batches, of Parquet and Arrow files: checked, as none may be what it says."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from refrain.loader.formats.tables import column_names
from refrain.loader.formats.tables.named_once import Named
from refrain.loader.formats.tables.reading import read_table
from refrain.loader.formats.tables.rows import SAMPLE_ROWS, SAMPLE_SIZE, Row, Rows, Table
from refrain.loader.source import Source
from refrain.records import Problem, Transcript

DAMAGE = (pa.ArrowException, OSError, ValueError, TypeError, OverflowError, MemoryError, KeyError)
"""What reading a damaged file may raise."""
SLICE = 1_000
"""Rows that are Python objects at once, at most."""
_SLICE_BYTES = 8_000_000

Batches = Callable[[Collection[str], int], Iterator[pa.RecordBatch]]
"""Given the columns wanted, and how many rows at once: the batches of a file from its beginning."""
_TEXTS = frozenset(column_names.key(name) for name in column_names.TEXT)


@dataclass
class _Tally:
    """Bytes that the cells read so far take, and the columns in which some were lost."""

    bytes: int = 0
    lost: list[str] = field(default_factory=list)


def read_opened(
    source: Source, opened: Callable[[Source], Table], name: str
) -> Iterator[Transcript | Problem]:
    """The transcripts of the rows of a table; of a damaged file, of those that can be read."""
    try:
        table = opened(source)
    except DAMAGE as error:
        yield Problem(source.name, None, "broken-file", _damage(0, error))
        return
    yield from read_table(source, table, name)


def table_of_batches(source: Source, schema: pa.Schema, batches: Batches) -> Table:
    """The table of a file; raises what DAMAGE lists where its beginning cannot be read."""
    readable = [column.name for column in schema if _is_readable(column.type, column.name)]
    names = list(dict.fromkeys(readable))
    labels = _class_labels(schema)
    sample: list[Mapping[str, Any]] = []
    tally = _Tally()
    for batch in batches(names, 64):
        piece = batch.slice(0, SAMPLE_ROWS - len(sample))
        sample += _cells(piece, names, labels, tally)
        if len(sample) >= SAMPLE_ROWS or tally.bytes >= SAMPLE_SIZE:
            break
    at_once = int(max(1, min(SLICE, _SLICE_BYTES * len(sample) / max(1, tally.bytes))))

    def rows(needed: Collection[str]) -> Rows:
        wanted = [name for name in names if name in needed]
        return _rows(source, wanted, labels, batches, at_once)

    return Table(names, sample, rows)


def _is_readable(kind: pa.DataType, name: str) -> bool:
    """Whether a column may have texts or names: sounds, pictures and vectors are passed over."""
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return column_names.key(name) in _TEXTS
    if pa.types.is_dictionary(kind):
        return _is_readable(kind.value_type, name)
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        item = kind.value_type
        return _is_string(item) or pa.types.is_struct(item) or pa.types.is_list(item)
    if pa.types.is_struct(kind):
        return not any(pa.types.is_binary(part.type) for part in kind)
    return not pa.types.is_fixed_size_list(kind)


def _is_string(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    )


def _rows(
    source: Source,
    names: Sequence[str],
    labels: Mapping[str, Sequence[str]],
    batches: Batches,
    at_once: int,
) -> Rows:
    replaced = Named(source.name, "replaced-characters")
    number, tally = 0, _Tally()
    most = source.options.limits.file_bytes
    stream = batches(names, at_once)
    while True:
        try:
            batch = next(stream, None)
            if batch is None:
                break
            for at in range(0, len(batch), at_once):
                piece = batch.slice(at, at_once)
                for cells in _cells(piece, names, labels, tally):
                    number += 1
                    yield Row(number, number, cells)
                for name in tally.lost:
                    yield from replaced.problem(number, _lost(name, number))
                tally.lost.clear()
        except DAMAGE as error:
            yield Problem(source.name, None, "broken-file", _damage(number, error))
            break
        if tally.bytes > most:
            message = (
                f"After {number:,} rows its texts are beyond {most:,} bytes (file_bytes), so the "
                "rest was left out."
            )
            yield Problem(source.name, None, "beyond-limit", message)
            break
    yield from replaced.rest()


def _lost(name: str, number: int) -> str:
    return (
        f"Some bytes in the column “{name}”, before row {number:,}, are not UTF-8; each was "
        "read as the replacement character (U+FFFD)."
    )


def _damage(rows: int, error: BaseException) -> str:
    why = " ".join(str(error).split())[:200] or type(error).__name__
    return (
        f"The file is damaged or cut off after {rows:,} rows ({why}). What stands before was "
        "loaded. Export or download it again."
    )


def _cells(
    batch: pa.RecordBatch,
    names: Sequence[str],
    labels: Mapping[str, Sequence[str]],
    tally: _Tally,
) -> Iterator[Mapping[str, Any]]:
    present = [name for name in names if batch.schema.get_all_field_indices(name)]
    columns = [_values(_column(batch, name), name, labels.get(name), tally) for name in present]
    for values in zip(*columns, strict=True):
        yield dict(zip(present, values, strict=True))


def _column(batch: pa.RecordBatch, name: str) -> pa.Array:
    return batch.column(batch.schema.get_all_field_indices(name)[0])


def _values(column: pa.Array, name: str, labels: Sequence[str] | None, tally: _Tally) -> list[Any]:
    kind = column.type
    if pa.types.is_dictionary(kind):
        column.validate(full=True)
        column = column.dictionary_decode()
        kind = column.type
    tally.bytes += column.nbytes
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return _strings(column, name, tally)
    column.validate(full=True)
    values: list[Any] = column.to_pylist()
    if labels is None:
        return values
    return [
        labels[value] if isinstance(value, int) and 0 <= value < len(labels) else value
        for value in values
    ]


def _strings(column: pa.Array, name: str, tally: _Tally) -> list[Any]:
    """Strings may not be UTF-8, and may not lie where they are said to."""
    is_large = pa.types.is_large_string(column.type)
    content = column.view(pa.large_binary() if is_large else pa.binary())
    content.validate(full=True)
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:
        tally.lost.append(name)
        return [
            None if value is None else value.decode("utf-8", "replace")
            for value in content.to_pylist()
        ]


def _class_labels(schema: pa.Schema) -> dict[str, list[str]]:
    """The names of numbered labels, as Hugging Face keeps them in the schema, by column."""
    try:
        features = json.loads((schema.metadata or {})[b"huggingface"])["info"]["features"]
        return {
            name: [str(label) for label in feature["names"]]
            for name, feature in features.items()
            if isinstance(feature, dict) and isinstance(feature.get("names"), list)
        }
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return {}
