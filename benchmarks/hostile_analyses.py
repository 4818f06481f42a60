"""Every analysis of the library, as a function of a corpus and its index: as pages ask for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from refrain import (
    audit,
    boilerplate,
    concordance,
    coverage,
    keywords,
    language,
    lengths,
    seriation,
    speakers,
    summary,
    tokens,
    topic_model,
    topics,
)
from refrain.corpus import Corpus
from refrain.figures import clouds, comparison
from refrain.fragments import FragmentIndex, RepeatQuery
from refrain.report import html
from refrain.seams import seams
from refrain.vocabulary import Vocabulary

QUERIES = [
    RepeatQuery(length, kinds) for length in (3, 20) for kinds in (None, ("within", "shared"))
]
MOST_COMPARED = 300
"""Texts that a page compares with each other at most."""


def fragments(corpus: Corpus, index: FragmentIndex) -> None:
    for query in QUERIES:
        top = index.fragments(query, 50).rows
        for name in top["fragment"].iloc[[0, -1]] if len(top) else []:
            index.places(name, 100)
            index.fragment_ranges(name, but_first=True)
        index.incidence(query, 50)


def repeats(corpus: Corpus, index: FragmentIndex) -> None:
    for query in QUERIES:
        index.occurrences(query)
        index.repeated(query)
        index.redundant(query)
        index.shares(query)
        index.savings(query)


def one_text(corpus: Corpus, index: FragmentIndex) -> None:
    for query in QUERIES:
        for text_id in index.texts["text_id"].iloc[[0, -1]]:
            index.highlights(text_id, query)
            index.counterparts(text_id, query, 100)


def pairs(corpus: Corpus, index: FragmentIndex) -> None:
    one, other = index.texts["text_id"].iloc[[0, -1]]
    for query in QUERIES:
        index.overlap(query, index.texts["text_id"].head(MOST_COMPARED).tolist())
        index.matches(one, other, query)
        index.matches(one, one, query)
        index.partners(query)


def maps(corpus: Corpus, index: FragmentIndex) -> None:
    texts = corpus.texts.head(MOST_COMPARED)
    for query in QUERIES:
        coverage.relative(index, query)
        coverage.by_words(index, query)
        coverage.first_repeats(index, query)
        seriation.by_similarity(texts, index.overlap(query, texts["text_id"].tolist()))


def clean(corpus: Corpus, index: FragmentIndex) -> None:
    chosen = index.fragments(RepeatQuery(20), 500).rows["fragment"].tolist()
    cuts = boilerplate.cuts(index, chosen)
    cleaned = boilerplate.clean(corpus.transcripts, cuts)
    boilerplate.restore(cleaned, boilerplate.record(corpus.transcripts, cuts))


def keywords_page(corpus: Corpus, index: FragmentIndex) -> None:
    texts = corpus.texts
    found = Vocabulary.of(texts["text"])
    names = speakers.name_mask(texts["text"], found)
    counts = keywords.TermCounts.of(texts["text"], leave_out=names, found=found)
    strongest = keywords.keywords(texts, top=200, longest=3, counts=counts)
    keywords.stopwords.languages_in(texts)
    if len(corpus.topics) > 1:
        one, other = corpus.topics[:2]
        words = keywords.compare(texts, one, other, longest=3, counts=counts)
        comparison.scatter(words, (one, other), ("#123456", "#654321"), "rank")
    weights = dict(zip(strongest["word"].head(100), strongest["score"].head(100), strict=True))
    clouds.clickable(weights, "#123456", dict.fromkeys(weights, ""))


def tables(corpus: Corpus, index: FragmentIndex) -> None:
    summary.summary(corpus)
    lengths.outliers(lengths.lengths(corpus.transcripts), "topic")
    topics.distribution(corpus.transcripts)
    topics.by_speaker(corpus.transcripts)
    topics.pairings(corpus.transcripts)
    topics.over_time(corpus.transcripts)


def search(corpus: Corpus, index: FragmentIndex) -> None:
    for phrase in ("a", "very very", "大家", "thank you for watching"):
        concordance.lines(corpus.texts, phrase)


ANALYSES: dict[str, Callable[[Corpus, FragmentIndex], Any]] = {
    "findings": audit.findings,
    "seams": lambda corpus, index: seams(index),
    "fragments": fragments,
    "repeats": repeats,
    "one text": one_text,
    "pairs": pairs,
    "maps": maps,
    "clean": clean,
    "keywords": keywords_page,
    "suggested topics": lambda corpus, index: topic_model.suggest(corpus.transcripts),
    "tables": tables,
    "search": search,
    "languages": lambda corpus, index: list(map(language.detect, corpus.texts["text"])),
    "tokens": lambda corpus, index: tokens.sizes(corpus.texts, tokens.bundled("o200k")),
    "report": html,
}
