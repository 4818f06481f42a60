"""Who speaks, by the labels at the start of lines (`refrain.speaker_labels`).

Nobody says a label, so what is in one is no word. But hosts address each other, so that without
care their names would lead the keywords of every show.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from refrain import words
from refrain.speaker_labels import Label, labels
from refrain.word_ids import number_words

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


def name_mask(texts: pd.Series) -> np.ndarray:
    """Which words of the texts name a speaker: a boolean for each word, text after text.

    These are the words in the text's own labels, where the text says them with a capital letter
    (`Thanks, Adam`): `lane` is a word still where a Mr Lane speaks.
    """
    numbered = number_words(texts)
    names = [_words_of_names(text) for text in texts]
    ids = numbered.ids_of([word for of_text in names for word in of_text])
    masks = [np.zeros(0, dtype=bool)]
    begin = 0
    for text, of_text, length in zip(texts, names, numbered.lengths.tolist(), strict=True):
        of_names, ids = ids[: len(of_text)], ids[len(of_text) :]
        mask = np.isin(numbered.ids[begin : begin + length], of_names)
        for word in np.flatnonzero(mask).tolist():
            mask[word] = text[numbered.starts[begin + word]].isupper()
        masks.append(mask)
        begin += length + 1  # with the separator
    return np.concatenate(masks)


def _words_of_names(text: str) -> list[str]:
    """The words in the labels of a text."""
    names = {label.name for label in labels(text)}
    return sorted({word for name in names for word in words.words(name)})
