"""What repeats: every word sequence of a minimum length that occurs at two places or more.

The distinct texts are indexed once, as one array of word numbers with a separator of its own after
each text, so that nothing runs across a text's end: a suffix array and its LCP array (Manber and
Myers 1993; Kasai et al. 2001; both by pydivsufsort). Every question at a minimum length is then a
slice of that index:

- A *fragment* is a maximal repeat (Gusfield 1997, 7.12): a word sequence that occurs at two places
  or more and that no word to its left or right extends without losing one of them. So a jingle is
  one fragment with all its places, even where two of its carriers happen to go on alike.
- An *occurrence* is one of the longest stretches of a text that occur elsewhere too. Occurrences
  cover exactly the words that fragments cover; none lies inside another.
- Two places are in the same *class* when the next `min_words` words are equal. Classes give
  coverage, overlap and savings without looking at pairs of texts.

Equal texts are copies: indexed once, and not fragments of each other. Words compare as in
`refrain.words`; offsets count words from the text's first, and characters of the verbatim text.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pandas as pd
from pydivsufsort import divsufsort, kasai
from scipy.ndimage import maximum_filter1d

from refrain import words
from refrain.corpus import distinct_texts

FLOOR = 3
"""The smallest minimum length, in words, that an index answers."""


@dataclass(frozen=True, eq=False)
class FragmentIndex:
    """The distinct texts of a corpus, indexed for repetition. Build it with `FragmentIndex.build`.

    `texts` is the table of distinct texts; the arrays hold one entry per word and per separator.
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
    def build(cls, transcripts: pd.DataFrame) -> FragmentIndex:
        """Index the distinct texts of a transcripts table."""
        texts = distinct_texts(transcripts)
        numbers, starts, ends, lengths = _number_words(texts["text"])
        first = np.concatenate([[0], np.cumsum(lengths + 1)]).astype(np.int64)
        text_of = np.repeat(np.arange(len(texts), dtype=np.int32), lengths + 1)
        suffixes, lcp = _suffix_and_lcp(numbers)
        return cls(texts, numbers, text_of, starts, ends, first, suffixes, lcp)

    @cached_property
    def lengths(self) -> np.ndarray:
        """Words of each distinct text."""
        return np.diff(self.first) - 1

    @cached_property
    def total(self) -> int:
        """Words of all distinct texts."""
        return int(self.lengths.sum())

    # -- at a minimum length ------------------------------------------------------------------

    def fragments(self, min_words: int, top: int | None = None) -> pd.DataFrame:
        """The maximal repeats of at least `min_words` words, most words saved first.

        Columns: fragment (an id: the place it was first seen, as `text_id.word.words`), words (its
        length), occurrences (all its places, those inside longer fragments included), transcripts
        (distinct texts that carry it), saved (words that go if it is kept once:
        `words × (occurrences - 1)`, less where places of it overlap), text_id, start, end
        (characters) of the place it was first seen, and passage (its text there).
        `attrs["total"]` holds the number of fragments before `top` was cut.
        """
        nodes = self._nodes
        nodes = nodes[nodes["words"] >= min_words]
        nodes = nodes.sort_values(["most", "words", "lo"], ascending=[False, False, True])
        rows = [self._describe(node) for node in self._best(nodes, top)]
        frame = pd.DataFrame(rows, columns=_FRAGMENT_COLUMNS)
        frame = frame.sort_values("saved", ascending=False, kind="stable", ignore_index=True)
        frame = frame if top is None else frame.head(top)
        frame.attrs["total"] = len(nodes)
        return frame

    def places(self, fragment: str, limit: int | None = None) -> pd.DataFrame:
        """Every place of one fragment (an id as `fragments` gives it), in text order.

        Columns: text_id, name, topic, transcript_id, word (offset in the text), start, end
        (characters), passage. Empty where the id names no passage of this corpus.
        `attrs["total"]` counts all places, `limit` or not.
        """
        at, length = self._equal_to(fragment)
        frame = self._placed(at[:limit], length)
        frame.attrs["total"] = len(at)
        return frame

    def occurrences(self, min_words: int) -> pd.DataFrame:
        """The longest repeated stretches of each text: the table that pictures are made of.

        Columns: text (row of `texts`), text_id, word (offset), words, start, end (characters),
        places (how often these words occur in all). Ordered by text and word; at most one row a
        word, and no row inside another, though neighbours may overlap.
        """
        longest = self._longest
        previous = np.concatenate([[0], longest[:-1]])
        at = np.flatnonzero((longest >= min_words) & (previous <= longest))
        length = longest[at]
        return pd.DataFrame(
            {
                "text": self.text_of[at],
                "text_id": self.texts["text_id"].to_numpy()[self.text_of[at]],
                "word": at - self.first[self.text_of[at]],
                "words": length,
                "start": self.starts[at],
                "end": self.ends[at + length - 1] if len(at) else at,
                "places": self._places_of(at, length),
            }
        )

    def repeats(self, min_words: int) -> np.ndarray:
        """How often the words at each position recur: 0 for a word that no fragment covers, else
        the most places that a sequence of `min_words` words over it has (2 or more)."""
        _, size = self._classes(min_words)
        # The window of classes that cover a word begins min_words - 1 before it.
        return maximum_filter1d(
            np.where(size >= 2, size, 0), min_words, mode="constant", origin=(min_words - 1) // 2
        )

    def shares(self, min_words: int) -> pd.DataFrame:
        """How much of each distinct text is repeated, in `texts` order.

        Columns: text_id, name, topic, role, words, repeated (words that fragments cover), redundant
        (repeated words that were seen before: what goes if each fragment is kept once),
        share (repeated / words, 0 for a text without words).
        """
        frame = self.texts[["text_id", "name", "topic", "role"]].copy()
        frame["words"] = self.lengths
        frame["repeated"] = self._per_text(self._covered(min_words))
        frame["redundant"] = self._per_text(self._redundant(min_words))
        frame["share"] = (frame["repeated"] / frame["words"]).fillna(0.0)
        return frame

    def savings(self, min_words: int) -> dict[str, float]:
        """What keeping each fragment once would save, over the distinct texts.

        words (in all), repeated (words that occur in a fragment), saved (words that would go: a
        fragment's first place stays), and the shares of both, 0 to 1.
        """
        shares = self.shares(min_words)
        total = max(self.total, 1)
        repeated, saved = int(shares["repeated"].sum()), int(shares["redundant"].sum())
        return {
            "words": self.total,
            "repeated": repeated,
            "saved": saved,
            "repeated_share": repeated / total,
            "saved_share": saved / total,
        }

    def coverage(self, min_words: int, bins: int = 100) -> np.ndarray:
        """Share of repeated words by distinct text (rows) and relative position (`bins` columns).

        Float array, 0 to 1. A text of fewer words than bins shows each word over several columns;
        a text without words is 0 throughout.
        """
        covered = np.concatenate([[0], np.cumsum(self._covered(min_words))])
        edges = np.linspace(0, 1, bins + 1)
        low = np.floor(self.lengths[:, None] * edges[:-1]).astype(np.int64)
        high = np.maximum(np.ceil(self.lengths[:, None] * edges[1:]).astype(np.int64), low + 1)
        high = np.minimum(high, self.lengths[:, None])
        counted = covered[self.first[:-1, None] + high] - covered[self.first[:-1, None] + low]
        width = np.maximum(high - low, 1)
        return counted / width

    def overlap(self, min_words: int, text_ids: list[str] | None = None) -> np.ndarray:
        """Containment between the chosen distinct texts (all by default), in the order given.

        Float array: row i, column j is the share of text i's words that lie in a sequence of at
        least `min_words` words which text j has too (0 to 1; 1 on the diagonal). Not symmetric: a
        short version lies wholly in a long one, not the other way round.
        """
        chosen = self._chosen(text_ids)
        column = np.full(len(self.texts), -1, dtype=np.int64)
        column[chosen] = np.arange(len(chosen))
        classes, _ = self._classes(min_words)
        carriers, offsets = self._carriers(classes, column)
        result = np.eye(len(chosen))
        for row, text in enumerate(chosen):
            shared = self._shared_words(text, classes, carriers, offsets, len(chosen), min_words)
            result[row] = shared / max(int(self.lengths[text]), 1)
            result[row, row] = 1.0
        return result

    def matches(self, a: str, b: str, min_words: int) -> pd.DataFrame:
        """The passages that two distinct texts share (or one with itself), for a dot plot.

        Columns: a_word, b_word (offsets), words, a_start, a_end, b_start, b_end (characters). Each
        row is a longest run of equal words, of at least `min_words`. For a text with itself, each
        pair is listed once and the trivial one not at all. Raises KeyError for an unknown text.
        """
        x, y = (self.texts.index[self.texts["text_id"] == text_id] for text_id in (a, b))
        if len(x) == 0 or len(y) == 0:
            raise KeyError(f"No distinct text has the id {a if len(x) == 0 else b!r}.")
        classes, _ = self._classes(min_words)
        i, j = _join(self._classes_of(int(x[0]), classes), self._classes_of(int(y[0]), classes))
        if a == b:
            i, j = i[i < j], j[i < j]
        i, j, length = _diagonals(i, j, min_words)
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

    def incidence(self, min_words: int, top: int = 50) -> pd.DataFrame:
        """How often each of the `top` fragments occurs in each distinct text that carries it.

        Columns: fragment, text_id, occurrences. Fragments in the order of `fragments`.
        """
        parts = []
        for fragment in self.fragments(min_words, top)["fragment"]:
            counts = self.places(fragment).groupby("text_id", sort=False).size()
            parts.append(counts.rename("occurrences").reset_index().assign(fragment=fragment))
        columns = ["fragment", "text_id", "occurrences"]
        return pd.concat(parts)[columns] if parts else pd.DataFrame(columns=columns)

    # -- inside -------------------------------------------------------------------------------

    @cached_property
    def _longest(self) -> np.ndarray:
        """By position: length of the longest match that starts there."""
        at_rank = np.maximum(self.lcp, np.concatenate([[0], self.lcp[:-1]]))
        longest = np.zeros(len(self.numbers), dtype=np.int64)
        longest[self.suffixes] = at_rank
        return longest

    @cached_property
    def _rank(self) -> np.ndarray:
        """By position: its rank in the suffix array."""
        rank = np.empty(len(self.numbers), dtype=np.int64)
        rank[self.suffixes] = np.arange(len(self.numbers))
        return rank

    @cached_property
    def _intervals(self) -> tuple[np.ndarray, np.ndarray]:
        """By rank: first and last rank of the LCP interval as deep as the LCP there."""
        last = len(self.lcp) - 1
        return _previous_smaller(self.lcp) + 1, last - _previous_smaller(self.lcp[::-1])[::-1]

    @cached_property
    def _nodes(self) -> pd.DataFrame:
        """The maximal repeats of FLOOR words or more: lo, hi (ranks), words, most (it can save)."""
        lo, hi = self._intervals
        rank = np.flatnonzero(self.lcp >= FLOOR)
        nodes = pd.DataFrame({"lo": lo[rank], "hi": hi[rank], "words": self.lcp[rank]})
        nodes = nodes.astype("int64").drop_duplicates(["lo", "hi"])
        before = np.where(self.suffixes > 0, self.numbers[self.suffixes - 1], -1)
        changes = np.concatenate([[0], np.cumsum(before[1:] != before[:-1])])
        nodes = nodes[changes[nodes["hi"]] > changes[nodes["lo"]]]
        return nodes.assign(most=nodes["words"] * (nodes["hi"] - nodes["lo"]))

    def _equal_to(self, fragment: str) -> tuple[np.ndarray, int]:
        """The positions whose next words equal the passage that an id names; and its length."""
        text_id, _, numbers = fragment.partition(".")
        word, _, length = numbers.partition(".")
        text = np.flatnonzero(self.texts["text_id"] == text_id)
        if not (len(text) and word.isdecimal() and length.isdecimal()):
            return np.empty(0, dtype=np.int64), 0
        if not 0 < int(length) <= self.lengths[text[0]] - int(word):
            return np.empty(0, dtype=np.int64), 0
        lo = hi = self._rank[self.first[text[0]] + int(word)]
        while lo > 0 and self.lcp[lo - 1] >= int(length):
            lo -= 1
        while self.lcp[hi] >= int(length):
            hi += 1
        return np.sort(self.suffixes[lo : hi + 1]), int(length)

    def _best(self, nodes: pd.DataFrame, top: int | None) -> Iterator[Any]:
        """The nodes among which the `top` that save most are; `nodes` by `most`, descending."""
        best: list[int] = []
        for node in nodes.itertuples(index=False):
            if top is not None and len(best) >= top and node.most <= best[0]:
                return
            yield node
            heapq.heappush(best, self._saved(node))
            if top is not None and len(best) > top:
                heapq.heappop(best)

    def _saved(self, node: Any) -> int:
        """Words that its places cover, without the first; overlapping places count once."""
        at = np.sort(self.suffixes[node.lo : node.hi + 1])
        return int(np.minimum(np.diff(at), node.words).sum())

    def _describe(self, node) -> tuple:
        at = self.suffixes[node.lo : node.hi + 1]
        seen = self._placed(np.array([at.min()]), node.words).iloc[0]
        name = f"{seen['text_id']}.{seen['word']}.{node.words}"
        carriers = len(np.unique(self.text_of[at]))
        where = (seen["text_id"], seen["start"], seen["end"], seen["passage"])
        return (name, node.words, len(at), carriers, self._saved(node), *where)

    def _placed(self, at: np.ndarray, length: int) -> pd.DataFrame:
        frame = self.texts[["text_id", "name", "topic", "transcript_id", "text"]]
        frame = frame.iloc[self.text_of[at]].reset_index(drop=True)
        frame["word"] = at - self.first[self.text_of[at]]
        frame["start"] = self.starts[at]
        frame["end"] = self.ends[at + length - 1] if len(at) else at
        cut = zip(frame["text"], frame["start"], frame["end"], strict=True)
        frame["passage"] = [text[start:end] for text, start, end in cut]
        return frame.drop(columns="text")

    def _places_of(self, at: np.ndarray, length: np.ndarray) -> np.ndarray:
        """How often the words at each longest match occur: the widths of their LCP intervals."""
        lower, upper = self._intervals
        rank = self._rank[at]
        # The match is with the next suffix or with the one before: where LCP is that long.
        rank = np.where(self.lcp[rank] == length, rank, rank - 1)
        return upper[rank] - lower[rank] + 1

    @lru_cache(maxsize=4)  # noqa: B019 - an index lives as long as the cache that holds it
    def _classes(self, min_words: int) -> tuple[np.ndarray, np.ndarray]:
        """By position: the class of the next `min_words` words, and how many places it has."""
        number = np.concatenate([[0], np.cumsum(self.lcp[:-1] < min_words)]).astype(np.int64)
        number = number[: len(self.numbers)]
        classes = np.empty(len(self.numbers), dtype=np.int64)
        classes[self.suffixes] = number
        size = np.bincount(number, minlength=1)[classes] if len(number) else number
        return classes, size

    def _covered(self, min_words: int) -> np.ndarray:
        _, size = self._classes(min_words)
        return _dilate(size >= 2, min_words)

    def _redundant(self, min_words: int) -> np.ndarray:
        classes, size = self._classes(min_words)
        seen = np.ones(len(classes), dtype=bool)
        seen[np.unique(classes, return_index=True)[1]] = False
        return _dilate(seen & (size >= 2), min_words)

    def _per_text(self, marked: np.ndarray) -> np.ndarray:
        sums = np.concatenate([[0], np.cumsum(marked)])
        return sums[self.first[1:]] - sums[self.first[:-1]]

    def _chosen(self, text_ids: list[str] | None) -> np.ndarray:
        if text_ids is None:
            return np.arange(len(self.texts))
        row = pd.Series(np.arange(len(self.texts)), index=self.texts["text_id"])
        return row.loc[text_ids].to_numpy()

    def _classes_of(self, text: int, classes: np.ndarray) -> np.ndarray:
        return classes[self.first[text] : self.first[text + 1] - 1]

    def _carriers(self, classes: np.ndarray, column: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The chosen texts in each class, as one array and where each class begins in it."""
        carrier = column[self.text_of]
        pairs = np.stack([classes, carrier])[:, carrier >= 0]
        pairs = np.unique(pairs, axis=1)
        count = np.bincount(pairs[0], minlength=int(classes.max(initial=-1)) + 1)
        return pairs[1], np.concatenate([[0], np.cumsum(count)])

    def _shared_words(self, text, classes, carriers, offsets, columns, min_words) -> np.ndarray:
        """Words of one text that lie in a class which each of the chosen texts is in."""
        own = self._classes_of(text, classes)
        count = offsets[own + 1] - offsets[own]
        position = np.repeat(np.arange(len(own)), count)
        within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        carrier = carriers[np.repeat(offsets[own], count) + within]
        marked = np.zeros((len(own) + min_words, columns), dtype=np.int32)
        np.add.at(marked, (position, carrier), 1)
        np.add.at(marked, (np.minimum(position + min_words, len(own)), carrier), -1)
        return (np.cumsum(marked, axis=0)[: len(own)] > 0).sum(axis=0)


_FRAGMENT_COLUMNS = [
    "fragment",
    "words",
    "occurrences",
    "transcripts",
    "saved",
    "text_id",
    "start",
    "end",
    "passage",
]


def _number_words(texts: pd.Series) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Texts to word numbers, each text closed by a separator of its own; character offsets too."""
    numbers: dict[str, int] = {}
    tokens: list[int] = []
    bounds: list[tuple[int, int]] = []
    lengths: list[int] = []
    for text in texts:
        found, spans = words.spans(text)
        tokens.extend(numbers.setdefault(word, len(numbers)) for word in found)
        tokens.append(-1)
        bounds.extend(spans)
        bounds.append((len(text), len(text)))
        lengths.append(len(found))
    array = np.array(tokens, dtype=np.int32)
    array[array < 0] = len(numbers) + np.arange(len(lengths), dtype=np.int32)
    offsets = np.array(bounds, dtype=np.int64).reshape(-1, 2)
    return array, offsets[:, 0], offsets[:, 1], np.array(lengths, dtype=np.int64)


def _suffix_and_lcp(numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Suffix array, and by rank the length of the common prefix with the next suffix."""
    if len(numbers) == 0:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    suffixes = divsufsort(numbers)
    return suffixes, kasai(numbers, suffixes)


def _previous_smaller(values: np.ndarray) -> np.ndarray:
    """By position: the nearest position before it with a smaller value, or -1.

    Pointer jumping: everything between a position and its pointer is at least as large, so a
    pointer that is not there yet may take its target's pointer instead.
    """
    pointer = np.arange(-1, len(values) - 1)
    active = np.flatnonzero(values > 0)
    while True:
        target = pointer[active]
        open_ = (target >= 0) & (values[target] >= values[active])
        active = active[open_]
        if len(active) == 0:
            return pointer
        pointer[active] = pointer[pointer[active]]


def _dilate(marks: np.ndarray, width: int) -> np.ndarray:
    """Each marked position marks the `width` positions from it on."""
    edges = np.zeros(len(marks) + width + 1, dtype=np.int64)
    edges[: len(marks)] += marks
    edges[width : width + len(marks)] -= marks
    return np.cumsum(edges)[: len(marks)] > 0


def _join(left: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """All pairs of positions with equal values."""
    pairs = pd.merge(
        pd.DataFrame({"key": left, "i": np.arange(len(left))}),
        pd.DataFrame({"key": right, "j": np.arange(len(right))}),
        on="key",
    )
    return pairs["i"].to_numpy(), pairs["j"].to_numpy()


def _diagonals(i: np.ndarray, j: np.ndarray, width: int) -> tuple[np.ndarray, ...]:
    """Pairs of equal windows to longest runs: start in the one, start in the other, length."""
    order = np.lexsort((i, i - j))
    i, j = i[order], j[order]
    new = np.ones(len(i), dtype=bool)
    new[1:] = (np.diff(i - j) != 0) | (np.diff(i) != 1)
    start = np.flatnonzero(new)
    length = np.diff(np.append(start, len(i))) + width - 1
    order = np.lexsort((j[start], i[start]))
    return i[start][order], j[start][order], length[order]
