"""Tables as files that are mapped into memory: they open at once, whatever their size.

Each column is one or more NumPy files (`.npy`), laid out as Arrow has them in memory: numbers; the
codes of categories; of strings their bytes in UTF-8 (`.utf8`), and where each begins (`.offsets`).
Where values are missing, `.missing` says which. None of them can hold code, and no place in them
that leads out of a file is followed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from refrain.errors import RefrainError
from refrain.schemas import STRING

COLUMNS = "columns.json"
"""The file that names the columns of a table in their order, and what each is."""
NUMBER, NULLABLE, STRINGS, CATEGORY = "number", "nullable", "string", "category"
_SMALL = 65_536
"""Bytes of a file up to which it is read: to map it would take longer."""


def write_table(frame: pd.DataFrame, folder: Path, elsewhere: str = "") -> None:
    """Write a dataframe of numbers, strings, and categories of strings.

    The column `elsewhere` is one of strings that somebody else writes (`mapped_text`).
    """
    folder.mkdir(parents=True, exist_ok=True)
    kinds = {name: _kind(frame[name]) for name in frame.columns}
    for name, kind in kinds.items():
        if name != elsewhere:
            _write(frame[name], kind, folder, name)
    write_columns(folder, len(frame), kinds)


def write_columns(folder: Path, rows: int, kinds: Mapping[str, str]) -> None:
    """Write what columns a table has, and what each is, where its columns are written one by
    one."""
    said = {"rows": rows, "columns": kinds}
    (folder / COLUMNS).write_text(json.dumps(said), encoding="utf-8")


def open_table(folder: Path, given: Mapping[str, pd.Series] | None = None) -> pd.DataFrame:
    """The dataframe in a folder, but for the columns that are `given`; its values cannot be written
    to.

    Raises RefrainError where it is damaged.
    """
    try:
        said = json.loads((folder / COLUMNS).read_text(encoding="utf-8"))
        rows = int(said["rows"])
        columns = dict.fromkeys(said["columns"]) | dict(given or {})
        for name, kind in said["columns"].items():
            if columns[name] is None:
                columns[name] = _open(folder, name, kind)
        if any(len(column) != rows for column in columns.values()):
            raise ValueError("its columns are not of one length")
        return pd.DataFrame(columns, index=pd.RangeIndex(rows), copy=False)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, EOFError) as error:
        raise RefrainError(f"{folder} is damaged ({error}). Make the build again.") from error


def write_array(values: np.ndarray, folder: Path, name: str, what: str = "") -> None:
    """Write one file of a column."""
    np.save(array_path(folder, name, what), np.ascontiguousarray(values), allow_pickle=False)


def array_path(folder: Path, name: str, what: str = "") -> Path:
    """One file of a column: the `offsets` of its strings, for example."""
    return folder / f"{name}{what and '.'}{what}.npy"


def allocate(path: Path, length: int, kind: np.dtype) -> None:
    """Make a file for an array of zeros, which tasks fill."""
    if length:
        np.lib.format.open_memmap(path, mode="w+", dtype=kind, shape=(length,))
    else:
        np.save(path, np.zeros(0, kind), allow_pickle=False)  # nothing of no length is mapped


def _kind(column: pd.Series) -> str:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return CATEGORY
    if isinstance(column.dtype, pd.StringDtype):
        return STRINGS
    return NULLABLE if column.dtype == pd.Int64Dtype() else NUMBER


def _write(column: pd.Series, kind: str, folder: Path, name: str) -> None:
    if kind == NUMBER:
        write_array(column.to_numpy(), folder, name)
    elif kind == NULLABLE:
        write_array(column.fillna(0).to_numpy("int64"), folder, name)
        write_array(column.isna().to_numpy(), folder, name, "missing")
    elif kind == CATEGORY:
        write_array(column.cat.codes.to_numpy(), folder, name, "codes")
        write_strings(column.cat.categories.to_series(), folder, f"{name}.categories")
    else:
        write_strings(column, folder, name)


def write_strings(strings: pd.Series, folder: Path, name: str) -> None:
    """Write the files of a column of strings."""
    values = pa.array(strings.astype(STRING)).cast(pa.large_string())
    array = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
    _, offsets, content = array.buffers()
    places = np.zeros(1, dtype=np.int64)
    if len(array):
        places = np.frombuffer(offsets, dtype=np.int64)[array.offset :][: len(array) + 1]
    end = int(places[-1])
    characters = np.frombuffer(content, dtype=np.uint8)[places[0] : end] if end else places[:0]
    write_array(places - places[0], folder, name, "offsets")
    write_array(characters.astype(np.uint8), folder, name, "utf8")
    if array.null_count:
        write_array(strings.isna().to_numpy(), folder, name, "missing")


def _open(folder: Path, name: str, kind: str) -> pd.Series | pd.Categorical:
    if kind == NUMBER:
        return pd.Series(_array(folder, name), copy=False)
    if kind == NULLABLE:
        missing = _array(folder, name, "missing")
        return pd.Series(pd.arrays.IntegerArray(_array(folder, name), missing), copy=False)
    if kind == CATEGORY:
        categories = pd.Index(_strings(folder, f"{name}.categories"))
        return pd.Categorical.from_codes(_array(folder, name, "codes"), categories)
    return _strings(folder, name)


def _array(folder: Path, name: str, what: str = "") -> np.ndarray:
    path = array_path(folder, name, what)
    is_large = path.stat().st_size > _SMALL
    values = np.load(path, mmap_mode="r" if is_large else None, allow_pickle=False)
    if values.ndim != 1:
        raise ValueError(f"{path.name} is no column")
    return np.asarray(values)


def _strings(folder: Path, name: str) -> pd.Series:
    offsets = _array(folder, name, "offsets")
    content = _array(folder, name, "utf8")
    is_sound = (
        offsets.dtype == np.int64
        and content.dtype == np.uint8
        and len(offsets) > 0
        and (offsets[0], offsets[-1]) == (0, len(content))
        and bool((offsets[1:] >= offsets[:-1]).all())
    )
    if not is_sound:
        raise ValueError(f"{name} has places that are none")
    known = None
    if array_path(folder, name, "missing").exists():
        missing = _array(folder, name, "missing")
        if missing.dtype != bool or len(missing) != len(offsets) - 1:
            raise ValueError(f"{name} has more values than places")
        known = pa.py_buffer(np.packbits(~missing, bitorder="little"))
    array = pa.LargeStringArray.from_buffers(
        len(offsets) - 1, pa.py_buffer(offsets), pa.py_buffer(content), known
    )
    values = pd.arrays.ArrowStringArray(pa.chunked_array([array]), dtype=STRING)
    return pd.Series(values, copy=False)
