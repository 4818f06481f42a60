"""What the filters leave of a corpus is made once, for all runs and visitors who chose the same."""

from __future__ import annotations

from dashboard.selection import Selection
from tests.builders import corpus_of


def left(corpus, topics=(), roles=()):
    return Selection(corpus.name, corpus, topics, roles).corpus


def test_the_same_filters_leave_the_same_corpus_and_others_another():
    corpus = corpus_of({"text": "one two", "topic": "a"}, {"text": "three", "topic": "b"})
    of_a = left(corpus, ("a",))
    assert of_a.transcripts["text"].tolist() == ["one two"]
    assert left(corpus, ("a",)) is of_a
    assert left(corpus, ("b",)).transcripts["text"].tolist() == ["three"]
    assert left(corpus, ("a",), ("shot",)).transcripts.empty
    assert left(corpus) is corpus


def test_filters_of_a_corpus_that_changed_leave_what_it_is_now():
    before = corpus_of({"text": "one two", "topic": "a"}, {"text": "three", "topic": "b"})
    after = corpus_of({"text": "one two four", "topic": "a"}, {"text": "three", "topic": "b"})
    assert before.name == after.name
    left(before, ("a",))
    assert left(after, ("a",)).transcripts["text"].tolist() == ["one two four"]
