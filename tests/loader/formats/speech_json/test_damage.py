"""Values of wrong types, and times that are none: the text is kept, and the path is named."""

from __future__ import annotations

import json
import math

import pytest

from refrain.loader import registry
from refrain.loader.formats import speech_json
from refrain.loader.source import Source
from refrain.records import Transcript
from tests.loader.formats.speech_json.conversation import conversation_of
from tests.loader.formats.speech_json.reading import (
    cues_of,
    problems_of,
    records_of,
    transcript_of,
)
from tests.loader.formats.speech_json.writers import WRITERS

TALK = conversation_of((1, "So, well."), (2, "Über den Fluss?"), (1, "Yes!"))
SAID = "So, well. Über den Fluss? Yes!"


def whisper() -> dict:
    return WRITERS["whisper"].write(TALK)


@pytest.mark.parametrize(
    ("time", "told"),
    [
        (math.nan, "the number nan"),
        (math.inf, "the number inf"),
        (-1, "the number -1"),
        (1e300, "the number 1e+300"),
        (10**400, "the number 1000"),
        ("soon", "the text “soon”"),
        ([1], "a list"),
        ({"a": 1}, "an object"),
        (True, "true"),
    ],
    ids=str,
)
def test_a_time_that_is_none_is_named_and_the_text_kept(time, told):
    value = whisper()
    value["segments"][1]["start"] = time
    transcript = transcript_of(value)
    assert transcript.text == SAID
    assert cues_of(transcript)[1] == (None, TALK.utterances[1].end / 1000, "Über den Fluss?", None)
    ((kind, message),) = problems_of(value)
    assert kind == "unreadable-time"
    assert message.startswith(f"segments[1].start is no time in a recording: {told}")


def test_a_time_that_is_not_there_is_named_and_the_end_may_be_missing():
    value = whisper()
    value["segments"][0]["start"] = None
    del value["segments"][2]["start"]
    value["segments"][1]["end"] = None
    assert transcript_of(value).text == SAID
    assert problems_of(value) == [
        (
            "unreadable-time",
            f"segments[{n}] does not say when it begins. The text was kept without a time.",
        )
        for n in (0, 2)
    ]


def test_an_end_before_the_start_is_named_and_left_out():
    value = whisper()
    value["segments"][1]["end"] = 0.5
    assert cues_of(transcript_of(value))[1] == (0.95, None, "Über den Fluss?", None)
    assert problems_of(value) == [
        (
            "backward-time",
            "segments[1] ends at 0.5 s, before it begins, at 0.95 s. Its end was left out.",
        )
    ]


@pytest.mark.parametrize(
    ("item", "told"),
    [(None, "null"), (3, "the number 3"), (["so"], "a list"), (True, "true"), ("", "the text “”")],
)
def test_what_is_no_segment_is_named(item, told):
    value = whisper()
    value["segments"].insert(1, item)
    assert transcript_of(value).text == SAID
    message = f"segments[1] is {told}, not an object, and was left out. Mend it if it was spoken."
    assert problems_of(value) == [("stray-line", message)]


def test_a_text_in_place_of_a_segment_is_kept_and_named():
    value = whisper()
    del value["text"]
    value["segments"][1] = "Über den Fluss?"
    assert transcript_of(value).text == SAID
    ((kind, message),) = problems_of(value)
    assert (kind, message[:11]) == ("stray-line", "segments[1]")


def test_a_number_in_place_of_a_text_is_a_text_and_a_list_is_named():
    value = {"segments": [{"start": 0, "text": "so"}, {"start": 1, "text": 25}]}
    assert transcript_of(value).text == "so 25"
    value["segments"][1]["text"] = ["so"]
    assert transcript_of(value).text == "so"
    assert problems_of(value)[0][1].startswith("segments[1].text is a list, not a text")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        *(("whisper", "segments"), ("openai_words", "words"), ("transformers", "chunks")),
        *(("transformers_speakers", "speakers"), ("assemblyai", "utterances")),
        ("assemblyai_words", "words"),
    ],
)
def test_what_one_list_lacks_is_taken_from_where_the_file_has_it_again(name, key):
    value = WRITERS[name].write(TALK)
    value[key] = value[key][:1]
    assert squeezed(transcript_of(value).text) == squeezed(SAID)


def test_of_a_list_that_is_cut_off_what_stands_before_is_one_transcript():
    cues = [{"text": "so, well", "start": 0.5}, {"text": "über den Fluss", "start": 2}]
    text = json.dumps(cues, indent=1)
    source = Source.of_bytes("a.json", text[:-20].encode())
    assert registry.format_of(source) is speech_json
    transcript, problem = speech_json.read(source)
    assert transcript.text == "so, well"
    assert (problem.kind, problem.line) == ("broken-file", 7)
    assert "no JSON from line 7 on" in problem.message


def test_lines_inside_a_text_are_no_damage():
    source = Source.of_bytes("a.json", b'[{"text": "so\n\twell", "start": 0.5}]')
    (transcript,) = speech_json.read(source)
    assert transcript.text == "so well"


def test_half_a_character_is_replaced_and_named():
    value = {"segments": [{"start": 0, "text": "so \ud83d"}, {"start": 1, "text": "\ude00 well"}]}
    transcript = transcript_of(value)
    assert transcript.text == "so \ufffd \ufffd well"
    assert transcript.cues[1].start_char == 5
    assert [kind for kind, _ in problems_of(value)] == ["replaced-characters"] * 2


def test_a_file_without_words_is_named_and_has_no_transcript():
    (record,) = records_of({"text": "", "segments": [], "language": "en"})
    assert record.kind == "no-speech"
    assert "Whisper JSON" in record.message


@pytest.mark.parametrize(
    "text",
    [
        '{"text": "so", "segments": [{"start": 0, "text": "so"}], "segments": "x"}',
        '{"segments": [{"start": ' + "9" * 10_000 + ', "text": "so"}]}',
        '{"segments": [{"start": 0, "text": "so", "deep": ' + "[" * 900 + "]" * 900 + "}]}",
        '{"segments": [{"start": 0, "start": '
        + '{"a":' * 900
        + "1"
        + "}" * 900
        + ', "text": "so"}]}',
        '{"segments": [{"start": NaN, "end": -Infinity, "text": "so\\u0000"}], "language": 3}',
    ],
    ids=["key twice", "long number", "deep", "deep time", "nan"],
)
def test_what_json_allows_is_read_and_nothing_raises(text):
    source = Source.of_bytes("a.json", text.encode())
    assert source.json is not None
    assert speech_json.recognises(source)
    texts = [one.text for one in speech_json.read(source) if isinstance(one, Transcript)]
    assert [text[:2] for text in texts if text] == ["so"]


def squeezed(text: str | None) -> str:
    return "".join((text or "").split())
