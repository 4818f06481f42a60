"""One text read closely: how often its words recur, and where its repeated stretches occur next."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.ndimage import maximum_filter1d

from refrain.consecutive import consecutive
from refrain.fragments.local import tables
from refrain.fragments.local.near import tables as near_tables
from refrain.fragments.local.occurrences import Occurrences
from refrain.fragments.local.views import RepeatViews
from refrain.fragments.names import FragmentName
from refrain.fragments.query import EXACT, RepeatQuery
from refrain.partial_table import PartialTable


def highlights(views: RepeatViews, row: int, query: RepeatQuery) -> pd.DataFrame:
    """As `FragmentEngine.highlights` has them."""
    places = _places_by_word(views, row, query.exact)
    if not query.is_exact:
        near = near_tables.places_by_word(views.near, query, views.arrays.of_text(row))
        places = np.maximum(places, near)
    edges = np.flatnonzero(np.diff(places, prepend=0, append=0))
    begin, stop = edges[:-1], edges[1:]
    repeated = places[begin] > 0
    begin, stop = begin[repeated], stop[repeated]
    words = views.arrays.words_of(row)
    return pd.DataFrame(
        {
            "word": begin,
            "words": stop - begin,
            "start": words.starts[begin],
            "end": words.ends[stop - 1],
            "places": places[begin],
        }
    )


def _places_by_word(views: RepeatViews, row: int, query: RepeatQuery) -> np.ndarray:
    """How often each word recurs: the most places of a class over it, 0 where nothing repeats."""
    table, of_text, width = (
        views.repeats(query.min_words),
        views.arrays.of_text(row),
        query.min_words,
    )
    begin, stop = of_text.start, of_text.stop
    if begin == stop:
        return np.zeros(0, dtype=np.int64)
    here = table.by_position[slice(*np.searchsorted(table.positions, [begin, stop]))]
    places = np.zeros(stop - begin, dtype=np.int64)
    windows = table.windows[here]
    place = consecutive(table.at[here].astype(np.int64) - begin, windows)
    places[place] = np.repeat(np.bincount(table.group)[table.group[here]], windows)
    # The window of classes that cover a word begins min_words - 1 before it.
    most = maximum_filter1d(places, width, mode="constant", origin=(width - 1) // 2)
    if query.kinds is None:
        return most
    return np.where(views.repeated(query).within(begin, stop).marks(stop - begin), most, 0)


def counterparts(
    texts: pd.DataFrame, views: RepeatViews, row: int, query: RepeatQuery, limit: int | None
) -> PartialTable:
    """As `FragmentEngine.counterparts` has them."""
    every = tables.occurrences(texts, views, query, row)
    rows = every.head(len(every) if limit is None else limit)
    found = views.occurrences_of(query, row).take(slice(len(rows)))
    following = np.array(
        [_next_place(views, query, found, number) for number in range(len(rows))], dtype=np.int64
    )
    there = views.arrays.passages(following, np.ones(len(following), dtype=np.int64))
    text_id = texts["text_id"].iloc[row]
    spans = zip(rows["word"], rows["words"], found.similarity, strict=True)
    listed = rows.drop(columns="text_id").assign(
        fragment=[str(FragmentName(text_id, *span)) for span in spans],
        other=texts["text_id"].array.take(there.row),
        other_start=there.start,
    )
    return PartialTable(listed, len(every))


def _next_place(views: RepeatViews, query: RepeatQuery, found: Occurrences, number: int) -> int:
    """The position where an occurrence's words occur next; after the last comes the first."""
    at = int(found.at[number])
    if found.similarity[number] < EXACT:
        places = views.places_of(int(found.node[number]), query)
    else:
        places = views.repeats(query.min_words).places_of(at, int(found.words[number]))
    return int(places[np.searchsorted(places, at, "right") % len(places)])
