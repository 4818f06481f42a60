"""The cues of a build in files that are mapped into memory, written by many tasks at once.

There may be a hundred million of them: none is looked at on the machine that leads the work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from refrain.builds.engine import Engine
from refrain.builds.mapped_tables import (
    CATEGORY,
    NUMBER,
    allocate,
    array_path,
    write_columns,
    write_strings,
)
from refrain.builds.part_files import columns_of
from refrain.schemas import STRING

_KINDS = {
    "transcript_id": CATEGORY,
    "start": NUMBER,
    "end": NUMBER,
    "start_char": NUMBER,
    "end_char": NUMBER,
    "speaker": CATEGORY,
}
_SECONDS, _CHARS = ("start", "end"), ("start_char", "end_char")


@dataclass(frozen=True, eq=False)
class CuePart:
    """The cues of one part: its file, how many cues each of its transcripts with any has, and who
    speaks in them, in order of appearance."""

    path: Path
    counts: np.ndarray
    speakers: list[str]


@dataclass(frozen=True, eq=False)
class _Piece:
    """A part, the row of its first cue among all, the number of its first transcript among those
    with cues, and the numbers of its speakers among all."""

    part: CuePart
    folder: Path
    start: int
    transcript: int
    speakers: np.ndarray


def write_cues(
    folder: Path, parts: Sequence[CuePart], transcript_ids: pd.Series, engine: Engine
) -> None:
    """Write the cues of parts, one after another; `transcript_ids` are those with cues."""
    folder.mkdir(parents=True, exist_ok=True)
    names: dict[str, int] = {}
    for part in parts:
        for name in part.speakers:
            names.setdefault(name, len(names))
    total = int(sum(part.counts.sum() for part in parts))
    for name in (*_SECONDS, *_CHARS):
        kind = np.float64 if name in _SECONDS else np.int64
        allocate(array_path(folder, name), total, np.dtype(kind))
    for name, categories in (
        ("transcript_id", transcript_ids.astype(STRING)),
        ("speaker", pd.Series([*names], dtype=STRING)),
    ):
        allocate(array_path(folder, name, "codes"), total, _code_type(len(categories)))
        write_strings(categories, folder, f"{name}.categories")
    write_columns(folder, total, _KINDS)
    for _ in engine.map(_fill, _pieces(folder, parts, names)):
        pass


def _pieces(folder: Path, parts: Sequence[CuePart], names: dict[str, int]) -> list[_Piece]:
    pieces, start, transcript = [], 0, 0
    for part in parts:
        numbers = np.array([names[name] for name in part.speakers], dtype=np.int64)
        if len(part.counts):
            pieces.append(_Piece(part, folder, start, transcript, numbers))
        start += int(part.counts.sum())
        transcript += len(part.counts)
    return pieces


def _code_type(categories: int) -> Any:
    """The type that pandas has for codes of so many categories: others it would copy."""
    return pd.Categorical.from_codes([], pd.RangeIndex(categories)).codes.dtype


def _fill(piece: _Piece) -> None:
    table = columns_of(piece.part.path)
    for name in _SECONDS:
        _put(piece, name, "", pc.fill_null(table[name], float("nan")).to_numpy())
    for name in _CHARS:
        _put(piece, name, "", table[name].to_numpy())
    counts = piece.part.counts
    codes = np.repeat(np.arange(len(counts)) + piece.transcript, counts)
    _put(piece, "transcript_id", "codes", codes)
    speakers = pd.Index(piece.part.speakers, dtype=STRING).get_indexer(
        pd.Index(table["speaker"].to_pandas().astype(STRING))
    )
    # The number of no speaker, -1, picks the last.
    _put(piece, "speaker", "codes", np.append(piece.speakers, -1)[speakers])


def _put(piece: _Piece, name: str, what: str, values: np.ndarray) -> None:
    target = np.load(array_path(piece.folder, name, what), mmap_mode="r+", allow_pickle=False)
    target[piece.start : piece.start + len(values)] = values
    target.flush()
