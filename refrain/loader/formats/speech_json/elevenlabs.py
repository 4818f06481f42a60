"""ElevenLabs: `language_code`, `text` and `words` of the types `word`, `spacing` and `audio_event`.

Events, as `(laughter)`, are no speech. Of several channels, each is a transcript of its own, in
`transcripts`.
"""

from __future__ import annotations

from typing import Any

from refrain.loader.formats.speech_json.channels import cues_of_channels
from refrain.loader.formats.speech_json.entry import Entry
from refrain.loader.formats.speech_json.fields import Fields
from refrain.loader.formats.speech_json.joining import fullest, grouped
from refrain.loader.formats.speech_json.signature import at, is_text, most, objects
from refrain.loader.formats.speech_json.spacing import spaced
from refrain.loader.timed_text import Speech

_WORDS = Fields(("text",), ("start",), ("end",), speaker=("speaker_id",))
_EVENT = "audio_event"


def matches(value: Any) -> bool:
    """Whether there is a text in a language, and its words with their types."""
    return _is_transcript(value) or most(objects(value, "transcripts"), _is_transcript)


def speeches(entry: Entry) -> list[Speech]:
    """The words, in cues; of several channels in the order of time."""
    channels = list(entry.entries("transcripts"))
    if len(channels) < 2:
        return _spoken(channels[0] if channels else entry)
    named = []
    for number, channel in enumerate(channels):
        index = channel.value.get("channel_index")
        name = f"Channel {index if isinstance(index, int) else number}"
        words, text = _said(channel)
        pieces = fullest(words, [Speech(text)])
        named.append([piece._replace(speaker=name) for piece in pieces])
    return cues_of_channels(named)


def _spoken(transcript: Entry) -> list[Speech]:
    words, text = _said(transcript)
    return list(fullest(grouped(words), [Speech(text)]))


def _said(transcript: Entry) -> tuple[list[Speech], str]:
    """The words, with their spaces, and the text, both without events."""
    words, events = [], []
    for entry in transcript.entries("words"):
        kind = entry.value.get("type")
        word = _WORDS.speech(entry, every=kind == "word")
        if kind == _EVENT:
            events.append(word.text)
        else:
            words.append(word)
    return spaced(words), _without(transcript.text("text"), events)


def _without(text: str, events: list[str]) -> str:
    """The text without the events, each once, in order."""
    kept, at_char = [], 0
    for event in events:
        place = text.find(event, at_char)
        if place < 0:
            break
        kept.append(text[at_char:place])
        at_char = place + len(event)
    return "".join([*kept, text[at_char:]])


def _is_transcript(value: Any) -> bool:
    def is_word(word: dict[str, Any]) -> bool:
        return is_text(word.get("text")) and is_text(word.get("type"))

    words = most(objects(value, "words"), is_word)
    return is_text(at(value, "language_code")) and is_text(at(value, "text")) and words
