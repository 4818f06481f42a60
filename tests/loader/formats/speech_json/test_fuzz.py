"""Damaged JSON of every dialect: nothing raises, nothing is made up, and cues lie in the text.

`FUZZ_INPUTS` says how many inputs are made of each dialect.
"""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from refrain.loader import registry
from refrain.loader.clock import LATEST
from refrain.loader.formats import other_json, speech_json
from refrain.loader.source import Source
from refrain.records import Problem, Transcript
from refrain.surrogates import replaced
from tests.loader.formats.speech_json.conversation import conversation_of
from tests.loader.formats.speech_json.mutations import mutated
from tests.loader.formats.speech_json.writers import WRITERS

INPUTS = int(os.environ.get("FUZZ_INPUTS", "60"))
TALKS = (
    conversation_of((1, "so, well. yes?"), (2, "über den fluss!"), (1, "25 bees")),
    conversation_of((1, "我们 今天，说 故事。"), (2, "好 吗？")),
    conversation_of((1, "कैसे हो?"), (1, "so"), (2, "नमस्ते, مرحبا كيف")),
)


@pytest.mark.parametrize("name", WRITERS)
def test_damaged_json_raises_nothing_and_makes_nothing_up(name):
    chance = random.Random(name)
    for _ in range(INPUTS):
        value = mutated(WRITERS[name].write(chance.choice(TALKS)), chance)
        content = json.dumps(value).encode()
        source = Source.of_bytes("a.json", content)
        if not speech_json.recognises(source):
            assert source.text == "" or other_json.recognises(source)
            continue
        records = list(speech_json.read(source))
        assert records
        check(records, Counter("".join(strings(value))), content)


@pytest.mark.parametrize("name", WRITERS)
def test_what_becomes_of_times_leaves_the_text_as_it_is(name):
    """The words do not change where a time is changed to anything at all."""
    chance = random.Random(name)
    for _ in range(INPUTS):
        talk = chance.choice(TALKS)
        value = WRITERS[name].write(talk)
        places = list(times(value))
        if not places:
            return
        inside, key = chance.choice(places)
        inside[key] = chance.choice((None, "x", -1, 1e300, float("nan"), [], {"a": []}, True, ""))
        source = Source.of_bytes("a.json", json.dumps(value).encode())
        assert registry.format_of(source) is speech_json, value
        said = [one.text or "" for one in speech_json.read(source) if isinstance(one, Transcript)]
        squeezed = ["".join(text.split()) for text in said]
        # Without its time, nothing says where in the order of time another channel is.
        if name.endswith("channels"):
            assert Counter("".join(squeezed)) == Counter("".join(talk.text.split()))
        else:
            assert squeezed == ["".join(talk.text.split())]


def check(records: list[Transcript | Problem], letters: Counter[str], content: bytes) -> None:
    kinds = registry.kinds()
    for record in records:
        if isinstance(record, Problem):
            assert record.kind in kinds, content
            assert len(record.message) < 2_000, content
            continue
        text = record.text or ""
        assert text == replaced(text), content
        assert not Counter("".join(text.split())) - letters, content
        at = 0
        for cue in record.cues:
            assert at <= cue.start_char < cue.end_char <= len(text), content
            assert not text[at : cue.start_char].strip(), content
            at = cue.end_char
            assert all(time is None or 0 <= time <= 2 * LATEST for time in cue[:2]), content
            assert cue.start is None or cue.end is None or cue.start <= cue.end, content
        assert not text[at:].strip(), content


def strings(value: Any) -> Iterator[str]:
    """All characters that a text may be made of: those of texts, of numbers, and U+FFFD."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif value is not None:
        yield replaced(str(value)) + "&"


def times(value: Any) -> Iterator[tuple[Any, Any]]:
    """Where times stand in an output."""
    names = ("start", "end", "ts", "from", "to", "timestamp", "duration", "offset")
    if isinstance(value, dict):
        for key, inner in value.items():
            if key.lower().startswith(names) or "Duration" in key or "Start" in key:
                yield value, key
            else:
                yield from times(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from times(inner)
