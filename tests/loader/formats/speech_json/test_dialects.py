"""What is particular to one dialect, by hand."""

from __future__ import annotations

import pytest

from tests.loader.formats.speech_json.conversation import conversation_of
from tests.loader.formats.speech_json.reading import (
    cues_of,
    is_recognised,
    problems_of,
    transcript_of,
    transcripts_of,
)
from tests.loader.formats.speech_json.writers import WRITERS

TALK = conversation_of((1, "So, well, good morning. Let's begin."), (2, "Über den Fluss?"))


def test_a_speaker_of_a_word_counts_where_the_segment_names_none():
    words = [
        {"word": "So", "start": 0, "end": 0.5, "speaker": "A"},
        {"word": "no!", "start": 0.6, "end": 1, "speaker": "B"},
    ]
    value = {"segments": [{"start": 0, "end": 1, "text": " So no!", "words": words}]}
    assert cues_of(transcript_of(value)) == [(0, 0.5, "So", "A"), (0.6, 1, "no!", "B")]


def test_words_alone_are_cut_into_cues_at_sentences_pauses_and_speakers():
    transcript = transcript_of(WRITERS["word_list"].write(TALK))
    assert transcript.text == "So, well, good morning. Let's begin. Über den Fluss?"
    assert [said for _, _, said, _ in cues_of(transcript)] == [
        "So, well, good morning.",
        "Let's begin. Über den Fluss?",
    ]
    slow = conversation_of((1, "So"), (1, "well"), (1, "then"), pause=1_000)
    assert [said for _, _, said, _ in cues_of(transcript_of(WRITERS["word_list"].write(slow)))] == [
        "So",
        "well",
        "then",
    ]


def test_whisper_cpp_knows_times_by_their_clock_where_offsets_are_missing():
    piece = {"timestamps": {"from": "00:00:01,500", "to": "00:01:02,000"}, "text": " So."}
    assert cues_of(transcript_of({"transcription": [piece]})) == [(1.5, 62, "So.", None)]


def test_whisper_cpp_pieces_of_words_are_joined_however_few_there_are():
    pieces = [
        {"offsets": {"from": n, "to": n + 1}, "text": t} for n, t in enumerate([" gar", "den"])
    ]
    assert transcript_of({"transcription": pieces}).text == "garden"


def test_json3_words_keep_their_spaces_and_a_rolling_cue_ends_where_the_next_begins():
    transcript = transcript_of(WRITERS["json3_rolling"].write(TALK))
    assert transcript.text == "So, well, good morning. Let's begin. Über den Fluss?"
    first, second = cues_of(transcript)
    assert first[1] == second[0] == 2.35
    assert second[1] == pytest.approx(7.35)


@pytest.mark.parametrize("name", ["podcasting_words", "podcasting_spaces"])
def test_podcasting_segments_of_words_commas_and_spaces_are_cues_of_sentences(name):
    transcript = transcript_of(WRITERS[name].write(TALK))
    assert [said for _, _, said, _ in cues_of(transcript)] == [
        "So, well, good morning.",
        "Let's begin.",
        "Über den Fluss?",
    ]


def test_a_comma_between_sentences_goes_to_the_one_before_it():
    bodies = ["We met in the garden", ",", " ", "and then it rained", "."]
    segments = [
        {"startTime": n, "endTime": n + 1, "body": body, "speaker": "Ann"}
        for n, body in enumerate(bodies)
    ]
    transcript = transcript_of({"version": "1.0.0", "segments": segments})
    assert transcript.text == "We met in the garden, and then it rained."


def test_aws_says_who_speaks_by_the_time_of_a_word():
    transcript = transcript_of(WRITERS["aws"].write(TALK))
    assert cues_of(transcript)[-1] == (2.35, 3.35, "Über den Fluss?", "spk_2")


def test_google_without_times_begins_a_result_where_the_one_before_ends():
    transcript = transcript_of(WRITERS["google_texts"].write(TALK))
    assert [cue[:2] for cue in cues_of(transcript)] == [(0, 2.05), (2.05, 3.35)]


def test_google_results_on_the_way_are_not_read():
    final = {"alternatives": [{"transcript": "so well"}], "isFinal": True}
    value = {"results": [{"alternatives": [{"transcript": "so"}], "isFinal": False}, final]}
    assert transcript_of(value).text == "so well"


def test_azure_channels_are_in_the_order_of_time_and_named():
    value = WRITERS["azure_channels"].write(conversation_of((2, "So."), (1, "Yes?"), (2, "No.")))
    transcript = transcript_of(value)
    assert transcript.text == "So.\n\nYes?\n\nNo."
    assert transcript.speaker == "Channel 2; Channel 1"


def test_deepgram_is_read_by_its_words_where_an_utterance_is_missing():
    value = WRITERS["deepgram_utterances"].write(TALK)
    del value["results"]["utterances"][0]
    del value["results"]["channels"][0]["alternatives"][0]["paragraphs"]
    transcript = transcript_of(value)
    assert transcript.text == "So, well, good morning. Let's begin.\n\nÜber den Fluss?"
    assert transcript.speaker == "Speaker 1; Speaker 2"


