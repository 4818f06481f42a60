"""The questions about repeats, and the tables that answer them, whichever engine looks for them."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
import pandas as pd

from refrain.fragments.query import DEFAULT, RepeatQuery
from refrain.fragments.worded_texts import WordedTexts
from refrain.partial_table import PartialTable


class FragmentEngine(WordedTexts, Protocol):
    """Answers questions about what repeats among the distinct texts of a corpus.

    Tables are keyed by `text_id`. In all of them `word` is a place in a text, counted in words from
    0; `words` is a length; `start` and `end` are places in characters, so that `text[start:end]` is
    the passage as it was written. A fragment's id is `text_id.word.words`: the place where it was
    first seen, and its length; that of a near-repeat ends in the similarity that was asked for, in
    percent: `~80`. `places` counts how often words occur in the whole corpus.
    """

    # -- fragments ----------------------------------------------------------------------------

    def fragments(self, query: RepeatQuery = DEFAULT, top: int | None = None) -> PartialTable:
        """The maximal repeats, most words saved first: all, or the `top` first and the total.

        Columns: fragment (its id), kind (one of KINDS), words (its length), places (how often it
        occurs, also inside longer fragments), transcripts (how many distinct texts have it), saved
        (words that go if it is kept once: `words × (places - 1)`, less where places overlap),
        similarity (the smallest share of words in which one of its places agrees with the passage,
        0 to 1);
        text_id, start, end of the place where it was first seen, and passage (its text there, or
        the first 50,000 characters of it).
        Raises TooLargeError where the passages of all would not fit into memory.
        """
        ...

    def has(self, fragment: str) -> bool:
        """Whether this is the id of a passage of the corpus."""
        ...

    def places(self, fragment: str, limit: int | None = None) -> PartialTable:
        """The places of a fragment, in the order of the texts: all, or the first, and the total.

        Columns: text_id, name, topic, transcript_id, word, words, similarity (the share of words in
        which it agrees with the passage that the id names, 0 to 1), start, end, passage (as above).
        Empty where the id names no passage of the corpus.
        """
        ...

    def fragment_ranges(self, fragment: str, *, but_first: bool = False) -> pd.DataFrame:
        """The stretches that the places of a fragment cover: text_id, word, words, start, end.

        They neither touch nor overlap, and are in the order of the texts. With `but_first`, the
        words of the first place are left out, or those of the passage that names a near-repeat.
        """
        ...

    def incidence(self, query: RepeatQuery = DEFAULT, top: int = 50) -> pd.DataFrame:
        """How often each of the `top` fragments occurs in each distinct text that has it.

        Columns: fragment, text_id, places. Fragments in the order of `fragments`.
        """
        ...

    # -- what is repeated ---------------------------------------------------------------------

    def occurrences(self, query: RepeatQuery = DEFAULT) -> pd.DataFrame:
        """The longest repeated stretches of each text: the table that pictures are made of.

        Columns: text_id, word, words, start, end, places, kind. In the order of the texts, then by
        word; at most one row a word, and none inside another, though neighbours may overlap.
        """
        ...

    def repeated(self, query: RepeatQuery = DEFAULT) -> pd.DataFrame:
        """The stretches that fragments cover: text_id, word, words, start, end.

        They neither touch nor overlap, and are in the order of the texts.
        """
        ...

    def redundant(self, query: RepeatQuery = DEFAULT) -> pd.DataFrame:
        """The stretches that go if each fragment is kept once: those that places cover which are
        not the first of their fragment. Columns and order as in `repeated`."""
        ...

    def shares(self, query: RepeatQuery = DEFAULT) -> pd.DataFrame:
        """How much of each distinct text is repeated, a row per text, in the order of `texts`.

        Columns: text_id, name, topic, role, words, repeated and redundant (words in the stretches
        of those names), share (repeated / words; 0 for a text without words).
        """
        ...

    def savings(self, query: RepeatQuery = DEFAULT) -> dict[str, Any]:
        """What keeping each fragment once would save, over all distinct texts.

        words, repeated, and saved (the redundant words); repeated_share and saved_share, 0 to 1.
        """
        ...

    # -- chosen texts -------------------------------------------------------------------------

    def highlights(self, text_id: str, query: RepeatQuery = DEFAULT) -> pd.DataFrame:
        """The stretches of one text whose words recur equally often: word, words, start, end,
        places.

        A word recurs as often as the most frequent sequence of `min_words` words that it is in: 2
        times or more; other words are in no row. Raises KeyError for an unknown text.
        """
        ...

    def counterparts(
        self, text_id: str, query: RepeatQuery = DEFAULT, limit: int | None = None
    ) -> PartialTable:
        """The occurrences in one text, each with the next place where its words occur.

        Columns: word, words, start, end, places, kind, fragment (an id for the stretch), and other
        and other_start: text_id and character of the next place; after a corpus's last place comes
        its first. Raises KeyError for an unknown text.
        """
        ...

    def overlap(
        self, query: RepeatQuery = DEFAULT, text_ids: list[str] | None = None
    ) -> np.ndarray:
        """Containment between texts, a square array of floats from 0 to 1.

        Rows and columns are the texts in the order given, or all in the order of `texts`. Row i,
        column j is the share of text i's words that lie in a sequence of at least `min_words` words
        which text j has too; 1 on the diagonal. Not symmetric: a short version lies wholly in a
        long one, not the other way round. With kinds, only sequences count that fragments of these
        kinds cover in both. Raises KeyError for an unknown text.
        """
        ...

    def matches(self, a: str, b: str, query: RepeatQuery = DEFAULT) -> PartialTable:
        """The passages that two distinct texts share, or one text with itself.

        Columns: a_word, words, b_word, b_words, similarity (the share of words that are equal), and
        a_start, a_end, b_start, b_end. Each row is a longest run of equal words, of at least
        `min_words`, or a near-repeat. For a text with itself, each pair is listed once and
        the trivial one not at all. With kinds, runs of words that fragments of these kinds cover in
        both. Where there are very many, only the first places of what occurs often count, and the
        total says how many there are. Raises KeyError for an unknown text.
        """
        ...

    def partners(
        self, query: RepeatQuery = DEFAULT, max_texts: int = 8, min_jump: int = 0
    ) -> pd.DataFrame:
        """Which texts share sequences of `min_words` words that at most `max_texts` texts have.

        Columns: text_id, other, sequences (how many different ones). Each pair is listed both ways,
        those that share most first.

        With `min_jump`, pairs are left out whose `matches` show at a glance that the first text
        jumps nowhere: that no match begins where another ends (within two words), and is in the
        other text `min_jump` words or more away from there. Every pair that does jump is listed.
        """
        ...

    def shared_with(self, first: int, query: RepeatQuery = DEFAULT) -> pd.DataFrame:
        """The passages of all other texts that the `first` texts have too.

        Columns: text_id, word, words, start, end; where it stands in one of the first: other (the
        text_id), other_word, other_words, other_start, other_end; and similarity. In the order of
        the texts, then by word. Each is as long as possible; it is listed with the first place of
        an exact one, and with some of the first of a near-repeat. Passages may overlap.
        """
        ...

    def alike(self, query: RepeatQuery) -> pd.DataFrame:
        """Pairs of texts with near-repeats, and how many words of each they cover.

        Columns: text_id, other (the later one), words, other_words. A text is paired with the first
        two that have a passage and with the two before it, and not with every other.
        Raises ValueError where the query is about exact repeats.
        """
        ...
