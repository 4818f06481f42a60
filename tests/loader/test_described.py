"""What a transcript does not say itself is filled in from beside it, its name and its folder."""

from __future__ import annotations

import json

import pytest

from refrain.loader import read
from refrain.loader.described import described
from refrain.loader.source import Source
from refrain.records import Transcript

INFO = {
    "id": "dQw4w9WgXcQ",
    "title": "Über Bienen",
    "upload_date": "20210304",
    "channel": "Gartenschau",
    "uploader": "someone else",
    "webpage_url": "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "language": "de",
    "chapters": [{"title": "no topic"}],
}


def filled_in(
    name: str, info: object = None, folder: str = "garden", **columns: object
) -> Transcript:
    source = Source.of_bytes(name, b"so", folder=folder)
    if info is not None:
        content = info if isinstance(info, bytes) else json.dumps(info).encode()
        source.companions = {".info.json": Source.of_bytes("a.info.json", content)}
    return described(Transcript(name, "so", **columns), source, "a format")


def test_what_stands_beside_a_file_goes_before_its_name_and_its_folder():
    found = filled_in("2020-01-01 bees.srt", INFO)
    assert (found.title, found.published, found.url, found.language) == (
        "Über Bienen",
        "2021-03-04",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "de",
    )
    assert (found.topic, found.topic_from, found.format) == ("Gartenschau", "channel", "a format")


def test_translated_captions_are_in_the_language_of_their_name():
    assert filled_in("bees.ar.vtt", INFO).language == "ar"


def test_what_the_file_says_itself_goes_before_all():
    said = {
        "title": "Mine",
        "published": "may",
        "language": "hi",
        "url": "https://example.com",
        "topic": "bees",
        "topic_from": "label",
        "format": "WebVTT (rolling)",
    }
    found = filled_in("bees.en.vtt", INFO, **said)
    assert {column: getattr(found, column) for column in said} == said


def test_without_it_the_name_and_the_folder_say_what_they_can():
    found = filled_in("2021-03-04 bees [dQw4w9WgXcQ].en.vtt")
    assert (found.title, found.published, found.language) == ("bees", "2021-03-04", "en")
    assert found.url == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    assert (found.topic, found.topic_from) == ("garden", "folder")
    assert filled_in("_.txt").title == "_.txt"


def test_one_of_several_in_a_file_has_not_its_name():
    found = filled_in("2021-03-04 bees.en.vtt", INFO, place="2")
    assert (found.title, found.published, found.language, found.url) == (None,) * 4
    assert found.topic == "Gartenschau"


def test_what_is_in_a_prompt_has_no_channel_and_no_folder_as_topic():
    found = filled_in("prompts.txt", INFO, place="1.1", prompt=1, role="shot")
    assert (found.topic, found.topic_from) == (None, None)


@pytest.mark.parametrize(
    "info",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        {"title": 1, "upload_date": 20210304, "channel": None, "webpage_url": ["x"], "id": {}},
        {"title": " ", "upload_date": "20211340", "webpage_url": "javascript:alert(1)"},
    ],
)
def test_a_file_beside_it_that_says_nothing_sensible_changes_nothing(info):
    found = filled_in("bees.txt", info)
    assert (found.title, found.published, found.url) == ("bees", None, None)
    assert (found.topic, found.topic_from) == ("garden", "folder")


def test_where_the_address_is_missing_the_id_gives_it():
    info = {"id": "dQw4w9WgXcQ", "extractor_key": "Youtube"}
    assert filled_in("a.txt", info).url == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    assert filled_in("a.txt", {"id": "123", "extractor_key": "Vimeo"}).url is None


def test_it_is_asked_for_every_transcript_that_is_read():
    source = Source.of_bytes("bees.srv1", b'<transcript><text start="1">so</text></transcript>')
    source.companions = {".info.json": Source.of_bytes("a", json.dumps(INFO).encode())}
    (found,) = read(source)
    assert isinstance(found, Transcript)
    assert (found.title, found.topic) == ("Über Bienen", "Gartenschau")
