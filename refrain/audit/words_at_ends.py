"""How often words end a sentence, wherever they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from refrain.audit import sentence_ends
from refrain.audit.context import quote
from refrain.fragments import WordedTexts, different_words
from refrain.partwise import Part

MIN_PLACES = 20
"""Places of words from which they tell how often they end a sentence."""
MAX_PLACES = 100
"""Places of a word in one text at which it is looked up whether it ends a sentence."""


class LastWords(NamedTuple):
    """The last two words of a text, as they compare, and where they begin; "" and its
    beginning in place of the first where there is one alone."""

    words: tuple[str, str]
    starts: tuple[int, int]


class Ends(NamedTuple):
    """How often some words end a sentence: of so many `places`, in so many that are `ends`."""

    places: int
    ends: int

    @property
    def share(self) -> float:
        """0 for words that stand at too few places to tell."""
        return self.ends / self.places if self.places >= MIN_PLACES else 0.0

    def evidence(self, words: str) -> str:
        """What that says of the words, in a sentence; "" where it says nothing."""
        if self.places < MIN_PLACES:
            return ""
        return (
            f" Elsewhere {quote(words)} ends a sentence in {self.ends:,} of {self.places:,} places."
        )


class SentenceEnds(NamedTuple):
    """How many places words have, and how many of these end a sentence: by the word before, or ""
    for all of them, and the word."""

    places: Counter[tuple[str, str]]
    ends: Counter[tuple[str, str]]

    @classmethod
    def joined(cls, parts: Iterable[SentenceEnds]) -> SentenceEnds:
        """Those of all parts."""
        places, ends = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
        for part in parts:
            places.update(part.places)
            ends.update(part.ends)
        return cls(places, ends)

    def of(self, last: LastWords) -> tuple[int, Ends]:
        """How often the last words of a text end a sentence elsewhere: both where they stand
        together often, else the last. And where they begin in the text."""
        both, single = last.words, ("", last.words[1])
        if self.places[both] >= MIN_PLACES:
            return last.starts[0], Ends(self.places[both], self.ends[both])
        return last.starts[1], Ends(self.places[single], self.ends[single])


def ends_in_part(part: Part, wanted: frozenset[tuple[str, str]]) -> SentenceEnds:
    """The places of some words and pairs of words: one pass through all words."""
    spelled = {word for pair in wanted for word in pair}
    word_of = {number: word for number, word in different_words(part.worded) if word in spelled}
    last = {word for _, word in wanted}
    numbers = np.array([number for number, word in word_of.items() if word in last], dtype=int)
    is_wanted = np.zeros(int(numbers.max(initial=0)) + 2, dtype=bool)
    is_wanted[numbers] = True
    found = SentenceEnds(Counter(), Counter())
    for text_id, text in part.texts[["text_id", "text"]].itertuples(index=False):
        columns = _ends_in_text(part.worded, text_id, text, is_wanted)
        for before, number, is_end in zip(*(column.tolist() for column in columns), strict=True):
            word = word_of[number]
            for pair in {("", word), (word_of.get(before, ""), word)}:
                found.places[pair] += 1
                found.ends[pair] += is_end
    return found


def _ends_in_text(
    worded: WordedTexts, text_id: str, text: str, is_wanted: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The places in a text of some words: the word before each, itself, whether it ends a sentence.

    `is_wanted` says of each word's number whether it is one of them; none beyond is. The last word
    of a text is left out: whether it ends one is the question.
    """
    ids, starts, ends = (np.asarray(column) for column in worded.words(text_id))
    places = np.flatnonzero(is_wanted.take(ids[:-1], mode="clip"))
    places = places[_earlier(ids[places]) < MAX_PLACES]
    search = sentence_ends.pattern().search
    gaps = zip(ends[places].tolist(), starts[places + 1].tolist(), strict=True)
    is_end = [search(text, end, start) is not None for end, start in gaps]
    before = np.where(places > 0, ids[places - 1], -1)
    return before, ids[places], np.array(is_end, dtype=bool)


def _earlier(values: np.ndarray) -> np.ndarray:
    """By value: how many equal ones are before it.

    >>> _earlier(np.array([5, 7, 5, 5])).tolist()
    [0, 0, 1, 2]
    """
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    earlier = np.empty(len(values), dtype=np.int64)
    earlier[order] = np.arange(len(values)) - np.searchsorted(ordered, ordered)
    return earlier
