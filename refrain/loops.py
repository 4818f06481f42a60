"""What follows itself: loops of a recogniser that was stuck, and captions that roll.

Numbers do not count between words, so that a loop is one whose turns are numbered or have times:
`1. thanks 2. thanks 3. thanks`. Loops are looked for among numbers that stand together as well, and
among the characters of long words: `hahaha…`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from refrain.fragments import WordedTexts, different_words
from refrain.periodic import Run, periods
from refrain.schemas import STRING

MAX_PHRASE_WORDS = 40
"""Words of the longest phrase whose loops are looked for."""
MIN_TURNS = 4
"""How often a phrase comes in a row, at least, to be a loop."""
MIN_REPEATED_WORDS = 10
"""Words by which a loop is longer than its phrase, at least."""
MAX_PHRASE_CHARS, MIN_TURNS_IN_WORD, MIN_CHARS = 20, 10, 40
"""Within a word: characters of the longest phrase, turns and characters of a loop, at least."""
MIN_LINE_WORDS = 2
"""Words of the shortest line that is looked for again right after it."""
_LOOP_COLUMNS = {"text_id": STRING} | dict.fromkeys(
    ("word", "words", "phrase", "turns", "start", "end", "phrase_end"), "int64"
)
_ROLLED_COLUMNS = {"text_id": STRING} | dict.fromkeys(("word", "words", "start", "end"), "int64")
_NUMBER = re.compile(r"\d[\d.,:'’]*")
_Row = tuple[int, ...]
"""A row of a table, with the number of its text in place of the text_id."""


class _Stream:
    """Some of the words of all texts in a row: their `ids`, with a negative one that comes once
    wherever others lie between them."""

    def __init__(self, ids: list[np.ndarray], chosen: list[np.ndarray], gaps: np.ndarray) -> None:
        """By text: the words' numbers, and which are chosen (masks); `gaps` are places in all that
        are chosen before which others lie."""
        self._chosen = chosen
        gaps = np.unique(gaps)
        none = np.empty(0, dtype=np.int32)
        joined = np.concatenate([none, *map(np.extract, chosen, ids)])
        separators = -1 - np.arange(len(gaps), dtype=joined.dtype)
        self.ids = np.insert(joined, gaps, separators)
        self._separators = gaps + np.arange(len(gaps))

    @cached_property
    def _places(self) -> np.ndarray:
        first = np.cumsum([0, *map(len, self._chosen)], dtype=np.int32)
        by_text = [
            np.flatnonzero(mask).astype(np.int32) + begin
            for mask, begin in zip(self._chosen, first[:-1], strict=True)
        ]
        return np.concatenate([np.empty(0, dtype=np.int32), *by_text])

    def places(self, at: np.ndarray) -> np.ndarray:
        """Where some of the stream's words stand among all words."""
        return self._places[at - np.searchsorted(self._separators, at)]


class Repetition(NamedTuple):
    """What follows itself in some texts: two tables, in the order of the texts, then by word.

    `loops` are the stretches in which a phrase follows itself again and again. Columns: text_id,
    word (offset in the text), words (of the stretch), phrase (its words), turns (how often it
    comes, the last not always whole), start, end, phrase_end (characters; the last of the first
    turn). At least MIN_TURNS turns, and MIN_REPEATED_WORDS words more than one turn; a stretch has
    one row, for its shortest phrase. Within a word, both `words` and `phrase` are 1, and the phrase
    is characters.

    `rolled` are the stretches that repeat the words right before them, as each line of captions
    that scroll comes again below the next one. Columns: text_id, word, words, start, end: of what
    is said again. The words before a stretch are MIN_LINE_WORDS to MAX_PHRASE_WORDS; what is in
    loops is left out.
    """

    loops: pd.DataFrame
    rolled: pd.DataFrame

    @classmethod
    def of(cls, texts: WordedTexts) -> Repetition:
        """Look for it in texts. Memory is linear in the words, and so is time (times
        MAX_PHRASE_WORDS)."""
        return _Search(texts).found()

    @classmethod
    def joined(cls, parts: Iterable[Repetition]) -> Repetition:
        """That of texts, from that of their parts in order."""
        loops, rolled = zip(*parts, strict=True)
        return cls(pd.concat(loops, ignore_index=True), pd.concat(rolled, ignore_index=True))


