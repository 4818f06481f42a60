"""Texts against each other: overlap, matches, partners, and where a passage occurs next."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from refrain.fragments import KINDS, RepeatQuery
from tests.conformance import oracle
from tests.conformance.oracle import min_lengths, texts_of_few_words


@given(texts=texts_of_few_words, min_words=min_lengths)
def test_overlap_is_the_share_of_words_in_sequences_that_both_texts_have(
    engine_of, texts, min_words
):
    engine = engine_of(*map(" ".join, texts))
    overlap = engine.overlap(RepeatQuery(min_words))
    for a, text in enumerate(texts):
        for b, other in enumerate(texts):
            if a == b:
                assert overlap[a, b] == 1
                continue
            windows = set(oracle.windows(other, min_words).values())
            shared = set()
            for i, window in oracle.windows(text, min_words).items():
                if window in windows:
                    shared |= set(range(i, i + min_words))
            assert overlap[a, b] == pytest.approx(len(shared) / len(text))


@given(texts=texts_of_few_words.filter(len), min_words=min_lengths)
def test_overlap_of_some_texts_is_in_the_order_given(engine_of, texts, min_words):
    engine, query = engine_of(*map(" ".join, texts)), RepeatQuery(min_words)
    backwards = engine.texts["text_id"].tolist()[::-1]
    assert (engine.overlap(query, backwards) == engine.overlap(query)[::-1, ::-1]).all()


@given(texts=texts_of_few_words.filter(len), min_words=min_lengths)
def test_matches_are_the_longest_common_runs_of_a_pair(engine_of, texts, min_words):
    engine = engine_of(*map(" ".join, texts))
    ids = engine.texts["text_id"]
    matches, total = engine.matches(ids.iloc[0], ids.iloc[-1], RepeatQuery(min_words))
    assert total == len(matches)
    runs = set(matches[["a_word", "b_word", "words"]].itertuples(index=False, name=None))
    assert runs == oracle.common_runs(texts[0], texts[-1], min_words)


# "c b c" is within, in loops; "b c b c" is an excerpt: "b c b" is not whole in what is within.
@example(
    texts=[["c", "b", "c", "b", "c"], ["b", "c", "b", "c", "c", "b", "b", "c"]],
    min_words=3,
    kinds={"within"},
)
@given(
    texts=texts_of_few_words.filter(len),
    min_words=min_lengths,
    kinds=st.sets(st.sampled_from(KINDS)),
)
def test_kinds_filter_pairs_by_the_words_that_their_fragments_cover(
    engine_of, texts, min_words, kinds
):
    engine = engine_of(*map(" ".join, texts))
    query = RepeatQuery(min_words, kinds)
    covered = oracle.by_word(engine, engine.repeated(query))
    a, b = 0, len(texts) - 1
    windows = [
        {
            i: window
            for i, window in oracle.windows(texts[t], min_words).items()
            if covered[t][i : i + min_words].all()
        }
        for t in (a, b)
    ]
    equal = {(i, j) for i, x in windows[0].items() for j, y in windows[1].items() if x == y}
    equal = {(i, j) for i, j in equal if a != b or i < j}
    matches = engine.matches(engine.texts["text_id"][a], engine.texts["text_id"][b], query).rows
    runs = list(matches[["a_word", "b_word", "words"]].itertuples(index=False, name=None))
    steps = [(i + n, j + n) for i, j, words in runs for n in range(words - min_words + 1)]
    assert sorted(steps) == sorted(equal)
    assert not {(i - 1, j - 1) for i, j, _ in runs} & equal
    if a != b:
        words = {i + n for i, _ in equal for n in range(min_words)}
        shares = engine.overlap(query)
        assert shares[a, b] == pytest.approx(len(words) / max(len(texts[a]), 1))


@given(texts=texts_of_few_words, min_words=min_lengths, max_texts=st.integers(2, 4))
def test_partners_share_sequences_that_few_texts_have(engine_of, texts, min_words, max_texts):
    engine = engine_of(*map(" ".join, texts))
    ids = engine.texts["text_id"].tolist()
    windows = [set(oracle.windows(text, min_words).values()) for text in texts]
    carriers = Counter(window for of_text in windows for window in of_text)
    few = {window for window, count in carriers.items() if count <= max_texts}
    expected = {
        (ids[a], ids[b], len(windows[a] & windows[b] & few))
        for a in range(len(texts))
        for b in range(len(texts))
        if a != b and windows[a] & windows[b] & few
    }
    partners = engine.partners(RepeatQuery(min_words), max_texts)
    assert list(partners.columns) == ["text_id", "other", "sequences"]
    rows = list(partners.itertuples(index=False, name=None))
    assert len(rows) == len(expected)
    assert set(rows) == expected
    assert partners["sequences"].is_monotonic_decreasing


@given(
    texts=texts_of_few_words,
    min_words=min_lengths,
    max_texts=st.integers(2, 4),
    min_jump=st.integers(1, 4),
)
def test_partners_that_jump_are_all_listed_and_only_partners_are(
    engine_of, texts, min_words, max_texts, min_jump
):
    engine, query = engine_of(*map(" ".join, texts)), RepeatQuery(min_words)
    partners = engine.partners(query, max_texts)
    listed = engine.partners(query, max_texts, min_jump=min_jump)
    is_listed = pd.Series(pairs_in(partners)).isin(pairs_in(listed)).to_numpy()
    pd.testing.assert_frame_equal(partners[is_listed].reset_index(drop=True), listed)
    for text_id, other in pairs_in(partners):
        matches = list(engine.matches(text_id, other, query).rows.itertuples())
        if any(jumps(one, next_one, min_jump) for one in matches for next_one in matches):
            assert (text_id, other) in pairs_in(listed)


def pairs_in(partners: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(partners["text_id"], partners["other"], strict=True))


def jumps(one, next_one, min_jump: int) -> bool:
    """Whether a match begins where another ends, and elsewhere in the other text."""
    apart = (next_one.b_word - one.b_word) - (next_one.a_word - one.a_word)
    near = abs(next_one.a_word - (one.a_word + one.words)) <= 2
    return near and next_one.a_word > one.a_word and abs(apart) >= min_jump


A, B, C = ("a b c d e", "f g h i j", "k l m n o")


@pytest.mark.parametrize(
    ("short", "jump"),
    [
        (f"{A} {C}", 5),
        (f"{A} x {C}", 4),
        (f"{A} x y {C}", 3),
        (f"{A} x y z {C}", 0),  # too far from each other
        (f"{A} {A} {B}", 5),
        (f"{C} {A}", 15),
        (f"{A} {B}", 0),
    ],
)
def test_partners_jump_as_far_as_what_is_side_by_side_is_apart_in_the_other(engine_of, short, jump):
    engine = engine_of(f"{A} {B} {C}", short)
    whole, other = engine.texts["text_id"]
    for min_jump in range(1, 20):
        listed = pairs_in(engine.partners(RepeatQuery(5), max_texts=2, min_jump=min_jump))
        assert ((other, whole) in listed) == (min_jump <= jump)


@pytest.mark.parametrize(
    ("long", "jump"),
    [
        (f"{A} x {C} {B} {C}", 11),
        (f"{A} {B} {A} x {C}", 11),
        (f"{C} x {A} {B} {A}", 21),
        (f"{C} {B} {C} x {A}", 21),
    ],
)
def test_of_several_places_those_farthest_off_count(engine_of, long, jump):
    engine = engine_of(long, f"{A} {C} y")
    first, second = engine.texts["text_id"]
    for min_jump in range(1, 25):
        listed = pairs_in(engine.partners(RepeatQuery(5), max_texts=2, min_jump=min_jump))
        assert ((second, first) in listed) == (min_jump <= jump)


@given(texts=texts_of_few_words, min_words=min_lengths)
def test_counterparts_are_the_occurrences_and_the_next_place_of_each(engine_of, texts, min_words):
    engine, query = engine_of(*map(" ".join, texts)), RepeatQuery(min_words)
    every = engine.occurrences(query)
    for text_id in engine.texts["text_id"]:
        expected = every[every["text_id"] == text_id].drop(columns="text_id")
        rows, total = engine.counterparts(text_id, query)
        assert total == len(rows) == len(expected)
        assert rows[list(expected.columns)].to_numpy().tolist() == expected.to_numpy().tolist()
        for row in rows.itertuples():
            assert row.fragment == f"{text_id}.{row.word}.{row.words}"
            places = list(engine.places(row.fragment).rows.itertuples())
            here = [(p.text_id, p.word) for p in places].index((text_id, row.word))
            following = places[(here + 1) % len(places)]
            assert (row.other, row.other_start) == (following.text_id, following.start)
        cut = engine.counterparts(text_id, query, 1)
        assert (len(cut.rows), cut.total) == (min(total, 1), total)


@given(texts=texts_of_few_words.filter(len), min_words=min_lengths, first=st.integers(0, 3))
def test_what_texts_share_with_the_first_is_every_run_that_stands_there(
    engine_of, texts, min_words, first
):
    engine = engine_of(*map(" ".join, texts))
    ids = engine.texts["text_id"].tolist()
    words = [engine.words(text_id).ids.tolist() for text_id in ids]
    first = min(first, len(ids))
    shared = engine.shared_with(first, RepeatQuery(min_words))
    covered = {(row.text_id, row.word + n) for row in shared.itertuples() for n in range(row.words)}
    known = {run for text in words[:first] for run in oracle.windows(text, min_words).values()}
    expected = {
        (text_id, i + n)
        for text_id, text in zip(ids[first:], words[first:], strict=True)
        for i, run in oracle.windows(text, min_words).items()
        if run in known
        for n in range(min_words)
    }
    assert covered == expected
    for row in shared.itertuples():
        there = words[ids.index(row.other)]
        assert ids.index(row.other) < first
        here = words[ids.index(row.text_id)][row.word : row.word + row.words]
        assert here == there[row.other_word : row.other_word + row.other_words]
