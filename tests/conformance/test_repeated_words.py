"""Which words are repeated, by every table that says so; with and without a choice of kinds."""

from __future__ import annotations

from itertools import chain

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from refrain import coverage, words
from refrain.fragments import KINDS, RepeatQuery
from tests.conformance import oracle
from tests.conformance.oracle import min_lengths, texts_of_few_words


def as_lists(by_word) -> list[list[int]]:
    return [of_text.tolist() for of_text in by_word]


@given(texts=st.lists(st.text("aB é'’.我", max_size=12), max_size=4))
def test_words_are_those_of_the_library_and_equal_words_have_equal_ids(engine_of, texts):
    engine = engine_of(*texts)
    spelled: dict[int, str] = {}
    for text_id, text in engine.texts[["text_id", "text"]].itertuples(index=False):
        ids, starts, ends = engine.words(text_id)
        normal, spans = words.spans(text)
        assert list(zip(starts, ends, strict=True)) == spans
        assert engine.word_counts[text_id] == len(normal)
        assert [spelled.setdefault(*pair) for pair in zip(ids, normal, strict=True)] == normal
    assert len(set(spelled.values())) == len(spelled)


@given(texts=texts_of_few_words, min_words=min_lengths)
def test_occurrences_and_coverage_mark_the_repeated_words_and_no_others(
    engine_of, texts, min_words
):
    engine, query = engine_of(*map(" ".join, texts)), RepeatQuery(min_words)
    covered = oracle.places_by_word(texts, min_words)
    redundant = oracle.redundant_by_word(texts, min_words)
    assert as_lists(oracle.highlights_by_word(engine, query)) == covered
    assert as_lists(oracle.by_word(engine, engine.redundant(query))) == redundant
    shares = engine.shares(query)
    for t in range(len(texts)):
        assert shares["repeated"][t] == sum(c > 0 for c in covered[t])
        assert shares["redundant"][t] == sum(redundant[t])
    from_occurrences = [[0] * len(text) for text in texts]
    number = {text_id: n for n, text_id in enumerate(engine.texts["text_id"])}
    repeated = oracle.places(texts)
    for row in engine.occurrences(query).itertuples():
        t = number[row.text_id]
        passage = engine.texts["text"][t][row.start : row.end].split()
        assert passage == texts[t][row.word : row.word + row.words]
        assert row.places == len(repeated[tuple(passage)])
        for word in range(row.word, row.word + row.words):
            from_occurrences[t][word] = 1
    assert from_occurrences == [[min(c, 1) for c in text] for text in covered]
    assert as_lists(oracle.by_word(engine, engine.repeated(query))) == from_occurrences


@given(texts=texts_of_few_words, min_words=min_lengths, kinds=st.sets(st.sampled_from(KINDS)))
def test_kinds_filter_every_view_alike(engine_of, texts, min_words, kinds):
    engine = engine_of(*map(" ".join, texts))
    query = RepeatQuery(min_words, kinds)
    every = engine.fragments(RepeatQuery(min_words)).rows
    chosen = engine.fragments(query).rows
    assert set(chosen["fragment"]) == set(every.loc[every["kind"].isin(kinds), "fragment"])
    repeated, redundant = (
        {text_id: np.zeros(words, dtype=int) for text_id, words in engine.word_counts.items()}
        for _ in range(2)
    )
    for row in chosen.itertuples():
        for n, place in enumerate(engine.places(row.fragment).rows.itertuples()):
            covered = slice(place.word, place.word + row.words)
            repeated[place.text_id][covered] = 1
            redundant[place.text_id][covered] |= n > 0
    repeated, redundant = (as_lists(marks.values()) for marks in (repeated, redundant))
    assert as_lists(oracle.by_word(engine, engine.repeated(query))) == repeated
    assert as_lists(oracle.by_word(engine, engine.redundant(query))) == redundant
    assert engine.savings(query)["saved"] == sum(map(sum, redundant))
    assert engine.shares(query)["repeated"].sum() == sum(map(sum, repeated))
    highlighted = [of_text > 0 for of_text in oracle.highlights_by_word(engine, query)]
    assert as_lists(highlighted) == repeated
    assert set(engine.incidence(query)["fragment"]) == set(chosen["fragment"])


