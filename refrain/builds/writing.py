"""The corpus of a build, once its chunks are joined: as files to be mapped, and as tables."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from refrain.builds.engine import Engine
from refrain.builds.joining import Joined
from refrain.builds.manifest import MAPPED_FOLDER
from refrain.builds.mapped_cues import CuePart, write_cues
from refrain.builds.mapped_tables import write_table
from refrain.builds.mapped_text import write_text
from refrain.builds.opened import SPELLING
from refrain.builds.part_files import PartWriter, part_name
from refrain.builds.reading import CUES_FOLDER, ReadChunk
from refrain.corpus import Corpus


def write_frame(frame: pd.DataFrame, folder: Path, name: str, part: int = 0) -> None:
    """Write a dataframe as a part of a table, in the folder of a build."""
    plain = frame.astype(
        {c: kind.categories.dtype for c, kind in frame.dtypes.items() if _is_category(kind)}
    )
    with PartWriter(folder / name / part_name(part)) as writer:
        writer.write(pa.Table.from_pandas(plain, preserve_index=False))


def write_corpus(joined: Joined, chunks: list[ReadChunk], folder: Path, engine: Engine) -> None:
    """Write the tables of a corpus, to be mapped, and those that have no parts yet."""
    corpus, mapped = joined.corpus, folder / MAPPED_FOLDER
    frame = corpus.transcripts
    if corpus.spellings is not None:
        frame = frame.assign(**{SPELLING: corpus.spellings})
    write_table(frame, mapped / "transcripts", elsewhere="text")
    write_table(corpus.texts, mapped / "texts", elsewhere="text")
    write_table(corpus.problems, mapped / "problems")
    _write_texts(joined, mapped, engine)
    _write_cues(joined, chunks, folder, engine)
    write_frame(corpus.texts.drop(columns="text"), folder, "texts")
    write_frame(corpus.problems, folder, "problems")


def _write_texts(joined: Joined, mapped: Path, engine: Engine) -> None:
    ends = np.cumsum(joined.rows)
    lengths = np.split(joined.text_bytes, ends[:-1])
    missing = joined.corpus.transcripts["text_id"].isna().to_numpy(dtype=bool)
    every = [(path, None) for path in joined.parts]
    write_text(mapped / "transcripts", every, lengths, missing, engine)
    if joined.is_first.all():
        return
    parts = joined.text_parts
    some = [(part.path, part.rows) for part in parts]
    lengths = [length[part.rows] for length, part in zip(lengths, parts, strict=True)]
    write_text(mapped / "texts", some, lengths, np.zeros(0, bool), engine)


def _write_cues(joined: Joined, chunks: list[ReadChunk], folder: Path, engine: Engine) -> None:
    counts = np.split(joined.cues, np.cumsum(joined.rows)[:-1])
    speakers = [names for chunk in chunks for names in chunk.speakers]
    parts = [
        CuePart(folder / CUES_FOLDER / path.name, count[count > 0], names)
        for path, count, names in zip(joined.parts, counts, speakers, strict=True)
    ]
    ids = joined.corpus.transcripts["transcript_id"][joined.cues > 0]
    write_cues(folder / MAPPED_FOLDER / "cues", parts, ids, engine)


def counts_of(corpus: Corpus, cues: int) -> dict[str, int]:
    """How much there is of a corpus whose texts and cues are elsewhere."""
    frame, texts = corpus.transcripts, corpus.texts
    return {
        "rows": len(frame),
        "transcripts": int(frame["text_id"].notna().sum()),
        "texts": len(texts),
        "words": int(frame["words"].sum()),
        "characters": int(frame["chars"].sum()),
        "words_of_texts": int(texts["words"].sum()),
        "cues": cues,
        "problems": int(corpus.problems["count"].sum()),
    }


def _is_category(kind: object) -> bool:
    return isinstance(kind, pd.CategoricalDtype)
