"""Google Speech-to-Text: `results`, each with `alternatives`, of which the first is the best.

Where it was asked who speaks, the last result repeats the words of all, with a number for each
speaker. Results on the way (`isFinal` is false) are heard once more in the final ones.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from refrain.loader.formats.speech_json.channels import in_order_of_time
from refrain.loader.formats.speech_json.entry import Entry
from refrain.loader.formats.speech_json.fields import Fields
from refrain.loader.formats.speech_json.joining import cues_of_words, fullest
from refrain.loader.formats.speech_json.signature import at, is_text, most, objects
from refrain.loader.formats.speech_json.spacing import size
from refrain.loader.timed_text import Speech

_TAGS = ("speakerLabel", "speaker_label", "speakerTag", "speaker_tag")
_WORDS = Fields(
    ("word",),
    ("startTime", "start_time", "startOffset", "start_offset"),
    ("endTime", "end_time", "endOffset", "end_offset"),
)
_RESULT_ENDS = ("resultEndTime", "result_end_time", "resultEndOffset", "result_end_offset")


class _Result(NamedTuple):
    """The best alternative of a result."""

    text: str
    words: list[Speech]
    end: float | None
    channel: str | None


def matches(value: Any) -> bool:
    """Whether there are results whose first alternative has a transcript, or words."""

    def is_result(result: dict[str, Any]) -> bool:
        best = at(result, "alternatives", 0)
        return is_text(at(best, "transcript")) or is_text(at(best, "words", 0, "word"))

    return any(
        most(objects(value, *path), is_result) for path in (("results",), ("response", "results"))
    )


def speeches(entry: Entry) -> list[Speech]:
    """The results, each once, in the order of time where there are channels."""
    holder = entry if "results" in entry.value else entry.inside("response")
    entries = list(holder.entries("results"))
    final = [one for one in entries if _is_final(one)] or entries
    results = [_result(one) for one in final]
    if _repeats(results):
        whole = " ".join(result.text.strip() for result in results[:-1])
        tagged = cues_of_words(results[-1].words, results[-1].text or whole)
        return list(fullest(tagged, _in_order(results[:-1])))
    return _in_order(results)


def _is_final(result: Entry) -> bool:
    return result.value.get("isFinal", result.value.get("is_final")) is not False


def _result(result: Entry) -> _Result:
    alternatives = list(result.entries("alternatives"))
    channel = result.speaker("channelTag", "channel_tag")
    end = result.time(*_RESULT_ENDS)
    if not alternatives:
        return _Result(result.said, [], end, channel)
    best = alternatives[0]
    words = [
        _WORDS.speech(word, every=False)._replace(speaker=_speaker(word))
        for word in best.entries("words")
    ]
    return _Result(best.text("transcript"), words, end, channel)


def _speaker(word: Entry) -> str | None:
    """Who speaks; the number 0 is nobody."""
    speaker = word.speaker(*_TAGS)
    return None if speaker == "Speaker 0" else speaker


def _repeats(results: list[_Result]) -> bool:
    """Whether the last result says once more what all others do, and who says it."""
    if len(results) < 2 or not any(word.speaker for word in results[-1].words):
        return False
    others = results[:-1]
    if any(word.speaker for result in others for word in result.words):
        return False
    once = sum(size(result.text) for result in others)
    again = sum(size(word.text) for word in results[-1].words)
    return 10 * again >= 8 * once


def _in_order(results: list[_Result]) -> list[Speech]:
    channels: dict[str | None, list[Speech]] = {}
    ends: dict[str | None, float | None] = {}
    for text, words, end, channel in results:
        begins = ends.get(channel, 0.0)
        one = Speech(text, begins, end if begins is None or end is None or end >= begins else None)
        spoken = fullest(cues_of_words(words, text), [one])
        channels.setdefault(channel, []).extend(spoken)
        ends[channel] = end
    if len(channels) < 2:
        return in_order_of_time(*channels.values())
    named = (_of_channel(name, spoken) for name, spoken in channels.items())
    return in_order_of_time(*named)


def _of_channel(name: str | None, spoken: list[Speech]) -> list[Speech]:
    channel = name.replace("Speaker", "Channel") if name else None
    return [one._replace(speaker=one.speaker or channel) for one in spoken]
