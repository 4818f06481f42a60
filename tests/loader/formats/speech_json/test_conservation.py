"""However often a service says what was said, each word is in the text once, in order, and nothing
else; and who says it, and when."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from refrain.loader.formats import speech_json
from refrain.loader.source import Source
from refrain.records import Transcript
from tests.loader.formats.speech_json.conversation import Conversation, conversations
from tests.loader.formats.speech_json.writers import WRITERS


def read(value: object) -> Transcript:
    source = Source.of_bytes("a.json", json.dumps(value).encode())
    assert speech_json.recognises(source)
    (transcript,) = speech_json.read(source)
    assert isinstance(transcript, Transcript)
    return transcript


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=25)
@given(said=conversations)
def test_each_word_is_there_once_in_order_and_nothing_else(name: str, said: Conversation):
    transcript = read(WRITERS[name].write(said))
    assert transcript.format == WRITERS[name].format
    assert squeezed(transcript.text or "") == squeezed(said.text)
    if not any("\u4e00" <= character <= "\u9fff" for character in said.text):
        assert (transcript.text or "").split() == said.text.split()
    in_cues = (transcript.text[cue.start_char : cue.end_char] for cue in transcript.cues)
    assert squeezed("".join(in_cues)) == squeezed(said.text)


@pytest.mark.parametrize("name", [n for n, written in WRITERS.items() if written.speaker])
@settings(max_examples=15)
@given(said=conversations)
def test_each_word_has_its_speaker(name: str, said: Conversation):
    named = WRITERS[name].speaker
    assert named is not None
    transcript = read(WRITERS[name].write(said))
    expected = [(named(u.speaker), c) for u in said.utterances for c in squeezed(u.text)]
    found = [
        (cue.speaker, character)
        for cue in transcript.cues
        for character in squeezed(transcript.text[cue.start_char : cue.end_char])
    ]
    assert found == expected
    assert transcript.speaker == "; ".join(map(named, said.speakers))


@pytest.mark.parametrize("name", [n for n in WRITERS if n not in ("openai_text", "google_texts")])
@settings(max_examples=15)
@given(said=conversations)
def test_cues_lie_in_the_time_in_which_their_words_are_said(name: str, said: Conversation):
    transcript = read(WRITERS[name].write(said))
    starts, ends = {}, {}
    at = 0
    for word in said.words:
        starts[at] = word.start / 1000
        at += len(squeezed(word.written))
        ends[at] = word.end / 1000
    at = 0
    for cue in transcript.cues:
        # A word of Han may be in two cues, where it comes in pieces.
        assert cue.start is not None
        assert at in starts or name == "whisper_cpp_pieces"
        assert cue.start == pytest.approx(starts.get(at, cue.start))
        at += len(squeezed(transcript.text[cue.start_char : cue.end_char]))
        if cue.end is not None and name != "json3_rolling":
            assert cue.end == pytest.approx(ends.get(at, cue.end))


def squeezed(text: str) -> str:
    return "".join(text.split())
