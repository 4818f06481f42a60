"""The reader: a text as it is, its facts, its seams, and where one is in it."""

from __future__ import annotations

import re
from html import unescape
from itertools import accumulate

import pytest

from tests.builders import dump
from tests.pages.app import open_page, words
from tests.shapes import HOSTILE


def html(app) -> str:
    """The transcript, as the page draws it."""
    return "".join(
        element.proto.body
        for element in app.main.get("html")
        if '<div class="reading">' in element.proto.body
    )


def text(app) -> str:
    """The words of the transcript that is drawn."""
    drawn = html(app).partition('<div class="transcript">')[2]
    return unescape(re.sub(r"<[^>]*>", "", drawn.replace("✂", "")))


def test_markup_maths_emoji_and_html_are_shown_as_they_are():
    app = open_page("reader", corpus="hostile")
    assert HOSTILE in text(app)
    drawn = html(app)
    assert "<script>" not in drawn
    assert "<b>" not in drawn
    # Outside the text, where Markdown is read: the name of the topic.
    said = words(app)
    assert "<script>" not in said
    assert ":smile:" not in said


def test_the_whole_text_is_there_word_for_word():
    from dashboard import corpora

    texts = corpora.load("sample.txt").texts.set_index("transcript_id")["text"]
    for name in ("sample.txt:1.1", "sample.txt:3.3"):
        assert text(open_page("reader", corpus="sample.txt", text=name)) == texts[name]


def test_facts_say_what_it_is_who_uses_it_how_long_it_is_and_where_it_stands():
    said = words(open_page("reader", corpus="sample.txt", text="sample.txt:3.3"))
    assert "topic **hashing**" in said
    assert "role **target**" in said
    assert "**1,382** words, **7,257** characters" in said
    assert "in prompt 3" in said
    assert re.search(r"sample\\\.txt, line \d+\]", said)
    alone = words(open_page("reader", corpus="one"))
    assert "topic **one**" in alone
    assert "role **transcript**" in alone
    assert "in prompt" not in alone


def test_seams_are_marked_where_they_are_and_counted():
    from dashboard import cached, corpora

    corpus = corpora.load("sample.txt")
    own = corpus.texts.set_index("transcript_id")["text_id"]["sample.txt:2.3"]
    found = cached.seams(corpus)
    places = list(found["at"][found["text_id"] == own])
    app = open_page("reader", corpus="sample.txt", text="sample.txt:2.3")
    assert "marks 7 seams" in words(app)
    seams = re.findall(r'<span class="seam" title="([^"]*)">✂</span>', html(app))
    assert len(seams) == 7
    assert all(why.startswith("stitched here") for why in seams)
    pieces = html(app).partition('<div class="transcript">')[2].split("✂")[:-1]
    lengths = [len(unescape(re.sub(r"<[^>]*>", "", piece))) for piece in pieces]
    assert list(accumulate(lengths)) == places
    assert "seam" not in words(open_page("reader", corpus="two-alike"))


def test_repeats_are_tinted_by_how_often_they_recur_and_each_leads_to_its_twin():
    app = open_page("reader", corpus="two-alike")
    marks = re.findall(
        r'<a href="([^"]*)"[^>]*><mark class="(level\d)" title="([^"]*)">', html(app)
    )
    assert len(marks) == 1
    where, level, told = marks[0]
    assert where.startswith("pair?corpus=two-alike")
    assert (level, told) == ("level0", "occurs in 2 places")
    often = html(open_page("reader", corpus="many"))
    assert 'class="level3" title="occurs in 70 places"' in often
    # Of another kind, or longer than asked for, there is none.
    none = open_page("reader", corpus="two-alike", min_words="100")
    assert "<mark" not in html(none)
    assert "None of this length" in words(none)
    other = open_page("reader", corpus="two-alike", kind="shared")
    assert "<mark" not in html(other)
    assert "of the kind chosen (shared)" in words(other)


@pytest.mark.parametrize(("at", "place"), [("100", 100), ("0", 0), ("99999999", 7256)])
def test_the_place_that_a_link_names_is_marked_and_one_beyond_the_end_is_the_end(at, place):
    app = open_page("reader", corpus="sample.txt", text="sample.txt:3.3", at=at)
    before = html(app).partition('<div class="transcript">')[2].partition('<span class="here">')[0]
    assert len(unescape(re.sub(r"<[^>]*>", "", before.replace("✂", "")))) == place


@pytest.mark.parametrize("at", ["x", "-3", "1.5", "", "²"])
def test_a_place_that_is_no_number_is_the_beginning(at):
    app = open_page("reader", corpus="sample.txt", text="sample.txt:3.3", at=at)
    assert 'class="here"' not in html(app)
    assert html(app)


def test_an_unknown_text_is_named_and_another_is_shown():
    app = open_page("reader", corpus="sample.txt", text="*nonsense*")
    assert "is unknown; showing another" in app.warning[0].value
    assert r"\*nonsense\*" in app.warning[0].value
    assert html(app)


def test_of_a_long_transcript_a_part_is_shown_and_announced(monkeypatch):
    from dashboard import corpora
    from pages.reader import highlighted_text

    monkeypatch.setattr(highlighted_text, "PART", 3_000)
    whole = corpora.load("sample.txt").texts.set_index("transcript_id")["text"]["sample.txt:3.3"]
    asked = {"corpus": "sample.txt", "text": "sample.txt:3.3"}
    first = open_page("reader", **asked)
    assert "Showing characters 1 to 3,000 of 7,257" in words(first)
    assert text(first) == whole[:3_000]
    last = open_page("reader", **asked, at="6001")
    assert "Showing characters 6,001 to 7,257 of 7,257" in words(last)
    assert text(last) == whole[6_000:]
    assert "Showing characters" not in words(open_page("reader", corpus="one"))


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


def test_a_text_that_is_used_often_is_repeated_as_a_whole():
    said = words(open_page("reader", corpus="copied", text="d.txt:1.1"))
    assert (
        "All of it is repeated: this text is used 51 times, in 51 prompts. No passage of 20" in said
    )
    assert "0%" not in said
    assert "in prompts 1, 2, 3" in said
    assert "and 31 more" in said  # what is not listed is counted


def test_what_is_repeated_besides_is_a_share_of_it():
    said = words(open_page("reader", corpus="sample.txt", text="sample.txt:1.1"))
    assert re.search(r"this text is used 7 times, in 7 prompts\. \d+% of it stands in", said)


def test_a_text_that_is_used_once_says_what_part_of_it_is_repeated_if_any_is():
    said = words(open_page("reader", corpus="two-alike"))
    assert re.search(r"\d\d% of this transcript is repeated, here or elsewhere", said)
    said = words(open_page("reader", corpus="one"))
    assert "Nothing of 20 words or more is repeated, here or elsewhere" in said
    assert "0%" not in said


def test_prompts_of_several_files_are_not_mixed_by_their_numbers(tmp_path, monkeypatch):
    for name in ("a.txt", "b.txt"):
        prompt = [("Shot: x", "the same shot in both"), (f"Target: {name}", f"target of {name}")]
        (tmp_path / name).write_text(dump(prompt), "utf-8")
    monkeypatch.setenv("REFRAIN_DATA", str(tmp_path))
    said = words(open_page("reader", corpus=tmp_path.name))
    assert "in 2 prompts of 2 files" in said
    assert "used 2 times, in 2 prompts" in said
