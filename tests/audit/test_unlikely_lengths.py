"""Lengths are compared with those of texts of the same sort."""

from __future__ import annotations

from refrain import audit
from tests.builders import english, topics_of


def outlying(corpus) -> dict[str, str]:
    findings = audit.findings(corpus)
    rows = findings[findings["kind"] == "outlying-length"]
    return dict(zip(rows["transcript_id"], rows["message"], strict=True))


def shows(**counts: list[int]) -> list[tuple[str, str]]:
    """Pairs of a topic and a text of so many words."""
    return [
        (topic, english(hash_of(topic) + n, words))
        for topic, lengths in counts.items()
        for n, words in enumerate(lengths)
    ]


def hash_of(topic: str) -> int:
    return sum(map(ord, topic)) * 1_000


LONG = [3_000 + 50 * n for n in range(12)]


def test_the_short_episodes_of_one_show_are_not_outlying():
    assert outlying(topics_of(*shows(long=LONG, news=[300 + 5 * n for n in range(9)]))) == {}


def test_a_text_unlike_its_own_show_is_outlying_though_another_has_such_texts():
    found = outlying(topics_of(*shows(long=[*LONG, 320], news=[300 + 5 * n for n in range(9)])))
    assert list(found) == ["12.txt"]
    assert "320 words, 10.2 times shorter than the median transcript of long" in found["12.txt"]
    assert "which has 3,250 (13 compared)" in found["12.txt"]


def test_a_text_of_a_small_topic_is_compared_with_all():
    assert list(outlying(topics_of(*shows(long=LONG, bonus=[200])))) == ["12.txt"]
    assert list(outlying(topics_of(*shows(a=LONG[:6], b=LONG[6:], bonus=[200])))) == ["12.txt"]


def test_a_small_topic_of_short_texts_has_no_outlier_but_one_unlike_it():
    small = shows(long=LONG, news=[300, 310, 320])
    assert outlying(topics_of(*small)) == {}
    assert list(outlying(topics_of(*small, ("news", english(9, 60))))) == ["15.txt"]
