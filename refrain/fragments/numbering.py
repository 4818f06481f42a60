"""Texts to one array of word numbers, each text closed by a separator of its own.

The words are those of `refrain.words.spans`. Where text parts its words, `cutting` finds them in
many texts at once, Arrow numbers them as they are spelled in lower case, and those with letters
beyond ASCII go through `words.normalise`. A text in a script that puts no space between words goes
through `words.spans` itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from refrain import words
from refrain.fragments.cutting import FOREIGN, FOREIGN_LATER, Cut, as_bytes, cut

_BATCH = 8_000_000
"""Characters looked at together: enough for the work to be NumPy's, few enough for memory."""


class Numbered(NamedTuple):
    """By word, and by the separator after each text: `numbers`, `starts` and `ends` (characters).
    By text: `lengths` (words)."""

    numbers: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    lengths: np.ndarray


def numbered(texts: pd.Series, done: Callable[[float], object] = lambda share: None) -> Numbered:
    """Equal words get equal numbers, and each separator a number that nothing else has.

    `done` is told what share of the characters has been read, 0 to 1.
    """
    known: dict[str, int] = {}
    parts: list[Numbered] = []
    total, read = max(int(texts.str.len().sum()), 1), 0
    for batch in _batches(texts):
        unspaced = len(batch) == 1 and words.is_unspaced(batch[0])
        parts.append(_one(batch[0], known) if unspaced else _number(batch, known))
        read += sum(map(len, batch))
        done(read / total)
    if not parts:
        empty = np.empty(0, dtype=np.int32)
        return Numbered(empty, empty, empty, np.empty(0, dtype=np.int64))
    numbers, starts, ends, lengths = map(np.concatenate, zip(*parts, strict=True))
    separators = numbers < 0
    numbers[separators] = len(known) + np.arange(separators.sum(), dtype=np.int32)
    return Numbered(numbers, starts, ends, lengths.astype(np.int64))


def _batches(texts: pd.Series) -> Iterator[list[str]]:
    """Neighbouring texts; one that is unspaced by itself."""
    batch: list[str] = []
    size = 0
    for text in texts:
        alone = words.is_unspaced(text)
        if batch and (alone or size + len(text) > _BATCH):
            yield batch
            batch, size = [], 0
        if alone:
            yield [text]
            continue
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


def _one(text: str, known: dict[str, int]) -> Numbered:
    """The numbers of one text, as `_number` gives those of several."""
    found, spans = words.spans(text)
    offsets = np.array([*spans, (len(text), len(text))], dtype=np.int32)
    numbers = [*(known.setdefault(word, len(known)) for word in found), -1]
    return Numbered(
        np.array(numbers, dtype=np.int32),
        offsets[:, 0].copy(),
        offsets[:, 1].copy(),
        np.array([len(found)], dtype=np.int64),
    )


def _number(batch: list[str], known: dict[str, int]) -> Numbered:
    """The numbers of some texts, -1 for each separator; new words are added to `known`."""
    # A line end belongs to no word, so that the texts stay apart.
    joined = b"\n".join([*map(as_bytes, batch), b""])
    found = cut(joined)
    numbers = _as_spelled(found, known)
    foreign = _with_foreign_letters(joined, found)
    text = "\n".join(batch) if len(foreign) else ""
    for at in foreign.tolist():
        word = words.normalise(text[found.start[at] : found.end[at]])
        numbers[at] = known.setdefault(word, len(known))
    return _closed(numbers, found, np.array([len(text) for text in batch]))


def _as_spelled(found: Cut, known: dict[str, int]) -> np.ndarray:
    """Numbers of words whose letters are ASCII; others get one that means nothing."""
    offsets = np.zeros(len(found.start) + 1, dtype=np.int32)
    np.cumsum(found.letters, out=offsets[1:])
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(found.spelled)]
    encoded = pa.Array.from_buffers(pa.string(), len(found.start), buffers).dictionary_encode()
    spellings = encoded.dictionary.to_pylist()
    number = [known.setdefault(word, len(known)) for word in spellings]
    return np.array(number, dtype=np.int32)[encoded.indices.to_numpy()]


def _with_foreign_letters(text: bytes, found: Cut) -> np.ndarray:
    """Which words have a letter, digit or mark beyond ASCII."""
    characters = np.frombuffer(text, dtype=np.uint8)
    at = np.flatnonzero((characters == FOREIGN) | (characters == FOREIGN_LATER))
    word = np.searchsorted(found.start, at, "right") - 1
    return np.unique(word[at < np.append(found.end, 0)[word]])


def _closed(numbers: np.ndarray, found: Cut, length: np.ndarray) -> Numbered:
    """With a separator after each text, and places counted from its beginning."""
    first = np.concatenate([[0], np.cumsum(length + 1)])
    count = np.diff(np.searchsorted(found.start, first))
    begin = np.repeat(first[:-1], count)
    separator = np.cumsum(count + 1) - 1
    word = np.ones(len(numbers) + len(count), dtype=bool)
    word[separator] = False
    columns = []
    for values, closing in (
        (numbers, -1),
        (found.start - begin, length),
        (found.end - begin, length),
    ):
        column = np.empty(len(word), dtype=np.int32)
        column[word], column[separator] = values, closing
        columns.append(column)
    return Numbered(columns[0], columns[1], columns[2], count)
