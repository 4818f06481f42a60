"""Stretches of a text, many of them in little memory."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

import numpy as np

from refrain.time_marks import Span


def table(rows: Iterable[tuple[int, ...]], columns: int) -> np.ndarray:
    """Rows of whole numbers, so many in each."""
    numbers = array("q")
    for row in rows:
        numbers.extend(row)
    return np.frombuffer(numbers, dtype=np.int64).reshape(-1, columns)


class Spans:
    """Stretches that do not overlap, in order, in which places are looked up."""

    def __init__(self, spans: np.ndarray) -> None:
        """`spans` has a row each, its start and end; those that overlap or touch become one, and
        empty ones none."""
        spans = spans[spans[:, 1] > spans[:, 0]]
        spans = spans[np.argsort(spans[:, 0], kind="stable")]
        reached = np.maximum.accumulate(spans[:, 1]) if len(spans) else spans[:, 1]
        begins = np.append(True, spans[1:, 0] > reached[:-1])[: len(spans)]
        ends = reached[np.append(begins[1:], True)[: len(spans)]]
        self._starts = array("q", np.ascontiguousarray(spans[begins, 0]).tobytes())
        self._ends = array("q", np.ascontiguousarray(ends).tobytes())

    @classmethod
    def of(cls, spans: Iterable[Span]) -> Spans:
        """The stretches of pairs of a start and an end."""
        return cls(table(spans, 2))

    def __iter__(self) -> Iterator[Span]:
        return zip(self._starts, self._ends, strict=True)

    def __len__(self) -> int:
        return len(self._starts)

    def has(self, place: int) -> bool:
        """Whether a character is in one of them."""
        return self._row(place) >= 0

    def share(self, one: int, other: int) -> bool:
        """Whether two characters are in the same."""
        return self._row(one) == self._row(other) >= 0

    def cover(self, places: np.ndarray) -> np.ndarray:
        """Which of some characters are in one of them."""
        starts, ends = (
            np.frombuffer(column, dtype=np.int64) for column in (self._starts, self._ends)
        )
        row = np.searchsorted(starts, places, "right") - 1
        return (row >= 0) & (places < np.append(ends, 0)[row])

    def without(self, others: Spans) -> Iterator[Span]:
        """What is left of these without others, in order."""
        for start, end in self:
            cursor = start
            row = bisect_right(others._ends, start)
            while row < len(others) and others._starts[row] < end:
                if others._starts[row] > cursor:
                    yield cursor, others._starts[row]
                cursor = max(cursor, others._ends[row])
                row += 1
            if cursor < end:
                yield cursor, end

    def _row(self, place: int) -> int:
        row = bisect_right(self._starts, place) - 1
        return row if row >= 0 and place < self._ends[row] else -1


class Places:
    """Places in a text, looked up by `in`."""

    def __init__(self, places: np.ndarray) -> None:
        """`places` in any order."""
        self._places = array("q", np.unique(places).astype(np.int64).tobytes())

    def __contains__(self, place: int) -> bool:
        at = bisect_left(self._places, place)
        return at < len(self._places) and self._places[at] == place
