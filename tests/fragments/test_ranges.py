"""Answers about many ranges at once are those of stepping through each."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain.fragments.local import ranges


@given(st.lists(st.integers(0, 5), max_size=60), st.integers(0, 3))
def test_previous_smaller_by_either_way(values, hops):
    values = np.array(values, dtype=np.int64)
    expected = [
        max((j for j in range(i) if values[j] < value), default=-1)
        for i, value in enumerate(values)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranges, "_HOPS", hops)
        assert ranges.previous_smaller(values).tolist() == expected


some_ranges = st.integers(1, 30).flatmap(
    lambda n: st.tuples(
        st.lists(st.integers(1, 9), min_size=n, max_size=n),
        st.lists(
            st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)).map(sorted),
            min_size=1,
            max_size=8,
        ),
    )
)


@given(some_ranges)
def test_minima_and_painting_of_ranges(drawn):
    values, bounds = drawn
    lo, hi = np.array(bounds).T
    smallest = ranges.minima(np.array(values), lo, hi)
    assert smallest.tolist() == [min(values[a : b + 1]) for a, b in bounds]
    painted = ranges.painted(lo, hi, smallest, len(values))
    for at in range(len(values)):
        inside = [v for v, (a, b) in zip(smallest, bounds, strict=True) if a <= at <= b]
        assert painted[at] == max(inside, default=0)
