"""Which texts share what few texts have, and which of them jump: found for all pairs at once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from refrain.consecutive import consecutive
from refrain.fragments.local.near import tables as near_tables
from refrain.fragments.local.ranges import chunks, grouped
from refrain.fragments.local.repeats import Repeats
from refrain.fragments.local.views import RepeatViews
from refrain.fragments.query import RepeatQuery

_TOGETHER = 1_000_000
"""Places that are looked up together."""
_NEAR_WORDS = 2
"""Words between the end of one match and the beginning of another, or in both, at most."""


def partners(
    texts: pd.DataFrame, views: RepeatViews, query: RepeatQuery, max_texts: int, min_jump: int
) -> pd.DataFrame:
    """As `FragmentEngine.partners` has them."""
    table = views.repeats(query.min_words)
    if query.is_exact:
        carriers = _Carriers.of(table, views, query)
    else:
        carriers = _Carriers.of_near(views, query)
    pair, sequences = carriers.pairs(max_texts, len(texts))
    order = np.argsort(-sequences, kind="stable")
    row, other = np.divmod(pair[order], max(len(texts), 1))
    sequences = sequences[order]
    if min_jump and query.is_exact and len(row):
        jumps = _Turns.of(table, views, query).jump(carriers, row, other, min_jump)
        row, other, sequences = row[jumps], other[jumps], sequences[jumps]
    text_ids = texts["text_id"].array
    columns = {"text_id": text_ids.take(row), "other": text_ids.take(other)}
    return pd.DataFrame({**columns, "sequences": sequences})


class _Carriers(NamedTuple):
    """The places of each class, and the texts that they are in.

    `key` is class and text as one number, by place, in order; `at` the position of the place.
    `sequences` says of how many sequences a class is the first, by class.
    """

    key: np.ndarray
    at: np.ndarray
    sequences: np.ndarray

    @classmethod
    def of(cls, table: Repeats, views: RepeatViews, query: RepeatQuery) -> _Carriers:
        at = table.at[table.by_class]
        here = views.arrays.row_of(at)
        # What one text alone has is no one's partner: loops, which have most places, go.
        several = np.zeros(len(table.begin), dtype=bool)
        if len(at):
            first, last = (f.reduceat(here, table.begin) for f in (np.minimum, np.maximum))
            several = first < last
        some = np.repeat(several, np.diff(np.append(table.begin, len(at))))
        some &= views.is_covered(query)[table.by_class]
        group = table.group[table.by_class]
        windows = table.windows[table.by_class[table.begin]]
        return cls(_key(group[some], here[some]), at[some], windows)

    @classmethod
    def of_near(cls, views: RepeatViews, query: RepeatQuery) -> _Carriers:
        """The same of near-repeats: a group is a class."""
        group, at = near_tables.places_of_groups(views.near, query)
        order = np.lexsort((at, group))  # as texts come in the order of their positions
        once = np.ones(int(group.max(initial=-1)) + 1, dtype=np.int64)
        return cls(_key(group[order], views.arrays.rows[at[order]]), at[order], once)

    def pairs(self, max_texts: int, texts: int) -> tuple[np.ndarray, np.ndarray]:
        """The pairs of different texts that have a class together which so many texts have at
        most, as numbers, in order; and how many such classes they have."""
        new = np.ones(len(self.key), dtype=bool)
        new[1:] = self.key[1:] != self.key[:-1]
        key = self.key[new]
        row, begin = key & 0xFFFFFFFF, np.flatnonzero(np.diff(key >> 32, prepend=-1))
        count = np.diff(np.append(begin, len(key)))
        few = (count > 1) & (count <= max_texts)
        begin, count = begin[few], count[few]
        sequences = self.sequences[key[begin] >> 32]
        found = []
        for some in chunks(count * count, _TOGETHER):
            of_class = np.repeat(count[some], count[some])
            left = np.repeat(consecutive(begin[some], count[some]), of_class)
            right = consecutive(np.repeat(begin[some], count[some]), of_class)
            differ = left != right
            pair = (row[left] * texts + row[right])[differ]
            each = np.repeat(sequences[some], count[some] * count[some])[differ]
            found.append(_summed([(pair, each)]))
        return _summed(found)

    def places(self, group: np.ndarray, row: np.ndarray) -> tuple[np.ndarray, ...]:
        """Whether some texts have some classes, and their first and last places there."""
        wanted = _key(group, row)
        low = np.searchsorted(self.key, wanted)
        high = np.searchsorted(self.key, wanted, "right")
        first = self.at[np.minimum(low, len(self.at) - 1)].astype(np.int64)
        return low < high, first, self.at[high - 1].astype(np.int64)


class _Turns(NamedTuple):
    """The places in texts where one match with some other text may end, and another begin.

    `ends` and `begins` are positions: of the last `min_words` words of the one, and of the first of
    the other. In the order of the texts; those of a text begin at `first` of it. `ended` and
    `begun` are the classes of which they are the last window, and the first; `beyond` is how many
    windows that last one is behind the first of its class.
    """

    ends: np.ndarray
    begins: np.ndarray
    first: np.ndarray
    ended: np.ndarray
    begun: np.ndarray
    beyond: np.ndarray

    @classmethod
    def of(cls, table: Repeats, views: RepeatViews, query: RepeatQuery) -> _Turns:
        last, first = _edges(table, views.is_covered(query))
        end_at = table.at[last].astype(np.int64) + table.windows[last] - 1
        begin_at = table.at[first].astype(np.int64)
        left, right = [], []
        for distance in range(-_NEAR_WORDS, _NEAR_WORDS + 1):
            wanted = end_at + max(query.min_words + distance, 1)
            place = np.searchsorted(begin_at, wanted)
            here = np.flatnonzero(np.append(begin_at, -1)[place] == wanted)
            left.append(here)
            right.append(place[here])
        ended, begun = np.concatenate(left), np.concatenate(right)
        row_of = views.arrays.row_of
        same = row_of(end_at[ended]) == row_of(begin_at[begun])
        order = grouped(ended[same])
        ended, begun = ended[same][order], begun[same][order]
        return cls(
            end_at[ended],
            begin_at[begun],
            np.searchsorted(end_at[ended], views.arrays.first),
            table.group[last[ended]],
            table.group[first[begun]],
            table.windows[last[ended]].astype(np.int64) - 1,
        )

    def jump(
        self, carriers: _Carriers, row: np.ndarray, other: np.ndarray, min_jump: int
    ) -> np.ndarray:
        """For pairs of texts, whether the other has what ends and begins in the first, so far from
        each other."""
        jumps = np.zeros(len(row), dtype=bool)
        first = self.first[row]
        for some in chunks(self.first[row + 1] - first, _TOGETHER):
            count = self.first[row[some] + 1] - first[some]
            turn = consecutive(first[some], count)
            pair = np.repeat(np.arange(some.start, some.stop), count)
            has_end, end, last_end = carriers.places(self.ended[turn], other[pair])
            turn, pair, end, last_end = (x[has_end] for x in (turn, pair, end, last_end))
            end, last_end = end + self.beyond[turn], last_end + self.beyond[turn]
            has_begin, begin, last_begin = carriers.places(self.begun[turn], other[pair])
            step = self.begins[turn] - self.ends[turn]
            most = np.maximum(last_begin - end - step, step - (begin - last_end))
            jumps[pair[has_begin & (most >= min_jump)]] = True
        return jumps


def _edges(table: Repeats, is_covered: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The ranks at whose places a match may end, and those at which one may begin, each in the
    order of their positions."""
    order = table.by_position
    group = np.where(is_covered, table.group, -1)[order]
    follows = np.diff(table.positions) == table.windows[order][:-1]
    none = np.full(min(len(order), 1), -1, dtype=group.dtype)
    after = np.concatenate([np.where(follows, group[1:], -1), none])
    before = np.concatenate([none, np.where(follows, group[:-1], -1)])
    last, first = (
        order[(_differ(table, _by_rank(table, beside)) & is_covered)[order]]
        for beside in (after, before)
    )
    return last, first


