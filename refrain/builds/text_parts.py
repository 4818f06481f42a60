"""The distinct texts of a build, part by part: how tasks are told which texts are theirs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow.parquet import ParquetFile


@dataclass(frozen=True, eq=False)
class TextPart:
    """The distinct texts that appear first in one part of the transcripts.

    `path` is its Parquet file, with the columns of `refrain.schemas.TRANSCRIPTS`; `rows` are those
    of its rows in which a distinct text appears for the first time, in order; `first` is the number
    of the first of these among all distinct texts (their row in `Corpus.texts`).
    """

    path: Path
    rows: np.ndarray
    first: int

    def texts(self) -> Iterator[pa.LargeStringArray]:
        """The distinct texts of the part in order, some at a time."""
        return texts_of(self.path, self.rows)


def texts_of(path: Path, rows: np.ndarray | None = None) -> Iterator[pa.LargeStringArray]:
    """The texts in a part of the transcripts in order, some at a time: those of all rows, missing
    ones too, or of the rows that are named."""
    before = 0
    with ParquetFile(path) as file:
        for group in range(file.num_row_groups):
            # One row group is about 2 MB of text: no more than it is in memory.
            texts = pc.cast(
                file.read_row_group(group, columns=["text"]).column("text"), pa.large_string()
            ).combine_chunks()
            here, before = before, before + len(texts)
            if rows is not None:
                start, end = np.searchsorted(rows, (here, before))
                texts = texts.take(pa.array(rows[start:end] - here))
            yield texts


def text_parts(paths: list[Path], lengths: list[int], is_first: np.ndarray) -> list[TextPart]:
    """The parts of the transcripts, whose numbers of rows are `lengths`; `is_first` says of every
    row of all parts whether a distinct text appears there for the first time."""
    ends = np.cumsum(lengths, dtype=np.int64)
    parts, before = [], 0
    for path, end, length in zip(paths, ends, lengths, strict=True):
        rows = np.flatnonzero(is_first[end - length : end])
        parts.append(TextPart(path, rows, before))
        before += len(rows)
    return parts
