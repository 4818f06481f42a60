"""AssemblyAI: `audio_url`, `text`, `words` in milliseconds, and `utterances` of speakers."""

from __future__ import annotations

from typing import Any

from refrain.loader.formats.speech_json.entry import Entry
from refrain.loader.formats.speech_json.fields import Fields
from refrain.loader.formats.speech_json.joining import cues_of_words, fullest
from refrain.loader.formats.speech_json.signature import at, is_number, is_text, most, objects
from refrain.loader.timed_text import Speech

_TIMED = Fields(("text",), ("start",), ("end",), scale=0.001)


def matches(value: Any) -> bool:
    """Whether there is the address of the audio, with a text, words or utterances."""

    def is_timed(word: dict[str, Any]) -> bool:
        return is_text(word.get("text")) and is_number(word.get("start"))

    if not is_text(at(value, "audio_url")):
        return False
    timed = any(most(objects(value, key), is_timed) for key in ("words", "utterances"))
    return timed or (is_text(at(value, "text")) and "status" in value)


def speeches(entry: Entry) -> list[Speech]:
    """The utterances, the words or the text: the first that has all that is said."""
    text = entry.text("text")
    utterances = _TIMED.speeches(entry.entries("utterances"))
    words = _TIMED.speeches(entry.entries("words"), every=False)
    return list(fullest(utterances, cues_of_words(words, text), [Speech(text)]))
