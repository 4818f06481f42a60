"""The tables of what a corpus shares with a reference set."""

from __future__ import annotations

import pandas as pd

from dashboard import cached, corpora, url_params, waiting
from dashboard.page import Page
from dashboard.similarity import SIMILARITIES
from dashboard.tables.asked import Asked, NotThereError, WrongParamError
from dashboard.tables.columns import Column, named
from dashboard.tables.table import ANY, Table, Takes
from refrain.audit.contaminated import Compared
from refrain.corpus import Corpus
from refrain.fragments import RepeatQuery
from refrain.partial_table import PartialTable

MOST_PASSAGES = 1_000


def compared(corpus: Corpus, reference: Corpus, query: RepeatQuery) -> Compared:
    """A corpus and a reference. Raises NothingComparedError where there is nothing to compare."""
    return Compared(corpus, reference, query, cached.contamination(corpus, reference, query))


def by_text(of: Compared) -> pd.DataFrame:
    """How much of each text is shared, in percent too, with the names of both."""
    texts, others = of.corpus.texts.set_index("text_id"), of.reference.texts.set_index("text_id")
    frame = of.by_text
    return frame.assign(
        share=100 * frame["share"],
        transcript_id=texts["transcript_id"].reindex(frame["text_id"]).to_numpy(),
        other_name=others["name"].reindex(frame["other"]).to_numpy(),
    )


def passages(of: Compared) -> PartialTable:
    """The passages that both have, the longest first, each with its text on both sides."""
    texts, others = of.corpus.texts.set_index("text_id"), of.reference.texts.set_index("text_id")
    rows = of.passages.sort_values("words", ascending=False, kind="stable").head(MOST_PASSAGES)
    here = zip(rows["text_id"], rows["start"], rows["end"], strict=True)
    there = zip(rows["other"], rows["other_start"], rows["other_end"], strict=True)
    frame = rows.assign(
        name=texts["name"].reindex(rows["text_id"]).to_numpy(),
        other_name=others["name"].reindex(rows["other"]).to_numpy(),
        similarity=100 * rows["similarity"],
        passage=[texts["text"][text_id][start:end] for text_id, start, end in here],
        other_passage=[others["text"][text_id][start:end] for text_id, start, end in there],
    )
    return PartialTable(frame.reset_index(drop=True), len(of.passages))


def _compared(asked: Asked) -> Compared:
    name = asked.get(url_params.REFERENCE)
    if not name:
        raise WrongParamError(
            url_params.REFERENCE.name,
            "Name the corpus to compare with: reference=NAME, as in corpus.",
        )
    try:
        loading = corpora.loading(name)
    except KeyError:
        raise NotThereError(f"There is no corpus “{name}” here to compare with.") from None
    reference = waiting.result(loading, f"load-{name}", f"Loading {name}").corpus
    query = RepeatQuery(asked.min_words(), similarity=asked.similarity())
    return compared(asked.corpus, reference, query)


_PARAMS: Takes = {
    url_params.MIN_WORDS: ANY,
    url_params.SIMILARITY: SIMILARITIES,
    url_params.REFERENCE: ANY,
}
CONTAMINATED = Table(
    "contaminated-texts",
    Page.CONTAMINATION,
    "How much of each text is in passages that a reference set has too, most first; texts that "
    "share nothing are left out.",
    named(
        *("text_id", "name", "role", "transcript_id", "words"),
        shared=Column("integer", "so many of its words are in such passages"),
        share=Column("number", "the share of its words, in percent"),
        passages=Column("integer", "how many passages"),
        other=Column("string", "the text_id, in the reference, that has the longest of them"),
        other_name=Column("string", "its name"),
    ),
    lambda asked: by_text(_compared(asked)),
    _PARAMS,
)
SHARED = Table(
    "contaminated-passages",
    Page.CONTAMINATION,
    f"The passages that a reference set has too, the {MOST_PASSAGES:,} longest of them, with the "
    "text on both sides.",
    named(
        *("text_id", "name", "word", "words", "start", "end"),
        similarity=Column("number", "so many of their words are equal, in percent"),
        other=Column("string", "the text_id in the reference"),
        other_name=Column("string", "its name"),
        other_word=Column("integer", "its first word there, from 0"),
        other_words=Column("integer", "its length there in words"),
        other_start=Column("integer", "its first character there"),
        other_end=Column("integer", "the character after its last there"),
        passage=Column("string", "its text, verbatim"),
        other_passage=Column("string", "its text in the reference, verbatim"),
    ),
    lambda asked: passages(_compared(asked)),
    _PARAMS,
)
