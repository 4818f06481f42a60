"""The fragment engine against a brute-force oracle, and against answers worked out by hand."""

from __future__ import annotations

import gc
import weakref
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from refrain.fragments import FLOOR, KINDS, RepeatQuery
from tests.builders import index_of


def places_by_brute_force(texts: list[list[str]]) -> dict[tuple[str, ...], set[tuple[int, int]]]:
    """Every word sequence of FLOOR words or more, and where it occurs."""
    places = defaultdict(set)
    for t, text in enumerate(texts):
        for start in range(len(text)):
            for stop in range(start + FLOOR, len(text) + 1):
                places[tuple(text[start:stop])].add((t, start))
    return {sequence: at for sequence, at in places.items() if len(at) > 1}


def maximal_by_brute_force(texts: list[list[str]], min_words: int):
    repeated = places_by_brute_force(texts)
    found = {}
    for sequence, at in repeated.items():
        if len(sequence) < min_words:
            continue
        n = len(sequence)
        right = {texts[t][i + n] if i + n < len(texts[t]) else (t, i) for t, i in at}
        left = {texts[t][i - 1] if i else (t, i) for t, i in at}
        if len(right) > 1 and len(left) > 1:
            found[sequence] = at
    return found


texts_of_few_words = st.lists(
    st.lists(st.sampled_from("abc"), max_size=14), max_size=5, unique_by=tuple
).map(lambda texts: [text for text in texts if text])
min_lengths = st.integers(FLOOR, 6)


@given(texts_of_few_words, min_lengths)
def test_fragments_are_exactly_the_maximal_repeats(texts, min_words):
    index = index_of(*map(" ".join, texts))
    frame = index.fragments(RepeatQuery(min_words))
    expected = maximal_by_brute_force(texts, min_words)
    found = {}
    for row in frame.itertuples():
        places = index.places(row.fragment)
        assert set(places["passage"]) == {row.passage}
        text_rows = {text_id: n for n, text_id in enumerate(index.texts["text_id"])}
        at = {(text_rows[p.text_id], p.word) for p in places.itertuples()}
        found[tuple(row.passage.split())] = at
        assert row.occurrences == len(at)
        covered = {(t, i + k) for t, i in at for k in range(row.words)}
        assert row.saved == len(covered) - row.words
        assert row.transcripts == len({t for t, _ in at})
    assert found == expected
    assert len(frame) == len(expected)


@given(texts_of_few_words, min_lengths)
def test_occurrences_and_coverage_mark_the_repeated_words_and_no_others(texts, min_words):
    index = index_of(*map(" ".join, texts))
    covered = [[0] * len(text) for text in texts]
    redundant = [[False] * len(text) for text in texts]
    for sequence, at in places_by_brute_force(texts).items():
        if len(sequence) != min_words:
            continue
        for t, start in at:
            for word in range(start, start + min_words):
                covered[t][word] = max(covered[t][word], len(at))
                redundant[t][word] |= (t, start) != min(at)
    repeats = index.repeats(RepeatQuery(min_words))
    shares = index.shares(RepeatQuery(min_words))
    for t, text in enumerate(texts):
        own = repeats[index.first[t] : index.first[t] + len(text)]
        assert list(own) == covered[t]
        assert shares["repeated"][t] == sum(c > 0 for c in covered[t])
        assert shares["redundant"][t] == sum(redundant[t])
    from_occurrences = [[0] * len(text) for text in texts]
    for row in index.occurrences(RepeatQuery(min_words)).itertuples():
        passage = index.texts["text"][row.text][row.start : row.end].split()
        assert passage == texts[row.text][row.word : row.word + row.words]
        assert row.places == len(places_by_brute_force(texts)[tuple(passage)])
        for word in range(row.word, row.word + row.words):
            from_occurrences[row.text][word] = 1
    assert from_occurrences == [[min(c, 1) for c in text] for text in covered]


@given(texts_of_few_words, min_lengths)
def test_overlap_is_the_share_of_words_in_sequences_that_both_texts_have(texts, min_words):
    index = index_of(*map(" ".join, texts))
    overlap = index.overlap(RepeatQuery(min_words))
    for a, text in enumerate(texts):
        for b, other in enumerate(texts):
            if a == b:
                assert overlap[a, b] == 1
                continue
            windows = {tuple(other[i : i + min_words]) for i in range(len(other) - min_words + 1)}
            shared = set()
            for i in range(len(text) - min_words + 1):
                if tuple(text[i : i + min_words]) in windows:
                    shared |= set(range(i, i + min_words))
            assert overlap[a, b] == pytest.approx(len(shared) / len(text))


