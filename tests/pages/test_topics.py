"""The topics page, and every page with suggested topics in place of the dataset's own."""

from __future__ import annotations

import json

import pytest

from dashboard.components import downloads
from tests.pages.app import open_page, words

PAGES = ("overview", "topics", "lengths", "fragments", "keywords", "reader")


def test_balance_is_stated_in_words_and_as_a_number_with_its_name():
    said = words(open_page("topics", corpus="sample.txt"))
    assert "**7 topics**, spread" in said
    assert "normalised entropy **" in said
    assert "Announced, but without any text: **localized\\_deployment, react**" in said
    assert "2 pairs marked as a leak" in said


def test_of_200_topics_the_biggest_are_drawn_and_all_are_in_the_table():
    app = open_page("topics", corpus="wide")
    said = words(app)
    assert "**200 topics**" in said
    assert "has 0.5% of them" in said
    assert "Showing the 25 biggest of 200 topics, by words" in said
    assert len(app.main.dataframe[0].value) == 200


def test_dates_show_topics_over_time_and_without_any_it_is_said_how_to_give_them():
    app = open_page("topics", corpus="dated")
    assert "Distinct texts by month and topic" in words(app)
    figures = [json.loads(chart.proto.spec) for chart in app.main.get("plotly_chart")]
    (timeline,) = [f for f in figures if "month" in str(f["layout"]["xaxis"]["title"])]
    assert {bar["name"] for bar in timeline["data"]} == {"cats", "dogs"}
    assert "no text has a date" in words(open_page("topics", corpus="sources"))
    assert "date" not in words(open_page("topics", corpus="sample.txt"))
    one = open_page("topics", corpus="dated", topic="dogs")
    assert "by month and topic" in words(one)


def test_topics_are_measured_in_what_the_link_says():
    assert "over the distinct texts (" in words(
        open_page("topics", corpus="sample.txt", measure="texts")
    )
    tokens = words(open_page("topics", corpus="sample.txt", measure="tokens"))
    assert "Tokens of distinct text by topic" in tokens


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_suggested_topics_as_such(page):
    app = open_page(page, corpus="sample.txt", suggest="true", suggested="3")
    assert "3 topics are suggested" in "\n".join(caption.value for caption in app.sidebar.caption)
    topics = app.sidebar.multiselect(key="topic").options
    assert len(topics) == 3
    assert all(topic.startswith("≈ ") for topic in topics)
    assert "nan" not in words(app).split()


def test_suggestions_say_how_sure_and_how_stable_they_are():
    said = words(open_page("topics", corpus="sample.txt", suggest="true", suggested="5"))
    assert "**5 suggested topics**" in said
    assert "stability **0." in said or "stability **1.00" in said
    assert "With the dataset's own topics they agree by **" in said
    # Leaks are a matter of the labels, and still marked.
    assert "2 pairs marked as a leak" in said


@pytest.mark.parametrize("page", ["overview", "topics", "clean"])
def test_files_of_transcripts_have_suggested_topics_in_columns_without_a_mark(monkeypatch, page):
    made = {}
    monkeypatch.setattr(downloads, "as_csv", lambda frame, name: made.update({name: frame}))
    monkeypatch.setattr(
        downloads, "button", lambda _, make, name, *rest: made.update({name: make()})
    )
    open_page(page, corpus="sample.txt", suggest="true", suggested="3")
    frame = next(made[name] for name in made if "transcripts" in name or "cleaned" in name)
    topic = frame["topic"].dropna()
    assert topic.nunique() == 3
    assert not topic.str.startswith("≈").any()
    assert {"topic_suggested", "topic_sure"} < set(frame.columns)
    assert set(frame["label"]) > {"dpo", "hashing"}


def test_names_in_the_link_are_shown_and_stay_marked():
    app = open_page(
        "topics", corpus="sample.txt", suggest="true", suggested="3", topic_names="Big ones\n\nRest"
    )
    options = app.sidebar.multiselect(key="topic").options
    assert {"≈ Big ones", "≈ Rest"} < set(options)
    assert "≈ Big ones" in words(app)


def test_a_corpus_of_one_topic_offers_to_suggest_some():
    app = open_page("topics", corpus="unsorted")
    assert "has only one topic" in words(app)
    (button,) = [button for button in app.main.button if button.label == "Suggest topics"]
    button.click().run()
    assert "suggested topics**, spread" in words(app)
    assert app.sidebar.toggle(key="suggest").value


def test_findings_are_about_labels_whatever_is_suggested():
    own = words(open_page("overview", corpus="sample.txt"))
    other = words(open_page("overview", corpus="sample.txt", suggest="true", suggested="2"))
    for said in (own, other):
        assert "2 prompts leak their target's topic" in said


def test_where_the_topics_are_from_is_said_where_they_are_shown():
    for page in ("topics", "overview"):
        assert "Topics from labels." in words(open_page(page, corpus="sample.txt"))
        assert "Topics from folders." in words(open_page(page, corpus="sources"))
    suggested = words(open_page("topics", corpus="sources", suggest="true", suggested="2"))
    assert "Topics suggested from the words of the texts." in suggested
    assert "Topics from folders." not in suggested
