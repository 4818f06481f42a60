"""Who speaks is not what is said: labels such as `**Adam Stacoviak:**` at the start of a line.

A label stands there once a turn, and hosts address each other, so their names would lead the
keywords of every show. A text's speakers are those that its labels name.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from refrain import words

_LABEL = re.compile(r"^[ \t]*\*\*[^*\n]{1,80}?(?::\*\*|\*\*:)", re.MULTILINE)


def named(texts: pd.Series) -> np.ndarray:
    """Which words of the texts name a speaker: a flag per word, text after text.

    Those in a label; and where a text says a word of its own labels with a capital letter (`Thanks,
    Adam`): `lane` is a word still where a Mr Lane speaks.
    """
    parts = [_flags(text) for text in texts]
    return np.concatenate(parts) if parts else np.zeros(0, dtype=bool)


def _flags(text: str) -> np.ndarray:
    labels = [match.span() for match in _LABEL.finditer(text)]
    if not labels:
        return np.zeros(len(words.words(text)), dtype=bool)
    found, places = words.spans(text)
    starts = np.array([start for start, _ in places], dtype=np.int64)
    edges = np.array(labels, dtype=np.int64)
    before = np.searchsorted(edges[:, 0], starts, side="right") - 1
    inside = (before >= 0) & (starts < edges[np.maximum(before, 0), 1])
    names = {found[n] for n in np.flatnonzero(inside)}
    said = [
        word in names and text[start].isupper()
        for word, (start, _) in zip(found, places, strict=True)
    ]
    return inside | np.array(said, dtype=bool)
