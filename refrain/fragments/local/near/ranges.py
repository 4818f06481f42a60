"""What near-repeats cover, and what goes of it if each is kept once."""

from __future__ import annotations

import numpy as np

from refrain.fragments.local.near.pairs import NearPairs
from refrain.fragments.local.ranges import Ranges


def covered(pairs: NearPairs, which: np.ndarray) -> Ranges:
    """The positions that both passages of these pairs cover."""
    begin = np.concatenate([pairs.p[which], pairs.q[which]])
    words = np.concatenate([pairs.p_words[which], pairs.q_words[which]])
    order = begin.argsort(kind="stable")
    return Ranges.of(begin[order], words[order])


def redundant(pairs: NearPairs, which: np.ndarray, positions: int, fewest: int) -> Ranges:
    """The positions that go if of each pair the first passage is kept: those of the second that
    agree with `fewest` words or more that stay themselves, or stand between such.

    What is like a passage that goes only because it is like a third stays: nothing says that it is
    like the third. The pairs are looked at by their second passages, so that what happens to the
    first one, which ends before, is settled.
    """
    goes = np.zeros(positions, dtype=bool)
    order = which[pairs.q[which].argsort(kind="stable")]
    for pair in order.tolist():
        p, q = int(pairs.p[pair]), int(pairs.q[pair])
        p_stop, q_stop = p + int(pairs.p_words[pair]), q + int(pairs.q_words[pair])
        source = goes[p:p_stop]
        if not source.any():
            goes[q:q_stop] = True
            continue
        for begin, stop in zip(*_edges(~source), strict=True):
            if stop - begin >= fewest:
                start, end = _counterpart(pairs, pair, p + int(begin), p + int(stop))
                goes[start:end] = True
    return Ranges(*_edges(goes))


def _edges(marks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where what is marked begins, and where it stops."""
    edges = np.flatnonzero(np.diff(marks, prepend=False, append=False))
    return edges[::2], edges[1::2]


def _counterpart(pairs: NearPairs, pair: int, begin: int, stop: int) -> tuple[int, int]:
    """Where the equal words between two positions of the first passage are in the second: from the
    first of them to the last."""
    p, q, words = pairs.blocks[pairs.first[pair] : pairs.first[pair + 1]].T
    head = int(np.searchsorted(p + words, begin, "right"))
    tail = int(np.searchsorted(p, stop)) - 1
    if head > tail:
        return 0, 0
    start = q[head] + max(begin - p[head], 0)
    end = q[tail] + min(stop - p[tail], words[tail])
    return int(start), int(end)
