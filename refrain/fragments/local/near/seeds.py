"""Seeds: runs of equal words at two places, from which near-repeats are looked for.

Each place of a sequence of SEED_WORDS is linked with the two places before it that have the same,
and with the first two of all, so that a jingle in ten thousand texts makes some links for each, and
not their square. Sequences that stand in more than FREQUENT places are habits of speech and start
nothing, unless they are LONG_SEED_WORDS long.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from refrain.fragments.local.windows import grouped_windows

SEED_WORDS = 5
LONG_SEED_WORDS = 10
FREQUENT = 32
"""Places of a short sequence, beyond which it is a habit of speech."""
NEAREST = 20
"""Words between two places of one text, at least: what is nearer is a loop or a stutter."""


class Block(NamedTuple):
    """Equal words at two places: where they begin at the one, at the other, and how many."""

    p: int
    q: int
    words: int


class Runs(NamedTuple):
    """Equal words at two places, an entry for each run: `p` and `q`, the positions where it begins
    (`p` before `q`), and `words`, its length."""

    p: np.ndarray
    q: np.ndarray
    words: np.ndarray

    def take(self, which: np.ndarray) -> Runs:
        """Some of them, by a mask or by number."""
        return Runs(*(column[which] for column in self))

    @property
    def diagonal(self) -> np.ndarray:
        """How far each run's places are apart."""
        return self.q.astype(np.int64) - self.p


def seeds(ids: np.ndarray, rows: np.ndarray) -> Runs:
    """The runs of linked places, those of a diagonal in order and none touching the next.

    `ids` has the word at each position, `rows` the text that it is in.
    """
    short = _linked(ids, SEED_WORDS, 2, FREQUENT)
    long = _linked(ids, LONG_SEED_WORDS, FREQUENT + 1, len(ids))
    both = Runs(*map(np.concatenate, zip(short, long, strict=True)))
    apart = (rows[both.p] != rows[both.q]) | (both.diagonal >= NEAREST)
    equal = ids[both.p] == ids[both.q]  # windows are compared by a hash
    return _joined(both.take(apart & equal))


def _linked(ids: np.ndarray, words: int, fewest: int, most: int) -> Runs:
    """The runs of linked windows of so many words that stand in so many places."""
    place, begin = grouped_windows(ids, words)
    size = np.diff(np.append(begin, len(place)))
    of_group = np.repeat(begin, size)
    rank = np.arange(len(place)) - of_group
    asked = np.repeat((size >= fewest) & (size <= most), size)
    here = np.arange(len(place))
    parts = []
    for earlier, rank_from in (
        (here - 1, 1),
        (here - 2, 2),
        (of_group, 3),
        (of_group + 1, 4),
    ):
        some = np.flatnonzero(asked & (rank >= rank_from))
        parts.append(_runs(place[earlier[some]], place[some], words, len(ids)))
    return Runs(*map(np.concatenate, zip(*parts, strict=True)))


def _runs(p: np.ndarray, q: np.ndarray, words: int, positions: int) -> Runs:
    """Links whose neighbours are links too, as runs. Each place `q` has one link at most."""
    linked = np.full(positions + 1, -2, dtype=np.int32)
    linked[q] = p
    is_linked = linked >= 0
    goes_on = np.zeros(positions + 1, dtype=bool)
    goes_on[1:] = is_linked[1:] & (linked[1:] == linked[:-1] + 1)
    first = np.flatnonzero(is_linked & ~goes_on)
    last = np.flatnonzero(is_linked[:-1] & ~goes_on[1:])
    return Runs(linked[first], first.astype(np.int32), (last - first + words).astype(np.int32))


def _joined(runs: Runs) -> Runs:
    """Runs of one diagonal that touch or overlap as one."""
    far = np.int64(1) << 32
    key = runs.diagonal * far + runs.q
    order = key.argsort()
    key, words = key[order], runs.words[order]
    reach = np.maximum.accumulate(key + words)
    new = np.ones(len(key), dtype=bool)
    new[1:] = key[1:] > reach[:-1]
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(key))[: len(first)] - 1
    diagonal, q = np.divmod(key[first], far)
    length = reach[last] - key[first]
    return Runs((q - diagonal).astype(np.int32), q.astype(np.int32), length.astype(np.int32))
