"""What of a target stands in its shots: the same words, or nearly the same."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from refrain import wording
from refrain.audit.context import AuditContext, Finding, quote
from refrain.fragments import FragmentEngine, RepeatQuery

MIN_PASSAGE_WORDS = 20
"""Words of the shortest passage of a target that counts as quoted in a shot."""
NEARLY = RepeatQuery(MIN_PASSAGE_WORDS, similarity=0.65)
"""Passages of a target that nearly stand in a shot.

Where every fourth word is wrong, in bursts, some 75 % of an alignment still agree. Of 1,000 pairs
of unrelated talks 5 had such a passage: jingles of the show, 2 % of the talk at most.
"""
MIN_COPIED_SHARE = 0.6
"""Share of the words of target and shot that are equal from which the one is a noisy copy of the
other: as much as is left of a talk where every third word is wrong."""
_SEQUENCE = 5
"""Words of a sequence, by which texts are compared at a glance."""
_MIN_SEQUENCES = 0.01
"""Share of a target's sequences that a shot has too, below which they are not aligned: where every
fourth word is wrong, a copy still has a fifth of them."""


class Quotation(NamedTuple):
    """What of a target stands in its shots: the share of its words, the longest passage, where it
    begins in the target (character), and the text_id of the shot that has it.

    Of a noisy one, `share` counts the words that are equal, and `is_copy` says whether target and
    shot are the same but for noise.
    """

    share: float
    passage: str
    at: int
    shot: str
    is_noisy: bool = False
    is_copy: bool = False

    @property
    def message(self) -> str:
        """A sentence for people."""
        if self.is_copy:
            return f"Its target is nearly word for word a shot: {self.copied}."
        share = wording.percent(self.share)
        if self.is_noisy:
            return (
                f"{share} of the target's words stand in a shot too, in passages of "
                f"{MIN_PASSAGE_WORDS} words or more that are nearly the same, the longest "
                f"{quote(self.passage)}."
            )
        return (
            f"{self.share:.0%} of the target's words stand in its shots too, in passages of "
            f"{MIN_PASSAGE_WORDS} words or more, the longest {quote(self.passage)}."
        )

    @property
    def copied(self) -> str:
        """How alike target and shot are, where the one is a copy of the other."""
        # What rounds to all of the words is not all of them.
        return f"{min(self.share, 0.99):.0%} of its words"

    def columns(self, shots: list[Any]) -> Finding:
        """The columns of a finding that say so, of a prompt with these shots."""
        shot = next(shot for shot in shots if shot.text_id == self.shot)
        return {
            "at": self.at,
            "measure": "share in its shots",
            "value": self.share,
            "other": shot.transcript_id,
        }


class Quotations:
    """The quotations of the prompts of a corpus: prompts with the same texts are compared once."""

    def __init__(self, context: AuditContext) -> None:
        """`context` has the texts and the index."""
        self.context = context
        self.exact = lru_cache(maxsize=None)(self._exact)
        self.noisy = lru_cache(maxsize=None)(self._noisy)
        self._nearly = lru_cache(maxsize=None)(self._of_shot)

    def _exact(self, target: str, shots: tuple[str, ...]) -> Quotation | None:
        """What of a target stands in its shots (text_ids); None where nothing does."""
        # By word of the target: how many passages begin there, less those that ended before it.
        edges = np.zeros(self._index.word_counts[target] + 1, dtype=np.int64)
        longest, shot_of_longest = None, ""
        for shot in shots:
            if shot == target:
                continue
            matches = self._index.matches(target, shot, RepeatQuery(MIN_PASSAGE_WORDS)).rows
            if matches.empty:
                continue
            np.add.at(edges, matches["a_word"].to_numpy(), 1)
            np.add.at(edges, (matches["a_word"] + matches["words"]).to_numpy(), -1)
            match = matches.loc[matches["words"].idxmax()]
            if longest is None or match["words"] > longest["words"]:
                longest, shot_of_longest = match, shot
        if longest is None:
            return None
        covered = np.cumsum(edges[:-1]) > 0
        passage = self._passage(target, longest)
        return Quotation(float(covered.mean()), passage, int(longest["a_start"]), shot_of_longest)

    def _noisy(self, target: str, shots: tuple[str, ...]) -> Quotation | None:
        """What of a target nearly stands in the shot that has most of it; None where none has."""
        found = (self._nearly(target, shot) for shot in dict.fromkeys(shots) if shot != target)
        return max((one for one in found if one), key=lambda one: one.share, default=None)

    def _of_shot(self, target: str, shot: str) -> Quotation | None:
        if self._sequences.shared(target, shot) < _MIN_SEQUENCES:
            return None
        matches = self._index.matches(target, shot, NEARLY).rows
        if matches.empty:
            return None
        longest = matches.loc[matches["words"].idxmax()]
        words, of_shot = (int(self._index.word_counts[text_id]) for text_id in (target, shot))
        # A word in two passages counts once at most.
        equal = min(float((matches["words"] * matches["similarity"]).sum()), words)
        passage = self._passage(target, longest)
        is_copy = equal >= MIN_COPIED_SHARE * max(words, of_shot)
        return Quotation(
            equal / words, passage, int(longest["a_start"]), shot, is_noisy=True, is_copy=is_copy
        )

    @property
    def _index(self) -> FragmentEngine:
        return self.context.index

    @cached_property
    def _sequences(self) -> _Sequences:
        return _Sequences(self._index)

    def _passage(self, target: str, match: pd.Series) -> str:
        return str(self.context.texts[target][int(match["a_start"]) : int(match["a_end"])])


class _Sequences(dict[str, np.ndarray]):
    """By text_id: a number for each different sequence of a text, looked up when it is needed."""

    def __init__(self, index: FragmentEngine) -> None:
        super().__init__()
        self.index = index

    def shared(self, one: str, other: str) -> float:
        """The share of the sequences of the one that the other has too."""
        here, there = self[one], self[other]
        if not len(here) or not len(there):
            return 0.0
        place = np.searchsorted(there, here).clip(max=len(there) - 1)
        return float((there[place] == here).mean())

    def __missing__(self, text_id: str) -> np.ndarray:
        ids = np.asarray(self.index.words(text_id).ids).astype(np.uint64)
        number = np.zeros(max(len(ids) - _SEQUENCE + 1, 0), dtype=np.uint64)
        for place in range(_SEQUENCE):
            # A hash: it wraps around, and two that are equal by chance cost an alignment.
            number = number * np.uint64(0x9E3779B97F4A7C15) + ids[place : place + len(number)]
        self[text_id] = np.unique(number)
        return self[text_id]
