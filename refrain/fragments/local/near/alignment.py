"""Alignment: the words between the seeds of a chain and beyond its ends, one by one.

Words are aligned so that as few as possible are changed, missed or added (Levenshtein 1966, by
rapidfuzz). An alignment is its *blocks*: runs of words that are equal. What lies between two blocks
is changed, missed or added.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import Levenshtein

from refrain.fragments.local.near.seeds import Block

WINDOW = 32
"""Words beyond an end that are aligned at a time."""
MOST_WINDOWS = 8
"""How often that is done: what goes on to agree has a seed before."""
FEWEST = 0.4
"""Share of such words that are equal, below which no more are looked at."""


class Bounds(NamedTuple):
    """Between which positions the passages of a chain lie: those of their texts."""

    p_first: int
    p_stop: int
    q_first: int
    q_stop: int


def equal_words(one: Sequence[int], other: Sequence[int]) -> list[Block]:
    """The blocks of two sequences of words.

    >>> equal_words([1, 2, 3, 4], [1, 2, 9, 4])
    [Block(p=0, q=0, words=2), Block(p=3, q=3, words=1)]
    """
    if not one or not other:
        return []
    matching = Levenshtein.editops(one, other).as_matching_blocks()
    return [Block(block.a, block.b, block.size) for block in matching if block.size]


def aligned(ids: np.ndarray, chain: Sequence[Block], bounds: Bounds) -> list[Block]:
    """The blocks of a chain of seeds: theirs, those between them, and those beyond both ends.

    Those far beyond an end agree by chance alone; `segments` cuts them off.
    """
    first, last = chain[0], chain[-1]
    p_stop, q_first = bounds.p_stop, bounds.q_first
    if bounds.p_first == bounds.q_first:  # of one text: no word is in both passages
        p_stop, q_first = min(p_stop, first.q), max(q_first, last.p + last.words)
    before = _beyond(ids[bounds.p_first : first.p][::-1], ids[q_first : first.q][::-1])
    inside = [chain[0]]
    for seed in chain[1:]:
        end_p, end_q = inside[-1].p + inside[-1].words, inside[-1].q + inside[-1].words
        inside += _between(ids, end_p, seed.p, end_q, seed.q)
        inside.append(seed)
    end_p, end_q = last.p + last.words, last.q + last.words
    after = _beyond(ids[end_p:p_stop], ids[end_q : bounds.q_stop])
    return _fused(
        [
            *(
                Block(first.p - p - words, first.q - q - words, words)
                for p, q, words in before[::-1]
            ),
            *inside,
            *(Block(end_p + p, end_q + q, words) for p, q, words in after),
        ]
    )


def _between(ids: np.ndarray, p: int, p_stop: int, q: int, q_stop: int) -> list[Block]:
    found = equal_words(ids[p:p_stop].tolist(), ids[q:q_stop].tolist())
    return [Block(p + block.p, q + block.q, block.words) for block in found]


def _beyond(one: np.ndarray, other: np.ndarray) -> list[Block]:
    """The blocks from the begin of two sequences on, as far as these agree."""
    result: list[Block] = []
    p = q = 0
    for _ in range(MOST_WINDOWS):
        here, there = one[p : p + WINDOW].tolist(), other[q : q + WINDOW].tolist()
        found = equal_words(here, there)
        result += [Block(p + block.p, q + block.q, block.words) for block in found]
        equal = sum(block.words for block in found)
        if equal == 0 or equal < FEWEST * max(len(here), len(there)):
            break
        last = result[-1]
        p, q = last.p + last.words, last.q + last.words
    return result


def _fused(blocks: Iterable[Block]) -> list[Block]:
    """Blocks that follow one another in both texts, as one."""
    result: list[Block] = []
    for block in blocks:
        if (
            result
            and result[-1].p + result[-1].words == block.p
            and (result[-1].q + result[-1].words == block.q)
        ):
            block = Block(result[-1].p, result[-1].q, result.pop().words + block.words)
        result.append(block)
    return result


def similarity_of(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of the columns of an alignment of two passages that are equal words, 0 to 1."""
    edits = Levenshtein.editops(one, other)
    equal = sum(block.size for block in edits.as_matching_blocks())
    return equal / (equal + len(edits)) if equal else 0.0
