"""Search: a phrase in its lines, by topic."""

from __future__ import annotations

from tests.pages.app import open_page, words


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
