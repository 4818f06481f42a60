"""Tables as files: the one writer and reader of them, for the command line and the dashboard."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from refrain.errors import TableError

Target = Path | io.BytesIO


@dataclass(frozen=True)
class TableFormat:
    """How a kind of file is written and read, and its media type (as in a browser's download)."""

    media_type: str
    write: Callable[[pd.DataFrame, Target], object]
    read: Callable[[Path], pd.DataFrame]


def _write_parquet(frame: pd.DataFrame, target: Target) -> None:
    frame.to_parquet(target, index=False)


def _write_csv(frame: pd.DataFrame, target: Target) -> None:
    # With a byte order mark, without which Excel takes UTF-8 for another encoding.
    frame.to_csv(target, index=False, encoding="utf-8-sig", errors="surrogatepass")


def _read_csv(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, encoding="utf-8-sig", keep_default_na=False)


def _write_jsonl(frame: pd.DataFrame, target: Target) -> None:
    frame.to_json(target, orient="records", lines=True, force_ascii=False)


def _read_jsonl(path: Path) -> pd.DataFrame:
    return pd.read_json(path, lines=True, convert_dates=False, dtype=False)


FORMATS = {
    ".parquet": TableFormat("application/octet-stream", _write_parquet, pd.read_parquet),
    ".csv": TableFormat("text/csv", _write_csv, _read_csv),
    ".jsonl": TableFormat("application/jsonl", _write_jsonl, _read_jsonl),
}
"""By the ending of a file, its format."""


def check(*paths: Path | None) -> None:
    """Raises TableError where an ending is not one of FORMATS: before any work is done."""
    for path in filter(None, paths):
        _format_of(path)


def read(path: Path, columns: Collection[str]) -> pd.DataFrame:
    """A table that `write` or `content` made. Raises TableError where it isn't one.

    `columns` are those that it has to have. What is missing in a column of text is "" when read
    from a CSV file, which has no other way to say so.
    """
    form = _format_of(path)
    try:
        frame = form.read(path)
    except OSError as error:
        raise TableError(f"{path} cannot be read: {error.strerror or error}.") from error
    except ValueError as error:
        reason = str(error).splitlines()[0].rstrip(".")
        raise TableError(f"{path} is not a table that refrain wrote: {reason}.") from error
    lacking = [column for column in columns if column not in frame]
    if lacking:
        message = f"{path} is not a table that refrain wrote: it has no column {lacking[0]}."
        raise TableError(message)
    return frame


def write(frame: pd.DataFrame, path: Path) -> None:
    """Write a table without its index. Raises TableError where the path can't be written."""
    form = _format_of(path)
    try:
        form.write(frame, path)
    except OSError as error:
        raise TableError(f"{path} cannot be written: {error.strerror or error}.") from error


def content(frame: pd.DataFrame, ending: str) -> bytes:
    """What `write` writes into a file of that ending (one of FORMATS)."""
    buffer = io.BytesIO()
    FORMATS[ending].write(frame, buffer)
    return buffer.getvalue()


def _format_of(path: Path) -> TableFormat:
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise TableError(f"{path}: the ending must be one of {', '.join(FORMATS)}.")
    return form
