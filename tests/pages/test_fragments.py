"""The page about repetition: every picture, and what it says."""

from __future__ import annotations

from tests.pages.app import open_page, words

VIEWS = ("coverage map", "transcript × transcript", "fragment × transcript", "dot plot")


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


def test_fragments_quote_a_sentence_that_follows_the_slider():
    few = words(open_page("fragments", corpus="sample.txt", min_words="60"))
    many = words(open_page("fragments", corpus="sample.txt", min_words="20"))
    assert "of the distinct text" in few
    assert "of the distinct text" in many
    assert few != many
    assert "12 transcripts are copies" in many
