"""Where a recogniser was stuck: a phrase that follows itself again and again."""

from __future__ import annotations

import numpy as np
import pandas as pd

from refrain.corpus import STRING
from refrain.fragments import FragmentEngine

MAX_PHRASE_WORDS = 40
"""Words of the longest phrase whose loops are looked for."""
MIN_TURNS = 4
"""How often a phrase comes in a row, at least, to be a loop."""
MIN_REPEATED_WORDS = 10
"""Words by which a loop is longer than its phrase, at least."""
_COLUMNS = {"text_id": STRING} | dict.fromkeys(
    ("word", "words", "phrase", "turns", "start", "end", "phrase_end"), "int64"
)


def loops(index: FragmentEngine) -> pd.DataFrame:
    """The stretches in which a phrase follows itself again and again.

    Columns: text_id, word (offset in the text), words (of the stretch), phrase (its words), turns
    (how often it comes, the last not always whole), start, end, phrase_end (characters; the last of
    the first turn). At least MIN_TURNS turns, and MIN_REPEATED_WORDS words more than one turn; a
    stretch has one row, for its shortest phrase. In the order of the texts, then by word. Memory is
    linear in the words, and so is time (times MAX_PHRASE_WORDS).
    """
    ids, first = _joined_word_ids(index)
    rows = []
    for at, words, phrase in sorted(_periodic(ids)):
        text = int(np.searchsorted(first, at, "right")) - 1
        text_id, word = index.word_counts.index[text], at - int(first[text])
        _, starts, ends = index.words(text_id)
        end, phrase_end = int(ends[word + words - 1]), int(ends[word + phrase - 1])
        turns = words // phrase
        rows.append((text_id, word, words, phrase, turns, int(starts[word]), end, phrase_end))
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)


def _joined_word_ids(index: FragmentEngine) -> tuple[np.ndarray, np.ndarray]:
    """The word ids of all texts, each text closed by an id of its own; and where each begins."""
    ends = np.cumsum(index.word_counts.to_numpy())
    ids = [index.words(text_id).ids for text_id in index.word_counts.index]
    joined = np.concatenate(ids) if ids else np.empty(0, dtype=np.int32)
    separators = -1 - np.arange(len(ends), dtype=joined.dtype)
    return np.insert(joined, ends, separators), np.append(0, ends[:-1]) + np.arange(len(ends))


def _periodic(ids: np.ndarray) -> list[tuple[int, int, int]]:
    """The loops in a sequence: where each begins, its words, and those of its phrase."""
    taken = np.zeros(len(ids), dtype=bool)
    loops = []
    for phrase in range(1, MAX_PHRASE_WORDS + 1):
        same = np.concatenate([[0], ids[:-phrase] == ids[phrase:], [0]]).astype(np.int8)
        edges = np.diff(same)
        begin, stop = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
        length = stop - begin + phrase
        keep = (length >= MIN_TURNS * phrase) & (length >= MIN_REPEATED_WORDS + phrase)
        for at, words in zip(begin[keep], length[keep], strict=True):
            if not taken[at : at + words].any():
                taken[at : at + words] = True
                loops.append((int(at), int(words), phrase))
    return loops
