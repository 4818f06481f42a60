"""Two texts side by side."""

from __future__ import annotations

from tests.pages.app import open_page, words


def test_two_texts_stand_side_by_side_and_are_escaped():
    from dashboard import cached, corpora

    index = cached.index(corpora.load("hostile"))
    a, b = index.texts["text_id"][:2]
    app = open_page("pair", corpus="hostile", pair=f"{a}.{b}")
    assert "Passage 1 of" in words(app)
    html = "".join(element.proto.body for element in app.main.get("html"))
    assert html.count('class="current"') == 2
    assert "<script>alert" not in html
    assert "names no two" in words(open_page("pair", corpus="hostile", pair=f"{a}.gone"))


def test_what_differs_in_a_near_repeat_is_marked_word_by_word_and_escaped(near):
    from dashboard import cached, corpora

    a, b, _ = cached.index(corpora.load(near)).texts["text_id"]
    app = open_page("pair", corpus=near, pair=f"{a}.{b}", similarity="80")
    # Of 42 columns of the alignment, 38 are equal words: a tag is none.
    expected = "40 words and 41, 90% alike: 1 word changed, 1 missing, 2 added."
    assert expected in words(app)
    html = "".join(element.proto.body for element in app.main.get("html"))
    assert '<span class="changed" title="changed: the other has “bold”">word10</span>' in html
    assert '">word20</del>' in html
    assert (
        '<ins class="added" title="added: the other has nothing here">script&gt;more</ins>' in html
    )
    assert "<b>" not in html
    assert "<script>" not in html
    assert "words alike" in words(open_page("pair", corpus=near, pair=f"{a}.{b}", min_words="5"))
    assert "They share no passage of this length. " in words(
        open_page("pair", corpus=near, pair=f"{a}.{b}", similarity="exact", min_words="25")
    )


def test_a_place_that_no_shared_passage_has_is_said_to_be_elsewhere(near):
    from dashboard import cached, corpora

    a, b, _ = cached.index(corpora.load(near)).texts["text_id"]
    link = {"corpus": near, "pair": f"{a}.{b}", "similarity": "80"}
    assert "Here is the nearest" in words(open_page("pair", **link, at="0", there="0"))
    assert "Here is the nearest" not in words(open_page("pair", **link, at="100", there="100"))
