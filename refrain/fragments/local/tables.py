"""The tables of fragments and of the stretches that repeat, from the arrays and the repeats."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from refrain.errors import TooLargeError
from refrain.fragments.local.arrays import CorpusArrays, Passages
from refrain.fragments.local.ranges import Ranges
from refrain.fragments.local.views import RepeatViews
from refrain.fragments.query import RepeatQuery
from refrain.partial_table import PartialTable
from refrain.schemas import STRING

MOST_TEXT = 4_000_000_000
"""Characters of passages that one table may hold."""
PASSAGE_CHARS = 50_000
"""Characters of a longer passage that a table has: one word said a million times has a million
fragments, most of them as long as half the text."""


def fragments(
    texts: pd.DataFrame, views: RepeatViews, query: RepeatQuery, top: int | None
) -> PartialTable:
    """As `FragmentEngine.fragments` has them."""
    best, total = views.best(query, top)
    words = best["words"].to_numpy()
    passages = views.arrays.passages(best["at"].to_numpy(), words)
    text_ids = texts["text_id"].array.take(passages.row)
    names = zip(text_ids, passages.word, words, strict=True)
    rows = pd.DataFrame(
        {
            "fragment": pd.array([".".join(map(str, name)) for name in names], dtype=STRING),
            "kind": views.kind_names(query.min_words, best["node"].to_numpy()),
            **best[["words", "places", "transcripts", "saved"]],
            "text_id": text_ids,
            "start": passages.start,
            "end": passages.end,
            "passage": pd.array(_verbatim(texts, passages), dtype=STRING),
        }
    )
    return PartialTable(rows, total)


def places(
    texts: pd.DataFrame, arrays: CorpusArrays, at: np.ndarray, words: int, limit: int | None
) -> PartialTable:
    """As `FragmentEngine.places` has them, for a fragment whose places begin at these positions."""
    passages = arrays.passages(at[:limit], np.full(len(at[:limit]), words))
    rows = texts[["text_id", "name", "topic", "transcript_id"]]
    rows = rows.iloc[passages.row].reset_index(drop=True)
    rows = rows.assign(
        word=passages.word,
        start=passages.start,
        end=passages.end,
        passage=_verbatim(texts, passages),
    )
    return PartialTable(rows, len(at))


def incidence(
    texts: pd.DataFrame, views: RepeatViews, query: RepeatQuery, top: int
) -> pd.DataFrame:
    """As `FragmentEngine.incidence` has it."""
    table, number = views.repeats(query.min_words), views.best(query, top)[0]["node"]
    names = fragments(texts, views, query, top).rows["fragment"].array
    none = np.empty(0, dtype=np.int64)
    rows, times, carriers = [none], [none], []
    for lo, hi in zip(table.lo[number], table.hi[number], strict=True):
        row, count = np.unique(views.arrays.rows[table.at[lo : hi + 1]], return_counts=True)
        rows.append(row)
        times.append(count)
        carriers.append(len(row))
    return pd.DataFrame(
        {
            "fragment": names.take(np.repeat(np.arange(len(number)), carriers)),
            "text_id": texts["text_id"].array.take(np.concatenate(rows)),
            "places": np.concatenate(times),
        }
    )


def occurrences(
    texts: pd.DataFrame, views: RepeatViews, query: RepeatQuery, row: int | None = None
) -> pd.DataFrame:
    """As `FragmentEngine.occurrences` has them; with `row`, those of one text."""
    table, arrays = views.repeats(query.min_words), views.arrays
    order = table.by_position
    if row is not None:
        of_text = arrays.of_text(row)
        order = order[slice(*np.searchsorted(table.positions, [of_text.start, of_text.stop]))]
    at, words = table.at[order], table.longest[order].astype(np.int64)
    # Inside the one before: that began one word earlier, and reaches as far.
    inside = np.zeros(len(at), dtype=bool)
    inside[1:] = (np.diff(at) == 1) & (words[:-1] > words[1:])
    keep = ~inside & views.is_asked_for(query)[table.node[order]]
    at, words, number = at[keep], words[keep], table.node[order][keep]
    return pd.DataFrame(
        {
            **_stretch_columns(texts, arrays, at, words),
            "places": table.places[number],
            "kind": views.kind_names(query.min_words, number),
        }
    )


def stretches(texts: pd.DataFrame, arrays: CorpusArrays, ranges: Ranges) -> pd.DataFrame:
    """Ranges of positions as a table: text_id, word, words, start, end."""
    words = ranges.end - ranges.begin
    return pd.DataFrame(_stretch_columns(texts, arrays, ranges.begin, words))


def shares(texts: pd.DataFrame, views: RepeatViews, query: RepeatQuery) -> pd.DataFrame:
    """As `FragmentEngine.shares` has them."""
    arrays = views.arrays
    repeated = np.diff(views.repeated(query).before(arrays.first))
    redundant = np.diff(views.redundant(query).before(arrays.first))
    return pd.DataFrame(
        {
            **texts[["text_id", "name", "topic", "role"]],
            "words": arrays.lengths,
            "repeated": repeated,
            "redundant": redundant,
            "share": repeated / np.maximum(arrays.lengths, 1),
        }
    )


def savings(views: RepeatViews, query: RepeatQuery) -> dict[str, Any]:
    """As `FragmentEngine.savings` has them."""
    words = int(views.arrays.lengths.sum())
    repeated, saved = views.repeated(query).size, views.redundant(query).size
    return {
        "words": words,
        "repeated": repeated,
        "saved": saved,
        "repeated_share": repeated / max(words, 1),
        "saved_share": saved / max(words, 1),
    }


def _stretch_columns(
    texts: pd.DataFrame, arrays: CorpusArrays, at: np.ndarray, words: np.ndarray
) -> dict[str, Any]:
    passages = arrays.passages(at, words)
    return {
        "text_id": texts["text_id"].array.take(passages.row),
        "word": passages.word,
        "words": words,
        "start": passages.start,
        "end": passages.end,
    }


def _verbatim(texts: pd.DataFrame, passages: Passages) -> list[str]:
    """The passages as they stand in their texts, of each the first PASSAGE_CHARS characters."""
    chars = (passages.end - passages.start).astype(np.int64)
    if np.minimum(chars, PASSAGE_CHARS).sum() > MOST_TEXT:
        raise TooLargeError(
            f"The text of {len(passages.row):,} passages, many inside one another, would take "
            f"{chars.sum() / 1e9:,.0f} GB. Ask for those that save most: top=, or --top."
        )
    ends = np.minimum(passages.end, passages.start + PASSAGE_CHARS)
    rows, which = np.unique(passages.row, return_inverse=True)
    whole = texts["text"].iloc[rows].tolist()
    spans = zip(which.tolist(), passages.start.tolist(), ends.tolist(), strict=True)
    return [whole[row][start:end] for row, start, end in spans]
