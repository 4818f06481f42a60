"""What is called JSON and is nothing that is read: named, with where and what, and never a text."""

from __future__ import annotations

import pytest

import refrain
from refrain.loader import registry
from refrain.loader.formats import other_json
from refrain.loader.options import Limits, LoadOptions
from refrain.loader.source import Source


def read(name: str, text: str):
    source = Source.of_bytes(name, text.encode())
    assert other_json.recognises(source)
    (problem,) = other_json.read(source)
    return problem.kind, problem.line, problem.message


def test_json_cut_off_is_named_with_the_line_where_it_ends():
    kind, line, message = read("a.json", '{"text": "so",\n"segments": [\n{"start": 0, "te')
    assert (kind, line) == ("broken-file", 3)
    assert "no JSON from line 3 on: Unterminated string" in message


def test_json_of_an_unknown_structure_is_named_with_its_keys_and_what_to_do():
    kind, _, message = read("a.json", '[{"speech": "so", "by": "Ann"}]')
    assert kind == "unknown-structure"
    assert "a list of objects with the keys “speech”, “by”" in message
    assert "--text-column" in message


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.json", "var a = {};\n", "program's source"),
        ("a.json", "// notes\nmodule.exports = {}", "program's source"),
        ("a.json", "<!DOCTYPE html><p>Not found", "HTML"),
        ("a.json", "{'text': 'so'}", "as Python does"),
        ("a.jsonl", "{'text': 'so'}\n{'text': 'well'}\n", "as Python does"),
        ("a.jsonl", "[None, True]\n", "as Python does"),
        ("a.ndjson", '{"text" "so"}\n', "no JSON objects"),
    ],
)
def test_what_is_something_else_is_named_as_that(name, text, told):
    kind, line, message = read(name, text)
    assert (kind, line) == ("unknown-structure", 1)
    assert told in message


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, '{"a":' * 50_000, '"so"', "3", "[]", "{}", '{"a": ' + "9" * 10_000 + "}"],
)
def test_anything_at_all_is_named_and_raises_nothing(text):
    assert read("a.json", text)[0] in ("unknown-structure", "broken-file", "beyond-limit")


def test_more_values_than_the_limit_are_not_read_and_the_limit_is_named():
    content = b'{"text": "so", "numbers": [1' + b", 1" * 40_000 + b"]}"
    options = LoadOptions(limits=Limits(json_values=30_000))
    source = Source.of_bytes("a.txt", content, options)
    assert registry.format_of(source) is other_json
    (problem,) = other_json.read(source)
    assert problem.kind == "beyond-limit"
    assert "30,000 values, the limit (json_values)" in problem.message
    assert Source.of_bytes("a.txt", content).json is not None


def test_json_in_a_text_file_is_no_transcript_and_a_text_that_begins_with_a_bracket_is():
    assert registry.format_of(Source.of_bytes("a.txt", b'{"a": {"b": 1}}')) is other_json
    assert not other_json.recognises(Source.of_bytes("a.txt", b"[Music] so, well"))
    assert not other_json.recognises(Source.of_bytes("a.txt", b"[]"))


def test_a_folder_with_bad_json_loads_the_rest(tmp_path):
    (tmp_path / "bad.json").write_text('{"text": "so')
    (tmp_path / "cues.json").write_text('[{"text": "so, well", "start": 0.5, "duration": 1}]')
    (tmp_path / "settings.json").write_text('{"theme": "dark"}')
    corpus = refrain.load(tmp_path)
    assert corpus.transcripts[["source", "text", "format"]].to_numpy().tolist() == [
        ["cues.json", "so, well", "youtube-transcript-api"]
    ]
    assert corpus.cues[["start", "end"]].to_numpy().tolist() == [[0.5, 1.5]]
    assert corpus.problems[["source", "kind"]].to_numpy().tolist() == [
        ["bad.json", "broken-file"],
        ["settings.json", "unknown-structure"],
    ]
