"""One conversation in every format: each says the same words, when they are said, and who speaks.

The files in `fixtures/` are as the programs write them that make them, with what is no speech:
notes, styles, other wordings, words told twice.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

import refrain
from refrain import words

FIXTURES = Path(__file__).parent / "fixtures"
SPEECHES = (
    ("Ann", 0, "Welcome to the garden show."),
    ("Ann", 2.5, "Today we talk about bees & flowers."),
    ("Bo", 6.5, "Bees need water, too!"),
    ("Ann", 9.5, "Wie schön, das wusste ich nicht."),
    ("Bo", 12, "我们明天再谈。"),
)
SPOKEN = [word for _, _, text in SPEECHES for word in words.words(text)]


class Expected(NamedTuple):
    """What a fixture is recognised as, how many cues it has, and who speaks in it."""

    format: str
    cues: int
    speakers: str | None = None


EXPECTED = {
    "plain.txt": Expected("plain text", 0),
    "turns.md": Expected("plain text", 4, "Ann; Bo"),
    "subrip.srt": Expected("SRT", 5, "Ann; Bo"),
    "voices.vtt": Expected("WebVTT", 5, "Ann; Bo"),
    "rolling.vtt": Expected("WebVTT (rolling)", 5),
    "zoom.vtt": Expected("WebVTT", 5, "Ann Lee; Bo Berg"),
    "teams.vtt": Expected("WebVTT", 5, "Ann Lee; Bo Berg"),
    "youtube.sbv": Expected("SBV", 5),
    "otter.txt": Expected("Otter", 4, "Ann Lee; Bo Berg"),
    "zoom-captions.txt": Expected("Zoom captions", 4, "Ann Lee; Bo Berg"),
    "zoom-chat.txt": Expected("Zoom chat", 5, "Ann Lee; Bo Berg"),
    "styled.ass": Expected("ASS", 5, "Ann; Bo"),
    "timed.ttml": Expected("TTML", 5, "Ann; Bo"),
    "srv1.xml": Expected("YouTube XML (srv1)", 5),
    "srv2.xml": Expected("YouTube XML (srv2)", 5),
    "srv3.xml": Expected("YouTube XML (srv3)", 5),
    "json3.json": Expected("YouTube json3", 5),
    "transcript-api.json": Expected("youtube-transcript-api", 5),
    "whisper.json": Expected("Whisper JSON", 5),
    "whisper.tsv": Expected("Whisper TSV", 5),
    "faster-whisper.json": Expected("faster-whisper", 5),
    "whisperx.json": Expected("WhisperX", 5, "SPEAKER_00; SPEAKER_01"),
    "whispercpp.json": Expected("whisper.cpp", 5),
    "pipeline.json": Expected("transformers", 5),
    "word-list.json": Expected("word list", 5),
    "podcasting20.json": Expected("Podcasting 2.0 JSON", 0, "Ann; Bo"),
    "podcasting20.html": Expected("podcast HTML", 4, "Ann; Bo"),
    "aws.json": Expected("AWS Transcribe", 0, "spk_0; spk_1"),
    "google.json": Expected("Google Speech-to-Text", 0),
    "azure.json": Expected("Azure", 5),
    "deepgram.json": Expected("Deepgram", 5),
    "assemblyai.json": Expected("AssemblyAI", 5, "A; B"),
    "revai.json": Expected("Rev.ai", 5),
    "elevenlabs.json": Expected("ElevenLabs", 0),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_every_format_says_the_same_words_once_and_in_order(name):
    corpus = refrain.load(FIXTURES / name)
    (text,) = corpus.transcripts["text"]
    assert words.words(text) == SPOKEN
    assert corpus.problems.empty


@pytest.mark.parametrize("name", EXPECTED)
def test_every_format_is_recognised_with_its_cues_and_speakers(name):
    expected = EXPECTED[name]
    corpus = refrain.load(FIXTURES / name)
    row = corpus.transcripts.iloc[0]
    assert row["format"] == expected.format
    if expected.cues:
        assert len(corpus.cues) == expected.cues
    if expected.speakers:
        assert row["speaker"] == expected.speakers


@pytest.mark.parametrize("name", [name for name in EXPECTED if EXPECTED[name].cues])
def test_a_cue_has_the_words_that_are_said_then(name):
    corpus = refrain.load(FIXTURES / name)
    text = corpus.transcripts["text"][0]
    places = zip(corpus.cues["start_char"], corpus.cues["end_char"], strict=True)
    assert [word for start, end in places for word in words.words(text[start:end])] == SPOKEN
    starts = corpus.cues["start"].tolist()
    assert starts == sorted(starts)
    assert starts[0] == pytest.approx(0, abs=0.1)
    assert starts[-1] == pytest.approx(12, abs=0.1)


def test_no_fixture_is_forgotten():
    tables_and_chats = ("table", "messages", "sharegpt", "completions", "alpaca", "preferences")
    others = {path.name for path in FIXTURES.iterdir()} - {*EXPECTED}
    assert all(name.startswith(tables_and_chats) for name in others), others
