"""Rows that are timed pieces: those of one recording, one after the other, make a transcript."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from refrain.loader.formats.tables.cells import label_of, text_of, time_of
from refrain.loader.formats.tables.columns import Columns
from refrain.loader.formats.tables.described_row import described
from refrain.loader.formats.tables.named_once import Named
from refrain.loader.formats.tables.pieces import Pieces
from refrain.loader.formats.tables.rows import Row, Table
from refrain.loader.source import Source
from refrain.loader.timed_text import Speech, timed_text
from refrain.records import Problem, Transcript


def read(
    source: Source, table: Table, columns: Columns, pieces: Pieces
) -> Iterator[Transcript | Problem]:
    """A transcript for each run of rows of one recording, with a cue for each row."""
    yield Problem(source.name, None, "guessed-column", _message(columns, pieces))
    times = _Times(source.name, pieces)
    run: list[tuple[Row, Speech]] = []
    position = 0
    before: str | None = None
    for row in table.rows(columns.needed | pieces.columns):
        if isinstance(row, Problem):
            yield row
            continue
        group = label_of(row.cells.get(pieces.group)) if pieces.group else None
        if run and group != before:
            position += 1
            yield _transcript(source, run, columns, pieces, position)
            run = []
        before = group
        speech, problems = times.speech(row, columns)
        run.append((Row(row.number, row.line, row.cells if not run else {}), speech))
        yield from problems
    if run:
        yield _transcript(source, run, columns, pieces, position + 1)
    yield from times.rest()


def _message(columns: Columns, pieces: Pieces) -> str:
    of_what = (
        f"the rows of one “{pieces.group}” make a transcript"
        if pieces.group
        else ("all make one transcript")
    )
    end = pieces.end or pieces.duration
    return (
        f"The rows were read as timed pieces, by the columns “{pieces.start}” and “{end}”, of the "
        f"text in “{columns.text.column}”: {of_what}. To read each row by itself, leave these "
        "columns out of the table."
    )


def _transcript(
    source: Source,
    run: Sequence[tuple[Row, Speech]],
    columns: Columns,
    pieces: Pieces,
    position: int,
) -> Transcript:
    first = run[0][0]
    transcript = described(source, first, columns)
    if pieces.group and (transcript.title is None or columns.title.is_identifier):
        transcript.title = label_of(first.cells.get(pieces.group))
    spoken = timed_text(speech for _, speech in run)
    transcript.text = spoken.text or None
    transcript.cues = spoken.cues
    transcript.speaker = spoken.speaker
    transcript.position = position
    transcript.place = str(first.number) if pieces.group else ""
    return transcript


class _Times:
    """The pieces of rows, and what is wrong with their times and texts."""

    def __init__(self, source: str, pieces: Pieces) -> None:
        """Begin without any."""
        self._pieces = pieces
        self._unreadable = Named(source, "unreadable-time")
        self._backward = Named(source, "backward-time")
        self._no_text = Named(source, "unreadable-cell")

    def speech(self, row: Row, columns: Columns) -> tuple[Speech, list[Problem]]:
        """The piece of a row, and what is wrong in it."""
        problems: list[Problem] = []
        text = text_of(row.cells.get(columns.text.column or ""))
        if not text.is_readable:
            message = f"The “{columns.text.column}” of this row is no text. It was left out."
            problems += self._no_text.problem(row.line, message)
        start, end = self._times(row)
        if start is None and text.text:
            message = "When this row begins cannot be read. Its text was kept, without a time."
            problems += self._unreadable.problem(row.line, message)
        if start is not None and end is not None and end < start:
            message = "This row ends before it begins. Its text was kept, and when it begins."
            problems += self._backward.problem(row.line, message)
            end = None
        speaker = columns.by_field.get("speaker")
        who = label_of(row.cells.get(speaker)) if speaker else None
        return Speech(" ".join((text.text or "").split()), start, end, who), problems

    def _times(self, row: Row) -> tuple[float | None, float | None]:
        pieces, cells = self._pieces, row.cells
        start = time_of(cells.get(pieces.start), pieces.scale)
        if pieces.end:
            return start, time_of(cells.get(pieces.end), pieces.scale)
        length = time_of(cells.get(pieces.duration or ""), pieces.scale)
        return start, None if start is None or length is None else start + length

    def rest(self) -> Iterator[Problem]:
        """Those that were only counted."""
        yield from self._unreadable.rest()
        yield from self._backward.rest()
        yield from self._no_text.rest()
