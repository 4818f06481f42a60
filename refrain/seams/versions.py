"""Windows that another text has too, but not next to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from refrain.fragments import FragmentEngine, RepeatQuery
from refrain.seams.spacing import Stretches
from refrain.words import count, normalise

MIN_WINDOW_WORDS = 20
"""Words of a window that another text has too, at least."""
MIN_JUMP_WORDS = 20
"""Words that the other text goes on or back between two windows, at least: fewer are an edit."""
MIN_CONTAINED_SHARE = 0.8
"""Share of a text's words that the other has too, from which it is an excerpt of the other."""
_MAX_TEXTS = 8
"""The most texts that have a window: what more have is boilerplate, which stands in any order."""
_MAX_WORD_CHARS = 40
"""Characters by which a match may end before a seam, or begin after it, because of split words."""
_AT_ONE_PLACE = 8
"""The most matches that end, or begin, at one place of a text: those beyond do not count."""


class _Shared(NamedTuple):
    """The matches of two texts in the order in which they begin in the first, and their rows in the
    order in which they end in it."""

    matches: pd.DataFrame
    by_end: np.ndarray

    def ending(self, after: int, at: int) -> pd.DataFrame:
        """Those that end behind one character of the first text, up to another."""
        ends = self.matches["a_end"].to_numpy()[self.by_end]
        low, high = np.searchsorted(ends, [after, at], "right")
        return self.matches.iloc[np.sort(self.by_end[low:high])]

    def beginning(self, at: int, before: int) -> pd.DataFrame:
        """Those that begin at one character of the first text or later, before another."""
        low, high = np.searchsorted(self.matches["a_start"].to_numpy(), [at, before])
        return self.matches.iloc[low:high]