def test_revai_speakers_have_the_names_that_the_file_gives_and_what_was_not_heard_is_no_word():
    elements = [
        {"type": "text", "value": "So", "ts": 0.5, "end_ts": 0.9},
        {"type": "punct", "value": " "},
        {"type": "unknown", "value": "<unknown>"},
        {"type": "punct", "value": " "},
        {"type": "text", "value": "well", "timestamp": "00:00:01,000", "end_timestamp": "bad"},
    ]
    value = {
        "speakers": [{"id": 0, "name": "Ann Lee"}],
        "monologues": [{"speaker": 0, "elements": elements}],
    }
    assert cues_of(transcript_of(value)) == [(0.5, 0.9, "So well", "Ann Lee")]
    assert [kind for kind, _ in problems_of(value)] == ["unreadable-time"]


def test_elevenlabs_events_are_no_speech():
    assert "laughter" not in (transcript_of(WRITERS["elevenlabs"].write(TALK)).text or "")


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ({"text": "so it was, well, cold", "start": 12, "duration": 3}, (12, 15)),
        ({"text": "so it was, well, cold", "start": 12_000, "duration": 3_000}, (12, 15)),
        ({"text": "so it was, well, cold", "start": 12_000, "end": 15_000}, (12, 15)),
        ({"text": "so it was, well, cold", "offset": 12.0, "duration": 3.0}, (12, 15)),
        ({"text": "so it was, well, cold", "start": "12.0", "dur": "3.0"}, (12, 15)),
        ({"text": "so it was, well, cold", "start": "00:00:12,000", "end": "0:15"}, (12, 15)),
        ({"content": "so it was, well, cold", "from": 12.0, "to": 15.0}, (12, 15)),
    ],
)
def test_cues_are_in_seconds_whatever_they_are_called_and_counted_in(cue, expected):
    assert cues_of(transcript_of([cue]))[0][:2] == expected


def test_entities_of_captions_are_decoded():
    assert transcript_of([{"text": "R&amp;B &#39;n&#39; so", "start": 1.5}]).text == "R&B 'n' so"


def test_a_list_of_outputs_and_outputs_by_name_have_a_transcript_each():
    one, other = WRITERS["whisper"].write(TALK), WRITERS["transcript_api"].write(TALK)
    listed = transcripts_of([one, one])
    assert [(t.place, t.position, t.format) for t in listed] == [
        ("1", 1, "Whisper JSON"),
        ("2", 2, "Whisper JSON"),
    ]
    named = transcripts_of({"first talk": other, "second talk": other})
    assert [(t.place, t.title) for t in named] == [("1", "first talk"), ("2", "second talk")]
    assert problems_of([one, 3, one]) == [
        (
            "stray-line",
            "[1] is not what the others are, and was left out. Mend it if it was spoken.",
        )
    ]


def test_an_output_under_a_key_has_the_title_beside_it():
    transcript = transcript_of(WRITERS["video_with_cues"].write(TALK))
    assert (transcript.title, transcript.place) == ("A talk", "")


@pytest.mark.parametrize(
    ("name", "language"),
    [
        *(("whisper", "en"), ("whisper_cpp", "en"), ("openai_words", "english")),
        *(("google", "en-us"), ("azure_fast", "en-US"), ("assemblyai", "en")),
        *(("elevenlabs", "eng"), ("snippets", "en")),
    ],
)
def test_the_language_is_the_one_that_the_file_states(name, language):
    assert transcript_of(WRITERS[name].write(TALK)).language == language


@pytest.mark.parametrize(
    "value",
    [
        {"monologue": "n", "monologues": "n", "monolingual": "adj"},
        {"name": "a", "version": "1.0.0", "dependencies": {"b": "^1"}},
        {"segments": [{"start": 1, "end": 2}], "text": 3},
        {"segments": [1, 2, 3], "words": ["so", "well"], "title": "a"},
        {"events": [{"name": "concert", "start": "2021-01-01"}]},
        {"results": [{"id": 1, "text": "so"}], "count": 1},
        {"results": {"channels": 3, "transcripts": "none"}},
        {"messages": [{"role": "user", "content": "so"}]},
        [{"text": "so", "label": 1}, {"text": "well", "label": 0}],
        [{"text": "so"}, {"text": "well"}],
        [{"instruction": "so", "output": "well"}],
        [{"text": "so", "start": 9.0, "audio": "a.wav"}, {"text": "so", "start": 1, "audio": "b"}],
        [{"text": "so", "start": n % 2} for n in range(20)],
        {"data": {"text": "so", "title": "a"}},
        {"text": "so", "title": "a", "topic": "b"},
        {"type": "FeatureCollection", "features": []},
        {"cells": [{"cell_type": "code", "source": ["a"]}]},
        ["so", "well"],
        [1, 2],
        [],
        {},
        "so",
        3,
        None,
    ],
    ids=str,
)
def test_what_only_looks_like_it_is_something_else(value):
    assert not is_recognised(value)
