"""Tables as files: the one writer and reader of them, for the command line and the dashboard.

A table is written in one of two ways. A *dataset* (transcripts, and what was cut from them) is
verbatim, so that what is read is what was written. A table *for people* is opened in a spreadsheet,
which would run a text such as `=HYPERLINK(…)` as a formula; in CSV, such a cell gets an apostrophe
in front, as OWASP advises (https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Mapping
from csv import reader
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd
import pyarrow as pa
from pyarrow import csv

from refrain.errors import TableError
from refrain.schemas import STRING

Types = Mapping[str, Any]
"""By the name of a column, its pandas dtype."""
# What a spreadsheet takes for the beginning of a formula, full-width forms and leading blanks too.
_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[.,]?\d[\d.,]*(?:[eE][+-]?\d+)?%?")
_LARGEST_BLOCK = 2**31 - 1


@dataclass(frozen=True)
class TableFormat:
    """How a kind of file is written and read, and its media type (as in a browser's download)."""

    media_type: str
    write: Callable[[pd.DataFrame, BinaryIO], object]
    read: Callable[[Path, Types], pd.DataFrame]
    runs_formulas: bool = False
    """Whether it is opened in spreadsheets, which run a text that looks like a formula."""


def _write_parquet(frame: pd.DataFrame, target: BinaryIO) -> None:
    frame.to_parquet(target, index=False)


def _read_parquet(path: Path, types: Types) -> pd.DataFrame:
    return pd.read_parquet(path)


def _write_csv(frame: pd.DataFrame, target: BinaryIO) -> None:
    """Every text in quotes, so that one that is empty differs from one that is missing."""
    texts = frame.astype(dict.fromkeys(_text_columns(frame), STRING))
    # With a byte order mark, without which Excel takes UTF-8 for another encoding.
    target.write(codecs.BOM_UTF8)
    csv.write_csv(pa.Table.from_pandas(texts, preserve_index=False), target)


def _read_csv(path: Path, types: Types) -> pd.DataFrame:
    """Text unless `types` says otherwise: 007, 1e5, NA and true are not guessed to be anything."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        names = next(reader(file), [])
    # In one block, because a row may be as long as the file.
    block = csv.ReadOptions(block_size=min(path.stat().st_size + 1, _LARGEST_BLOCK))
    columns = csv.ConvertOptions(
        column_types={name: _arrow_type(types.get(name, STRING)) for name in names},
        null_values=[""],
        strings_can_be_null=True,
        quoted_strings_can_be_null=False,
    )
    parsed = csv.read_csv(path, block, csv.ParseOptions(newlines_in_values=True), columns)
    return parsed.to_pandas()


def _text_columns(frame: pd.DataFrame) -> list[Any]:
    types = frame.dtypes.items()
    return [name for name, dtype in types if not pd.api.types.is_numeric_dtype(dtype)]


def _arrow_type(dtype: Any) -> pa.DataType:
    return pa.int64() if str(dtype).lower() == "int64" else pa.large_string()


def _write_jsonl(frame: pd.DataFrame, target: BinaryIO) -> None:
    frame.to_json(target, orient="records", lines=True, force_ascii=False)


def _read_jsonl(path: Path, types: Types) -> pd.DataFrame:
    frame = pd.read_json(path, lines=True, convert_dates=False, dtype=False)
    # No rows are no lines, which name no column.
    return frame if len(frame.columns) else frame.reindex(columns=list(types))


FORMATS = {
    ".parquet": TableFormat("application/octet-stream", _write_parquet, _read_parquet),
    ".csv": TableFormat("text/csv", _write_csv, _read_csv, runs_formulas=True),
    ".jsonl": TableFormat("application/jsonl", _write_jsonl, _read_jsonl),
}
"""By the ending of a file, its format."""


def check(*paths: Path | None) -> None:
    """Raises TableError where an ending is not one of FORMATS: before any work is done."""
    for path in filter(None, paths):
        _ending(path)


def read(path: Path, types: Types) -> pd.DataFrame:
    """A table that `write` or `content` made. Raises TableError where it isn't one.

    `types` are the columns that it has to have, with their dtypes; what else there is in a CSV file
    is text.
    """
    form = FORMATS[_ending(path)]
    try:
        frame = form.read(path, types)
        lacking = [column for column in types if column not in frame]
        if not lacking:
            return frame.astype(dict(types))
    except OSError as error:
        raise TableError(f"{path} cannot be read: {error.strerror or error}.") from error
    except (ValueError, TypeError) as error:
        reason = str(error).splitlines()[0].rstrip(".")
        raise TableError(f"{path} is not a table that refrain wrote: {reason}.") from error
    raise TableError(f"{path} is not a table that refrain wrote: it has no column {lacking[0]}.")


def write(frame: pd.DataFrame, path: Path, *, for_people: bool = False) -> None:
    """Write a table without its index; verbatim, or for people to open in a spreadsheet.

    Raises TableError where the path can't be written.
    """
    form = FORMATS[_ending(path)]
    try:
        with path.open("wb") as file:
            form.write(_prepared(frame, form, for_people), file)
    except OSError as error:
        raise TableError(f"{path} cannot be written: {error.strerror or error}.") from error


def content(frame: pd.DataFrame, ending: str, *, for_people: bool = False) -> bytes:
    """What `write` writes into a file of that ending (one of FORMATS)."""
    buffer = io.BytesIO()
    form = FORMATS[ending]
    form.write(_prepared(frame, form, for_people), buffer)
    return buffer.getvalue()


def _prepared(frame: pd.DataFrame, form: TableFormat, for_people: bool) -> pd.DataFrame:
    return defused(frame) if for_people and form.runs_formulas else frame


def defused(frame: pd.DataFrame) -> pd.DataFrame:
    """The table with an apostrophe before every text, or name of a column, that a spreadsheet
    would run as a formula. Numbers stay, those written as text too.

    >>> defused(pd.DataFrame({"text": ["=1+1", "-5", "- well", "a = b"]}))["text"].to_list()
    ["'=1+1", '-5', "'- well", 'a = b']
    """
    safe = {
        name: frame[name].astype(STRING).map(_defused, na_action="ignore")
        for name in _text_columns(frame)
    }
    return frame.assign(**safe).rename(columns=lambda name: _defused(str(name)))


def _defused(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def _ending(path: Path) -> str:
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise TableError(f"{path}: the ending must be one of {', '.join(FORMATS)}.")
    return ending
