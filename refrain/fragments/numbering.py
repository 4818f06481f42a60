"""Texts to one array of word numbers, each text closed by a separator of its own."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from refrain import words


class Numbered(NamedTuple):
    """By word, and by the separator after each text: `numbers`, `starts` and `ends` (characters).
    By text: `lengths` (words)."""

    numbers: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    lengths: np.ndarray


def numbered(texts: pd.Series) -> Numbered:
    """Equal words get equal numbers, and each separator a number that nothing else has."""
    numbers: dict[str, int] = {}
    tokens: list[int] = []
    bounds: list[tuple[int, int]] = []
    lengths: list[int] = []
    for text in texts:
        found, spans = words.spans(text)
        tokens.extend(numbers.setdefault(word, len(numbers)) for word in found)
        tokens.append(-1)
        bounds.extend(spans)
        bounds.append((len(text), len(text)))
        lengths.append(len(found))
    array = np.array(tokens, dtype=np.int32)
    array[array < 0] = len(numbers) + np.arange(len(lengths), dtype=np.int32)
    offsets = np.array(bounds, dtype=np.int32).reshape(-1, 2)
    return Numbered(
        array, offsets[:, 0].copy(), offsets[:, 1].copy(), np.array(lengths, dtype=np.int64)
    )
