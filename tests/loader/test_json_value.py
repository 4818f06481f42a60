"""A text as JSON: whatever is in it, a value or a fault comes of it, and nothing is raised."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain.loader.json_value import fault_in, parsed
from refrain.loader.source import HEAD, Source

_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(_values, st.data())
def test_the_beginning_of_json_is_never_called_faulty(value, data):
    text = json.dumps([value], ensure_ascii=False, indent=data.draw(st.sampled_from([None, 1])))
    assert parsed(text).value == [value]
    assert fault_in(text[: data.draw(st.integers(1, len(text)))]) is None


@pytest.mark.parametrize(
    ("text", "line"),
    [('{"a": 1}\n{"b": 2}\n', 2), ("[Music] so\nwell " * 3, 1), ("{\n\n'a': 1}" * 9, 3)],
)
def test_what_is_no_json_is_known_by_its_beginning(text, line):
    assert fault_in(text).line == line
    assert parsed(text).fault.line == line


def test_a_number_of_10_000_digits_is_infinite_and_depth_is_a_fault():
    assert parsed(f"[{'9' * 10_000}, {'9' * 30}, 7]").value == [math.inf, float("9" * 30), 7.0]
    assert parsed("[" * 100_000 + "]" * 100_000).fault.why == "It is nested too deep"


def test_json_lines_are_not_read_beyond_their_beginning():
    lines = Source.of_bytes("a.jsonl", b'{"text": "so"}\n' * HEAD)
    assert lines.json is None
    assert not lines.was_decoded
    long = Source.of_bytes("a.json", json.dumps(["so"] * HEAD).encode())
    assert len(long.json) == HEAD
