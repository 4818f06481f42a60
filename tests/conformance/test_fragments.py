"""Fragments and their places, against the oracle and against answers worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain.fragments import RepeatQuery
from tests.conformance import oracle
from tests.conformance.oracle import min_lengths, texts_of_few_words


@given(texts=texts_of_few_words, min_words=min_lengths)
def test_fragments_are_exactly_the_maximal_repeats(engine_of, texts, min_words):
    engine = engine_of(*map(" ".join, texts))
    rows, total = engine.fragments(RepeatQuery(min_words))
    text_rows = {text_id: n for n, text_id in enumerate(engine.texts["text_id"])}
    fragments = {}
    for row in rows.itertuples():
        assert engine.has(row.fragment)
        places, number = engine.places(row.fragment)
        assert number == len(places)
        assert set(places["passage"]) == {row.passage}
        at = {(text_rows[p.text_id], p.word) for p in places.itertuples()}
        fragments[tuple(row.passage.split())] = at
        assert row.places == len(at)
        covered = {(t, i + k) for t, i in at for k in range(row.words)}
        assert row.saved == len(covered) - row.words
        assert row.transcripts == len({t for t, _ in at})
    assert fragments == oracle.maximal_repeats(texts, min_words)
    assert len(rows) == total == len(fragments)


@given(texts=texts_of_few_words, min_words=min_lengths)
def test_fragment_ranges_are_what_its_places_cover_with_the_first_or_without(
    engine_of, texts, min_words
):
    engine = engine_of(*map(" ".join, texts))
    for fragment in engine.fragments(RepeatQuery(min_words)).rows.itertuples():
        places = list(engine.places(fragment.fragment).rows.itertuples())
        covered = {(p.text_id, p.word + k) for p in places for k in range(fragment.words)}
        first = {(places[0].text_id, places[0].word + k) for k in range(fragment.words)}
        for but_first, expected in ((False, covered), (True, covered - first)):
            ranges = engine.fragment_ranges(fragment.fragment, but_first=but_first)
            marks = oracle.by_word(engine, ranges)
            assert {
                (text_id, word)
                for text_id, of_text in zip(engine.texts["text_id"], marks, strict=True)
                for word in of_text.nonzero()[0]
            } == expected


@given(texts=texts_of_few_words, min_words=min_lengths)
def test_incidence_counts_the_places_of_each_fragment_by_text(engine_of, texts, min_words):
    engine = engine_of(*map(" ".join, texts))
    query = RepeatQuery(min_words)
    counted = [
        (fragment, text_id, count)
        for fragment in engine.fragments(query, 3).rows["fragment"]
        for text_id, count in engine.places(fragment)
        .rows["text_id"]
        .value_counts(sort=False)
        .items()
    ]
    incidence = engine.incidence(query, 3)
    assert list(incidence.columns) == ["fragment", "text_id", "places"]
    assert list(incidence.itertuples(index=False, name=None)) == counted


@given(texts=texts_of_few_words, min_words=min_lengths, top=st.integers(1, 4))
def test_the_top_fragments_are_those_that_save_most(engine_of, texts, min_words, top):
    engine = engine_of(*map(" ".join, texts))
    every = engine.fragments(RepeatQuery(min_words)).rows
    best, total = engine.fragments(RepeatQuery(min_words), top)
    assert best["saved"].tolist() == every["saved"].head(top).tolist()
    assert total == len(every)


def test_a_loop_never_saves_more_words_than_there_are(engine_of):
    engine = engine_of("so what happens here is " * 40)
    saved = engine.fragments(RepeatQuery(20)).rows["saved"]
    assert saved.max() < engine.word_counts.sum() == 200


def test_a_self_repeat_is_found_where_it_overlaps_itself(engine_of):
    # "very" x 4: "very very very" starts at word 0 and at word 1.
    engine = engine_of("very very very very")
    row = engine.fragments(RepeatQuery(3)).rows.iloc[0]
    assert (row["passage"], row["words"], row["places"]) == ("very very very", 3, 2)
    assert engine.savings(RepeatQuery(3)) == {
        "words": 4,
        "repeated": 4,
        "saved": 3,
        "repeated_share": 1.0,
        "saved_share": 0.75,
    }


def test_a_jingle_is_one_fragment_even_where_two_carriers_go_on_alike(engine_of):
    engine = engine_of(
        "welcome to the show today we talk of cats",
        "welcome to the show today we talk of dogs",
        "welcome to the show my friends",
    )
    rows = engine.fragments(RepeatQuery(4)).rows
    assert rows[["passage", "places", "saved"]].to_numpy().tolist() == [
        ["welcome to the show today we talk of", 2, 8],
        ["welcome to the show", 3, 8],
    ]


def test_copies_are_indexed_once_and_are_no_fragments_of_each_other(engine_of):
    engine = engine_of("one two three four", "one two three four")
    assert len(engine.texts) == 1
    assert engine.fragments(RepeatQuery(3)).rows.empty
    assert engine.savings(RepeatQuery(3))["repeated"] == 0


def test_a_fragment_never_runs_across_the_end_of_a_text(engine_of):
    assert engine_of("a b", "c d", "a b c d").fragments(RepeatQuery(3)).rows.empty


def test_words_compare_without_case_and_punctuation_and_passages_stay_verbatim(engine_of):
    engine = engine_of("Well, I DON'T know -- really", "well i dont know at all")
    row = engine.fragments(RepeatQuery(4)).rows.iloc[0]
    assert row["passage"] == "Well, I DON'T know"
    assert list(engine.places(row["fragment"]).rows["passage"]) == [
        "Well, I DON'T know",
        "well i dont know",
    ]


@pytest.mark.parametrize("fragment", ["", "x", "x.1.2", "..", "9.0.-3", "1.99999.4"])
def test_an_unknown_fragment_has_no_places(engine_of, fragment):
    engine = engine_of("one two three", "one two three four")
    text_id = engine.texts["text_id"][0]
    for name in (fragment, f"{text_id}.{fragment}", f"{text_id}.0.0", f"{text_id}.0.99"):
        assert not engine.has(name)
        assert engine.places(name).rows.empty
        assert engine.places(name).total == 0
        assert engine.fragment_ranges(name).empty
        assert engine.fragment_ranges(name, but_first=True).empty


def test_places_are_cut_at_a_limit_that_the_total_does_not_know(engine_of):
    engine = engine_of("a b c x", "a b c y", "z a b c")
    fragment = engine.fragments(RepeatQuery(3)).rows["fragment"][0]
    rows, total = engine.places(fragment, limit=2)
    assert (len(rows), total) == (2, 3)
    assert rows["text_id"].tolist() == engine.texts["text_id"].tolist()[:2]


@pytest.mark.parametrize("texts", [(), ("",), ("  ...  ",), ("one",), ("one two three",)])
def test_corpora_without_repetition_have_defined_answers(engine_of, texts):
    engine, query = engine_of(*texts), RepeatQuery(3)
    assert engine.fragments(query).rows.empty
    assert engine.occurrences(query).empty
    assert engine.repeated(query).empty
    assert engine.redundant(query).empty
    assert engine.savings(query)["saved_share"] == 0
    assert engine.shares(query)["share"].eq(0).all()
    assert engine.overlap(query).shape == (len(engine.texts), len(engine.texts))
    assert engine.incidence(query).empty
    assert engine.partners(query).empty
    for text_id in engine.texts["text_id"]:
        assert engine.highlights(text_id, query).empty
        assert engine.counterparts(text_id, query).rows.empty


def test_an_unknown_text_is_refused(engine_of):
    engine = engine_of("one two three", "one two three four")
    known = engine.texts["text_id"][0]
    for ask in (
        lambda: engine.words("gone"),
        lambda: engine.highlights("gone"),
        lambda: engine.counterparts("gone"),
        lambda: engine.matches(known, "gone"),
        lambda: engine.overlap(text_ids=[known, "gone"]),
    ):
        with pytest.raises(KeyError, match="gone"):
            ask()
