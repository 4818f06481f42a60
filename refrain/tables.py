"""Tables to files: the ending says the format."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import click
import pandas as pd

WRITERS: dict[str, Callable[[pd.DataFrame, Path], Any]] = {
    ".parquet": lambda frame, path: frame.to_parquet(path, index=False),
    ".csv": lambda frame, path: frame.to_csv(path, index=False),
    ".jsonl": lambda frame, path: frame.to_json(
        path, orient="records", lines=True, force_ascii=False
    ),
}
_READERS: dict[str, Callable[[Path], pd.DataFrame]] = {
    ".parquet": pd.read_parquet,
    # Written by the dashboard, a CSV file begins with a byte order mark.
    ".csv": lambda path: pd.read_csv(path, encoding="utf-8-sig", keep_default_na=False),
    ".jsonl": lambda path: pd.read_json(path, lines=True, convert_dates=False, dtype=False),
}
HELP = f"The file to write; its ending says the format: {', '.join(WRITERS)}."


def check(*paths: Path | None) -> None:
    """Raises UsageError where an ending is not one of WRITERS: before any work is done."""
    for path in filter(None, paths):
        if path.suffix.lower() not in WRITERS:
            endings = ", ".join(WRITERS)
            raise click.UsageError(f"--out {path}: the ending must be one of {endings}.")


def read(path: Path, columns: Collection[str]) -> pd.DataFrame:
    """A table that `write` or the dashboard wrote. Raises UsageError where it isn't one.

    What is missing in a column of text is "" in a CSV file, which has no other way to say so.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise click.UsageError(f"{path}: the ending must be one of {', '.join(_READERS)}.")
    try:
        frame = reader(path)
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read: {error.strerror or error}.") from error
    except ValueError as error:
        why = str(error).splitlines()[0].rstrip(".")
        raise click.UsageError(f"{path} is not a table that refrain wrote: {why}.") from error
    lacking = [column for column in columns if column not in frame]
    if lacking:
        raise click.UsageError(
            f"{path} is not a table that refrain wrote: it has no column {lacking[0]}."
        )
    return frame


def write(frame: pd.DataFrame, path: Path) -> None:
    """Write a table to a path that `check` let pass. Raises UsageError where it can't be."""
    try:
        WRITERS[path.suffix.lower()](frame, path)
    except OSError as error:
        why = error.strerror or error
        raise click.UsageError(f"--out {path} cannot be written: {why}.") from error
