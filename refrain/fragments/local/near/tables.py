"""Near-repeats as the tables of a `FragmentEngine` have them, in positions."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from refrain.consecutive import consecutive
from refrain.fragments.local.arrays import CorpusArrays
from refrain.fragments.local.near.groups import SAME, NearGroups
from refrain.fragments.local.near.matches import Matches
from refrain.fragments.local.near.pairs import NearPairs, near_pairs
from refrain.fragments.local.near.views import NearViews
from refrain.fragments.local.occurrences import Occurrences
from refrain.fragments.local.ranges import painted
from refrain.fragments.query import RepeatQuery


class Places(NamedTuple):
    """The places of a fragment in the order of the corpus: position, words, and the share of words
    in which each agrees with the passage that names it."""

    at: np.ndarray
    words: np.ndarray
    similarity: np.ndarray


def best(near: NearViews, query: RepeatQuery) -> pd.DataFrame:
    """The groups that are asked for, with the columns of `RepeatViews.best`."""
    groups = near.groups(query.similarity)
    text = near.arrays.rows[groups.at]
    new = np.ones(len(text), dtype=bool)
    new[1:] = (text[1:] != text[:-1]) | (groups.group[1:] != groups.group[:-1])
    covered = union_sizes(groups.group, groups.at, groups.words, len(groups))
    rows = pd.DataFrame(
        {
            "node": np.arange(len(groups)),
            "at": groups.at[groups.leader],
            "words": groups.words[groups.leader],
            "places": groups.places,
            "transcripts": np.bincount(groups.group, new, len(groups)).astype(np.int64),
            "saved": covered - groups.words[groups.leader],
            "kind": near.kind_numbers(query.similarity),
            "similarity": query.similarity,
            "lowest": _lowest(groups),
        }
    )
    return rows[near.is_asked_for(query)]


def _lowest(groups: NearGroups) -> np.ndarray:
    """By group: the smallest similarity of its places."""
    if len(groups) == 0:
        return np.zeros(0)
    lowest: np.ndarray = np.minimum.reduceat(groups.similarity, groups.leader)
    return lowest


def places(near: NearViews, at: int, words: int, similarity: float) -> Places:
    """The places that agree with a passage: those of its group, or of the pairs that it is in."""
    groups = near.groups(similarity)
    named = np.flatnonzero(
        (groups.at[groups.leader] == at) & (groups.words[groups.leader] == words)
    )
    if len(named):
        some = groups.of_group(int(named[0]))
        return Places(groups.at[some], groups.words[some], groups.similarity[some])
    return _of_pairs(near.pairs(similarity), at, words)


def _of_pairs(pairs: NearPairs, at: int, words: int) -> Places:
    found: dict[int, tuple[int, float]] = {at: (words, 1.0)}
    first, second = (pairs.p, pairs.p_words), (pairs.q, pairs.q_words)
    for (here, length), (there, other) in ((first, second), (second, first)):
        common = np.minimum(here + length, at + words) - np.maximum(here, at)
        for pair in np.flatnonzero(common >= SAME * np.maximum(length, words)).tolist():
            found.setdefault(int(there[pair]), (int(other[pair]), float(pairs.similarity[pair])))
    rows = sorted((place, *facts) for place, facts in found.items())
    columns = np.array(rows, dtype=np.float64).T
    return Places(columns[0].astype(np.int64), columns[1].astype(np.int64), columns[2])


def occurrences(near: NearViews, query: RepeatQuery) -> Occurrences:
    """The places of the groups asked for that are long enough, in any order."""
    groups = near.groups(query.similarity)
    some = np.flatnonzero(_asked_places(near, query))
    group = groups.group[some]
    return Occurrences(
        groups.at[some],
        groups.words[some],
        group,
        groups.places[group],
        near.kind_numbers(query.similarity)[group],
        np.full(len(some), query.similarity),
    )


def places_of_groups(near: NearViews, query: RepeatQuery) -> tuple[np.ndarray, np.ndarray]:
    """Group and position of each place of the groups asked for that is long enough."""
    groups, some = near.groups(query.similarity), _asked_places(near, query)
    return groups.group[some], groups.at[some]


def _asked_places(near: NearViews, query: RepeatQuery) -> np.ndarray:
    """By place of a group: whether it is long enough, and the group is asked for."""
    groups = near.groups(query.similarity)
    asked: np.ndarray = groups.words >= query.min_words
    return asked & near.is_asked_for(query)[groups.group]


def places_by_word(near: NearViews, query: RepeatQuery, of_text: slice) -> np.ndarray:
    """By word of a text: the places of the group with most that it is in, 0 where it is in none."""
    groups = near.groups(query.similarity)
    asked = _asked_places(near, query)
    here = np.flatnonzero(asked & (groups.at >= of_text.start) & (groups.at < of_text.stop))
    begin = groups.at[here] - of_text.start
    end = begin + groups.words[here] - 1
    length = of_text.stop - of_text.start
    return painted(begin, end, groups.places[groups.group[here]], length)


def shared_words(near: NearViews, rows: list[int], query: RepeatQuery) -> np.ndarray:
    """Words of each text (row) in places of groups that each other text (column) has a place of."""
    groups, texts = near.groups(query.similarity), len(rows)
    column = np.full(len(near.arrays.first) - 1, -1, dtype=np.int64)
    column[rows] = np.arange(texts)
    asked = _asked_places(near, query)
    some = np.flatnonzero(asked & (column[near.arrays.rows[groups.at]] >= 0))
    text, group = column[near.arrays.rows[groups.at[some]]], groups.group[some]
    carriers = np.unique(group * np.int64(texts) + text)
    carrier_group, carrier = np.divmod(carriers, max(texts, 1))
    lo = np.searchsorted(carrier_group, group, "left")
    count = np.searchsorted(carrier_group, group, "right") - lo
    other = carrier[consecutive(lo, count)]
    place = np.repeat(some, count)
    pair = np.repeat(text, count) * texts + other
    return union_sizes(pair, groups.at[place], groups.words[place], texts * texts).reshape(
        texts, texts
    )


def union_sizes(key: np.ndarray, at: np.ndarray, words: np.ndarray, keys: int) -> np.ndarray:
    """By key: how many positions its stretches cover together."""
    if len(key) == 0:
        return np.zeros(keys, dtype=np.int64)
    far = np.int64(1) << 32
    begin = key * far + at
    order = begin.argsort()
    begin, end = begin[order], begin[order] + words[order]
    reach = np.append(0, np.maximum.accumulate(end)[:-1])
    new = np.clip(end - np.maximum(begin, reach), 0, None)
    return np.bincount(key[order], weights=new, minlength=keys).astype(np.int64)


def matches(near: NearViews, a: int, b: int, query: RepeatQuery) -> Matches:
    """The near-repeats of two texts (rows), or of one with itself, found in their words alone."""
    arrays = near.arrays
    one, other = (np.asarray(arrays.word_ids[arrays.of_text(row)]) for row in (a, b))
    found = near_pairs(_lone([one] if a == b else [one, other])).at(query.similarity)
    begin = 0 if a == b else len(one) + 1  # of the other
    between = (found.p < len(one)) & (found.q >= begin)
    long = np.maximum(found.p_words, found.q_words) >= query.min_words
    some = np.flatnonzero(between & long)
    result = Matches(
        found.p[some],
        found.p_words[some],
        found.q[some] - begin,
        found.q_words[some],
        found.similarity[some],
    )
    order = np.lexsort((result.b_word, result.a_word))
    return Matches(*(column[order] for column in result))


def _lone(texts: list[np.ndarray]) -> CorpusArrays:
    """The arrays of some texts, without their characters."""
    separator = max((int(text.max(initial=0)) for text in texts), default=0) + 1
    parts = [np.append(text, separator + number) for number, text in enumerate(texts)]
    lengths = [len(part) for part in parts]
    ids = np.concatenate(parts).astype(np.int32)
    rows = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)
    none = np.empty(0, dtype=np.int32)
    return CorpusArrays(ids, rows, none, none, np.append(0, np.cumsum(lengths)))