@given(texts_of_few_words.filter(len), min_lengths)
def test_matches_are_the_longest_common_runs_of_a_pair(texts, min_words):
    index = index_of(*map(" ".join, texts))
    a, b = texts[0], texts[-1]
    expected = set()
    for i in range(len(a)):
        for j in range(i + 1 if a == b else 0, len(b)):
            if i and j and a[i - 1] == b[j - 1]:
                continue
            n = 0
            while i + n < len(a) and j + n < len(b) and a[i + n] == b[j + n]:
                n += 1
            if n >= min_words:
                expected.add((i, j, n))
    ids = index.texts["text_id"]
    found = index.matches(ids.iloc[0], ids.iloc[-1], RepeatQuery(min_words))
    assert set(found[["a_word", "b_word", "words"]].itertuples(index=False, name=None)) == expected


@given(texts_of_few_words, min_lengths, st.sets(st.sampled_from(KINDS)))
def test_kinds_filter_every_view_alike(texts, min_words, kinds):
    index = index_of(*map(" ".join, texts))
    query = RepeatQuery(min_words, kinds)
    every = index.fragments(RepeatQuery(min_words))
    chosen = index.fragments(query)
    assert set(chosen["fragment"]) == set(every.loc[every["kind"].isin(kinds), "fragment"])
    repeated, redundant = (np.zeros(len(index.numbers), dtype=bool) for _ in range(2))
    begin = dict(zip(index.texts["text_id"], index.first[:-1], strict=True))
    for row in chosen.itertuples():
        for n, place in enumerate(index.places(row.fragment).itertuples()):
            at = begin[place.text_id] + place.word
            repeated[at : at + row.words] = True
            redundant[at : at + row.words] |= n > 0
    assert np.array_equal(index.repeated(query), repeated)
    assert np.array_equal(index.redundant(query), redundant)
    assert index.savings(query)["saved"] == redundant.sum()
    assert index.shares(query)["repeated"].sum() == repeated.sum()
    assert np.array_equal(index.repeats(query) > 0, repeated)
    assert set(index.incidence(query)["fragment"]) == set(chosen["fragment"])


# "c b c" is within, in loops; "b c b c" is an excerpt: "b c b" is not whole in what is within.
@example([["c", "b", "c", "b", "c"], ["b", "c", "b", "c", "c", "b", "b", "c"]], 3, {"within"})
@given(texts_of_few_words.filter(len), min_lengths, st.sets(st.sampled_from(KINDS)))
def test_kinds_filter_pairs_by_the_words_that_their_fragments_cover(texts, min_words, kinds):
    index = index_of(*map(" ".join, texts))
    query = RepeatQuery(min_words, kinds)
    covered = index.repeated(query)
    a, b = 0, len(texts) - 1
    windows = [
        {
            i: tuple(texts[t][i : i + min_words])
            for i in range(len(texts[t]) - min_words + 1)
            if covered[index.first[t] + i : index.first[t] + i + min_words].all()
        }
        for t in (a, b)
    ]
    equal = {(i, j) for i, x in windows[0].items() for j, y in windows[1].items() if x == y}
    equal = {(i, j) for i, j in equal if a != b or i < j}
    found = index.matches(index.texts["text_id"][a], index.texts["text_id"][b], query)
    runs = list(found[["a_word", "b_word", "words"]].itertuples(index=False, name=None))
    steps = [(i + n, j + n) for i, j, words in runs for n in range(words - min_words + 1)]
    assert sorted(steps) == sorted(equal)
    assert not {(i - 1, j - 1) for i, j, _ in runs} & equal
    if a != b:
        words = {i + n for i, _ in equal for n in range(min_words)}
        shares = index.overlap(query)
        assert shares[a, b] == pytest.approx(len(words) / max(len(texts[a]), 1))


@given(texts_of_few_words, min_lengths)
def test_all_kinds_are_as_no_filter_and_an_occurrence_is_of_its_fragments_kind(texts, min_words):
    index = index_of(*map(" ".join, texts))
    query, every_kind = RepeatQuery(min_words), RepeatQuery(min_words, KINDS)
    for view in (index.repeated, index.redundant, index.repeats, index.coverage):
        assert np.array_equal(view(query), view(every_kind))
    assert np.array_equal(index.overlap(query), index.overlap(every_kind))
    kind = {row.passage: row.kind for row in index.fragments(query).itertuples()}
    occurrences = index.occurrences(query)
    for row in occurrences.itertuples():
        assert kind[index.texts["text"][row.text][row.start : row.end]] == row.kind
    parts = [index.occurrences(RepeatQuery(min_words, [kind])) for kind in KINDS]
    assert sum(map(len, parts)) == len(occurrences)


@given(texts_of_few_words, min_lengths, st.integers(1, 4))
def test_the_top_fragments_are_those_that_save_most(texts, min_words, top):
    index = index_of(*map(" ".join, texts))
    every = index.fragments(RepeatQuery(min_words))
    best = index.fragments(RepeatQuery(min_words), top)
    assert best["saved"].tolist() == every["saved"].head(top).tolist()
    assert best.attrs["total"] == len(every)


def test_a_loop_never_saves_more_words_than_there_are():
    index = index_of("so what happens here is " * 40)
    assert index.fragments(RepeatQuery(20))["saved"].max() < index.total == 200


