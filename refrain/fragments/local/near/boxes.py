"""Pairs of passages as boxes, and which of them lie in others."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import NamedTuple

MOST_AT_ONCE = 64
"""Boxes over one place that are looked at: only in loops there are more."""


class Box(NamedTuple):
    """Where two passages begin and stop."""

    q: int
    q_stop: int
    p: int
    p_stop: int


class Boxes:
    """Boxes that were found before; asked about others in the order of their texts and of `q`."""

    def __init__(self) -> None:
        """None so far."""
        self._row = -1
        self._here: list[Box] = []
        self._ahead: list[Box] = []

    def add(self, box: Box) -> None:
        """One that was found, of the text that was asked about last."""
        heappush(self._ahead, box)

    def hold(self, row: int, box: Box) -> bool:
        """Whether one of them has both passages of this box in its own; `row` is the text of the
        first one."""
        if row != self._row:
            self._row, self._here, self._ahead = row, [], []
        while self._ahead and self._ahead[0].q <= box.q:
            self._here.append(heappop(self._ahead))
        self._here = [own for own in self._here if own.q_stop > box.q][-MOST_AT_ONCE:]
        return any(
            own.p <= box.p and own.p_stop >= box.p_stop and own.q_stop >= box.q_stop
            for own in self._here
        )
