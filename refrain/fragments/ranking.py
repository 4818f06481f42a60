"""Which fragments save most: all their facts, for as many as it takes to know the first ones."""

from __future__ import annotations

import numpy as np
import pandas as pd

from refrain.fragments.arrays import chunks, expanded
from refrain.fragments.repeats import Repeats

_BUDGET = 4_000_000
"""Places that are looked at together."""


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
    size = found.places[nodes]
    at = found.at[expanded(found.lo[nodes], size)]
    begin = np.cumsum(size) - size
    number = np.repeat(np.arange(len(nodes)), size)
    at = at[np.lexsort((at, number))]
    text = text_of[at]
    words = found.words[nodes]
    # The last place of a fragment is whole; each other is cut where the next one begins.
    kept = np.minimum(np.diff(at, append=0), words[number])
    kept[begin + size - 1] = 0
    new = np.ones(len(at), dtype=np.int64)
    new[1:] = text[1:] != text[:-1]
    new[begin] = 1
    return pd.DataFrame(
        {
            "node": nodes,
            "words": words,
            "occurrences": size,
            "transcripts": np.add.reduceat(new, begin),
            "saved": np.add.reduceat(kept, begin),
            "at": at[begin],
        }
    )


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
