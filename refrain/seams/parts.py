"""Seams by spacing, of texts that are looked at part by part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from refrain.partwise import Part, PartMap
from refrain.seams.pieces import PieceScores
from refrain.seams.spaced_words import SpacedWords
from refrain.seams.spacing import Chain, Stretches, find_chains

_KEPT = "spaced words"


def by_spacing(
    in_parts: PartMap, loops: Mapping[str, Stretches]
) -> tuple[PieceScores, dict[str, Chain]]:
    """How words look as pieces of words, and by text_id the chains of seams, none in the `loops` of
    the text."""
    row_of: dict[str, int] = {}
    times = np.zeros(0, dtype=np.int64)
    rows_of_parts = []
    for counts in in_parts(word_counts_in):
        rows = [row_of.setdefault(word, len(row_of)) for word in counts]
        rows_of_parts.append(np.array(rows, dtype=np.int32))
        times = np.pad(times, (0, len(row_of) - len(times)))
        times[rows_of_parts[-1]] += np.fromiter(counts.values(), np.int64, len(counts))
    every = PieceScores.of_counts(dict(zip(row_of, times.tolist(), strict=True)))
    found = in_parts(partial(_chains, loops=loops), [_Some(every, rows) for rows in rows_of_parts])
    chains: dict[str, Chain] = {}
    for chains_of_part in found:
        chains |= chains_of_part
    return every, chains


@dataclass(frozen=True, eq=False)
class _Some:
    """The scores of the words of a part: sent to whoever looks at it, they are these alone."""

    every: PieceScores
    rows: np.ndarray | slice

    def scores(self) -> PieceScores:
        return self.every.taken(self.rows)

    def __reduce__(self) -> tuple[type[_Some], tuple[PieceScores, slice]]:
        return _Some, (self.scores(), slice(None))


def word_counts_in(part: Part) -> dict[str, int]:
    """How often each word, as white space parts them, stands in the texts of a part."""
    words = part.kept[_KEPT] = SpacedWords.of(part.texts["text"])
    return words.counts()


def _chains(part: Part, some: _Some, loops: Mapping[str, Stretches]) -> dict[str, Chain]:
    """By text_id: the chains of seams in the texts of a part."""
    words = part.kept.pop(_KEPT, None) or SpacedWords.of(part.texts["text"])
    text_ids = part.texts["text_id"].tolist()
    in_loops = [loops.get(text_id, ()) for text_id in text_ids]
    found = find_chains(words, some.scores(), in_loops)
    return {text_ids[row]: chain for row, chain in found.items()}
