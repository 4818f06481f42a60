"""YouTube's json3: `events` with `tStartMs` and `segs` of `utf8`.

Words bring their own spaces. Events without segments open windows, and events of a line end alone
roll the captions on: neither says anything. Where captions roll, an event is seen until the next
but one begins; its cue ends where the next begins.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from refrain.loader.formats.speech_json.entry import Entry
from refrain.loader.formats.speech_json.fields import Fields
from refrain.loader.formats.speech_json.joining import cues_of
from refrain.loader.formats.speech_json.signature import at, is_number, objects
from refrain.loader.timed_text import Speech

_EVENT = Fields((), ("tStartMs",), (), ("dDurationMs",), scale=0.001)


def matches(value: Any) -> bool:
    """Whether an event has a time and segments of text, or the file says that it is json3."""
    events = objects(value, "events")
    timed = [event for event in events if is_number(event.get("tStartMs"))]
    told = at(value, "wireMagic") == "pb3" and isinstance(at(value, "events"), list)
    return told or any(at(event, "segs", 0, "utf8") is not None for event in timed)


def speeches(entry: Entry) -> list[Speech]:
    """The events that say something."""
    spoken, rolls = [], False
    for event in entry.entries("events"):
        rolls |= "aAppend" in event.value
        speech = _speech(event)
        if speech.text.strip():
            spoken.append(speech)
    return cues_of(_clipped(spoken) if rolls else spoken)


def _speech(event: Entry) -> Speech:
    text = "".join(segment.text("utf8") for segment in event.entries("segs"))
    start, end = _EVENT.times(event, every=bool(text.strip()))
    return Speech(event.said or text, start, end)


def _clipped(spoken: list[Speech]) -> list[Speech]:
    clipped = [
        one._replace(end=after.start) if _overlap(one, after) else one
        for one, after in pairwise(spoken)
    ]
    return [*clipped, *spoken[-1:]]


def _overlap(one: Speech, after: Speech) -> bool:
    if one.start is None or one.end is None or after.start is None:
        return False
    return one.start <= after.start < one.end
