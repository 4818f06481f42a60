"""Whether the rows of a table are timed pieces, and by which columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from refrain.loader.formats.tables import column_names
from refrain.loader.formats.tables.cells import label_of, text_of, time_of
from refrain.loader.formats.tables.columns import Columns
from refrain.loader.formats.tables.rows import Table

_MOST, _IN_ORDER = 0.9, 0.9
_LONGEST_PIECE = 2000
_SHORTEST_IN_MS, _SLOWEST = 100.0, 0.2


class Pieces(NamedTuple):
    """The columns of timed pieces: when each begins, and ends or how long it is (seconds to a unit:
    `scale`); and which says whose they are, None where all are of one recording."""

    start: str
    end: str | None
    duration: str | None
    group: str | None
    scale: float

    @property
    def columns(self) -> set[str]:
        """All that are read."""
        names = (self.start, self.end, self.duration, self.group)
        return {name for name in names if name is not None}


def pieces_of(table: Table, columns: Columns) -> Pieces | None:
    """What tells that rows are timed pieces; None where they are not.

    They are where most have a time at which they begin and one at which they end, and these follow
    each other: in the rows of one recording, or in all rows.
    """
    fields = columns.by_field
    start, end, duration = fields.get("start"), fields.get("end"), fields.get("duration")
    if start is None or (end is None and duration is None) or len(table.sample) < 2:
        return None
    if not _are_timed(table.sample, columns, start):
        return None
    scale = _scale(table.sample, columns, (start, end, duration))
    candidates = [name for name in named_groups(table.names) if name != columns.text.column]
    for group in candidates:
        if _is_in_order(table.sample, start, group):
            return Pieces(start, end, duration, group, scale)
    if _is_in_order(table.sample, start, None) and not _has_many(table.sample, candidates):
        return Pieces(start, end, duration, None, scale)
    return None


def named_groups(names: list[str]) -> list[str]:
    """The columns that may say which recording a row is of."""
    return column_names.named(names, column_names.GROUP)


def _are_timed(sample: Sequence[Mapping[str, Any]], columns: Columns, start: str) -> bool:
    texts = [text_of(cells.get(columns.text.column or "")).text for cells in sample]
    spoken = [(cells, text) for cells, text in zip(sample, texts, strict=True) if text is not None]
    timed = sum(time_of(cells.get(start)) is not None for cells, _ in spoken)
    chars = sum(len(text) for _, text in spoken)
    return timed >= _MOST * max(1, len(spoken)) and chars <= _LONGEST_PIECE * len(spoken)


def _is_in_order(sample: Sequence[Mapping[str, Any]], start: str, group: str | None) -> bool:
    """Whether rows next to each other, of one group, begin one after the other."""
    begins = [
        (label_of(cells.get(group)) if group else "", time_of(cells.get(start))) for cells in sample
    ]
    pairs = [
        (one, two)
        for (of_one, one), (of_two, two) in pairwise(begins)
        if of_one is not None and of_one == of_two and one is not None and two is not None
    ]
    in_order = sum(one <= two for one, two in pairs)
    return bool(pairs) and in_order >= _IN_ORDER * len(pairs)


def _has_many(sample: Sequence[Mapping[str, Any]], groups: list[str]) -> bool:
    """Whether a column says that each row is of another recording."""
    return any(
        len({label for cells in sample if (label := label_of(cells.get(name)))}) > 1
        for name in groups
    )


def _scale(
    sample: Sequence[Mapping[str, Any]], columns: Columns, names: tuple[str | None, ...]
) -> float:
    """Seconds to a unit: milliseconds where a name says so; or where all times are whole, and a
    piece would take an hour to say."""
    start, end, duration = names
    if any(name and column_names.key(name).endswith("ms") for name in names):
        return 0.001
    lengths, letters = [], 0
    for cells in sample:
        values = [cells.get(name) for name in (start, end or duration) if name]
        numbers = [_whole(value) for value in values]
        if numbers[0] is None or numbers[1] is None:
            continue
        lengths.append(numbers[1] - numbers[0] if end else numbers[1])
        letters += len(text_of(cells.get(columns.text.column or "")).text or "")
    is_whole = 2 * len(lengths) > len(sample)
    if is_whole and median(lengths) >= _SHORTEST_IN_MS and letters < sum(lengths) * _SLOWEST:
        return 0.001
    return 1


def _whole(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    text = value.strip() if isinstance(value, str) else ""
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 16 else None
