"""Who speaks, by the labels at the start of lines (`refrain.speaker_labels`).

Nobody says a label, so what is in one is no word. But hosts address each other, so that without
care their names would lead the keywords of every show.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from refrain import words
from refrain.speaker_labels import labels

# What a label may have behind it that nobody says: time marks.
_TIME_MARKS = re.compile(r"\bto\b|[\W\d]")


def from_labels(text: str) -> list[str]:
    """The names in a text's labels, each once, in the order they first speak.

    A label with nothing but time marks behind it is no speaker's:

    >>> from_labels("**Ann Lee:** So.\\n\\n**Break:** [00:43] to [01:05]\\n\\n**Bo**: Yes!")
    ['Ann Lee', 'Bo']
    """
    turns = labels(text)
    ends = [*(label.start for label in turns[1:]), len(text)]
    names = (
        label.name
        for label, end in zip(turns, ends, strict=False)
        if _TIME_MARKS.sub("", _speech(text[label.end : end]))
    )
    return list(dict.fromkeys(names))


def _speech(turn: str) -> str:
    """The line that a turn begins with, or all lines where that is blank."""
    first, _, _ = turn.replace("\r", "\n").partition("\n")
    return turn if not first.strip() else first


def name_mask(texts: pd.Series) -> np.ndarray:
    """Which words of the texts name a speaker: a boolean for each word, text after text.

    These are the words in the text's own labels, where the text says them with a capital letter
    (`Thanks, Adam`): `lane` is a word still where a Mr Lane speaks.
    """
    masks = [_name_mask(text) for text in texts]
    return np.concatenate(masks) if masks else np.zeros(0, dtype=bool)


def _name_mask(text: str) -> np.ndarray:
    names = {word for name in {label.name for label in labels(text)} for word in words.words(name)}
    if not names:
        return np.zeros(words.count(text), dtype=bool)
    text_words, spans = words.spans(text)
    return np.array(
        [
            word in names and text[start].isupper()
            for word, (start, _) in zip(text_words, spans, strict=True)
        ],
        dtype=bool,
    )
