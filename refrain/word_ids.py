"""Texts to one array of word ids: equal words get equal numbers, and a separator closes each text.

The words are those of `refrain.words.spans`. Texts with spaces between their words are taken many
at once, a batch of them: `word_scanner` finds the words, Arrow numbers them as they are spelled,
and those with letters beyond ASCII are spelled by `refrain.words`. A text in a script that puts no
space between words is a batch by itself and goes through `words.bounds`. In the end, Arrow numbers
the words of all batches together.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from refrain import word_scanner, words
from refrain.word_scanner import COMPARED, NOT_KNOWN, Byte, Form, ScannedWords, Unspoken


class NumberedWords(NamedTuple):
    """By word, and by the separator after each text: `ids`, `starts` and `ends` (characters).
    By text: `lengths` (words). By id: `vocabulary`, the words in UTF-8; separators come after."""

    ids: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    lengths: np.ndarray
    vocabulary: pa.BinaryArray

    def ids_of(self, words: Iterable[str]) -> np.ndarray:
        """The ids of some words, -1 for those that are none of these."""
        rows = pc.index_in(_as_binary(words), value_set=self.vocabulary)
        ids: np.ndarray = rows.fill_null(-1).to_numpy(zero_copy_only=False)
        return ids

    def spellings(self) -> list[str]:
        """The words, by id."""
        return [word.decode("utf-8", "surrogatepass") for word in self.vocabulary.to_pylist()]


def number_words(
    texts: pd.Series,
    progress: Callable[[float], object] = lambda share: None,
    form: Form = COMPARED,
) -> NumberedWords:
    """Words that are equal in a form get equal ids, and each separator an id that nothing else has.

    `progress` is called with the share of the characters that has been read, 0 to 1.
    """
    # They grow where they are: the parts of all batches beside the whole would be twice as much.
    ids, starts, ends = array("i"), array("i"), array("i")
    lengths = [np.empty(0, dtype=np.int64)]
    vocabularies, closed = [_as_binary([])], [0]
    total, read = max(int(texts.str.len().sum()), 1), 0
    for some, numbered in number_batches(texts, form):
        append(ids, numbered.ids)
        append(starts, numbered.starts)
        append(ends, numbered.ends)
        lengths.append(numbered.lengths)
        vocabularies.append(numbered.vocabulary)
        closed.append(len(ids))
        read += sum(map(len, some))
        progress(read / total)
    numbers, first, last = (np.frombuffer(column, dtype=np.int32) for column in (ids, starts, ends))
    vocabulary = _number_together(numbers, closed, vocabularies)
    return NumberedWords(numbers, first, last, np.concatenate(lengths), vocabulary)


def append(column: array[int], values: np.ndarray) -> None:
    """Put numbers of 32 bits behind the others."""
    column.frombytes(values.view(np.uint8).data)


def number_batches(
    texts: Iterable[str], form: Form = COMPARED
) -> Iterator[tuple[list[str], NumberedWords]]:
    """Neighbouring texts and their words, some texts at once: each time with numbers of their own,
    and with -1 for every separator."""
    for some, unspaced in word_scanner.batches(texts):
        yield some, _number_unspaced(some[0], form) if unspaced else _number_spaced(some, form)


def _number_together(
    ids: np.ndarray, closed: list[int], vocabularies: list[pa.BinaryArray]
) -> pa.BinaryArray:
    """Give the words of all batches the ids that they have if their texts are numbered together,
    and each separator, -1 before, one of its own. Returns the words, by id.

    A batch ends where the next is `closed`; the first is empty.
    """
    every = pa.concat_arrays(vocabularies).dictionary_encode()
    ids_of_all, words = every.indices.to_numpy(), len(every.dictionary)
    known = separators = 0
    for (begin, end), vocabulary in zip(pairwise(closed), vocabularies[1:], strict=True):
        batch = ids[begin:end]
        closing = np.flatnonzero(batch < 0)
        batch[:] = np.append(ids_of_all[known : known + len(vocabulary)], np.int32(-1))[batch]
        batch[closing] = words + separators + np.arange(len(closing), dtype=np.int32)
        known, separators = known + len(vocabulary), separators + len(closing)
    return every.dictionary


def _number_unspaced(text: str, form: Form) -> NumberedWords:
    """The words of one text whose script puts no space between them."""
    vocabulary: dict[str, int] = {}
    ids, starts, ends = array("i"), array("i"), array("i")
    spoken = words.mask_unspoken(text)
    for start, end in words.bounds(spoken, include_unspoken=True):
        ids.append(vocabulary.setdefault(form.spell(spoken[start:end]), len(vocabulary)))
        starts.append(start)
        ends.append(end)
    length = np.array([len(ids)], dtype=np.int64)
    ids.append(-1)
    starts.append(len(text))
    ends.append(len(text))
    numbers, first, last = (np.array(column, dtype=np.int32) for column in (ids, starts, ends))
    return NumberedWords(numbers, first, last, length, _as_binary(vocabulary))


def _number_spaced(texts: list[str], form: Form) -> NumberedWords:
    """The words of some texts with spaces between words."""
    scanned = word_scanner.scan(texts)
    encoded = _as_words(*scanned.spelled(form)).dictionary_encode()
    vocabulary, ids = encoded.dictionary, encoded.indices.to_numpy(zero_copy_only=False)
    foreign, spelled = _foreign(scanned, form)
    if len(foreign):
        # What Arrow has numbered for them, with one letter for all foreign ones, is no word.
        added: dict[str, int] = {}
        ids = ids.copy()
        ids[foreign] = [len(vocabulary) + added.setdefault(word, len(added)) for word in spelled]
        vocabulary = pa.concat_arrays([vocabulary, _as_binary(added)])
        used = np.bincount(ids, minlength=len(vocabulary)) > 0
        ids, vocabulary = (np.cumsum(used) - 1)[ids], vocabulary.filter(pa.array(used))
    vocabulary = pc.replace_substring(vocabulary, bytes([Byte.CURLY]), "’".encode())
    return _closed(ids, scanned, texts, vocabulary)


def compared_words(
    texts: list[str], unspoken: Unspoken = NOT_KNOWN, *, unspaced: bool
) -> tuple[list[memoryview], np.ndarray]:
    """By text of a batch of `word_scanner.batches`: its words as `words.normalise` has them, in
    UTF-8, with a line end between them; and how many there are."""
    if unspaced:
        of_text = words.words(texts[0])
        joined = "\n".join(of_text).encode("utf-8", "surrogatepass")
        return [memoryview(joined)], np.array([len(of_text)], dtype=np.int64)
    scanned = word_scanner.scan(texts, unspoken)
    lengths, spelled = scanned.closed(COMPARED)
    by_text = np.union1d(scanned.foreign(), scanned.touching())
    if len(by_text):
        as_text = "\n".join([*_spelled_by_text(scanned, by_text, COMPARED), ""])
        others = as_text.encode("utf-8", "surrogatepass")
        ends_of_others = np.flatnonzero(np.frombuffer(others, dtype=np.uint8) == ord("\n")) + 1
        spelled = _spliced(spelled, np.cumsum(lengths), by_text, others, ends_of_others)
        lengths[by_text] = np.diff(ends_of_others, prepend=0)
    counts = word_scanner.by_text(scanned, texts)
    ends = np.append(0, np.cumsum(lengths))[np.append(0, np.cumsum(counts))].tolist()
    # Without the line end behind the last word.
    return [
        memoryview(spelled)[begin : max(begin, end - 1)] for begin, end in pairwise(ends)
    ], counts


def _spliced(
    spelled: bytes, ends: np.ndarray, some: np.ndarray, others: bytes, ends_of_others: np.ndarray
) -> bytes:
    """Words one after another, with others in the place of some of them; neighbours at once."""
    first = np.flatnonzero(np.diff(some, prepend=-2) > 1)
    last = np.append(first[1:], len(some)) - 1
    begins = np.append(0, ends)[some[first]].tolist()
    others_begin = np.append(0, ends_of_others)[first].tolist()
    pieces, cursor = [], 0
    for begin, end, start, stop in zip(
        begins, ends[some[last]].tolist(), others_begin, ends_of_others[last].tolist(), strict=True
    ):
        pieces += [spelled[cursor:begin], others[start:stop]]
        cursor = end
    return b"".join([*pieces, spelled[cursor:]])


def _as_words(lengths: np.ndarray, spelled: bytes) -> pa.BinaryArray:
    """Words that stand one after another."""
    offsets = np.zeros(len(lengths) + 1, dtype=np.int32)
    np.cumsum(lengths, out=offsets[1:])
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(spelled)]
    return pa.Array.from_buffers(pa.binary(), len(lengths), buffers)


def _foreign(scanned: ScannedWords, form: Form) -> tuple[np.ndarray, list[str]]:
    """The words that are spelled by their text: which they are, and as what."""
    foreign = scanned.foreign()
    return foreign, _spelled_by_text(scanned, foreign, form)


def _spelled_by_text(scanned: ScannedWords, some: np.ndarray, form: Form) -> list[str]:
    spans = zip(scanned.starts[some].tolist(), scanned.ends[some].tolist(), strict=True)
    return [form.spell(scanned.text[start:end]) for start, end in spans]


def _as_binary(words: Iterable[str]) -> pa.BinaryArray:
    return pa.array([word.encode("utf-8", "surrogatepass") for word in words], pa.binary())


def _closed(
    ids: np.ndarray, scanned: ScannedWords, texts: list[str], vocabulary: pa.BinaryArray
) -> NumberedWords:
    """With a separator after each text, and places counted from its beginning."""
    length = np.array([len(text) for text in texts])
    first = np.concatenate([[0], np.cumsum(length + 1)]).astype(np.int32)
    count = word_scanner.by_text(scanned, texts)
    begin = np.repeat(first[:-1], count)
    separator = np.cumsum(count + 1) - 1
    word = np.ones(len(ids) + len(count), dtype=bool)
    word[separator] = False
    columns = []
    for values, closing in (
        (ids, -1),
        (scanned.starts - begin, length),
        (scanned.ends - begin, length),
    ):
        column = np.empty(len(word), dtype=np.int32)
        column[word], column[separator] = values, closing
        columns.append(column)
    return NumberedWords(columns[0], columns[1], columns[2], count, vocabulary)
