"""A chunk of files to the parts of tables: what one task of a build does.

Parts appear whole: each is written under another name first, and the file that says what there is
of a chunk comes last. So a task that runs twice, or is cut off and begun again, leaves the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from refrain.assembly import Batch, in_batches, without_halves
from refrain.builds.chunks import Chunk, Recording
from refrain.builds.part_files import PartWriter, holds, part_name, written_whole
from refrain.corpus import content_hash
from refrain.loader import read_recording
from refrain.loader.source import Source
from refrain.records import Problem, Transcript
from refrain.schemas import CUES, TRANSCRIPTS

PIECE_CHARS = 64_000_000
"""Characters of text in a part: what a file has beyond them goes into a further one."""
TRANSCRIPTS_FOLDER, CUES_FOLDER, WORK_FOLDER = "transcripts", "cues", "work"
AS_WRITTEN = "topic_as_written"
"""The column of the parts of the transcripts with the topics as files have them, whatever others
write; `topic` has the spelling that is the most frequent in the end."""
_PROBLEM = pa.schema(
    [
        ("source", pa.large_string()),
        ("line", pa.int64()),
        ("kind", pa.large_string()),
        ("message", pa.large_string()),
        ("count", pa.int64()),
    ]
)
_ROWS = pa.schema([("text_bytes", pa.int64()), ("cues", pa.int64())])
_CUES = pa.schema(
    [
        ("transcript_id", pa.large_string()),
        ("start", pa.float64()),
        ("end", pa.float64()),
        ("start_char", pa.int64()),
        ("end_char", pa.int64()),
        ("speaker", pa.large_string()),
    ]
)


@dataclass(frozen=True)
class ReadChunk:
    """What was read of a chunk: of each of its parts how many transcripts and cues there are, and
    who speaks in them, in order; and hashes of all that is in the parts, and of their texts."""

    stamp: str
    rows: list[int]
    cues: list[int]
    speakers: list[list[str]]
    problems: int
    content: str
    texts: str


def read_chunk(chunk: Chunk, folder: Path, piece_chars: int = PIECE_CHARS) -> ReadChunk:
    """Read a chunk into the parts of a build that is being made in a folder."""
    work = folder / WORK_FOLDER
    problems: list[Problem] = []
    content, texts = (hashlib.blake2b(digest_size=16) for _ in range(2))
    rows, cues, speakers = [], [], []
    pieces = _pieces(in_batches(_records(chunk), problems), piece_chars)
    for number, batches in enumerate(pieces):
        name = part_name(chunk.number, number)
        heard: dict[str, None] = {}
        with ExitStack() as stack:
            open_part = stack.enter_context
            transcripts = open_part(PartWriter(folder / TRANSCRIPTS_FOLDER / name, plain=("text",)))
            cue_part = open_part(PartWriter(folder / CUES_FOLDER / name, _CUES))
            about = open_part(PartWriter(work / f"rows-{name}", _ROWS))
            for batch in batches:
                rows_as_read = pa.Table.from_batches([batch.transcripts])
                transcripts.write(rows_as_read.append_column(AS_WRITTEN, rows_as_read["topic"]))
                cue_part.write(_cue_table(batch.cues))
                about.write(_about(batch))
                heard.update(dict.fromkeys(batch.cues["speaker"].cat.categories))
                content.update(_content(batch).encode())
                texts.update(content_hash([pd.Series(batch.transcripts["text"])]).encode())
        rows.append(transcripts.rows)
        cues.append(cue_part.rows)
        speakers.append([*heard])
    with PartWriter(work / f"problems-{part_name(chunk.number)}", _PROBLEM) as part:
        lines = [asdict(without_halves(problem)) for problem in problems]
        part.write(pa.Table.from_pylist(lines, schema=_PROBLEM))
    content.update(repr(problems).encode("utf-8", "surrogatepass"))
    read = ReadChunk(
        chunk.stamp,
        rows,
        cues,
        speakers,
        len(problems),
        content.hexdigest(),
        texts.hexdigest(),
    )
    with written_whole(_said(chunk, folder)) as draft:
        draft.write_text(json.dumps(asdict(read)), encoding="utf-8")
    return read


def read_before(chunk: Chunk, folder: Path) -> ReadChunk | None:
    """What was read of a chunk before, if it was of the same files and all its parts are there."""
    try:
        read = ReadChunk(**json.loads(_said(chunk, folder).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    if read.stamp != chunk.stamp:
        return None
    work = folder / WORK_FOLDER
    parts = [(work / f"problems-{part_name(chunk.number)}", read.problems)]
    for number, (rows, cues) in enumerate(zip(read.rows, read.cues, strict=True)):
        name = part_name(chunk.number, number)
        parts += [
            (folder / TRANSCRIPTS_FOLDER / name, rows),
            (folder / CUES_FOLDER / name, cues),
            (work / f"rows-{name}", rows),
        ]
    return read if all(holds(*part) for part in parts) else None


def _said(chunk: Chunk, folder: Path) -> Path:
    return folder / WORK_FOLDER / f"chunk-{chunk.number:05}.json"


def _records(chunk: Chunk) -> Iterator[Transcript | Problem]:
    for one in chunk.found:
        if isinstance(one, Problem):
            yield one
            continue
        yield from _recorded(one, chunk)


def _recorded(recording: Recording, chunk: Chunk) -> Iterator[Transcript | Problem]:
    sources = []
    for source in recording.sources(chunk.options):
        if isinstance(source, Source):
            sources.append(source)
        else:
            yield source
    if sources:
        yield from read_recording(sources, only=chunk.is_only)


def _pieces(batches: Iterator[Batch], most: int) -> Iterator[Iterator[Batch]]:
    """The batches in runs of so many characters: each is read before the next is asked for."""

    def run(first: Batch) -> Iterator[Batch]:
        chars = 0
        for batch in chain([first], batches):
            yield batch
            chars += pc.sum(batch.transcripts["chars"]).as_py() or 0
            if chars >= most:
                return

    for first in batches:
        yield run(first)


def _cue_table(cues: pd.DataFrame) -> pa.Table:
    columns: dict[str, Any] = {
        name: pa.array(cues[name], from_pandas=True).cast(field.type)
        for name, field in zip(_CUES.names, _CUES, strict=True)
    }
    return pa.table(columns, schema=_CUES)


def _about(batch: Batch) -> pa.Table:
    """Of each transcript, how long its text is in UTF-8, and how many cues it has."""
    lengths = pc.fill_null(pc.binary_length(batch.transcripts["text"]), 0)
    ids = batch.transcripts["transcript_id"].to_pandas()
    cues = ids.map(batch.cues["transcript_id"].value_counts()).fillna(0).astype("int64")
    return pa.table({"text_bytes": lengths.cast(pa.int64()), "cues": cues}, schema=_ROWS)


def _content(batch: Batch) -> str:
    table = batch.transcripts
    return content_hash(
        [
            *(_series(table[name]) for name in TRANSCRIPTS.columns),
            *(batch.cues[name] for name in CUES.columns),
        ]
    )


def _series(column: pa.Array) -> pd.Series:
    if pa.types.is_integer(column.type):
        return pd.Series(column.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get))
    return column.to_pandas()
