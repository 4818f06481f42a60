"""The index of a corpus whose words are not in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
import pandas as pd

from refrain.fragments.compact.arrays import CompactArrays
from refrain.fragments.compact.repeats import compact_repeats
from refrain.fragments.compact.views import CompactViews
from refrain.fragments.local.index import FragmentIndex

if TYPE_CHECKING:
    from refrain.fragments.local.arrays import CorpusArrays


class CompactIndex(FragmentIndex):
    """A `FragmentEngine` for exact repeats of one minimum length, from the places of unitigs.

    It answers as `FragmentIndex` does, in the same order and with the same ids. What it cannot
    answer raises NotBuiltError: other lengths, near-repeats, and places of shorter passages. The
    numbers in `words` are those of no other engine.
    """

    @classmethod
    def of(
        cls, texts: pd.DataFrame, word_counts: np.ndarray, unitigs: pd.DataFrame, min_words: int
    ) -> CompactIndex:
        """The index of distinct texts, as `Corpus.texts` has them, from the number of words of each
        and their unitigs (a table as `UNITIGS` says).

        A text is read when its words are asked for, or a passage of it: its column may be mapped.
        """
        last = unitigs["word"] + unitigs["windows"] + (min_words - 2)
        arrays = CompactArrays(texts["text"], word_counts, unitigs.assign(last_word=last))
        table = compact_repeats(
            arrays.positions,
            unitigs["windows"].to_numpy(),
            unitigs["unitig"].to_numpy(),
            min_words,
        )
        # They have all of it that the answers to exact questions ask for.
        return cls(texts, CompactViews(cast("CorpusArrays", arrays), table))
