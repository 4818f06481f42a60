"""Texts against each other: the only place where pairs are looked at."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from refrain.consecutive import consecutive
from refrain.fragments.local.near import tables as near_tables
from refrain.fragments.local.near.matches import Matches
from refrain.fragments.local.ranges import chunks, grouped
from refrain.fragments.local.views import RepeatViews
from refrain.fragments.query import EXACT, RepeatQuery
from refrain.partial_table import PartialTable

MOST_MATCHES = 100_000
"""Passages that two texts share, of which more are not listed."""
_TOGETHER = 1_000_000
"""Pairs that are looked at together."""


def overlap(views: RepeatViews, rows: list[int], query: RepeatQuery) -> np.ndarray:
    """As `FragmentEngine.overlap` has it, between some texts (rows of the texts table)."""
    by_text = [_classes(views, row, query) for row in rows]
    shares = shared_words(by_text, query.min_words)
    if not query.is_exact:
        shares = np.maximum(shares, near_tables.shared_words(views.near, rows, query))
    shares = shares / np.maximum(views.arrays.lengths[rows], 1)[:, None]
    np.fill_diagonal(shares, 1.0)
    return shares


def matches(views: RepeatViews, a: int, b: int, query: RepeatQuery) -> PartialTable:
    """As `FragmentEngine.matches` has them, of two texts (rows of the texts table)."""
    one, other = _classes(views, a, query), _classes(views, b, query)
    i, j, words, total = runs(one, other, query.min_words, itself=a == b)
    found = Matches(i, words, j, words, np.full(len(i), EXACT))
    if not query.is_exact:
        near = near_tables.matches(views.near, a, b, query)
        found = near.with_others(found)
        total += len(found.similarity) - len(i)
    in_a, in_b = views.arrays.words_of(a), views.arrays.words_of(b)
    rows = pd.DataFrame(
        {
            **found._asdict(),
            "a_start": in_a.starts[found.a_word],
            "a_end": in_a.ends[found.a_word + found.words - 1],
            "b_start": in_b.starts[found.b_word],
            "b_end": in_b.ends[found.b_word + found.b_words - 1],
        }
    )
    return PartialTable(rows, total)


def _classes(views: RepeatViews, row: int, query: RepeatQuery) -> np.ndarray:
    """The class of each word of a text, -1 where nothing exact repeats."""
    of_text = views.arrays.of_text(row)
    return views.classes_of(query.exact, of_text.start, of_text.stop)


def shared_words(classes: list[np.ndarray], min_words: int) -> np.ndarray:
    """Words of each text (row) that lie in a class which each other text (column) is in too.

    `classes` has the class of each word of each text, -1 where nothing repeats. The diagonal counts
    what lies in any class.
    """
    texts = len(classes)
    text = np.repeat(np.arange(texts), [len(of_text) for of_text in classes])
    every = np.concatenate([*classes, np.empty(0, dtype=np.int64)])
    carriers = _Carriers.of(every, text)
    result = np.zeros((texts, texts), dtype=np.int64)
    for row, of_text in enumerate(classes):
        result[row] = _shared(of_text, carriers, texts, min_words)
    return result


class _Carriers(NamedTuple):
    """The texts that have each class: those of class `known[n]` are
    `texts[offsets[n]:offsets[n + 1]]`."""

    known: np.ndarray
    offsets: np.ndarray
    texts: np.ndarray

    @classmethod
    def of(cls, classes: np.ndarray, text: np.ndarray) -> _Carriers:
        """From the class of each word (-1 for none) and the text that it is in."""
        texts = np.int64(text.max(initial=0) + 1)
        some = classes >= 0
        pairs = np.unique(classes[some] * texts + text[some])
        known, begin = np.unique(pairs // texts, return_index=True)
        return cls(known, np.append(begin, len(pairs)), pairs % texts)


def _shared(classes: np.ndarray, carriers: _Carriers, texts: int, min_words: int) -> np.ndarray:
    """Words of one text that each text has too, from the class of each of its words."""
    position = np.flatnonzero(classes >= 0)
    number = np.searchsorted(carriers.known, classes[position])
    count = carriers.offsets[number + 1] - carriers.offsets[number]
    shared = np.zeros(texts, dtype=np.int64)
    last = np.full(texts, -min_words)  # by text: the latest place that it shares
    for some in chunks(count, _TOGETHER):
        column = carriers.texts[consecutive(carriers.offsets[number[some]], count[some])]
        order = grouped(column)
        column, at = column[order], np.repeat(position[some], count[some])[order]
        new = np.flatnonzero(np.diff(column, prepend=-1))
        before = np.append(0, at[:-1])
        before[new] = last[column[new]]
        width = np.minimum(at - before, min_words)
        shared += np.bincount(column, weights=width, minlength=texts).astype(np.int64)
        stop = np.append(new[1:], len(column)) - 1
        last[column[stop]] = at[stop]
    return shared


class _Side(NamedTuple):
    """The places of one text that may begin (or end) a run, sorted by class, then by the class of
    the neighbour, then by place; `neighbour` is -1 where the neighbour is in no class."""

    position: np.ndarray
    group: np.ndarray
    neighbour: np.ndarray

    @classmethod
    def of(cls, classes: np.ndarray, step: int) -> _Side:
        """`step` is -1 for the neighbour to the left, 1 for the one to the right."""
        beyond = np.full(1, -1, dtype=classes.dtype)
        beside = (
            np.concatenate([beyond, classes[:-1]])
            if step < 0
            else np.concatenate([classes[1:], beyond])
        )
        position = np.flatnonzero(classes >= 0)
        order = np.lexsort((beside[position], classes[position]))  # stable: places stay in order
        position = position[order]
        return cls(position, classes[position], beside[position])


def runs(
    one: np.ndarray, other: np.ndarray, min_words: int, itself: bool, most: int = MOST_MATCHES
) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    """The longest runs that two texts share, from their classes by word (-1 where none).

    Start in the one, start in the other, length in words; of a text with itself each pair once; and
    how many there are. Beyond `most`, of a class with many places only the first count on either
    side, as many as leave that many runs. Time and memory are linear in the texts and the runs.
    """
    # A run begins where two words are in one class and the words before them are not in one, and
    # ends likewise. So pairs of words inside runs, of which loops have a square, are not looked at.
    total = _count(one, other, itself)
    if total > most:
        one, other = _first_places(one, other, itself, most)
    starts = _edges_of_runs(one, other, -1, itself)
    ends = _edges_of_runs(one, other, 1, itself)
    # On each diagonal, runs begin and end in turn.
    i, j = _by_diagonal(*starts)
    last, _ = _by_diagonal(*ends)
    length = last - i + min_words
    order = np.lexsort((j, i))
    return i[order], j[order], length[order], total


def _edges_of_runs(
    one: np.ndarray, other: np.ndarray, step: int, itself: bool
) -> tuple[np.ndarray, np.ndarray]:
    """The first (`step` -1) or last (1) places of all runs, in the one and in the other text."""
    left, right = _Side.of(one, step), _Side.of(other, step)
    lo, hi, alike_lo, alike_hi = _partners_of(left, right)
    i, j = [], []
    # Partners are those in the class, but for those whose neighbour is in the same class too.
    for begin, stop in ((lo, alike_lo), (alike_hi, hi)):
        size = stop - begin
        for some in chunks(size, _TOGETHER):
            here = np.repeat(left.position[some], size[some])
            there = right.position[consecutive(begin[some], size[some])]
            if itself:
                here, there = here[here < there], there[here < there]
            i.append(here)
            j.append(there)
    none = np.empty(0, dtype=np.int64)
    return np.concatenate([none, *i]), np.concatenate([none, *j])


def _partners_of(left: _Side, right: _Side) -> tuple[np.ndarray, ...]:
    """By place of the left side: the range of places on the right in its class, and within that the
    range of those whose neighbour is alike (empty where its own neighbour is in no class)."""
    lo = np.searchsorted(right.group, left.group, "left")
    hi = np.searchsorted(right.group, left.group, "right")
    most = np.int64(max(left.neighbour.max(initial=0), right.neighbour.max(initial=0)) + 2)
    keys = right.group * most + right.neighbour + 1
    wanted = left.group * most + left.neighbour + 1
    alike_lo = np.searchsorted(keys, wanted, "left")
    alike_hi = np.searchsorted(keys, wanted, "right")
    alike_hi[left.neighbour < 0] = alike_lo[left.neighbour < 0]
    return lo, hi, alike_lo, alike_hi


def _count(one: np.ndarray, other: np.ndarray, itself: bool) -> int:
    """How many runs there are: pairs of words in one class, but for those whose words before are in
    one class too."""
    before = [np.where(classes[:-1] >= 0, classes[1:], -1) for classes in (one, other)]
    both = max(int(one.max(initial=0)), int(other.max(initial=0))) + 1
    inner = [
        np.where(second >= 0, classes[:-1] * np.int64(both) + second, -1)
        for classes, second in zip((one, other), before, strict=True)
    ]
    return _pairs(one, other, itself) - _pairs(inner[0], inner[1], itself)


def _pairs(one: np.ndarray, other: np.ndarray, itself: bool) -> int:
    """How many pairs of places have equal keys; places below 0 have none."""
    keys, times = np.unique(one[one >= 0], return_counts=True)
    if itself:
        return int((times * (times - 1) // 2).sum())
    others, other_times = np.unique(other[other >= 0], return_counts=True)
    _, here, there = np.intersect1d(keys, others, assume_unique=True, return_indices=True)
    return int((times[here] * other_times[there]).sum())


def _first_places(
    one: np.ndarray, other: np.ndarray, itself: bool, most: int
) -> tuple[np.ndarray, np.ndarray]:
    """The classes of both texts, without places beyond the first few of a class: as many as leave
    `most` runs at most."""
    rank_here = _rank_in_class(one)
    rank_there = rank_here if itself else _rank_in_class(other)

    def only(first: int) -> tuple[np.ndarray, np.ndarray]:
        return np.where(rank_here < first, one, -1), np.where(rank_there < first, other, -1)

    low, high = 1, int(max(rank_here.max(initial=0), rank_there.max(initial=0))) + 1
    while high - low > max(low // 8, 1):
        middle = (low + high) // 2
        enough = _count(*only(middle), itself) <= most
        low, high = (middle, high) if enough else (low, middle)
    return only(low)


def _rank_in_class(classes: np.ndarray) -> np.ndarray:
    """By word: how many words before it are in its class."""
    order = np.argsort(classes, kind="stable")
    grouped_classes = classes[order]
    new = np.flatnonzero(np.diff(grouped_classes, prepend=-2))
    rank = np.empty(len(classes), dtype=np.int64)
    size = np.diff(np.append(new, len(classes)))
    rank[order] = np.arange(len(classes)) - np.repeat(new, size)
    return rank


def _by_diagonal(i: np.ndarray, j: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    order = np.lexsort((i, i - j))
    return i[order], j[order]
