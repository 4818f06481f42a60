"""Where a sequence repeats itself: stretches in which each item equals the one a period before."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Run(NamedTuple):
    """A stretch that has a period: where it begins, its items, and those of its period."""

    start: int
    items: int
    period: int


class Periods(NamedTuple):
    """The loops of a sequence, in order, and whether each item repeats what is right before it."""

    loops: list[Run]
    repeats: np.ndarray


def periods(
    ids: np.ndarray, max_period: int, min_turns: int, min_repeated: int, min_repeats: int
) -> Periods:
    """What follows itself in a sequence of numbers.

    A loop has `min_turns` turns and `min_repeated` items more than its period; a stretch is one
    loop, of its shortest period. An item repeats what is right before it where it is in the later
    of two equal sequences that touch, of `min_repeats` items or more, and in no loop. Periods are
    up to `max_period`. Time is linear (times `max_period`), and so is memory.
    """
    in_loop = np.zeros(len(ids), dtype=bool)
    steps = np.zeros(len(ids) + 1, dtype=np.int32)
    loops: list[Run] = []
    for period in range(1, max_period + 1):
        same = np.zeros(max(len(ids) - period, 0) + 2, dtype=np.int8)
        same[1:-1] = ids[:-period] == ids[period:]
        edges = np.diff(same)
        begin, stop = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
        repeated = stop - begin
        if period >= min_repeats:
            twice = repeated >= period
            np.add.at(steps, begin[twice] + period, 1)
            np.add.at(steps, stop[twice] + period, -1)
        keep = (repeated >= (min_turns - 1) * period) & (repeated >= min_repeated)
        for at, items in zip(begin[keep], repeated[keep] + period, strict=True):
            if not in_loop[at : at + items].any():
                in_loop[at : at + items] = True
                loops.append(Run(int(at), int(items), period))
    np.cumsum(steps, out=steps)
    return Periods(sorted(loops), (steps[:-1] > 0) & ~in_loop)
