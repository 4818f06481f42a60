"""The dialects: a line for each, in the order in which they are asked.

A new dialect is a module with what tells it and what reads it, and an entry here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from refrain.loader.formats.speech_json import (
    assemblyai,
    aws,
    azure,
    cue_lists,
    deepgram,
    elevenlabs,
    google,
    podcasting,
    revai,
    transformers_chunks,
    whisper,
    whisper_cpp,
    youtube_json3,
)
from refrain.loader.formats.speech_json.entry import Entry
from refrain.loader.formats.speech_json.signature import at
from refrain.loader.timed_text import Speech

Path = tuple[str | int, ...]


class Dialect(NamedTuple):
    """How a program or a service writes what it heard."""

    name: str
    """What people call it."""
    matches: Callable[[Any], bool]
    """Whether a JSON value is written so, by the types of some of its values; raises nothing."""
    speeches: Callable[[Entry], Sequence[Speech]]
    """What is said in it, each word once, in order."""
    languages: tuple[Path, ...] = ()
    """Where it may say its language."""
    is_text_alone: bool = False
    """Whether it has no times: what is only a text may be much else."""


DIALECTS = (
    Dialect("YouTube json3", youtube_json3.matches, youtube_json3.speeches),
    Dialect(
        "Azure",
        azure.matches,
        azure.speeches,
        (("recognizedPhrases", 0, "locale"), ("phrases", 0, "locale")),
    ),
    Dialect(
        "Deepgram",
        deepgram.matches,
        deepgram.speeches,
        (("results", "channels", 0, "detected_language"),),
    ),
    Dialect("AWS Transcribe", aws.matches, aws.speeches, (("results", "language_code"),)),
    Dialect("Rev.ai", revai.matches, revai.speeches),
    Dialect("AssemblyAI", assemblyai.matches, assemblyai.speeches, (("language_code",),)),
    Dialect(
        "ElevenLabs",
        elevenlabs.matches,
        elevenlabs.speeches,
        (("language_code",), ("transcripts", 0, "language_code")),
    ),
    Dialect("whisper.cpp", whisper_cpp.matches, whisper_cpp.speeches, (("result", "language"),)),
    Dialect("Podcasting 2.0 JSON", podcasting.matches, podcasting.speeches),
    Dialect("transformers", transformers_chunks.matches, transformers_chunks.speeches),
    Dialect(
        "Google Speech-to-Text",
        google.matches,
        google.speeches,
        (
            ("results", 0, "languageCode"),
            ("results", 0, "language_code"),
            ("response", "results", 0, "languageCode"),
        ),
    ),
    Dialect("WhisperX", whisper.is_whisperx, whisper.speeches, (("language",),)),
    Dialect("Whisper JSON", whisper.is_whisper, whisper.speeches, (("language",),)),
    Dialect(
        "Whisper JSON",
        whisper.is_text_alone,
        whisper.speeches,
        (("language",),),
        is_text_alone=True,
    ),
    Dialect("faster-whisper", whisper.is_faster_whisper, whisper.faster_speeches),
    Dialect(
        "youtube-transcript-api",
        cue_lists.are_snippets,
        cue_lists.snippets,
        (("language_code",), ("language",)),
    ),
    Dialect("youtube-transcript-api", cue_lists.are_fetched, cue_lists.cues),
    Dialect("cue list", cue_lists.are_cues, cue_lists.cues),
    Dialect("word list", cue_lists.are_words, cue_lists.words),
)


def dialect_of(value: Any) -> Dialect | None:
    """The dialect in which a JSON value is written; None where it is in none."""
    if not isinstance(value, (dict, list)):
        return None
    return next((dialect for dialect in DIALECTS if dialect.matches(value)), None)


def language_of(value: Any, dialect: Dialect) -> str | None:
    """The language that a value states where its dialect does; None where it states none."""
    found = (at(value, *path) for path in dialect.languages)
    return next((stated for stated in found if isinstance(stated, str) and stated.strip()), None)
