"""Texts that break off in the middle of a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from refrain.audit import sentence_ends
from refrain.audit.context import AuditContext, Finding, quote
from refrain.fragments import FragmentEngine
from refrain.schemas import STRING

MAX_WORDS_PER_SENTENCE = 60
"""Words of a sentence, on average, above which a text is not punctuated."""
MIN_SENTENCES = 3
"""Sentences below which a text is not punctuated."""
MIN_TEXTS = 4
"""Texts of a topic from which it has a usual end; fewer are taken with those of all topics."""
MIN_SHARE_OF_ENDS = 0.02
"""How often words end a sentence, where a text may end in them that lacks its full stop."""
MIN_PLACES = 20
"""Places of words from which they tell how often they end a sentence."""
MAX_PLACES = 100
"""Places of a word in one text at which it is looked up whether it ends a sentence."""
SHOWN_CHARS = 60
"""Characters of the end of a text that a message quotes."""


def find(context: AuditContext) -> Iterator[Finding]:
    """Texts with punctuation that end without any, in words that seldom end a sentence.

    None is found in a topic most of whose texts end without.
    """
    texts = context.index.texts
    is_open = ~texts["text"].map(sentence_ends.is_closed).astype(bool)
    usual = _usually_open(texts["topic"], is_open)
    counts = context.index.word_counts
    candidates = [
        text_id
        for text_id, text in texts.loc[is_open & ~usual, ["text_id", "text"]].itertuples(
            index=False
        )
        if counts[text_id] and _is_punctuated(text, int(counts[text_id]))
    ]
    by_text_id = texts.set_index("text_id")["text"]
    for text_id, ends in _last_words(context.index, candidates).items():
        if ends.share >= MIN_SHARE_OF_ENDS:
            continue
        text = by_text_id[text_id]
        message = (
            f"{context.names[text_id]} ends in the middle of a sentence: {quote(_end(text))}."
            f"{ends.evidence(text)}"
        )
        at = max(len(text) - SHOWN_CHARS, 0)
        yield context.finding(text_id, "truncated", message, at=at)


def _end(text: str) -> str:
    """The last words of a text, of which the first is whole."""
    shown = text[-SHOWN_CHARS:]
    pieces = shown.split(maxsplit=1)
    return "… " + pieces[-1] if len(text) > SHOWN_CHARS and len(pieces) > 1 else shown


def _is_punctuated(text: str, words: int) -> bool:
    sentences = len(sentence_ends.pattern().findall(text))
    return sentences >= MIN_SENTENCES and words <= MAX_WORDS_PER_SENTENCE * sentences


def _usually_open(topics: pd.Series, is_open: pd.Series) -> pd.Series:
    """Whether most texts of each text's topic end without punctuation, or of all where the topic
    has few."""
    topics = topics.astype(STRING).fillna("")
    by_topic = is_open.groupby(topics)
    of_all = len(is_open) >= MIN_TEXTS and bool(is_open.mean() > 0.5)
    has_many = by_topic.transform("size") >= MIN_TEXTS
    return (by_topic.transform("mean") > 0.5).where(has_many, of_all)


class LastWords(NamedTuple):
    """How often the last words of a text end a sentence elsewhere: of so many `places`, in so many
    that are `ends`. `start` is where the words begin in the text."""

    start: int
    places: int
    ends: int

    @property
    def share(self) -> float:
        """0 for words that stand at too few places to tell."""
        return self.ends / self.places if self.places >= MIN_PLACES else 0.0

    def evidence(self, text: str) -> str:
        """What that says, in a sentence; "" where it says nothing."""
        if self.places < MIN_PLACES:
            return ""
        words = quote(text[self.start :])
        return f" Elsewhere {words} ends a sentence in {self.ends:,} of {self.places:,} places."


def _last_words(index: FragmentEngine, text_ids: list[str]) -> dict[str, LastWords]:
    """By text_id: the last words of some texts, the last two where they stand together often.

    One pass through all words, whatever the number of texts.
    """
    if not text_ids:
        return {}
    wanted = np.unique([index.words(text_id).ids[-1] for text_id in text_ids])
    is_wanted = np.zeros(wanted[-1] + 2, dtype=bool)
    is_wanted[wanted] = True
    places = [_ends_in_text(index, *row, is_wanted) for row in _id_and_text(index)]
    columns = [np.concatenate(column) for column in zip(*places, strict=True)]
    table = pd.DataFrame(dict(zip(("before", "word", "ends"), columns, strict=True)))
    single = table.groupby("word")["ends"].agg(["size", "sum"])
    double = table.groupby(["before", "word"])["ends"].agg(["size", "sum"])
    return {text_id: _of_text(index, text_id, single, double) for text_id in text_ids}


def _id_and_text(index: FragmentEngine) -> Iterator[tuple[str, str]]:
    yield from index.texts[["text_id", "text"]].itertuples(index=False, name=None)


def _ends_in_text(
    index: FragmentEngine, text_id: str, text: str, is_wanted: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The places in a text of some words: the word before each, itself, whether it ends a sentence.

    `is_wanted` says of each word's number whether it is one of them; none beyond is. The last word
    of a text is left out: whether it ends one is the question.
    """
    ids, starts, ends = (np.asarray(column) for column in index.words(text_id))
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


def _of_text(
    index: FragmentEngine, text_id: str, single: pd.DataFrame, double: pd.DataFrame
) -> LastWords:
    ids, starts, _ = index.words(text_id)
    pair = (ids[-2], ids[-1]) if len(ids) > 1 else None
    if pair in double.index and double.loc[pair, "size"] >= MIN_PLACES:
        return LastWords(int(starts[-2]), *(int(n) for n in double.loc[pair, ["size", "sum"]]))
    if ids[-1] in single.index:
        return LastWords(int(starts[-1]), *(int(n) for n in single.loc[ids[-1], ["size", "sum"]]))
    return LastWords(int(starts[-1]), 0, 0)
