"""Texts to one array of word numbers, each text closed by a separator of its own.

The words are those of `refrain.words.spans`. Where text parts its words, `cutting` finds them in
many texts at once, Arrow numbers them as they are spelled in lower case, and those with letters
beyond ASCII go through `words.normalise`; then Arrow numbers the words of all parts together. A
text in a script that puts no space between words goes through `words.spans` itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from refrain import words
from refrain.fragments.local.word_scanner import FOREIGN, FOREIGN_LATER, Cut, as_bytes, cut

_BATCH = 8_000_000
"""Characters looked at together: enough for the work to be NumPy's, few enough for memory."""


class Numbered(NamedTuple):
    """By word, and by the separator after each text: `numbers`, `starts` and `ends` (characters).
    By text: `lengths` (words)."""

    numbers: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    lengths: np.ndarray


class Part(NamedTuple):
    """What is found in some texts: numbers count in `known`, the words as they compare, and
    separators are -1."""

    known: pa.BinaryArray
    found: Numbered


def numbered(texts: pd.Series, done: Callable[[float], object] = lambda share: None) -> Numbered:
    """Equal words get equal numbers, and each separator a number that nothing else has.

    `done` is told what share of the characters has been read, 0 to 1.
    """
    parts: list[Part] = []
    total, read = max(int(texts.str.len().sum()), 1), 0
    for batch in _batches(texts):
        unspaced = len(batch) == 1 and words.is_unspaced(batch[0])
        parts.append(_one(batch[0]) if unspaced else _number(batch))
        read += sum(map(len, batch))
        done(read / total)
    if not parts:
        empty = np.empty(0, dtype=np.int32)
        return Numbered(empty, empty, empty, np.empty(0, dtype=np.int64))
    numbers, known = _together(parts)
    separators = np.flatnonzero(numbers < 0)
    numbers[separators] = known + np.arange(len(separators), dtype=np.int32)
    _, starts, ends, lengths = map(
        np.concatenate, zip(*(part.found for part in parts), strict=True)
    )
    return Numbered(numbers, starts, ends, lengths.astype(np.int64))


def _together(parts: list[Part]) -> tuple[np.ndarray, int]:
    """The numbers of all parts, as if their texts had been numbered together; how many words."""
    known = pa.concat_arrays([part.known for part in parts]).dictionary_encode()
    number = np.append(known.indices.to_numpy(), np.int32(-1))
    numbers = []
    begin = 0
    for part in parts:
        own = np.append(number[begin : begin + len(part.known)], np.int32(-1))
        numbers.append(own[part.found.numbers])
        begin += len(part.known)
    return np.concatenate(numbers), len(known.dictionary)


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


def _one(text: str) -> Part:
    """The numbers of one text, as `_number` gives those of several."""
    found, spans = words.spans(text)
    known: dict[str, int] = {}
    numbers = [*(known.setdefault(word, len(known)) for word in found), -1]
    offsets = np.array([*spans, (len(text), len(text))], dtype=np.int32)
    return Part(
        _spelled(known),
        Numbered(
            np.array(numbers, dtype=np.int32),
            offsets[:, 0].copy(),
            offsets[:, 1].copy(),
            np.array([len(found)], dtype=np.int64),
        ),
    )


def _number(batch: list[str]) -> Part:
    """The numbers of some texts."""
    # A line end belongs to no word, so that the texts stay apart.
    joined = b"\n".join([*map(as_bytes, batch), b""])
    found = cut(joined)
    offsets = np.zeros(len(found.start) + 1, dtype=np.int32)
    np.cumsum(found.letters, out=offsets[1:])
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(found.spelled)]
    encoded = pa.Array.from_buffers(pa.binary(), len(found.start), buffers).dictionary_encode()
    known, numbers = encoded.dictionary, encoded.indices.to_numpy(zero_copy_only=False)
    foreign = _with_foreign_letters(joined, found)
    if len(foreign):
        text = "\n".join(batch)
        spans = zip(found.start[foreign].tolist(), found.end[foreign].tolist(), strict=True)
        # What the dictionary has for them, a letter for all that is foreign, stands for no word.
        own: dict[str, int] = {}
        folded = [words.normalise(text[start:end]) for start, end in spans]
        numbers = numbers.copy()
        numbers[foreign] = [len(known) + own.setdefault(word, len(own)) for word in folded]
        known = pa.concat_arrays([known, _spelled(own)])
    return Part(known, _closed(numbers, found, np.array([len(text) for text in batch])))


def _spelled(words: Iterable[str]) -> pa.BinaryArray:
    return pa.array([word.encode("utf-8", "surrogatepass") for word in words], pa.binary())


def _with_foreign_letters(text: bytes, found: Cut) -> np.ndarray:
    """Which words have a letter, digit or mark beyond ASCII."""
    if FOREIGN not in text and FOREIGN_LATER not in text:
        return np.empty(0, dtype=np.int64)
    characters = np.frombuffer(text, dtype=np.uint8)
    at = np.flatnonzero((characters == FOREIGN) | (characters == FOREIGN_LATER))
    word = np.searchsorted(found.start, at, "right") - 1
    return np.unique(word[at < np.append(found.end, 0)[word]])


def _closed(numbers: np.ndarray, found: Cut, length: np.ndarray) -> Numbered:
    """With a separator after each text, and places counted from its beginning."""
    first = np.concatenate([[0], np.cumsum(length + 1)]).astype(np.int32)
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
