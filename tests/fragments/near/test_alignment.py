"""Words side by side: blocks, gaps between seeds, and as far beyond them as words agree."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain.fragments.local.near.alignment import (
    Bounds,
    aligned,
    equal_words,
    similarity_of,
)
from refrain.fragments.local.near.seeds import Block
from tests.fragments.near import oracle

few = st.lists(st.integers(0, 3), max_size=12)


@given(one=few, other=few)
def test_blocks_are_equal_words_in_order_and_as_few_as_possible_differ(one, other):
    blocks = equal_words(one, other)
    p = q = changed = 0
    for block in [*blocks, Block(len(one), len(other), 0)]:
        assert block.p >= p
        assert block.q >= q
        changed += max(block.p - p, block.q - q)
        p, q = block.p + block.words, block.q + block.words
        assert one[block.p : p] == other[block.q : q]
    equal, columns = oracle.columns(one, other)
    assert changed == columns - equal


@given(one=few, other=few)
def test_the_similarity_is_the_share_of_columns_with_equal_words(one, other):
    equal, columns = oracle.columns(one, other)
    changed = columns - equal
    # Several alignments may change as few words; the most equal ones are the bound.
    assert similarity_of(one, other) <= (equal / columns if columns else 0)
    if changed == 0:
        assert similarity_of(one, other) == (1 if one else 0)
    assert similarity_of(one, other) == pytest.approx(similarity_of(other, one), abs=0.25)


def both(one: str, other: str) -> tuple[np.ndarray, Bounds]:
    """The words of two texts one after another, letters as numbers, and where the texts are."""
    ids = np.array([ord(letter) for letter in f"{one}|{other}!"], dtype=np.int32)
    return ids, Bounds(0, len(one), len(one) + 1, len(one) + 1 + len(other))


def test_a_gap_between_seeds_is_aligned_and_ends_go_as_far_as_words_agree():
    ids, bounds = both("1234abcdeXfgYhij56", "7abcdefgZhij56890")
    seed = [Block(4, bounds.q_first + 1, 5), Block(13, bounds.q_first + 9, 3)]
    told = [(p, q - bounds.q_first, words) for p, q, words in aligned(ids, seed, bounds)]
    # X was missed, Y became Z, and behind the second seed "56" agrees.
    assert told == [(4, 1, 5), (10, 6, 2), (13, 9, 5)]


def test_a_chain_is_never_drawn_beyond_the_ends_of_its_texts():
    ids, bounds = both("abcdefgh", "abcdefgh")
    assert aligned(ids, [Block(3, 12, 2)], bounds) == [Block(0, 9, 8)]


def test_two_passages_of_one_text_never_grow_into_each_other():
    ids = np.array([1, 2, 3, 4, 5] * 4, dtype=np.int32)
    blocks = aligned(ids, [Block(0, 10, 5)], Bounds(0, 20, 0, 20))
    assert blocks == [Block(0, 10, 10)]
