"""Texts that break off in the middle of a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

import numpy as np
import pandas as pd

from refrain.audit import sentence_ends
from refrain.audit.context import AuditContext, Finding, quote
from refrain.audit.words_at_ends import LastWords, SentenceEnds, ends_in_part
from refrain.fragments import WordedTexts, compared
from refrain.partwise import Part
from refrain.schemas import STRING

MAX_WORDS_PER_SENTENCE = 60
"""Words of a sentence, on average, above which a text is not punctuated."""
MIN_SENTENCES = 3
"""Sentences below which a text is not punctuated."""
MIN_TEXTS = 4
"""Texts of a topic from which it has a usual end; fewer are taken with those of all topics."""
MIN_SHARE_OF_ENDS = 0.02
"""How often words end a sentence, where a text may end in them that lacks its full stop."""
SHOWN_CHARS = 60
"""Characters of the end of a text that a message quotes."""


def find(context: AuditContext) -> Iterator[Finding]:
    """Texts with punctuation that end without any, in words that seldom end a sentence.

    None is found in a topic most of whose texts end without.
    """
    seen = list(context.in_parts(open_texts_in))
    texts = context.corpus.texts.drop(columns="text")
    is_open = pd.Series(np.concatenate([part.is_open for part in seen]), index=texts.index)
    usual = _usually_open(texts["topic"], is_open)
    unusual = set(texts.loc[is_open & ~usual, "text_id"])
    last_words = {
        text_id: last for part in seen for text_id, last in part.last.items() if text_id in unusual
    }
    if not last_words:
        return
    wanted = frozenset(last.words for last in last_words.values())
    ends = SentenceEnds.joined(context.in_parts(partial(ends_in_part, wanted=wanted)))
    for text_id, last in last_words.items():
        start, counted = ends.of(last)
        if counted.share >= MIN_SHARE_OF_ENDS:
            continue
        text = context.texts[text_id]
        message = (
            f"{context.names[text_id]} ends in the middle of a sentence: {quote(_end(text))}."
            f"{counted.evidence(text[start:])}"
        )
        at = max(len(text) - SHOWN_CHARS, 0)
        yield context.finding(text_id, "truncated", message, at=at)


class _OpenTexts(NamedTuple):
    """By text of a part: whether it ends without punctuation. By text_id of those of them that have
    punctuation: the last words."""

    is_open: np.ndarray
    last: dict[str, LastWords]


def open_texts_in(part: Part) -> _OpenTexts:
    """How the texts of a part end."""
    texts, counts = part.texts, part.worded.word_counts
    is_open = ~texts["text"].map(sentence_ends.is_closed).to_numpy(dtype=bool)
    last = {
        text_id: _last(part.worded, text_id, text)
        for text_id, text in texts.loc[is_open, ["text_id", "text"]].itertuples(index=False)
        if counts[text_id] and _is_punctuated(text, int(counts[text_id]))
    }
    return _OpenTexts(is_open, last)


def _last(worded: WordedTexts, text_id: str, text: str) -> LastWords:
    _, starts, ends = worded.words(text_id)
    words = [
        compared(text[start:end])
        for start, end in zip(starts[-2:].tolist(), ends[-2:].tolist(), strict=True)
    ]
    first = int(starts[-2]) if len(words) > 1 else 0
    return LastWords((words[0] if len(words) > 1 else "", words[-1]), (first, int(starts[-1])))


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
