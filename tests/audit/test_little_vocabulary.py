"""Texts of few different words are compared with others, and found only if they have fewer."""

from __future__ import annotations

import numpy as np

from refrain import audit
from tests.builders import english, topics_of


def of_few_words(seed: int, different: int, count: int = 400) -> str:
    """So many words in no order, of which so many are different."""
    chance = np.random.default_rng(seed)
    return " ".join(f"word{n}" for n in chance.integers(0, different, count))


def little(*pairs) -> dict[str, str]:
    findings = audit.findings(topics_of(*pairs))
    rows = findings[findings["kind"] == "little-vocabulary"]
    return dict(zip(rows["transcript_id"], rows["message"], strict=True))


def test_texts_that_all_use_as_few_words_are_like_each_other():
    """Each has some 42 different words in 100, as a drill or another language may."""
    drills = [("drills", of_few_words(n, 55)) for n in range(12)]
    assert little(*drills) == {}
    assert little(*drills[:2]) == {}
    assert little(drills[0]) == {}


def test_one_that_uses_far_fewer_than_those_of_its_topic_is_found():
    drills = [("drills", of_few_words(n, 55)) for n in range(12)]
    talks = [("talks", english(n, 400, sentences=False)) for n in range(12)]
    message = little(*drills, *talks, ("talks", of_few_words(99, 20)))
    assert list(message) == ["24.txt"]
    assert (
        "has 20 different words in 100, on average; the median transcript of talks"
        in (message["24.txt"])
    )


def test_so_few_words_as_no_speech_has_are_found_though_all_texts_do():
    babble = [("babble", of_few_words(n, 5)) for n in range(3)]
    assert list(little(*babble)) == ["0.txt", "1.txt", "2.txt"]
    assert little(*babble)["0.txt"].endswith(
        "has 5 different words in 100, on average; speech has more than 30."
    )


def test_a_text_at_the_median_is_never_blamed():
    """With eleven alike, the deviation of the rest from the median is infinite."""
    same = [f"alpha{n} {of_few_words(1, 70)}" for n in range(11)]
    assert little(*(("a", text) for text in same), ("a", of_few_words(6, 70))) == {}


def test_a_short_text_is_compared_with_short_ones():
    long = [("talks", english(n, 6_000, sentences=False)) for n in range(12)]
    assert little(*long, ("talks", of_few_words(3, 60, 120))) == {}
