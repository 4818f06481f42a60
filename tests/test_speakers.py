"""A label with something said behind it is a speaker's, however it is looked for."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from refrain import speakers
from refrain.speaker_labels import labels

PIECES = st.sampled_from(
    ["to", "t", "o", " ", "\n", "\r", "\n\n", "7", "_", "to 1:02", "é", "ot", "[00:43] ", "说", "-"]
)
TURN = st.lists(PIECES, max_size=6).map("".join)
NAMES = st.sampled_from(["**Ann:**", "**Bo**:", "[Ann]:", "SPEAKER_1:", ">> Cy:"])


def slow_from_labels(text: str) -> list[str]:
    """As the docstring says it: take time marks out of the first line, and see what is left."""
    turns = labels(text)
    ends = [*(label.start for label in turns[1:]), len(text)]
    names = []
    for label, end in zip(turns, ends, strict=False):
        turn = text[label.end : end]
        first, _, _ = turn.replace("\r", "\n").partition("\n")
        if re.sub(r"\bto\b|[\W\d]", "", first if first.strip() else turn):
            names.append(label.name)
    return list(dict.fromkeys(names))


@given(st.lists(st.tuples(NAMES, TURN), max_size=5))
def test_speakers_are_those_of_the_slow_way(turns):
    text = "\n".join(f"{name}{turn}" for name, turn in turns)
    assert speakers.from_labels(text) == slow_from_labels(text)