@given(texts=texts_of_few_words, min_words=min_lengths)
def test_all_kinds_are_as_no_filter_and_an_occurrence_is_of_its_fragments_kind(
    engine_of, texts, min_words
):
    engine = engine_of(*map(" ".join, texts))
    query, every_kind = RepeatQuery(min_words), RepeatQuery(min_words, KINDS)
    for table in (engine.repeated, engine.redundant, engine.shares, engine.occurrences):
        assert table(query).equals(table(every_kind))
    for text_id in engine.texts["text_id"]:
        assert engine.highlights(text_id, query).equals(engine.highlights(text_id, every_kind))
    assert np.array_equal(coverage.relative(engine, query), coverage.relative(engine, every_kind))
    assert np.array_equal(engine.overlap(query), engine.overlap(every_kind))
    kind = {row.passage: row.kind for row in engine.fragments(query).rows.itertuples()}
    text = dict(zip(engine.texts["text_id"], engine.texts["text"], strict=True))
    occurrences = engine.occurrences(query)
    for row in occurrences.itertuples():
        assert kind[text[row.text_id][row.start : row.end]] == row.kind
    by_kind = [engine.occurrences(RepeatQuery(min_words, [kind])) for kind in KINDS]
    assert sum(map(len, by_kind)) == len(occurrences)


def test_no_kind_is_nothing(engine_of):
    engine, none = engine_of("a b c d e f", "a b c d e g"), RepeatQuery(3, ())
    assert engine.fragments(none).rows.empty
    assert engine.repeated(none).empty
    assert engine.savings(none)["saved"] == 0


def test_coverage_shows_where_in_the_text_the_repeats_are(engine_of):
    jingle = "this is the jingle"
    engine = engine_of(f"{jingle} a b c d", f"e f g h {jingle}")
    share = coverage.relative(engine, RepeatQuery(4), 4)
    assert np.array_equal(share, [[1, 1, 0, 0], [0, 0, 1, 1]])


@given(texts=texts_of_few_words, min_words=min_lengths, bins=st.integers(1, 9))
def test_coverage_is_the_share_of_repeated_words_in_each_part_of_a_text(
    engine_of, texts, min_words, bins
):
    engine, query = engine_of(*map(" ".join, texts)), RepeatQuery(min_words)
    repeated = oracle.by_word(engine, engine.repeated(query))
    for row, text in enumerate(texts):
        for k, share in enumerate(coverage.relative(engine, query, bins)[row]):
            # A word stands from its number to the next one; a part, from k / bins to (k + 1) / bins
            # of the text; in whole numbers, since 0.29 × 100 is less than 29.
            shown = [
                bool(repeated[row][word])
                for word in range(len(text))
                if word * bins < (k + 1) * len(text) and (word + 1) * bins > k * len(text)
            ]
            assert share == sum(shown) / len(shown)


@given(texts=texts_of_few_words, min_words=min_lengths, bins=st.integers(1, 9))
def test_coverage_by_words_counts_in_columns_of_one_width(engine_of, texts, min_words, bins):
    engine, query = engine_of(*map(" ".join, texts)), RepeatQuery(min_words)
    repeated = oracle.by_word(engine, engine.repeated(query))
    step = coverage.width(engine, bins)
    for row, shares in enumerate(coverage.by_words(engine, query, bins)):
        for k, share in enumerate(shares):
            shown = repeated[row][k * step : (k + 1) * step]
            assert share == shown.mean() if len(shown) else np.isnan(share)


@given(texts=texts_of_few_words, min_words=min_lengths)
def test_a_mask_has_every_word_of_all_texts(engine_of, texts, min_words):
    engine, query = engine_of(*map(" ".join, texts)), RepeatQuery(min_words)
    mask = coverage.word_mask(engine.redundant(query), engine.word_counts)
    assert mask.tolist() == list(chain(*oracle.redundant_by_word(texts, min_words)))


def test_passages_that_begin_alike_are_counted_apart_at_a_length_at_which_they_differ(engine_of):
    engine = engine_of("a b c d v", "a b c d w", "a b c e x", "a b c e y")
    places = [oracle.highlights_by_word(engine, RepeatQuery(words))[0][0] for words in (3, 4, 5)]
    assert places == [4, 2, 0]
    assert engine.overlap(RepeatQuery(4))[0].tolist() == [1, 0.8, 0, 0]
