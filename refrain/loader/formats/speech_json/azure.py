"""Azure Speech: `recognizedPhrases`, each with its `nBest` in four forms; `display` is read.

All phrases of a channel stand once more in `combinedRecognizedPhrases`. The fast transcription has
`phrases` and `combinedPhrases`, of `text`.
"""

from __future__ import annotations

from typing import Any

from refrain.loader.formats.speech_json.channels import in_order_of_time
from refrain.loader.formats.speech_json.entry import Entry
from refrain.loader.formats.speech_json.fields import Fields
from refrain.loader.formats.speech_json.joining import fullest
from refrain.loader.formats.speech_json.signature import at, is_number, is_text, most, objects
from refrain.loader.timed_text import Speech

_FORMS = ("display", "maskedITN", "itn", "lexical", "text")
_TICK = 1e-7
_IN_TICKS = Fields((), ("offsetInTicks",), (), ("durationInTicks",), scale=_TICK)
_IN_MS = Fields((), ("offsetMilliseconds",), (), ("durationMilliseconds",), scale=0.001)
_ISO = Fields((), ("offset",), (), ("duration",), scale=_TICK)


def matches(value: Any) -> bool:
    """Whether there are phrases of the batch or of the fast transcription, or their texts."""
    return (
        most(objects(value, "recognizedPhrases"), _is_recognised)
        or most(objects(value, "combinedRecognizedPhrases"), _has_text)
        or most(objects(value, "phrases"), _is_fast)
        or most(objects(value, "combinedPhrases"), _has_text)
    )


def speeches(entry: Entry) -> list[Speech]:
    """The phrases, of several channels in the order of time; where they lack words, the texts."""
    phrases = [*entry.entries("recognizedPhrases"), *entry.entries("phrases")]
    combined = [*entry.entries("combinedRecognizedPhrases"), *entry.entries("combinedPhrases")]
    by_channel: dict[str | None, list[Speech]] = {}
    for phrase in phrases:
        by_channel.setdefault(_channel(phrase), []).append(_speech(phrase))
    texts = [Speech(one.text(*_FORMS), speaker=_channel(one)) for one in combined]
    if len(by_channel) > 1:
        named = (
            [one._replace(speaker=one.speaker or channel) for one in spoken]
            for channel, spoken in by_channel.items()
        )
        return list(fullest(in_order_of_time(*named), texts))
    texts = [text._replace(speaker=None) for text in texts]
    return list(fullest([one for spoken in by_channel.values() for one in spoken], texts))


def _speech(phrase: Entry) -> Speech:
    best = list(phrase.entries("nBest"))
    text = best[0].text(*_FORMS) if best else phrase.text(*_FORMS)
    fields = next((f for f in (_IN_TICKS, _IN_MS) if f.start[0] in phrase.value), _ISO)
    start, end = fields.times(phrase, every=bool(text.strip()))
    return Speech(text, start, end, phrase.speaker("speaker"))


def _channel(phrase: Entry) -> str | None:
    channel = phrase.value.get("channel")
    return f"Channel {channel}" if is_number(channel) else None


def _has_text(phrase: dict[str, Any]) -> bool:
    return any(is_text(phrase.get(form)) for form in _FORMS)


def _is_recognised(phrase: dict[str, Any]) -> bool:
    best = at(phrase, "nBest", 0)
    return (isinstance(best, dict) and _has_text(best)) or "recognitionStatus" in phrase


def _is_fast(phrase: dict[str, Any]) -> bool:
    return is_text(phrase.get("text")) and "offsetMilliseconds" in phrase
