"""The unitigs of an index of one machine, as a table."""

from __future__ import annotations

import numpy as np
import pandas as pd

from refrain.fragments.local.index import FragmentIndex
from refrain.fragments.local.repeats import Repeats

UNITIGS = {
    "row": "int64",
    "word": "int64",
    "windows": "int32",
    "unitig": "int64",
    "start": "int32",
    "end": "int32",
}
"""The columns of a table of unitigs, which has a row for each place of one, in the order of the
texts and of their words: `row` (number of the distinct text), `word` (of that text, where it
begins), `windows` (how many windows of `min_words` words it has), `unitig` (numbered in the order
of their first places), and in characters `start` (of its first word) and `end` (of the last word
of its last window)."""


def unitigs_of(index: FragmentIndex, min_words: int) -> pd.DataFrame:
    """The places of the unitigs of a minimum length: see UNITIGS."""
    table = index.views.repeats(min_words)
    at = table.positions.astype(np.int64)
    begins = np.flatnonzero(_begins(table))
    windows = np.diff(begins, append=len(at))
    passages = index.arrays.passages(at[begins], windows + min_words - 1)
    group = table.group[table.by_position[begins]]
    _, first, number = np.unique(group, return_index=True, return_inverse=True)
    places = {
        "row": passages.row,
        "word": passages.word,
        "windows": windows,
        "unitig": first.argsort().argsort()[number],
        "start": passages.start,
        "end": passages.end,
    }
    return pd.DataFrame(places).astype(UNITIGS)


def _begins(table: Repeats) -> np.ndarray:
    """By repeated position, in order: whether it is the first of a unitig's."""
    group = table.group[table.by_position]
    begins = np.ones(len(group), dtype=bool)
    follows = np.flatnonzero(np.diff(table.positions) == 1)
    here, following = group[follows], group[follows + 1]
    size = np.bincount(group)
    _, which, times = np.unique(
        here.astype(np.int64) << 32 | following, return_inverse=True, return_counts=True
    )
    # Wherever the one is the other comes next, and wherever the other is the one came before.
    always = (times[which] == size[here]) & (times[which] == size[following])
    begins[follows[always] + 1] = False
    return begins
