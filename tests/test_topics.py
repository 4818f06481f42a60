"""Topics are counted by role and by distinct text, and their balance is a number with a name."""

from __future__ import annotations

import pandas as pd
import pytest

from refrain import topics
from refrain.corpus import Corpus
from refrain.figures.colours import GREY, topic_colours
from tests.builders import corpus_of, prompts_of, topics_of


@pytest.fixture
def corpus() -> Corpus:
    return prompts_of(
        ("d", 1, "shot", "cats", "one two three"),
        ("d", 1, "target", "dogs", "four five"),
        ("d", 2, "shot", "cats", "one two three"),
        ("d", 2, "target", "cats", "six"),
        ("d", 3, "shot", "cats", "one two three"),
        ("d", 3, "target", "birds", None),
        ("d", 3, "shot", None, "seven"),
    )


def test_each_topic_is_counted_by_role_and_announced_but_missing_ones_are_there(corpus):
    table = topics.distribution(corpus.transcripts).set_index("topic")
    assert table.loc["cats"].to_dict() == {
        "shots": 3,
        "targets": 1,
        "transcripts": 0,
        "missing": 0,
        "texts": 2,
        "words": 4,
    }
    assert table.loc["birds", ["targets", "missing", "texts", "words"]].tolist() == [0, 1, 0, 0]
    assert table.loc[topics.NO_TOPIC, "shots"] == 1
    assert table.index[0] == "cats"


def test_balance_is_normalised_entropy():
    assert topics.balance(pd.Series([5, 5, 5, 5])) == pytest.approx(1)
    assert topics.balance(pd.Series([7, 0])) == 0
    # Shares 3/4 and 1/4: 0.8113 bits of 1.
    assert topics.balance(pd.Series([3, 1])) == pytest.approx(0.8112781)
    assert topics.balance(pd.Series([3])) == 1
    assert topics.balance(pd.Series([0, 0])) == 0


def test_pairings_say_which_shots_go_with_which_target_and_mark_leaks(corpus):
    pairs = topics.pairings(corpus.transcripts).set_index(["target", "shot"])
    assert pairs.loc[("dogs", "cats")].tolist() == [1, False]
    assert pairs.loc[("cats", "cats")].tolist() == [1, True]
    assert pairs.loc[("birds", topics.NO_TOPIC)].tolist() == [1, False]
    assert len(pairs) == 4


def test_a_corpus_without_rows_has_empty_tables():
    rows = corpus_of().transcripts
    assert topics.distribution(rows).empty
    assert topics.pairings(rows).empty


def test_tokens_are_counted_once_per_distinct_text(corpus):
    ids = corpus.texts["text_id"]
    tokens = pd.Series([10, 20, 30, 40], index=ids)
    table = topics.distribution(corpus.transcripts, tokens).set_index("topic")
    assert table["tokens"].to_dict() == {"cats": 40, "dogs": 20, "birds": 0, topics.NO_TOPIC: 40}


def test_a_text_counts_for_each_of_its_speakers():
    rows = corpus_of(
        {"topic": "x", "text": "one two three", "speaker": "Ann; Bob"},
        {"topic": "x", "text": "one two three", "speaker": "Ann; Bob"},
        {"topic": "y", "text": "four five", "speaker": "Bob "},
        {"topic": "y", "text": "six", "speaker": None},
        source="r",
    ).transcripts
    assert topics.by_speaker(rows).to_numpy().tolist() == [
        ["Bob", "x", 1, 3],
        ["Bob", "y", 1, 2],
        ["Ann", "x", 1, 3],
    ]
    assert topics.by_source(rows).to_numpy().tolist() == [["r", "x", 1, 3], ["r", "y", 2, 3]]


def test_time_is_cut_into_months_quarters_or_years():
    def periods(*dates: str | None) -> topics.TopicsOverTime:
        dated = [{"text": f"text {n}", "published": date} for n, date in enumerate(dates, 1)]
        return topics.over_time(corpus_of(*dated, topic="x").transcripts)

    months = periods("2024-01-31", "2024-01-02T10:00:00Z", "March 5, 2024", "soon", None)
    assert (months.step, months.undated) == ("month", 2)
    assert [(str(row.period.date()), row.texts) for row in months.table.itertuples()] == [
        ("2024-01-01", 2),
        ("2024-03-01", 1),
    ]
    assert periods("2020-05-05", "2026-02-01").step == "quarter"
    assert periods("1999-05-05", "2026-02-01").table["period"].dt.year.tolist() == [1999, 2026]
    assert periods("2020", "2021", "2022").step == "year"
    assert periods("2020", "2021-05-05").undated == 1  # a year alone is in no month
    assert periods("1999", "2021-05-05").table["period"].dt.year.tolist() == [1999, 2021]
    assert periods("13/04/2021", "03/04/2021").table["texts"].tolist() == [2]  # one month, April
    assert periods("may", "today", "now", "12", "03/04/2021").table.empty
    assert periods(None).table.empty
    assert periods().table.empty


def test_evenness_is_a_word_for_the_balance():
    assert [topics.evenness(balance) for balance in (1.0, 0.95, 0.8, 0.79)] == [
        "evenly",
        "evenly",
        "fairly evenly",
        "unevenly",
    ]


@pytest.mark.parametrize("name", ["no topic", "(no topic)", "None", "nan", "<NA>", "NaT", "all"])
def test_a_topic_of_any_name_does_not_mix_with_the_lack_of_one(name):
    corpus = topics_of((name, "one two three"), (None, "four"), (None, "five six"))
    assert corpus.topics == topics.named_topics(corpus.texts) == [name]
    table = topics.distribution(corpus.transcripts).set_index("topic")
    assert table["texts"].to_dict() == {name: 1, topics.NO_TOPIC: 2}
    colours = topic_colours(corpus.topics)
    assert colours[name] != colours[topics.NO_TOPIC] == GREY
    assert len(corpus.select([name]).transcripts) == 1


def test_what_has_no_topic_leaks_nothing():
    corpus = prompts_of(("d", 1, "shot", None, "one"), ("d", 1, "target", None, "two"))
    assert topics.pairings(corpus.transcripts)["leak"].tolist() == [False]


def test_topics_sort_as_a_person_counts():
    corpus = topics_of(*((name, f"text {name}") for name in ("10", "9", "b", "2", "A", "")))
    assert corpus.topics == topics.named_topics(corpus.texts) == ["2", "9", "10", "A", "b"]
    table = topics.distribution(corpus.transcripts)  # all have as many words but the last
    assert table["topic"].tolist() == ["2", "9", "10", "A", "b", topics.NO_TOPIC]
    assert topics.by_source(corpus.transcripts)["group"].tolist()[:2] == ["0.txt", "1.txt"]
