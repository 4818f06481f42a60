"""What a row says of its transcript, besides the text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from refrain.loader.formats.tables.cells import label_of
from refrain.loader.formats.tables.columns import Columns
from refrain.loader.formats.tables.rows import Row
from refrain.loader.formats.tables.youtube import address
from refrain.loader.source import Source
from refrain.records import Transcript


def described(source: Source, row: Row, columns: Columns) -> Transcript:
    """A transcript without a text, with what its row says of it."""
    cells, fields = row.cells, columns.by_field
    topic = _label(cells, columns.topic.column)
    return Transcript(
        source=source.name,
        text=None,
        line=row.line,
        topic=topic,
        topic_from="column" if topic else None,
        title=_label(cells, columns.title.column),
        speaker=_label(cells, fields.get("speaker")),
        language=_label(cells, fields.get("language")),
        published=_label(cells, fields.get("published")),
        url=_label(cells, fields.get("url")) or address(cells.get(fields.get("youtube", ""))),
    )


def _label(cells: Mapping[str, Any], column: str | None) -> str | None:
    return None if column is None else label_of(cells.get(column))
