"""Which words and phrases may be keywords at all."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from refrain.keywords.stopwords import ENGLISH, stop_mask
from refrain.keywords.stopwords import stop_words as of_language


def candidates(
    words: list[str],
    spellings: list[str],
    word_rows: np.ndarray,
    stop_words: Collection[str] | None,
) -> np.ndarray:
    """The terms that may be keywords, in alphabetical order: rows of `word_rows`.

    `words` are the distinct words, sorted, and `spellings` as they are most often written;
    `word_rows` has the rows in these of each term's words, -1 beyond its length. A single letter, a
    number and a stop word (in any spelling; None: an English one) is none; a phrase must not begin
    or end with one.
    """
    stop_words = of_language(ENGLISH) if stop_words is None else stop_words
    may_be = ~stop_mask(words, spellings, stop_words) & np.array(
        [len(word) > 1 and any(map(str.isalpha, word)) for word in words], dtype=bool
    )
    lengths = (word_rows >= 0).sum(axis=1)
    first, last = (word_rows[np.arange(len(lengths)), place] for place in (0, lengths - 1))
    terms = np.flatnonzero(may_be[first] & may_be[last])
    # The words are sorted, so that their rows are in alphabetical order.
    return terms[np.lexsort(word_rows[terms].T[::-1])]
