"""Parts of the transcripts whose topics others write in another way, written again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow.parquet import ParquetFile

from refrain.builds.engine import Engine
from refrain.builds.joining import Joined
from refrain.builds.part_files import PartWriter
from refrain.builds.reading import AS_WRITTEN
from refrain.schemas import STRING


@dataclass(frozen=True)
class _Respelled:
    """A part, and how its topics are spelled by how they are written."""

    path: Path
    topics: Mapping[str, str]


def spell_topics(joined: Joined, engine: Engine) -> None:
    """See to it that the parts have topics as the corpus has them."""
    written = joined.corpus.spellings
    if written is None:
        return
    written = written.astype(STRING)
    shown = joined.corpus.transcripts["topic"].astype(STRING)
    items, end = [], 0
    for path, rows in zip(joined.parts, joined.rows, strict=True):
        here = slice(end, end := end + rows)
        pairs = dict(zip(written[here].dropna(), shown[here].dropna(), strict=True))
        if any(one != other for one, other in pairs.items()):
            items.append(_Respelled(path, pairs))
    for _ in engine.map(_respell, items):
        pass


def _respell(item: _Respelled) -> None:
    names = pa.array(item.topics.keys(), pa.large_string())
    spelled = pa.array(item.topics.values(), pa.large_string())
    with ParquetFile(item.path) as file, PartWriter(item.path, plain=("text",)) as part:
        for group in range(file.num_row_groups):
            table = file.read_row_group(group)
            at = table.column_names.index("topic")
            topics = spelled.take(pc.index_in(table[AS_WRITTEN].combine_chunks(), names))
            part.write(table.set_column(at, "topic", topics))
