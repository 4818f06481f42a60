"""Texts to one array of word ids: equal words get equal numbers, and a separator closes each text.

The words are those of `refrain.words.spans`. Texts with spaces between their words are taken many
at once, a batch of them: `word_scanner` finds the words, Arrow numbers them as they are spelled in
lower case, and those with letters beyond ASCII go through `words.normalise`. A text in a script
that puts no space between words is a batch by itself and goes through `words.spans`. In the end,
Arrow numbers the words of all batches together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from refrain import words
from refrain.fragments.local.word_scanner import (
    FOREIGN,
    FOREIGN_LATER,
    ScannedWords,
    as_bytes,
    scan,
)

_BATCH = 8_000_000
"""Characters looked at together: enough for the work to be NumPy's, few enough for memory."""


class NumberedWords(NamedTuple):
    """By word, and by the separator after each text: `ids`, `starts` and `ends` (characters).
    By text: `lengths` (words)."""

    ids: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    lengths: np.ndarray


class Batch(NamedTuple):
    """The words of some texts: `words.ids` count in `vocabulary`, which has them as they compare;
    separators are -1."""

    vocabulary: pa.BinaryArray
    words: NumberedWords


def number_words(
    texts: pd.Series, progress: Callable[[float], object] = lambda share: None
) -> NumberedWords:
    """Equal words get equal ids, and each separator an id that nothing else has.

    `progress` is called with the share of the characters that has been read, 0 to 1.
    """
    batches: list[Batch] = []
    total, read = max(int(texts.str.len().sum()), 1), 0
    for some in _grouped(texts):
        unspaced = len(some) == 1 and words.is_unspaced(some[0])
        batches.append(_number_unspaced(some[0]) if unspaced else _number_spaced(some))
        read += sum(map(len, some))
        progress(read / total)
    if not batches:
        empty = np.empty(0, dtype=np.int32)
        return NumberedWords(empty, empty, empty, np.empty(0, dtype=np.int64))
    ids, count = _together(batches)
    separators = np.flatnonzero(ids < 0)
    ids[separators] = count + np.arange(len(separators), dtype=np.int32)
    _, starts, ends, lengths = map(
        np.concatenate, zip(*(batch.words for batch in batches), strict=True)
    )
    return NumberedWords(ids, starts, ends, lengths.astype(np.int64))


def _together(batches: list[Batch]) -> tuple[np.ndarray, int]:
    """The ids of all batches, as if their texts had been numbered together; how many words."""
    every = pa.concat_arrays([batch.vocabulary for batch in batches]).dictionary_encode()
    ids_of_all = np.append(every.indices.to_numpy(), np.int32(-1))
    ids = []
    begin = 0
    for batch in batches:
        end = begin + len(batch.vocabulary)
        ids.append(np.append(ids_of_all[begin:end], np.int32(-1))[batch.words.ids])
        begin = end
    return np.concatenate(ids), len(every.dictionary)


def _grouped(texts: pd.Series) -> Iterator[list[str]]:
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


def _number_unspaced(text: str) -> Batch:
    """The words of one text whose script puts no space between them."""
    normal, spans = words.spans(text)
    vocabulary: dict[str, int] = {}
    ids = [*(vocabulary.setdefault(word, len(vocabulary)) for word in normal), -1]
    offsets = np.array([*spans, (len(text), len(text))], dtype=np.int32)
    return Batch(
        _as_binary(vocabulary),
        NumberedWords(
            np.array(ids, dtype=np.int32),
            offsets[:, 0].copy(),
            offsets[:, 1].copy(),
            np.array([len(normal)], dtype=np.int64),
        ),
    )


def _number_spaced(texts: list[str]) -> Batch:
    """The words of some texts with spaces between words."""
    # A line end belongs to no word, so that the texts stay apart.
    joined = b"\n".join([*map(as_bytes, texts), b""])
    scanned = scan(joined)
    offsets = np.zeros(len(scanned.start) + 1, dtype=np.int32)
    np.cumsum(scanned.letters, out=offsets[1:])
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(scanned.spelled)]
    encoded = pa.Array.from_buffers(pa.binary(), len(scanned.start), buffers).dictionary_encode()
    vocabulary, ids = encoded.dictionary, encoded.indices.to_numpy(zero_copy_only=False)
    foreign = _with_foreign_letters(joined, scanned)
    if len(foreign):
        text = "\n".join(texts)
        spans = zip(scanned.start[foreign].tolist(), scanned.end[foreign].tolist(), strict=True)
        normal = [words.normalise(text[start:end]) for start, end in spans]
        # What Arrow has numbered for them, with one letter for all foreign ones, is no word.
        added: dict[str, int] = {}
        ids = ids.copy()
        ids[foreign] = [len(vocabulary) + added.setdefault(word, len(added)) for word in normal]
        vocabulary = pa.concat_arrays([vocabulary, _as_binary(added)])
    return Batch(vocabulary, _closed(ids, scanned, np.array([len(text) for text in texts])))


def _as_binary(words: Iterable[str]) -> pa.BinaryArray:
    return pa.array([word.encode("utf-8", "surrogatepass") for word in words], pa.binary())


def _with_foreign_letters(text: bytes, scanned: ScannedWords) -> np.ndarray:
    """Which words have a letter, digit or mark beyond ASCII."""
    if FOREIGN not in text and FOREIGN_LATER not in text:
        return np.empty(0, dtype=np.int64)
    characters = np.frombuffer(text, dtype=np.uint8)
    at = np.flatnonzero((characters == FOREIGN) | (characters == FOREIGN_LATER))
    word = np.searchsorted(scanned.start, at, "right") - 1
    return np.unique(word[at < np.append(scanned.end, 0)[word]])


def _closed(ids: np.ndarray, scanned: ScannedWords, length: np.ndarray) -> NumberedWords:
    """With a separator after each text, and places counted from its beginning."""
    first = np.concatenate([[0], np.cumsum(length + 1)]).astype(np.int32)
    count = np.diff(np.searchsorted(scanned.start, first))
    begin = np.repeat(first[:-1], count)
    separator = np.cumsum(count + 1) - 1
    word = np.ones(len(ids) + len(count), dtype=bool)
    word[separator] = False
    columns = []
    for values, closing in (
        (ids, -1),
        (scanned.start - begin, length),
        (scanned.end - begin, length),
    ):
        column = np.empty(len(word), dtype=np.int32)
        column[word], column[separator] = values, closing
        columns.append(column)
    return NumberedWords(columns[0], columns[1], columns[2], count)
