"""Hugging Face's transformers: `text`, and `chunks` of `text` and `timestamp: [from, to]`.

Programs built on it add who speaks (`speakers`), which says everything once more.
"""

from __future__ import annotations

from typing import Any

from refrain.loader.formats.speech_json.entry import Entry
from refrain.loader.formats.speech_json.fields import Fields
from refrain.loader.formats.speech_json.joining import cues_of, fullest
from refrain.loader.formats.speech_json.signature import at, is_text, most, objects
from refrain.loader.timed_text import Speech

_TIMES = Fields((), ("from",), ("to",))


def matches(value: Any) -> bool:
    """Whether there are chunks, or speakers, of texts with a pair of times."""
    return any(most(objects(value, key), is_chunk) for key in ("chunks", "speakers"))


def is_chunk(chunk: dict[str, Any]) -> bool:
    """Whether it is a text with a pair of times."""
    return is_text(chunk.get("text")) and isinstance(chunk.get("timestamp"), list)


def speeches(entry: Entry) -> list[Speech]:
    """What is said with its speakers; else the chunks, or the text where they lack words of it."""
    spoken = [speech(chunk) for chunk in entry.entries("speakers")]
    chunks = [speech(chunk) for chunk in entry.entries("chunks")]
    text = Speech(entry.text("text"))
    return list(fullest(cues_of(spoken), cues_of(chunks), [text]))


def speech(chunk: Entry) -> Speech:
    """What a chunk says. The last one may not say when it ends."""
    text = chunk.text("text")
    pair = chunk.value.get("timestamp")
    times = {"from": at(pair, 0), "to": at(pair, 1)} if isinstance(pair, list) else {"from": pair}
    here = Entry(times, f"{chunk.path}.timestamp", chunk.report, chunk.said)
    start, end = _TIMES.times(here, every=bool(text.strip()))
    return Speech(text, start, end, chunk.speaker("speaker"))
