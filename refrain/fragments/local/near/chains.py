"""Chains: seeds of two places that follow one another, with small gaps and shifts between them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from refrain.consecutive import consecutive
from refrain.fragments.local.near.seeds import Block, Runs

GAP = 48
"""Words between two seeds of a chain, at most."""
SHIFT = 16
"""Words that a passage may have more, or fewer, between two seeds and still be found."""
FEWEST_WORDS = 8
"""Words of all seeds of a chain, at least."""
_LOOK_BACK = 32
"""Seeds before one, among which its predecessor is looked for."""


def chains(runs: Runs, ids: np.ndarray, rows: np.ndarray) -> Iterator[list[Block]]:
    """The chains with enough words: of each the blocks, in order at both places, none overlapping
    another. Chains are in the order of their texts, then of their second places; `ids` has the word
    and `rows` the text of each position."""
    number = _components(runs, rows)
    enough = np.bincount(number, weights=runs.words) >= FEWEST_WORDS
    some = np.flatnonzero(enough[number])
    some = some[_are_equal(ids, runs, some)]
    first = some[np.lexsort((runs.q[some], number[some]))]
    first = first[np.flatnonzero(np.diff(number[first], prepend=-1))]
    # By text of p, then by q, which tells the other text too.
    place = np.empty(len(enough), dtype=np.int64)
    place[number[first]] = rows[runs.p[first]].astype(np.int64) << 32 | runs.q[first]
    order = some[np.lexsort((runs.q[some], number[some], place[number[some]]))]
    columns = np.column_stack([column[order] for column in runs]).tolist()
    edges = np.flatnonzero(np.diff(number[order], prepend=-1, append=-1)).tolist()
    for begin, end in pairwise(edges):
        yield _in_order([Block(*column) for column in columns[begin:end]])


def _components(runs: Runs, rows: np.ndarray) -> np.ndarray:
    """By run: the number of the group that it can be in a chain with."""
    diagonal, end = runs.diagonal, runs.q + runs.words
    text_p, text_q = rows[runs.p], rows[runs.q]
    befores, afters = [], []
    for shifted in (0, SHIFT):
        band = (diagonal + shifted) // (2 * SHIFT)
        order = ((band << 32) | runs.q).argsort()
        before, after = order[:-1], order[1:]
        follows = (
            (band[before] == band[after])
            & (runs.q[after] - end[before] <= GAP)
            & (text_p[before] == text_p[after])
            & (text_q[before] == text_q[after])
        )
        befores.append(before[follows])
        afters.append(after[follows])
    edges = (np.concatenate(befores), np.concatenate(afters))
    graph = coo_array((np.ones(len(edges[0]), dtype=bool), edges), shape=(len(end), len(end)))
    numbers: np.ndarray = connected_components(graph, directed=False)[1]
    return numbers


def _are_equal(ids: np.ndarray, runs: Runs, some: np.ndarray) -> np.ndarray:
    """By some runs: whether their words are equal indeed."""
    first = np.cumsum(runs.words[some]) - runs.words[some]
    here, there = (ids[consecutive(places[some], runs.words[some])] for places in (runs.p, runs.q))
    return ~np.logical_or.reduceat(here != there, first) if len(some) else first > 0


def _in_order(runs: list[Block]) -> list[Block]:
    """Of runs sorted by q, those with most words that are in order in p too; overlaps are cut."""
    if all(_overlap(before, after) == 0 for before, after in pairwise(runs)):
        return runs
    result: list[Block] = []
    for run in _heaviest(runs):
        cut = _overlap(result[-1], run) if result else 0
        result.append(Block(run.p + cut, run.q + cut, run.words - cut))
    return result


def _overlap(before: Block, after: Block) -> int:
    """Words to be cut from a run, so that it follows the other at both places."""
    return max(before.p + before.words - after.p, before.q + before.words - after.q, 0)


def _heaviest(runs: list[Block]) -> list[Block]:
    """The runs, each following the one before it, that have most words (as minimap2 chains them,
    with a look at so many before each)."""
    best: list[int] = []
    back: list[int] = []
    for here, run in enumerate(runs):
        score, link = run.words, -1
        for there in range(max(0, here - _LOOK_BACK), here):
            with_it = best[there] + run.words - _overlap(runs[there], run)
            if _overlap(runs[there], run) < run.words and with_it > score:
                score, link = with_it, there
        best.append(score)
        back.append(link)
    place = max(range(len(runs)), key=best.__getitem__)
    chosen = []
    while place >= 0:
        chosen.append(runs[place])
        place = back[place]
    return chosen[::-1]
