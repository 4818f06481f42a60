"""Who speaks, by the labels at the start of lines (`refrain.speaker_labels`).

Nobody says a label, so what is in one is no word. But hosts address each other, so that without
care their names would lead the keywords of every show.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from refrain import words
from refrain.speaker_labels import Label, labels
from refrain.vocabulary import Vocabulary

# What is said: a letter, though none of the `to` between two times.
_SAID = re.compile(r"(?!\bto\b)(?!(?<=\bt)o\b)[^\W\d]")
_FIRST_LINE = re.compile(r"[^\r\n]*")


def from_labels(text: str, turns: Sequence[Label] | None = None) -> list[str]:
    """The names in a text's labels, each once, in the order they first speak; `turns` are its
    labels, where they are known.

    A label with nothing but time marks behind it is no speaker's:

    >>> from_labels("**Ann Lee:** So.\\n\\n**Break:** [00:43] to [01:05]\\n\\n**Bo**: Yes!")
    ['Ann Lee', 'Bo']
    """
    turns = labels(text) if turns is None else turns
    ends = [*(label.start for label in turns[1:]), len(text)]
    names: dict[str, None] = {}
    for label, end in zip(turns, ends, strict=False):
        if label.name not in names and _is_said(text, label.end, end):
            names[label.name] = None
    return list(names)


def _is_said(text: str, start: int, end: int) -> bool:
    """Whether something is said in the line that a turn begins with, or in all lines of it where
    that is blank."""
    first = _FIRST_LINE.match(text, start, end)
    if first and (line := first.group()) and not line.isspace():
        end = first.end()
    # What stands before and behind is part of no word here.
    return _SAID.search(text[start:end]) is not None


def name_mask(texts: pd.Series, found: Vocabulary | None = None) -> np.ndarray:
    """Which words of the texts name a speaker: a boolean for each word, text after text.

    These are the words in the text's own labels, where the text says them with a capital letter
    (`Thanks, Adam`): `lane` is a word still where a Mr Lane speaks. `found` is the `Vocabulary.of`
    these texts, where it is known.
    """
    found = Vocabulary.of(texts) if found is None else found
    names = [_words_of_names(text) for text in texts]
    every = pa.array([word for of_text in names for word in of_text], pa.large_string())
    ids = pc.index_in(every, found.words).fill_null(-1).to_numpy()
    word_ids = found.word_ids
    mask = np.zeros(len(word_ids), dtype=bool)
    end = 0
    for of_text, length in zip(names, found.lengths.tolist(), strict=True):
        begin, end = end, end + length
        mask[begin:end] = np.isin(word_ids[begin:end], ids[: len(of_text)])
        ids = ids[len(of_text) :]
    capital = np.array([word[0].isupper() for word in found.spellings.to_pylist()], dtype=bool)
    mask &= capital[found.written]
    return mask


def _words_of_names(text: str) -> list[str]:
    """The words in the labels of a text."""
    names = {label.name for label in labels(text)}
    return sorted({word for name in names for word in words.words(name)})
