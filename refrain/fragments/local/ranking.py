"""Which fragments save most: ranked first, and places looked at only where the rank depends on it.

What a fragment saves is `words × (places - 1)` where no two places of it overlap, and known without
looking at places in two more cases: where it has two, and where they lie at equal distances, as in
one word said a million times. For what is left, loops with gaps between them, a bound tells whether
the places need to be looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from refrain.consecutive import consecutive
from refrain.fragments.local.arrays import CorpusArrays
from refrain.fragments.local.ranges import chunks, minima
from refrain.fragments.local.repeats import FAR, Repeats

_BUDGET = 500_000
"""Places that are looked at together."""
_PLACE = 40
"""Bits for a place, beside those for a fragment in a budget of them."""
_UNKNOWN = 0
"""Transcripts of a fragment whose places were not looked at."""


@dataclass
class _Facts:
    """By fragment: what is known of it. `saved` is a bound where it is not `exact`."""

    node: np.ndarray
    words: np.ndarray
    places: np.ndarray
    at: np.ndarray
    saved: np.ndarray
    exact: np.ndarray
    transcripts: np.ndarray


def ranked(
    table: Repeats, chosen: np.ndarray, arrays: CorpusArrays, top: int | None
) -> pd.DataFrame:
    """The chosen fragments (numbers) that save most, or all; most first, then longest, then first.

    Columns: node (its number), words, places, transcripts, saved, at (first position).
    """
    facts = _facts(table, chosen, arrays)
    best = np.empty(0, dtype=np.int64)
    for part in _batches(facts, top):
        if top is not None and len(best) >= top and facts.saved[part[0]] < facts.saved[best[-1]]:
            break
        _count(table, facts, part[~facts.exact[part]], arrays)
        best = np.concatenate([best, part])
        order = np.lexsort((facts.at[best], -facts.words[best], -facts.saved[best]))
        best = best[order][:top]
    _count(table, facts, best[facts.transcripts[best] == _UNKNOWN], arrays)
    return pd.DataFrame(
        {
            "node": facts.node[best],
            "words": facts.words[best],
            "places": facts.places[best],
            "transcripts": facts.transcripts[best],
            "saved": facts.saved[best],
            "at": facts.at[best],
        }
    ).astype("int64")


def _batches(facts: _Facts, top: int | None) -> Iterator[np.ndarray]:
    """Fragments by what they save at most: a first batch of `top`, then larger ones, since mostly
    the first bounds are what they seem."""
    most = facts.saved
    some: np.ndarray = np.arange(len(most), dtype=np.int32)
    size = len(most) if top is None else max(top, 1)
    if facts.exact.sum() > size:
        known = most[facts.exact]
        known.partition(-size)
        some = np.flatnonzero(most >= known[-size])
    order = some[np.argsort(-most[some], kind="stable")]
    start = 0
    while start < len(order):
        part = order[start : start + size]
        for few in chunks(np.where(facts.exact[part], 0, facts.places[part]), _BUDGET):
            yield part[few]
        start, size = start + size, size * 2


def _facts(table: Repeats, chosen: np.ndarray, arrays: CorpusArrays) -> _Facts:
    """What is known without looking at places one by one."""
    words, places = table.words[chosen], table.places[chosen]
    if len(chosen) == 0:
        none = np.empty(0, dtype=np.int64)
        return _Facts(chosen, words, places, none, none, none.astype(bool), none)
    lo, hi = table.lo[chosen], table.hi[chosen]
    at, last = minima(table.at, lo, hi), -minima(-table.at, lo, hi)
    group = table.group[lo]
    del lo, hi  # each of these has a number for every word that is repeated
    transcripts = np.where(_is_once_in_each(table, arrays)[group], places, np.int32(_UNKNOWN))
    transcripts[arrays.row_of(at) == arrays.row_of(last)] = 1
    gap = np.minimum.reduceat(table.gap, table.begin)[group]
    saved, even = _saved(words, places, last - at, gap)
    exact = even | (gap >= words)
    if not exact.all():
        most = _at_most(table, arrays)[group[~exact]] - words[~exact]
        saved[~exact] = np.minimum(saved[~exact], most)
    return _Facts(chosen, words, places, at, saved, exact, transcripts)


def _saved(
    words: np.ndarray, places: np.ndarray, span: np.ndarray, gap: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """What fragments save at most; and which have their places at equal distances, and save that.

    `span` is from the first place to the last, `gap` the smallest between two of the class.
    """
    # No gap between its places is smaller than the smallest of its class, so that places which
    # span no more than so many of these are at equal distances.
    even = (places == 2) | ((span % gap == 0) & (span // gap == places - 1))
    kept = np.where(even, np.minimum(span // (places - 1), words), words)
    return kept * (places - 1).astype(np.int64), even


def _is_once_in_each(table: Repeats, arrays: CorpusArrays) -> np.ndarray:
    """By class: whether no text has it twice."""
    text = arrays.row_of(table.at[table.by_class])
    twice = np.zeros(len(text), dtype=bool)
    twice[1:] = (text[1:] == text[:-1]) & (table.gap[:-1] < FAR)
    once: np.ndarray = ~np.logical_or.reduceat(twice, table.begin)
    return once


def _at_most(table: Repeats, arrays: CorpusArrays) -> np.ndarray:
    """By class: the words that repeat in the texts that have it, of which no fragment saves more.

    Overlapping places of a loop count once, and a fragment's class is in all its carriers.
    """
    repeated = np.diff(table.covered.before(arrays.first))
    group, text = table.group, arrays.row_of(table.at[table.by_class])
    new = np.ones(len(text), dtype=bool)
    new[1:] = (text[1:] != text[:-1]) | (group[1:] != group[:-1])
    return np.add.reduceat(np.where(new, repeated[text], 0), table.begin)


def _count(table: Repeats, facts: _Facts, some: np.ndarray, arrays: CorpusArrays) -> None:
    """Look at all places of some of the fragments: what they save, and how many transcripts."""
    for few in chunks(facts.places[some], _BUDGET):
        part = some[few]
        size, words = facts.places[part], facts.words[part]
        begin = np.cumsum(size) - size
        at = _in_order(table, facts.node[part], size)
        # The last place of a fragment is whole; each other is cut where the next one begins.
        kept = np.minimum(np.diff(at, append=0), np.repeat(words, size))
        kept[begin + size - 1] = 0
        new = np.diff(arrays.row_of(at), prepend=-1) != 0
        new[begin] = True
        facts.saved[part] = np.add.reduceat(kept, begin)
        facts.transcripts[part] = np.add.reduceat(new, begin, dtype=np.int64)


def _in_order(table: Repeats, nodes: np.ndarray, size: np.ndarray) -> np.ndarray:
    """The places of each fragment in order, one fragment after another."""
    if len(nodes) == 1 and size[0] > len(table.at) / 16:
        rank = table.by_position
        return table.positions[(rank >= table.lo[nodes[0]]) & (rank <= table.hi[nodes[0]])]
    # In one number, which NumPy sorts many times faster than by two: the fragment, and the place.
    at = table.at[consecutive(table.lo[nodes], size)].astype(np.int64)
    at += np.repeat(np.arange(len(nodes)) << _PLACE, size)
    at.sort()
    return at & ((1 << _PLACE) - 1)
