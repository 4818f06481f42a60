"""Pairs of passages, against alignments by brute force; what goes of them, and their groups."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refrain.fragments.local.arrays import CorpusArrays
from refrain.fragments.local.near import ranges
from refrain.fragments.local.near.groups import near_groups
from refrain.fragments.local.near.pairs import NearPairs
from refrain.fragments.local.near.seeds import NEAREST, Block, seeds
from refrain.fragments.local.near.views import NearViews
from refrain.fragments.query import NEAR_WORDS, RepeatQuery
from tests.fragments.near import oracle

similarities = st.sampled_from([0.6, 0.7, 0.8, 0.9, 0.95])


def near_of(texts: list[list[str]]) -> NearViews:
    return NearViews(CorpusArrays.build(pd.Series(list(map(" ".join, texts)), dtype="str")))


@settings(max_examples=60)
@given(texts=oracle.noisy_texts(), similarity=similarities)
def test_every_pair_agrees_as_much_as_it_says_and_begins_and_ends_with_equal_words(
    texts, similarity
):
    near = near_of(texts)
    ids, rows, pairs = near.arrays.word_ids, near.arrays.rows, near.pairs(similarity)
    for number in range(len(pairs)):
        p, p_stop = pairs.p[number], pairs.p[number] + pairs.p_words[number]
        q, q_stop = pairs.q[number], pairs.q[number] + pairs.q_words[number]
        one, other = ids[p:p_stop], ids[q:q_stop]
        assert len(set(rows[p:p_stop])) == len(set(rows[q:q_stop])) == 1
        assert p_stop <= q or rows[p] != rows[q] or pairs.similarity[number] == 1
        assert max(len(one), len(other)) >= NEAR_WORDS
        assert (one[0], one[-1]) == (other[0], other[-1])
        equal = sum(block.words for block in pairs.blocks_of(number))
        for block in pairs.blocks_of(number):
            at = slice(block.p, block.p + block.words)
            assert (ids[at] == ids[block.q : block.q + block.words]).all()
        most, columns = oracle.columns(one.tolist(), other.tolist())
        assert equal <= len(one)
        assert pairs.similarity[number] >= similarity
        # The alignment is as good as the best one, or nearly: seeds are never undone.
        assert pairs.similarity[number] <= most / columns + 1e-9
        assert pairs.similarity[number] >= most / columns - 0.1


@settings(max_examples=60)
@given(texts=oracle.noisy_texts())
def test_a_higher_similarity_never_covers_a_word_more(texts):
    near = near_of(texts)
    before = np.ones(len(near.arrays.word_ids), dtype=bool)
    for percent in range(60, 100, 5):
        covered = near.repeated(RepeatQuery(10, None, percent / 100)).marks(len(before))
        assert not (covered & ~before).any()
        before = covered


@settings(max_examples=60)
@given(texts=oracle.noisy_texts(), similarity=similarities)
def test_places_of_a_group_agree_with_the_passage_that_names_it(texts, similarity):
    near = near_of(texts)
    ids, groups = near.arrays.word_ids, near.groups(similarity)
    for number in range(len(groups)):
        places = groups.of_group(number)
        at, words = groups.at[places], groups.words[places]
        assert (np.diff(at) >= 0).all()
        assert groups.similarity[places][0] == 1
        assert (groups.similarity[places] >= similarity).all()
        one = ids[at[0] : at[0] + words[0]].tolist()
        for begin, length in zip(at[1:], words[1:], strict=True):
            other = ids[begin : begin + length].tolist()
            equal, _ = oracle.columns(one, other)
            # Of a part of the passage, where one place has more around it than another.
            assert equal >= 0.6 * similarity * min(len(one), len(other))


def test_seeds_are_rare_sequences_and_of_frequent_ones_twice_as_long_ones():
    habit, long = "one two three four five", "a b c d e f g h i j"
    texts = [f"{habit} x{n} y{n} {long} z{n}" for n in range(40)]
    arrays = near_of([text.split() for text in texts]).arrays
    runs = seeds(arrays.word_ids, arrays.rows)
    assert set(runs.words.tolist()) == {10}
    # Each place but the first is linked with the first two of all.
    assert len(runs.p) == 1 + 38 * 2
    assert set(runs.p.tolist()) == {7, 26}


def test_loops_start_nothing_and_what_is_far_enough_apart_does():
    ids = np.array([*range(5), 90] * 8, dtype=np.int32)
    assert len(seeds(ids, np.zeros(len(ids), dtype=np.int32)).p) == 0
    for gap in (NEAREST - 6, NEAREST - 5):
        far = np.array([*range(5), *range(50, 50 + gap), *range(5), 99], dtype=np.int32)
        assert len(seeds(far, np.zeros(len(far), dtype=np.int32)).p) == int(gap == NEAREST - 5)


def pairs_at(*pairs: list[tuple[int, int, int]]) -> NearPairs:
    return NearPairs.of([Block(*block) for block in pair] for pair in pairs)


def goes(pairs: NearPairs, fewest: int = 10) -> list[tuple[int, int]]:
    found = ranges.redundant(pairs, np.arange(len(pairs)), 1000, fewest)
    return list(zip(found.begin.tolist(), found.end.tolist(), strict=True))


def test_what_is_like_a_passage_that_goes_stays():
    a, b, c = 0, 100, 200
    like_b, like_c = [(a, b, 20)], [(b, c, 20)]
    assert goes(pairs_at(like_b, like_c)) == [(100, 120)]
    assert goes(pairs_at(like_b, like_c, [(a, c, 20)])) == [(100, 120), (200, 220)]


def test_of_a_passage_that_goes_in_part_the_words_that_stay_count_if_they_are_enough():
    # Of 50 words the last 20 stay; the words that were added before them stay with the others.
    part, whole = [(0, 100, 30)], [(100, 200, 30), (130, 235, 20)]
    assert goes(pairs_at(part, whole)) == [(100, 130), (235, 255)]
    assert goes(pairs_at(part, whole), fewest=21) == [(100, 130)]


def test_a_group_is_never_closed_transitively():
    """The second is like the first and like the third, which is not like the first."""
    words = [f"w{n}" for n in range(40)]
    second = [f"s{n}" if n % 10 == 5 else word for n, word in enumerate(words)]
    third = [f"t{n}" if n % 10 == 0 else word for n, word in enumerate(second)]
    near = near_of([words, second, third])
    groups = near_groups(near.pairs(0.85), near.arrays.word_ids, 0.85)
    first = near.arrays.rows[groups.at]
    members = [first[groups.of_group(number)].tolist() for number in range(len(groups))]
    assert members == [[0, 1], [1, 2]]
    assert groups.similarity.tolist() == pytest.approx([1, 35 / 39, 1, 35 / 38], abs=0.03)
