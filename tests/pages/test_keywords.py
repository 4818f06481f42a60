"""The keywords page: what it shows and says, by address."""

from __future__ import annotations

import pytest

from tests.pages.app import open_page, words


def clouds(app) -> list[str]:
    return [element.proto.json for element in app.main.get("bidi_component")]


def test_each_topic_has_a_cloud_and_says_its_score():
    app = open_page("keywords", corpus="sample.txt")
    assert {head.value for head in app.subheader} >= {"dpo", "full\\-stack", "hashing"}
    assert len(clouds(app)) == 5
    said = words(app)
    assert "log-odds with a Dirichlet prior" in said
    assert "Equal texts count once" in said


@pytest.mark.parametrize(
    ("statistic", "told"),
    [
        ("conservative log ratio", "No word is surely more frequent here"),
        ("log-likelihood (G²)", "above 3.84"),
        ("c-TF-IDF", "not a test"),
        ("raw count", "not compared with anything"),
    ],
)
def test_the_score_is_chosen_in_the_address(statistic, told):
    assert told in words(open_page("keywords", corpus="sample.txt", statistic=statistic))


def test_own_words_are_left_out_and_live_in_the_address():
    lines = open_page("keywords", corpus="sample.txt", tab="All keywords")
    first = lines.dataframe[0].value["spelling"].iloc[0]
    without = open_page("keywords", corpus="sample.txt", tab="All keywords", without=first)
    assert first not in set(without.dataframe[0].value["spelling"])
    assert "function and filler words are left out" in words(without)


def test_a_topic_can_be_compared_with_another():
    app = open_page("keywords", corpus="sample.txt", against="dpo", tab="All keywords")
    assert "dpo" not in set(app.dataframe[0].value["topic"])


def test_repeats_are_counted_once_by_a_switch_and_it_says_how_many():
    app = open_page("keywords", corpus="sample.txt", once="true")
    assert "repeats of a passage" in words(app)
    assert "repeats of a passage" not in words(open_page("keywords", corpus="sample.txt"))


def test_two_topics_are_laid_side_by_side():
    query = {"corpus": "sample.txt", "tab": "Two topics side by side", "a": "hashing", "b": "dpo"}
    app = open_page("keywords", **query)
    assert "A word to the right is frequent in hashing, one at the top in dpo" in words(app)
    table = app.dataframe[0].value
    assert {"spelling", "score", "a_count", "b_count", "a_rate"} <= set(table.columns)
    log = open_page("keywords", **query, spacing="log")
    assert len(log.dataframe[0].value) == len(table)


def test_a_word_shows_its_lines_under_its_topic_or_the_picture():
    table = open_page("keywords", corpus="sample.txt", tab="All keywords").dataframe[0].value
    word = table[table["topic"] == "full-stack"]["spelling"].iloc[0]
    app = open_page("keywords", corpus="sample.txt", word=word, under="full-stack")
    assert f"“{word}” in context** in full\\-stack" in words(app)
    both = open_page(
        "keywords",
        corpus="sample.txt",
        tab="Two topics side by side",
        a="dpo",
        b="hashing",
        word="hash",
        under=":picture",
    )
    assert "“hash” in context** in dpo, hashing" in words(both)


def test_many_topics_are_paged():
    app = open_page("keywords", corpus="many", topic_page="2")
    assert "Showing topics 9 to 16 of 70" in words(app)


def test_a_page_of_200_topics_says_which_and_one_finds_a_topic_by_its_name():
    app = open_page("keywords", corpus="wide")
    assert "Showing topics 1 to 8 of 200: alpine bakeries to alpine kitchens" in words(app)
    assert len(clouds(app)) == 8
    last = open_page("keywords", corpus="wide", topic_page="25")
    assert "Showing topics 193 to 200 of 200" in words(last)
    last.main.multiselect(key="show").set_value(["urban tides", "polar kites"]).run()
    assert not last.exception
    assert {head.value for head in last.subheader} == {"urban tides", "polar kites"}
    assert len(clouds(last)) == 2
    nine = last.main.multiselect(key="show").options[:9]
    last.main.multiselect(key="show").set_value(nine).run()
    assert not last.exception
    assert "of 9: alpine bakeries to" in words(last)
