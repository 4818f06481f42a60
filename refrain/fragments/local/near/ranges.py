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


def redundant(pairs: NearPairs, which: np.ndarray, positions: int) -> Ranges:
    """The positions that go if of each pair the first passage is kept: those of the second that
    agree with words that stay themselves, or stand between such.

    What is like a passage that goes only because it is like a third stays: nothing says that it is
    like the third.
    """
    goes = np.zeros(positions, dtype=bool)
    order = which[pairs.q[which].argsort(kind="stable")]
    for pair in order.tolist():
        p, q = int(pairs.p[pair]), int(pairs.q[pair])
        p_words, q_words = int(pairs.p_words[pair]), int(pairs.q_words[pair])
        source = goes[p : p + p_words]
        if not source.any():
            goes[q : q + q_words] = True
            continue
        for begin, stop in _runs(~source):
            start, end = _counterpart(pairs, pair, [p + begin, p + stop])
            goes[start:end] = True
    edges = np.flatnonzero(np.diff(goes, prepend=False, append=False))
    return Ranges(edges[::2], edges[1::2])


def _runs(marks: np.ndarray) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(marks, prepend=False, append=False))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _counterpart(pairs: NearPairs, pair: int, places: list[int]) -> list[int]:
    """Where positions of the first passage of a pair are in the second."""
    blocks = pairs.blocks[pairs.first[pair] : pairs.first[pair + 1]]
    known_p = np.stack([blocks[:, 0], blocks[:, 0] + blocks[:, 2]], axis=1).ravel()
    known_q = np.stack([blocks[:, 1], blocks[:, 1] + blocks[:, 2]], axis=1).ravel()
    found: list[int] = np.interp(places, known_p, known_q).astype(np.int64).tolist()
    return found
