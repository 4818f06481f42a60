"""The answers by brute force: every word sequence, every pair of places, every word by itself.

Texts are lists of words; a place is (number of the text, number of the word).
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from refrain.fragments import FLOOR, FragmentEngine

Texts = list[list[str]]
Place = tuple[int, int]

texts_of_few_words = st.lists(
    st.lists(st.sampled_from("abc"), max_size=14), max_size=5, unique_by=tuple
).map(lambda texts: [text for text in texts if text])
min_lengths = st.integers(FLOOR, 6)


def places(texts: Texts) -> dict[tuple[str, ...], set[Place]]:
    """Every word sequence of FLOOR words or more that occurs twice, and where."""
    found = defaultdict(set)
    for t, text in enumerate(texts):
        for start in range(len(text)):
            for stop in range(start + FLOOR, len(text) + 1):
                found[tuple(text[start:stop])].add((t, start))
    return {sequence: at for sequence, at in found.items() if len(at) > 1}


def maximal_repeats(texts: Texts, min_words: int) -> dict[tuple[str, ...], set[Place]]:
    """The sequences that no word to the left or right extends at all of their places."""
    maximal = {}
    for sequence, at in places(texts).items():
        if len(sequence) < min_words:
            continue
        n = len(sequence)
        right = {texts[t][i + n] if i + n < len(texts[t]) else (t, i) for t, i in at}
        left = {texts[t][i - 1] if i else (t, i) for t, i in at}
        if len(right) > 1 and len(left) > 1:
            maximal[sequence] = at
    return maximal


def places_by_word(texts: Texts, min_words: int) -> list[list[int]]:
    """By word: the most places of a sequence of `min_words` words over it, 0 where none repeats."""
    most = [[0] * len(text) for text in texts]
    for sequence, at in places(texts).items():
        if len(sequence) == min_words:
            for t, start in at:
                for word in range(start, start + min_words):
                    most[t][word] = max(most[t][word], len(at))
    return most


def redundant_by_word(texts: Texts, min_words: int) -> list[list[bool]]:
    """By word: whether a sequence of `min_words` words over it occurs at an earlier place too."""
    redundant = [[False] * len(text) for text in texts]
    for sequence, at in places(texts).items():
        if len(sequence) == min_words:
            for t, start in at:
                for word in range(start, start + min_words):
                    redundant[t][word] |= (t, start) != min(at)
    return redundant


def common_runs(a: list[str], b: list[str], min_words: int) -> set[tuple[int, int, int]]:
    """The longest runs that two texts share: start in each, and length. Of a text with itself,
    each pair once."""
    runs = set()
    for i in range(len(a)):
        for j in range(i + 1 if a == b else 0, len(b)):
            if i and j and a[i - 1] == b[j - 1]:
                continue
            n = 0
            while i + n < len(a) and j + n < len(b) and a[i + n] == b[j + n]:
                n += 1
            if n >= min_words:
                runs.add((i, j, n))
    return runs


def windows(text: list[str], min_words: int) -> dict[int, tuple[str, ...]]:
    """By its first word: every sequence of `min_words` words of a text."""
    return {i: tuple(text[i : i + min_words]) for i in range(len(text) - min_words + 1)}


# -- tables of an engine as lists by word ---------------------------------------------------------


def by_word(
    engine: FragmentEngine, stretches: pd.DataFrame, column: str | None = None
) -> list[np.ndarray]:
    """By text and word: the column of the stretch that covers the word, or 1; 0 where none does.

    The stretches have to be as the interface says: in order, apart, and each the passage that
    its characters say.
    """
    values = {text: np.zeros(words, dtype=int) for text, words in engine.word_counts.items()}
    order = {text: n for n, text in enumerate(engine.texts["text_id"])}
    rows = list(stretches.itertuples())
    for before, after in pairwise(rows):
        apart = (order[before.text_id], before.word + before.words + (column is None))
        assert apart <= (order[after.text_id], after.word)
    for row in rows:
        _, starts, ends = engine.words(row.text_id)
        assert (row.start, row.end) == (starts[row.word], ends[row.word + row.words - 1])
        assert not values[row.text_id][row.word : row.word + row.words].any()
        values[row.text_id][row.word : row.word + row.words] = getattr(row, column) if column else 1
    return list(values.values())


def highlights_by_word(engine: FragmentEngine, *query: object) -> list[np.ndarray]:
    """By text and word: the places of the highlight that covers it, 0 where none does."""
    tables = [
        engine.highlights(text_id, *query).assign(text_id=text_id)
        for text_id in engine.texts["text_id"]
    ]
    return by_word(engine, pd.concat(tables), "places") if tables else []
