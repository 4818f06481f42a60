"""The index of unitigs answers as that of words does: the same rows, in the same order."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import refrain
from refrain.corpus import Corpus
from refrain.fragments import KINDS, FragmentIndex, RepeatQuery
from refrain.fragments.compact import CompactIndex, NotBuiltError, unitigs_of
from tests.builders import SAMPLE, corpus_of
from tests.conformance.oracle import min_lengths, texts_of_few_words

some_kinds = st.none() | st.sets(st.sampled_from(KINDS))


def both(corpus: Corpus, min_words: int) -> tuple[FragmentIndex, CompactIndex]:
    index = FragmentIndex.build(corpus.transcripts)
    unitigs = unitigs_of(index, min_words)
    counts = corpus.texts["words"].to_numpy()
    return index, CompactIndex.of(corpus.texts, counts, unitigs, min_words)


def assert_same(one: object, other: object) -> None:
    if isinstance(one, pd.DataFrame):
        pd.testing.assert_frame_equal(one, other, check_dtype=False)
    elif isinstance(one, np.ndarray):
        np.testing.assert_array_equal(one, other)
    else:
        assert one == other


def assert_answers_agree(corpus: Corpus, query: RepeatQuery) -> None:
    index, compact = both(corpus, query.min_words)
    fragments = index.fragments(query)
    assert_same(fragments.rows, compact.fragments(query).rows)
    assert_same(index.fragments(query, 2).rows, compact.fragments(query, 2).rows)
    for name in ("occurrences", "repeated", "redundant", "shares", "savings", "incidence"):
        assert_same(getattr(index, name)(query), getattr(compact, name)(query))
    for fragment in fragments.rows["fragment"].head(5):
        assert_same(index.places(fragment).rows, compact.places(fragment).rows)
        for but_first in (False, True):
            ranges = (
                engine.fragment_ranges(fragment, but_first=but_first) for engine in (index, compact)
            )
            assert_same(*ranges)
    text_ids = index.texts["text_id"].tolist()[:6]
    assert_same(index.overlap(query, text_ids), compact.overlap(query, text_ids))
    for text_id in text_ids:
        assert_same(index.highlights(text_id, query), compact.highlights(text_id, query))
        found = index.counterparts(text_id, query)
        assert_same(found.rows, compact.counterparts(text_id, query).rows)
        assert_same(
            index.matches(text_ids[0], text_id, query).rows,
            compact.matches(text_ids[0], text_id, query).rows,
        )
    assert_same(index.partners(query, 3), compact.partners(query, 3))
    first = min(2, len(index.texts))
    assert_same(index.shared_with(first, query), compact.shared_with(first, query))
    assert_same(
        index.partners(RepeatQuery(query.min_words), 3, min_jump=2),
        compact.partners(RepeatQuery(query.min_words), 3, min_jump=2),
    )


# A loop; what is common to all; a unitig in the middle of others; kinds beside one another.
@example(texts=[["a"] * 12, ["b", *["a"] * 7, "b"]], min_words=3, kinds=None)
@example(texts=[list("abcabcabc"), list("cabcab"), list("bca")], min_words=3, kinds={"within"})
@given(texts=texts_of_few_words, min_words=min_lengths, kinds=some_kinds)
def test_every_answer_is_that_of_the_index_of_words(texts, min_words, kinds):
    corpus = corpus_of(*map(" ".join, texts))
    assert_answers_agree(corpus, RepeatQuery(min_words, kinds))


@pytest.mark.parametrize("kinds", [None, ["excerpt", "within"]])
def test_on_the_sample_too(kinds):
    assert_answers_agree(refrain.load(SAMPLE), RepeatQuery(20, kinds))


def test_a_jingle_is_one_unitig_and_what_differs_before_or_after_begins_another():
    jingle = "welcome to the show where we talk"
    corpus = corpus_of(f"{jingle} of cats", f"now {jingle} of cats again", f"x {jingle} y")
    unitigs = unitigs_of(FragmentIndex.build(corpus.transcripts), 5)
    # The 3 windows of the jingle in three places, and those of "talk of cats" after it in two.
    columns = ["row", "word", "windows", "unitig"]
    assert unitigs[columns].to_numpy().tolist() == [
        [0, 0, 3, 0],
        [0, 3, 2, 1],
        [1, 1, 3, 0],
        [1, 4, 2, 1],
        [2, 1, 3, 0],
    ]
    texts = corpus.texts["text"]
    of_unitig = [texts[row.row][row.start : row.end] for row in unitigs.itertuples()]
    assert of_unitig[:2] == [jingle, "show where we talk of cats"]


def test_words_have_the_same_number_in_every_text_and_no_other_has_it():
    _, compact = both(corpus_of("one two, One", "two three one"), 3)
    first, second = (compact.words(text_id).ids.tolist() for text_id in compact.texts["text_id"])
    assert (first[0], first[1], first[2]) == (second[2], second[0], second[2])
    assert len({*first, *second}) == 3


def test_what_was_not_built_is_refused_with_the_remedy():
    index, compact = both(corpus_of("one two three four", "one two three five"), 3)
    with pytest.raises(NotBuiltError, match="--min-words 4"):
        compact.fragments(RepeatQuery(4))
    with pytest.raises(NotBuiltError, match="exact"):
        compact.fragments(RepeatQuery(3, None, 0.8))
    short = f"{index.texts['text_id'][0]}.0.2"
    assert compact.has(short)
    with pytest.raises(NotBuiltError, match="3 words or more"):
        compact.places(short)
