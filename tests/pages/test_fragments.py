"""The pages about repetition: every picture on every shape of corpus, and what they say."""

from __future__ import annotations

import pytest

from refrain.fragments import RepeatQuery
from tests.pages.app import open_page, words
from tests.shapes import NAMES

VIEWS = ("coverage map", "transcript × transcript", "fragment × transcript", "dot plot")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", NAMES)
def test_every_picture_answers_on_every_corpus(view, name):
    app = open_page("fragments", corpus=name, view=view, min_words="5")
    assert not app.exception
    assert app.title


def test_each_picture_has_a_table_to_sort_and_download():
    for view in VIEWS:
        app = open_page("fragments", corpus="sample.txt", view=view)
        assert len(app.main.dataframe) == 1, view
        assert app.main.get("download_button"), view


def test_the_threshold_leaves_out_transcripts_and_says_so():
    app = open_page("fragments", corpus="sample.txt", at_least="30.0")
    assert "of 7 transcripts below" in words(app)
    shares = app.main.dataframe[0].value["percent"]
    assert len(shares) < 7
    assert (shares >= 30).all()
    nothing = words(open_page("fragments", corpus="sample.txt", at_least="100.0"))
    assert "No transcript has so much repeated" in nothing


def test_too_many_transcripts_are_shown_by_topic_or_in_part_and_it_is_said():
    many = {"corpus": "many", "view": "transcript × transcript"}
    said = words(open_page("fragments", **many))
    assert "by topic" in said
    said = words(open_page("fragments", **many, pooled="transcripts"))
    assert "Showing 60 of 70 with repeats" in said


def test_the_dot_plot_begins_with_the_two_that_share_most():
    said = words(open_page("fragments", corpus="two-alike", view="dot plot"))
    assert "share 1 passage" in said
    alone = words(open_page("fragments", corpus="loop", view="dot plot", min_words="5"))
    assert "of itself" in alone


def test_a_passage_shows_all_its_places_in_context():
    from dashboard import cached, corpora

    index = cached.index(corpora.load("sample.txt"))
    fragment = index.fragments(RepeatQuery(20), 1).iloc[0]
    app = open_page("passage", corpus="sample.txt", fragment=fragment["fragment"])
    table = app.main.dataframe[0].value
    assert len(table) == fragment["occurrences"]
    assert list(table["nth"]) == list(range(1, len(table) + 1))
    assert f"{fragment['words']:,} words" in words(app)
    assert "names no passage" in words(open_page("passage", corpus="sample.txt", fragment="x"))


def test_two_texts_stand_side_by_side_and_are_escaped():
    from dashboard import cached, corpora

    index = cached.index(corpora.load("hostile"))
    a, b = index.texts["text_id"][:2]
    app = open_page("pair", corpus="hostile", pair=f"{a}.{b}")
    assert "Passage 1 of" in words(app)
    html = "".join(element.proto.body for element in app.main.get("html"))
    assert html.count('class=" own"') == 2
    assert "<script>alert" not in html
    assert "names no two" in words(open_page("pair", corpus="hostile", pair=f"{a}.gone"))


def test_clean_up_says_what_would_go_before_anything_does():
    none = words(open_page("clean", corpus="sample.txt", carriers="no rule"))
    assert "Nothing would be cut" in none
    first = words(open_page("clean", corpus="sample.txt"))
    every = words(open_page("clean", corpus="sample.txt", keep="nothing"))
    assert "keeping each where it was first seen" in first
    assert "keeping none" in every
    assert first != every


def test_a_phrase_is_counted_by_topic():
    said = words(open_page("search", corpus="sample.txt", find="welcome back"))
    assert "“welcome back” is said" in said
    assert "No transcript says" in words(open_page("search", corpus="sample.txt", find="qqqq"))
    assert "Looks through all 7 distinct texts" in words(open_page("search", corpus="sample.txt"))


def test_the_topics_of_a_search_are_in_the_address():
    app = open_page("search", corpus="sample.txt", find="welcome back", said_in="dpo")
    table = app.main.dataframe[0].value
    assert set(table["topic"]) == {"dpo"}
    assert app.main.get("button_group")[0].value == ["dpo"]
    every = open_page("search", corpus="sample.txt", find="welcome back", said_in="gone")
    assert len(every.main.dataframe[0].value) > len(table)
