"""Counts of words by topic, which are put together of those of parts of the texts.

They need no text, and take as much room as there are different words in a topic: so what sets a
topic apart can be asked of texts that are not in memory.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_matrix

from refrain.keywords.candidates import candidates
from refrain.keywords.counting import MAX_PHRASE_WORDS, Side
from refrain.keywords.term_matrix import term_matrix
from refrain.schemas import STRING
from refrain.topics import topic_of
from refrain.vocabulary import Vocabulary, commonest

SPELLINGS = {"spelling": STRING, "word": STRING, "count": "int64"}
TERMS = {"term": STRING, "spelling": STRING, "count": "int64"}
COUNTS = {"topic": STRING, "term": STRING, "count": "int64", "transcripts": "int64"}


@dataclass(frozen=True, eq=False)
class TopicCounts:
    """How often each topic has each word: the `Counts` of `keywords` and `compare`.

    `topics` has a row for each: topic, and texts (how many it has). `terms` are the words as they
    compare, sorted, and `spellings` as they are most often written. By topic and term:
    `occurrences`, and `transcripts` (texts that have it). `left_out` words were not counted.
    """

    topics: pd.DataFrame
    terms: pa.LargeStringArray
    spellings: pa.LargeStringArray
    occurrences: csr_matrix
    transcripts: csr_matrix
    left_out: int = 0

    @classmethod
    def of(cls, topics: pd.DataFrame, terms: pd.DataFrame, counts: pd.DataFrame) -> TopicCounts:
        """From tables: `topics` as above; `terms` and `counts` as `joined` gives them."""
        return cls.of_pieces(topics, terms, [counts])

    @classmethod
    def of_pieces(
        cls, topics: pd.DataFrame, terms: pd.DataFrame, counts: Iterable[pd.DataFrame]
    ) -> TopicCounts:
        """As `of`, of counts that come piece by piece."""
        known = _plain(topics["topic"]), _plain(terms["term"])
        none = pd.DataFrame(columns=list(COUNTS)).astype(COUNTS)
        pieces = [_as_numbers(piece, *known) for piece in (none, *counts)]
        rows, columns, count, transcripts = map(np.concatenate, zip(*pieces, strict=True))
        shape = (len(topics), len(terms))
        occurrences, in_texts = (
            csr_matrix((values, (rows, columns)), shape=shape) for values in (count, transcripts)
        )
        left_out = int(terms["count"].sum() - count.sum())
        written, shown = (
            pa.array(terms[name].tolist(), pa.large_string()) for name in ("term", "spelling")
        )
        return cls(topics, written, shown, occurrences, in_texts, left_out)

    @property
    def word_rows(self) -> np.ndarray:
        """The words of each term: itself."""
        rows = np.full((len(self.terms), MAX_PHRASE_WORDS), -1, dtype=np.int32)
        rows[:, 0] = np.arange(len(rows))
        return rows

    @property
    def counted(self) -> int:
        """How many words were counted."""
        return int(self.occurrences.sum())

    def rows(self, texts: pd.DataFrame) -> pd.DataFrame:
        """What a mask of `side` is of: the topics."""
        return self.topics

    def compared(self, terms: np.ndarray) -> pa.LargeStringArray:
        """Some terms as they compare."""
        return self.terms.take(pa.array(terms))

    def shown(self, terms: np.ndarray) -> pa.LargeStringArray:
        """Some terms as they are most often written."""
        return self.spellings.take(pa.array(terms))

    def side(self, of: np.ndarray, longest: int = 1) -> Side:
        """The counts of the terms over a mask of topics. There are no phrases, however long they
        may be."""
        here = np.asarray(of, dtype=bool)
        return Side(
            self.occurrences.T @ here.astype(np.int64),
            self.transcripts.T @ here.astype(np.int64),
            int(self.occurrences[np.flatnonzero(here)].sum()),
            int(self.topics["texts"].to_numpy()[here].sum()),
        )

    def candidates(self, stop_words: Collection[str] | None, longest: int) -> np.ndarray:
        """The terms that may be keywords: see `refrain.keywords.candidates`."""
        words, shown = self.terms.to_pylist(), self.spellings.to_pylist()
        return candidates(words, shown, self.word_rows, stop_words)


def _as_numbers(counts: pd.DataFrame, topics: pa.Array, terms: pa.Array) -> list[np.ndarray]:
    """Of some counts: the places of their topics and of their terms among those that are known, the
    counts, and the texts. No name becomes a Python object, for there are millions."""
    places = [
        pc.index_in(pa.array(counts[name].astype(STRING)), value_set=known)
        for name, known in (("topic", topics), ("term", terms))
    ]
    numbers = [place.to_numpy(zero_copy_only=False).astype(np.int32) for place in places]
    return [*numbers, *(counts[name].to_numpy("int64") for name in ("count", "transcripts"))]


def _plain(names: pd.Series) -> pa.Array:
    values = pa.array(names.astype(STRING))
    return values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values


class CountedPart(NamedTuple):
    """The words of some of the texts: a table of their spellings (see SPELLINGS), in the order in
    which they appear, and one for each choice of what counts (see COUNTS)."""

    spellings: pd.DataFrame
    counts: tuple[pd.DataFrame, ...]


def count_part(
    texts: pd.DataFrame, found: Vocabulary, leave_out: Iterable[np.ndarray | None]
) -> CountedPart:
    """Count the words of some texts, `found` in them, by topic: once for each of `leave_out`, which
    has a boolean for each word, text after text, or None where all count."""
    spellings = pd.DataFrame(
        {
            "spelling": found.spellings,
            "word": found.words.take(pa.array(found.word_of)),
            "count": found.times,
        }
    )
    counts = tuple(_by_topic(topic_of(texts), found, mask) for mask in leave_out)
    return CountedPart(spellings.astype(SPELLINGS), counts)


def joined(parts: Collection[CountedPart]) -> tuple[pd.DataFrame, tuple[pd.DataFrame, ...]]:
    """The words of all texts, from those of their parts in order.

    A table of terms: term (a word as it compares, sorted), spelling (as it is most often written),
    count (how often it is said). And for each choice of what counts a table with the columns topic
    (NO_TOPIC for texts without one), term, count (occurrences), transcripts (texts that have it).
    """
    every = pd.concat([part.spellings for part in parts], ignore_index=True)
    together = every.groupby(["spelling", "word"], sort=False, as_index=False)["count"].sum()
    group, words = pd.factorize(together["word"], sort=True)
    times = together["count"].to_numpy()
    capital = np.array([text != text.lower() for text in together["spelling"]], dtype=bool)
    terms = pd.DataFrame(
        {
            "term": words,
            "spelling": together["spelling"].to_numpy()[commonest(group, times, capital)],
            "count": np.bincount(group, times, len(words)).astype("int64"),
        }
    ).astype(TERMS)
    return terms, tuple(
        pd.concat(some, ignore_index=True)
        .groupby(["topic", "term"], as_index=False)
        .sum()
        .astype(COUNTS)
        for some in zip(*(part.counts for part in parts), strict=True)
    )


def _by_topic(topics: pd.Series, found: Vocabulary, leave_out: np.ndarray | None) -> pd.DataFrame:
    word_ids = found.word_ids
    if leave_out is not None:
        word_ids[leave_out] = -1
    by_text = term_matrix(word_ids, found.lengths, len(found.words))
    codes, names = pd.factorize(topics)
    once = np.ones(len(codes), dtype=np.int64)
    of_topic = csr_matrix((once, (codes, np.arange(len(codes)))), (len(names), len(codes)))
    occurrences = (of_topic @ by_text).sorted_indices().tocoo()
    by_text.data[:] = 1
    # Both have values at the same places, in the same order.
    having = (of_topic @ by_text).sorted_indices()
    frame = pd.DataFrame(
        {
            "topic": np.asarray(names, dtype=object)[occurrences.row],
            "term": found.words.take(pa.array(occurrences.col)),
            "count": occurrences.data,
            "transcripts": having.data,
        }
    )
    return frame.astype(COUNTS)
