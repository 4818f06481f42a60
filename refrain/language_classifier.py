"""Which language passages are in, as py3langid's model says, of many passages at once.

py3langid walks through a passage byte by byte in an automaton, counts the features that it meets,
and weighs them (naive Bayes). Here a step of the walk is one for all passages. The answers are
py3langid's own, but for the rounding of a probability (about its fifth digit).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from refrain.extras import needed

with needed("check"):
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

_AT_ONCE = 1_024
"""Passages that are walked through together: 10 MB, for passages of 1,000 letters."""


class Classified(NamedTuple):
    """A passage's most likely language (ISO 639-1), and how likely it is."""

    code: str
    probability: float


def classify(passages: Iterable[str]) -> Iterator[Classified]:
    """The language of each passage. One of which the model knows nothing is in any language, so
    that its probability is small."""
    passages = iter(passages)
    while batch := list(islice(passages, _AT_ONCE)):
        yield from _model().classify(batch)


class _Model:
    """The model that py3langid ships: 97 languages."""

    def __init__(self) -> None:
        """Read the model: half a second, and 100 MB."""
        model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        self._next = np.asarray(model.tk_nextmove)
        # A row of the automaton has a place for each byte.
        self._rows = np.asarray(model.tk_row, dtype=np.int32) << 8
        self._feature = np.asarray(model.tk_output, dtype=np.int32)
        self._weights = np.asarray(model.nb_ptc, dtype=np.float32)
        self._prior = np.asarray(model.nb_pc)
        self._codes = list(dict.fromkeys(model.nb_classes))
        # A language of two scripts has two classes.
        classes = np.array(model.nb_classes)
        self._is_of_code = (classes[:, None] == np.array(self._codes)).astype(np.float32)

    def classify(self, passages: list[str]) -> list[Classified]:
        """As the function, of all passages at once."""
        encoded = [_encode(passage) for passage in passages]
        lengths = np.array([len(passage) for passage in encoded])
        longest_first = np.argsort(-lengths, kind="stable")
        likely = np.empty((len(passages), len(self._codes)), dtype=np.float32)
        likely[longest_first] = self._probabilities([encoded[n] for n in longest_first])
        best = likely.argmax(axis=1)
        found = zip(best.tolist(), likely.max(axis=1).tolist(), strict=True)
        return [Classified(self._codes[code], probability) for code, probability in found]

    def _probabilities(self, passages: list[bytes]) -> np.ndarray:
        """By passage, of which the longest are first, and language."""
        lengths = np.array([len(passage) for passage in passages])
        counts = self._counts(passages, lengths)
        np.log1p(counts.data, out=counts.data)
        scores = counts @ self._weights + self._prior
        scores[np.diff(counts.indptr) == 0] = 0
        # As py3langid does it, so that passages of any length are as certain as they should be.
        scores /= np.sqrt(np.maximum(lengths, 1)).astype(np.float32)[:, None]
        likely = np.exp(scores - scores.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        return np.asarray(likely @ self._is_of_code)

    def _counts(self, passages: list[bytes], lengths: np.ndarray) -> csr_array:
        """How often each passage (row) has each feature (column)."""
        visited = self._visited(passages, lengths)
        width = len(self._weights)
        first = np.arange(len(passages), dtype=np.int32) * np.int32(width)
        met, times = np.unique((visited + first)[visited >= 0], return_counts=True)
        rows, features = np.divmod(met, np.int32(width))
        begins = np.searchsorted(rows, np.arange(len(passages) + 1))
        shape = (len(passages), width)
        return csr_array((times.astype(np.float32), features, begins), shape=shape)

    def _visited(self, passages: list[bytes], lengths: np.ndarray) -> np.ndarray:
        """By byte and passage: the feature that is met there, or -1."""
        width = int(lengths.max(initial=0))
        padded = b"".join(passage.ljust(width, b"\0") for passage in passages)
        by_step = np.frombuffer(padded, dtype=np.uint8).reshape(len(passages), width).T.copy()
        visited = np.full((width, len(passages)), -1, dtype=np.int32)
        state = np.zeros(len(passages), dtype=np.int32)
        # Those that go on are the first.
        going_on = len(passages) - np.searchsorted(lengths[::-1], np.arange(width), "right")
        for step, count in enumerate(going_on.tolist()):
            state = self._next[self._rows[state[:count]] + by_step[step, :count]]
            visited[step, :count] = self._feature[state]
        return visited


@lru_cache(maxsize=1)
def _model() -> _Model:
    """The model, read when it is first asked."""
    return _Model()


def _encode(passage: str) -> bytes:
    """As the model was trained: composed, and in lower case where all are capitals."""
    lowered = passage.lower() if passage.isupper() else passage
    return unicodedata.normalize("NFC", lowered).encode("utf-8", "surrogatepass")
