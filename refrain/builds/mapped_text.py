"""The text of a build in one file that is mapped into memory, written by many tasks at once.

It has to be one: to choose among strings that are in several pieces, Arrow copies all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from refrain.builds.engine import Engine
from refrain.builds.mapped_tables import allocate, array_path, write_array
from refrain.builds.text_parts import texts_of

TEXT = "text"
"""The column that is written here."""


@dataclass(frozen=True, eq=False)
class _Piece:
    """The texts of one part (all, or those of some rows), and where their bytes begin."""

    path: Path
    rows: np.ndarray | None
    target: Path
    start: int


def write_text(
    folder: Path,
    parts: Sequence[tuple[Path, np.ndarray | None]],
    lengths: Sequence[np.ndarray],
    missing: np.ndarray,
    engine: Engine,
) -> None:
    """Write the column of the texts of parts, one after another: of all their rows, or of the rows
    that are named.

    `lengths` are the bytes of the texts, by part; `missing` says of each row of all parts whether
    it has none.
    """
    folder.mkdir(parents=True, exist_ok=True)
    counts = np.concatenate([np.zeros(1, np.int64), *lengths])
    offsets = np.cumsum(counts, dtype=np.int64)
    write_array(offsets, folder, TEXT, "offsets")
    if missing.any():
        write_array(missing, folder, TEXT, "missing")
    target = array_path(folder, TEXT, "utf8")
    allocate(target, int(offsets[-1]), np.dtype(np.uint8))
    ends = np.cumsum([0, *map(len, lengths)])
    pieces = [
        _Piece(path, rows, target, int(offsets[row]))
        for (path, rows), row in zip(parts, ends[:-1], strict=True)
    ]
    for _ in engine.map(_fill, pieces):
        pass


def _fill(piece: _Piece) -> None:
    at = piece.start
    content = None
    for texts in texts_of(piece.path, piece.rows):
        _, offsets, characters = texts.buffers()
        if not len(texts) or characters is None:
            continue
        places = np.frombuffer(offsets, np.int64)[texts.offset :][: len(texts) + 1]
        new = np.frombuffer(characters, np.uint8)[places[0] : places[-1]]
        if not len(new):
            continue
        if content is None:
            content = np.load(piece.target, mmap_mode="r+", allow_pickle=False)
        content[at : at + len(new)] = new
        at += len(new)
