"""Keywords: known answers by hand, bounds against scipy's exact test, a brute-force count."""

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refrain import words
from refrain.keywords import keywords, log_odds
from refrain.keywords.stopwords import stop_words
from tests.builders import texts_of

pytestmark = pytest.mark.filterwarnings("error::RuntimeWarning")

COLUMNS = [
    "topic",
    "word",
    "spelling",
    "score",
    "count",
    "rest_count",
    "transcripts",
    "rest_transcripts",
    "topic_transcripts",
    "statistic",
]


def many(topic: str, number: int, text: str) -> list[tuple[str, str]]:
    """Distinct texts that share their words, but for one of their own."""
    return [(topic, f"{text} {topic}only{n}") for n in range(number)]


def row(frame: pd.DataFrame, topic: str, word: str) -> dict:
    table = frame[(frame["topic"] == topic) & (frame["word"] == word)]
    assert len(table) == 1
    return table.iloc[0].to_dict()


vocabulary = ["kv", "cache", "redis", "hash", "dublin", "brain"]
some_texts = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", None]),
        st.lists(st.sampled_from(vocabulary), max_size=12).map(" ".join),
    ),
    max_size=14,
)

# -- keywords -------------------------------------------------------------------------------------


def test_each_column_counts_what_it_says():
    table = keywords(
        texts_of(
            ("a", "redis redis cache"), ("a", "Redis"), ("b", "hash redis"), (None, "redis hash")
        )
    )
    assert list(table.columns) == COLUMNS
    # log_odds("redis"): 3 of 4 words here, 2 of 4 in the rest.
    assert row(table, "a", "redis") == {
        "topic": "a",
        "word": "redis",
        "spelling": "redis",
        "score": pytest.approx(log_odds(np.array([3, 1]), np.array([2, 2]))[0]),
        "count": 3,
        "rest_count": 2,
        "transcripts": 2,
        "rest_transcripts": 2,
        "topic_transcripts": 2,
        "statistic": "log_odds",
    }


def test_texts_without_a_topic_count_in_the_rest_and_have_no_keywords():
    table = keywords(texts_of(("a", "redis cache"), ("b", "hash"), (None, "cache cache")))
    assert set(table["topic"]) == {"a", "b"}
    assert row(table, "a", "redis")["rest_count"] == 0
    assert not ((table["topic"] == "a") & (table["word"] == "cache")).any()  # 1 of 2 against 2 of 3


def test_auto_needs_five_transcripts_for_the_log_ratio():
    table = keywords(texts_of(*many("few", 4, "hash"), *many("much", 60, "redis")))
    used = dict(zip(table["topic"], table["statistic"], strict=True))
    assert used == {"few": "log_odds", "much": "log_odds"}  # 60 against 4 is sure of nothing
    table = keywords(texts_of(*many("five", 5, "hash"), *many("much", 200, "redis")))
    assert row(table, "five", "hash")["statistic"] == "log_ratio"
    assert table[table["topic"] == "five"]["word"].tolist() == ["hash"]


def test_auto_falls_back_where_the_log_ratio_is_sure_of_nothing():
    six = texts_of(*many("a", 6, "redis"), *many("b", 6, "hash"))
    assert keywords(six, statistic="log_ratio").empty
    table = keywords(six)
    assert set(table["statistic"]) == {"log_odds"}
    assert table["word"].tolist()[0] == "redis"


@pytest.mark.parametrize("statistic", ["log_ratio", "log_odds"])
def test_a_named_statistic_is_the_one_used(statistic):
    table = keywords(texts_of(*many("a", 30, "redis"), *many("b", 30, "hash")), statistic=statistic)
    assert set(table["statistic"]) == {statistic}
    assert {"redis", "hash"} <= set(table["word"])


def test_one_looping_transcript_does_not_own_a_topic():
    looping = [*many("a", 29, "redis"), ("a", "loop " * 5000), *many("b", 30, "hash")]
    table = keywords(texts_of(*looping))
    assert table[table["topic"] == "a"]["word"].tolist() == ["redis"]
    by_words = keywords(texts_of(*looping), statistic="log_odds")
    assert by_words["word"].tolist()[0] == "loop"  # so the test can tell the two apart


def test_copies_count_once():
    once = [("a", "redis redis"), ("a", "redis cache"), ("b", "hash cache")]
    pd.testing.assert_frame_equal(
        keywords(texts_of(*once)), keywords(texts_of(*once, *once, once[0]))
    )


def test_order_is_topic_then_score_then_word():
    table = keywords(texts_of(("b", "zoo zoo yes1 ant bee"), ("a", "cat dog dog")))
    assert list(zip(table["topic"], table["word"], strict=True)) == [
        ("a", "dog"),
        ("a", "cat"),
        ("b", "zoo"),
        ("b", "ant"),
        ("b", "bee"),
        ("b", "yes1"),
    ]


