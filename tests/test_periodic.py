"""Stretches with a period, against a plain search."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from refrain.periodic import Run, periods


def test_loops_have_their_shortest_period():
    ids = np.array([9, 1, 2, 1, 2, 1, 2, 1, 2, 8])
    assert periods(ids, 5, 4, 0, 2).loops == [Run(1, 8, 2)]
    assert periods(np.full(6, 3), 5, 4, 0, 2).loops == [Run(0, 6, 1)]
    assert periods(np.empty(0, dtype=int), 5, 4, 0, 2).loops == []


@given(st.lists(st.integers(0, 2), max_size=40), st.integers(1, 3))
def test_what_repeats_what_is_before_it_is_what_a_plain_search_finds(items, shortest):
    found = periods(np.array(items, dtype=int), 6, 4, 3, shortest)
    in_loop = np.zeros(len(items), dtype=bool)
    for run in found.loops:
        in_loop[run.start : run.start + run.items] = True
    expected = np.zeros(len(items), dtype=bool)
    for size in range(shortest, 7):
        for at in range(len(items) - 2 * size + 1):
            if items[at : at + size] == items[at + size : at + 2 * size]:
                expected[at + size : at + 2 * size] = True
    assert found.repeats.tolist() == (expected & ~in_loop).tolist()
