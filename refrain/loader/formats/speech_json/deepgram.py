"""Deepgram: `results.channels`, each with `alternatives`, of which the first is the best.

It says everything three or four times: as a transcript, as words, as paragraphs of sentences, and
as `utterances` of all channels.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from refrain.loader.formats.speech_json.channels import cues_of_channels, in_order_of_time
from refrain.loader.formats.speech_json.entry import Entry
from refrain.loader.formats.speech_json.fields import Fields
from refrain.loader.formats.speech_json.joining import fullest
from refrain.loader.formats.speech_json.signature import at, is_text, most, objects
from refrain.loader.formats.speech_json.spacing import pieces_of
from refrain.loader.timed_text import Speech

_UTTERANCES = Fields(("transcript",), ("start",), ("end",))
_SENTENCES = Fields(("text",), ("start",), ("end",))
_WORDS = Fields(("punctuated_word", "word"), ("start",), ("end",))


def matches(value: Any) -> bool:
    """Whether a channel of the results has a transcript or words, or an utterance has one."""

    def is_channel(channel: dict[str, Any]) -> bool:
        best = at(channel, "alternatives", 0)
        return is_text(at(best, "transcript")) or is_text(at(best, "words", 0, "word"))

    return most(objects(value, "results", "channels"), is_channel) or most(
        objects(value, "results", "utterances"), lambda one: is_text(one.get("transcript"))
    )


def speeches(entry: Entry) -> list[Speech]:
    """Utterances, sentences, words or transcripts: the first that has all that is said."""
    results = entry.inside("results")
    channels = [_best(channel) for channel in results.entries("channels")]
    several = len(channels) > 1
    names = [f"Channel {n}" if several else None for n in range(len(channels))]
    utterances = [
        speech._replace(speaker=_channel(one) if several else speech.speaker)
        for one in results.entries("utterances")
        for speech in [_UTTERANCES.speech(one)]
    ]
    pairs = list(zip(channels, names, strict=True))
    words = cues_of_channels([_named(_words(best), name) for best, name in pairs])
    sentences = in_order_of_time(*(_named(_sentences(best), name) for best, name in pairs))
    texts = [one for best, name in pairs for one in _named(_transcript(best), name)]
    # A sentence does not know what is said in another channel meanwhile; words do.
    inner = (words, sentences) if several else (sentences, words)
    return list(fullest(utterances, *inner, texts))


def _best(channel: Entry) -> Entry:
    alternatives = list(channel.entries("alternatives"))
    return alternatives[0] if alternatives else Entry({}, channel.path, channel.report)


def _sentences(best: Entry) -> list[Speech]:
    spoken = []
    for paragraph in best.inside("paragraphs").entries("paragraphs"):
        for sentence in _SENTENCES.speeches(paragraph.entries("sentences")):
            spoken.append(sentence._replace(speaker=paragraph.speaker("speaker")))
    return spoken


def _words(best: Entry) -> Sequence[Speech]:
    words = _WORDS.speeches(best.entries("words"), every=False)
    return pieces_of(words, best.text("transcript"))


def _transcript(best: Entry) -> list[Speech]:
    return [Speech(best.text("transcript"))]


def _named(spoken: Sequence[Speech], channel: str | None) -> Sequence[Speech]:
    return [speech._replace(speaker=channel) for speech in spoken] if channel else spoken


def _channel(utterance: Entry) -> str | None:
    channel = utterance.value.get("channel")
    return f"Channel {channel}" if isinstance(channel, int) else None
