"""How much likelier it is that windows were joined at a white space than that it parts words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from refrain.consecutive import consecutive
from refrain.seams.pieces import PieceScores
from refrain.seams.spaced_words import SpacedWords

_MIN_WORDS = 4
"""Words of a text that can have a chain of seams, at least."""
_TOGETHER = 300_000
"""Words whose texts are scored together."""


@dataclass(frozen=True, eq=False)
class ScoredBlanks:
    """The white space between the words of some texts, the first of which is `first_text`.

    By character of white space: `at` (of its text) and `scores`. By text: `first`, its first
    character of white space, and one more entry, past the last of all; `chars`, its characters.
    """

    first_text: int
    at: np.ndarray
    scores: np.ndarray
    first: np.ndarray
    chars: np.ndarray

    def positive_sums(self) -> np.ndarray:
        """By text: the sum of all scores above 0, which no chain exceeds."""
        sums = np.append(0.0, np.cumsum(np.maximum(self.scores, 0)))
        by_text: np.ndarray = sums[self.first[1:]] - sums[self.first[:-1]]
        return by_text

    def by_character(self, text: int) -> np.ndarray:
        """The scores of a text by character, minus infinity where there is no white space."""
        scores = np.full(self.chars[text], -np.inf)
        of_text = slice(self.first[text], self.first[text + 1])
        scores[self.at[of_text]] = self.scores[of_text]
        return scores


def score(words: SpacedWords, piece_scores: PieceScores) -> Iterator[ScoredBlanks]:
    """The scores of all texts, some of them at a time.

    They are log-likelihood ratios. Besides the words, they count how rare white space is in the
    text, since a seam always has one, and how rare runs of it are, since a window may begin or end
    with one. Texts of fewer than four words have none.
    """
    begin = 0
    while begin < len(words.chars):
        most = words.first[begin] + _TOGETHER
        end = max(int(np.searchsorted(words.first, most, "right")) - 1, begin + 1)
        yield _of_texts(words, piece_scores, begin, end)
        begin = end


def _of_texts(words: SpacedWords, piece_scores: PieceScores, begin: int, end: int) -> ScoredBlanks:
    counts = np.diff(words.first[begin : end + 1])
    text = np.repeat(np.arange(end - begin), counts)
    # The words before which and after which there is a run of white space.
    before = np.flatnonzero((text[1:] == text[:-1]) & (counts[text[1:]] >= _MIN_WORDS))
    text = text[before]
    before += words.first[begin]
    start, stop = words.ends[before].astype(np.int64), words.starts[before + 1].astype(np.int64)
    length = stop - start
    runs, long_runs, blanks = (
        np.bincount(text, weights=weights, minlength=end - begin)
        for weights in (np.ones(len(text)), length > 1, length)
    )
    chars = words.chars[begin:end]
    # Texts without any have no scores; the ones keep their logarithms finite.
    blank_score = -np.log(np.maximum(blanks, 1) / np.maximum(chars, 1))
    run_score = -np.log((np.maximum(long_runs - 1, 0) + 0.5) / np.maximum(runs, 1))
    run_score -= np.log(piece_scores.cuts_per_word)
    scores = np.repeat((blank_score + 2 * run_score)[text], length)
    last = np.cumsum(length) - 1
    first = last - length + 1
    scores[first] += piece_scores.before[words.ids[before]] - run_score[text]
    scores[last] += piece_scores.after[words.ids[before + 1]] - run_score[text]
    of_text = np.append(0, np.cumsum(blanks)).astype(np.int64)
    return ScoredBlanks(begin, consecutive(start, length), scores, of_text, chars)
