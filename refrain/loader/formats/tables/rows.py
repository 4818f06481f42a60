"""A table as its container streams it: the names of its columns, a sample, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

from refrain.records import Problem

SAMPLE_ROWS = 500
"""Rows by which columns are guessed, at most."""
SAMPLE_SIZE = 4_000_000
"""Characters or bytes of these, at most."""


class Row(NamedTuple):
    """A row: its number and its line, from 1, its cells by column, and about how large it is."""

    number: int
    line: int
    cells: Mapping[str, Any]
    size: int = 0


Rows = Iterator[Row | Problem]


@dataclass
class Table:
    """The columns of a table, the cells of its first rows, and what streams all its rows.

    `rows` is given the columns that are needed; a row may have others, too. `is_one` is that of an
    object alone, which is one transcript. `remark` is what the container had to guess, a sentence.
    `format` is what it is called where the name of the format is not enough.
    """

    names: list[str]
    sample: list[Mapping[str, Any]]
    rows: Callable[[Collection[str]], Rows]
    is_one: bool = False
    remark: str = ""
    format: str | None = None


def table_of(stream: Iterable[Row | Problem]) -> Table:
    """The table of a stream that can be read once: what was looked at comes first again."""
    source = iter(stream)
    seen: list[Row | Problem] = []
    sample: list[Mapping[str, Any]] = []
    size = 0
    for row in source:
        seen.append(row)
        if isinstance(row, Row):
            sample.append(row.cells)
            size += row.size
        if len(sample) >= SAMPLE_ROWS or size >= SAMPLE_SIZE or len(seen) >= 4 * SAMPLE_ROWS:
            break
    names = list(dict.fromkeys(name for cells in sample for name in cells))
    return Table(names, sample, lambda _needed: _again(seen, source))


def _again(seen: list[Row | Problem], rest: Iterator[Row | Problem]) -> Rows:
    return chain(_drained(seen), rest)


def _drained(seen: list[Row | Problem]) -> Rows:
    """Each is let go once it is given."""
    seen.reverse()
    while seen:
        yield seen.pop()