class Versions:
    """Which texts are versions of each other, and where one of them leaves the other."""

    def __init__(self, index: FragmentEngine) -> None:
        """Nothing is compared before it is asked for."""
        self.index = index
        self._rows = {text_id: row for row, text_id in enumerate(index.texts["text_id"])}

    @lru_cache(maxsize=16)  # noqa: B019 - lives as long as one audit
    def text(self, text_id: str) -> str:
        """A text, verbatim."""
        return str(self.index.texts["text"].iloc[self._rows[text_id]])

    def seams(self, text_id: str, loops: Stretches = ()) -> list[dict[str, Any]]:
        """The seams of a text that other texts show, one for each place, and none inside its loops.

        Keys: at, broken, other, other_end, other_start, as `refrain.seams.seams` explains them. Of
        texts that share very many passages, those that `FragmentEngine.matches` lists count.
        """
        seams_by_place: dict[int, dict[str, Any]] = {}
        for other in self._rearranged.get(text_id, []):
            for seam in self._seams_against(text_id, other, loops):
                seams_by_place.setdefault(seam["at"], seam)
        return list(seams_by_place.values())

    def shown_at(self, text_id: str, at: int, tolerance: int) -> dict[str, Any]:
        """What another text shows of a seam that is known to be at a place: other, other_end and
        other_start, as above; empty where no text has either of the windows.

        `at` and `tolerance`, how far the place may be off, are characters.
        """
        for other in self._partners.get(text_id, []):
            shared = self._shared(text_id, other)
            # The pieces of words at the seam are in no match: each is a word at most.
            ends = shared.ending(at - _MAX_WORD_CHARS, at)
            ends = ends[[self._is_near(text_id, end, at, tolerance) for end in ends["a_end"]]]
            starts = shared.beginning(at - tolerance, at + _MAX_WORD_CHARS)
            starts = starts[
                [self._is_near(text_id, at, start, tolerance) for start in starts["a_start"]]
            ]
            if len(ends) or len(starts):
                return {
                    "other": other,
                    "other_end": int(ends["b_end"].iloc[-1]) if len(ends) else None,
                    "other_start": int(starts["b_start"].iloc[0]) if len(starts) else None,
                }
        return {}

    def _is_near(self, text_id: str, start: int, end: int, tolerance: int) -> bool:
        """Whether at most one word, or so many characters, lie between two places."""
        between = self.text(text_id)[start:end]
        return end - start <= tolerance or count(between) <= 1

    @cached_property
    def _partners(self) -> dict[str, list[str]]:
        """For each text, the others that share a window with it which few texts have; those that
        share most come first."""
        return _by_text(self.index.partners(RepeatQuery(MIN_WINDOW_WORDS), _MAX_TEXTS))

    @cached_property
    def _rearranged(self) -> dict[str, list[str]]:
        """The same, of those that may have windows apart which are side by side in the text."""
        query = RepeatQuery(MIN_WINDOW_WORDS)
        return _by_text(self.index.partners(query, _MAX_TEXTS, min_jump=MIN_JUMP_WORDS))

    @lru_cache(maxsize=16)  # noqa: B019 - lives as long as one audit
    def _shared(self, text_id: str, other: str) -> _Shared:
        matches = self.index.matches(text_id, other, RepeatQuery(MIN_WINDOW_WORDS)).rows
        return _Shared(matches, np.argsort(matches["a_end"].to_numpy(), kind="stable"))

    def _seams_against(
        self, text_id: str, other: str, loops: Stretches
    ) -> Iterator[dict[str, Any]]:
        """Where one match ends and another begins, but elsewhere in the other text."""
        shared = self._shared(text_id, other).matches
        word_count = self.index.word_counts[text_id]
        is_excerpt = _covered_words(shared) >= MIN_CONTAINED_SHARE * word_count
        starts = shared["a_word"].to_numpy()
        stops = starts + shared["words"].to_numpy()
        # By chance, the matches may go on for a word or two beyond the seam.
        low = np.maximum(
            np.searchsorted(starts, stops - 2), np.searchsorted(starts, starts, "right")
        )
        high = np.minimum(np.searchsorted(starts, stops + 2, "right"), low + _AT_ONE_PLACE)
        is_tried = (shared.groupby(stops).cumcount().to_numpy() < _AT_ONE_PLACE) & (low < high)
        is_tried &= ~_are_inside(shared["a_end"].to_numpy(), loops)
        for row in np.flatnonzero(is_tried):
            before, *afters = shared.iloc[[row, *range(low[row], high[row])]].itertuples(
                index=False
            )
            for after in afters:
                jump = (after.b_word - after.a_word) - (before.b_word - before.a_word)
                if abs(jump) < MIN_JUMP_WORDS:
                    continue
                at, broken = self._place(text_id, other, before, after)
                if (broken or is_excerpt) and not _are_inside(np.array([at]), loops)[0]:
                    yield {
                        "at": at,
                        "broken": broken,
                        "other": other,
                        "other_end": int(before.b_end),
                        "other_start": int(after.b_start),
                    }

    def _place(self, text_id: str, other: str, before: Any, after: Any) -> tuple[int, bool]:
        """The character at which the window after a seam begins, and whether words are split there.

        `before` and `after` are the matches on its two sides; up to two words lie between them. The
        first may be the beginning of the word with which the other text goes on there, and the last
        the ending of the word that leads up to `after` in it.
        """
        stop, start = before.a_word + before.words, after.a_word
        first, last = self._word(text_id, stop), self._word(text_id, start - 1)
        whole_before = self._word(other, before.b_word + before.words)
        whole_after = self._word(other, after.b_word - 1)
        beginning = stop < start and first != whole_before and whole_before.startswith(first)
        ending = stop < start and last != whole_after and whole_after.endswith(last)
        if start <= stop:
            word = stop
        elif start - stop == 2:
            word = stop + 1
        else:
            word = start if beginning else stop
        return self._character(text_id, word), beginning or ending

    def _character(self, text_id: str, word: int) -> int:
        """Where a word of a text begins; the text's end where that is past the last word."""
        starts = self.index.words(text_id).starts
        return int(starts[word]) if word < len(starts) else len(self.text(text_id))

    def _word(self, text_id: str, word: int) -> str:
        """A word of a text as it compares, "" before the first and past the last."""
        _, starts, ends = self.index.words(text_id)
        if not 0 <= word < len(starts):
            return ""
        return normalise(self.text(text_id)[starts[word] : ends[word]])


def _by_text(pairs: pd.DataFrame) -> dict[str, list[str]]:
    """The partners of each text that has some."""
    partners: dict[str, list[str]] = defaultdict(list)
    for text_id, other in zip(pairs["text_id"], pairs["other"], strict=True):
        partners[text_id].append(other)
    return dict(partners)


def _are_inside(places: np.ndarray, stretches: Stretches) -> np.ndarray:
    """Which places lie in one of some stretches, which are in order, and not at its ends."""
    if not stretches:
        return np.zeros(len(places), dtype=bool)
    begins, ends = np.array(stretches).T
    before = np.searchsorted(begins, places) - 1
    inside: np.ndarray = (before >= 0) & (places < ends[before])
    return inside


def _covered_words(shared: pd.DataFrame) -> int:
    """The words of the first text that the matches cover, each once."""
    covered = stop = 0
    for start, words in zip(shared["a_word"], shared["words"], strict=True):
        covered += max(start + words - max(stop, start), 0)
        stop = max(stop, start + words)
    return covered
