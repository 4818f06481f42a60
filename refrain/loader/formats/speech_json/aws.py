"""AWS Transcribe: `results.transcripts` has the text, `items` its words and marks with their times.

Newer files have `audio_segments`, too, and where there are channels, `channel_labels` has all words
of each once more. Who speaks is said of the items, or in `speaker_labels`, by the time of each.
"""

from __future__ import annotations

from typing import Any

from refrain.loader.formats.speech_json.channels import cues_of_channels
from refrain.loader.formats.speech_json.entry import Entry
from refrain.loader.formats.speech_json.fields import Fields
from refrain.loader.formats.speech_json.joining import cues_of_words, fullest
from refrain.loader.formats.speech_json.signature import at, is_text, most, objects
from refrain.loader.formats.speech_json.spacing import spaced
from refrain.loader.timed_text import Speech

_SPEAKERS = ("speaker_label", "channel_label")
_SEGMENTS = Fields(("transcript",), ("start_time",), ("end_time",), speaker=_SPEAKERS)
_ITEMS = Fields(("content",), ("start_time",), ("end_time",), speaker=_SPEAKERS)


def matches(value: Any) -> bool:
    """Whether the results have transcripts, of texts, or items with alternatives."""
    return most(
        objects(value, "results", "transcripts"), lambda one: is_text(one.get("transcript"))
    ) or most(
        objects(value, "results", "items"),
        lambda item: is_text(at(item, "alternatives", 0, "content")) and "type" in item,
    )


def speeches(entry: Entry) -> list[Speech]:
    """The segments, the items of each channel, all items, or the text: the first that has all."""
    results = entry.inside("results")
    texts = [Speech(one.text("transcript")) for one in results.entries("transcripts")]
    whole = " ".join(text.text for text in texts)
    labels = _labels(results)
    segments = _SEGMENTS.speeches(results.entries("audio_segments"))
    items = [_item(item, labels) for item in results.entries("items")]
    channels = [
        spaced([_item(item, {}, channel) for item in channel.entries("items")])
        for channel in results.inside("channel_labels").entries("channels")
    ]
    if any(item.speaker for item in items) and not any(one.speaker for one in segments):
        segments = []
    words = cues_of_words(items, whole)
    return list(fullest(segments, cues_of_channels(channels), words, texts))


def _item(item: Entry, labels: dict[str, str], channel: Entry | None = None) -> Speech:
    alternatives = list(item.entries("alternatives"))
    text = alternatives[0].text("content") if alternatives else item.text("content")
    start, end = _ITEMS.times(item, every=item.value.get("type") == "pronunciation")
    speaker = item.speaker(*_SPEAKERS) or labels.get(_key(item))
    if channel is not None:
        speaker = channel.speaker("channel_label") or speaker
    return Speech(text, start, end, speaker)


def _labels(results: Entry) -> dict[str, str]:
    """Who speaks, by when an item begins, as it is written."""
    labels: dict[str, str] = {}
    for segment in results.inside("speaker_labels").entries("segments"):
        for item in segment.entries("items"):
            if speaker := item.speaker("speaker_label") or segment.speaker("speaker_label"):
                labels[_key(item)] = speaker
    labels.pop("", None)
    return labels


def _key(item: Entry) -> str:
    start = item.value.get("start_time")
    return str(start) if isinstance(start, (str, float)) else ""
