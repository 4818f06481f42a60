"""The columns of tables: which there are, and what a person may choose of them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, TypeGuard

from refrain.loader import LoadOptions, registry
from refrain.loader.asked import asked_for
from refrain.loader.files import find
from refrain.loader.formats import tables
from refrain.loader.formats.tables.candidates import candidates
from refrain.loader.source import Source

MOST_TABLES = 50
"""Tables of a folder whose columns are listed."""
_ENDINGS = (
    *(".csv", ".tsv", ".json"),
    *(".jsonl", ".ndjson", ".parquet", ".arrow", ".feather", ".ipc"),
)
_READ_WHOLE = (".csv", ".tsv", ".json")
_LARGEST_READ_WHOLE = 10**8


class Columns(NamedTuple):
    """The columns of tables that a person chose; None where one is to be guessed."""

    text: str | None = None
    topic: str | None = None
    title: str | None = None


NO_COLUMNS = Columns()


def in_tables(path: Path, options: LoadOptions) -> tuple[str, ...]:
    """The names of the columns of the tables at a path or pattern, each once, in their order."""
    files = find(asked_for([path]), options)
    names: dict[str, None] = {}
    for table in [file for file in files if _may_be_table(file)][:MOST_TABLES]:
        names |= dict.fromkeys(_names(table))
    return tuple(names)


def _may_be_table(file: object) -> TypeGuard[Source]:
    if not isinstance(file, Source) or file.ending not in _ENDINGS:
        return False
    return file.ending not in _READ_WHOLE or file.size <= _LARGEST_READ_WHOLE


def _names(table: Source) -> list[str]:
    """Its columns; none where another format reads it, or it cannot be opened."""
    try:
        form = registry.format_of(table)
        if not getattr(form, "__name__", "").startswith(f"{tables.__name__}."):
            return []
        found = candidates(table)
    except OSError:
        return []
    return found.names if found else []
