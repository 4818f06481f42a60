"""The index of a corpus, and every question that it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import Any

import numpy as np
import pandas as pd
from scipy.ndimage import maximum_filter1d

from refrain.corpus import STRING, distinct_texts
from refrain.errors import TooLargeError
from refrain.fragments.local import kinds as kind_rules
from refrain.fragments.local import pairs
from refrain.fragments.local.ranges import Stretches, counts, expanded, minima, painted
from refrain.fragments.local.ranking import ranked
from refrain.fragments.local.repeats import LEVELS, Repeats, repeats
from refrain.fragments.local.suffixes import equal_to, lcp_array, suffix_array
from refrain.fragments.local.word_ids import numbered
from refrain.fragments.query import DEFAULT, KINDS, RepeatQuery

MOST_TEXT = 4_000_000_000
"""Characters of passages that one table may hold."""
Progress = Callable[[str, float], object]
"""Told what is being done, and what share of all is done, 0 to 1."""


def silent(stage: str, share: float) -> None:
    """Progress that nobody asked for."""


def _remembered(size: int) -> Callable[[Callable[..., Any]], Any]:
    """A method whose last answers are kept, by each index for itself: they go when it goes."""
    return lambda method: cached_property(lambda index: lru_cache(size)(partial(method, index)))


@dataclass(frozen=True, eq=False)
class FragmentIndex:
    """The distinct texts of a corpus, indexed for repetition. Build it with `FragmentIndex.build`.

    `texts` is the table of distinct texts. The arrays hold one entry per word and per separator
    (the position after each text): `numbers`, `text_of` (row of `texts`), `starts` and `ends`
    (characters); `suffixes` and `lcp` are by rank; `first` has the position where each text begins.

    Views take a `RepeatQuery`: a minimum length and the kinds that count.
    """

    texts: pd.DataFrame
    numbers: np.ndarray
    text_of: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    first: np.ndarray
    suffixes: np.ndarray
    lcp: np.ndarray

    @classmethod
    def build(cls, transcripts: pd.DataFrame, progress: Progress = silent) -> FragmentIndex:
        """Index the distinct texts of a transcripts table.

        `progress` is called between the steps, and often while words are found. What it raises
        ends the build and reaches the caller: that is how to cancel one. Nothing is left behind.
        """
        texts = distinct_texts(transcripts)
        progress("finding words", 0.0)
        found = numbered(texts["text"], lambda share: progress("finding words", 0.5 * share))
        numbers, starts, ends, lengths = found
        first = np.concatenate([[0], np.cumsum(lengths + 1)]).astype(np.int64)
        text_of = np.repeat(np.arange(len(texts), dtype=np.int32), lengths + 1)
        progress("sorting what follows each word", 0.5)
        suffixes = suffix_array(numbers)
        progress("comparing neighbours", 0.85)
        lcp = lcp_array(numbers, suffixes)
        progress("done", 1.0)
        return cls(texts, numbers, text_of, starts, ends, first, suffixes, lcp)

    @cached_property
    def lengths(self) -> np.ndarray:
        """Words of each distinct text."""
        return np.diff(self.first) - 1

    @cached_property
    def total(self) -> int:
        """Words of all distinct texts."""
        return int(self.lengths.sum())

    # -- tables -------------------------------------------------------------------------------

    def fragments(self, query: RepeatQuery = DEFAULT, top: int | None = None) -> pd.DataFrame:
        """The maximal repeats that the query is about, most words saved first.

        Columns: fragment (an id: the place it was first seen, as `text_id.word.words`), kind,
        words (its length), occurrences (all its places, those inside longer fragments included),
        transcripts (distinct texts that carry it), saved (words that go if it is kept once:
        `words × (occurrences - 1)`, less where places of it overlap), text_id, start, end
        (characters) of the place it was first seen, and passage (its text there).
        `attrs["total"]` holds the number of fragments before `top` was cut. Raises TooLargeError
        where the passages of all are more than MOST_TEXT characters.
        """
        best, total = self._best(query, top)
        at, words = best["at"].to_numpy(), best["words"].to_numpy()
        text, word, start, end, passage = self._verbatim(at, words)
        text_id = self.texts["text_id"].array.take(text)
        named = zip(text_id, word, words, strict=True)
        frame = pd.DataFrame(
            {
                "fragment": pd.array([".".join(map(str, of)) for of in named], dtype=STRING),
                "kind": np.array(KINDS)[self._kinds(query.min_words)[best["node"].to_numpy()]],
                **best[["words", "occurrences", "transcripts", "saved"]],
                "text_id": text_id,
                "start": start,
                "end": end,
                "passage": pd.array(passage, dtype=STRING),
            }
        )
        frame.attrs["total"] = total
        return frame

    def places(self, fragment: str, limit: int | None = None) -> pd.DataFrame:
        """Every place of one fragment (an id as `fragments` gives it), in text order.

        Columns: text_id, name, topic, transcript_id, word (offset in the text), start, end
        (characters), passage. Empty where the id names no passage of this corpus.
        `attrs["total"]` counts all places, `limit` or not.
        """
        at, length = self.positions(fragment)
        frame = self._placed(at[:limit], np.full(len(at[:limit]), length))
        frame.attrs["total"] = len(at)
        return frame

    def occurrences(self, query: RepeatQuery = DEFAULT) -> pd.DataFrame:
        """The longest repeated stretches of each text: the table that pictures are made of.

        Columns: text (row of `texts`), text_id, word (offset), words, start, end (characters),
        places (how often these words occur in all), kind. Ordered by text and word; at most one
        row a word, and no row inside another, though neighbours may overlap.
        """
        found = self._repeats(query.min_words)
        order, at = found.by_position, found.positions
        length = found.longest[order].astype(np.int64)
        # Inside the one before: that began one word earlier, and reaches as far.
        inside = np.zeros(len(at), dtype=bool)
        inside[1:] = (np.diff(at) == 1) & (length[:-1] > length[1:])
        order = order[~inside & self._of_kinds(query)[found.node[order]]]
        at, length, node = found.at[order], found.longest[order].astype(np.int64), found.node[order]
        return pd.DataFrame(
            {
                "text": self.text_of[at],
                "text_id": self.texts["text_id"].to_numpy()[self.text_of[at]],
                "word": at - self.first[self.text_of[at]],
                "words": length,
                "start": self.starts[at],
                "end": self.ends[at + length - 1],
                "places": found.places[node],
                "kind": np.array(KINDS)[self._kinds(query.min_words)[node]],
            }
        )

    def incidence(self, query: RepeatQuery = DEFAULT, top: int = 50) -> pd.DataFrame:
        """How often each of the `top` fragments occurs in each distinct text that carries it.

        Columns: fragment, text_id, occurrences. Fragments in the order of `fragments`.
        """
        found, node = self._repeats(query.min_words), self._best(query, top)[0]["node"]
        names = self.fragments(query, top)["fragment"].array
        none = np.empty(0, dtype=np.int64)
        texts, times, carriers = [none], [none], []
        for lo, hi in zip(found.lo[node], found.hi[node], strict=True):
            text, count = np.unique(self.text_of[found.at[lo : hi + 1]], return_counts=True)
            texts.append(text)
            times.append(count)
            carriers.append(len(text))
        return pd.DataFrame(
            {
                "fragment": names.take(np.repeat(np.arange(len(node)), carriers)),
                "text_id": self.texts["text_id"].array.take(np.concatenate(texts)),
                "occurrences": np.concatenate(times),
            }
        )

    def shares(self, query: RepeatQuery = DEFAULT) -> pd.DataFrame:
        """How much of each distinct text is repeated, in `texts` order.

        Columns: text_id, name, topic, role, words, repeated (words that fragments cover), redundant
        (repeated words that were seen before: what goes if each fragment is kept once),
        share (repeated / words, 0 for a text without words).
        """
        repeated = np.diff(self._repeated(query).before(self.first))
        redundant = np.diff(self._redundant(query).before(self.first))
        return pd.DataFrame(
            {
                **self.texts[["text_id", "name", "topic", "role"]],
                "words": self.lengths,
                "repeated": repeated,
                "redundant": redundant,
                "share": repeated / np.maximum(self.lengths, 1),
            }
        )

    def savings(self, query: RepeatQuery = DEFAULT) -> dict[str, float]:
        """What keeping each fragment once would save, over the distinct texts.

        words (in all), repeated (words that occur in a fragment), saved (words that would go: a
        fragment's first place stays), and the shares of both, 0 to 1.
        """
        total = max(self.total, 1)
        repeated = self._repeated(query).size
        saved = self._redundant(query).size
        return {
            "words": self.total,
            "repeated": repeated,
            "saved": saved,
            "repeated_share": repeated / total,
            "saved_share": saved / total,
        }

    # -- by position --------------------------------------------------------------------------

    def positions(self, fragment: str) -> tuple[np.ndarray, int]:
        """Where each place of a fragment (an id as `fragments` gives it) begins, in order; and its
        length in words. None and 0 where the id names no passage of this corpus."""
        text_id, _, numbers = fragment.partition(".")
        word, _, length = numbers.partition(".")
        text = np.flatnonzero(self.texts["text_id"] == text_id)
        if not (len(text) and word.isdecimal() and length.isdecimal()):
            return np.empty(0, dtype=np.int64), 0
        if not 0 < int(length) <= self.lengths[text[0]] - int(word):
            return np.empty(0, dtype=np.int64), 0
        at = int(self.first[text[0]]) + int(word)
        return equal_to(self.numbers, self.suffixes, at, int(length)), int(length)

    def repeated(self, query: RepeatQuery = DEFAULT) -> np.ndarray:
        """By position: whether a fragment covers it (bool)."""
        return self._repeated(query).marks(len(self.numbers))

    def redundant(self, query: RepeatQuery = DEFAULT) -> np.ndarray:
        """By position: whether a place of a fragment covers it that is not the fragment's first
        (bool): what goes if each fragment is kept once."""
        return self._redundant(query).marks(len(self.numbers))

    def repeats(self, query: RepeatQuery = DEFAULT) -> np.ndarray:
        """How often the words at each position recur: 0 for a word that no fragment covers, else
        the most places that a sequence of `min_words` words over it has (2 or more). With `kinds`,
        0 too where no fragment of these kinds covers the word."""
        found, min_words = self._repeats(query.min_words), query.min_words
        size = np.zeros(len(self.numbers), dtype=np.int64)
        size[found.at] = np.bincount(found.group)[found.group]
        # The window of classes that cover a word begins min_words - 1 before it.
        most = maximum_filter1d(size, min_words, mode="constant", origin=(min_words - 1) // 2)
        return most if query.kinds is None else np.where(self.repeated(query), most, 0)

    def coverage(self, query: RepeatQuery = DEFAULT, bins: int = 100) -> np.ndarray:
        """Share of repeated words by distinct text (rows) and relative position (`bins` columns).

        Float array, 0 to 1. A text of fewer words than bins shows each word over several columns;
        a text without words is 0 throughout.
        """
        begin, end = self._repeated(query)
        text = self.text_of[begin]
        begin, end, words = begin - self.first[text], end - self.first[text], self.lengths[text]
        # Bin k shows the words from k / bins of the text to (k + 1) / bins, those at the edges too.
        lowest, past = begin * bins // words, -(-end * bins // words)
        which = np.repeat(np.arange(len(text)), past - lowest)
        column = expanded(lowest, past - lowest)
        low, high = words[which] * column // bins, -(-words[which] * (column + 1) // bins)
        shown = np.minimum(end[which], high) - np.maximum(begin[which], low)
        cell = text[which] * bins + column
        repeated = np.bincount(cell, shown, len(self.texts) * bins).astype(float)
        repeated[cell] = repeated[cell] / (high - low)
        return repeated.reshape(len(self.texts), bins)

    # -- chosen texts -------------------------------------------------------------------------

    def overlap(
        self, query: RepeatQuery = DEFAULT, text_ids: list[str] | None = None
    ) -> np.ndarray:
        """Containment between the chosen distinct texts (all by default), in the order given.

        Float array: row i, column j is the share of text i's words that lie in a sequence of at
        least `min_words` words which text j has too (0 to 1; 1 on the diagonal). Not symmetric: a
        short version lies wholly in a long one, not the other way round. With `kinds`, only
        sequences count that fragments of these kinds cover in both.
        """
        chosen = self._chosen(text_ids)
        groups = self._groups(query)
        of_texts = [self._of_text(groups, text) for text in chosen]
        shared = pairs.shared_words(of_texts, query.min_words)
        result = shared / np.maximum(self.lengths[chosen], 1)[:, None]
        np.fill_diagonal(result, 1.0)
        return result

    def matches(self, a: str, b: str, query: RepeatQuery = DEFAULT) -> pd.DataFrame:
        """The passages that two distinct texts share (or one with itself), for a dot plot.

        Columns: a_word, b_word (offsets), words, a_start, a_end, b_start, b_end (characters). Each
        row is a longest run of equal words, of at least `min_words`. For a text with itself, each
        pair is listed once and the trivial one not at all. With `kinds`, runs of words that
        fragments of these kinds cover in both. Raises KeyError for an unknown text.
        """
        x, y = (self.texts.index[self.texts["text_id"] == text_id] for text_id in (a, b))
        if len(x) == 0 or len(y) == 0:
            raise KeyError(f"No distinct text has the id {a if len(x) == 0 else b!r}.")
        groups = self._groups(query)
        one, other = self._of_text(groups, int(x[0])), self._of_text(groups, int(y[0]))
        i, j, length = pairs.runs(one, other, query.min_words, itself=a == b)
        p, q = i + self.first[int(x[0])], j + self.first[int(y[0])]
        return pd.DataFrame(
            {
                "a_word": i,
                "b_word": j,
                "words": length,
                "a_start": self.starts[p],
                "a_end": self.ends[p + length - 1],
                "b_start": self.starts[q],
                "b_end": self.ends[q + length - 1],
            }
        )

    # -- inside -------------------------------------------------------------------------------

    @_remembered(len(LEVELS))
    def _table(self, level: int) -> Repeats:
        return repeats(self.numbers, self.suffixes, self.lcp, level)

    @_remembered(4)
    def _repeats(self, min_words: int) -> Repeats:
        level = max((level for level in LEVELS if level <= min_words), default=min_words)
        return self._table(level).of_length(min_words)

    @_remembered(4)
    def _best(self, query: RepeatQuery, top: int | None) -> tuple[pd.DataFrame, int]:
        """The fragments that save most, as `ranked` tells them; and how many there are in all."""
        chosen = np.flatnonzero(self._of_kinds(query))
        found = self._repeats(query.min_words)
        return ranked(found, chosen, self.text_of, self.first, top), len(chosen)

    @_remembered(4)
    def _kinds(self, min_words: int) -> np.ndarray:
        """By fragment: the number of its kind."""
        return kind_rules.kinds(self._repeats(min_words), self.text_of, self.first)

    def _of_kinds(self, query: RepeatQuery) -> np.ndarray:
        """By fragment: whether it is of a kind that the query is about."""
        if query.kinds is None:
            return np.ones(len(self._repeats(query.min_words).words), dtype=bool)
        return np.isin(self._kinds(query.min_words), [KINDS.index(kind) for kind in query.kinds])

    @_remembered(8)
    def _repeated(self, query: RepeatQuery) -> Stretches:
        """What `repeated` marks."""
        found = self._repeats(query.min_words)
        if query.kinds is None:
            return Stretches.of(found.positions, query.min_words)
        chosen = np.flatnonzero(self._of_kinds(query))
        return _painted(found, found.lo[chosen], found.hi[chosen], found.words[chosen])

    @_remembered(8)
    def _redundant(self, query: RepeatQuery) -> Stretches:
        """What `redundant` marks."""
        found = self._repeats(query.min_words)
        if query.kinds is None:
            seen = found.first[found.group[found.by_position]]
            return Stretches.of(found.positions[found.positions != seen], query.min_words)
        chosen = np.flatnonzero(self._of_kinds(query))
        lo, hi, words = found.lo[chosen], found.hi[chosen], found.words[chosen]
        rank = np.empty(len(self.numbers), dtype=np.int32)
        rank[found.at] = np.arange(len(found.at))
        first = rank[minima(found.at, lo, hi)]
        # All places but the first: those of lower rank, and those of higher rank.
        lo, hi = np.concatenate([lo, first + 1]), np.concatenate([first - 1, hi])
        some = lo <= hi
        return _painted(found, lo[some], hi[some], np.concatenate([words, words])[some])

    def _placed(self, at: np.ndarray, words: np.ndarray) -> pd.DataFrame:
        text, word, start, end, passage = self._verbatim(at, words)
        frame = self.texts[["text_id", "name", "topic", "transcript_id"]]
        frame = frame.iloc[text].reset_index(drop=True)
        return frame.assign(word=word, start=start, end=end, passage=passage)

    def _verbatim(self, at: np.ndarray, words: np.ndarray) -> tuple[Any, ...]:
        """So many words at these positions: text (row of `texts`), word (offset), start and end
        (characters), and the passages as they stand there."""
        text = self.text_of[at]
        start, end = self.starts[at], self.ends[at + words - 1]
        # One word said a million times has a million fragments, each inside the next.
        size = int((end - start).sum())
        if size > MOST_TEXT:
            raise TooLargeError(
                f"The text of {len(at):,} passages, many inside one another, would take "
                f"{size / 1e9:,.0f} GB. Ask for those that save most: top=, or --top."
            )
        rows, which = np.unique(text, return_inverse=True)
        whole = self.texts["text"].iloc[rows].tolist()
        cut = zip(which.tolist(), start.tolist(), end.tolist(), strict=True)
        passages = [whole[row][begin:stop] for row, begin, stop in cut]
        return text, at - self.first[text], start, end, passages

    def _groups(self, query: RepeatQuery) -> np.ndarray:
        """By position: the class of the next `min_words` words, -1 where they occur once, or where
        fragments of these kinds do not cover them all."""
        found, min_words = self._repeats(query.min_words), query.min_words
        groups = np.full(len(self.numbers), -1, dtype=np.int64)
        groups[found.at] = found.group
        if query.kinds is None:
            return groups
        of_kinds = self.repeated(query)
        whole = counts(of_kinds, found.at, found.at + min_words - 1) == min_words
        groups[found.at[~whole]] = -1
        return groups

    def _of_text(self, values: np.ndarray, text: int) -> np.ndarray:
        return values[self.first[text] : self.first[text + 1] - 1]

    def _chosen(self, text_ids: list[str] | None) -> np.ndarray:
        if text_ids is None:
            return np.arange(len(self.texts))
        row = pd.Series(np.arange(len(self.texts)), index=self.texts["text_id"])
        return row.loc[text_ids].to_numpy()


def _painted(found: Repeats, lo: np.ndarray, hi: np.ndarray, words: np.ndarray) -> Stretches:
    """What the so many words of each of these ranges of places cover."""
    width = painted(lo, hi, words, len(found.at))[found.by_position]
    some = np.flatnonzero(width)
    return Stretches.of(found.positions[some], width[some])
