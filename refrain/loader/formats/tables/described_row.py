"""What a row says of its transcript, besides the text."""

from __future__ import annotations

from refrain.loader.formats.tables.cells import label_of
from refrain.loader.formats.tables.columns import Columns
from refrain.loader.formats.tables.rows import Row
from refrain.loader.formats.tables.youtube import address
from refrain.loader.source import Source
from refrain.records import Transcript


def described(source: Source, row: Row, columns: Columns) -> Transcript:
    """A transcript without a text, with what its row says of it."""
    cells = row.cells
    transcript = Transcript(source.name, None, row.line)
    for name, column in columns.labels:
        setattr(transcript, name, label_of(cells.get(column)))
    if transcript.topic:
        transcript.topic_from = "column"
    if transcript.url is None and (youtube := columns.by_field.get("youtube")):
        transcript.url = address(cells.get(youtube))
    return transcript
