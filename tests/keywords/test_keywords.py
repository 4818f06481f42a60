"""Keywords: known answers by hand, bounds against scipy's exact test, a brute-force count."""

import math
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from refrain import words
from refrain.corpus import Corpus
from refrain.keywords import FILLERS, contexts, keywords, log_odds, log_ratio

pytestmark = pytest.mark.filterwarnings("error::RuntimeWarning")

COLUMNS = [
    "topic",
    "word",
    "score",
    "count",
    "rest_count",
    "transcripts",
    "rest_transcripts",
    "topic_transcripts",
    "statistic",
]


def corpus(*transcripts: tuple[str | None, str]) -> Corpus:
    rows = [
        {
            "transcript_id": f"{n}",
            "source": f"{n}.txt",
            "line": 1,
            "position": 1,
            "role": "transcript",
            "topic": topic,
            "text": text,
        }
        for n, (topic, text) in enumerate(transcripts)
    ]
    return Corpus.of("made up", rows)


def texts(*transcripts: tuple[str | None, str]) -> pd.DataFrame:
    return corpus(*transcripts).texts


def many(topic: str, number: int, text: str) -> list[tuple[str, str]]:
    """Distinct texts that share their words, but for one of their own."""
    return [(topic, f"{text} {topic}only{n}") for n in range(number)]


def row(frame: pd.DataFrame, topic: str, word: str) -> dict:
    found = frame[(frame["topic"] == topic) & (frame["word"] == word)]
    assert len(found) == 1
    return found.iloc[0].to_dict()


counts = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=20).map(
    lambda pairs: tuple(np.array(pairs).T)
)
vocabulary = ["kv", "cache", "redis", "hash", "dublin", "brain"]
some_texts = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", None]),
        st.lists(st.sampled_from(vocabulary), max_size=12).map(" ".join),
    ),
    max_size=14,
)

# -- the conservative log ratio -------------------------------------------------------------------


def test_log_ratio_by_hand_where_the_rest_lacks_the_word():
    # 5 of 5 here, 0 of 95 there: P(share of 5 among 5) = p^5 = 0.025 at the lower bound, so
    # p = 0.025^(1/5) = 0.478176 and log2(p / (1 - p) * 95 / 5) = log2(0.916356 * 19) = 4.1219.
    assert log_ratio(np.array([5]), np.array([0]), 5, 95)[0] == pytest.approx(4.1219, abs=1e-4)


def test_log_ratio_by_hand_where_the_topic_lacks_the_word():
    # The mirror image: upper bound p = 1 - 0.025^(1/5), the ratio of rates inverted.
    assert log_ratio(np.array([0]), np.array([5]), 95, 5)[0] == pytest.approx(-4.1219, abs=1e-4)


def test_log_ratio_corrects_for_the_number_of_words():
    # 10 tests: p = 0.0025^(1/5) = 0.301709; log2(0.432067 * 19) = 3.0373.
    assert log_ratio(np.array([5]), np.array([0]), 5, 95, tests=10)[0] == pytest.approx(
        3.0373, abs=1e-4
    )


def test_log_ratio_is_0_where_the_interval_holds_0():
    # 2 of 10 against 1 of 10: the exact interval of 2 out of 3 is 0.094 to 0.992, 1/2 inside.
    assert log_ratio(np.array([2]), np.array([1]), 10, 10)[0] == 0


@pytest.mark.parametrize(("here_total", "rest_total"), [(0, 3), (3, 0), (0, 0)])
def test_log_ratio_is_0_with_nothing_to_compare(here_total, rest_total):
    here, rest = np.array([here_total, 0]), np.array([rest_total, 0])
    assert log_ratio(here, rest, here_total, rest_total).tolist() == [0, 0]


def test_log_ratio_of_no_words_is_empty():
    none = np.zeros(0, dtype=int)
    assert len(log_ratio(none, none, 3, 4)) == 0


@given(counts, st.integers(60, 200), st.integers(60, 200), st.sampled_from([1, 100, 100_000]))
def test_log_ratio_is_the_exact_interval_of_scipy(pair, here_total, rest_total, tests):
    here, rest = pair
    scores = log_ratio(here, rest, here_total, rest_total, tests)
    for k, other, score in zip(here, rest, scores, strict=True):
        if k + other == 0:
            assert score == 0
            continue
        interval = binomtest(int(k), int(k + other)).proportion_ci(1 - 0.05 / tests, "exact")
        low, high = (ratio(p, rest_total / here_total) for p in interval)
        assert score == pytest.approx(max(low, 0) or min(high, 0), rel=1e-5, abs=1e-7)


