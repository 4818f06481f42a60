"""The words of many texts, taken between white space: where they stand, and which are equal.

Unlike those of `refrain.words`, they keep what is written beside their letters: what a text was cut
into is seen by its characters. Texts are looked at many together, as bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

BATCH = 2_000_000
"""Characters looked at together: enough for the work to be NumPy's, few enough for memory."""
_IS_BLANK = np.array([code < 128 and chr(code).isspace() for code in range(256)])
_WIDE = "".join(chr(code) for code in range(128, 0x3001) if chr(code).isspace())
_WIDE_BLANK = re.compile(f"[{_WIDE}]")


@dataclass(frozen=True, eq=False)
class SpacedWords:
    """By word, in the order of the texts: `ids` (equal for words that are equal without case),
    `starts` and `ends` (characters). By text: `first`, its first word, and one more entry, past the
    last word of all; `chars`, its characters. `rows` has the id of each word."""

    ids: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    first: np.ndarray
    chars: np.ndarray
    rows: dict[str, int]

    @classmethod
    def of(cls, texts: Iterable[str]) -> SpacedWords:
        """The words of some texts. Time and memory are linear in them."""
        found = [_Batch.of(some) for some in _batches(texts)] or [_Batch.of([])]
        every = pa.concat_arrays([batch.spellings for batch in found]).dictionary_encode()
        rows: dict[str, int] = {}
        # Written, a word has its case, and the white space after it.
        written = (word.decode("utf-8", "surrogatepass") for word in every.dictionary.to_pylist())
        id_of = [rows.setdefault(word.rstrip().casefold(), len(rows)) for word in written]
        ids_of_all = np.array(id_of, dtype=np.int32)[every.indices.to_numpy()]
        first = np.append(0, np.cumsum(np.concatenate([batch.counts for batch in found])))
        chars = np.concatenate([batch.chars for batch in found])
        ids, starts, ends = (np.empty(int(first[-1]), dtype=np.int32) for _ in range(3))
        # Each batch goes when its words are in: what all take is most of the memory.
        begin = spelling = 0
        for batch in _taken(found):
            some = slice(begin, begin + len(batch.ids))
            ids[some] = ids_of_all[spelling:][batch.ids]
            starts[some], ends[some] = batch.starts, batch.ends
            begin, spelling = some.stop, spelling + len(batch.spellings)
        return cls(ids, starts, ends, first, chars, rows)

    def counts(self) -> dict[str, int]:
        """How often each word stands in the texts, by their ids in order."""
        times = np.bincount(self.ids, minlength=len(self.rows))
        return dict(zip(self.rows, times.tolist(), strict=True))


def _taken(batches: list[_Batch]) -> Iterator[_Batch]:
    """The batches in order; the list lets go of each."""
    batches.reverse()
    while batches:
        yield batches.pop()


@dataclass(frozen=True, eq=False)
class _Batch:
    """The same of some texts, with ids of `spellings`: words, each with the white space after it.
    By text: `counts` (words) and `chars`."""

    ids: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    counts: np.ndarray
    chars: np.ndarray
    spellings: pa.BinaryArray

    @classmethod
    def of(cls, texts: list[str]) -> _Batch:
        joined = "".join(f"{text}\n" for text in texts)
        if not joined.isascii():
            joined = _WIDE_BLANK.sub(" ", joined)
        data = joined.encode("utf-8", "surrogatepass")
        codes = np.frombuffer(data, np.uint8)
        # White space at both ends: so words begin and end in turn.
        blank = np.append(True, _IS_BLANK[codes])
        edges = np.flatnonzero(blank[1:] != blank[:-1]).astype(np.int32)
        offsets = np.append(edges[::2], np.int32(len(data)))
        buffers = [None, pa.py_buffer(offsets), pa.py_buffer(data)]
        encoded = pa.Array.from_buffers(pa.binary(), len(offsets) - 1, buffers).dictionary_encode()
        if len(data) > len(joined):
            edges = _characters(codes)[edges]
        starts, ends = edges[::2], edges[1::2]
        chars = np.array([len(text) for text in texts], dtype=np.int64)
        first = np.append(0, np.cumsum(chars + 1))
        counts = np.diff(np.searchsorted(starts, first))
        before = np.repeat(first[:-1], counts).astype(np.int32)
        ids = encoded.indices.to_numpy()
        return cls(ids, starts - before, ends - before, counts, chars, encoded.dictionary)


def _characters(codes: np.ndarray) -> np.ndarray:
    """By byte of UTF-8 with which a character begins: how many characters are before it."""
    return np.cumsum((codes & 0xC0) != 0x80, dtype=np.int32) - np.int32(1)


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """The texts, in order, as many together as have BATCH characters, or one that has more."""
    some: list[str] = []
    chars = 0
    for text in texts:
        if some and chars + len(text) > BATCH:
            yield some
            some, chars = [], 0
        some.append(text)
        chars += len(text) + 1
    if some:
        yield some
