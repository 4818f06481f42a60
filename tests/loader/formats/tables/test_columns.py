"""Which column is what: by name, by what is in it, by choice; and what is said of a guess."""

from __future__ import annotations

import csv
import io
import json

import pytest

from refrain.loader.formats.tables.candidates import candidates
from refrain.loader.source import Source
from tests.loader.formats.tables.reading import problems, transcripts

LONG = "so we talk about the garden and about what bees do there all day long"


def table(*columns: tuple[str, object], rows: int = 3) -> str:
    """A CSV whose columns have a cell, or a function of the number of the row."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(name for name, _ in columns)
    for n in range(rows):
        writer.writerow(cell(n) if callable(cell) else cell for _, cell in columns)
    return out.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "text",
        "Text",
        "TRANSCRIPT",
        "full-text",
        "pageContent",
        "captions",
        "body",
        "sentence",
        "Transkript",
        "texto",
        "Texte",
        "текст",
        "文本",
        "本文",
        "النص",
        "पाठ",
    ],
)
def test_a_column_of_text_is_told_by_its_name(name):
    made = table(("id", lambda n: n), ("notes", "see below"), (name, lambda n: f"well {n}"))
    assert [row.text for row in transcripts("t.csv", made)] == ["well 0", "well 1", "well 2"]
    assert not problems("t.csv", made)


def test_a_column_called_so_but_empty_is_not_it():
    made = table(("text", ""), ("remarks", lambda n: f"{LONG} {n}"))
    assert transcripts("t.csv", made)[1].text == f"{LONG} 1"
    (problem,) = problems("t.csv", made)
    assert problem.kind == "guessed-column"
    assert "“remarks”: no column is called so, and its texts are longest" in problem.message


def test_of_several_called_so_the_longest_is_taken_and_the_rest_are_named():
    made = table(("transcript", "short words"), ("text", LONG), ("content", "other words here"))
    assert {row.text for row in transcripts("t.csv", made)} == {LONG}
    (problem,) = problems("t.csv", made)
    assert problem.message == (
        "The text was taken from the column “text”: of those called so its texts are "
        "longest. It may also be “transcript”, “content”. Choose another with --text-column NAME, "
        "or in the app under Columns."
    )


def test_a_much_longer_column_beside_the_one_called_so_is_named():
    made = table(("text", "a few words"), ("story", LONG * 3))
    assert transcripts("t.csv", made)[0].text == "a few words"
    assert "It may also be “story”." in problems("t.csv", made)[0].message


def test_addresses_numbers_and_codes_are_no_text():
    made = table(
        ("link", "https://example.org/a/very/long/address/of/something/that/is/longer/than/text"),
        ("hash", "0123456789abcdef" * 8),
        ("what", lambda n: f"{LONG} {n}"),
    )
    assert transcripts("t.csv", made)[0].text == f"{LONG} 0"


def test_a_table_without_texts_is_named_with_its_columns():
    (problem,) = problems("t.csv", table(("a", "1"), ("b", "2")))
    assert problem.kind == "unknown-structure"
    assert "Its columns are “a”, “b”." in problem.message
    assert not transcripts("t.csv", table(("a", "1"), ("b", "2")))


def test_the_other_columns_say_what_they_say():
    made = table(
        ("text", LONG),
        ("category", "sky"),
        ("headline", "007"),
        ("speaker_name", "Ann"),
        ("lang", "de"),
        ("upload_date", "20210304"),
        ("video_id", "dQw4w9WgXcQ"),
    )
    row = transcripts("t.csv", made)[0]
    assert (row.topic, row.topic_from, row.title) == ("sky", "column", "007")
    assert (row.speaker, row.language, row.published) == ("Ann", "de", "20210304")
    assert row.url == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


def test_labels_that_differ_in_every_row_are_no_topics():
    made = table(("text", LONG), ("subject", lambda n: f"Re: {n}"), rows=40)
    assert transcripts("t.csv", made)[0].topic is None
    made = table(("text", LONG), ("subject", lambda n: f"Re: {n % 4}"), rows=40)
    assert transcripts("t.csv", made)[5].topic == "Re: 1"


def test_two_columns_that_may_be_topics_are_told():
    made = table(("text", LONG), ("channel", "News"), ("topic", "sky"))
    assert transcripts("t.csv", made)[0].topic == "sky"
    assert "--topic-column NAME" in problems("t.csv", made)[0].message


def test_a_person_chooses():
    made = table(("text", "words"), ("story", LONG * 3), ("channel", "News"), ("topic", "sky"))
    chosen = {"text_column": "story", "topic_column": "CHANNEL", "title_column": "text"}
    row = transcripts("t.csv", made, **chosen)[0]
    assert (row.text, row.topic, row.title) == (LONG * 3, "News", "words")
    assert not problems("t.csv", made, **chosen)


def test_a_chosen_column_that_is_not_there_is_named_and_guessed():
    made = table(("text", LONG), ("topic", "sky"))
    (problem,) = problems("t.csv", made, text_column="body")
    assert problem.kind == "no-such-column"
    assert problem.message == (
        "There is no column “body” for the text; “text” was taken. The columns are “text”, “topic”."
    )
    assert transcripts("t.csv", made, text_column="body")[0].text == LONG


def test_candidates_are_what_the_app_offers():
    made = table(("text", "a few words"), ("story", LONG * 3), ("topic", "sky"))
    found = candidates(Source.of_bytes("t.csv", made.encode()))
    assert found is not None
    assert found.names == ["text", "story", "topic"]
    assert (found.text.column, found.text.others, found.text.is_sure) == ("text", ("story",), False)
    assert (found.topic.column, found.topic.is_sure) == ("topic", True)
    assert found.title.column is None
    assert candidates(Source.of_bytes("a.txt", b"So, well, it is only prose.")) is None
    chat = json.dumps([{"prompt": "a?", "completion": "b"}] * 2)
    assert candidates(Source.of_bytes("c.json", chat.encode())) is None


PIECES = [
    {"video_id": "a", "start": 0.0, "end": 1.5, "text": "So,", "speaker": "Ann"},
    {"video_id": "a", "start": 1.5, "end": 3, "text": "well.", "speaker": "Ann"},
    {"video_id": "b", "start": 0, "end": 2, "text": "Rain!", "speaker": "Bo"},
    {"video_id": "b", "start": 2, "end": 1, "text": "Again.", "speaker": "Bo"},
]


def test_rows_with_times_are_pieces_of_the_transcript_of_their_recording():
    content = "\n".join(map(json.dumps, PIECES))
    one, two = transcripts("t.jsonl", content)
    assert (one.text, one.title, one.speaker, one.place) == ("So, well.", "a", "Ann", "1")
    assert [(cue.start, cue.end) for cue in one.cues] == [(0, 1.5), (1.5, 3)]
    assert (two.text, two.title, two.cues[1].end) == ("Rain! Again.", "b", None)
    kinds = [problem.kind for problem in problems("t.jsonl", content)]
    assert kinds == ["guessed-column", "backward-time"]


def test_rows_of_one_recording_in_milliseconds_or_as_clocks():
    rows = "\n".join(f"{n * 2000},{n * 2000 + 1900},well {n}" for n in range(5))
    (whole,) = transcripts("t.csv", f"start,end,text\n{rows}\n")
    assert whole.text == "well 0 well 1 well 2 well 3 well 4"
    assert [cue.start for cue in whole.cues] == [0, 2, 4, 6, 8]
    clocks = "start,end,text\n00:00:01,00:00:02,so\n00:01:00.5,00:01:01,well\n"
    assert [cue.start for cue in transcripts("t.csv", clocks)[0].cues] == [1, 60.5]


def test_rows_whose_times_do_not_follow_each_other_are_transcripts():
    rows = [{"start": start, "end": start + 1, "text": LONG} for start in (9, 3, 5, 1)]
    assert len(transcripts("t.jsonl", "\n".join(map(json.dumps, rows)))) == 4
