"""The tables of a report: the fragments that save most, keywords by topic, and all transcripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from refrain import keywords, speakers
from refrain.corpus import Corpus
from refrain.fragments import FragmentEngine
from refrain.keywords import stopwords
from refrain.report.limits import (
    MOST_FRAGMENTS,
    MOST_KEYWORDS,
    MOST_TOPICS,
    MOST_TRANSCRIPTS,
    cut_note,
)
from refrain.topics import topic_label, topic_of
from refrain.vocabulary import Vocabulary


@dataclass(frozen=True)
class Table:
    """A table: its headers, each with whether it heads numbers, and its rows of text.

    `note` says what was left out.
    """

    title: str
    note: str
    headers: list[tuple[str, bool]]
    rows: list[list[str]]


def make_tables(corpus: Corpus, index: FragmentEngine) -> Iterator[Table]:
    """The tables of a corpus, in the order to show; none where it has no text."""
    if not len(corpus.texts):
        return
    yield from _fragments(index)
    yield from _keywords(corpus)
    yield _transcripts(corpus)


def _fragments(index: FragmentEngine) -> Iterator[Table]:
    fragments, total = index.fragments(top=MOST_FRAGMENTS)
    if fragments.empty:
        return
    headers = [(name, True) for name in ("words saved", "length, words", "places", "texts")]
    headers.append(("passage", False))
    rows = []
    for row in fragments.itertuples(index=False):
        passage = row.passage[:300] + "…" * (len(row.passage) > 300)
        counts = (row.saved, row.words, row.places, row.transcripts)
        rows.append([*map(_number, counts), passage])
    note = cut_note(len(fragments), total, "fragments, by words saved")
    yield Table("The fragments whose removal saves most", note, headers, rows)


def _keywords(corpus: Corpus) -> Iterator[Table]:
    texts = corpus.texts
    found = Vocabulary.of(texts["text"])
    names = speakers.name_mask(texts["text"], found)
    counts = keywords.TermCounts.of(texts["text"], 1, leave_out=names, found=found)
    stated = set(corpus.transcripts["language"].dropna())
    common = stopwords.of_languages(stopwords.languages_in(texts, stated))
    strongest = keywords.keywords(texts, top=MOST_KEYWORDS, stop_words=common, counts=counts)
    if strongest.empty:
        return
    by_topic = strongest.groupby("topic", sort=False)["spelling"].agg(", ".join)
    shown = by_topic.head(MOST_TOPICS)
    yield Table(
        "Words that set each topic apart",
        cut_note(len(shown), len(by_topic), "topics, by name"),
        [("topic", False), ("the strongest words", False)],
        [[str(topic), words] for topic, words in shown.items()],
    )


def _transcripts(corpus: Corpus) -> Table:
    shown = corpus.transcripts.head(MOST_TRANSCRIPTS)
    headers = [("transcript", False), ("role", False), ("topic", False)]
    headers += [("words", True), ("characters", True), ("line", True)]
    topics = topic_of(shown).map(topic_label)
    rows = [
        [row.transcript_id, row.role, topic, *map(_number, (row.words, row.chars, row.line))]
        for row, topic in zip(shown.itertuples(index=False), topics, strict=True)
    ]
    note = cut_note(len(shown), len(corpus.transcripts), "rows, in file order")
    return Table("All transcripts", note, headers, rows)


def _number(value: Any) -> str:
    return f"{int(value):,}"
