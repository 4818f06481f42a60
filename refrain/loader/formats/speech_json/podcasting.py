"""Podcasting 2.0: `segments` of `startTime`, `endTime`, `body` and `speaker`.

A segment can be a sentence, a word, a comma or a space.
"""

from __future__ import annotations

from typing import Any

from refrain.loader.formats.speech_json.entry import Entry
from refrain.loader.formats.speech_json.fields import Fields
from refrain.loader.formats.speech_json.joining import cues_of
from refrain.loader.formats.speech_json.signature import is_text, most, objects
from refrain.loader.timed_text import Speech

_SEGMENTS = Fields(("body",), ("startTime",), ("endTime",))


def matches(value: Any) -> bool:
    """Whether there are segments of a body with its time."""

    def is_segment(segment: dict[str, Any]) -> bool:
        return is_text(segment.get("body")) and "startTime" in segment

    return most(objects(value, "segments"), is_segment)


def speeches(entry: Entry) -> list[Speech]:
    """The segments, joined where each is a word or less."""
    return cues_of(_SEGMENTS.speeches(entry.entries("segments")))