def test_a_self_repeat_is_found_where_it_overlaps_itself():
    # "very" x 4: "very very very" starts at word 0 and at word 1.
    index = index_of("very very very very")
    row = index.fragments(RepeatQuery(3)).iloc[0]
    assert (row["passage"], row["words"], row["occurrences"]) == ("very very very", 3, 2)
    assert index.savings(RepeatQuery(3)) == {
        "words": 4,
        "repeated": 4,
        "saved": 3,
        "repeated_share": 1.0,
        "saved_share": 0.75,
    }


def test_a_jingle_is_one_fragment_even_where_two_carriers_go_on_alike():
    index = index_of(
        "welcome to the show today we talk of cats",
        "welcome to the show today we talk of dogs",
        "welcome to the show my friends",
    )
    found = index.fragments(RepeatQuery(4))[["passage", "occurrences", "saved"]].to_numpy().tolist()
    assert found == [
        ["welcome to the show today we talk of", 2, 8],
        ["welcome to the show", 3, 8],
    ]


def test_an_index_that_nobody_holds_is_gone_with_all_that_it_remembers():
    index = index_of("one two three four", "zero one two three four")
    assert len(index.fragments(RepeatQuery(3))) == 1
    gone = weakref.ref(index)
    del index
    gc.collect()
    assert gone() is None


def test_copies_are_indexed_once_and_are_no_fragments_of_each_other():
    index = index_of("one two three four", "one two three four")
    assert len(index.texts) == 1
    assert index.fragments(RepeatQuery(3)).empty
    assert index.savings(RepeatQuery(3))["repeated"] == 0


def test_a_fragment_never_runs_across_the_end_of_a_text():
    assert index_of("a b", "c d", "a b c d").fragments(RepeatQuery(3)).empty


def test_words_compare_without_case_and_punctuation_and_passages_stay_verbatim():
    index = index_of("Well, I DON'T know -- really", "well i dont know at all")
    row = index.fragments(RepeatQuery(4)).iloc[0]
    assert row["passage"] == "Well, I DON'T know"
    assert list(index.places(row["fragment"])["passage"]) == [
        "Well, I DON'T know",
        "well i dont know",
    ]


@pytest.mark.parametrize("texts", [(), ("",), ("  ...  ",), ("one",), ("one two three",)])
def test_corpora_without_repetition_have_defined_answers(texts):
    index = index_of(*texts)
    assert index.fragments(RepeatQuery(3)).empty
    assert index.occurrences(RepeatQuery(3)).empty
    assert index.savings(RepeatQuery(3))["saved_share"] == 0
    assert index.coverage(RepeatQuery(3), 10).shape == (len(index.texts), 10)
    assert not index.coverage(RepeatQuery(3), 10).any()
    assert index.overlap(RepeatQuery(3)).shape == (len(index.texts), len(index.texts))
    assert index.incidence(RepeatQuery(3)).empty


def test_coverage_shows_where_in_the_text_the_repeats_are():
    jingle = "this is the jingle"
    index = index_of(f"{jingle} a b c d", f"e f g h {jingle}")
    assert np.array_equal(index.coverage(RepeatQuery(4), 4), [[1, 1, 0, 0], [0, 0, 1, 1]])


@given(texts_of_few_words, min_lengths, st.integers(1, 9))
def test_coverage_is_the_share_of_repeated_words_in_each_part_of_a_text(texts, min_words, bins):
    index = index_of(*map(" ".join, texts))
    repeated = index.repeated(RepeatQuery(min_words))
    for row, (text, begin) in enumerate(zip(texts, index.first, strict=False)):
        for k, share in enumerate(index.coverage(RepeatQuery(min_words), bins)[row]):
            # A word stands from its number to the next one; a part, from k / bins to (k + 1) / bins
            # of the text; in whole numbers, since 0.29 × 100 is less than 29.
            shown = [
                bool(repeated[begin + word])
                for word in range(len(text))
                if word * bins < (k + 1) * len(text) and (word + 1) * bins > k * len(text)
            ]
            assert share == sum(shown) / len(shown)


@pytest.mark.parametrize("fragment", ["", "x", "x.1.2", "..", "9.0.-3", "1.99999.4"])
def test_an_unknown_fragment_has_no_places(fragment):
    index = index_of("one two three", "one two three four")
    text_id = index.texts["text_id"][0]
    for name in (fragment, f"{text_id}.{fragment}", f"{text_id}.0.0", f"{text_id}.0.99"):
        assert index.places(name).empty


def test_passages_that_begin_alike_are_counted_apart_at_a_length_at_which_they_differ():
    index = index_of("a b c d v", "a b c d w", "a b c e x", "a b c e y")
    assert [index.repeats(RepeatQuery(words))[0] for words in (3, 4, 5)] == [4, 2, 0]
    assert index.overlap(RepeatQuery(4))[0].tolist() == [1, 0.8, 0, 0]
