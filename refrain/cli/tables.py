"""Tables to files: the ending says the format."""

from __future__ import annotations

from collections.abc import Callable
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
HELP = f"The file to write; its ending says the format: {', '.join(WRITERS)}."


def check(path: Path) -> None:
    """Raises UsageError where the ending is not one of WRITERS: before any work is done."""
    if path.suffix.lower() not in WRITERS:
        endings = ", ".join(WRITERS)
        raise click.UsageError(f"--out {path}: the ending must be one of {endings}.")


def write(frame: pd.DataFrame, path: Path) -> None:
    """Write a table to a path that `check` let pass. Raises UsageError where it can't be."""
    try:
        WRITERS[path.suffix.lower()](frame, path)
    except OSError as error:
        why = error.strerror or error
        raise click.UsageError(f"--out {path} cannot be written: {why}.") from error
