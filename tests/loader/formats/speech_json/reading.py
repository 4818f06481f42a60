"""A JSON value, read as a file of it is."""

from __future__ import annotations

import json
from typing import Any

from refrain.loader.formats import speech_json
from refrain.loader.source import Source
from refrain.records import Problem, Transcript


def source_of(value: Any, name: str = "talk.json") -> Source:
    return Source.of_bytes(name, json.dumps(value).encode())


def is_recognised(value: Any) -> bool:
    return speech_json.recognises(source_of(value))


def records_of(value: Any) -> list[Transcript | Problem]:
    assert is_recognised(value)
    return list(speech_json.read(source_of(value)))


def transcripts_of(value: Any) -> list[Transcript]:
    return [record for record in records_of(value) if isinstance(record, Transcript)]


def transcript_of(value: Any) -> Transcript:
    (transcript,) = transcripts_of(value)
    return transcript


def problems_of(value: Any) -> list[tuple[str, str]]:
    """The kind and the message of each."""
    return [(one.kind, one.message) for one in records_of(value) if isinstance(one, Problem)]


def cues_of(transcript: Transcript) -> list[tuple[float | None, float | None, str, str | None]]:
    """When each begins and ends, what is said in it, and by whom."""
    text = transcript.text or ""
    return [(c.start, c.end, text[c.start_char : c.end_char], c.speaker) for c in transcript.cues]
