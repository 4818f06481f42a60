"""Which pairs of passages lie in others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from refrain.fragments.local.near.boxes import Box, Boxes

spans = st.tuples(st.integers(0, 9), st.integers(1, 6))
boxes = st.tuples(st.integers(0, 1), spans, spans).map(
    lambda row: (row[0], Box(row[1][0], sum(row[1]), row[2][0], sum(row[2])))
)


@given(every=st.lists(boxes, max_size=12))
def test_a_box_is_held_if_one_before_it_has_both_of_its_sides(every):
    found, before = Boxes(), []
    for row, box in sorted(every):
        expected = any(
            other == row
            and own.q <= box.q
            and own.q_stop >= box.q_stop
            and own.p <= box.p
            and own.p_stop >= box.p_stop
            for other, own in before
        )
        assert found.hold(row, box) == expected
        found.add(box)
        before.append((row, box))
