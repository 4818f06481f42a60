"""A concordance: the lines that a phrase, or a fragment's places, stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from refrain import words
from refrain.partial_table import LeastTable, PartialTable
from refrain.phrase_candidates import may_have
from refrain.schemas import STRING
from refrain.word_ids import NumberedWords, number_words

WIDTH = 90
"""How many characters of the text a line has on either side."""
_KEPT_OF_MATCH = 90
"""How many characters of a long match a line has at each end of it."""
_BATCH = 1_000_000
"""Characters of the texts that are cut into words together."""
_PIECE = 16_000_000
"""Characters of the texts that are looked through together."""
Progress = Callable[[str, float], None]
_LINE: dict[str, Any] = {
    "text_id": STRING,
    "name": STRING,
    "topic": STRING,
    "transcript_id": STRING,
    "start": "int64",
    "end": "int64",
    "left": STRING,
    "match": STRING,
    "right": STRING,
}


def lines(
    texts: pd.DataFrame,
    phrase: str,
    limit: int = 50,
    width: int = WIDTH,
    *,
    only: np.ndarray | None = None,
    most_chars: int | None = None,
    progress: Progress = lambda what, share: None,
) -> PartialTable:
    """The lines that a word or phrase stands in, in the order of the texts.

    `texts` is `Corpus.texts` or rows of it; `phrase` in any spelling. Columns: text_id, name,
    topic, transcript_id, start, end (characters of the text), left, match, right (verbatim, `width`
    characters on either side). A row per occurrence, at most `limit`; the total counts all.
    `only` says of each text whether it is looked at. With `most_chars`, no more are counted once
    `limit` is reached and so many characters were looked at word by word: the answer is a
    LeastTable then. `progress` is told the share of the texts that was looked through; what it
    raises ends the search.
    """
    # A symbol such as ½ is one word in a text, but its normalised form no longer reads as one.
    forms = {tuple(words.words(phrase)), (words.normalise(phrase),)} - {(), ("",)}
    rows: list[dict[str, Any]] = []
    if not forms:
        return PartialTable(_frame(rows), 0)
    total, looked_at = 0, 0
    for some in _candidates(texts, forms, only, progress):
        if most_chars is not None and len(rows) == limit and looked_at >= most_chars:
            return LeastTable(_frame(rows), total)
        looked_at += int(some["chars"].sum())
        numbered = number_words(some["text"])
        firsts, lasts = _runs(numbered, forms)
        total += len(firsts)
        # After the words of each text comes a separator.
        ends_of_texts = np.cumsum(numbered.lengths + 1)
        left = limit - len(rows)
        for first, last in zip(firsts[:left], lasts[:left], strict=True):
            text = some.iloc[np.searchsorted(ends_of_texts, first, "right")]
            place = {column: text[column] for column in list(_LINE)[:4]}
            start, end = int(numbered.starts[first]), int(numbered.ends[last])
            rows.append({**place, **_line(text["text"], start, end, width)})
    return PartialTable(_frame(rows), total)


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(_LINE)).astype(_LINE)


def around(texts: pd.DataFrame, places: pd.DataFrame, width: int = WIDTH) -> pd.DataFrame:
    """The places of a fragment as lines, in the same order.

    `texts` is `Corpus.texts`; `places` has text_id, name, topic, start, end (characters), as
    `FragmentEngine.places` gives them. Columns: nth (from 1), left, match, right, start, end as
    `lines` has them (but the middle of a long match is left out), name, topic, at (percent of the
    text's characters that stand before it).
    """
    some = texts[texts["text_id"].isin(places["text_id"])]
    text_by_id = dict(zip(some["text_id"], some["text"], strict=True))
    rows = []
    for nth, place in enumerate(places.itertuples(index=False), 1):
        verbatim = text_by_id[place.text_id]
        line = _line(verbatim, place.start, place.end, width)
        at = 100 * place.start / max(len(verbatim), 1)
        rows.append({"nth": nth, **line, "name": place.name, "topic": place.topic, "at": at})
    columns = ["nth", "left", "match", "right", "start", "end", "name", "topic", "at"]
    frame = pd.DataFrame(rows, columns=columns)
    frame["match"] = frame["match"].map(_shortened)
    return frame


def _line(text: str, start: int, end: int, width: int) -> dict[str, Any]:
    return {
        "start": start,
        "end": end,
        "left": text[max(start - width, 0) : start],
        "match": text[start:end],
        "right": text[end : end + width],
    }


def _shortened(match: str) -> str:
    return (
        match
        if len(match) <= 2 * _KEPT_OF_MATCH
        else f"{match[:_KEPT_OF_MATCH]} … {match[-_KEPT_OF_MATCH:]}"
    )


def _candidates(
    texts: pd.DataFrame,
    forms: set[tuple[str, ...]],
    only: np.ndarray | None,
    progress: Progress,
) -> Iterator[pd.DataFrame]:
    """Rows that may have the phrase, so many together that they have _BATCH characters, or one that
    has more. Texts that are mapped are read a piece at a time."""
    for start, end in _pieces(texts, _PIECE):
        progress("Searching", start / len(texts))
        piece = texts.iloc[start:end]
        if only is not None:
            piece = piece[only[start:end]]
        some = piece[may_have(piece["text"], forms)]
        for first, after in _pieces(some, _BATCH):
            yield some.iloc[first:after]


def _pieces(texts: pd.DataFrame, chars: int) -> Iterator[tuple[int, int]]:
    """The rows in runs of so many characters, or of one that has more: from which to which."""
    number = texts["chars"].to_numpy().cumsum() // chars
    edges = [0, *(np.flatnonzero(np.diff(number)) + 1).tolist(), len(texts)]
    return ((start, end) for start, end in pairwise(edges) if start < end)


def _runs(numbered: NumberedWords, forms: set[tuple[str, ...]]) -> tuple[np.ndarray, np.ndarray]:
    """Where a phrase stands among words, in any of its forms: first and last word, in order."""
    firsts, lasts = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for form in forms:
        of_form = numbered.ids_of(form)
        if (of_form < 0).any():
            continue
        first = np.flatnonzero(numbered.ids == of_form[0])
        for place, word_id in enumerate(of_form[1:], 1):
            first = first[first + place < len(numbered.ids)]
            first = first[numbered.ids[first + place] == word_id]
        firsts.append(first)
        lasts.append(first + len(form) - 1)
    first, last = np.concatenate(firsts), np.concatenate(lasts)
    order = np.lexsort((last, first))
    return first[order], last[order]