def ratio(share: float, scale: float) -> float:
    return math.inf if share >= 1 else math.log2(max(share / (1 - share) * scale, 1e-300))


@given(counts, st.integers(60, 200), st.integers(60, 200))
def test_log_ratio_changes_sign_with_its_sides(pair, here_total, rest_total):
    here, rest = pair
    one = log_ratio(here, rest, here_total, rest_total)
    np.testing.assert_allclose(one, -log_ratio(rest, here, rest_total, here_total), atol=1e-9)


@given(st.integers(0, 40), st.integers(1, 5))
def test_log_ratio_is_0_at_equal_rates(number, times):
    here, rest = np.array([number]), np.array([number * times])
    assert log_ratio(here, rest, 50, 50 * times)[0] == 0


@given(counts)
def test_log_ratio_never_claims_more_than_was_seen(pair):
    here, rest = pair
    seen = np.array([ratio(k / max(k + r, 1), 2) for k, r in zip(here, rest, strict=True)])
    assert (log_ratio(here, rest, 60, 120) <= np.maximum(seen, 0) + 1e-9).all()


# -- log-odds -------------------------------------------------------------------------------------


def test_log_odds_by_hand():
    # here 3 and 1 of 4 words, rest 1 and 3 of 4. The prior is both: 4 and 4, 8 in all. So the
    # first word has 3 + 4 = 7 of 12 here, 1 + 4 = 5 of 12 there:
    # z = (ln(7/5) - ln(5/7)) / sqrt(1/7 + 1/5) = 0.672944 / 0.585540 = 1.149271
    scores = log_odds(np.array([3, 1]), np.array([1, 3]))
    assert scores == pytest.approx([1.149271, -1.149271], abs=1e-6)


def test_log_odds_with_a_lighter_prior_by_hand():
    # Half a corpus: 3 + 2 = 5 of 8 here, 1 + 2 = 3 of 8 there:
    # z = (ln(5/3) - ln(3/5)) / sqrt(1/5 + 1/3) = 1.021651 / 0.730297 = 1.398953
    scores = log_odds(np.array([3, 1]), np.array([1, 3]), prior=0.5)
    assert scores == pytest.approx([1.398953, -1.398953], abs=1e-6)


@given(counts)
def test_log_odds_has_the_sign_of_the_difference_of_rates(pair):
    here, rest = pair
    difference = here * rest.sum() - rest * here.sum()
    assert (np.sign(log_odds(here, rest)) == np.sign(difference)).all()


@given(st.lists(st.integers(0, 1000), max_size=10), st.integers(0, 7))
def test_log_odds_is_exactly_0_at_equal_rates(numbers, times):
    here = np.array(numbers, dtype=int)
    assert (log_odds(here, here * times) == 0).all()


# -- keywords -------------------------------------------------------------------------------------


def test_each_column_counts_what_it_says():
    found = keywords(
        texts(("a", "redis redis cache"), ("a", "Redis"), ("b", "hash redis"), (None, "redis hash"))
    )
    assert list(found.columns) == COLUMNS
    # log_odds("redis"): 3 of 4 words here, 2 of 4 in the rest.
    assert row(found, "a", "redis") == {
        "topic": "a",
        "word": "redis",
        "score": pytest.approx(log_odds(np.array([3, 1]), np.array([2, 2]))[0]),
        "count": 3,
        "rest_count": 2,
        "transcripts": 2,
        "rest_transcripts": 2,
        "topic_transcripts": 2,
        "statistic": "log_odds",
    }


def test_texts_without_a_topic_count_in_the_rest_and_have_no_keywords():
    found = keywords(texts(("a", "redis cache"), ("b", "hash"), (None, "cache cache")))
    assert set(found["topic"]) == {"a", "b"}
    assert row(found, "a", "redis")["rest_count"] == 0
    assert not ((found["topic"] == "a") & (found["word"] == "cache")).any()  # 1 of 2 against 2 of 3


def test_auto_needs_five_transcripts_for_the_log_ratio():
    found = keywords(texts(*many("few", 4, "hash"), *many("much", 60, "redis")))
    used = dict(zip(found["topic"], found["statistic"], strict=True))
    assert used == {"few": "log_odds", "much": "log_odds"}  # 60 against 4 is sure of nothing
    found = keywords(texts(*many("five", 5, "hash"), *many("much", 200, "redis")))
    assert row(found, "five", "hash")["statistic"] == "log_ratio"
    assert found[found["topic"] == "five"]["word"].tolist() == ["hash"]


