"""Texts to one array of word numbers, each text closed by a separator of its own.

The words are those of `refrain.words.spans`, found for many texts at once: a table says of each
character whether it can be in a word, and NumPy finds the runs; Arrow numbers the runs as they are
spelled, and `words.normalise` then sees each spelling once. A text in a script that puts no space
between words goes through `words.spans` itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from refrain import words

_BATCH = 4_000_000
"""Characters looked at together: enough for the work to be NumPy's, few enough for memory."""
_LETTER, _LATER, _APOSTROPHE = 1, 2, 4


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
    joined = "\n".join(batch) + "\n"
    first = np.concatenate([[0], np.cumsum([len(text) + 1 for text in batch])])
    start, end, spelling, spellings = _spelled(joined)
    numbers = _map(spellings, known)[spelling]
    count = np.diff(np.searchsorted(start, first))
    text = np.repeat(np.arange(len(batch)), count)
    at = np.cumsum(count)
    length = np.diff(first) - 1
    return Numbered(
        np.insert(numbers, at, np.int32(-1)),
        np.insert((start - first[text]).astype(np.int32), at, length),
        np.insert((end - first[text]).astype(np.int32), at, length),
        count,
    )


def _map(spellings: list[str], known: dict[str, int]) -> np.ndarray:
    return np.array(
        [known.setdefault(words.normalise(word), len(known)) for word in spellings], dtype=np.int32
    )


def _spelled(text: str) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[str]]:
    """Where each word starts and ends, which spelling it has, and the spellings."""
    encoding, characters = _characters(text)
    inside = _inside(_classes(int(characters.max(initial=0)).bit_length())[characters])
    edge = np.flatnonzero(np.diff(inside, prepend=False, append=False))
    start, end = edge[::2], edge[1::2]
    size = characters.itemsize
    offsets = np.concatenate([[0], np.cumsum(end - start)]) * size
    spelled = pa.Array.from_buffers(
        pa.binary(),
        len(start),
        [None, pa.py_buffer(offsets.astype(np.int32)), pa.py_buffer(characters[inside])],
    ).dictionary_encode()
    spellings = [word.decode(encoding, "surrogatepass") for word in spelled.dictionary.to_pylist()]
    return start, end, spelled.indices.to_numpy(), spellings


def _characters(text: str) -> tuple[str, np.ndarray]:
    """An encoding in which each character is one number, and the numbers."""
    if text.isascii():
        return "ascii", np.frombuffer(text.encode("ascii"), dtype=np.uint8)
    for encoding, kind in (("utf-16-le", np.uint16), ("utf-32-le", np.uint32)):
        characters = np.frombuffer(text.encode(encoding, "surrogatepass"), dtype=kind)
        if len(characters) == len(text):
            break
    return encoding, characters


def _inside(classes: np.ndarray) -> np.ndarray:
    """Which characters are in a word: runs that begin with a letter, joined by apostrophes."""
    letter = (classes & _LETTER) != 0
    inside = letter
    if (classes == _LATER).any():
        # In a run, marks and underscores before the first letter are in no word.
        run = classes & (_LETTER | _LATER) != 0
        place = np.arange(len(classes), dtype=np.int32)
        last_letter = np.maximum.accumulate(np.where(letter, place, -1))
        last_gap = np.maximum.accumulate(np.where(run, -1, place))
        inside = run & (last_letter > last_gap)
    joint = (classes & _APOSTROPHE) != 0
    joint[:1] = joint[-1:] = False
    joint[1:-1] &= inside[:-2] & letter[2:]
    return inside | joint


@cache
def _classes(bits: int) -> np.ndarray:
    """By code point of so many bits: what it can be in a word, as `words` has it."""
    everything = "".join(map(chr, range(min(1 << bits, 0x110000))))
    classes = np.zeros(len(everything), dtype=np.uint8)
    for pattern, bit in ((words.FIRST, _LETTER), (words.LATER, _LATER)):
        classes[[match.start() for match in pattern.finditer(everything)]] |= bit
    for mark in map(ord, words.APOSTROPHES):
        classes[mark : mark + 1] |= _APOSTROPHE
    return classes
