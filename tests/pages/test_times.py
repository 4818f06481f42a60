"""Each page says when a place is said, and leads to that second of the recording."""

from __future__ import annotations

import re
from html import unescape

import pandas as pd
import pytest

from dashboard import corpora, table_links
from dashboard.components import downloads
from tests.pages.app import open_page, words

VIDEO = "https://www.youtube.com/watch?v=aaaaaaaaaaa&t="


def table(app, column: str) -> pd.DataFrame:
    """The first table of a page that has the column."""
    return next(frame.value for frame in app.main.dataframe if column in frame.value)


def links(app) -> list[str]:
    """Where the buttons lead that open a recording."""
    urls = [button.proto.url for button in app.main.get("link_button")]
    return [url for url in urls if not url.startswith(table_links.PLACE)]


def html(app) -> str:
    return "".join(
        element.proto.body
        for element in app.main.get("html")
        if '<div class="reading">' in element.proto.body
    )


def drawn_text(app) -> str:
    drawn = html(app).partition('<div class="transcript timed">')[2]
    return unescape(re.sub(r"<[^>]*>", "", drawn))


def fragment() -> str:
    index = corpora.load("timed")
    text_id = index.texts.set_index("transcript_id")["text_id"]["shows/one.md"]
    return f"{text_id}.0.30"


def test_search_shows_the_time_of_each_line_and_opens_the_recording_there(monkeypatch):
    made = {}
    monkeypatch.setattr(downloads, "as_csv", lambda frame, name: made.update({name: frame}))
    lines = table(open_page("search", corpus="timed", find="intro0"), "time")
    assert lines["time"].tolist() == ["0:05", "1:02:05"]
    # The second address is none of the web.
    assert lines["recording"].fillna("").tolist() == [f"{VIDEO}5s", ""]
    assert made["lines"]["seconds"].tolist() == pytest.approx([5, 3725], abs=1)
    captions = table(open_page("search", corpus="timed", find="caption40"), "time")
    assert captions["time"].tolist() == ["2:00"]
    assert "recording" not in captions


def test_words_in_context_have_their_times():
    app = open_page("keywords", corpus="timed", word="welcomeone")
    lines = [f.value for f in app.main.dataframe if "left" in f.value and "time" in f.value]
    assert lines[0]["time"].tolist() == ["1:03:00"]


def test_fragments_and_their_places_have_times_and_links():
    ranking = table(open_page("fragments", corpus="timed", view="fragment × transcript"), "saved")
    assert ranking["time"].tolist() == ["0:05"]
    assert ranking["recording"].tolist() == [f"{VIDEO}5s"]
    app = open_page("passage", corpus="timed", fragment=fragment())
    assert table(app, "nth")["time"].tolist() == ["0:05", "1:02:05"]
    assert links(app) == [f"{VIDEO}5s"]
    one, two = corpora.load("timed").texts["text_id"].iloc[-2:]
    dots = table(open_page("fragments", corpus="timed", view="dot plot"), "in_one")
    assert dots[["time_one", "time_two"]].to_numpy().tolist() == [["0:05", "1:02:05"]]
    side_by_side = open_page("pair", corpus="timed", pair=f"{one}.{two}")
    assert links(side_by_side) == [f"{VIDEO}5s"]
    assert "At 1:02:05 of the recording" in words(side_by_side)


def test_the_reader_opens_the_second_of_the_place_and_of_each_time_beside_the_text():
    app = open_page("reader", corpus="timed", text="shows/one.md")
    assert links(app) == [VIDEO.removesuffix("&t=")]
    found = re.findall(
        r'<a class="time" data-time="([\d:]+)" href="([^"]*)" target="(\w+)"', html(app)
    )
    assert [(time, unescape(address), target) for time, address, target in found] == [
        ("0:05", f"{VIDEO}5s", "_blank"),
        ("1:03:00", f"{VIDEO}3780s", "_blank"),
    ]
    text = corpora.load("timed").texts.set_index("transcript_id")["text"]["shows/one.md"]
    assert drawn_text(app) == text
    at = text.index("welcomeone")
    assert links(open_page("reader", corpus="timed", text="shows/one.md", at=str(at))) == [
        f"{VIDEO}3780s"
    ]


def test_an_address_that_is_none_of_the_web_is_no_link():
    app = open_page("reader", corpus="timed", text="shows/two.md", at="20")
    assert links(app) == []
    assert "javascript" not in html(app)
    assert '<span class="time" data-time="1:02:05">' in html(app)


def test_captions_without_paragraphs_are_broken_at_cues_and_stay_as_they_are():
    app = open_page("reader", corpus="timed", text="captions/talk.vtt")
    text = corpora.load("timed").texts.set_index("transcript_id")["text"]["captions/talk.vtt"]
    assert "\n" not in text
    assert drawn_text(app) == text
    pieces = html(app).split('<span class="break"></span>')
    # Three minutes: a paragraph each half a minute, with its time, and no time for each cue.
    times = re.findall(r'class="time" data-time="([\d:]+)"', html(app))
    assert times == ["0:00", "0:30", "1:00", "1:30", "2:00", "2:30"]
    assert len(pieces) == len(times)


def test_the_file_beside_a_transcript_plays_from_the_place_in_the_address():
    text = corpora.load("timed").texts.set_index("transcript_id")["text"]["captions/talk.vtt"]
    app = open_page(
        "reader", corpus="timed", text="captions/talk.vtt", at=str(text.index("caption21"))
    )
    (player,) = app.main.get("audio")
    assert player.proto.start_time == 63
    # The times lead to their place in the player, in this tab.
    assert re.findall(r'data-time="0:30" href="\?([^"]*)" target="(\w+)"', html(app)) == [
        (f"corpus=timed&amp;text=captions%2Ftalk.vtt&amp;at={text.index('caption10 ')}", "_self")
    ]
    assert not open_page("reader", corpus="timed", text="shows/one.md").main.get("audio")


def test_lengths_are_measured_in_time_where_there_are_times():
    app = open_page("lengths", corpus="timed", unit="minutes")
    assert "Together they last" in words(app)
    order = table(app, "words_per_minute")
    assert order["minutes"].tolist() == pytest.approx([62.9, 3.0, 0.9], abs=0.05)
    said = words(open_page("lengths", corpus="timed", unit="silence"))
    assert "2 of 3 transcripts left aside" in said
    rates = words(open_page("lengths", corpus="timed", unit="words per minute", picture="box"))
    # Captions say 120 words in 179 seconds.
    assert "the fastest **40**" in rates


def test_lengths_without_times_offer_no_unit_of_time():
    app = open_page("lengths", corpus="one", unit="words")
    units = next(group for group in app.main.button_group if group.label == "Unit")
    assert "minutes" not in str(units.options)
    assert all("minutes" not in frame.value for frame in app.main.dataframe)


def test_the_overview_says_how_many_hours_there_are_if_it_is_known():
    assert {m.label: m.value for m in open_page("overview", corpus="timed").metric}[
        "Hours"
    ] == "1.1"
    assert "Hours" not in {m.label for m in open_page("overview", corpus="one").metric}


def test_without_times_no_table_has_a_column_for_them():
    lines = table(open_page("search", corpus="sample.txt", find="the"), "left")
    assert not {"time", "recording"} & set(lines)
