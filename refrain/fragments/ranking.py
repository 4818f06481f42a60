"""Which fragments save most: all their facts, for as many as it takes to know the first ones."""

from __future__ import annotations

import numpy as np
import pandas as pd

from refrain.fragments.arrays import chunks, expanded
from refrain.fragments.repeats import Repeats

_BUDGET = 500_000
"""Places that are looked at together."""
_PLACE = 40
"""Bits for a place, beside those for a fragment in a budget of them."""


def ranked(
    found: Repeats, chosen: np.ndarray, text_of: np.ndarray, first: np.ndarray, top: int | None
) -> pd.DataFrame:
    """The chosen fragments (numbers) that save most, or all; most first, then longest, then first.

    Columns: node (its number), words, occurrences, transcripts, saved, at (first position).
    """
    most = _at_most(found, chosen, text_of, first)
    order = np.argsort(-most, kind="stable")
    chosen, most = chosen[order], most[order]
    best = pd.DataFrame(columns=["node", "words", "occurrences", "transcripts", "saved", "at"])
    best = best.astype("int64")
    for part in _batches(found.places[chosen], top):
        if top is not None and len(best) >= top and most[part.start] < best["saved"].min():
            break
        parts = (
            [best, _facts(found, chosen[part], text_of)]
            if len(best)
            else [_facts(found, chosen[part], text_of)]
        )
        best = pd.concat(parts).sort_values(
            ["saved", "words", "at"], ascending=[False, False, True], ignore_index=True
        )
        best = best if top is None else best.head(top)
    return best


def _batches(places: np.ndarray, top: int | None):
    """A first batch of `top`, then larger ones: mostly the first bounds are what they seem."""
    size = len(places) if top is None else max(top, 1)
    start = 0
    while start < len(places):
        for part in chunks(places[start : start + size], _BUDGET):
            yield slice(start + part.start, start + part.stop)
        start, size = start + size, size * 2


def _facts(found: Repeats, nodes: np.ndarray, text_of: np.ndarray) -> pd.DataFrame:
    """All places of each fragment, counted."""
    size, words = found.places[nodes], found.words[nodes]
    begin = np.cumsum(size) - size
    at = _in_order(found, nodes, size)
    # The last place of a fragment is whole; each other is cut where the next one begins.
    kept = np.minimum(np.diff(at, append=0), np.repeat(words, size))
    kept[begin + size - 1] = 0
    transcripts = np.ones(len(nodes), dtype=np.int64)
    several = np.flatnonzero(text_of[at[begin]] != text_of[at[begin + size - 1]])
    if len(several):
        text = text_of[at[expanded(begin[several], size[several])]]
        inner = np.cumsum(size[several]) - size[several]
        new = np.diff(text, prepend=-1) != 0
        new[inner] = True
        transcripts[several] = np.add.reduceat(new, inner, dtype=np.int64)
    return pd.DataFrame(
        {
            "node": nodes,
            "words": words,
            "occurrences": size,
            "transcripts": transcripts,
            "saved": np.add.reduceat(kept, begin),
            "at": at[begin],
        }
    )


def _in_order(found: Repeats, nodes: np.ndarray, size: np.ndarray) -> np.ndarray:
    """The places of each fragment in order, one fragment after another."""
    if len(nodes) == 1:
        return np.sort(found.at[found.lo[nodes[0]] : found.hi[nodes[0]] + 1])
    # In one number, which NumPy sorts many times faster than by two: the fragment, and the place.
    at = found.at[expanded(found.lo[nodes], size)]
    at += np.repeat(np.arange(len(nodes)) << _PLACE, size)
    at.sort()
    return at & ((1 << _PLACE) - 1)


def _at_most(
    found: Repeats, chosen: np.ndarray, text_of: np.ndarray, first: np.ndarray
) -> np.ndarray:
    """A bound on the words that each fragment saves, exact where its places do not overlap.

    Overlapping places of a loop count once, so that no fragment saves more than the words that
    repeat in its carriers, of which its class has all.
    """
    simple = found.words[chosen] * (found.places[chosen] - 1)
    if len(chosen) == 0:
        return simple
    text = text_of[found.at]
    at = np.sort(found.at)
    width = np.minimum(np.diff(at, append=at[-1] + found.min_words), found.min_words)
    covered = np.bincount(text_of[at], weights=width, minlength=len(first) - 1)
    pair = np.unique(found.group * (len(first) - 1) + text)
    group, carrier = np.divmod(pair, len(first) - 1)
    in_all = np.bincount(group, weights=covered[carrier]).astype(np.int64)
    return np.minimum(simple, in_all[found.group[found.lo[chosen]]] - found.words[chosen])
