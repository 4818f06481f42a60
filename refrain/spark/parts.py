"""The words of one part of a corpus, as a task reads them: the text never leaves the task."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from refrain.builds import TextPart
from refrain.consecutive import consecutive
from refrain.word_ids import NumberedWords, number_words

DIGEST_BYTES = 32
"""Of a word: so many that nobody can find two words with one digest (BLAKE2b)."""


@dataclass(frozen=True, eq=False)
class PartWords:
    """The words of the distinct texts of a part, one text behind the other."""

    numbered: NumberedWords
    first: int

    @classmethod
    def read(cls, part: TextPart) -> PartWords:
        """Read the texts of a part, and find their words."""
        texts = pa.chunked_array(part.texts(), pa.large_string())
        return cls(number_words(texts.to_pandas()), part.first)

    @cached_property
    def ends_of_texts(self) -> np.ndarray:
        """By text: the position of the separator behind it."""
        return np.cumsum(self.numbered.lengths + 1) - 1

    def windows(self, size: int) -> np.ndarray:
        """By position: whether so many words of one text begin there."""
        whole = np.ones(len(self.numbered.ids), dtype=bool)
        last = np.minimum(self.numbered.lengths, size - 1) + 1
        whole[consecutive(self.ends_of_texts + 1 - last, last)] = False
        return whole

    @cached_property
    def digests(self) -> np.ndarray:
        """By id of a word: its BLAKE2b digest, as four numbers; separators have zeros."""
        words = self.numbered.vocabulary.to_pylist()
        joined = b"".join(
            hashlib.blake2b(word, digest_size=DIGEST_BYTES).digest() for word in words
        )
        of_words = np.frombuffer(joined, dtype="<u8").reshape(-1, DIGEST_BYTES // 8)
        separators = np.zeros((len(self.numbered.lengths), of_words.shape[1]), dtype=np.uint64)
        return np.concatenate([of_words, separators])

    def text_of(self, positions: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Which text each position stands in, counted in the part, and the number of the word."""
        text = np.searchsorted(self.ends_of_texts, positions)
        first = self.ends_of_texts[text] - self.numbered.lengths[text]
        return text, positions - first
