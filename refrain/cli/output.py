"""What commands print and write alike: the only module that writes to the terminal.

Transcripts, titles and file names are data. What a terminal would obey (control characters, escape
sequences, orders to write backwards) is shown as what it is; nothing is read as markup or emoji.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Column
from rich.text import Text

# C0 without tab and line feed, DEL and C1; line and paragraph separators; overrides and isolates of
# the bidirectional algorithm (https://trojansource.codes); half characters, which no terminal
# takes.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    r"""The text with each character that a terminal would obey as `\uXXXX`, as in JSON.

    >>> visible("\x1b[31mred\x07\tand on\n")
    '\\u001b[31mred\\u0007\tand on\n'
    """
    return _OBEYED.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def show(text: str) -> None:
    """Print an answer, which ends with its own line end."""
    click.echo(visible(text), nl=False)


def say(message: str) -> None:
    """A line on stderr: what was done, or what is wrong."""
    click.echo(visible(message), err=True)


class Terminal(Console):
    """A console that prints text as it is, and shows what the terminal would obey."""

    def __init__(self, *, stderr: bool = False) -> None:
        """On stdout, or on stderr."""
        super().__init__(stderr=stderr, markup=False, emoji=False, highlight=False)

    def render_str(self, text: str, **options: Any) -> Text:
        """What rich makes of each string: of a line, and of a cell of a table."""
        return super().render_str(visible(text), **options)


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
