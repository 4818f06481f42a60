"""Texts to labels: held against every possible assignment, tried one by one."""

from __future__ import annotations

import itertools
import time

from hypothesis import given
from hypothesis import strategies as st

from refrain.loader.formats.prompt_dump.blocks import Prompt
from refrain.loader.formats.prompt_dump.fewer_texts import align
from refrain.loader.formats.prompt_dump.label_texts import LabelTexts
from refrain.loader.formats.prompt_dump.segments import Label, Segment

letters = st.sampled_from("abc")


def known_of(pairs: list[tuple[str, str]]) -> LabelTexts:
    known = LabelTexts()
    for topic, text in pairs:
        known.texts["shot", topic].add(text)
    return known


def label(topic: str) -> Label:
    return Label("shot", topic, 1, 0)


@given(
    st.lists(letters, max_size=5),
    st.lists(letters, max_size=7),
    st.lists(st.tuples(letters, letters), max_size=5),
)
def test_as_many_texts_as_possible_are_under_a_label_that_knows_them(texts, topics, pairs):
    texts = texts[: len(topics)]
    known = known_of(pairs)

    def agreement(chosen):
        return sum(
            text in known.texts["shot", topics[n]] for text, n in zip(texts, chosen, strict=True)
        )

    everything = list(itertools.combinations(range(len(topics)), len(texts)))
    most = max(map(agreement, everything))
    # Of the best, the one that leaves the later labels without a text.
    wanted = min((c for c in everything if agreement(c) == most), key=lambda c: c[::-1])
    assert align(texts, list(map(label, topics)), known) == list(wanted)


def test_a_block_of_thousands_of_labels_does_not_hold_anybody_up():
    topics = [str(n) for n in range(20_000)]
    known = known_of([(topic, f"text {topic}") for topic in topics])
    texts = [f"text {n}" for n in range(20_000) if n % 5]
    began = time.perf_counter()
    chosen = align(texts, list(map(label, topics)), known)
    assert chosen == [n for n in range(20_000) if n % 5]
    assert time.perf_counter() - began < 5


def test_only_texts_that_can_decide_something_are_kept():
    sure = Prompt([Segment(0, 1, 1, 1)], [label("a")])
    assert not LabelTexts.of([sure], "x").texts
    doubt = Prompt([], [label("a")])
    assert LabelTexts.of([sure, doubt], "x").texts == {("shot", "a"): {"x"}}