def _by_rank(table: Repeats, by_position: np.ndarray) -> np.ndarray:
    """Values in the order of the positions, in that of the ranks."""
    by_rank = np.empty_like(by_position)
    by_rank[table.by_position] = by_position
    return by_rank


def _differ(table: Repeats, beside: np.ndarray) -> np.ndarray:
    """By rank: whether the places of its class have different classes beside them, or none: what
    stands there is one thing at all places, or a match ends or begins."""
    if not len(beside):
        return np.zeros(0, dtype=bool)
    least = np.minimum.reduceat(beside, table.begin)
    most = np.maximum.reduceat(beside, table.begin)
    differ: np.ndarray = ((least < most) | (least < 0))[table.group]
    return differ


def _key(group: np.ndarray, row: np.ndarray) -> np.ndarray:
    key: np.ndarray = group.astype(np.int64)
    key <<= 32
    key |= row
    return key


def _summed(counted: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    """The numbers in several counts, in order, and how often they come in all."""
    none = np.empty(0, dtype=np.int64)
    numbers = np.concatenate([none, *(numbers for numbers, _ in counted)])
    times = np.concatenate([none, *(times for _, times in counted)])
    every, which = np.unique(numbers, return_inverse=True)
    return every, np.bincount(which, weights=times, minlength=len(every)).astype(np.int64)
