"""What a group of near-repeats is: the rules of `refrain.fragments.local.kinds`, for its places."""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from refrain.fragments.local.kinds import BOUNDARY, EXCERPT, SHARED, VERSION, WITHIN, edge_words
from refrain.fragments.local.near.groups import NearGroups
from refrain.fragments.local.near.pairs import NearPairs


def kinds(pairs: NearPairs, groups: NearGroups, rows: np.ndarray, first: np.ndarray) -> np.ndarray:
    """By group: the number of its kind in KINDS.

    `rows` has the text of each position, `first` the position where each text begins.
    """
    text = rows[groups.at]
    kind = np.where(_at_an_edge(groups, text, first), BOUNDARY, SHARED).astype(np.int8)
    kind[_one_each(_families(pairs, rows, first)[text], groups)] = EXCERPT
    kind[_one_each(text, groups)] = WITHIN
    return kind


def _one_each(values: np.ndarray, groups: NearGroups) -> np.ndarray:
    """By group: whether all its places have one value."""
    if len(groups) == 0:
        return np.zeros(0, dtype=bool)
    least, most = (f.reduceat(values, groups.leader) for f in (np.minimum, np.maximum))
    one_each: np.ndarray = least == most
    return one_each


def _at_an_edge(groups: NearGroups, text: np.ndarray, first: np.ndarray) -> np.ndarray:
    """By group: whether most of its places are at the start of their text, or most at the end."""
    before, stop = groups.at - first[text], first[text + 1] - 1
    edge = edge_words(stop - first[text])
    counts = [
        np.bincount(groups.group, weights=near, minlength=len(groups))
        for near in (before <= edge, stop - (groups.at + groups.words) <= edge)
    ]
    at_edge: np.ndarray = np.maximum(*counts) * 2 > groups.places
    return at_edge


def _families(pairs: NearPairs, rows: np.ndarray, first: np.ndarray) -> np.ndarray:
    """By text: a number that versions of the same text share."""
    texts, words = len(first) - 1, np.diff(first) - 1
    one, other = rows[pairs.p].astype(np.int64), rows[pairs.q].astype(np.int64)
    pair, which = np.unique(one * texts + other, return_inverse=True)
    one, other = np.divmod(pair, texts)
    equal = np.bincount(which, weights=pairs.equal, minlength=len(pair))
    versions = (equal >= VERSION * np.minimum(words[one], words[other])) & (one != other)
    edges = (np.ones(int(versions.sum())), (one[versions], other[versions]))
    return connected_components(coo_array(edges, shape=(texts, texts)), directed=False)[1]
