"""whisper.cpp: `transcription` of `text`, `offsets` in milliseconds and `timestamps`.

It may be told to cut after so many characters; then an entry is a word, or a piece of one, and what
is inside a word begins without a space.
"""

from __future__ import annotations

from typing import Any

from refrain.loader.formats.speech_json.entry import Entry
from refrain.loader.formats.speech_json.fields import Fields
from refrain.loader.formats.speech_json.joining import cues_of
from refrain.loader.formats.speech_json.signature import at, is_text, most, objects
from refrain.loader.formats.speech_json.spacing import whole_words
from refrain.loader.timed_text import Speech

_OFFSETS = Fields((), ("from",), ("to",), scale=0.001)
_CLOCK = Fields((), ("from",), ("to",))


def matches(value: Any) -> bool:
    """Whether there is a transcription of texts with their times."""

    def is_piece(piece: dict[str, Any]) -> bool:
        timed = isinstance(piece.get("offsets"), dict) or isinstance(piece.get("timestamps"), dict)
        return is_text(piece.get("text")) and timed

    return most(objects(value, "transcription"), is_piece)


def speeches(entry: Entry) -> list[Speech]:
    """The transcription."""
    return cues_of(whole_words(_speech(piece) for piece in entry.entries("transcription")))


def _speech(piece: Entry) -> Speech:
    text = piece.text("text")
    has_offset = at(piece.value, "offsets", "from") is not None
    fields, key = (_OFFSETS, "offsets") if has_offset else (_CLOCK, "timestamps")
    start, end = fields.times(piece.inside(key), every=bool(text.strip()) and not piece.said)
    return Speech(text, start, end, piece.speaker("speaker"))
