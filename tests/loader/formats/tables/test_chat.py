"""Files of chats and instructions: prompts with shots and a target."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
import pytest

import refrain
from refrain import audit
from tests.loader.formats.tables.reading import problems, transcripts

FIXTURES = Path(__file__).parents[2] / "fixtures"


def rows(name: str, content: bytes | str) -> list[tuple[str, str, str | None, str | None]]:
    found = transcripts(name, content)
    return [(row.place, row.role, row.speaker, row.text) for row in found]


@pytest.mark.parametrize(
    ("name", "form", "expected"),
    [
        (
            "messages.jsonl",
            "JSON Lines (chat)",
            [
                ("1.1", "shot", "system", "You help in a garden."),
                ("1.2", "shot", "user", "What do bees need?"),
                ("1.3", "target", "assistant", "Bees need water, too!"),
                ("2.1", "shot", "user", "And tomorrow?"),
                ("2.2", "target", "assistant", "Rain again; take a coat."),
            ],
        ),
        (
            "sharegpt.json",
            "JSON table (chat)",
            [
                ("1.1", "shot", "user", "What do bees need?"),
                ("1.2", "target", "assistant", "Bees need water, too!"),
            ],
        ),
        (
            "completions.jsonl",
            "JSON Lines (completions)",
            [
                ("1.1", "shot", "user", "What do bees need?"),
                ("1.2", "target", "assistant", "Bees need water, too!"),
            ],
        ),
        (
            "alpaca.json",
            "JSON table (instructions)",
            [
                ("1.1", "shot", "user", "Answer the gardener."),
                ("1.2", "shot", "user", "What do bees need?"),
                ("1.3", "target", "assistant", "Bees need water, too!"),
                ("2.1", "shot", "user", "Say hello."),
                ("2.2", "target", "assistant", "Hello!"),
            ],
        ),
        (
            "preferences.jsonl",
            "JSON Lines (preferences)",
            [
                ("1.1", "shot", "user", "What do bees need?"),
                ("1.chosen", "target", "chosen", "Bees need water, too!"),
                ("1.rejected", "target", "rejected", "Bees need nothing."),
            ],
        ),
    ],
)
def test_the_fixtures_are_prompts(name, form, expected):
    content = (FIXTURES / name).read_bytes()
    assert rows(name, content) == expected
    corpus = refrain.load(FIXTURES / name)
    assert corpus.problems.empty
    assert set(corpus.transcripts["format"]) == {form}
    assert corpus.transcripts["prompt"].tolist() == [int(place[0]) for place, *_ in expected]


TURNS = [
    {"role": "user", "content": "And bees?"},
    {"role": "assistant", "content": "They fly."},
    {"role": "user", "content": "Where?"},
    {"role": "assistant", "content": "Home."},
    {"role": "user", "content": "Thanks."},
]


def test_the_last_answer_is_the_target_and_what_is_said_after_it_is_kept():
    found = rows("t.jsonl", "\n".join([json.dumps({"messages": TURNS})] * 2))
    assert [(role, text) for _, role, _, text in found[:5]] == [
        ("shot", "And bees?"),
        ("shot", "They fly."),
        ("shot", "Where?"),
        ("target", "Home."),
        ("shot", "Thanks."),
    ]


def test_chats_are_read_from_parquet_and_from_the_cells_of_a_csv():
    expected = [text for _, _, _, text in rows("t.json", json.dumps([{"messages": TURNS}]))]
    out = io.BytesIO()
    pyarrow.parquet.write_table(pa.table({"id": [1], "messages": [TURNS]}), out)
    assert [text for *_, text in rows("t.parquet", out.getvalue())] == expected
    for written in (json.dumps(TURNS), repr(TURNS)):
        cells = io.StringIO()
        csv.writer(cells).writerows([["id", "messages"], ["1", written], ["2", written]])
        assert [text for *_, text in rows("t.csv", cells.getvalue())] == expected * 2


def test_parts_that_are_no_text_are_left_out_and_counted():
    image = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}
    turns = [
        {"role": "user", "content": [{"type": "text", "text": "What is it?"}, image]},
        {"role": "assistant", "content": None, "tool_calls": [{"id": "1"}]},
        {"role": "tool", "content": "a bee"},
        {"role": "assistant", "content": "A bee."},
    ]
    content = json.dumps([{"messages": turns}])
    assert [text for *_, text in rows("t.json", content)] == ["What is it?", "a bee", "A bee."]
    (problem,) = problems("t.json", content)
    assert (problem.kind, problem.count) == ("left-out-parts", 2)
    assert "image_url 1" in problem.message
    assert "tool_calls 1" in problem.message


def test_what_both_answers_of_a_pair_begin_with_is_said_once():
    chosen = [*TURNS[:3], {"role": "assistant", "content": "In the garden."}]
    rejected = [*TURNS[:3], {"role": "assistant", "content": "No idea."}]
    content = json.dumps([{"prompt": "And bees?", "chosen": chosen, "rejected": rejected}])
    assert rows("t.json", content) == [
        ("1.1", "shot", "user", "And bees?"),
        ("1.2", "shot", "assistant", "They fly."),
        ("1.3", "shot", "user", "Where?"),
        ("1.chosen", "target", "chosen", "In the garden."),
        ("1.rejected", "target", "rejected", "No idea."),
    ]


def test_dialogues_in_one_string_are_taken_apart():
    content = json.dumps(
        [
            {
                "chosen": "\n\nHuman: And bees?\n\nAssistant: They fly.",
                "rejected": "\n\nHuman: And bees?\n\nAssistant: Go away.",
            }
        ]
    )
    assert [text for *_, text in rows("t.json", content)] == ["And bees?", "They fly.", "Go away."]


def test_prompts_without_an_answer_are_shots_and_told_once():
    content = "\n".join([json.dumps({"messages": TURNS[:1]})] * 3)
    assert {role for _, role, _, _ in rows("t.jsonl", content)} == {"shot"}
    (problem,) = problems("t.jsonl", content)
    assert (problem.kind, problem.count) == ("no-answer", 3)


def test_a_broken_record_is_named_and_the_rest_loads():
    content = "\n".join(
        [json.dumps({"messages": value}) for value in (TURNS, 7, "oops", TURNS, TURNS)]
    )
    assert {row.prompt for row in transcripts("t.jsonl", content)} == {1, 4, 5}
    assert [(one.line, one.kind) for one in problems("t.jsonl", content)] == [
        (2, "unreadable-cell"),
        (3, "unreadable-cell"),
    ]


def test_the_column_of_the_text_makes_a_table_of_a_chat():
    found = transcripts(
        "t.json", json.dumps([{"prompt": "a?", "completion": "b c"}] * 2), text_column="completion"
    )
    assert [(row.role, row.text) for row in found] == [("transcript", "b c")] * 2


def test_the_topics_of_a_column_give_no_answer_away(tmp_path):
    """A system prompt, a quoted question and a category are no leaks; a copied answer is one."""
    question = " ".join(f"word{n}" for n in range(60))
    lines = [
        {
            "category": "sky",
            "messages": [
                {"role": "system", "content": "You help."},
                {"role": "user", "content": f"Repeat {n}: {question}"},
                {"role": "assistant", "content": f"{question} {n}"},
            ],
        }
        for n in range(4)
    ]
    again = {"role": "assistant", "content": "It is what it is, as I said."}
    lines.append({"category": "sky", "messages": [TURNS[0], again, TURNS[2], again]})
    lines.append({"category": "sky", "messages": TURNS})
    path = tmp_path / "t.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)))
    corpus = refrain.load(path)
    answers = corpus.transcripts[corpus.transcripts["role"] == "target"]
    assert set(answers["topic"]) == {"sky"}
    kinds = audit.findings(corpus)["kind"].tolist()
    assert kinds.count("copied-target") == 1
    assert not {"leak", "quoted-target", "two-texts", "two-topics"} & set(kinds)
