"""Every page on every corpus: it answers, without an exception, and says what it shows."""

from __future__ import annotations

import pytest

from tests.pages.app import open_page, words
from tests.shapes import HOSTILE, NAMES

PAGES = ("overview", "topics", "lengths", "fragments", "keywords", "search", "clean", "reader")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_answers_on_every_corpus(page, name):
    app = open_page(page, corpus=name)
    assert app.title
    assert len(words(app)) > 40
    assert app.sidebar.selectbox(key="corpus").value == name


def test_the_overview_says_what_is_here_and_what_is_wrong():
    app = open_page("overview", corpus="sample.txt")
    metrics = {metric.label: metric.value for metric in app.metric}
    assert metrics == {
        "Prompts": "7",
        "Transcripts": "19",
        "Distinct texts": "7",
        "Words": "18,033",
        "Topics": "7",
    }
    said = words(app)
    assert "2 prompts leak their target's topic" in said
    assert "2 labels have no text" in said
    links = [link.proto for link in app.get("page_link")]
    queries = "\n".join(link.query_string for link in links)
    assert "sample.txt%3A7.3" in queries or "sample.txt:7.3" in queries


def test_filters_narrow_every_page_and_can_leave_nothing():
    app = open_page("overview", corpus="sample.txt", topic="dpo")
    assert {metric.label: metric.value for metric in app.metric}["Distinct texts"] == "1"
    nothing = open_page("fragments", corpus="sample.txt", topic="react")
    assert "No transcript matches these filters" in words(nothing)


def test_fragments_quote_a_sentence_that_follows_the_slider():
    few = words(open_page("fragments", corpus="sample.txt", min_words="60"))
    many = words(open_page("fragments", corpus="sample.txt", min_words="20"))
    assert "of the distinct text" in few
    assert "of the distinct text" in many
    assert few != many
    assert "12 transcripts are exact copies" in many


def test_the_reader_opens_what_the_link_names():
    app = open_page("reader", corpus="sample.txt", text="sample.txt:3.3")
    assert app.main.selectbox[0].value == "sample.txt:3.3"
    assert "topic **hashing**" in words(app)
    missing = open_page("reader", corpus="sample.txt", text="sample.txt:7.3")
    assert "This label has no text" in words(missing)
    assert "line 100" in words(missing)


def test_a_copy_opens_the_text_it_is_a_copy_of():
    app = open_page("reader", corpus="sample.txt", text="sample.txt:6.1")
    assert app.main.selectbox[0].value == "sample.txt:1.1"
    assert "in prompts 1, 2, 3, 4, 5, 6, 7" in words(app)


@pytest.mark.parametrize(
    ("page", "query", "told"),
    [
        ("overview", {"corpus": "gone"}, "is not offered here"),
        ("overview", {"corpus": "x.txt (upload 0123456789)"}, "is no longer on this server"),
        ("reader", {"corpus": "sample.txt", "text": "nonsense"}, "is unknown"),
        (
            "reader",
            {"corpus": "sample.txt", "topic": "dpo", "text": "sample.txt:3.3"},
            "is left out by the filters",
        ),
    ],
)
def test_a_stale_link_is_explained_and_the_page_still_works(page, query, told):
    app = open_page(page, **query)
    assert told in "\n".join(warning.value for warning in app.warning)
    assert app.title


@pytest.mark.parametrize(
    "query",
    [
        {"min_words": "nonsense", "map_page": "-3", "at": "x", "pair": "a.b", "fragment": "1.2.3"},
        {
            "min_words": "99999",
            "topic_page": "99999",
            "at": "99999999",
            "pair": "..",
            "fragment": "...",
        },
    ],
)
@pytest.mark.parametrize("page", ["fragments", "keywords", "reader", "lengths"])
def test_nonsense_in_the_address_is_ignored(page, query):
    assert open_page(page, corpus="sample.txt", **query).title


def test_text_from_a_dataset_is_shown_as_it_is():
    app = open_page("reader", corpus="hostile")
    html = "\n".join(element.proto.body for element in app.main.get("html"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script>alert" not in html
    assert HOSTILE not in html
    for page in ("overview", "topics", "keywords"):
        said = words(open_page(page, corpus="hostile"))
        assert "<script>" not in said
        assert ":smile:" not in said


def test_what_is_cut_is_announced():
    assert "Showing 1 to 60 of 70" in words(open_page("fragments", corpus="many"))
    assert "Showing 12 of 70" in words(open_page("overview", corpus="many"))
    assert "of 70" in words(open_page("keywords", corpus="many"))
    assert "of 70" in words(open_page("lengths", corpus="many"))
