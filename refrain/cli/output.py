"""What a command writes to the file of its `--out`."""

from __future__ import annotations

from pathlib import Path

import click


def write(content: bytes, out: Path) -> None:
    """Write a file. Raises UsageError where that is not possible."""
    try:
        out.write_bytes(content)
    except OSError as error:
        raise click.UsageError(
            f"--out {out} cannot be written: {error.strerror or error}."
        ) from error
