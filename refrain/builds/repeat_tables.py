"""What repeats: the tables of occurrences, fragments, shares, coverage and savings."""

from __future__ import annotations

import numpy as np
import pandas as pd

from refrain import coverage
from refrain.builds.draft import Draft
from refrain.fragments import RepeatQuery

MOST_FRAGMENTS = 100_000
"""The fragments that are listed: those that save most."""


def write_repeats(draft: Draft) -> list[str]:
    """Write the tables `occurrences`, `fragments`, `shares`, `coverage` and `savings`; what was
    left out, in sentences."""
    index, query = draft.index, RepeatQuery(draft.min_words)
    draft.write("occurrences", index.occurrences(query))
    fragments, total = index.fragments(query, MOST_FRAGMENTS)
    fragments.insert(0, "rank", np.arange(1, len(fragments) + 1))
    draft.write("fragments", fragments)
    draft.write("shares", index.shares(query))
    draft.write("coverage", _in_columns(index.texts["text_id"], coverage.relative(index, query)))
    draft.write("savings", pd.DataFrame([{**index.savings(query), "fragments": total}]))
    if total > len(fragments):
        shown = f"{len(fragments):,} of {total:,}"
        return [f"The table of fragments has {shown}: those that save most."]
    return []


def _in_columns(text_ids: pd.Series, shares: np.ndarray) -> pd.DataFrame:
    """A row for each text with a repeated word, and a column for each hundredth of it."""
    names = [f"at_{column:02}" for column in range(shares.shape[1])]
    frame = pd.DataFrame(shares.astype("float32"), columns=names)
    frame.insert(0, "text_id", text_ids.to_numpy())
    return frame[shares.any(axis=1)].reset_index(drop=True)
