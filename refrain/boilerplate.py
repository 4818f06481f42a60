"""Boilerplate out of a dataset: which characters to cut, the dataset without them, and back again.

A cut is a stretch of one distinct text, in character offsets of the verbatim text, so that nothing
is lost: a cleaned transcript and its cuts give the original back, character by character.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final, Literal

import numpy as np
import pandas as pd

from refrain import words
from refrain.corpus import STRING, text_id, word_counts
from refrain.fragments import FragmentEngine

Keep = Literal["first", "none"]
"""What stays of a fragment: the place where it was first seen, or nothing."""
FIRST: Final = "first"
NONE: Final = "none"
KEEP = (FIRST, NONE)
_CLOSING = ".,;:!?…"
_CUTS: dict[str, Any] = {
    "text_id": STRING,
    "start": "int64",
    "end": "int64",
    "words": "int64",
    "fragment": STRING,
}
RECORD: dict[str, Any] = {
    "transcript_id": STRING,
    "source": STRING,
    "line": "int64",
    **_CUTS,
    "text": STRING,
    "joint": STRING,
}
"""The columns of `record`, with their types."""


def chosen(
    fragments: pd.DataFrame, kinds: Collection[str] | None = None, min_transcripts: int = 1
) -> pd.DataFrame:
    """The rows of a table of fragments that a rule picks: of these kinds (None: of any), carried by
    at least so many distinct texts."""
    keep = fragments["transcripts"] >= min_transcripts
    if kinds is not None:
        keep &= fragments["kind"].isin(list(kinds))
    return fragments[keep]


def cuts(
    engine: FragmentEngine,
    fragments: Collection[str],
    keep: Keep = FIRST,
) -> pd.DataFrame:
    """What goes when the fragments (ids, as `FragmentEngine.fragments` gives them) are boilerplate.

    Columns: text_id, start, end (characters; sorted, not overlapping), words (how many go),
    fragment (the ids behind it, longest first, with a space between). Cuts that overlap or touch
    are one. With FIRST, the place where a fragment was first seen stays, except for what another
    of the fragments takes out of it: no passage vanishes from the dataset. With NONE, all go.
    A cut takes a white space or a closing mark along where two would be left behind, and never
    joins two words. Unknown ids are passed over.
    """
    line = _Line(engine)
    reach = np.zeros(line.length, dtype=np.int64)
    owner = np.full(line.length, -1, dtype=np.int64)
    names = list(fragments)
    for number, name in enumerate(names):
        for begin, stop in line.places_of(engine.fragment_ranges(name, but_first=keep != NONE)):
            longer = reach[begin:stop] < stop - begin
            owner[begin:stop][longer] = number
            reach[begin:stop][longer] = stop - begin
    edges = np.flatnonzero(np.diff(owner >= 0, prepend=False, append=False))
    texts = dict(zip(engine.texts["text_id"], engine.texts["text"], strict=True))
    rows = []
    for begin, stop in edges.reshape(-1, 2).tolist():
        text_id, word = line.text_at(begin)
        _, starts, ends = engine.words(text_id)
        span = _trimmed(texts[text_id], int(starts[word]), int(ends[word + stop - begin - 1]))
        taken = _longest_first({names[number] for number in np.unique(owner[begin:stop])})
        rows.append((text_id, *span, stop - begin, " ".join(taken)))
    return pd.DataFrame(rows, columns=list(_CUTS)).astype(_CUTS)


class _Line:
    """The words of all texts in one line, with a gap after each text that keeps it apart."""

    def __init__(self, engine: FragmentEngine) -> None:
        self._index = engine.word_counts.index
        self._text_ids = self._index.tolist()
        self.first = np.append(0, np.cumsum(engine.word_counts.to_numpy() + 1))
        self.length = int(self.first[-1])

    def places_of(self, stretches: pd.DataFrame) -> list[tuple[int, int]]:
        """Where stretches of texts are in the line: the first word, and one past the last."""
        begin = (
            self.first[self._index.get_indexer(stretches["text_id"])] + stretches["word"].to_numpy()
        )
        stop = begin + stretches["words"].to_numpy()
        return list(zip(begin.tolist(), stop.tolist(), strict=True))

    def text_at(self, place: int) -> tuple[str, int]:
        """The text that a word of the line is in, and which word of it that is."""
        row = int(np.searchsorted(self.first, place, "right")) - 1
        return self._text_ids[row], place - int(self.first[row])


def _longest_first(fragments: set[str]) -> list[str]:
    return sorted(fragments, key=lambda name: (-int(name.rpartition(".")[2]), name))


def clean(transcripts: pd.DataFrame, cuts: pd.DataFrame) -> pd.DataFrame:
    """The transcripts table with the cuts taken out of every appearance of their texts.

    `text_id`, `chars` and `words` are those of what remains; `start` and `end` still say where the
    original stands in its source. A text of which nothing remains is empty, not missing.
    """
    cuts_of_text = dict(list(cuts.groupby("text_id", sort=False)))
    text = transcripts["text"].astype("object").copy()
    for row, name in transcripts["text_id"].dropna().items():
        if name in cuts_of_text:
            text[row] = _without(text[row], cuts_of_text[name])
    cleaned = text.astype(STRING)
    present = cleaned.notna()
    text_ids = cleaned.map(text_id, na_action="ignore").astype(STRING)
    return transcripts.assign(
        text=cleaned,
        text_id=text_ids,
        chars=cleaned.str.len().where(present, 0).astype("int64"),
        words=word_counts(text_ids, cleaned),
    )


def record(transcripts: pd.DataFrame, cuts: pd.DataFrame) -> pd.DataFrame:
    """What was cut from where, a row per cut and transcript: all that `restore` needs.

    Columns: transcript_id, source, line, text_id (of the original), start, end (characters of the
    original), words, fragment, text (what was cut), joint (what stands in its place: nothing, or
    a space where two words would have met).
    """
    rows = transcripts[["transcript_id", "source", "line", "text_id"]]
    frame = rows.merge(cuts, on="text_id", how="inner")
    # Looked up, not merged: a table has a copy of a text in every row.
    texts = dict(zip(transcripts["text_id"], transcripts["text"], strict=True))
    cut_texts = [texts[text_id] for text_id in frame["text_id"]]
    spans = list(zip(cut_texts, frame["start"], frame["end"], strict=True))
    frame["joint"] = [_joint(text, start, end) for text, start, end in spans]
    frame["text"] = [text[start:end] for text, start, end in spans]
    return frame[list(RECORD)].astype(RECORD)


def restore(cleaned: pd.DataFrame, record: pd.DataFrame) -> pd.DataFrame:
    """The transcripts table as it was before `clean`, from its result and the record of it."""
    cuts_of_transcript = dict(list(record.groupby("transcript_id", sort=False)))
    text = cleaned["text"].astype("object").copy()
    for row, name in cleaned["transcript_id"].items():
        if name in cuts_of_transcript:
            text[row] = _put_back(text[row], cuts_of_transcript[name])
    return clean(cleaned.assign(text=text.astype(STRING)), record.head(0))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A cut from its first word to its last, with the space and the mark that it makes needless.

    >>> def left(text, cut):
    ...     start, end = _trimmed(text, text.index(cut), text.index(cut) + len(cut))
    ...     return text[:start] + text[end:]
    >>> left("One. Buy now, buy. Two.", "Buy now, buy")
    'One. Two.'
    >>> left("We said buy now. Two.", "buy now")
    'We said. Two.'
    >>> left("We said buy now and went", "buy now")
    'We said and went'
    """
    before = start
    while before and text[before - 1].isspace():
        before -= 1
    follows_word = before > 0 and text[before - 1].isalnum()
    after = end
    while after < len(text) and text[after] in _CLOSING:
        after += 1
    if follows_word and after > end and before < start:
        return before, end
    # Behind the end of a sentence or a speaker's name, its closing mark would stand alone.
    whole = not follows_word or "\n" in text[before:start]
    end = after if whole else end
    if start == 0 or text[start - 1].isspace():
        line = start == 0 or text[start - 1] == "\n"
        while end < len(text) and text[end].isspace() and (line or text[end] != "\n"):
            end += 1
    return start, end


def _joint(text: str, start: int, end: int) -> str:
    """What has to stand in place of a cut so that the words around it do not become one."""
    if start == 0 or end >= len(text):
        return ""
    left, right = text[max(start - 60, 0) : start], text[end : end + 60]
    together = words.words(left + right, include_unspoken=True)
    apart = words.words(left, include_unspoken=True) + words.words(right, include_unspoken=True)
    return "" if together == apart else " "


def _without(text: str, cuts: pd.DataFrame) -> str:
    """The text of one transcript without its cuts, which are sorted and do not overlap."""
    pieces, cursor = [], 0
    for start, end in zip(cuts["start"], cuts["end"], strict=True):
        pieces += [text[cursor:start], _joint(text, start, end)]
        cursor = end
    return "".join([*pieces, text[cursor:]])


def _put_back(text: str, cuts: pd.DataFrame) -> str:
    """The original of one cleaned transcript, from the record of its cuts."""
    pieces, cursor, shift = [], 0, 0
    for cut in cuts.sort_values("start").itertuples(index=False):
        at = cut.start - shift
        pieces += [text[cursor:at], cut.text]
        cursor = at + len(cut.joint)
        shift += cut.end - cut.start - len(cut.joint)
    return "".join([*pieces, text[cursor:]])
