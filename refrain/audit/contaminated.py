"""Transcripts that share passages with a reference set, such as the one that a model is tested
with.

It is no check of `audit.CHECKS`, as a reference has to be named: `refrain check --against` does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from refrain import wording
from refrain.audit.context import AuditContext, Finding, finding_in_row, quote
from refrain.contamination import by_text, contamination, covered_words
from refrain.corpus import Corpus
from refrain.fragments import RepeatQuery


@dataclass(frozen=True)
class Compared:
    """A corpus and a reference, and the `passages` of the one that are in the other, as
    `contamination` has them."""

    corpus: Corpus
    reference: Corpus
    query: RepeatQuery
    passages: pd.DataFrame

    @classmethod
    def of(cls, corpus: Corpus, reference: Corpus, query: RepeatQuery) -> Compared:
        """Compare them. Raises NothingComparedError where one of them has no words."""
        return cls(corpus, reference, query, contamination(corpus, reference, query))

    @cached_property
    def by_text(self) -> pd.DataFrame:
        """How much of each text is shared, as `contamination.by_text` has it."""
        return by_text(self.corpus, self.passages)

    @property
    def summary(self) -> str:
        """What both share, in a sentence or two."""
        texts, others = self.corpus.texts, self.reference.texts
        there = covered_words(self.passages, "other_")
        shared = int(self.by_text["shared"].sum())
        return (
            f"Compared with {self.reference.name}: {len(self.by_text):,} of "
            f"{wording.plural(len(texts), 'text')} share passages with {len(there):,} of its "
            f"{wording.plural(len(others), 'text')}, {_of(shared, texts)} and "
            f"{_of(int(there.sum()), others)} of the reference."
        )


def find(context: AuditContext, compared: Compared, max_shared: float) -> Iterator[Finding]:
    """A finding for each transcript of which a larger share of words than that is shared; of a text
    that is used several times for each target, or else for the first use."""
    shared = compared.by_text
    rows = context.rows
    for text in shared[shared["share"] > max_shared].itertuples(index=False):
        uses = rows[rows["text_id"] == text.text_id]
        targets = uses[uses["role"] == "target"]
        for row in (targets if len(targets) else uses.head(1)).itertuples(index=False):
            yield _finding(context, compared, row, text)


def _finding(context: AuditContext, compared: Compared, row: Any, text: Any) -> Finding:
    passages = compared.passages[compared.passages["text_id"] == text.text_id]
    longest = passages.loc[passages["words"].idxmax()]
    there = compared.reference.texts.set_index("text_id").loc[longest["other"]]
    passage = context.texts[text.text_id][int(longest["start"]) : int(longest["end"])]
    other = there["text"][int(longest["other_start"]) : int(longest["other_end"])]
    count = wording.plural(len(passages), "passage")
    longest_of = "" if len(passages) == 1 else ", the longest"
    nearly = f", there {quote(other)}" if longest["similarity"] < 1 else ""
    message = (
        f"{text.name} shares {wording.percent(text.share)} of its words ({text.shared:,} of "
        f"{text.words:,}) with {compared.reference.name}, in {count}{longest_of} with "
        f"{there['name']}: {quote(passage)}{nearly}."
    )
    return finding_in_row(
        row,
        "contaminated",
        message,
        subject=text.name,
        at=int(longest["start"]),
        places=tuple(passages["start"].tolist()),
        measure="share in a reference",
        value=text.share,
    )


def _of(words: int, texts: pd.DataFrame) -> str:
    total = int(texts["words"].sum())
    return f"{wording.plural(words, 'word')} ({wording.percent(words / max(total, 1))})"
