"""What commands print and write alike."""

from __future__ import annotations

from pathlib import Path

import click
from rich.table import Column


def write(content: bytes, out: Path) -> None:
    """Write a file. Raises UsageError where that is not possible."""
    try:
        out.write_bytes(content)
    except OSError as error:
        raise click.UsageError(
            f"--out {out} cannot be written: {error.strerror or error}."
        ) from error


def numeric(name: str) -> Column:
    """A column of numbers, for a table on the terminal."""
    return Column(name.capitalize(), justify="right")
