"""Segments: the stretches of an alignment that agree in a given share of words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


def maximal_segments(gains: Sequence[float], losses: Sequence[float]) -> list[tuple[int, int]]:
    """The maximal scoring segments of an alignment (Ruzzo and Tompa 1999), in linear time.

    `gains` has what each block is worth, `losses` what each gap between two blocks costs. A segment
    goes from one block to another, both included; no part at either end of it costs more than it is
    worth, and none that holds it and is worth more has that property. With `1 - s` for each equal
    word and `s` for each other one, every segment agrees in a share of `s` or more, and so does
    whatever it begins or ends with.

    >>> maximal_segments([4, 1, 5], [5, 0.5])
    [(0, 0), (1, 2)]
    """
    found: list[_Segment] = []
    total = 0.0
    for number, gain in enumerate(gains):
        before, total = total, total + gain
        segment = _Segment(before, total, number, number, len(found) - 1)
        while True:
            place = segment.lower
            while place >= 0 and found[place].before >= segment.before:
                place = found[place].lower
            if place < 0 or found[place].after >= segment.after:
                break
            joined = found[place]
            segment = joined._replace(after=segment.after, last=number)
            del found[place:]
        found.append(segment._replace(lower=place))
        if number < len(losses):
            total -= losses[number]
    return [(segment.first, segment.last) for segment in found]


class _Segment(NamedTuple):
    """A candidate: the sum before and after it, its first and last block, and `lower`, the number
    of the latest candidate before it whose sum before is smaller (-1 for none)."""

    before: float
    after: float
    first: int
    last: int
    lower: int
