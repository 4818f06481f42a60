"""What no chunk knows by itself: which texts are the same, how topics are spelled, what is alike.

Only columns without text are read here: what is in memory grows with the number of transcripts, and
not with their words.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from refrain.assembly import Tables, assembled, problems_frame, transcripts_frame
from refrain.builds.part_files import columns_of, part_name
from refrain.builds.reading import AS_WRITTEN, TRANSCRIPTS_FOLDER, WORK_FOLDER, ReadChunk
from refrain.builds.text_parts import TextPart, text_parts
from refrain.corpus import Corpus
from refrain.records import Problem
from refrain.schemas import TRANSCRIPTS


class Joined(NamedTuple):
    """What the chunks make together.

    `corpus` has all but its texts and cues. `parts` are those of the transcripts, `text_bytes` how
    long each text of them is, `cues` how many each has, and `is_first` whether a distinct text is
    there for the first time: by row of all of them.
    """

    corpus: Corpus
    parts: list[Path]
    rows: list[int]
    text_bytes: np.ndarray
    cues: np.ndarray
    is_first: np.ndarray

    @property
    def text_parts(self) -> list[TextPart]:
        """The parts with their distinct texts."""
        return text_parts(self.parts, self.rows, self.is_first)


def joined(name: str, folder: Path, chunks: Sequence[ReadChunk]) -> Joined:
    """Join what was read of the chunks in a folder.

    Raises SchemaError where two transcripts have one id.
    """
    names = [
        part_name(number, piece)
        for number, chunk in enumerate(chunks)
        for piece in range(len(chunk.rows))
    ]
    parts = [folder / TRANSCRIPTS_FOLDER / name for name in names]
    about = pa.concat_tables(columns_of(folder / WORK_FOLDER / f"rows-{name}") for name in names)
    transcripts = _transcripts(parts)
    no_cues = assembled([]).cues
    tables = Tables(transcripts, no_cues, _problems(folder, len(chunks)))
    ids = transcripts["text_id"]
    return Joined(
        Corpus.of_tables(name, tables),
        parts,
        [rows for chunk in chunks for rows in chunk.rows],
        about["text_bytes"].to_numpy(),
        about["cues"].to_numpy(),
        (ids.notna() & ~ids.duplicated()).to_numpy(dtype=bool),
    )


def _transcripts(parts: Sequence[Path]) -> pd.DataFrame:
    """The rows of all parts, without their texts, and with topics as they are written."""
    names = [name for name in TRANSCRIPTS.columns if name not in ("text", "topic")]
    table = pa.concat_tables(columns_of(part, [*names, AS_WRITTEN]) for part in parts)
    no_text = pa.nulls(table.num_rows, pa.large_string())
    return transcripts_frame(
        table.rename_columns({AS_WRITTEN: "topic"}).append_column("text", no_text)
    )


def _problems(folder: Path, chunks: int) -> pd.DataFrame:
    """The problems of all chunks; of very many that are alike, one row has their number."""
    tables = [
        columns_of(folder / WORK_FOLDER / f"problems-{part_name(number)}")
        for number in range(chunks)
    ]
    rows = (row for table in tables for row in table.to_pylist())
    return problems_frame(Problem(**row) for row in rows)
