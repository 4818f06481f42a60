"""The counts of a corpus, and what `refrain summary` makes of them."""

from __future__ import annotations

import json

import refrain
from refrain.summary import Counts, counts, summary
from tests.builders import SAMPLE


def test_the_counts_of_the_sample():
    corpus = refrain.load(SAMPLE)
    rows = corpus.transcripts
    assert counts(corpus) == Counts(
        prompts=7,
        rows=21,
        transcripts=19,
        missing=2,
        distinct_texts=7,
        words=18_037,
        chars=int(rows["text"].str.len().sum()),
        topics=7,
    )


def test_a_summary_is_json_and_lists_the_topics_that_are_counted():
    corpus = refrain.load(SAMPLE)
    facts = json.loads(json.dumps(summary(corpus)))
    assert len(facts["topics"]) == counts(corpus).topics
    assert {name: facts[name] for name in ("rows", "words")} == {"rows": 21, "words": 18_037}
