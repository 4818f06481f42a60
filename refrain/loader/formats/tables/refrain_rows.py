"""Tables of transcripts that Refrain wrote: they load as what they were."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from refrain.loader.formats.tables.cells import is_missing, label_of
from refrain.loader.formats.tables.rows import Row, Table
from refrain.loader.source import Source
from refrain.records import Problem, Transcript
from refrain.schemas import ROLES

_MARKS = frozenset(("transcript_id", "text_id", "source", "position", "role", "topic", "text"))
_KEPT = ("topic_from", "title", "speaker", "language", "published", "url", "media")
_READ = frozenset(("source", "prompt", "role", "topic", "text", "text_id", *_KEPT))


def are_own(names: Collection[str]) -> bool:
    """Whether a table has the columns that tell it from all others."""
    return set(names) >= _MARKS


def read(source: Source, table: Table, name: str) -> Iterator[Transcript | Problem]:
    """The rows as they were: prompts and positions, roles, topics, titles and what else was said.

    Prompts are numbered through the table, as it may have those of several files.
    """
    prompts: dict[tuple[str | None, str], int] = {}
    positions: dict[int | None, int] = {}
    for row in table.rows(_READ):
        if isinstance(row, Problem):
            yield row
            continue
        number = label_of(row.cells.get("prompt"))
        prompt = None
        if number is not None:
            origin = label_of(row.cells.get("source"))
            prompt = prompts.setdefault((origin, number), len(prompts) + 1)
        positions[prompt] = positions.get(prompt, 0) + 1
        yield _transcript(source, row, prompt, positions[prompt], f"{name} (Refrain)")


def _transcript(
    source: Source, row: Row, prompt: int | None, position: int, name: str
) -> Transcript:
    cells = row.cells
    role = cells.get("role")
    transcript = Transcript(
        source=source.name,
        text=_text(cells),
        line=row.line,
        place=str(row.number),
        position=position,
        role=role if isinstance(role, str) and role in ROLES else "transcript",
        prompt=prompt,
        topic=_string(cells.get("topic")),
        format=name,
    )
    for field in _KEPT:
        setattr(transcript, field, _string(cells.get(field)))
    return transcript


def _text(cells: Mapping[str, Any]) -> str | None:
    """An empty one is what a cut left of it; one that never was there has no id either."""
    text = cells.get("text")
    if isinstance(text, str) and text:
        return text
    return None if is_missing(cells.get("text_id")) or not cells.get("text_id") else ""


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
