"""A passage: all its places, in context."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs

from refrain.fragments import RepeatQuery
from tests.pages.app import open_page, words


def test_a_passage_shows_all_its_places_in_context():
    from dashboard import cached, corpora

    index = cached.index(corpora.load("sample.txt"))
    fragment = index.fragments(RepeatQuery(20), 1).rows.iloc[0]
    app = open_page("passage", corpus="sample.txt", fragment=fragment["fragment"])
    table = app.main.dataframe[0].value
    assert len(table) == fragment["places"]
    assert list(table["nth"]) == list(range(1, len(table) + 1))
    assert f"{fragment['words']:,} words" in words(app)
    assert "names no passage" in words(open_page("passage", corpus="sample.txt", fragment="x"))


def test_places_of_a_near_repeat_say_how_alike_they_are_and_any_two_are_compared(near):
    from dashboard import cached, corpora

    index = cached.index(corpora.load(near))
    (fragment,) = index.fragments(RepeatQuery(20, similarity=0.8)).rows["fragment"]
    app = open_page("passage", corpus=near, fragment=fragment)
    table = app.main.dataframe[0].value
    assert table["name"].tolist() == ["a", "b", "c"]
    assert table["similarity"].round(3).tolist() == [1, 0.905, 0.9]
    assert "at 3 places in 3 transcripts, at least 80% alike" in words(app)
    assert "**90% alike**: 1 word changed, 1 missing, 2 added." in words(app)
    app = open_page("passage", corpus=near, fragment=fragment, place="2", with_place="3")
    # Neither names the near-repeat: 34 words are equal.
    assert "**80% alike**: 5 words changed, 2 missing, 1 added." in words(app)
    assert app.main.number_input[0].value == 2


def test_the_place_that_names_a_near_repeat_stands_first_wherever_it_is(near):
    from dashboard import cached, corpora

    text_id = cached.index(corpora.load(near)).texts["text_id"][1]
    app = open_page("passage", corpus=near, fragment=f"{text_id}.15.40~80")
    table = app.main.dataframe[0].value
    assert table["name"].tolist() == ["b", "a", "c"]
    assert table["nth"].tolist() == [1, 2, 3]


def test_two_places_are_read_side_by_side_at_their_length_and_similarity(near):
    from dashboard import cached, corpora

    index = cached.index(corpora.load(near))
    (fragment,) = index.fragments(RepeatQuery(20, similarity=0.8)).rows["fragment"]
    a, b, _ = index.texts["text_id"]
    app = open_page("passage", corpus=near, fragment=fragment, min_words="60")
    (both,) = [button for button in app.main.button if button.label.startswith("Read both")]
    both.click().run()
    (link,) = re.findall(r'data-to="([^"]+)"', "".join(str(h.proto.body) for h in app.get("html")))
    page, _, query = unescape(link).partition("?")
    said = {name: value for name, (value,) in parse_qs(query).items()}
    assert page == "pair"
    # 90 percent of their words are equal, and the longer one has 41.
    assert said.items() >= {"pair": f"{a}.{b}", "similarity": "90", "min_words": "41"}.items()
    pair = words(open_page("pair", **said))
    assert "40 words and 41, 90% alike" in pair
    assert "Here is the nearest" not in pair
