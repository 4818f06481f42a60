"""Who speaks, by labels such as `**Adam Stacoviak:**` at the start of a line.

Nobody says a label, and it stands there once a turn; and hosts address each other. So without care
their names would lead the keywords of every show.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from refrain import words

# A turn: a line that begins with a name in bold and a colon, within the bold or after it. Longer
# bold text is a sentence, not a name.
_TURN = re.compile(
    r"^[ \t]*\*\*(?P<name>[^*\r\n:]{1,60})(?::\*\*|\*\*:)(?P<speech>[^\r\n]*)", re.MULTILINE
)
_TIME_MARKS = re.compile(r"\bto\b|[\W\d]")


def from_labels(text: str) -> list[str]:
    """The names in a text's labels, each once, in the order they first speak.

    A label with nothing but time marks behind it is no speaker's:

    >>> from_labels("**Ann Lee:** So.\\n\\n**Break:** [00:43] to [01:05]\\n\\n**Bo**: Yes!")
    ['Ann Lee', 'Bo']
    """
    names = (
        turn["name"].strip() for turn in _TURN.finditer(text) if _TIME_MARKS.sub("", turn["speech"])
    )
    return list(dict.fromkeys(names))


def name_mask(texts: pd.Series) -> np.ndarray:
    """Which words of the texts name a speaker: a boolean for each word, text after text.

    These are the words in a label; and words of the text's own labels elsewhere in it, with a
    capital letter (`Thanks, Adam`): `lane` is a word still where a Mr Lane speaks.
    """
    masks = [_name_mask(text) for text in texts]
    return np.concatenate(masks) if masks else np.zeros(0, dtype=bool)


def _name_mask(text: str) -> np.ndarray:
    labels = [(turn.start(), turn.start("speech")) for turn in _TURN.finditer(text)]
    if not labels:
        return np.zeros(len(words.words(text)), dtype=bool)
    text_words, spans = words.spans(text)
    starts = np.array([start for start, _ in spans], dtype=np.int64)
    label_spans = np.array(labels, dtype=np.int64)
    # The last label that begins before each word, -1 where there is none.
    label = np.searchsorted(label_spans[:, 0], starts, side="right") - 1
    in_label = (label >= 0) & (starts < label_spans[np.maximum(label, 0), 1])
    names = {text_words[n] for n in np.flatnonzero(in_label)}
    addressed = [
        word in names and text[start].isupper()
        for word, (start, _) in zip(text_words, spans, strict=True)
    ]
    mask: np.ndarray = in_label | np.array(addressed, dtype=bool)
    return mask
