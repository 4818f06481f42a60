"""How a table of delimited cells is written: its delimiter, and whether it has a header."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from refrain.loader.formats.tables import column_names

csv.field_size_limit(sys.maxsize)  # a cell may be a transcript of hours

DELIMITERS = (",", "\t", ";", "|")
NO_DELIMITER = "\x1f"
"""What parts the cells of a table with one column: nothing that a text has in it."""
_ROWS = 100
_KNOWN = (
    *(column_names.TEXT, column_names.TOPIC, column_names.TITLE, column_names.IDENTIFIER),
    *(column_names.SPEAKER, column_names.LANGUAGE, column_names.PUBLISHED, column_names.URL),
    *(column_names.START, column_names.END, column_names.DURATION),
    ("instruction", "input", "output", "prompt", "completion", "response", "chosen", "rejected"),
    ("messages", "conversations", "question", "answer", "role", "position"),
)
_NAMES = frozenset(column_names.key(name) for names in _KNOWN for name in names)
_LONGEST_NAME = 60
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")


class Dialect(NamedTuple):
    """A delimiter; how many columns most rows have, and the share of rows that do; the names in
    the first row, and whether it is a header."""

    delimiter: str
    columns: int
    share: float
    first: list[str]
    has_header: bool

    @property
    def known(self) -> int:
        """How many of the names are those of columns of transcripts."""
        return _known(self.first)


def most_known(beginning: str) -> int:
    """Of how many columns of transcripts a file's first row has the names, with the delimiter by
    which it has most: quicker to tell than its dialect."""
    most = 0
    for delimiter in DELIMITERS:
        lines = (line.group() for line in _LINE.finditer(beginning))
        first = next(filter(any, csv.reader(lines, delimiter=delimiter)), [])
        most = max(most, _known(first))
    return most


def _known(first: Sequence[str]) -> int:
    return sum(column_names.key(name) in _NAMES for name in first)


def dialect_of(beginning: str, *, is_whole: bool) -> Dialect | None:
    """How the beginning of a file is written; None where there is no row in it.

    That delimiter counts by which the header has most known names, and then by which most rows
    have as many cells.
    """
    found = [
        dialect
        for delimiter in DELIMITERS
        if (dialect := _with(delimiter, beginning, is_whole=is_whole))
    ]
    parted = [dialect for dialect in found if len(dialect.first) > 1 and dialect.columns > 1]
    if not found:
        return None
    if not parted or _is_one_column(found, parted):
        return _with(NO_DELIMITER, beginning, is_whole=is_whole)
    return max(parted, key=lambda one: (one.known, one.share >= 0.8, one.share, one.columns))


def _is_one_column(found: Sequence[Dialect], parted: Sequence[Dialect]) -> bool:
    """Whether the header is one known name, and what parts some rows is in their text."""
    alone = any(len(dialect.first) == 1 and dialect.known for dialect in found)
    return alone and not any(dialect.known for dialect in parted)


def _with(delimiter: str, beginning: str, *, is_whole: bool) -> Dialect | None:
    # One more: where the beginning ends, its last row may not.
    rows = [row for row in islice(rows_of(beginning, delimiter), _ROWS + 1) if any(row)]
    if len(rows) > 1 and (len(rows) > _ROWS or not is_whole):
        rows.pop()
    if not rows:
        return None
    columns, count = Counter(map(len, rows)).most_common(1)[0]
    first = rows[0]
    return Dialect(delimiter, columns, count / len(rows), first, _is_header(first, rows[1:]))


def rows_of(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows of a text; a cell in quotation marks may have line ends in it."""
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _is_header(first: Sequence[str], others: Sequence[Sequence[str]]) -> bool:
    """Whether a row names columns: it has a known name; or its cells differ and are no numbers,
    and the next has some, or the others are longer."""
    if any(column_names.key(name) in _NAMES for name in first):
        return True
    filled = [cell.strip() for cell in first if cell.strip()]
    if not filled or len(set(filled)) < len(filled) or max(map(len, filled)) > _LONGEST_NAME:
        return False
    if any(_is_number(cell) for cell in filled):
        return False
    if any(_is_number(cell) for row in others[:1] for cell in row):
        return True
    lengths = [max(map(len, row), default=0) for row in others]
    longest = sum(lengths) / len(lengths) if lengths else 0
    return longest > 2 * max(map(len, filled)) and not any("." in cell for cell in filled)


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).replace("-", "", 1).isdecimal()
