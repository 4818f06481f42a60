"""Segments: the stretches of an alignment that agree in a given share of words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


def maximal_segments(gains: Sequence[int], losses: Sequence[int]) -> list[tuple[int, int]]:
    """The maximal scoring segments of an alignment (Ruzzo and Tompa 1999), in linear time.

    `gains` has what each block is worth, `losses` what each gap between two blocks costs. A segment
    goes from one block to another, both included; no part at either end of it costs more than it is
    worth, and none that holds it and is worth more has that property. With `100 - s` for each equal
    word and `s` for each other one, every segment agrees in `s` percent or more, and so does
    whatever it begins or ends with.

    >>> maximal_segments([40, 10, 50], [50, 5])
    [(0, 0), (1, 2)]
    """
    found: list[_Segment] = []
    total = 0
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

    before: int
    after: int
    first: int
    last: int
    lower: int
