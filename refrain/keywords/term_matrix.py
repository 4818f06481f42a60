"""How often each text has each term, as a sparse matrix."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

import numpy as np
from scipy.sparse import csr_matrix

from refrain.word_ids import append

WORDS_AT_ONCE = 200_000
"""Words that are sorted together, unless a single text has more."""
_TERM_BITS = 32


def term_matrix(ids: np.ndarray, lengths: np.ndarray, terms: int) -> csr_matrix:
    """Count the terms of each text: texts × terms, whole numbers of 32 bits.

    `ids` has the term at each word, text after text, and -1 where there is none; `lengths` are the
    words of each text.
    """
    columns, times = array("i"), array("i")
    by_text = [np.zeros(1, dtype=np.int64)]
    begin = 0
    for some in _blocks(lengths):
        of_block = ids[begin : begin + some.sum()]
        begin += len(of_block)
        text = np.repeat(np.arange(len(some)), some)
        there = of_block >= 0
        key = text[there] << _TERM_BITS | of_block[there]
        key.sort()
        start = np.flatnonzero(np.diff(key, prepend=-1))
        append(times, np.diff(start, append=len(key)).astype(np.int32))
        key = key[start]
        append(columns, (key & ((1 << _TERM_BITS) - 1)).astype(np.int32))
        by_text.append(np.bincount(key >> _TERM_BITS, minlength=len(some)))
    places = np.cumsum(np.concatenate(by_text))
    if places[-1] < np.iinfo(np.int32).max:
        places = places.astype(np.int32)
    values, of_value = (np.frombuffer(column, dtype=np.int32) for column in (times, columns))
    return csr_matrix((values, of_value, places), shape=(len(lengths), terms))


def _blocks(lengths: np.ndarray) -> Iterator[np.ndarray]:
    """The lengths of neighbouring texts, of some texts at once."""
    end = np.cumsum(lengths)
    first = 0
    while first < len(lengths):
        before = end[first - 1] if first else 0
        last = max(int(np.searchsorted(end, before + WORDS_AT_ONCE, "right")), first + 1)
        yield lengths[first:last]
        first = last
