"""What repeats at each query: computed when it is first asked for, and the latest kept."""

from __future__ import annotations

from functools import cached_property
from threading import Lock

import numpy as np
import pandas as pd

from refrain.consecutive import consecutive
from refrain.fragments.local import kinds as kind_rules
from refrain.fragments.local.arrays import CorpusArrays
from refrain.fragments.local.latest import keeps_latest
from refrain.fragments.local.near import tables as near_tables
from refrain.fragments.local.near.views import NearViews
from refrain.fragments.local.occurrences import Occurrences
from refrain.fragments.local.ranges import Ranges, counts, minima, painted
from refrain.fragments.local.ranking import ranked
from refrain.fragments.local.repeats import LEVELS, Repeats, repeats
from refrain.fragments.query import EXACT, KINDS, MIN_WORDS, RepeatQuery

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

    @cached_property
    def near(self) -> NearViews:
        """What repeats with some words changed."""
        return NearViews(self.arrays)

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

    @keeps_latest(4)
    def kind_numbers(self, min_words: int) -> np.ndarray:
        """By fragment: the number of its kind."""
        return kind_rules.kinds(self.repeats(min_words), self.arrays)

    def is_asked_for(self, query: RepeatQuery) -> np.ndarray:
        """By fragment: whether it is of a kind that the query is about."""
        if query.kinds is None:
            return np.ones(len(self.repeats(query.min_words).words), dtype=bool)
        asked = [KINDS.index(kind) for kind in query.kinds]
        return np.isin(self.kind_numbers(query.min_words), asked)

    @keeps_latest(4)
    def best(self, query: RepeatQuery, top: int | None) -> tuple[pd.DataFrame, int]:
        """The fragments that save most, or all, most first; and how many there are in all.

        Columns: as of `ranked`, and kind (number of KINDS), similarity (that was asked for) and
        lowest (of the places with the passage). Near-repeats take the place
        of the exact ones that they cover; `node` is the number of their group.
        """
        asked = self.is_asked_for(query)
        near = None
        if not query.is_exact:
            near = near_tables.best(self.near, query)
            asked = asked & ~self._is_near(query)
        table, some = self.repeats(query.min_words), np.flatnonzero(asked).astype(np.int32)
        rows = ranked(table, some, self.arrays, top)
        kind = self.kind_numbers(query.min_words)[rows["node"]]
        rows = rows.assign(kind=kind, similarity=EXACT, lowest=EXACT)
        if near is None:
            return rows, len(some)
        every = pd.concat([near, rows], ignore_index=True)
        order = ["saved", "words", "at"]
        every = every.sort_values(order, ascending=[False, False, True], kind="stable")
        return every.head(top if top is not None else len(every)), len(near) + len(some)

    def _is_near(self, query: RepeatQuery) -> np.ndarray:
        """By exact fragment: whether near-repeats cover its first place."""
        table = self.repeats(query.min_words)
        covered = self.near.repeated(query).marks(len(self.arrays.word_ids))
        first = minima(table.at, table.lo, table.hi)
        return counts(covered, first, first + table.words - 1) == table.words

    def places_of(self, node: int, query: RepeatQuery) -> np.ndarray:
        """The positions of a fragment (of the exact query) or group, by its number."""
        if not query.is_exact:
            groups = self.near.groups(query.similarity)
            return groups.at[groups.of_group(node)]
        table = self.repeats(query.min_words)
        return np.sort(table.at[table.lo[node] : table.hi[node] + 1])

    @keeps_latest(2)
    def occurrences(self, query: RepeatQuery) -> Occurrences:
        """The longest stretches of texts that are repeated, none inside another."""
        exact = self._exact_occurrences(query, self.repeats(query.min_words).by_position)
        if query.is_exact:
            return exact
        return Occurrences.longest(exact, near_tables.occurrences(self.near, query))

    def occurrences_of(self, query: RepeatQuery, row: int) -> Occurrences:
        """Those of one text (row of the texts table); of an exact query, no other is looked at."""
        of_text = self.arrays.of_text(row)
        edges = [of_text.start, of_text.stop]
        if query.is_exact:
            table = self.repeats(query.min_words)
            here = slice(*np.searchsorted(table.positions, edges))
            return self._exact_occurrences(query, table.by_position[here])
        found = self.occurrences(query)
        return found.take(slice(*np.searchsorted(found.at, edges)))

    def _exact_occurrences(self, query: RepeatQuery, order: np.ndarray) -> Occurrences:
        """Those of exact repeats, among some kept ranks in the order of their positions."""
        table = self.repeats(query.min_words)
        at, words = table.at[order].astype(np.int64), table.longest[order].astype(np.int64)
        # Inside the one before: that began right before it, and reaches as far.
        inside, windows = np.zeros(len(at), dtype=bool), table.windows[order]
        inside[1:] = (np.diff(at) == windows[:-1]) & (words[:-1] - windows[:-1] >= words[1:])
        keep = ~inside & self.is_asked_for(query)[table.node[order]]
        node = table.node[order][keep].astype(np.int64)
        return Occurrences(
            at[keep],
            words[keep],
            node,
            table.places[node],
            self.kind_numbers(query.min_words)[node],
            np.full(len(node), EXACT),
        )

    @keeps_latest(8)
    def repeated(self, query: RepeatQuery) -> Ranges:
        """The positions that fragments cover."""
        if not query.is_exact:
            return self.repeated(query.exact).joined(self.near.repeated(query))
        table = self.repeats(query.min_words)
        if query.kinds is None:
            return table.covered
        asked = self.is_asked_for(query)
        return _covered(table, table.lo[asked], table.hi[asked], table.words[asked])

    @keeps_latest(8)
    def redundant(self, query: RepeatQuery) -> Ranges:
        """The positions that places cover which are not the first of their fragment."""
        if not query.is_exact:
            return self.redundant(query.exact).joined(self.near.redundant(query))
        table = self.repeats(query.min_words)
        if query.kinds is None:
            again = table.positions != table.first[table.group[table.by_position]]
            return Ranges.of(table.positions[again], table.width[table.by_position][again])
        asked = self.is_asked_for(query)
        lo, hi, words = table.lo[asked], table.hi[asked], table.words[asked]
        first = table.by_position[np.searchsorted(table.positions, minima(table.at, lo, hi))]
        # All places but the first: those of lower rank, and those of higher rank.
        lower, higher = lo < first, first < hi
        return _covered(
            table,
            np.concatenate([lo[lower], first[higher] + 1]),
            np.concatenate([first[lower] - 1, hi[higher]]),
            np.concatenate([words[lower], words[higher]]),
        )

    @keeps_latest(1)
    def is_covered(self, query: RepeatQuery) -> np.ndarray:
        """By rank: whether fragments of the kinds asked for cover the words of its windows."""
        table = self.repeats(query.min_words)
        if query.kinds is None:
            return np.ones(len(table.at), dtype=bool)
        return self.repeated(query).cover(table.at, table.width)

    def classes_of(self, query: RepeatQuery, begin: int, end: int) -> np.ndarray:
        """By position from one to another: the class of the next `min_words` words, -1 where they
        occur once, or where fragments of the kinds asked for do not cover them all."""
        table = self.repeats(query.min_words)
        classes = np.full(end - begin, -1, dtype=np.int64)
        here = table.by_position[slice(*np.searchsorted(table.positions, [begin, end]))]
        here = here[self.is_covered(query)[here]]
        # A unitig has a class for each of its windows.
        size = table.windows[here]
        step = consecutive(np.zeros(len(here), dtype=np.int64), size)
        place = np.repeat(table.at[here] - begin, size) + step
        classes[place] = np.repeat(table.first_class[table.group[here]], size) + step
        return classes


def _covered(table: Repeats, lo: np.ndarray, hi: np.ndarray, words: np.ndarray) -> Ranges:
    """What the places between these ranks cover, which have so many words each."""
    width = painted(lo, hi, words, len(table.at))[table.by_position]
    some = np.flatnonzero(width)
    return Ranges.of(table.positions[some], width[some])
