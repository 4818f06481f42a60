"""The best chain of equally spaced places is the one that trying every pair finds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain.seams import chains
from refrain.seams.chains import ScoredChain, best_chain


def by_every_pair(scores: list[float]) -> ScoredChain | None:
    """The best chain from any two places with a score above 2, 20 characters apart or more."""
    suspicious = [place for place, score in enumerate(scores) if score > 2]
    best = None
    for left in suspicious:
        for right in suspicious:
            if right - left >= 20:
                after, more = going_on(scores, right, right - left)
                before, less = going_on(scores, left, left - right)
                total = scores[left] + scores[right] + before + after
                if best is None or total > best.score:
                    period = right - left
                    best = ScoredChain(total, period, left - less * period, 2 + more + less)
    return best


def going_on(scores: list[float], at: int, step: int) -> tuple[float, int]:
    """The most that going on gains, and in how many steps; until 8 are lost."""
    gain, steps, run, taken = 0.0, 0, 0.0, 0
    while 0 <= at + step < len(scores):
        at, taken = at + step, taken + 1
        run += scores[at]
        if run <= -8:
            break
        if run > gain:
            gain, steps = run, taken
    return gain, steps


def scored_text(seed: int, spacing: int) -> list[float]:
    """Scores of a text with a white space every so many characters, about; quarters, so that their
    sums are exact."""
    chance = np.random.default_rng(seed)
    scores = np.full(250, -np.inf)
    blanks = np.flatnonzero(chance.random(250) < 1 / spacing)
    scores[blanks] = np.round(chance.normal(0, 4, len(blanks)) * 4) / 4
    return scores.tolist()


@given(
    seed=st.integers(0, 10**6),
    spacing=st.sampled_from([1, 2, 5, 15]),
    least=st.integers(0, 40),
    together=st.sampled_from([10, 500, 200_000]),
)
def test_it_is_found_where_it_has_the_least_score_that_is_asked_for(seed, spacing, least, together):
    scores = scored_text(seed, spacing)
    expected = by_every_pair(scores)
    if expected is not None and expected.score < least:
        expected = None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chains, "_PAIRS", together)
        assert best_chain(np.array(scores), float(least)) == expected


@pytest.mark.parametrize("direction", [1, -1])
def test_one_that_goes_on_twice_from_its_only_two_strong_neighbours_is_found(direction):
    scores = np.full(121, -np.inf)
    scores[[0, 40, 80, 120]] = [3.0, 3.0, 1.0, 5.0][::direction]
    assert best_chain(scores, 12.0) == ScoredChain(12.0, 40, 0, 4)
    assert best_chain(scores, 12.5) is None


def test_of_very_many_places_the_strongest_count():
    scores = np.full(100_000, -np.inf)
    scores[::40] = 3.0
    scores[7:99_000:200] = 4.0  # 495 of these, so 1,505 of the 2,500 others
    best = best_chain(scores, 10.0)
    assert best == ScoredChain(2_500 * 3.0, 40, 0, 2_500)
    assert len(chains._suspicious(scores)) == 2_000
    assert set(range(7, 99_000, 200)) <= set(chains._suspicious(scores).tolist())


@pytest.mark.parametrize("scores", [[], [5.0], [5.0] * 21, [-np.inf] * 50])
def test_where_there_are_no_two_places_there_is_none(scores):
    found = best_chain(np.array(scores), 5.0)
    assert (found is None) == (len(scores) < 21 or max(scores) < 0)
