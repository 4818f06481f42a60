"""Near-repeats of two texts, and the exact passages that none of them holds."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from refrain.fragments.local.near.matches import Matches

rows = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 9), st.integers(0, 20), st.integers(1, 9)),
    max_size=8,
)


def matches_of(places: list[tuple[int, int, int, int]], similarity: float) -> Matches:
    columns = np.array(sorted(places), dtype=np.int64).reshape(-1, 4).T
    return Matches(*columns, np.full(len(places), similarity))


@given(near=rows, exact=rows)
def test_of_the_others_those_are_left_out_that_lie_in_one_on_both_sides(near, exact):
    found = matches_of(near, 0.8).with_others(matches_of(exact, 1.0))
    outside = [
        (a, words, b, b_words)
        for a, words, b, b_words in exact
        if not any(
            own_a <= a
            and a + words <= own_a + own_words
            and own_b <= b
            and b + b_words <= own_b + own_b_words
            for own_a, own_words, own_b, own_b_words in near
        )
    ]
    told = list(zip(*(column.tolist() for column in found[:4]), strict=True))
    assert sorted(told) == sorted([*near, *outside])
    assert [(a, b) for a, _, b, _ in told] == sorted((a, b) for a, _, b, _ in told)
    assert (found.similarity == 1).sum() == len(outside)
