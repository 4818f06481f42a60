"""What the name of a file says, and what it only seems to say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain.loader.media_name import media_name

_ADDRESS = "https://www.youtube.com/watch?v="


@pytest.mark.parametrize(
    ("name", "title", "language"),
    [
        ("My talk [dQw4w9WgXcQ].en.vtt", "My talk", "en"),
        ("talk-dQw4w9WgXcQ.de-DE.srt", "talk", "de-DE"),
        ("show/वार्ता [dQw4w9WgXcQ].hi.srv3", "वार्ता", "hi"),
        ("谈话 [dQw4w9WgXcQ].zh-Hans-en.ttml", "谈话", "zh-Hans"),
        ("dQw4w9WgXcQ.ar.json3", "dQw4w9WgXcQ", "ar"),
        ("My talk [dQw4w9WgXcQ].txt", "My talk", None),
    ],
)
def test_the_id_of_a_video_is_its_address_and_not_the_title(name, title, language):
    assert media_name(name) == (title, language, None, f"{_ADDRESS}dQw4w9WgXcQ")


@pytest.mark.parametrize(
    "name",
    [
        "talk-information.srt",
        "talk-JavaScript2.srt",
        "show-episode-012.srt",
        "talk [remastered!].srt",
        "talk [explanations].srt",
        "talk [conferences].srt",
        "show [S01E04-1080].srt",
        "talk-2021-03-04.srt",
        "interviews.srt",
    ],
)
def test_a_word_of_eleven_letters_is_no_video(name):
    assert media_name(name).url is None


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("a.en.srt", "en"),
        ("a.EN.SRT", "en"),
        ("a.pt_br.vtt", "pt-BR"),
        ("a.zh-Hant.ass", "zh-Hant"),
        ("a.deu.srt", "deu"),
        ("a.en-orig.vtt", "en"),
        ("a.en.forced.srt", "en"),
        ("a.en.hi.srt", "en"),
        ("a.hi.srt", "hi"),
        ("a.sdh.srt", None),
        ("a.part2.srt", None),
        ("a.the.srt", None),
        ("a.xx.srt", None),
        ("en.srt", None),
        ("notes.my.txt", None),
        ("notes.de.md", None),
        ("data.en.json", None),
    ],
)
def test_only_captions_have_a_language_and_only_a_real_one(name, language):
    assert media_name(name).language == language


@pytest.mark.parametrize(
    ("name", "title", "published"),
    [
        ("2021-03-04 talk.zh-Hans.srt", "talk", "2021-03-04"),
        ("20210304_name.txt", "name", "2021-03-04"),
        ("Über uns (2021-03-04).txt", "Über uns", "2021-03-04"),
        ("talk 2021-03-04 part 2.txt", "talk 2021-03-04 part 2", "2021-03-04"),
        ("2021-03-04.txt", "2021-03-04", "2021-03-04"),
        ("2021-13-04 talk.txt", "2021-13-04 talk", None),
        ("a-long_name.md", "a long name", None),
        ("My talk - part 2.md", "My talk - part 2", None),
        ("notes.my.txt", "notes.my", None),
        ("README", "README", None),
        ("_.txt", None, None),
    ],
)
def test_a_date_at_an_end_is_not_the_title(name, title, published):
    said = media_name(name)
    assert (said.title, said.published) == (title, published)


@given(st.text(st.sampled_from("aB9-_. []éデ\n/\0"), max_size=40))
def test_any_name_is_read(name):
    said = media_name(name)
    assert said.title is None or said.title.strip()
