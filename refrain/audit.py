"""What is wrong with a dataset: findings, each a plain sentence with a place to look at.

A finding is an *error* where the dataset does not hold what it announces or a prompt gives its
answer away, a *warning* where it probably is not what its maker thinks, a *note* otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from refrain.corpus import Corpus

SEVERITIES = ("error", "warning", "note")
COLUMNS = ["severity", "kind", "message", "transcript_id", "text_id", "source", "line"]

_ERRORS = {"missing-text", "unreadable-file", "cut-off", "no-target"}
_NOTES = {"skipped-file", "stray-fence"}


def findings(corpus: Corpus) -> pd.DataFrame:
    """Everything found wrong, the gravest first, then in the order of the sources.

    Columns: severity, kind, message (for people), transcript_id and text_id (missing where the
    finding is not about one transcript), source, line (from 1, nullable). Kinds are the loader's
    problem kinds, and: leak (a prompt's target topic is one of its shots), copied-target (a
    prompt's target text is one of its shots), two-topics (one text under different labels), copies
    (texts that appear more than once).
    """
    rows = [
        *_problems(corpus),
        *_leaks(corpus.transcripts),
        *_two_topics(corpus.transcripts),
        *_copies(corpus),
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    frame["severity"] = pd.Categorical(frame["severity"], SEVERITIES, ordered=True)
    frame["line"] = frame["line"].astype("Int64")
    return frame.sort_values("severity", kind="stable", ignore_index=True)


def _problems(corpus: Corpus) -> Iterator[dict[str, Any]]:
    rows = corpus.transcripts.drop_duplicates(["source", "line"]).set_index(["source", "line"])
    for problem in corpus.problems.itertuples(index=False):
        severity = "error" if problem.kind in _ERRORS else "warning"
        severity = "note" if problem.kind in _NOTES else severity
        place = (problem.source, problem.line)
        known = rows.loc[place] if not pd.isna(problem.line) and place in rows.index else None
        yield {
            "severity": severity,
            "kind": problem.kind,
            "message": problem.message,
            "transcript_id": None if known is None else known["transcript_id"],
            "text_id": None if known is None else known["text_id"],
            "source": problem.source,
            "line": problem.line,
        }


def _leaks(transcripts: pd.DataFrame) -> Iterator[dict[str, Any]]:
    in_prompts = transcripts[transcripts["prompt"].notna()]
    for (_, prompt), rows in in_prompts.groupby(["source", "prompt"], sort=False):
        shots = rows[rows["role"] == "shot"]
        for target in rows[rows["role"] == "target"].itertuples(index=False):
            same_topic = shots[shots["topic"].notna() & (shots["topic"] == target.topic)]
            same_text = shots[shots["text_id"].notna() & (shots["text_id"] == target.text_id)]
            if len(same_text):
                yield _at(
                    target,
                    "copied-target",
                    f"Prompt {prompt} shows its answer: the target {target.topic} is word for word "
                    "one of its own shots. Use another shot.",
                )
            elif len(same_topic):
                yield _at(
                    target,
                    "leak",
                    f"Prompt {prompt} leaks: its target, {target.topic}, is also one of its shots. "
                    "Use a shot on another topic.",
                )


def _two_topics(transcripts: pd.DataFrame) -> Iterator[dict[str, Any]]:
    labelled = transcripts[transcripts["text_id"].notna() & transcripts["topic"].notna()]
    for _, rows in labelled.groupby("text_id", sort=False):
        topics = list(dict.fromkeys(rows["topic"].astype(str)))
        if len(topics) > 1:
            yield _at(
                next(rows.itertuples(index=False)),
                "two-topics",
                f"One text has {len(topics)} labels: {', '.join(topics)}. Keep the right one.",
                severity="warning",
            )


def _copies(corpus: Corpus) -> Iterator[dict[str, Any]]:
    rows = corpus.transcripts.drop_duplicates("text_id").set_index("text_id")
    for text in corpus.texts[corpus.texts["appearances"] > 1].itertuples(index=False):
        first = rows.loc[text.text_id]
        where = f"in {text.prompts} prompts" if text.prompts > 1 else "in different places"
        yield {
            "severity": "note",
            "kind": "copies",
            "message": f"{text.name} appears {text.appearances} times, {where}: "
            f"{text.words * (text.appearances - 1):,} words are copies of it.",
            "transcript_id": first["transcript_id"],
            "text_id": text.text_id,
            "source": first["source"],
            "line": first["line"],
        }


def _at(row: Any, kind: str, message: str, severity: str = "error") -> dict[str, Any]:
    return {
        "severity": severity,
        "kind": kind,
        "message": message,
        "transcript_id": row.transcript_id,
        "text_id": None if pd.isna(row.text_id) else row.text_id,
        "source": row.source,
        "line": row.line,
    }
