"""Near-repeats: the same words, but for some that were changed, missed or added."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refrain.differences import differences
from refrain.fragments import FragmentIndex, RepeatQuery
from tests.conformance import oracle
from tests.fragments.near.oracle import noisy_texts

WORDS = [f"w{n}" for n in range(40)]
NEAR = RepeatQuery(20, None, 0.8)
similarities = st.sampled_from([0.6, 0.75, 0.8, 0.9])


@pytest.fixture(scope="session")
def build():
    """Only the engine of one machine looks for near-repeats."""
    return FragmentIndex.build


def changed(words: list[str], *places: int) -> list[str]:
    """Other words at some places."""
    return [f"x{n}" if n in places else word for n, word in enumerate(words)]


def text(words: list[str], mark: str) -> str:
    """A passage with three words of its own before and after it."""
    own = [f"{mark}{n}" for n in range(6)]
    return " ".join([*own[:3], *words, *own[3:]])


def test_a_passage_with_changed_missed_and_added_words_is_one_fragment(engine_of):
    other = changed(WORDS, 7, 22)
    other = [*other[:12], *other[13:30], "added", *other[30:]]
    engine = engine_of(text(WORDS, "a"), text(other, "b"))
    assert engine.fragments(NEAR.exact).rows.empty
    (row,) = engine.fragments(NEAR).rows.itertuples()
    first, second = engine.texts["text_id"]
    assert (row.fragment, row.words, row.places) == (f"{first}.3.40~80", 40, 2)
    assert (row.transcripts, row.saved, row.kind) == (2, 40, "excerpt")
    assert row.passage == " ".join(WORDS)
    places = engine.places(row.fragment).rows
    assert places[["word", "words"]].to_numpy().tolist() == [[3, 40], [3, 40]]
    # 37 words are equal, two changed, one missed and one added.
    assert places["similarity"].tolist() == pytest.approx([1, 37 / 41])
    assert places["passage"].tolist() == [" ".join(WORDS), " ".join(other)]
    assert engine.savings(NEAR)["repeated"] == 80
    assert engine.redundant(NEAR)["text_id"].tolist() == [second]
    assert engine.matches(first, second, NEAR).rows["similarity"].tolist() == [37 / 41]
    assert engine.overlap(NEAR)[0, 1] == pytest.approx(40 / 46)


def test_ends_are_cut_where_words_agree_no_more(engine_of):
    """Of the last fourteen words, every third one is another: too many for the very last."""
    engine = engine_of(text(WORDS, "a"), text(changed(WORDS, *range(26, 40, 3)), "b"))
    words = {
        similarity: engine.places(
            engine.fragments(RepeatQuery(20, None, similarity)).rows["fragment"][0]
        )
        .rows["words"]
        .tolist()
        for similarity in (0.6, 0.9, 0.95)
    }
    assert words == {0.6: [38, 38], 0.9: [26, 26], 0.95: [26, 26]}


def test_a_near_repeat_below_the_similarity_asked_for_is_none(engine_of):
    engine = engine_of(text(WORDS, "a"), text(changed(WORDS, 9, 19, 29), "b"))
    assert len(engine.fragments(RepeatQuery(20, None, 0.92)).rows) == 1  # 37 of 40
    assert engine.fragments(RepeatQuery(20, None, 0.94)).rows.empty


def test_what_is_like_a_passage_that_goes_stays_itself(engine_of):
    """The second is like the first and like the third; the third is not like the first."""
    second = changed(WORDS, 5, 15, 25, 35)
    third = [f"y{n}" if n in (10, 20, 30, 32) else word for n, word in enumerate(second)]
    engine = engine_of(text(WORDS, "a"), text(second, "b"), text(third, "c"))
    query = RepeatQuery(20, None, 0.88)
    assert engine.redundant(query)["text_id"].tolist() == [engine.texts["text_id"][1]]
    assert engine.fragments(query).rows["places"].tolist() == [2, 2]


def test_copies_are_no_near_repeats_of_each_other(engine_of):
    engine = engine_of(text(WORDS, "a"), text(WORDS, "a"))
    assert engine.fragments(NEAR).rows.empty
    assert engine.savings(NEAR)["repeated"] == 0


@pytest.mark.parametrize("texts", [(), ("",), ("one",), ("one two", "three"), ("a " * 30,)])
def test_corpora_without_near_repeats_have_the_answers_of_the_exact_question(engine_of, texts):
    engine = engine_of(*texts)
    assert engine.savings(NEAR) == engine.savings(NEAR.exact)
    for table in ("occurrences", "repeated", "redundant", "shares", "incidence", "partners"):
        answers = (getattr(engine, table)(query) for query in (NEAR, NEAR.exact))
        pd.testing.assert_frame_equal(*answers, check_dtype=False)
    for kinds in (("shared",), ("within", "boundary")):
        assert engine.overlap(RepeatQuery(20, kinds, 0.8)).shape == (len(engine.texts),) * 2
    for text_id in engine.texts["text_id"]:
        assert engine.matches(text_id, text_id, NEAR).rows["similarity"].eq(1).all()
        assert engine.highlights(text_id, NEAR).equals(engine.highlights(text_id, NEAR.exact))


@settings(max_examples=60)
@given(texts=noisy_texts(), similarity=similarities, min_words=st.sampled_from([5, 12, 20]))
def test_what_is_covered_holds_what_goes_and_every_exact_repeat(
    engine_of, texts, similarity, min_words
):
    engine, query = engine_of(*map(" ".join, texts)), RepeatQuery(min_words, None, similarity)
    tables = [engine.repeated(query), engine.redundant(query), engine.repeated(query.exact)]
    for every, goes, exact in zip(
        *(oracle.by_word(engine, table) for table in tables), strict=True
    ):
        assert (every >= goes).all()
        assert (every >= exact).all()
    overlap = engine.overlap(query)
    assert (overlap.diagonal() == 1).all()
    assert ((overlap >= 0) & (overlap <= 1)).all()


@settings(max_examples=20)
@given(texts=noisy_texts(), similarity=similarities)
def test_every_fragment_is_known_and_has_the_places_that_its_row_counts(
    engine_of, texts, similarity
):
    engine, query = engine_of(*map(" ".join, texts)), RepeatQuery(12, None, similarity)
    rows = engine.fragments(query).rows
    assert rows["saved"].is_monotonic_decreasing
    assert rows["fragment"].is_unique
    for row in rows.itertuples():
        assert engine.has(row.fragment)
        places, total = engine.places(row.fragment)
        assert len(places) == total == row.places
        assert places["transcript_id"].notna().all()
        assert places["similarity"].between(similarity, 1).all()
        assert row.transcripts == places["text_id"].nunique()
        lengths = engine.word_counts.loc[places["text_id"]].to_numpy()
        assert (places["word"] + places["words"] <= lengths).all()
        covered = engine.fragment_ranges(row.fragment)["words"].sum()
        assert row.saved == covered - row.words
        # What a place is said to agree in is what a comparison of the two shows.
        first, *others = places["passage"]
        for other, said in zip(others, places["similarity"][1:], strict=True):
            parts = differences(first, other)
            equal = sum(part.words for part in parts if part.kind == "equal")
            every = sum(max(part.words, part.other_words) for part in parts)
            assert equal / every == pytest.approx(said)
    again = engine_of(*map(" ".join, texts))
    assert again.fragments(query).rows.equals(rows)


@given(places=st.sets(st.integers(0, 39), max_size=6))
@settings(max_examples=30)
def test_matches_of_two_texts_are_the_same_from_either_side(engine_of, places):
    engine = engine_of(text(WORDS, "a"), text(changed(WORDS, *places), "b"))
    one, other = engine.texts["text_id"]
    sides = ["a_word", "words", "b_word", "b_words", "similarity"]
    turned = ["b_word", "b_words", "a_word", "words", "similarity"]
    here = engine.matches(one, other, NEAR).rows[sides].to_numpy().tolist()
    assert here == engine.matches(other, one, NEAR).rows[turned].to_numpy().tolist()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # Chinese is written without spaces, so its words are cut by what is around them.
        (
            "今天 天气 很 好 我们 一起 去 公园 散步 然后 吃饭 回家",
            "今天 天气 很 坏 我们 一起 去 公园 散步 然后 吃饭 回家",
        ),
        (
            "في هذا اليوم نتحدث عن كتب قديمة و عن لغات كثيرة في العالم كله اليوم",
            "في هذا اليوم نتحدث عن كتب قديمة و عن مدن كثيرة في العالم كله اليوم",
        ),
    ],
)
def test_any_script_will_do(engine_of, first, second):
    engine = engine_of(first, second)
    (row,) = engine.fragments(RepeatQuery(10, None, 0.8)).rows.itertuples()
    assert row.places == 2
    assert row.passage == first


def noisy_jingle(count: int) -> list[str]:
    """A jingle in so many texts, each time with another word of it changed."""
    jingle = [f"j{n}" for n in range(30)]
    return [
        " ".join([*changed(jingle, n % 30), *(f"t{n}x{k}" for k in range(5))]) for n in range(count)
    ]


def test_a_jingle_in_many_texts_makes_some_pairs_for_each_and_not_their_square(engine_of):
    engine = engine_of(*noisy_jingle(1_000))
    query = RepeatQuery(20, None, 0.8)
    savings = engine.savings(query)
    assert savings["repeated"] >= 0.99 * 30 * 1_000 - 1_000  # changed ends are cut
    rows, total = engine.fragments(query, top=1)
    assert rows["transcripts"][0] >= 300
    assert total < 1_000


@pytest.mark.parametrize(
    "texts",
    [
        ("very " * 100_000,),
        ("so what happens here is " * 20_000, "so what happens here is " * 10_000 + "end"),
        ("so what happens here is um " * 5_000 + "so what happens is " * 5_000,),
    ],
)
def test_loops_are_what_the_exact_question_finds(engine_of, texts):
    engine = engine_of(*texts)
    exact = engine.savings(RepeatQuery(20))
    assert engine.savings(NEAR)["repeated"] >= exact["repeated"]
    assert len(engine.fragments(NEAR, top=5).rows) == 5


def test_two_long_texts_that_are_nearly_the_same_share_one_passage(engine_of):
    words = [f"w{n}" for n in range(20_000)]
    other = changed(words, *range(10, 19_990, 12))
    engine = engine_of(" ".join(words), " ".join(other))
    (row,) = engine.fragments(NEAR).rows.itertuples()
    assert (row.words, row.places, row.saved) == (20_000, 2, 20_000)
    assert engine.matches(*engine.texts["text_id"], NEAR).total == 1
