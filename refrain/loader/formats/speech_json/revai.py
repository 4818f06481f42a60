"""Rev.ai: `monologues` of a speaker, each of `elements`: words, and what stands between them.

An element of the type `unknown` stands for what was not understood, and is no speech.
"""

from __future__ import annotations

from typing import Any

from refrain.loader.formats.speech_json.entry import Entry
from refrain.loader.formats.speech_json.fields import Fields
from refrain.loader.formats.speech_json.joining import grouped
from refrain.loader.formats.speech_json.signature import at, is_text, most, objects
from refrain.loader.timed_text import Speech

_ELEMENTS = Fields(("value",), ("ts", "timestamp"), ("end_ts", "end_timestamp"))


def matches(value: Any) -> bool:
    """Whether there are monologues of elements with values."""
    return most(objects(value, "monologues"), lambda one: _is_element(at(one, "elements", 0)))


def speeches(entry: Entry) -> list[Speech]:
    """The monologues, each in cues."""
    names = {
        str(speaker.value.get("id")): speaker.speaker("name")
        for speaker in entry.entries("speakers")
        if isinstance(speaker.value.get("id"), (int, str))
    }
    spoken = []
    for monologue in entry.entries("monologues"):
        number = monologue.value.get("speaker")
        known = names.get(str(number)) if isinstance(number, (int, str)) else None
        speaker = known or monologue.speaker("speaker_name", "speaker")
        elements = [Speech(monologue.said)] if monologue.said else _elements(monologue)
        spoken += [cue._replace(speaker=speaker) for cue in grouped(elements)]
    return spoken


def _elements(monologue: Entry) -> list[Speech]:
    return [_element(element) for element in monologue.entries("elements")]


def _element(element: Entry) -> Speech:
    if element.value.get("type") == "unknown":
        return Speech(" ")
    return _ELEMENTS.speech(element, every=element.value.get("type") == "text")


def _is_element(value: Any) -> bool:
    return isinstance(value, dict) and is_text(value.get("value")) and is_text(value.get("type"))