@pytest.mark.parametrize("top", [0, 1, 2, 100])
def test_top_keeps_the_strongest_of_each_topic(top):
    two = texts_of(("b", "zoo zoo ant bee"), ("a", "cat dog dog"))
    expected = keywords(two).groupby("topic").head(top).reset_index(drop=True)
    pd.testing.assert_frame_equal(keywords(two, top=top), expected)


def test_stop_words_in_any_spelling_are_left_out():
    two = texts_of(("a", "Don't don’t DONT redis cache"), ("b", "hash"))
    assert "dont" not in set(keywords(two)["word"])
    assert row(keywords(two, stop_words=()), "a", "dont")["count"] == 3
    assert set(keywords(two, stop_words=["DON’T", "Redis"])["word"]) == {"cache", "hash"}


def test_single_letters_and_numbers_are_left_out():
    two = texts_of(("a", "[01:46] B. Reece, 8x7b, 3d ٣٤"), ("b", "hash"))
    table = keywords(two, stop_words=())
    assert table[table["topic"] == "a"]["word"].tolist() == ["3d", "8x7b", "reece"]


def test_fillers_are_normalised_and_leave_content_words():
    fillers = stop_words("en")
    assert {"the", "dont", "im", "uh", "um", "gonna", "couldnt"} <= fillers
    assert all(words.words(word) == [word] for word in fillers if "'" not in word)
    # Contractions that are another word without their apostrophe.
    assert {word for word in fillers if "'" in word} == {
        *("can't", "he'll", "I'd", "I'll", "she'd", "she'll", "we'd", "we'll", "won't")
    }
    assert not {"system", "call", "full", "front", "computer", "sort"} & fillers
    assert len(fillers) < 500


@pytest.mark.parametrize(
    "transcripts",
    [
        [],
        [("a", "redis"), ("a", "cache")],
        [(None, "redis"), (None, "cache")],
        [("a", "redis"), (None, "cache")],
        [("a", ""), ("b", "... !")],
        [("a", "the"), ("b", "um 12")],
        [("a", "redis"), ("b", "redis.")],
        [("a", "redis"), ("b", "")],
    ],
)
@pytest.mark.parametrize("statistic", ["auto", "log_ratio", "log_odds"])
def test_nothing_to_tell_apart_is_an_empty_table(transcripts, statistic):
    table = keywords(texts_of(*transcripts), statistic=statistic)
    assert table.empty
    full = keywords(texts_of(("a", "redis"), ("b", "hash")))
    assert table.dtypes.to_dict() == full.dtypes.to_dict()
    assert list(table.columns) == COLUMNS


def test_a_topic_announced_without_a_text_is_no_topic():
    # `category` remembers topics that no text has, as a filter or a missing text leaves them.
    frame = texts_of(("a", "redis"), ("b", "hash"))
    frame["topic"] = frame["topic"].cat.add_categories(["missing"])
    assert set(keywords(frame)["topic"]) == {"a", "b"}


def test_an_unknown_statistic_is_refused_by_name():
    with pytest.raises(ValueError, match=r"'chi'.*auto, log_ratio, log_odds"):
        keywords(texts_of(("a", "redis")), statistic="chi")


def test_a_table_is_not_written_to():
    frame = texts_of(("a", "redis"), ("b", "hash"))
    before = frame.copy(deep=True)
    keywords(frame)
    pd.testing.assert_frame_equal(frame, before)


@settings(deadline=None)
@given(some_texts, st.sampled_from(["auto", "log_ratio", "log_odds"]))
def test_counts_are_those_of_a_plain_count(transcripts, statistic):
    frame = texts_of(*transcripts)
    table = keywords(frame, statistic=statistic, stop_words=())
    records = frame.astype({"topic": object}).to_dict("records")
    split = [(record["topic"], Counter(record["text"].split())) for record in records]
    assert not table.duplicated(["topic", "word"]).any()
    for line in table.to_dict("records"):
        own = [count[line["word"]] for topic, count in split if topic == line["topic"]]
        rest = [count[line["word"]] for topic, count in split if topic != line["topic"]]
        assert line["score"] > 0
        assert (line["count"], line["rest_count"]) == (sum(own), sum(rest))
        assert line["transcripts"] == sum(n > 0 for n in own)
        assert line["rest_transcripts"] == sum(n > 0 for n in rest)
        assert line["topic_transcripts"] == len(own)


@settings(deadline=None)
@given(some_texts)
def test_log_odds_names_exactly_the_words_of_higher_rate(transcripts):
    frame = texts_of(*transcripts)
    table = keywords(frame, statistic="log_odds", stop_words=())
    topics = frame["topic"].astype(object)
    named = set(topics.dropna())
    expected = set()
    for topic in named if len(named) > 1 else ():
        own, rest = (
            Counter(" ".join(frame["text"][mask]).split())
            for mask in (topics == topic, topics != topic)
        )
        for word in own:
            if own[word] * rest.total() > rest[word] * own.total():
                expected.add((topic, word))
    assert set(zip(table["topic"], table["word"], strict=True)) == expected