def test_auto_falls_back_where_the_log_ratio_is_sure_of_nothing():
    six = texts(*many("a", 6, "redis"), *many("b", 6, "hash"))
    assert keywords(six, statistic="log_ratio").empty
    found = keywords(six)
    assert set(found["statistic"]) == {"log_odds"}
    assert found["word"].tolist()[0] == "redis"


@pytest.mark.parametrize("statistic", ["log_ratio", "log_odds"])
def test_a_named_statistic_is_the_one_used(statistic):
    found = keywords(texts(*many("a", 30, "redis"), *many("b", 30, "hash")), statistic=statistic)
    assert set(found["statistic"]) == {statistic}
    assert {"redis", "hash"} <= set(found["word"])


def test_one_looping_transcript_does_not_own_a_topic():
    looping = [*many("a", 29, "redis"), ("a", "loop " * 5000), *many("b", 30, "hash")]
    found = keywords(texts(*looping))
    assert found[found["topic"] == "a"]["word"].tolist() == ["redis"]
    by_words = keywords(texts(*looping), statistic="log_odds")
    assert by_words["word"].tolist()[0] == "loop"  # so the test can tell the two apart


def test_copies_count_once():
    once = [("a", "redis redis"), ("a", "redis cache"), ("b", "hash cache")]
    pd.testing.assert_frame_equal(keywords(texts(*once)), keywords(texts(*once, *once, once[0])))


def test_order_is_topic_then_score_then_word():
    found = keywords(texts(("b", "zoo zoo yes1 ant bee"), ("a", "cat dog dog")))
    assert list(zip(found["topic"], found["word"], strict=True)) == [
        ("a", "dog"),
        ("a", "cat"),
        ("b", "zoo"),
        ("b", "ant"),
        ("b", "bee"),
        ("b", "yes1"),
    ]


@pytest.mark.parametrize("top", [0, 1, 2, 100])
def test_top_keeps_the_strongest_of_each_topic(top):
    two = texts(("b", "zoo zoo ant bee"), ("a", "cat dog dog"))
    expected = keywords(two).groupby("topic").head(top).reset_index(drop=True)
    pd.testing.assert_frame_equal(keywords(two, top=top), expected)


def test_stop_words_in_any_spelling_are_left_out():
    two = texts(("a", "Don't don’t DONT redis cache"), ("b", "hash"))
    assert "dont" not in set(keywords(two)["word"])
    assert row(keywords(two, stop_words=()), "a", "dont")["count"] == 3
    assert set(keywords(two, stop_words=["DON’T", "Redis"])["word"]) == {"cache", "hash"}


def test_single_letters_and_numbers_are_left_out():
    two = texts(("a", "[01:46] B. Reece, 8x7b, 3d ٣٤"), ("b", "hash"))
    found = keywords(two, stop_words=())
    assert found[found["topic"] == "a"]["word"].tolist() == ["3d", "8x7b", "reece"]


def test_fillers_are_normalised_and_leave_content_words():
    assert {"the", "dont", "im", "uh", "um", "gonna", "couldnt"} <= FILLERS
    assert all(words.words(word) == [word] for word in FILLERS)
    assert not {"system", "call", "full", "front", "computer", "sort"} & FILLERS
    assert len(FILLERS) < 500


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
    found = keywords(texts(*transcripts), statistic=statistic)
    assert found.empty
    full = keywords(texts(("a", "redis"), ("b", "hash")))
    assert found.dtypes.to_dict() == full.dtypes.to_dict()
    assert list(found.columns) == COLUMNS


def test_a_topic_announced_without_a_text_is_no_topic():
    # `category` remembers topics that no text has, as a filter or a missing text leaves them.
    frame = texts(("a", "redis"), ("b", "hash"))
    frame["topic"] = frame["topic"].cat.add_categories(["missing"])
    assert set(keywords(frame)["topic"]) == {"a", "b"}


def test_an_unknown_statistic_is_refused_by_name():
    with pytest.raises(ValueError, match=r"'chi'.*auto, log_ratio, log_odds"):
        keywords(texts(("a", "redis")), statistic="chi")


def test_a_table_is_not_written_to():
    frame = texts(("a", "redis"), ("b", "hash"))
    before = frame.copy(deep=True)
    keywords(frame)
    contexts(frame, "redis")
    pd.testing.assert_frame_equal(frame, before)


