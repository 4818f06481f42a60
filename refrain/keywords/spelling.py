"""Phrases as they are most often written, word by word."""

from __future__ import annotations

import numpy as np

from refrain.keywords.phrase_numbers import Phrases
from refrain.vocabulary import Vocabulary, commonest


def commonest_places(found: Vocabulary, phrases: Phrases, length: int) -> np.ndarray:
    """By phrase of so many words: the first place where it is written as it is most often.

    Where two spellings are as frequent, the one without capitals counts, or else the one whose
    words are usually written so.
    """
    places = phrases.first.copy()
    # Most phrases are usually written as their words are, so that few have to be compared.
    in_doubt = 2 * phrases.usual <= phrases.times
    at = (
        np.flatnonzero((phrases.ids >= 0) & in_doubt[phrases.ids]) if in_doubt.any() else places[:0]
    )
    word = np.arange(length)
    at = at[~found.is_commonest[found.written[at[:, None] + word]].all(axis=1)]
    key = phrases.ids[at].astype(np.int64)
    for n in range(length):
        key = key * len(found.spellings) + found.written[at + n]
        key = np.unique(key, return_inverse=True)[1]
    _, first, times = np.unique(key, return_index=True, return_counts=True)
    usual = np.flatnonzero(in_doubt & (phrases.usual > 0))
    every = np.concatenate([places[usual], at[first]])
    best = commonest(
        np.concatenate([usual, phrases.ids[at[first]]]),
        np.concatenate([phrases.usual[usual], times]),
        found.capital[found.written[every[:, None] + word]].any(axis=1),
    )
    places[in_doubt] = every[best]
    return places
