"""Windows that another text has too, but not next to each other."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from refrain.fragments import FragmentEngine, RepeatQuery
from refrain.words import normalise

WINDOW = 20
"""Words that a window shares with the other text at least."""
JUMP = 20
"""Words that are skipped, or gone back, in the other text at least: fewer are an edit."""
CONTAINED = 0.8
"""A text with at least this share of its words in the other counts as an excerpt of it."""
_CARRIERS = 8
"""What more texts than this have is boilerplate, which stands in any order."""


class Versions:
    """Which texts of an index are versions of each other, and where one leaves the other out."""

    def __init__(self, index: FragmentEngine) -> None:
        """Nothing is compared before it is asked for."""
        self.index = index
        self.texts: dict[str, str] = dict(
            zip(index.texts["text_id"], index.texts["text"], strict=True)
        )

    def jumps(self, text: str) -> list[dict[str, Any]]:
        """The seams of a text (its text_id) that another one shows: at, broken, other, other_end,
        other_start, as `seams.seams` explains them; one for each place."""
        found: dict[int, dict[str, Any]] = {}
        for other in self._partners[text]:
            for jump in self._jumps(text, other):
                found.setdefault(jump["at"], jump)
        return list(found.values())

    def beside(self, text: str, at: int, near: int) -> dict[str, Any]:
        """What another text shows at a place that is known to be a seam: where the window before
        ends in it, or the one after begins; empty where no text has either."""
        for other in self._partners[text]:
            shared = self._shared(text, other)
            # The pieces of words at the seam are in no match: each is a word at most.
            ends = shared[(shared["a_end"] <= at) & (shared["a_end"] > at - 40)]
            ends = ends[[self._no_word(text, end, at, near) for end in ends["a_end"]]]
            starts = shared[(shared["a_start"] >= at - near) & (shared["a_start"] < at + 40)]
            starts = starts[[self._no_word(text, at, start, near) for start in starts["a_start"]]]
            if len(ends) or len(starts):
                return {
                    "other": other,
                    "other_end": int(ends["b_end"].iloc[-1]) if len(ends) else None,
                    "other_start": int(starts["b_start"].iloc[0]) if len(starts) else None,
                }
        return {}

    def _no_word(self, text: str, start: int, end: int, near: int) -> bool:
        """Whether at most one word lies between two places."""
        between = self.texts[text][start:end]
        return len(between.split()) <= 1 or end - start <= near

    @cached_property
    def _partners(self) -> dict[str, list[str]]:
        """The texts that each text shares a window with which few others have, most shared
        first."""
        partners: dict[str, list[str]] = defaultdict(list)
        pairs = self.index.partners(RepeatQuery(WINDOW), _CARRIERS)
        for text, other in zip(pairs["text_id"], pairs["other"], strict=True):
            partners[text].append(other)
        return partners

    @lru_cache(maxsize=64)  # noqa: B019 - lives as long as one audit
    def _shared(self, text: str, other: str) -> pd.DataFrame:
        return self.index.matches(text, other, RepeatQuery(WINDOW))

    def _jumps(self, text: str, other: str) -> list[dict[str, Any]]:
        shared = self._shared(text, other)
        excerpt = _covered(shared) >= CONTAINED * self.index.word_counts[text]
        starts = shared["a_word"].to_numpy()
        found = []
        for before in shared.itertuples(index=False):
            stop = before.a_word + before.words
            # Chance may make the windows agree a word or two beyond the seam.
            after = shared[(starts >= stop - 2) & (starts <= stop + 2) & (starts > before.a_word)]
            for match in after.itertuples(index=False):
                shift = (match.b_word - match.a_word) - (before.b_word - before.a_word)
                if abs(shift) >= JUMP:
                    at, broken = self._seam(text, other, before, match)
                    if broken or excerpt:
                        found.append(self._jump(other, at, broken, before, match))
        return found

    def _jump(self, other: str, at: int, broken: bool, before: Any, after: Any) -> dict[str, Any]:
        return {
            "at": at,
            "broken": broken,
            "other": other,
            "other_end": int(before.b_end),
            "other_start": int(after.b_start),
        }

    def _seam(self, text: str, other: str, before: Any, after: Any) -> tuple[int, bool]:
        """Where the window after begins, and whether words are split there."""
        stop, go = before.a_word + before.words, after.a_word
        begun = stop < go and self._piece(
            text, stop, other, before.b_word + before.words, str.startswith
        )
        ended = stop < go and self._piece(text, go - 1, other, after.b_word - 1, str.endswith)
        if go <= stop:
            at = stop
        elif go - stop == 2:
            at = stop + 1
        else:
            at = go if begun else stop
        return self._character(text, at), begun or ended

    def _piece(self, text: str, word: int, other: str, whole: int, of: Any) -> bool:
        """Whether a word of a text is the beginning (or end) of a longer one of the other."""
        piece, full = self._word(text, word), self._word(other, whole)
        return len(piece) < len(full) and of(full, piece)

    def _character(self, text: str, word: int) -> int:
        """Where a word of a text begins; its end where that is past the last."""
        starts = self.index.words(text).starts
        return int(starts[word]) if word < len(starts) else len(self.texts[text])

    def _word(self, text: str, word: int) -> str:
        _, starts, ends = self.index.words(text)
        if not 0 <= word < len(starts):
            return ""
        return normalise(self.texts[text][starts[word] : ends[word]])


def _covered(shared: pd.DataFrame) -> int:
    """The words of the first text that the matches cover, each once."""
    covered = stop = 0
    for start, words in zip(shared["a_word"], shared["words"], strict=True):
        covered += max(start + words - max(stop, start), 0)
        stop = max(stop, start + words)
    return covered
