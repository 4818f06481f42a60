"""The best chain of equally spaced places, by the sum of their scores."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

MIN_SCORE = 2.0
"""Score of the places that a chain is looked for from, more than this."""
_MIN_DISTANCE = 20
"""Characters between the two places that a chain is first made of, at least."""
_MAX_PLACES = 2_000
"""The most such places: the strongest count, for every pair of them is tried."""
_GIVE_UP_SCORE = -8.0
"""A chain is followed no further where it has lost so much by going on."""
_PAIRS = 200_000
"""Pairs of places that are looked at together."""
Pairs = tuple[np.ndarray, np.ndarray]
"""The first place of each, and the second."""


class ScoredChain(NamedTuple):
    """Equally spaced places: the sum of their scores, the distance, the first, how many."""

    score: float
    period: int
    first: int
    places: int


def best_chain(scores: np.ndarray, least: float) -> ScoredChain | None:
    """The chain with the highest sum of scores, by character; None where none reaches `least`.

    It is looked for from every pair of suspicious places next to each other on it.
    """
    best: ScoredChain | None = None
    for left, right in _together(_pairs(scores, _suspicious(scores), least)):
        period = right - left
        after, more = _extend(scores, right, period)
        before, less = _extend(scores, left, -period)
        total = scores[left] + scores[right] + before + after
        top = int(np.argmax(total))
        if total[top] > best.score if best else total[top] >= least:
            length = 2 + int(more[top] + less[top])
            first = int(left[top] - less[top] * period[top])
            best = ScoredChain(float(total[top]), int(period[top]), first, length)
    return best


def _suspicious(scores: np.ndarray) -> np.ndarray:
    """The places that chains are looked for from, in order."""
    places = np.flatnonzero(scores > MIN_SCORE)
    if len(places) > _MAX_PLACES:
        strongest = np.argsort(-scores[places], kind="stable")[:_MAX_PLACES]
        places = np.sort(places[strongest])
    return places


def _pairs(scores: np.ndarray, places: np.ndarray, least: float) -> Iterator[Pairs]:
    """The pairs of places that are far enough apart and may be in a chain with such a sum, some of
    them at a time: their first places and their second.

    Most have too little by themselves, and no chain goes on from them far enough.
    """
    length, own, most = len(scores), scores[places], scores[places].max(initial=0)
    # Two steps beyond either end of the text are none.
    goes_on = np.zeros(5 * length, dtype=bool)
    goes_on[2 * length : 3 * length] = scores > _GIVE_UP_SCORE
    for begin, end in _blocks(len(places)):
        left, right = places[begin:end, None] + 2 * length, places[None, begin + 1 :] + 2 * length
        period = right - left
        some = goes_on[right + period]
        some |= goes_on[left - period]
        if 2 * most >= least:
            some |= own[begin:end, None] + own[None, begin + 1 :] >= least
        some &= period >= _MIN_DISTANCE
        row, column = np.nonzero(some)
        left, right = left[row, 0], right[0, column]
        # What either place has, and one more, is seldom enough; two more are on few chains.
        enough = own[begin + row] + own[begin + 1 + column] + most >= least
        enough |= _goes_on_twice(goes_on, left, right)
        if enough.any():
            yield left[enough] - 2 * length, right[enough] - 2 * length


def _together(pairs: Iterator[Pairs]) -> Iterator[Pairs]:
    """The same pairs, in order, _PAIRS or a few more at a time: chains are followed together."""
    some: list[Pairs] = []
    count = 0
    for left, right in pairs:
        some.append((left, right))
        count += len(left)
        if count >= _PAIRS:
            yield _joined(some)
            some, count = [], 0
    if some:
        yield _joined(some)


def _joined(some: list[Pairs]) -> Pairs:
    left, right = (np.concatenate(column) for column in zip(*some, strict=True))
    return left, right


def _goes_on_twice(goes_on: np.ndarray, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Whether a chain goes on twice beyond its two places, on one side or on either."""
    period = right - left
    behind, ahead = goes_on[left - period], goes_on[right + period]
    twice: np.ndarray = behind & (ahead | goes_on[left - 2 * period])
    twice |= ahead & goes_on[right + 2 * period]
    return twice


def _blocks(count: int) -> Iterator[tuple[int, int]]:
    """So many rows of places a time that, each with all later places, make _PAIRS at most."""
    begin = 0
    while begin < count - 1:
        end = min(begin + max(min(_PAIRS // (count - begin), 64), 1), count - 1)
        yield begin, end
        begin = end


def _extend(scores: np.ndarray, at: np.ndarray, step: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How much each chain gains at most by going on from its end, and in how many steps."""
    gain = np.zeros(len(at))
    steps = np.zeros(len(at), dtype=np.int64)
    alive, place, run, taken = np.arange(len(at)), at, np.zeros(len(at)), 0
    while len(alive):
        taken += 1
        place = place + step[alive]
        inside = (place >= 0) & (place < len(scores))
        alive, place, run = alive[inside], place[inside], run[inside]
        run = run + scores[place]
        hopeful = run > _GIVE_UP_SCORE
        alive, place, run = alive[hopeful], place[hopeful], run[hopeful]
        better = run > gain[alive]
        gain[alive[better]], steps[alive[better]] = run[better], taken
    return gain, steps
