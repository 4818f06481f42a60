"""The index of a corpus in memory, which answers every question about its repeats."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from refrain.corpus import distinct_texts
from refrain.fragments.local import between, one_text, pairs, partners, tables
from refrain.fragments.local.arrays import CorpusArrays, Progress, silent
from refrain.fragments.local.near import tables as near_tables
from refrain.fragments.local.near.tables import Places
from refrain.fragments.local.ranges import Ranges
from refrain.fragments.local.repeats import repeats
from refrain.fragments.local.views import RepeatViews
from refrain.fragments.names import FragmentName
from refrain.fragments.query import DEFAULT, EXACT, MIN_WORDS, RepeatQuery
from refrain.fragments.worded_texts import TextWords
from refrain.partial_table import PartialTable


@dataclass(frozen=True, eq=False)
class FragmentIndex:
    """The distinct texts of a corpus, indexed for repetition. Build it with `FragmentIndex.build`.

    It is a `FragmentEngine`, where each table is described in full. `texts` has the distinct texts,
    `views` what was computed from them.
    """

    texts: pd.DataFrame
    views: RepeatViews

    @classmethod
    def build(cls, transcripts: pd.DataFrame, progress: Progress = silent) -> FragmentIndex:
        """Index the distinct texts of a transcripts table.

        `progress` is called between the steps, and often while words are found. What it raises
        ends the build and reaches the caller: that is how to cancel one. Nothing is left behind.
        """
        texts = distinct_texts(transcripts)
        arrays = CorpusArrays.build(texts["text"], lambda stage, done: progress(stage, 0.9 * done))
        progress("comparing passages", 0.9)
        base = repeats(arrays.word_ids, MIN_WORDS)
        progress("done", 1.0)
        return cls(texts, RepeatViews(arrays, base))

    def labelled(self, transcripts: pd.DataFrame) -> FragmentIndex:
        """The index of another table with the same distinct texts in the same order: only their
        names, topics and the like differ. Both share what either has computed."""
        return FragmentIndex(distinct_texts(transcripts), self.views)

    @property
    def arrays(self) -> CorpusArrays:
        """The words of all texts, and the order of what follows them."""
        return self.views.arrays

    @cached_property
    def word_counts(self) -> pd.Series:
        """How many words each distinct text has, by text_id."""
        return pd.Series(self.arrays.lengths, index=self.texts["text_id"], name="words")

    def words(self, text_id: str) -> TextWords:
        """The words of a text: ids, starts, ends."""
        return self.arrays.words_of(self._row(text_id))

    # -- fragments ----------------------------------------------------------------------------

    def fragments(self, query: RepeatQuery = DEFAULT, top: int | None = None) -> PartialTable:
        """The maximal repeats, most words saved first: all, or the `top` first and the total."""
        return tables.fragments(self.texts, self.views, query, top)

    def has(self, fragment: str) -> bool:
        """Whether this is the id of a passage of the corpus."""
        return self._passage(fragment) is not None

    def places(self, fragment: str, limit: int | None = None) -> PartialTable:
        """The places of a fragment, in the order of the texts: all, or the first, and the total."""
        return tables.places(self.texts, self.arrays, self._places(fragment), limit)

    def fragment_ranges(self, fragment: str, *, but_first: bool = False) -> pd.DataFrame:
        """The stretches that the places of a fragment cover: text_id, word, words, start, end."""
        at, words, _ = self._places(fragment)
        ranges = Ranges.of(at, words)
        if but_first and len(at):
            first = self._kept(fragment, at)
            ranges = ranges.without(int(at[first]), int(at[first] + words[first]))
        return tables.stretches(self.texts, self.arrays, ranges)

    def incidence(self, query: RepeatQuery = DEFAULT, top: int = 50) -> pd.DataFrame:
        """How often each of the `top` fragments occurs in each text: fragment, text_id, places."""
        return tables.incidence(self.texts, self.views, query, top)

    # -- what is repeated ---------------------------------------------------------------------

    def occurrences(self, query: RepeatQuery = DEFAULT) -> pd.DataFrame:
        """The longest repeated stretches of each text: the table that pictures are made of."""
        return tables.occurrences(self.texts, self.views, query)

    def repeated(self, query: RepeatQuery = DEFAULT) -> pd.DataFrame:
        """The stretches that fragments cover: text_id, word, words, start, end."""
        return tables.stretches(self.texts, self.arrays, self.views.repeated(query))

    def redundant(self, query: RepeatQuery = DEFAULT) -> pd.DataFrame:
        """The stretches that go if each fragment is kept once: as `repeated` lists them."""
        return tables.stretches(self.texts, self.arrays, self.views.redundant(query))

    def shares(self, query: RepeatQuery = DEFAULT) -> pd.DataFrame:
        """How much of each distinct text is repeated, in the order of `texts`."""
        return tables.shares(self.texts, self.views, query)

    def savings(self, query: RepeatQuery = DEFAULT) -> dict[str, Any]:
        """What keeping each fragment once would save, over all distinct texts."""
        return tables.savings(self.views, query)

    # -- chosen texts -------------------------------------------------------------------------

    def highlights(self, text_id: str, query: RepeatQuery = DEFAULT) -> pd.DataFrame:
        """The stretches of one text whose words recur equally often."""
        return one_text.highlights(self.views, self._row(text_id), query)

    def counterparts(
        self, text_id: str, query: RepeatQuery = DEFAULT, limit: int | None = None
    ) -> PartialTable:
        """The occurrences in one text, each with the next place where its words occur."""
        return one_text.counterparts(self.texts, self.views, self._row(text_id), query, limit)

    def overlap(
        self, query: RepeatQuery = DEFAULT, text_ids: list[str] | None = None
    ) -> np.ndarray:
        """Containment between the given texts, or all: row in column, 0 to 1."""
        rows = range(len(self.texts)) if text_ids is None else map(self._row, text_ids)
        return pairs.overlap(self.views, list(rows), query)

    def matches(self, a: str, b: str, query: RepeatQuery = DEFAULT) -> PartialTable:
        """The passages that two distinct texts share, or one text with itself."""
        return pairs.matches(self.views, self._row(a), self._row(b), query)

    def partners(
        self, query: RepeatQuery = DEFAULT, max_texts: int = 8, min_jump: int = 0
    ) -> pd.DataFrame:
        """Which texts share sequences of `min_words` words that few texts have, and how many."""
        return partners.partners(self.texts, self.views, query, max_texts, min_jump)

    def shared_with(self, first: int, query: RepeatQuery = DEFAULT) -> pd.DataFrame:
        """The passages of all other texts that the `first` texts have too, and where."""
        return between.shared_with(self.texts, self.views, first, query)

    def alike(self, query: RepeatQuery) -> pd.DataFrame:
        """Pairs of texts with near-repeats, and how many words of each they cover."""
        if query.is_exact:
            raise ValueError(
                "Texts are alike in some of their words: ask for a similarity below 1."
            )
        return between.alike(self.texts, self.views, query)

    # -- inside -------------------------------------------------------------------------------

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {text_id: row for row, text_id in enumerate(self.texts["text_id"])}

    def _row(self, text_id: str) -> int:
        if text_id not in self._rows:
            raise KeyError(f"No distinct text has the id {text_id!r}.")
        return self._rows[text_id]

    def _passage(self, fragment: str) -> tuple[int, FragmentName] | None:
        """The position of the passage that an id names, and what the id says; None where it names
        no passage."""
        name = FragmentName.read(fragment)
        if name is None or name.text_id not in self._rows:
            return None
        row = self._rows[name.text_id]
        if name.words > self.arrays.lengths[row] - name.word:
            return None
        return int(self.arrays.first[row]) + name.word, name

    def _kept(self, fragment: str, at: np.ndarray) -> int:
        """The number of the place that stays: the first, or that which names a near-repeat."""
        passage = self._passage(fragment)
        if passage is None or passage[1].similarity == EXACT:
            return 0
        return int(np.searchsorted(at, passage[0]))

    def _places(self, fragment: str) -> Places:
        """The places of a fragment, in order; none of an unknown."""
        passage = self._passage(fragment)
        if passage is None:
            none = np.empty(0, dtype=np.int64)
            return Places(none, none, none.astype(float))
        at, name = passage
        if name.similarity < EXACT:
            return near_tables.places(self.views.near, at, name.words, name.similarity)
        equal = self.views.equal_passages(at, name.words)
        return Places(equal, np.full(len(equal), name.words), np.ones(len(equal)))
