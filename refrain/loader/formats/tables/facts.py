"""What the first rows of a table have in a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from refrain.loader.formats.tables.cells import label_of, text_of

LONG_TEXT = 20.0
"""Characters that texts have on average, where they are no names."""


class Facts(NamedTuple):
    """What the first rows have in a column: the share of cells with a text, how long these are on
    average, how many differ, and whether they are said in words."""

    filled: float
    length: float
    distinct: int
    rows: int
    has_words: bool
    labelled: float

    @property
    def is_prose(self) -> bool:
        """Whether its texts are longer than names are, and in words."""
        return self.length >= LONG_TEXT and self.has_words


def facts_of(sample: Sequence[Mapping[str, Any]], name: str) -> Facts:
    """Those of a column in the first rows."""
    texts: list[str] = []
    labels: set[str] = set()
    labelled = 0
    for cells in sample:
        value = cells.get(name)
        if not isinstance(value, (int, float)) and (text := text_of(value).text):
            texts.append(text)
        if label := label_of(value):
            labelled += 1
            labels.add(label[:200])
    rows = max(1, len(sample))
    with_words = sum(_has_words(text) for text in texts)
    return Facts(
        len(texts) / rows,
        sum(map(len, texts)) / max(1, len(texts)),
        len(labels),
        len(sample),
        2 * with_words > len(texts),
        labelled / rows,
    )


def _has_words(text: str) -> bool:
    """Whether a text is said in words, and no address, number or code."""
    head = text[:1000]
    return any(map(str.isalpha, head)) and (len(head.split()) > 1 or not head.isascii())
