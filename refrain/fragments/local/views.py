"""What repeats at each query: computed when it is first asked for, and the latest kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache, partial
from threading import Lock
from typing import Any

import numpy as np
import pandas as pd

from refrain.fragments.local import kinds as kind_rules
from refrain.fragments.local.arrays import CorpusArrays
from refrain.fragments.local.ranges import Ranges, counts, minima, painted
from refrain.fragments.local.ranking import ranked
from refrain.fragments.local.repeats import LEVELS, Repeats, repeats
from refrain.fragments.query import KINDS, MIN_WORDS, RepeatQuery
from refrain.schemas import STRING


def _keeps_latest(size: int) -> Callable[[Callable[..., Any]], Any]:
    """A method whose latest answers are kept, by each object for itself: they go when it goes."""
    return lambda method: cached_property(lambda views: lru_cache(size)(partial(method, views)))


ROWS_KEPT = 1.5
"""Rows of tables of repeats that are kept, for each word of the corpus."""


class RepeatViews:
    """The repeats of a corpus, and the ranges of positions that they cover, for each query."""

    def __init__(self, arrays: CorpusArrays, base: Repeats) -> None:
        """`base` has the repeats of MIN_WORDS, which are asked for first. Nothing else is computed
        before it is asked for."""
        self.arrays = arrays
        self.base = base
        self._tables: dict[int, Repeats] = {}
        self._lock = Lock()

    def repeats(self, min_words: int) -> Repeats:
        """The repeats of a minimum length, of all kinds."""
        if min_words == self.base.min_words:
            return self.base
        with self._lock:
            table = self._tables.pop(min_words, None)
        table = self._table(min_words) if table is None else table
        with self._lock:
            self._tables[min_words] = table
            # The latest are kept: where much is repeated, a table takes more than the index.
            rows = sum(len(table.at) for table in (self.base, *self._tables.values()))
            while len(self._tables) > 1 and rows > ROWS_KEPT * len(self.arrays.word_ids):
                rows -= len(self._tables.pop(next(iter(self._tables))).at)
        return table

    def _table(self, min_words: int) -> Repeats:
        if min_words > self.base.min_words:
            return self.base.of_length(min_words)
        level = max(level for level in LEVELS if level <= min_words)
        if level < min_words:
            return self.repeats(level).of_length(min_words)
        return repeats(self.arrays.word_ids, level)

    def equal_passages(self, at: int, words: int) -> np.ndarray:
        """The positions, in order, at which the same so many words stand as at this one."""
        if words < MIN_WORDS:
            return self.arrays.equal_passages(at, words)
        return self.base.places_of(at, words)

    @_keeps_latest(4)
    def kind_numbers(self, min_words: int) -> np.ndarray:
        """By fragment: the number of its kind."""
        return kind_rules.kinds(self.repeats(min_words), self.arrays.rows, self.arrays.first)

    def kind_names(self, min_words: int, fragments: np.ndarray) -> pd.api.extensions.ExtensionArray:
        """The kinds of some fragments (numbers)."""
        return pd.array(KINDS, dtype=STRING).take(self.kind_numbers(min_words)[fragments])

    def is_asked_for(self, query: RepeatQuery) -> np.ndarray:
        """By fragment: whether it is of a kind that the query is about."""
        if query.kinds is None:
            return np.ones(len(self.repeats(query.min_words).words), dtype=bool)
        asked = [KINDS.index(kind) for kind in query.kinds]
        return np.isin(self.kind_numbers(query.min_words), asked)

    @_keeps_latest(4)
    def best(self, query: RepeatQuery, top: int | None) -> tuple[pd.DataFrame, int]:
        """The fragments that save most, as `ranked` lists them; and how many there are in all."""
        asked = np.flatnonzero(self.is_asked_for(query)).astype(np.int32)
        table = self.repeats(query.min_words)
        return ranked(table, asked, self.arrays.rows, self.arrays.first, top), len(asked)

    @_keeps_latest(8)
    def repeated(self, query: RepeatQuery) -> Ranges:
        """The positions that fragments cover."""
        table = self.repeats(query.min_words)
        if query.kinds is None:
            return Ranges.of(table.positions, query.min_words)
        asked = self.is_asked_for(query)
        return _covered(table, table.lo[asked], table.hi[asked], table.words[asked])

    @_keeps_latest(8)
    def redundant(self, query: RepeatQuery) -> Ranges:
        """The positions that places cover which are not the first of their fragment."""
        table = self.repeats(query.min_words)
        if query.kinds is None:
            first = table.first[table.group[table.by_position]]
            return Ranges.of(table.positions[table.positions != first], query.min_words)
        asked = self.is_asked_for(query)
        lo, hi, words = table.lo[asked], table.hi[asked], table.words[asked]
        first = minima(table.at, lo, hi)
        rank = np.empty(len(self.arrays.word_ids), dtype=np.int32)
        rank[table.at] = np.arange(len(table.at), dtype=np.int32)
        first = rank[first]
        del rank
        # All places but the first: those of lower rank, and those of higher rank.
        lower, higher = lo < first, first < hi
        return _covered(
            table,
            np.concatenate([lo[lower], first[higher] + 1]),
            np.concatenate([first[lower] - 1, hi[higher]]),
            np.concatenate([words[lower], words[higher]]),
        )

    @_keeps_latest(1)
    def classes(self, query: RepeatQuery) -> np.ndarray:
        """By position: the class of the next `min_words` words, -1 where they occur once, or where
        fragments of the kinds asked for do not cover them all."""
        table, width = self.repeats(query.min_words), query.min_words
        classes = np.full(len(self.arrays.word_ids), -1, dtype=np.int32)
        classes[table.at] = table.group
        if query.kinds is None:
            return classes
        covered = self.repeated(query).marks(len(classes))
        whole = counts(covered, table.at, table.at + (width - 1)) == width
        classes[table.at[~whole]] = -1
        return classes


def _covered(table: Repeats, lo: np.ndarray, hi: np.ndarray, words: np.ndarray) -> Ranges:
    """What the places between these ranks cover, which have so many words each."""
    width = painted(lo, hi, words, len(table.at))[table.by_position]
    some = np.flatnonzero(width)
    return Ranges.of(table.positions[some], width[some])
