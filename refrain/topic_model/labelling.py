"""Suggested topics in the place of a corpus's labels, and how far the two agree."""

from __future__ import annotations

import pandas as pd
from sklearn.metrics import adjusted_rand_score

from refrain.corpus import Corpus
from refrain.schemas import STRING
from refrain.topic_model.naming import MARK
from refrain.topic_model.suggestion import Suggestion


def applied(corpus: Corpus, suggestion: Suggestion) -> Corpus:
    """The corpus with the suggested topics instead of its labels (see `Corpus.labelled`)."""
    return corpus.with_topics(suggestion.members.set_index("text_id")["topic"])


def exported(corpus: Corpus, suggestion: Suggestion) -> pd.DataFrame:
    """The transcripts of a corpus that `applied` made, for a file: with suggestion and label.

    The columns of `Corpus.transcripts`, with `topic` without the mark, and: topic_suggested (true
    where the row has a suggested topic), topic_sure (0 to 1), label (the topic as loaded).
    """
    rows = corpus.transcripts
    sure = suggestion.members.set_index("text_id")["sure"]
    topic = rows["topic"].astype(STRING).str.removeprefix(MARK)
    return rows.assign(
        topic=topic,
        topic_suggested=topic.notna(),
        topic_sure=rows["text_id"].map(sure).where(topic.notna()),
        label=corpus.as_written.transcripts["topic"].astype(STRING),
    )


def agreement(corpus: Corpus) -> float | None:
    """The adjusted Rand index of suggested topics with the labels, over the texts that have both.

    1 the same groups, 0 as by chance (Hubert and Arabie 1985). None without labels of two kinds.
    """
    labels = corpus.labelled.transcripts["topic"].astype(STRING)
    rows = corpus.transcripts.assign(label=labels, topic=corpus.transcripts["topic"].astype(STRING))
    rows = rows.dropna(subset=["text_id", "label", "topic"]).drop_duplicates("text_id")
    if rows["label"].nunique() < 2:
        return None
    return float(adjusted_rand_score(rows["label"], rows["topic"]))
