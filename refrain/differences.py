"""What differs between two passages that say nearly the same, word by word."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

from refrain.time_marks import Span
from refrain.words import spans

Kind = Literal["equal", "changed", "missing", "added"]
_KINDS: dict[str, Kind] = {
    "equal": "equal",
    "replace": "changed",
    "delete": "missing",
    "insert": "added",
}


class Difference(NamedTuple):
    """A stretch of both passages: `equal` words, words that were `changed` for others, those of the
    first that are `missing` in the second, or `added` in it.

    `start` and `end` are characters of the first passage, `other_start` and `other_end` of the
    second, so that `one[start:end]` is the stretch as it is written; empty where nothing is.
    `words` and `other_words` count its words.
    """

    kind: Kind
    start: int
    end: int
    other_start: int
    other_end: int
    words: int
    other_words: int


def differences(one: str, other: str) -> list[Difference]:
    """The stretches of two passages, in order: with as few words as possible that are not equal.

    Words compare as in `refrain.words`, so that spelling in capitals and punctuation are no
    differences (Levenshtein 1966, of words, by rapidfuzz).

    >>> [(part.kind, "to be or not"[part.start : part.end]) for part in
    ...     differences("to be or not", "To see, or not!")]
    [('equal', 'to'), ('changed', 'be'), ('equal', 'or not')]
    """
    return differences_of_words(*spans(one), *spans(other))


def differences_of_words(
    here: Sequence[Hashable],
    places: Sequence[Span],
    there: Sequence[Hashable],
    other_places: Sequence[Span],
) -> list[Difference]:
    """The same of words that are known, with where each stands: those of whole texts, of which a
    passage by itself does not tell which words are a speaker's label."""
    found = []
    for step in Levenshtein.opcodes(here, there):
        start, end = _characters(places, step.src_start, step.src_end)
        other_start, other_end = _characters(other_places, step.dest_start, step.dest_end)
        count, other_count = step.src_end - step.src_start, step.dest_end - step.dest_start
        found.append(
            Difference(_KINDS[step.tag], start, end, other_start, other_end, count, other_count)
        )
    return found


def _characters(places: Sequence[Span], first: int, stop: int) -> Span:
    """Where words begin and end; between two words for none."""
    if first < stop:
        return places[first][0], places[stop - 1][1]
    place = places[first][0] if first < len(places) else places[-1][1] if places else 0
    return place, place
