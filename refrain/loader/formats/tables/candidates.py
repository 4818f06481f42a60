"""What a person may choose from: the columns of a file, and which were guessed, and why."""

from __future__ import annotations

from typing import NamedTuple

from refrain.loader.formats.tables import (
    arrow,
    chat,
    delimited,
    json_lines,
    json_table,
    parquet,
    refrain_rows,
)
from refrain.loader.formats.tables.arrow_rows import DAMAGE
from refrain.loader.formats.tables.columns import Choice, guess
from refrain.loader.formats.tables.rows import Table
from refrain.loader.source import Source

_CONTAINERS = (parquet, arrow, json_lines, json_table, delimited)


class Candidates(NamedTuple):
    """The names of the columns of a table, and the choice for each field: `column` (None where none
    was found), `others` that it may be, `why`, and `is_sure`."""

    names: list[str]
    text: Choice
    topic: Choice
    title: Choice


def candidates(source: Source) -> Candidates | None:
    """The columns of a file; None where it is no table, or one in which there is nothing to choose:
    of chats, or of Refrain's own.

    Reads its first rows only, unless it is JSON or CSV. Raises OSError where it cannot be opened.
    """
    form = next((form for form in _CONTAINERS if form.recognises(source)), None)
    if form is None:
        return None
    try:
        table: Table | None = form.open_table(source)
    except DAMAGE as error:
        if isinstance(error, OSError) and not source.size:
            raise
        return None
    if table is None or refrain_rows.are_own(table.names):
        return None
    if chat.form_of(table) and not source.options.text_column:
        return None
    columns = guess(table, source.options)
    return Candidates(table.names, columns.text, columns.topic, columns.title)
