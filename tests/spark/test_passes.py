"""What tasks compute, without Spark: what it sends between the passes is gathered by pandas."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain.spark import anchors, hashes, passes
from refrain.spark.hashes import Hashing, WindowHashes
from refrain.spark.known import KnownNumbers, KnownWindows
from refrain.spark.numbering import CollisionError, numbered
from refrain.spark.parts import PartWords
from refrain.word_ids import number_words
from tests.spark.parts import unitigs_of

words = st.sampled_from(["a", "b", "c"])


def texts_by_chance(seed: int) -> list[str]:
    """Longer ones than Hypothesis makes up: what always follows what is there by chance."""
    chance = random.Random(seed)
    return [" ".join(chance.choices("abc", k=chance.choice([0, 1, 5, 14, 30]))) for _ in range(5)]


texts_of_few_words = st.lists(st.lists(words, max_size=30).map(" ".join), max_size=6) | (
    st.integers(0, 1 << 32).map(texts_by_chance)
)


def words_of(texts: Sequence[str], first: int = 0) -> PartWords:
    return PartWords(number_words(pd.Series(texts, dtype="str")), first)


def places_of(parts: Sequence[PartWords], size: int, hashing: Hashing) -> pa.Table:
    """The three passes over some parts."""
    candidates: list[np.ndarray | None] = [None] * len(parts)
    if size >= passes.ANCHORED:
        found = [passes.anchors_of(part, n, size, hashing) for n, part in enumerate(parts)]
        anchors = pa.concat_tables(found).to_pandas()
        again = anchors[anchors.groupby("anchor")["places"].transform("sum") > 1]
        candidates = [
            np.sort(again.loc[again["part"] == n, "anchor"].to_numpy().view(np.uint64))
            for n in range(len(parts))
        ]
    windows = pa.concat_tables(
        passes.windows_of(part, n, size, hashing, candidates[n]) for n, part in enumerate(parts)
    ).to_pandas(types_mapper=pd.ArrowDtype)
    of_all = windows.groupby(["high", "low"])
    for column in ("before", "after"):
        there = of_all[column].transform("count") == of_all["part"].transform("count")
        windows[f"{column}_always"] = there & (of_all[column].transform("nunique") == 1)
    windows = windows[of_all["places"].transform("sum") > 1]
    return pa.concat_tables(
        passes.places_of(part, size, hashing, known(windows[windows["part"] == n]))
        for n, part in enumerate(parts)
    )


def known(windows: pd.DataFrame) -> KnownWindows:
    return KnownWindows(
        *(windows[lane].to_numpy(dtype=np.int64).view(np.uint64) for lane in ("high", "low")),
        *(windows[f"{column}_always"].to_numpy(dtype=bool) for column in ("before", "after")),
    )


@given(texts_of_few_words, st.integers(0, 6), st.sampled_from([1, 2, 3, 5, 10, 12]))
def test_the_unitigs_of_texts_in_two_parts_are_those_of_brute_force(texts, cut, size):
    parts = [words_of(texts[:cut]), words_of(texts[cut:], len(texts[:cut]))]
    table = numbered(places_of(parts, size, Hashing()))
    assert [*table.itertuples(index=False, name=None)] == unitigs_of(texts, size)


@given(st.lists(words, min_size=12, max_size=60), st.lists(words, min_size=12, max_size=60))
def test_the_anchors_of_equal_windows_are_equal_wherever_they_stand(one, other):
    """Whatever stands before, and wherever a block of windows that are hashed together ends."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (hashes, anchors):
            patch.setattr(module, "TOGETHER", 7)
        part = words_of([" ".join(one), " ".join(other)])
        found = anchors.anchors(part, 12, Hashing())
    at = np.repeat(found.first, found.windows) + np.concatenate(
        [np.arange(count) for count in found.windows]
    )
    assert at.tolist() == np.flatnonzero(part.windows(12)).tolist()
    anchor_of: dict[tuple[int, ...], int] = {}
    for place, value in zip(at, np.repeat(found.value, found.windows), strict=True):
        window = tuple(part.numbered.ids[place : place + 12])
        assert anchor_of.setdefault(window, value) == value


@given(st.lists(words, min_size=8, max_size=40))
def test_windows_are_hashed_alike_one_by_one_and_all_at_once(text):
    part = words_of([" ".join(text)])
    one_by_one = WindowHashes(part, 5, Hashing())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashes, "TOGETHER", 7)
        lanes = [
            np.concatenate(lane) for lane in zip(*(p for _, p in one_by_one.parts()), strict=True)
        ]
        at = np.flatnonzero(part.windows(5))
        for lane, some in zip(lanes, one_by_one.at(at[::2]), strict=True):
            assert some.tolist() == lane[at[::2]].tolist()
    windows = {tuple(part.numbered.ids[place : place + 5]) for place in at}
    for lane in lanes:
        assert len(np.unique(lane[at])) == len(windows)


def test_hashes_of_windows_that_differ_only_in_order_differ_in_every_half():
    """Of 20 words each, all permutations of few: what a sum of words would take for equal."""
    order = np.random.default_rng(1)
    texts = [" ".join(order.permutation(list("abababababababababab"))) for _ in range(20_000)]
    part = words_of(texts)
    at = np.flatnonzero(part.windows(20))
    for lane in WindowHashes(part, 20, Hashing()).at(at):
        assert len(np.unique(lane)) == len(set(texts))
        for half in (lane >> np.uint64(32), lane & np.uint64(0xFFFFFFFF)):
            assert len(np.unique(half)) > len(set(texts)) - 10


def test_windows_with_one_hash_are_told_apart_by_their_words():
    """With so few bits nearly all windows have one hash: in one part, and in several."""
    one, other = "a b c d e f g h i j k l m n o", "p q r s t u v w x y z"
    for parts in ([[one, other]], [[one], [other]]):
        some, before = [], 0
        for texts in parts:
            some.append(words_of(texts, before))
            before += len(texts)
        with pytest.raises(CollisionError):
            numbered(places_of(some, 3, Hashing(bits=2)))
        assert numbered(places_of(some, 3, Hashing())).empty


def test_a_set_of_windows_may_have_one_upper_lane_twice():
    high, low = np.array([5, 5, 5, 1 << 63], np.uint64), np.array([1, 3, 9, 0], np.uint64)
    flags = np.array([True, False, True, False])
    windows = KnownWindows(high[::-1], low[::-1], flags, flags)
    asked = np.array([5, 5, 7, 1 << 63, 1 << 63], np.uint64), np.array([3, 4, 3, 0, 1], np.uint64)
    some, place = windows.find(*asked)
    assert some.tolist() == [0, 3]
    assert windows.low[place].tolist() == [3, 0]
    assert KnownNumbers(np.empty(0, np.uint64)).find(high)[0].tolist() == []
    assert KnownNumbers(np.array([0], np.uint64)).find(high)[0].tolist() == []
