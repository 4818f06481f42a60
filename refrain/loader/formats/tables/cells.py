"""Cells of any type as text: what is a text, what is a name, and what is neither."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from refrain.loader.clock import in_range, seconds
from refrain.loader.timed_text import Speech, timed_text
from refrain.records import Cue

_TEXTS = ("text", "content", "utterance", "caption", "sentence", "transcript", "value", "body")
_STARTS = ("start", "start_time", "startTime", "begin", "offset", "from")
_ENDS = ("end", "end_time", "endTime", "stop", "to")
_DURATIONS = ("duration", "dur")
_SPEAKERS = ("speaker", "speaker_name", "name")


class Text(NamedTuple):
    """The text of a cell: None where it is empty, or cannot be read as one; and its cues."""

    text: str | None
    is_readable: bool = True
    cues: Sequence[Cue] = ()
    speaker: str | None = None


def text_of(value: Any) -> Text:
    """The text in a cell, without the white space around.

    A number is read as it is written, and of a list of texts each is a line. A list of objects with
    a text each is timed pieces. What is anything else is not readable.

    >>> text_of(" so "), text_of(7).text, text_of(["So,", "well."]).text, text_of({"a": 1})[:2]
    (Text(text='so', is_readable=True, cues=(), speaker=None), '7', 'So,\\nwell.', (None, False))
    """
    if isinstance(value, str):
        return Text(value.strip() or None)
    if is_missing(value):
        return Text(None)
    if isinstance(value, (list, tuple)):
        return _text_of_list(value)
    if isinstance(value, bytes):
        return _text_of_bytes(value)
    if isinstance(value, (bool, Mapping)):
        return Text(None, is_readable=False)
    return Text(label_of(value))


def _text_of_list(values: Sequence[Any]) -> Text:
    if not values:
        return Text(None)
    if all(isinstance(value, str) or value is None for value in values):
        return Text("\n".join(value.strip() for value in values if value).strip() or None)
    speeches = [_speech(value) for value in values]
    spoken = [speech for speech in speeches if speech is not None]
    if len(spoken) < len(values):
        return Text(None, is_readable=False)
    timed = timed_text(spoken)
    return Text(timed.text or None, cues=timed.cues, speaker=timed.speaker)


def _speech(value: Any) -> Speech | None:
    if not isinstance(value, Mapping):
        return None
    text = next((value[key] for key in _TEXTS if isinstance(value.get(key), str)), None)
    if text is None:
        return None
    start, end = _time(value, _STARTS), _time(value, _ENDS)
    duration = _time(value, _DURATIONS)
    if end is None and start is not None and duration is not None:
        end = start + duration
    return Speech(" ".join(text.split()), start, end, _name(value))


def _time(value: Mapping[str, Any], keys: Sequence[str]) -> float | None:
    return next((time_of(value[key]) for key in keys if key in value), None)


def _name(value: Mapping[str, Any]) -> str | None:
    return next((label_of(value[key]) for key in _SPEAKERS if key in value), None)


def time_of(value: Any, scale: float = 1) -> float | None:
    """A time in a cell, a number or as a clock shows it, in seconds; None where it is none."""
    if isinstance(value, str) and ":" in value:
        return seconds(value)
    if isinstance(value, Decimal):
        value = float(value)
    return in_range(value, scale)


def _text_of_bytes(value: bytes) -> Text:
    try:
        return Text(value.decode("utf-8").strip() or None)
    except UnicodeDecodeError:
        return Text(None, is_readable=False)


def is_missing(value: Any) -> bool:
    """Whether a cell is empty: None, or no number."""
    return value is None or (isinstance(value, float) and math.isnan(value))


def label_of(value: Any) -> str | None:
    """What a cell says as the name of something: on one line; None where it says nothing.

    >>> label_of("007"), label_of(3.0), label_of(["a", "b"]), label_of(" "), label_of({"a": 1})
    ('007', '3', 'a; b', None, None)
    """
    if isinstance(value, str):
        return " ".join(value.split()) or None
    if is_missing(value) or isinstance(value, (bytes, Mapping)):
        return None
    if isinstance(value, (list, tuple)):
        items = [item for item in value[:100] if not isinstance(item, (list, tuple))]
        names = [name for item in items if (name := label_of(item))]
        return "; ".join(names) or None
    return _written(value)


def _written(value: Any) -> str | None:
    if isinstance(value, datetime) and value.time() == value.min.time():
        value = value.date()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    try:
        return str(value)
    except ValueError:  # Python writes no number of thousands of digits
        return None
