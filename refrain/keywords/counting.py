"""Counts of words and phrases by text: one pass over the words, whatever is asked of them later."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix, hstack

from refrain import words

LONGEST = 3
"""The longest phrase, in words."""
MIN_PHRASE = 3
"""A phrase is a candidate when it occurs that often: a rarer one is a sentence, not a habit."""


@dataclass(frozen=True, eq=False)
class Counts:
    """How often each text has each word and phrase. Build it with `Counts.of`.

    `terms` are the words (sorted) and then the phrases (words joined by a space); `parts` has the
    row of each of a term's words in `terms`, -1 beyond its length; `occurrences` is a sparse matrix
    of texts × terms; `running` counts the words of each text; `left_out` all that were not counted.
    """

    terms: np.ndarray
    parts: np.ndarray
    occurrences: csr_matrix
    running: np.ndarray
    left_out: int = 0

    @classmethod
    def of(
        cls, texts: pd.Series, longest: int = LONGEST, leave_out: np.ndarray | None = None
    ) -> Counts:
        """Count the words of the texts and, up to `longest` words, the phrases.

        `leave_out` flags words, text after text, that are not counted; no phrase runs over them or
        over the end of a text. All words are kept, and phrases of MIN_PHRASE occurrences or more.
        """
        numbers, text, vocabulary = _numbered(texts)
        counted = np.ones(len(numbers), dtype=bool) if leave_out is None else ~leave_out
        matrices = [_matrix(text[counted], numbers[counted], len(texts), len(vocabulary))]
        parts = [np.arange(len(vocabulary))[:, None]]
        # By position, the number of the phrase that starts there; shorter phrases build longer.
        phrase, found, whole = numbers, vocabulary.astype(object), counted
        terms = [found]
        for _ in range(1, longest):
            if len(phrase) < 2:
                break
            length = len(numbers) - len(phrase) + 1
            whole = whole[:-1] & counted[length:] & (text[:-length] == text[length:])
            keys = phrase[:-1] * np.int64(len(vocabulary)) + numbers[length:]
            kept, phrase = _frequent(keys, whole)
            at = np.flatnonzero(phrase >= 0)
            first = np.zeros(len(kept), dtype=np.int64)
            first[phrase[at][::-1]] = at[::-1]
            parts.append(np.stack([numbers[first + n] for n in range(length + 1)], axis=1))
            terms.append(_joined(vocabulary, parts[-1]))
            matrices.append(_matrix(text[at], phrase[at], len(texts), len(kept)))
            # A phrase can only be frequent where the shorter one that it begins with is.
            whole = whole & (phrase >= 0)
            phrase = np.maximum(phrase, 0)
        return cls(
            np.concatenate(terms),
            np.concatenate([np.pad(p, ((0, 0), (0, LONGEST - p.shape[1])), constant_values=-1)
                            for p in parts]),
            csr_matrix(hstack(matrices, format="csr")),
            np.bincount(text[counted], minlength=len(texts)),
            int((~counted).sum()),
        )  # fmt: skip

    @cached_property
    def lengths(self) -> np.ndarray:
        """Words of each term."""
        return (self.parts >= 0).sum(axis=1)

    @cached_property
    def transcripts(self) -> csr_matrix:
        """Which texts have which terms: 1 or nothing."""
        return self.occurrences.sign()

    @cached_property
    def all_occurrences(self) -> np.ndarray:
        """Occurrences of each term in all texts."""
        return np.asarray(self.occurrences.sum(axis=0)).ravel()

    def candidates(self, stop_words: frozenset[str], longest: int) -> np.ndarray:
        """Flags the terms that may be keywords: neither a single letter nor a number nor one of
        `stop_words` (as `words` compares them); a phrase must not begin or end with one."""
        single = self.terms[self.lengths == 1]
        telling = np.array(
            [len(w) > 1 and not w.isdecimal() and w not in stop_words for w in single], dtype=bool
        )
        last = self.parts[np.arange(len(self.parts)), self.lengths - 1]
        return telling[self.parts[:, 0]] & telling[last] & (self.lengths <= longest)


def _numbered(texts: pd.Series) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The words of all texts as numbers, the text of each, and the words in the order of numbers:
    sorted."""
    found = [words.words(text) for text in texts]
    flat = [word for text in found for word in text]
    vocabulary = sorted(set(flat))
    number = {word: n for n, word in enumerate(vocabulary)}
    numbers = np.fromiter((number[word] for word in flat), dtype=np.int64, count=len(flat))
    text = np.repeat(np.arange(len(found)), [len(text) for text in found])
    return numbers, text, np.array(vocabulary, dtype=object)


def _frequent(keys: np.ndarray, valid: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The keys of MIN_PHRASE valid places or more (sorted); by position, which it is, or -1."""
    distinct, inverse, times = np.unique(keys[valid], return_inverse=True, return_counts=True)
    frequent = times >= MIN_PHRASE
    number = np.where(frequent, np.cumsum(frequent) - 1, -1)
    at = np.full(len(keys), -1, dtype=np.int64)
    at[valid] = number[inverse]
    return distinct[frequent], at


def _joined(vocabulary: np.ndarray, parts: np.ndarray) -> np.ndarray:
    phrases = vocabulary[parts]
    joined = phrases[:, 0]
    for n in range(1, phrases.shape[1]):
        joined = joined + " " + phrases[:, n]
    return joined


def _matrix(text: np.ndarray, term: np.ndarray, texts: int, terms: int) -> csr_matrix:
    ones = np.ones(len(text), dtype=np.int64)
    return csr_matrix((ones, (text, term)), shape=(texts, terms))
