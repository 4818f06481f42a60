"""The facts of a corpus in one dictionary: what `refrain summary` prints."""

from __future__ import annotations

from typing import Any

import pandas as pd

from refrain import topics
from refrain.corpus import ROLES, Corpus


def summary(corpus: Corpus) -> dict[str, Any]:
    """Counts that describe a corpus, ready for JSON.

    name, fingerprint, prompts, rows, transcripts (rows with a text), missing (rows without),
    distinct_texts, words and chars (over rows with a text), balance (normalised entropy of the
    words by topic), topics (topic to its rows by role, and how many of them are missing their
    text), problems (source, line, kind, message of each).
    """
    rows = corpus.transcripts
    present = int(rows["text_id"].notna().sum())
    distribution = topics.distribution(rows)
    named = topics.topic_of(rows)
    return {
        "name": corpus.name,
        "fingerprint": corpus.fingerprint,
        "prompts": prompts(rows),
        "rows": len(rows),
        "transcripts": present,
        "missing": len(rows) - present,
        "distinct_texts": len(corpus.texts),
        "words": int(rows["words"].sum()),
        "chars": int(rows["chars"].sum()),
        "balance": round(topics.balance(distribution["words"]), 4),
        "topics": {topic: _roles(rows[named == topic]) for topic in distribution["topic"]},
        "problems": [
            {
                "kind": problem.kind,
                "source": problem.source,
                "line": None if pd.isna(problem.line) else int(problem.line),
                "message": problem.message,
            }
            for problem in corpus.problems.itertuples(index=False)
        ],
    }


def _roles(rows: pd.DataFrame) -> dict[str, int]:
    roles = {role: int((rows["role"] == role).sum()) for role in ROLES}
    return {**roles, "missing": int(rows["text_id"].isna().sum())}


def prompts(transcripts: pd.DataFrame) -> int:
    """How many prompts the transcripts are from."""
    return len(transcripts[["source", "prompt"]].dropna().drop_duplicates())
