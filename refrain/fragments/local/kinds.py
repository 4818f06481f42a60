"""What a fragment is: a loop, an intro, a version of another text, or a shared passage.

The first rule that holds decides, for the minimum length N that is asked about:

- `within`: all its places lie in one text, or more than half of them are in a loop (its first N
  words recur at most N words on: a recogniser that got stuck, a stutter).
- `excerpt`: all its carriers are versions of one text. Two texts are versions where at least half
  of the words of the shorter one lie in sequences of N words or more that were first seen in the
  same place as the other's; versions of versions are one family.
- `boundary`: more than half of its places belong to the start of their text, or more than half to
  the end: an intro, an outro, what a sponsor has read there. A place belongs to the start where the
  repeated stretch that it lies in (repeated words without a gap between them) begins within the
  first EDGE_WORDS words or EDGE_SHARE of the text, whichever is more, though never beyond a quarter
  of it; to the end likewise.
- `shared`: everything else.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from refrain.fragments.local.arrays import CorpusArrays
from refrain.fragments.local.ranges import changes, counts, grouped
from refrain.fragments.local.repeats import Repeats
from refrain.fragments.query import KINDS

EDGE_WORDS = 50
EDGE_SHARE = 0.02
VERSION = 0.5
"""Share of the shorter text's words from which on two texts are versions of each other."""

WITHIN, BOUNDARY, EXCERPT, SHARED = range(len(KINDS))


def kinds(table: Repeats, arrays: CorpusArrays) -> np.ndarray:
    """By fragment: the number of its kind in KINDS."""
    lo, hi, places = table.lo, table.hi, table.places
    text = arrays.row_of(table.at)
    start, end = _edges(table, arrays)
    boundary = np.maximum(counts(start, lo, hi), counts(end, lo, hi)) * 2 > places
    kind = np.where(boundary, BOUNDARY, SHARED)
    kind[_all_alike(_families(table, arrays)[text], lo, hi)] = EXCERPT
    loop = counts(_loops(table), lo, hi) * 2 > places
    kind[_all_alike(text, lo, hi) | loop] = WITHIN
    return kind.astype(np.int8)


def _all_alike(values: np.ndarray, lo: np.ndarray, hi: np.ndarray) -> np.ndarray:
    turns = changes(values)
    return turns[lo] == turns[hi]


def _loops(table: Repeats) -> np.ndarray:
    """By rank: whether the next N words recur at most N words before or after."""
    # So near, it is the same text: between two texts lies all of the first place and a separator.
    near = table.gap <= table.min_words
    near[1:] |= near[:-1]  # a class's last place is near to none, so that none reaches the next
    loop = np.empty(len(near), dtype=bool)
    loop[table.by_class] = near
    return loop


def _edges(table: Repeats, arrays: CorpusArrays) -> tuple[np.ndarray, np.ndarray]:
    """By rank: whether its repeated stretch begins at its text's start, and ends at its end."""
    begin, end = table.covered
    text, first = arrays.row_of(begin), arrays.first
    before, after = begin - first[text], first[text + 1] - 1 - end
    edge = edge_words(first[text + 1] - 1 - first[text])
    places = np.diff(np.searchsorted(table.positions, begin), append=len(table.at))
    started, ended = np.empty((2, len(table.at)), dtype=bool)
    started[table.by_position] = np.repeat(before <= edge, places)
    ended[table.by_position] = np.repeat(after <= edge, places)
    return started, ended


def edge_words(words: np.ndarray) -> np.ndarray:
    """By text of so many words: how many of them are its start, and how many its end."""
    edge: np.ndarray = np.minimum(np.maximum(EDGE_WORDS, EDGE_SHARE * words), words / 4)
    return edge


def _families(table: Repeats, arrays: CorpusArrays) -> np.ndarray:
    """By text: a number that versions of the same text share."""
    words = arrays.lengths
    texts = len(words)
    if len(table.at) == 0:
        return np.arange(texts)
    one, other, shared = _shared_with_first(table, arrays)
    versions = shared >= VERSION * np.minimum(words[one], words[other])
    edges = (np.ones(versions.sum()), (one[versions], other[versions]))
    return connected_components(coo_array(edges, shape=(texts, texts)), directed=False)[1]


def _shared_with_first(table: Repeats, arrays: CorpusArrays) -> tuple[np.ndarray, ...]:
    """Pairs of texts, and how many words of the one lie in classes first seen in the other.

    Each class speaks for one other text alone, where it was first seen, so that a passage with
    ten thousand carriers makes ten thousand pairs, and not their square.
    """
    first_text = arrays.row_of(table.first)[table.group[table.by_position]]
    text, at, covered = arrays.row_of(table.positions), table.positions, table.width
    later = np.flatnonzero(first_text != text)
    order = later[grouped(first_text[later])]
    one, other, at = text[order], first_text[order], at[order]
    covered = covered[table.by_position[order]]
    if len(at) == 0:
        return one, other, at
    new = np.ones(len(at), dtype=bool)
    new[1:] = (one[1:] != one[:-1]) | (other[1:] != other[:-1])
    last = np.append(new[1:], True)
    width = np.where(last, covered, np.minimum(np.diff(at, append=at[-1]), covered))
    pair = np.flatnonzero(new)
    return one[pair], other[pair], np.add.reduceat(width, pair)
