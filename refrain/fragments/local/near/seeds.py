"""Seeds: runs of equal words at two places, from which near-repeats are looked for.

Each place of a sequence of SEED_WORDS is linked with the first two places of all that have the
same, and with the two before it, so that a jingle in ten thousand texts makes some links for each,
and not their square. Sequences that stand in more than FREQUENT places are habits of speech and
start nothing: of these, twice as long ones are linked, with the first two places of all. Loops and
stutters start nothing either.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

import numpy as np

from refrain.fragments.local.ranges import grouped
from refrain.fragments.local.windows import grouped_windows

SEED_WORDS = 5
FREQUENT = 32
"""Places of a short sequence, beyond which it is a habit of speech."""
NEAREST = 20
"""Words between two places of one text, at least: what is nearer is a loop or a stutter."""


_NONE = (np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))


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

    @property
    def diagonal(self) -> np.ndarray:
        """How far each run's places are apart."""
        return self.q.astype(np.int64) - self.p


def seeds(ids: np.ndarray, rows: np.ndarray) -> Runs:
    """The runs of linked places, those of a diagonal in order and none touching the next.

    `ids` has the word at each position, `rows` the text that it is in. Sequences are compared by a
    hash: now and then one of two is among them that are not equal.
    """
    short, long, is_long = _sequences(ids, rows)
    width = np.where(is_long, np.int8(2 * SEED_WORDS), np.int8(SEED_WORDS))
    linked = np.empty(len(ids), dtype=np.int32)
    parts = []
    for (p, q), (p_long, q_long) in zip_longest(short.links(4), long.links(2), fillvalue=_NONE):
        linked[:] = -1
        linked[q] = p
        linked[q_long] = p_long
        parts.append(_runs(linked, width))
    return _joined(Runs(*map(np.concatenate, zip(*parts, strict=True))))


class _Grouped(NamedTuple):
    """Places of sequences, equal ones together and in order, and the number of each one's group."""

    place: np.ndarray
    group: np.ndarray

    def take(self, which: np.ndarray) -> _Grouped:
        """Some of them, by a mask."""
        return _Grouped(self.place[which], self.group[which])

    @property
    def first(self) -> np.ndarray:
        """By place: the number of the first one of its group, counted among all places."""
        new = np.flatnonzero(np.diff(self.group, prepend=-1)).astype(np.int32)
        return np.repeat(new, np.diff(new, append=len(self.group)))

    @property
    def size(self) -> np.ndarray:
        """By place: how many places its group has."""
        new = np.flatnonzero(np.diff(self.group, prepend=-1))
        size = np.diff(new, append=len(self.group)).astype(np.int32)
        return np.repeat(size, size)

    def links(self, most: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """Pairs of places of one group, `most` (up to 4) with each: with the first of all, the
        second, the one before it and that before this."""
        first, here = self.first, np.arange(len(self.place), dtype=np.int32)
        rank = here - first
        ways = ((1, first), (2, first + 1), (3, here - 1), (4, here - 2))
        for fewest, earlier in ways[:most]:
            some = rank >= fewest
            yield self.place[earlier[some]], self.place[some]

    def apart(self, rows: np.ndarray) -> _Grouped:
        """Without those that stand again so near in the same text that they are a loop."""
        near = np.flatnonzero((self.group[1:] == self.group[:-1]) & (np.diff(self.place) < NEAREST))
        near = near[rows[self.place[near]] == rows[self.place[near + 1]]]
        apart = np.ones(len(self.place), dtype=bool)
        apart[near] = apart[near + 1] = False
        return self.take(apart)


def _sequences(ids: np.ndarray, rows: np.ndarray) -> tuple[_Grouped, _Grouped, np.ndarray]:
    """The sequences of SEED_WORDS that few places have; of the others, those of twice as many
    words; and by position whether the sequence there is one of these."""
    place, begin = grouped_windows(ids, SEED_WORDS)
    group = np.repeat(np.arange(len(begin), dtype=np.int32), np.diff(begin, append=len(place)))
    every = _Grouped(place.astype(np.int32), group).apart(rows)
    del place, group
    often = every.size > FREQUENT
    number = np.full(len(ids) + SEED_WORDS, -1, dtype=np.int32)
    number[every.place[often]] = every.group[often]
    at = np.flatnonzero((number[:-SEED_WORDS] >= 0) & (number[SEED_WORDS:] >= 0))
    both = number[at].astype(np.int64) * len(begin) + number[at + SEED_WORDS]
    twice = np.unique(both, return_inverse=True)[1]
    order = grouped(twice)
    return (
        every.take(~often),
        _Grouped(at[order].astype(np.int32), twice[order]),
        number[:-SEED_WORDS] >= 0,
    )


def _runs(linked: np.ndarray, width: np.ndarray) -> Runs:
    """Links whose neighbours are links too, as runs. By position: the place that it is linked with,
    or -1, and how many words of both are equal."""
    q = np.flatnonzero(linked >= 0).astype(np.int32)
    p = linked[q]
    first = np.flatnonzero((np.diff(q, prepend=-2) != 1) | (np.diff(p, prepend=-2) != 1))
    if len(first) == 0:
        return Runs(p, q, p)
    return Runs(p[first], q[first], np.maximum.reduceat(q + width[q], first) - q[first])


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
