"""A corpus in numbers: its counts, and the dictionary that `refrain summary` prints."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd

from refrain import cues, recognised, topics
from refrain.corpus import Corpus
from refrain.schemas import ROLES


class Counts(NamedTuple):
    """How much there is in a corpus. Words and characters are counted over all appearances."""

    prompts: int
    """0 where the corpus is not of prompts."""
    rows: int
    """Appearances of a transcript, with a text or without."""
    transcripts: int
    """Appearances that have a text."""
    missing: int
    """Labels without a text."""
    distinct_texts: int
    words: int
    chars: int
    topics: int


def counts(corpus: Corpus) -> Counts:
    """The counts that the overview, the report and `refrain summary` show."""
    rows = corpus.transcripts
    missing = int(rows["text_id"].isna().sum())
    return Counts(
        prompts=len(rows[["source", "prompt"]].dropna().drop_duplicates()),
        rows=len(rows),
        transcripts=len(rows) - missing,
        missing=missing,
        distinct_texts=len(corpus.texts),
        words=int(rows["words"].sum()),
        chars=int(rows["chars"].sum()),
        topics=len(corpus.topics),
    )


def summary(corpus: Corpus) -> dict[str, Any]:
    """What describes a corpus, ready for JSON.

    name, fingerprint, prompts, rows, transcripts, missing, distinct_texts, words and chars (see
    `Counts`), recognised (what the files are, in a line), formats (name, read, files, transcripts,
    words, problems, details: see `refrain.recognised.by_format`), hours (of the transcripts that
    have times, see `refrain.cues.durations`; None where none has), balance (normalised entropy of
    the words by topic), topics (topic to its rows by role, and how many of them are missing their
    text), problems (kind, source, line, message, count).
    """
    rows = corpus.transcripts
    distribution = topics.distribution(rows)
    row_topics = topics.topic_of(rows)
    numbers = counts(corpus)._asdict()
    formats = recognised.by_format(recognised.sources(corpus))
    del numbers["topics"]  # they are listed
    return {
        "name": corpus.name,
        "fingerprint": corpus.fingerprint,
        **numbers,
        "recognised": recognised.sentence(formats),
        "formats": [_format(row) for row in formats.to_dict("records")],
        "hours": _hours(corpus),
        "balance": round(topics.balance(distribution["words"]), 4),
        "topics": {topic: _roles(rows[row_topics == topic]) for topic in distribution["topic"]},
        "problems": [_problem(problem) for problem in corpus.problems.to_dict("records")],
    }


def _hours(corpus: Corpus) -> float | None:
    seconds = cues.durations(corpus.cues)["seconds"]
    return round(float(seconds.sum()) / 3600, 4) if len(seconds) else None


def _roles(rows: pd.DataFrame) -> dict[str, int]:
    roles = {role: int((rows["role"] == role).sum()) for role in ROLES}
    return {**roles, "missing": int(rows["text_id"].isna().sum())}


def _format(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "details": dict(row["details"])}


def _problem(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": row["kind"],
        "source": row["source"],
        "line": None if pd.isna(row["line"]) else int(row["line"]),
        "message": row["message"],
        "count": int(row["count"]),
    }
