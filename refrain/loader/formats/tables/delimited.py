"""CSV, TSV and other tables whose cells have a delimiter between them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence

from refrain.finding_kinds import FindingKind
from refrain.loader.formats.tables import kinds
from refrain.loader.formats.tables.dialect import Dialect, dialect_of, most_known
from refrain.loader.formats.tables.named_once import Named
from refrain.loader.formats.tables.reading import read_table
from refrain.loader.formats.tables.rows import Row, Table, table_of
from refrain.loader.source import Source
from refrain.records import Problem, Transcript

NAME = "CSV"
ENDINGS: tuple[str, ...] = (".csv", ".tsv")
KINDS: Mapping[str, FindingKind] = kinds.KINDS

_REGULAR = 0.95
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_MOST_UNCLOSED = 20
_NO_HEADER = "The first line names no columns: it was read as a row, and columns by their number."


def recognises(source: Source) -> bool:
    """Whether its name says so and there is text in it; or it is a table by all its lines: its
    header has two known names or more, and nearly all rows have as many cells."""
    beginning = source.beginning
    if not beginning.strip():
        return False
    if source.ending in ENDINGS:
        return not beginning.lstrip().startswith(("<!", "<html"))
    first = _LINE.match(beginning.lstrip("\r\n"))
    if first is None or not any(mark in first.group() for mark in "\t,;|"):
        return False
    if most_known(beginning) < 2:
        return False
    dialect = dialect_of(beginning, is_whole=len(source.head) == source.size)
    return (
        dialect is not None
        and dialect.known >= 2
        and dialect.known * 2 >= len(dialect.first)
        and len(dialect.first) == dialect.columns
        and dialect.share >= _REGULAR
    )


def read(source: Source) -> Iterator[Transcript | Problem]:
    """The transcripts of its rows, and rows with more or fewer cells than the header."""
    if table := open_table(source):
        yield from read_table(source, table, NAME)


def open_table(source: Source) -> Table | None:
    """The table in a file; None where there is none."""
    dialect = dialect_of(source.beginning, is_whole=len(source.head) == source.size)
    if dialect is None:
        return None
    cells = _Cells(source.text, dialect.delimiter, source.name)
    rows = iter(cells)
    names = _names(dialect)
    if dialect.has_header:
        next(rows, None)
    table = table_of(_rows(source.name, cells, rows, names))
    table.names = names
    table.format = "TSV" if dialect.delimiter == "\t" else None
    if not dialect.has_header:
        table.remark = _NO_HEADER
    return table


def _names(dialect: Dialect) -> list[str]:
    """A name for each column: of those without one, its number; those of one name are numbered."""
    width = max(dialect.columns, len(dialect.first))
    if not dialect.has_header:
        return [f"column {n}" for n in range(1, width + 1)]
    names: list[str] = []
    taken: set[str] = set()
    for n, cell in enumerate(dialect.first, 1):
        name = cell.strip() or f"column {n}"
        free = name if name not in taken else f"{name} ({n})"
        taken.add(free)
        names.append(free)
    return names


def _rows(
    source: str, cells: _Cells, rows: Iterator[list[str]], names: Sequence[str]
) -> Iterator[Row | Problem]:
    ragged, unclosed = Named(source, "ragged-row"), Named(source, "unclosed-quote")
    number, width, delimiter = 0, len(names), cells.delimiter
    for row in rows:
        line = cells.line
        if cells.is_mended:
            message = "A quotation mark in this line is never closed. It was read by itself."
            yield from unclosed.problem(line, message)
        if not any(row):
            continue
        number += 1
        if len(row) != width:
            yield from ragged.problem(line, _ragged(row, width))
            if len(row) > width:  # unquoted delimiters are most often those of a text
                row[width - 1 :] = [delimiter.join(row[width - 1 :])]
        found = dict(zip(names, (cell or None for cell in row), strict=False))
        yield Row(number, line, found, sum(map(len, row)))
    yield from ragged.rest()
    yield from unclosed.rest()


def _ragged(row: Sequence[str], width: int) -> str:
    if len(row) < width:
        return f"This row has {len(row)} cells, not {width}. The last were read as empty."
    return (
        f"This row has {len(row)} cells, not {width}. What is too much was read as part of the "
        "last. Put a text that has the delimiter in it in quotation marks."
    )


class _Cells:
    """The rows of a text, a list of cells each; `line` is where the one given last begins."""

    def __init__(self, text: str, delimiter: str, source: str) -> None:
        """Begin at the first line."""
        self.delimiter = delimiter
        self.line = 1
        self.is_mended = False
        self._text, self._source = text, source
        self._at = 0
        self._lines = 0
        self._mended = 0

    def __iter__(self) -> Iterator[list[str]]:
        """The rows in order; a quotation mark that is never closed ends with its line."""
        while self._at < len(self._text):
            yield from self._until_unclosed()

    def _until_unclosed(self) -> Iterator[list[str]]:
        reader = csv.reader(self._next_lines(), delimiter=self.delimiter)
        while True:
            at, lines = self._at, self._lines
            row = next(reader, None)
            if row is None:
                return
            self.line, self.is_mended = lines + 1, False
            if self._is_unclosed(at, lines):
                self._mended += 1
                yield self._line_alone(at, lines)
                return
            yield row

    def _next_lines(self) -> Iterator[str]:
        while self._at < len(self._text):
            line = _LINE.match(self._text, self._at)
            if line is None:
                return
            self._at = line.end()
            self._lines += 1
            yield line.group()

    def _is_unclosed(self, at: int, lines: int) -> bool:
        """Whether the row that was read from there runs to the end of the text in a cell that is
        never closed."""
        if self._at < len(self._text) or self._lines == lines + 1:
            return False
        if self._mended >= _MOST_UNCLOSED:
            return False
        strict = csv.reader([self._text[at:]], delimiter=self.delimiter, strict=True)
        try:
            next(strict, None)
        except csv.Error as error:
            return "end of data" in str(error)
        return False

    def _line_alone(self, at: int, lines: int) -> list[str]:
        line = _LINE.match(self._text, at)
        end = line.end() if line else len(self._text)
        written = self._text[at:end].rstrip("\r\n")
        self._at, self._lines, self.is_mended = end, lines + 1, True
        quoting = csv.reader([written], delimiter=self.delimiter, quoting=csv.QUOTE_NONE)
        return next(quoting, [])
