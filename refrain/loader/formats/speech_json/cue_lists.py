"""Lists of cues and of words: `[{text, start, duration}]` of youtube-transcript-api and its like.

The newer youtube-transcript-api puts the list under `snippets`; others write the end in place of
the duration, or milliseconds. Words are `[{word, start, end}]`, or have a pair of times.
"""

from __future__ import annotations

import html
from itertools import pairwise
from statistics import median
from typing import Any

from refrain.loader.formats.speech_json import transformers_chunks
from refrain.loader.formats.speech_json.entry import LIST, Entry, entries, seconds_of
from refrain.loader.formats.speech_json.fields import Fields
from refrain.loader.formats.speech_json.joining import cues_of, cues_of_words
from refrain.loader.formats.speech_json.signature import at, is_number, is_text, most, objects
from refrain.loader.timed_text import Speech

_TEXTS = ("text", "content", "caption", "sentence")
_STARTS = ("start", "startTime", "start_time", "offset", "from", "begin", "startMs", "start_ms")
_ENDS = ("end", "endTime", "end_time", "to", "stop", "endMs", "end_ms")
_DURATIONS = ("duration", "dur", "durationMs", "duration_ms")
_CUES = Fields(_TEXTS, _STARTS, _ENDS, _DURATIONS, ("speaker", "speaker_id"))
_WORDS = Fields(("word", "text"), _STARTS, _ENDS, _DURATIONS)
# What tells rows of a table, each of another recording, from the cues of one.
_RECORDINGS = ("audio", "audio_path", "file", "file_name", "filename", "path", "video_id", "url")
_SLOWEST, _SHORTEST_IN_MS = 0.2, 100.0


def are_cues(value: Any) -> bool:
    """Whether it is a list of texts that say when they begin, one after the other."""
    found = objects(value)
    return most(found, _is_cue) and _is_one_recording(found)


def are_snippets(value: Any) -> bool:
    """Whether it is what the newer youtube-transcript-api writes."""
    return are_cues(at(value, "snippets"))


def are_fetched(value: Any) -> bool:
    """Whether it is what youtube-transcript-api writes."""
    keys = {"text", "start", "duration"}
    return are_cues(value) and most(objects(value), lambda cue: set(cue) == keys)


def are_words(value: Any) -> bool:
    """Whether it is a list of words with their times, or of texts with a pair of times."""
    found = objects(value)
    return most(found, _is_word) and _is_one_recording(found)


def cues(entry: Entry, key: str = LIST) -> list[Speech]:
    """The cues of a list, joined where each is a word."""
    items = list(entry.entries(key))
    fields = _CUES._replace(scale=_scale(items))
    return cues_of(
        speech._replace(text=html.unescape(speech.text)) for speech in fields.speeches(items)
    )


def snippets(entry: Entry) -> list[Speech]:
    """The cues of the newer youtube-transcript-api."""
    return cues(entry, "snippets")


def words(entry: Entry) -> list[Speech]:
    """The words of a list, joined into cues; texts that are not words stay as they are."""
    items = list(entries(entry.value[LIST], entry.path, entry.report))
    if not any("word" in item.value for item in items):
        return cues_of(transformers_chunks.speech(item) for item in items)
    fields = _WORDS._replace(scale=_scale(items))
    return cues_of_words(fields.speeches(items, every=False))


def _is_cue(cue: dict[str, Any]) -> bool:
    return any(is_text(cue.get(key)) for key in _TEXTS) and any(
        is_number(cue.get(key)) or _is_clock(cue.get(key)) for key in _STARTS
    )


def _is_clock(value: Any) -> bool:
    return is_text(value) and ":" in value and seconds_of(value) is not None


def _is_word(word: dict[str, Any]) -> bool:
    timed = any(is_number(word.get(key)) for key in _STARTS)
    return (is_text(word.get("word")) and timed) or transformers_chunks.is_chunk(word)


def _is_one_recording(found: list[dict[str, Any]]) -> bool:
    for key in _RECORDINGS:
        if len({cue[key] for cue in found if is_text(cue.get(key))}) > 1:
            return False
    starts = [start for cue in found if (start := _start(cue)) is not None]
    backwards = sum(after < before for before, after in pairwise(starts))
    return 5 * backwards <= len(starts)


def _start(cue: dict[str, Any]) -> float | None:
    return next((seconds_of(cue[key], 0.001) for key in _STARTS if key in cue), None)


def _scale(items: list[Entry]) -> float:
    """The unit of the times: milliseconds where a key says so; or where all are whole numbers,
    a cue is _SHORTEST_IN_MS long, and as seconds that would be less than _SLOWEST letters each."""
    lengths, letters = [], 0
    for item in items:
        keys = [key for key in (*_STARTS, *_ENDS, *_DURATIONS) if key in item.value]
        if any(key.lower().endswith("ms") for key in keys):
            return 0.001
        numbers = [item.value[key] for key in keys]
        if len(numbers) < 2 or not all(isinstance(n, int) and abs(n) < 1e12 for n in numbers):
            continue
        start, until = numbers[:2]
        is_end = any(key in item.value for key in _ENDS)
        lengths.append(until - start if is_end else until)
        letters += sum(len(text) for text in item.value.values() if is_text(text))
    whole = 2 * len(lengths) > len(items)
    if whole and median(lengths) >= _SHORTEST_IN_MS and letters < sum(lengths) * _SLOWEST:
        return 0.001
    return 1