@settings(deadline=None)
@given(some_texts, st.sampled_from(["auto", "log_ratio", "log_odds"]))
def test_counts_are_those_of_a_plain_count(transcripts, statistic):
    frame = texts(*transcripts)
    found = keywords(frame, statistic=statistic, stop_words=())
    records = frame.astype({"topic": object}).to_dict("records")
    split = [(record["topic"], Counter(record["text"].split())) for record in records]
    assert not found.duplicated(["topic", "word"]).any()
    for line in found.to_dict("records"):
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
    frame = texts(*transcripts)
    found = keywords(frame, statistic="log_odds", stop_words=())
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
    assert set(zip(found["topic"], found["word"], strict=True)) == expected


# -- contexts -------------------------------------------------------------------------------------


def test_a_line_is_the_verbatim_text_by_its_offsets():
    frame = texts(("a", "So, I DON’T <b>know</b>."), ("b", "You don't. Dont!"))
    found = contexts(frame, "don't", width=4)
    assert found.attrs["total"] == 3
    assert found["match"].tolist() == ["DON’T", "don't", "Dont"]
    assert found["left"].tolist() == [", I ", "You ", "'t. "]
    assert found["right"].tolist() == [" <b>", ". Do", "!"]
    assert found["name"].tolist() == ["0.txt", "1.txt", "1.txt"]
    assert found["transcript_id"].tolist() == ["0", "1", "1"]
    assert found["topic"].tolist() == ["a", "b", "b"]
    assert found["text_id"].tolist() == frame["text_id"].iloc[[0, 1, 1]].tolist()
    assert found["start"].tolist() == [6, 4, 11]
    assert found["end"].tolist() == [11, 9, 15]


def test_an_ascii_text_with_an_apostrophe_is_not_passed_over():
    assert contexts(texts(("a", "I don't know")), "DONT")["match"].tolist() == ["don't"]


def test_a_word_near_the_start_of_a_long_text_has_all_that_is_before_it():
    found = contexts(texts(("a", "So redis " + "and so on " * 20)), "redis", width=10)
    assert found["left"].tolist() == ["So "]


def test_html_comes_back_as_it_stands():
    html = '<script>alert("redis")</script> & <img src=x onerror="redis()">'
    found = contexts(texts(("a", html)), "redis", width=200)
    lines = found["left"] + found["match"] + found["right"]
    assert lines.tolist() == [html, html]


def test_a_topic_keeps_its_lines_only():
    frame = texts(("a", "redis one"), ("b", "redis two"), (None, "redis three"))
    assert contexts(frame, "redis", topic="b")["right"].tolist() == [" two"]
    assert contexts(frame, "redis", topic="elsewhere").attrs["total"] == 0


@pytest.mark.parametrize("limit", [0, 1, 3, 4, 5])
def test_a_limit_cuts_lines_and_not_the_total(limit):
    frame = texts(("a", "redis redis"), ("b", "redis, redis"))
    found = contexts(frame, "redis", limit=limit)
    assert len(found) == min(limit, 4)
    assert found.attrs["total"] == 4


def test_a_phrase_is_found_over_punctuation():
    found = contexts(texts(("a", "The key, value; the key of value.")), "key value")
    assert found["match"].tolist() == ["key, value"]


@pytest.mark.parametrize("word", ["", "  ", "?!", "elsewhere"])
@pytest.mark.parametrize("transcripts", [[], [("a", "redis"), ("b", "")]])
def test_no_line_is_an_empty_table(word, transcripts):
    found = contexts(texts(*transcripts), word)
    assert found.empty
    assert found.attrs["total"] == 0
    assert found.dtypes.to_dict() == contexts(texts(("a", "redis")), "redis").dtypes.to_dict()


@settings(deadline=None)
@given(st.lists(st.text(st.sampled_from("aAbﬁſKé½İß'’<&. \n"), max_size=25), max_size=4))
def test_every_word_of_a_text_leads_to_its_lines(made):
    frame = texts(*((None, text) for text in made))
    counted = Counter(word for text in frame["text"] for word in words.words(text))
    for word, count in counted.items():
        found = contexts(frame, word, limit=3)
        assert found.attrs["total"] >= count  # a phrase may read as the word too
        assert len(found) == min(found.attrs["total"], 3)
        for line in found.to_dict("records"):
            (text,) = frame["text"][frame["text_id"] == line["text_id"]]
            assert text[line["start"] : line["end"]] == line["match"]
            assert line["left"] + line["match"] + line["right"] in text
