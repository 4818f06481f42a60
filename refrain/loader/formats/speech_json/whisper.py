"""Whisper and what is built on it: `segments` of `start`, `end`, `text`, maybe of `words`.

OpenAI's programs and service write `text` beside them; WhisperX adds who speaks to segments and
words, and all words once more (`word_segments`); faster-whisper's segments are written as objects,
or as lists, which have the values without their keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from refrain.loader.formats.speech_json.entry import LIST, Entry, entries
from refrain.loader.formats.speech_json.fields import Fields
from refrain.loader.formats.speech_json.joining import cues_of, cues_of_words, fullest
from refrain.loader.formats.speech_json.signature import at, is_number, is_text, most, objects
from refrain.loader.timed_text import Speech

SEGMENTS = Fields(("text",), ("start",), ("end",))
WORDS = Fields(("word", "text"), ("start",), ("end",))
_OF_FASTER = ("seek", "tokens", "avg_logprob", "no_speech_prob")


def is_whisper(value: Any) -> bool:
    """Whether there are segments of text, or a text with its words."""

    def is_word(word: dict[str, Any]) -> bool:
        return is_text(word.get("word")) and "start" in word

    with_words = is_text(at(value, "text")) and most(objects(value, "words"), is_word)
    return _has_segments(value) or with_words


def is_text_alone(value: Any) -> bool:
    """Whether it is a text, and no more than OpenAI's service writes beside it."""
    known = {"text", "usage", "task", "language", "duration", "segments"}
    return isinstance(value, dict) and is_text(value.get("text")) and set(value) <= known


def is_whisperx(value: Any) -> bool:
    """Whether the segments say who speaks, or all words stand there once more."""
    return _has_segments(value) and (
        isinstance(at(value, "word_segments"), list)
        or any("speaker" in segment for segment in objects(value, "segments"))
        or any("score" in word for word in objects(value, "segments", 0, "words"))
    )


def is_faster_whisper(value: Any) -> bool:
    """Whether it is a list of segments, of objects or of lists; or a pair of it and what is known
    of the recording."""
    found = _listed(value)
    return most(
        found, lambda one: _is_segment(one) and any(key in one for key in _OF_FASTER)
    ) or most(found, lambda one: isinstance(one, list) and _text_place(one) > 0)


def speeches(entry: Entry) -> list[Speech]:
    """The segments; where they lack words that the text has, the text."""
    timed = [speech for one in entry.entries("segments") for speech in _of_segment(one)]
    text = entry.text("text")
    words = [] if timed else WORDS.speeches(entry.entries("words"), every=False)
    return list(fullest(cues_of(timed), cues_of_words(words, text), [Speech(text)]))


def faster_speeches(entry: Entry) -> list[Speech]:
    """The segments of a list."""
    value = entry.value[LIST]
    path = entry.path + ("[0]" if _is_pair(value) else "")
    named = [_named(one) for one in (value[0] if _is_pair(value) else value)]
    return cues_of(
        speech for one in entries(named, path, entry.report) for speech in _of_segment(one)
    )


def _has_segments(value: Any) -> bool:
    return most(objects(value, "segments"), _is_segment)


def _is_segment(value: Any) -> bool:
    return isinstance(value, dict) and "start" in value and is_text(value.get("text"))


def _of_segment(segment: Entry) -> Iterator[Speech]:
    """A segment; of one without a text, or whose words alone say who speaks, its words."""
    speech = SEGMENTS.speech(segment)
    first = objects(segment.value, "words")[:1]
    if first and (not speech.text.strip() or (not speech.speaker and "speaker" in first[0])):
        words = WORDS.speeches(segment.entries("words"), every=False)
        yield from fullest(cues_of_words(words, speech.text), [speech])
    else:
        yield speech


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        return []
    return (value[0] if _is_pair(value) else value)[:200]


def _is_pair(value: Any) -> bool:
    """Whether it is what `transcribe` returns: the segments, and what is known of the recording."""
    inner = at(value, 0, 0)
    return isinstance(inner, (list, dict)) and (isinstance(inner, dict) or _text_place(inner) > 0)


def _text_place(segment: list[Any]) -> int:
    """Where a segment that is a list has its text, after its times; 0 where it is none."""
    for place in (4, 2):
        if len(segment) > place and is_text(segment[place]):
            return place if all(map(is_number, segment[:place])) else 0
    return 0


def _named(segment: Any) -> Any:
    """A segment that is a list as the object that it was."""
    place = _text_place(segment) if isinstance(segment, list) else 0
    if not place:
        return segment
    start, end, text = segment[place - 2 : place + 1]
    return {"start": start, "end": end, "text": text}
