"""Corpora that would make a careless engine count pairs, or step through places one at a time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain.errors import TooLargeError
from refrain.fragments import RepeatQuery
from refrain.fragments.local import ranges
from tests.builders import index_of

JINGLE = "welcome to the show where we talk of everything that swims"


def test_one_word_a_hundred_thousand_times():
    count = 100_000
    index = index_of("very " * count)
    best = index.fragments(RepeatQuery(20), top=3)
    assert best.attrs["total"] == count - 20
    assert best["words"].tolist() == [20, 21, 22]
    assert best["occurrences"].tolist() == [count - 19, count - 20, count - 21]
    assert best["saved"].tolist() == [count - 20, count - 21, count - 22]
    assert best["kind"].eq("within").all()
    assert (
        index.savings(RepeatQuery(20, ["within"]))["saved"]
        == index.savings(RepeatQuery(20))["saved"]
        == count - 1
    )
    # The longest run at each word, of which all but the first lie inside one that began before.
    assert len(index.occurrences(RepeatQuery(20))) == 2


def test_a_jingle_in_ten_thousand_texts_is_one_fragment():
    index = index_of(*(f"{JINGLE} a{n} b{n} c{n} d{n} e{n}" for n in range(10_000)))
    row = index.fragments(RepeatQuery(5)).iloc[0]
    assert (row["passage"], row["occurrences"], row["transcripts"]) == (JINGLE, 10_000, 10_000)
    assert row["saved"] == 11 * 9_999 == index.savings(RepeatQuery(5))["saved"]
    assert len(index.fragments(RepeatQuery(5))) == 1
    assert len(index.occurrences(RepeatQuery(5))) == 10_000


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


def test_a_table_that_would_not_fit_is_refused_with_a_remedy():
    index = index_of(" ".join(["so"] * 200_000))
    with pytest.raises(TooLargeError, match=r"60 GB\. Ask for those that save most: top="):
        index.fragments(RepeatQuery(20))
    assert len(index.fragments(RepeatQuery(20), top=3)) == 3
