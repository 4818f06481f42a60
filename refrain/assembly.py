"""Transcripts and problems, as they are read, to the tables of a Corpus.

Rows are gathered in batches: when one has enough text, it becomes Arrow memory and its Python
objects are dropped, so that what is read takes little more room than its text.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from refrain import sameness
from refrain.records import Problem, Transcript
from refrain.repeated_problems import condensed
from refrain.schemas import CUES, PROBLEMS, ROLE, STRING, TRANSCRIPTS, checked
from refrain.surrogates import replaced

BATCH = 2_000_000
"""Characters of text that are gathered before they become Arrow memory."""
_STRINGS = tuple(
    name
    for name, column in TRANSCRIPTS.columns.items()
    if column.dtype.type == STRING and name != "text_id"
)
_CATEGORIES = ("role", "topic", "topic_from", "format")
_WITH_TEXT = ("source", "place", "topic", *_STRINGS[2:])
_NUMBERS = ("line", "prompt", "position", "start", "end")
_LARGE_STRING = pa.large_string()


class Tables(NamedTuple):
    """The tables of a Corpus, as `refrain.schemas` has them."""

    transcripts: pd.DataFrame
    cues: pd.DataFrame
    problems: pd.DataFrame


def assembled(records: Iterable[Transcript | Problem]) -> Tables:
    """The tables of what was read, in its order.

    Half characters, which no table can hold, are replaced, and that is a problem of its own.
    `text_id`, `chars` and `words` are computed here. Raises SchemaError where a record breaks the
    schema, naming the column.
    """
    assembly = _Assembly()
    problems: list[Problem] = []
    for _ in _filled(assembly, records, problems):
        assembly.finish_batch()
    transcripts = assembly.transcripts()
    return Tables(transcripts, assembly.cues(), problems_frame(problems))


class Batch(NamedTuple):
    """Some rows in a row of what was read, with their cues, as columns of Arrow."""

    transcripts: pa.RecordBatch
    cues: pd.DataFrame


def in_batches(records: Iterable[Transcript | Problem], problems: list[Problem]) -> Iterator[Batch]:
    """What was read, in its order, a batch at a time, so that no more than one is in memory: one
    at least, where nothing was read without rows. The problems are added to the list.

    Raises SchemaError as `assembled` does, but for ids that are in several batches.
    """
    assembly, begun = _Assembly(), False
    for _ in _filled(assembly, records, problems):
        yield assembly.taken()
        begun = True
    if assembly.has_rows or not begun:
        yield assembly.taken()


def _filled(
    assembly: _Assembly, records: Iterable[Transcript | Problem], problems: list[Problem]
) -> Iterator[None]:
    """Add what was read, the problems to their list; yields each time that a batch is full."""
    for record in records:
        if isinstance(record, Problem):
            problems.append(record)
            continue
        problems.extend(assembly.add(record))
        if assembly.is_full:
            yield


def transcripts_frame(table: pa.Table) -> pd.DataFrame:
    """The transcripts table of Arrow columns as a batch has them; raises SchemaError."""
    frame = pd.DataFrame({name: _series(table.column(name), name) for name in TRANSCRIPTS.columns})
    return checked(frame, TRANSCRIPTS, "transcripts")


def problems_frame(problems: Iterable[Problem]) -> pd.DataFrame:
    """The problems table; of very many that are alike in one source, one row has their number."""
    rows = [without_halves(problem) for problem in condensed(problems)]
    frame = pd.DataFrame(rows, columns=list(PROBLEMS.columns))
    return checked(frame, PROBLEMS, "problems")


class _Assembly:
    """The rows read so far: finished batches, and the one that is being filled."""

    def __init__(self) -> None:
        """Begin without any."""
        self._batches: list[pa.RecordBatch] = []
        self._rows: list[Transcript] = []
        self._chars = 0
        self._cues = _Cues()

    def add(self, transcript: Transcript) -> list[Problem]:
        """Take a transcript; returns the problems that it has as a row of a table."""
        problems = _replace_halves(transcript)
        self._cues.add(transcript)
        transcript.cues = ()
        self._rows.append(transcript)
        self._chars += len(transcript.text or "") + 1_000
        return problems

    @property
    def has_rows(self) -> bool:
        """Whether there are rows that are in no batch yet."""
        return bool(self._rows)

    @property
    def is_full(self) -> bool:
        """Whether there are as many as a batch has."""
        return self._chars >= BATCH

    def finish_batch(self) -> None:
        """Make a batch of the rows that are in none."""
        self._batches.append(_batch(self._rows))
        self._rows, self._chars = [], 0

    def taken(self) -> Batch:
        """The rows that are in no batch, and all cues: both are given away."""
        rows, cues = self._rows, self._cues.frame()
        self._rows, self._chars, self._cues = [], 0, _Cues()
        batch = _batch(rows)
        transcripts_frame(pa.Table.from_batches([batch]))
        return Batch(batch, cues)

    def transcripts(self) -> pd.DataFrame:
        """The transcripts table."""
        if self._rows or not self._batches:
            self.finish_batch()
        return transcripts_frame(pa.Table.from_batches(self._batches))

    def cues(self) -> pd.DataFrame:
        """The cues table; asked for after the transcripts."""
        return self._cues.frame()


class _Cues:
    """The cues read so far, in columns of numbers."""

    def __init__(self) -> None:
        """Begin without any."""
        self._ids: list[str] = []
        self._counts = array("q")
        self._starts, self._ends = array("d"), array("d")
        self._start_chars, self._end_chars = array("q"), array("q")
        self._speakers: dict[str | None, int] = {None: -1}
        self._codes = array("i")

    def add(self, transcript: Transcript) -> None:
        """Take the cues of a transcript."""
        if not transcript.cues:
            return
        self._ids.append(transcript.transcript_id)
        self._counts.append(len(transcript.cues))
        starts, ends, start_chars, end_chars, speakers = zip(*transcript.cues, strict=True)
        nan = float("nan")
        for column, seconds in ((self._starts, starts), (self._ends, ends)):
            column.extend([nan if second is None else second for second in seconds])
        self._start_chars.extend(start_chars)
        self._end_chars.extend(end_chars)
        codes = self._speakers
        for speaker in dict.fromkeys(speakers):
            codes.setdefault(speaker, len(codes) - 1)
        self._codes.extend(map(codes.__getitem__, speakers))

    def frame(self) -> pd.DataFrame:
        """The cues table."""
        numbers = np.repeat(np.arange(len(self._ids)), np.frombuffer(self._counts, "int64"))
        names = [replaced(name) for name in self._speakers if name is not None]
        codes, speakers = pd.factorize(np.array(names, dtype=object))
        # The code of no speaker, -1, picks the last.
        codes = np.append(codes, -1)[np.frombuffer(self._codes, "int32")]
        ids = pd.Index(self._ids, dtype=STRING)
        frame = pd.DataFrame(
            {
                "transcript_id": pd.Categorical.from_codes(numbers, ids),
                "start": np.frombuffer(self._starts, dtype="float64"),
                "end": np.frombuffer(self._ends, dtype="float64"),
                "start_char": np.frombuffer(self._start_chars, dtype="int64"),
                "end_char": np.frombuffer(self._end_chars, dtype="int64"),
                "speaker": pd.Categorical.from_codes(codes, pd.Index(speakers, dtype=STRING)),
            }
        )
        return checked(frame, CUES, "cues")


def _batch(rows: list[Transcript]) -> pa.RecordBatch:
    texts = [row.text for row in rows]
    unspoken = {row.text: row.unspoken for row in rows if row.text is not None}
    ids, counts = sameness.identify(unspoken, unspoken)
    known: dict[str | None, tuple[str | None, int]] = {None: (None, 0)}
    known.update(zip(unspoken, zip(ids, counts.tolist(), strict=True), strict=True))
    columns: dict[str, Any] = {
        name: pa.array([getattr(row, name) for row in rows], _LARGE_STRING)
        for name in (*_STRINGS, *_CATEGORIES)
        if name != "text"
    }
    columns |= {
        name: pa.array([getattr(row, name) for row in rows], pa.int64()) for name in _NUMBERS
    }
    columns["text"] = pa.array(texts, _LARGE_STRING)
    columns["text_id"] = pa.array([known[text][0] for text in texts], _LARGE_STRING)
    columns["chars"] = pa.array([len(text or "") for text in texts], pa.int64())
    columns["words"] = pa.array([known[text][1] for text in texts], pa.int64())
    return pa.record_batch({name: columns[name] for name in TRANSCRIPTS.columns})


def _series(column: pa.ChunkedArray, name: str) -> pd.Series:
    kind = TRANSCRIPTS.columns[name].dtype.type
    if kind == STRING:
        return pd.Series(pd.arrays.ArrowStringArray(column, dtype=STRING), copy=False)
    if name == "role":
        return pd.Series(pd.Categorical(column.to_pandas(), dtype=ROLE))
    if name in _CATEGORIES:
        return pd.Series(column.to_pandas().astype(STRING).astype("category"))
    return column.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)


def identified(texts: pd.Series) -> tuple[pd.Series, pd.Series]:
    """The ids of texts, which those with the same words share, and how many words each has; a
    missing text has no id and 0 words. Both have the index of the texts."""
    written = texts.dropna().unique().tolist()
    ids, counts = sameness.identify(written)
    text_ids = texts.map(dict(zip(written, ids, strict=True))).astype(STRING)
    words = texts.map(dict(zip(written, counts.tolist(), strict=True)))
    return text_ids, words.fillna(0).astype("int64")


def _replace_halves(transcript: Transcript) -> list[Problem]:
    """Replace half characters in a transcript; the problem that says where some were lost."""
    lost = []
    for name in _WITH_TEXT:
        value = getattr(transcript, name)
        if value is None or value is (whole := replaced(value)):
            continue
        setattr(transcript, name, whole)
        transcript.unspoken = None if name == "text" else transcript.unspoken
        if whole.count("\ufffd") > value.count("\ufffd"):
            lost.append(name)
    if not lost:
        return []
    message = (
        f"Half a character (a lone surrogate) was read as U+FFFD, in its {' and '.join(lost)}. "
        "Write the whole character there."
    )
    return [Problem(transcript.source, transcript.line, "replaced-characters", message)]


def without_halves(problem: Problem) -> Problem:
    """The problem without half characters, which no table can hold."""
    return replace(problem, source=replaced(problem.source), message=replaced(problem.message))
