"""What a corpus shares with a reference set: which passages, how much, and where."""

from __future__ import annotations

import pytest

from refrain.contamination import (
    PASSAGES,
    NothingComparedError,
    by_text,
    contamination,
    covered_words,
)
from refrain.fragments import RepeatQuery
from tests.builders import corpus_of, english

A, B, C, D = (english(seed, 200, sentences=False) for seed in range(4))


def part(text: str, begin: int, end: int) -> str:
    return " ".join(text.split()[begin:end])


def changed(text: str, every: int) -> str:
    return " ".join(f"x{n}" if n % every == 1 else word for n, word in enumerate(text.split()))


def test_passages_are_found_where_they_are_on_both_sides():
    corpus = corpus_of(f"{A} {part(B, 50, 90)}", C)
    reference = corpus_of(D, B)
    (row,) = contamination(corpus, reference).itertuples()
    assert list(contamination(corpus, reference).columns) == list(PASSAGES)
    here, there = corpus.texts["text"][0], reference.texts["text"][1]
    assert here[row.start : row.end] == there[row.other_start : row.other_end] == part(B, 50, 90)
    assert (row.word, row.words, row.other_word, row.other_words) == (200, 40, 50, 40)
    assert (row.other, row.similarity) == (reference.texts["text_id"][1], 1)


def test_a_passage_with_every_tenth_word_changed_is_found_and_not_where_all_have_to_be_equal():
    corpus, reference = corpus_of(f"{A} {changed(B, 10)}", C), corpus_of(B)
    (row,) = contamination(corpus, reference).itertuples()
    assert abs(row.word - 200) <= 2
    assert abs(row.similarity - 0.9) < 0.02
    assert contamination(corpus, reference, RepeatQuery(20)).empty


def test_a_text_that_is_in_both_is_one_passage_whatever_its_spelling():
    corpus, reference = corpus_of(A, B), corpus_of(C, B.upper())
    (row,) = contamination(corpus, reference).itertuples()
    assert (row.words, row.start, row.end) == (200, 0, len(B))
    (text,) = by_text(corpus, contamination(corpus, reference)).itertuples()
    assert (text.shared, text.share, text.passages) == (200, 1, 1)


def test_what_a_corpus_repeats_of_itself_is_not_shared():
    corpus = corpus_of(f"{A} {B}", f"{A} {C}")
    assert contamination(corpus, corpus_of(D)).empty


def test_words_in_several_passages_count_once():
    """The first 60 words of a text of the reference, the words 40 to 100 of another."""
    reference = corpus_of(f"{part(A, 0, 60)} {B}", f"{C} {part(A, 40, 100)}")
    corpus = corpus_of(A)
    passages = contamination(corpus, reference, RepeatQuery(20))
    assert passages["words"].sum() > 100
    assert by_text(corpus, passages)["shared"].tolist() == [100]
    assert covered_words(passages, "other_").sum() >= 100


@pytest.mark.parametrize("silent", [(), ("…",), (None,)])
def test_where_one_side_has_no_words_nothing_was_compared(silent):
    some, none = corpus_of(A), corpus_of(*silent, name="empty")
    for sides in ((some, none), (none, some)):
        with pytest.raises(NothingComparedError, match=r"Nothing was compared: “empty” has no"):
            contamination(*sides)