class _Search:
    """Looks for what follows itself in texts: a text by itself, for nothing runs across its end."""

    def __init__(self, texts: WordedTexts) -> None:
        self._texts = texts
        self._text_ids = texts.word_counts.index.to_numpy()
        self._first = np.append(0, np.cumsum(texts.word_counts.to_numpy()))

    def found(self) -> Repetition:
        """The two tables."""
        numbers, words = self._streams()
        limits = (MAX_PHRASE_WORDS, MIN_TURNS, MIN_REPEATED_WORDS, MIN_LINE_WORDS)
        in_words, in_numbers = periods(words.ids, *limits), periods(numbers.ids, *limits)
        rows = [self._loop(words, run) for run in in_words.loops]
        rows += [self._loop(numbers, run) for run in in_numbers.loops]
        rows += self._loops_in_words()
        rolled = self._rolled(words, in_words.repeats)
        frame = pd.DataFrame(sorted(rows), columns=list(_LOOP_COLUMNS))
        frame["text_id"] = self._text_ids[frame["text_id"].to_numpy(dtype="int64")]
        return Repetition(frame.astype(_LOOP_COLUMNS), rolled)

    def _streams(self) -> tuple[_Stream, _Stream]:
        """The numbers, and the words without them."""
        ids = [np.asarray(self._texts.words(text_id).ids) for text_id in self._text_ids]
        is_number = self._numbers(ids)
        in_numbers = [is_number[of_text] for of_text in ids]
        before = np.cumsum([0, *map(np.count_nonzero, in_numbers)])
        inside = [
            np.flatnonzero(np.diff(np.flatnonzero(mask)) > 1) + begin + 1
            for mask, begin in zip(in_numbers, before[:-1], strict=True)
        ]
        numbers = _Stream(ids, in_numbers, np.concatenate([before, *inside]))
        return numbers, _Stream(ids, [~mask for mask in in_numbers], self._first - before)

    def _numbers(self, ids: list[np.ndarray]) -> np.ndarray:
        """For each id, whether it is that of a number."""
        highest = max((int(of_text.max()) for of_text in ids if len(of_text)), default=-1)
        is_number = np.zeros(highest + 1, dtype=bool)
        for number, word in different_words(self._texts):
            is_number[number] = _NUMBER.fullmatch(word) is not None
        return is_number

    def _loop(self, stream: _Stream, run: Run) -> _Row:
        ends_at = np.array([0, run.period - 1, run.items - 1]) + run.start
        first, end_of_turn, last = (int(place) for place in stream.places(ends_at))
        text = int(np.searchsorted(self._first, first, "right")) - 1
        word, words, phrase = (
            first - int(self._first[text]),
            last - first + 1,
            end_of_turn - first + 1,
        )
        _, starts, ends = self._texts.words(self._text_ids[text])
        turns = run.items // run.period
        end, phrase_end = int(ends[word + words - 1]), int(ends[word + phrase - 1])
        return text, word, words, phrase, turns, int(starts[word]), end, phrase_end

    def _rolled(self, stream: _Stream, repeats: np.ndarray) -> pd.DataFrame:
        edges = np.diff(repeats.astype(np.int8), prepend=0, append=0)
        first = stream.places(np.flatnonzero(edges == 1))
        last = stream.places(np.flatnonzero(edges == -1) - 1)
        texts = np.searchsorted(self._first, first, "right") - 1
        starts, ends = np.zeros_like(first), np.zeros_like(first)
        for text in np.unique(texts):
            rows = slice(*np.searchsorted(texts, [text, text + 1]))
            _, starts_of_text, ends_of_text = self._texts.words(self._text_ids[text])
            starts[rows] = starts_of_text[first[rows] - self._first[text]]
            ends[rows] = ends_of_text[last[rows] - self._first[text]]
        word, words = first - self._first[texts], last - first + 1
        columns = (self._text_ids[texts], word, words, starts, ends)
        frame = pd.DataFrame(dict(zip(_ROLLED_COLUMNS, columns, strict=True)))
        return frame.astype(_ROLLED_COLUMNS)

    def _loops_in_words(self) -> Iterator[_Row]:
        texts = self._texts.texts["text"]
        for number, (text_id, text) in enumerate(zip(self._text_ids, texts, strict=True)):
            _, starts, ends = self._texts.words(text_id)
            long = np.flatnonzero(ends - starts >= MIN_CHARS)
            if not len(long):
                continue
            codes, first = _joined_codes(text, starts[long], ends[long])
            found = periods(codes, MAX_PHRASE_CHARS, MIN_TURNS_IN_WORD, 0, len(codes))
            for run in found.loops:
                if run.items >= MIN_CHARS:
                    in_long = int(np.searchsorted(first, run.start, "right")) - 1
                    at = int(starts[long[in_long]]) + run.start - int(first[in_long])
                    place = (number, int(long[in_long]), 1, 1, run.items // run.period)
                    yield *place, at, at + run.items, at + run.period


def loops(texts: WordedTexts) -> pd.DataFrame:
    """The loops in texts: see `Repetition`."""
    return Repetition.of(texts).loops


def _joined_codes(text: str, starts: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The characters of some words as numbers, and where each word begins among them.

    They are alike in upper and lower case where folding does not change their number. A word is
    closed by a number that comes once.
    """
    codes = []
    for n, (start, end) in enumerate(zip(starts, ends, strict=True)):
        word = text[start:end]
        folded = word.casefold()
        characters = folded if len(folded) == len(word) else word
        of_word = np.frombuffer(characters.encode("utf-32-le", "surrogatepass"), "<i4")
        codes.append(np.append(of_word, np.int32(-1 - n)))
    return np.concatenate(codes), np.append(0, np.cumsum(ends - starts + 1)[:-1])
