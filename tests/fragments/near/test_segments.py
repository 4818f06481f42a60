"""The stretches of an alignment that agree, against every stretch that there is."""

from __future__ import annotations

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from refrain.fragments.local.near.segments import maximal_segments

gains = st.integers(1, 9)


def losses_of(blocks: int) -> st.SearchStrategy[list[int]]:
    between = max(blocks - 1, 0)
    return st.lists(st.integers(0, 12), min_size=between, max_size=between)


@given(gains=st.lists(gains, max_size=9), data=st.data())
def test_segments_are_what_is_worth_most_and_then_the_same_to_both_sides_of_it(gains, data):
    losses = data.draw(losses_of(len(gains)))
    found = maximal_segments(gains, losses)
    assert sorted(found) == sorted(_by_brute_force(gains, losses))


def _by_brute_force(gains: list[int], losses: list[int]) -> list[tuple[int, int]]:
    """Ruzzo and Tompa's definition: what is worth most, then the same to its left and right."""
    if not gains:
        return []
    worth = {
        (first, last): sum(gains[first : last + 1]) - sum(losses[first:last])
        for first in range(len(gains))
        for last in range(first, len(gains))
    }
    first, last = max(worth, key=lambda span: (worth[span], span[0] - span[1]))
    left = _by_brute_force(gains[:first], losses[: max(first - 1, 0)])
    right = _by_brute_force(gains[last + 1 :], losses[last + 1 :])
    moved = [(begin + last + 1, end + last + 1) for begin, end in right]
    return [*left, (first, last), *moved]


@given(gains=st.lists(gains, min_size=1, max_size=9), data=st.data())
def test_whatever_a_segment_begins_or_ends_with_is_worth_more_than_it_costs(gains, data):
    losses = data.draw(losses_of(len(gains)))
    for first, last in maximal_segments(gains, losses):
        steps = [gains[first]]
        for number in range(first, last):
            steps += [-losses[number], gains[number + 1]]
        assert min(accumulate(steps)) > 0 or first == last
        assert min(accumulate(steps[::-1])) > 0 or first == last
