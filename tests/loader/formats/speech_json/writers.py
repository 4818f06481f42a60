"""A conversation as each program and service writes it, with all that it repeats."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from tests.loader.formats.speech_json.conversation import HAN, Conversation, Utterance, Word

Writer = Callable[[Conversation], Any]


class Written(NamedTuple):
    """A dialect as a writer writes it: what it is called, and how speakers are named in it."""

    write: Writer
    format: str
    speaker: Callable[[int], str] | None = None


def _s(milliseconds: int) -> float:
    return milliseconds / 1000


def _whisper_words(words: tuple[Word, ...]) -> list[dict[str, Any]]:
    return [
        {"word": f" {w.written}", "start": _s(w.start), "end": _s(w.end), "probability": 0.9}
        for w in words
    ]


def _segment(n: int, one: Utterance) -> dict[str, Any]:
    return {
        "id": n,
        "seek": 0,
        "start": _s(one.start),
        "end": _s(one.end),
        "text": f" {one.text}",
        "tokens": [50364, 407],
        "temperature": 0.0,
        "avg_logprob": -0.2,
        "compression_ratio": 1.1,
        "no_speech_prob": 0.01,
    }


def whisper(said: Conversation) -> Any:
    segments = [_segment(n, one) for n, one in enumerate(said.utterances)]
    return {"text": f" {said.text}", "segments": segments, "language": "en"}


def whisper_with_words(said: Conversation) -> Any:
    value = whisper(said)
    for segment, one in zip(value["segments"], said.utterances, strict=True):
        segment["words"] = _whisper_words(one.words)
    return value


def openai_words(said: Conversation) -> Any:
    words = [{"word": w.text, "start": _s(w.start), "end": _s(w.end)} for w in said.words]
    return {"task": "transcribe", "language": "english", "text": said.text, "words": words}


def openai_text(said: Conversation) -> Any:
    return {"text": said.text, "usage": {"type": "duration", "seconds": 9}}


def faster_whisper(said: Conversation) -> Any:
    return [_segment(n, one) | {"words": None} for n, one in enumerate(said.utterances, 1)]


def faster_whisper_tuples(said: Conversation) -> Any:
    return [
        [n, 0, _s(one.start), _s(one.end), f" {one.text}", [50364], -0.2, 1.1, 0.01, None, 0.0]
        for n, one in enumerate(said.utterances, 1)
    ]


def faster_whisper_pair(said: Conversation) -> Any:
    return [faster_whisper_tuples(said), ["en", 0.99, 12.5]]


def whisperx(said: Conversation) -> Any:
    def words(one: Utterance) -> list[dict[str, Any]]:
        # A number has no times: it cannot be aligned.
        return [
            {"word": w.written, "speaker": f"SPEAKER_0{one.speaker}"}
            if w.text.isdigit()
            else {
                "word": w.written,
                "start": _s(w.start),
                "end": _s(w.end),
                "score": 0.8,
                "speaker": f"SPEAKER_0{one.speaker}",
            }
            for w in one.words
        ]

    segments = [
        {
            "start": _s(one.start),
            "end": _s(one.end),
            "text": f" {one.text}",
            "words": words(one),
            "speaker": f"SPEAKER_0{one.speaker}",
        }
        for one in said.utterances
    ]
    return {
        "segments": segments,
        "word_segments": [word for one in said.utterances for word in words(one)],
    }


def _cpp(text: str, start: int, end: int) -> dict[str, Any]:
    return {
        "timestamps": {"from": f"00:00:00,{start:03}", "to": f"00:00:00,{end:03}"},
        "offsets": {"from": start, "to": end},
        "text": text,
    }


def whisper_cpp(said: Conversation) -> Any:
    pieces = [_cpp(f" {one.text}", one.start, one.end) for one in said.utterances]
    return {"params": {}, "result": {"language": "en"}, "transcription": pieces}


def whisper_cpp_pieces(said: Conversation) -> Any:
    """As it writes with `--max-len 1`: parts of words, each with its time."""
    pieces = []
    for one in said.utterances:
        for n, word in enumerate(one.words):
            begins = "" if n and word.text[0] in HAN else " "
            half = len(word.text) // 2
            parts = [begins + word.text[:half], word.text[half:]] if half else [begins + word.text]
            pieces += [_cpp(part, word.start, word.end) for part in [*parts, word.mark] if part]
    return {"params": {}, "result": {"language": "en"}, "transcription": pieces}


def transformers(said: Conversation) -> Any:
    chunks = [
        {"timestamp": [_s(one.start), _s(one.end)], "text": f" {one.text}"}
        for one in said.utterances
    ]
    chunks[-1]["timestamp"][1] = None
    return {"text": f" {said.text}", "chunks": chunks}


def transformers_words(said: Conversation) -> Any:
    chunks = [{"text": f" {w.written}", "timestamp": [_s(w.start), _s(w.end)]} for w in said.words]
    return {"text": f" {said.text}", "chunks": chunks}


def transformers_speakers(said: Conversation) -> Any:
    spoken = [
        {
            "speaker": f"SPEAKER_0{one.speaker}",
            "text": f" {one.text}",
            "timestamp": [_s(one.start), _s(one.end)],
        }
        for one in said.utterances
    ]
    return {"speakers": spoken, **transformers(said)}


def word_list(said: Conversation) -> Any:
    return [{"word": w.written, "start": _s(w.start), "end": _s(w.end)} for w in said.words]


def timestamp_list(said: Conversation) -> Any:
    return transformers_words(said)["chunks"]


def transcript_api(said: Conversation) -> Any:
    return [
        {"text": one.text, "start": _s(one.start), "duration": _s(one.end - one.start)}
        for one in said.utterances
    ]


def snippets(said: Conversation) -> Any:
    return {"video_id": "abcdefghijk", "language_code": "en", "snippets": transcript_api(said)}


def cues_in_milliseconds(said: Conversation) -> Any:
    return [{"text": one.text, "startMs": one.start, "endMs": one.end} for one in said.utterances]


def video_with_cues(said: Conversation) -> Any:
    return {"title": "A talk", "url": "https://example.org/a", "transcript": transcript_api(said)}


def json3(said: Conversation) -> Any:
    events = [
        {"tStartMs": one.start, "dDurationMs": one.end - one.start, "segs": [{"utf8": one.text}]}
        for one in said.utterances
    ]
    return {"wireMagic": "pb3", "pens": [{}], "wsWinStyles": [{}], "events": events}


def json3_rolling(said: Conversation) -> Any:
    events: list[dict[str, Any]] = [
        {"tStartMs": 0, "dDurationMs": 99_000, "id": 1, "wpWinPosId": 1}
    ]
    for one in said.utterances:
        segs = []
        for n, word in enumerate(one.words):
            begins = "" if n == 0 or word.text[0] in HAN else " "
            segs.append({"utf8": begins + word.written, "tOffsetMs": word.start - one.start})
        event = {"tStartMs": one.start, "dDurationMs": 5_000, "wWinId": 1}
        events.append(event | {"segs": segs})
        events.append(event | {"aAppend": 1, "segs": [{"utf8": "\n"}]})
    return {"wireMagic": "pb3", "events": events}


def podcasting(said: Conversation) -> Any:
    segments = [
        {
            "speaker": f"Ann {one.speaker}",
            "startTime": _s(one.start),
            "endTime": _s(one.end),
            "body": one.text,
        }
        for one in said.utterances
    ]
    return {"version": "1.0.0", "segments": segments}


def podcasting_words(said: Conversation) -> Any:
    """A segment for each word, and for each mark."""
    segments = [
        {
            "speaker": f"Ann {one.speaker}",
            "startTime": _s(word.start),
            "endTime": _s(word.end),
            "body": body,
        }
        for one in said.utterances
        for word in one.words
        for body in (word.text, word.mark)
        if body
    ]
    return {"version": "1.0.0", "segments": segments}


def podcasting_spaces(said: Conversation) -> Any:
    """A segment for each word, for each mark, and for each space."""
    segments = podcasting_words(said)["segments"]
    spaced: list[dict[str, Any]] = []
    for segment in segments:
        if spaced and segment["body"][0] not in ",.?!:。，":
            spaced.append({**segment, "endTime": segment["startTime"], "body": " "})
        spaced.append(segment)
    return {"version": "1.0.0", "segments": spaced}


def _aws_items(words: tuple[Word, ...] | list[Word], **more: Any) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    for word in words:
        times = {"start_time": f"{_s(word.start):.3f}", "end_time": f"{_s(word.end):.3f}"}
        best = [{"confidence": "0.9", "content": word.text}, {"confidence": "0", "content": "no"}]
        items.append({**times, "alternatives": best, "type": "pronunciation", **more})
        for mark in word.mark:
            marks = [{"confidence": "0.0", "content": mark}]
            items.append({"alternatives": marks, "type": "punctuation", **more})
    return items


def aws(said: Conversation) -> Any:
    segments = [
        {
            "start_time": f"{_s(one.start):.3f}",
            "end_time": f"{_s(one.end):.3f}",
            "speaker_label": f"spk_{one.speaker}",
            "items": [
                {
                    "start_time": f"{_s(w.start):.3f}",
                    "end_time": f"{_s(w.end):.3f}",
                    "speaker_label": f"spk_{one.speaker}",
                }
                for w in one.words
            ],
        }
        for one in said.utterances
    ]
    results = {
        "transcripts": [{"transcript": said.text}],
        "speaker_labels": {"speakers": 3, "segments": segments},
        "items": _aws_items(said.words),
    }
    return {"jobName": "a", "accountId": "1", "results": results, "status": "COMPLETED"}


def aws_segments(said: Conversation) -> Any:
    value = aws(said)
    value["results"]["audio_segments"] = [
        {
            "id": n,
            "transcript": one.text,
            "start_time": f"{_s(one.start):.3f}",
            "end_time": f"{_s(one.end):.3f}",
            "speaker_label": f"spk_{one.speaker}",
            "items": [0],
        }
        for n, one in enumerate(said.utterances)
    ]
    return value


def aws_channels(said: Conversation) -> Any:
    channels = [
        {
            "channel_label": f"ch_{speaker}",
            "items": [
                item
                for one in said.utterances
                if one.speaker == speaker
                for item in _aws_items(one.words)
            ],
        }
        for speaker in said.speakers
    ]
    everything = [
        item
        for one in said.utterances
        for item in _aws_items(one.words, channel_label=f"ch_{one.speaker}")
    ]
    results = {
        "transcripts": [{"transcript": said.text}],
        "channel_labels": {"channels": channels, "number_of_channels": len(channels)},
        "items": everything,
    }
    return {"jobName": "a", "results": results, "status": "COMPLETED"}


def _google_words(one: Utterance, **more: Any) -> list[dict[str, Any]]:
    return [
        {
            "startTime": f"{_s(w.start):.3f}s",
            "endTime": f"{_s(w.end):.3f}s",
            "word": w.written,
            **more,
        }
        for w in one.words
    ]


def google(said: Conversation) -> Any:
    results = [
        {
            "alternatives": [
                {"transcript": f" {one.text}", "confidence": 0.9, "words": _google_words(one)},
                {"transcript": "something else", "confidence": 0.1},
            ],
            "resultEndTime": f"{_s(one.end):.3f}s",
            "languageCode": "en-us",
        }
        for one in said.utterances
    ]
    return {"results": results}


def google_texts(said: Conversation) -> Any:
    value = google(said)
    for result in value["results"]:
        for alternative in result["alternatives"]:
            alternative.pop("words", None)
    return {"name": "1", "done": True, "response": value}


def google_speakers(said: Conversation) -> Any:
    value = google(said)
    again = [w for one in said.utterances for w in _google_words(one, speakerTag=one.speaker)]
    value["results"].append({"alternatives": [{"words": again}]})
    return value


def google_protobuf(said: Conversation) -> Any:
    text = json.dumps(google_speakers(said))
    value = json.loads(text.replace("speakerTag", "speaker_tag"))
    for result in value["results"]:
        for word in result["alternatives"][0]["words"]:
            for old, new in (("startTime", "start_time"), ("endTime", "end_time")):
                milliseconds = round(float(word.pop(old)[:-1]) * 1000)
                word[new] = {
                    "seconds": str(milliseconds // 1000),
                    "nanos": milliseconds % 1000 * 1_000_000,
                }
    return value


def _azure_forms(text: str) -> dict[str, str]:
    lexical = text.lower().translate(dict.fromkeys(map(ord, ",.?!:。，")))
    return {"lexical": lexical, "itn": lexical, "maskedITN": lexical, "display": text}


def azure(said: Conversation) -> Any:
    phrases = [
        {
            "recognitionStatus": "Success",
            "channel": 0,
            "speaker": one.speaker,
            "offset": f"PT{_s(one.start)}S",
            "duration": f"PT{_s(one.end - one.start)}S",
            "offsetInTicks": one.start * 10_000.0,
            "durationInTicks": (one.end - one.start) * 10_000.0,
            "nBest": [
                {"confidence": 0.9, **_azure_forms(one.text), "words": [{"word": "so"}]},
                {"confidence": 0.5, **_azure_forms("something else")},
            ],
        }
        for one in said.utterances
    ]
    combined = [{"channel": 0, **_azure_forms(said.text)}]
    return {
        "source": "https://example.org/a.wav",
        "combinedRecognizedPhrases": combined,
        "recognizedPhrases": phrases,
    }


def azure_channels(said: Conversation) -> Any:
    value = azure(said)
    for phrase in value["recognizedPhrases"]:
        phrase["channel"] = phrase.pop("speaker")
    value["recognizedPhrases"].sort(key=lambda phrase: phrase["channel"])
    value["combinedRecognizedPhrases"] = [
        {
            "channel": speaker,
            **_azure_forms(" ".join(u.text for u in said.utterances if u.speaker == speaker)),
        }
        for speaker in said.speakers
    ]
    return value


def azure_fast(said: Conversation) -> Any:
    phrases = [
        {
            "offsetMilliseconds": one.start,
            "durationMilliseconds": one.end - one.start,
            "speaker": one.speaker,
            "text": one.text,
            "words": [{"text": w.text, "offsetMilliseconds": w.start} for w in one.words],
            "locale": "en-US",
        }
        for one in said.utterances
    ]
    return {"combinedPhrases": [{"text": said.text}], "phrases": phrases}


def _deepgram_words(one: Utterance) -> list[dict[str, Any]]:
    return [
        {
            "word": w.text.lower(),
            "start": _s(w.start),
            "end": _s(w.end),
            "speaker": one.speaker,
            "punctuated_word": w.written,
        }
        for w in one.words
    ]


def deepgram_words(said: Conversation) -> Any:
    words = [word for one in said.utterances for word in _deepgram_words(one)]
    best = {"transcript": said.text, "confidence": 0.9, "words": words}
    return {"metadata": {"channels": 1}, "results": {"channels": [{"alternatives": [best]}]}}


def deepgram(said: Conversation) -> Any:
    value = deepgram_words(said)
    paragraphs = [
        {
            "sentences": [{"text": one.text, "start": _s(one.start), "end": _s(one.end)}],
            "speaker": one.speaker,
            "num_words": len(one.words),
            "start": _s(one.start),
            "end": _s(one.end),
        }
        for one in said.utterances
    ]
    value["results"]["channels"][0]["alternatives"][0]["paragraphs"] = {
        "transcript": f"\n{said.text}",
        "paragraphs": paragraphs,
    }
    return value


def deepgram_utterances(said: Conversation) -> Any:
    value = deepgram(said)
    value["results"]["utterances"] = [
        {
            "start": _s(one.start),
            "end": _s(one.end),
            "channel": 0,
            "transcript": one.text,
            "words": _deepgram_words(one),
            "speaker": one.speaker,
        }
        for one in said.utterances
    ]
    return value


def deepgram_channels(said: Conversation) -> Any:
    channels = []
    for speaker in said.speakers:
        mine = [one for one in said.utterances if one.speaker == speaker]
        words = [word for one in mine for word in _deepgram_words(one)]
        best = {"transcript": " ".join(one.text for one in mine), "words": words}
        channels.append({"alternatives": [best]})
    return {"metadata": {}, "results": {"channels": channels}}


def assemblyai(said: Conversation) -> Any:
    def words(one: Utterance) -> list[dict[str, Any]]:
        return [
            {"text": w.written, "start": w.start, "end": w.end, "speaker": "_ABC"[one.speaker]}
            for w in one.words
        ]

    utterances = [
        {
            "speaker": "_ABC"[one.speaker],
            "text": one.text,
            "start": one.start,
            "end": one.end,
            "words": words(one),
        }
        for one in said.utterances
    ]
    return {
        "id": "1",
        "language_code": "en",
        "audio_url": "https://example.org/a.wav",
        "status": "completed",
        "text": said.text,
        "words": [word for one in said.utterances for word in words(one)],
        "utterances": utterances,
    }


def assemblyai_words(said: Conversation) -> Any:
    return {**assemblyai(said), "utterances": None}


def revai(said: Conversation) -> Any:
    monologues = []
    for one in said.utterances:
        elements: list[dict[str, Any]] = []
        for n, word in enumerate(one.words):
            if n and word.text[0] not in HAN:
                elements.append({"type": "punct", "value": " "})
            times = {"ts": _s(word.start), "end_ts": _s(word.end), "confidence": 0.9}
            elements.append({"type": "text", "value": word.text, **times})
            if word.mark:
                elements.append({"type": "punct", "value": word.mark})
        monologues.append({"speaker": one.speaker, "elements": elements})
    return {"monologues": monologues}


def elevenlabs(said: Conversation) -> Any:
    words: list[dict[str, Any]] = []
    text = ""
    for one in said.utterances:
        who = {"speaker_id": f"speaker_{one.speaker}"}
        for word in one.words:
            if text:
                words.append({"text": " ", "type": "spacing", "start": 0, "end": 0, **who})
                text += " "
            times = {"start": _s(word.start), "end": _s(word.end)}
            words.append({"text": word.written, "type": "word", **times, **who})
            text += word.written
        words.append({"text": "(laughter)", "type": "audio_event", "start": 0, "end": 1, **who})
        text += "(laughter)"
    return {"language_code": "eng", "language_probability": 1, "text": text, "words": words}


def elevenlabs_channels(said: Conversation) -> Any:
    channels = []
    for speaker in said.speakers:
        mine = Conversation(tuple(one for one in said.utterances if one.speaker == speaker))
        channels.append(elevenlabs(mine) | {"channel_index": speaker})
    return {"transcripts": channels}


def whisper_words_without_text(said: Conversation) -> Any:
    value = whisper_with_words(said)
    del value["text"]
    for segment in value["segments"]:
        segment["text"] = ""
    return value


WRITERS: dict[str, Written] = {
    "whisper": Written(whisper, "Whisper JSON"),
    "whisper_with_words": Written(whisper_with_words, "Whisper JSON"),
    "openai_words": Written(openai_words, "Whisper JSON"),
    "openai_text": Written(openai_text, "Whisper JSON"),
    "faster_whisper": Written(faster_whisper, "faster-whisper"),
    "faster_whisper_tuples": Written(faster_whisper_tuples, "faster-whisper"),
    "faster_whisper_pair": Written(faster_whisper_pair, "faster-whisper"),
    "whisperx": Written(whisperx, "WhisperX", "SPEAKER_0{}".format),
    "whisper_cpp": Written(whisper_cpp, "whisper.cpp"),
    "whisper_cpp_pieces": Written(whisper_cpp_pieces, "whisper.cpp"),
    "transformers": Written(transformers, "transformers"),
    "transformers_words": Written(transformers_words, "transformers"),
    "transformers_speakers": Written(transformers_speakers, "transformers", "SPEAKER_0{}".format),
    "word_list": Written(word_list, "word list"),
    "timestamp_list": Written(timestamp_list, "word list"),
    "transcript_api": Written(transcript_api, "youtube-transcript-api"),
    "snippets": Written(snippets, "youtube-transcript-api"),
    "cues_in_milliseconds": Written(cues_in_milliseconds, "cue list"),
    "video_with_cues": Written(video_with_cues, "youtube-transcript-api"),
    "json3": Written(json3, "YouTube json3"),
    "json3_rolling": Written(json3_rolling, "YouTube json3"),
    "podcasting": Written(podcasting, "Podcasting 2.0 JSON", "Ann {}".format),
    "podcasting_words": Written(podcasting_words, "Podcasting 2.0 JSON", "Ann {}".format),
    "podcasting_spaces": Written(podcasting_spaces, "Podcasting 2.0 JSON", "Ann {}".format),
    "aws": Written(aws, "AWS Transcribe", "spk_{}".format),
    "aws_segments": Written(aws_segments, "AWS Transcribe", "spk_{}".format),
    "aws_channels": Written(aws_channels, "AWS Transcribe", "ch_{}".format),
    "google": Written(google, "Google Speech-to-Text"),
    "google_texts": Written(google_texts, "Google Speech-to-Text"),
    "google_speakers": Written(google_speakers, "Google Speech-to-Text", "Speaker {}".format),
    "google_protobuf": Written(google_protobuf, "Google Speech-to-Text", "Speaker {}".format),
    "azure": Written(azure, "Azure", "Speaker {}".format),
    "azure_channels": Written(azure_channels, "Azure"),
    "azure_fast": Written(azure_fast, "Azure", "Speaker {}".format),
    "deepgram_words": Written(deepgram_words, "Deepgram", "Speaker {}".format),
    "deepgram": Written(deepgram, "Deepgram", "Speaker {}".format),
    "deepgram_utterances": Written(deepgram_utterances, "Deepgram", "Speaker {}".format),
    "deepgram_channels": Written(deepgram_channels, "Deepgram"),
    "assemblyai": Written(assemblyai, "AssemblyAI", lambda n: "_ABC"[n]),
    "assemblyai_words": Written(assemblyai_words, "AssemblyAI", lambda n: "_ABC"[n]),
    "revai": Written(revai, "Rev.ai", "Speaker {}".format),
    "elevenlabs_channels": Written(elevenlabs_channels, "ElevenLabs"),
    "whisper_words_without_text": Written(whisper_words_without_text, "Whisper JSON"),
    "elevenlabs": Written(elevenlabs, "ElevenLabs", "speaker_{}".format),
}
