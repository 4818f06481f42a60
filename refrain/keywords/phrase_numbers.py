"""Which phrases are frequent: numbers for pairs of a shorter phrase and the word behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from refrain.vocabulary import Vocabulary

MIN_PHRASE_OCCURRENCES = 3
"""Occurrences from which a phrase is counted: a rarer one is a sentence, not a habit."""
LEAST_SORTED = 500_000
"""Positions that are sorted at once, where there are as many: enough for the work to be NumPy's,
few enough for memory. Of many more, a sixteenth is sorted at once."""


class Phrases(NamedTuple):
    """By position, which phrase begins there (0, 1 and so on; -1 where no frequent one does). By
    phrase: `times`, how many positions it has, `usual`, how many of them are so, and `first`, the
    first of these, or the first of all where none is."""

    ids: np.ndarray
    times: np.ndarray
    usual: np.ndarray
    first: np.ndarray


def frequent_phrases(
    found: Vocabulary, word_ids: np.ndarray, longest: int
) -> Iterator[tuple[int, Phrases]]:
    """The frequent phrases of two words, then of three, up to `longest`: how many words they have,
    and which they are.

    `word_ids` is -1 where a word does not count.
    """
    last = np.cumsum(found.lengths)[found.lengths > 0] - 1
    times = np.bincount(found.word_of, found.times, minlength=len(found.words))
    ids, valid = word_ids, (times >= MIN_PHRASE_OCCURRENCES)[word_ids]
    valid &= ids >= 0
    del word_ids  # what is no longer needed of the numbers of all words goes at once
    for length in range(2, longest + 1):
        # A phrase is no more frequent than the shorter ones in it.
        valid[:-1] &= valid[1:]
        valid[last] = False
        phrases = _frequent(found, ids, valid, length)
        ids, valid = phrases.ids, phrases.ids >= 0
        yield length, phrases


def _frequent(found: Vocabulary, begins: np.ndarray, valid: np.ndarray, length: int) -> Phrases:
    """The phrases of so many words with MIN_PHRASE_OCCURRENCES valid positions, numbered in the
    order of what they begin with, then of their last words.

    By position: with what the phrase there begins (numbers from 0), and whether there is one.
    """
    ids = np.full(len(begins), -1, dtype=np.int32)
    none = np.zeros(0, dtype=np.int64)
    by_phrase = [(none, none, none)]
    count, base = 0, np.int64(len(found.words))
    for low, at in _parts(begins, valid, base):
        # Sorted as one number each: the pair, whether it is unusual, and where it is.
        bits = len(at).bit_length()
        key = (begins[at] - np.int64(low)) * base
        key += found.word_of[found.written[at + length - 1]]
        key = (key << 1 | ~_is_usual(found, at, length)) << bits | np.arange(len(at))
        key.sort()
        order = key & ((1 << bits) - 1)
        key >>= bits
        start = np.flatnonzero(np.diff(key >> 1, prepend=-1))
        times = np.diff(start, append=len(key))
        kept = times >= MIN_PHRASE_OCCURRENCES
        number = np.where(kept, np.cumsum(kept) - 1 + count, -1)
        ids[at[order]] = np.repeat(number, times)
        usual_times = np.add.reduceat(~key & 1, start)
        by_phrase.append((times[kept], usual_times[kept], at[order[start]][kept]))
        count += int(np.count_nonzero(kept))
    return Phrases(ids, *map(np.concatenate, zip(*by_phrase, strict=True)))


def _is_usual(found: Vocabulary, at: np.ndarray, length: int) -> np.ndarray:
    """Whether each of so many words from each position on is written as it usually is."""
    usual = np.ones(len(at), dtype=bool)
    for n in range(length):
        usual &= found.is_commonest[found.written[at + n]]
    return usual


def _parts(
    begins: np.ndarray, valid: np.ndarray, base: np.int64
) -> Iterator[tuple[int, np.ndarray]]:
    """The valid positions, part by part, each with all phrases that begin with some numbers: the
    lowest of these, and the positions."""
    most = max(LEAST_SORTED, len(begins) // 16)
    positions = np.zeros(int(begins.max(initial=-1)) + 1, dtype=np.int64)
    for block in range(0, len(begins), most):
        some = begins[block : block + most][valid[block : block + most]]
        positions += np.bincount(some, minlength=len(positions))
    total = np.cumsum(positions)
    widest = max(most, int(positions.max(initial=0)))
    low, before = 0, 0
    while low < len(total):
        high = max(int(np.searchsorted(total, before + most, "right")), low + 1)
        # The sorted numbers have 63 bits.
        bits = (int(base) << 1 + widest.bit_length()).bit_length()
        high = min(high, low + max((1 << 63) >> bits, 1))
        if total[high - 1] > before:
            is_here = valid & (begins >= low)
            is_here &= begins < high
            yield low, np.flatnonzero(is_here)
        low, before = high, int(total[high - 1])
