"""Which words look like pieces of words, from how often words begin and end with each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from refrain.seams.spaced_words import SpacedWords


@dataclass(frozen=True)
class PieceScores:
    """How much likelier each word of a corpus is as a piece of a word than as a word.

    `before` a seam it would be the beginning of a word, `after` it an ending: by word, log P(it
    stands there) - log P(it is a word). One occurrence, the one that is judged, is left out of
    these counts, and what then was never seen counts half. `rows` has the row of each word in
    these. `cuts_per_word` is the number of places at which a word can be cut, on average: its
    characters, and the space after it.
    """

    rows: dict[str, int]
    before: np.ndarray
    after: np.ndarray
    cuts_per_word: float

    @classmethod
    def of(cls, words: SpacedWords) -> PieceScores:
        """From the words of some texts: linear in them, but for sorting those that differ."""
        return cls.of_counts(words.counts())

    @classmethod
    def of_counts(cls, counts: Mapping[str, int]) -> PieceScores:
        """From how often each word stands in the texts."""
        spelled = list(counts)
        times = np.fromiter(counts.values(), np.int64, len(counts))
        letters = int((np.fromiter(map(len, spelled), np.int64, len(counts)) * times).sum())
        cuts_per_word = 1 + letters / max(int(times.sum()), 1)

        def log_ratios(spelled: list[str]) -> np.ndarray:
            pieces = _times_as_beginning(spelled, times)
            ratios: np.ndarray = np.log((pieces - 0.5) / (times - 0.5) / cuts_per_word)
            return ratios

        before = log_ratios(spelled)
        after = log_ratios([word[::-1] for word in spelled])
        rows = {word: row for row, word in enumerate(spelled)}
        return cls(rows, before, after, cuts_per_word)

    def taken(self, rows: np.ndarray | slice) -> PieceScores:
        """The scores of some of the words, in that order, without the words."""
        return PieceScores({}, self.before[rows], self.after[rows], self.cuts_per_word)

    def words_around(self, text: str, at: int) -> dict[str, Any]:
        """What stands on both sides of a seam: before and after (words), and broken (whether one
        of them seems to be a piece of a word)."""
        before = text[max(at - 100, 0) : at].split()[-1:]
        after = text[at : at + 100].split()[:1]
        sides = ((before, self.before), (after, self.after))
        rows = [(self.rows.get(word.casefold()), scores) for side, scores in sides for word in side]
        return {
            "before": "".join(before),
            "after": "".join(after),
            "broken": any(row is not None and scores[row] > 0 for row, scores in rows),
        }


def _times_as_beginning(words: list[str], counts: np.ndarray) -> np.ndarray:
    """How often each of some different words begins a word, itself among them; `counts` is how
    often each occurs."""
    order = np.array(sorted(range(len(words)), key=words.__getitem__), dtype=np.int64)
    ordered = [words[row] for row in order.tolist()]
    # Sorted, the words that begin with a word come right after it: those that later words may begin
    # with are kept, and each is done with when a word comes that does not.
    after = np.arange(1, len(words) + 1)
    open_places: list[int] = []
    for place, word in enumerate(ordered):
        while open_places and not word.startswith(ordered[open_places[-1]]):
            after[open_places.pop()] = place
        if place + 1 < len(ordered) and ordered[place + 1].startswith(word):
            open_places.append(place)
    after[open_places] = len(words)
    occurrences_before = np.append(0, np.cumsum(counts[order]))
    times = np.empty(len(words), dtype=np.int64)
    times[order] = occurrences_before[after] - occurrences_before[:-1]
    return times
