"""The tables of fragments and of the stretches that repeat, from the arrays and the repeats."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from refrain.errors import TooLargeError
from refrain.fragments.local.arrays import CorpusArrays, Passages
from refrain.fragments.local.near.tables import Places
from refrain.fragments.local.ranges import Ranges
from refrain.fragments.local.views import RepeatViews
from refrain.fragments.names import FragmentName
from refrain.fragments.query import EXACT, KINDS, RepeatQuery
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
    names = zip(text_ids, passages.word, words, best["similarity"], strict=True)
    rows = pd.DataFrame(
        {
            "fragment": pd.array([str(FragmentName(*name)) for name in names], dtype=STRING),
            "kind": pd.array(KINDS, dtype=STRING).take(best["kind"].to_numpy()),
            **best[["words", "places", "transcripts", "saved"]],
            "similarity": best["lowest"],
            "text_id": text_ids,
            "start": passages.start,
            "end": passages.end,
            "passage": pd.array(_verbatim(texts, passages), dtype=STRING),
        }
    )
    return PartialTable(rows, total)


def places(
    texts: pd.DataFrame, arrays: CorpusArrays, found: Places, limit: int | None
) -> PartialTable:
    """As `FragmentEngine.places` has them, for a fragment with these places."""
    passages = arrays.passages(found.at[:limit], found.words[:limit])
    rows = texts[["text_id", "name", "topic", "transcript_id"]]
    rows = rows.iloc[passages.row].reset_index(drop=True)
    rows = rows.assign(
        word=passages.word,
        words=found.words[:limit],
        similarity=found.similarity[:limit],
        start=passages.start,
        end=passages.end,
        passage=_verbatim(texts, passages),
    )
    return PartialTable(rows, len(found.at))


def incidence(
    texts: pd.DataFrame, views: RepeatViews, query: RepeatQuery, top: int
) -> pd.DataFrame:
    """As `FragmentEngine.incidence` has it."""
    best = views.best(query, top)[0]
    names = fragments(texts, views, query, top).rows["fragment"].array
    none = np.empty(0, dtype=np.int64)
    rows, times, carriers = [none], [none], []
    for node, similarity in zip(best["node"], best["similarity"], strict=True):
        at = views.places_of(node, query.exact if similarity == EXACT else query)
        row, count = np.unique(views.arrays.row_of(at), return_counts=True)
        rows.append(row)
        times.append(count)
        carriers.append(len(row))
    return pd.DataFrame(
        {
            "fragment": names.take(np.repeat(np.arange(len(best)), carriers)),
            "text_id": texts["text_id"].array.take(np.concatenate(rows)),
            "places": np.concatenate(times),
        }
    )


def occurrences(
    texts: pd.DataFrame, views: RepeatViews, query: RepeatQuery, row: int | None = None
) -> pd.DataFrame:
    """As `FragmentEngine.occurrences` has them; with `row`, those of one text."""
    found = views.occurrences(query) if row is None else views.occurrences_of(query, row)
    return pd.DataFrame(
        {
            **_stretch_columns(texts, views.arrays, found.at, found.words),
            "places": found.places,
            "kind": pd.array(KINDS, dtype=STRING).take(found.kind),
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
