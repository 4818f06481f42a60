"""One text under several labels, one label with several texts, and copies."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from refrain.audit.context import AuditContext, Finding, finding_in_row, name_some
from refrain.audit.prompts import MIN_PROMPTS


def find(context: AuditContext) -> Iterator[Finding]:
    """Findings about labels and the texts under them."""
    yield from _two_topics(context.corpus.transcripts)
    yield from _two_texts(context)
    yield from _copies(context)


def _two_topics(transcripts: pd.DataFrame) -> Iterator[Finding]:
    labelled = transcripts[transcripts["text_id"].notna() & transcripts["topic"].notna()]
    for _, rows in labelled.groupby("text_id", sort=False):
        topics = list(dict.fromkeys(rows["topic"].astype(str)))
        if len(topics) > 1:
            message = f"One text has {len(topics)} labels: {', '.join(topics)}."
            first = next(rows.itertuples(index=False))
            other = rows.loc[rows["topic"].astype(str) == topics[1], "transcript_id"].iloc[0]
            yield finding_in_row(
                first, "two-topics", message, measure="labels", value=len(topics), other=other
            )


def _two_texts(context: AuditContext) -> Iterator[Finding]:
    """Labels of prompts alone: the topic of a folder is meant for many texts."""
    rows = context.corpus.transcripts
    labelled = rows[rows["prompt"].notna() & rows["topic"].notna() & rows["text_id"].notna()]
    distinct = labelled.drop_duplicates(["topic", "text_id"])
    for topic, rows_of_topic in distinct.groupby("topic", sort=False, observed=True):
        if len(rows_of_topic) < 2:
            continue
        rows = list(rows_of_topic.itertuples(index=False))
        lengths = name_some([f"{row.role} of {row.words:,} words" for row in rows])
        message = f"The label {topic} stands for {len(rows)} different texts: {lengths}."
        first, second = rows[:2]
        yield finding_in_row(
            first,
            "two-texts",
            message,
            subject=str(topic),
            measure="texts",
            value=len(rows),
            other=second.transcript_id,
        )


def _copies(context: AuditContext) -> Iterator[Finding]:
    """Texts used more than once, except shots that all prompts have: those are `same-shots`."""
    same_shots = set(_in_all_prompts(context.corpus.transcripts))
    texts = context.corpus.texts
    for text in texts[texts["appearances"] > 1].itertuples(index=False):
        if text.text_id in same_shots:
            continue
        words = text.words * (text.appearances - 1)
        message = f"{text.name} appears {text.appearances} times: {words:,} words are copies of it."
        subject = f"{text.name}, {text.appearances} times"
        yield context.finding(
            text.text_id, "copies", message, subject=subject, measure="copied words", value=words
        )


def _in_all_prompts(transcripts: pd.DataFrame) -> Iterator[str]:
    """The text_ids that are shots only, of one source only, and in all of its prompts."""
    prompts = transcripts.groupby("source")["prompt"].nunique()
    present = transcripts[transcripts["text_id"].notna()]
    for text_id, rows in present.groupby("text_id", sort=False):
        source = rows["source"].iloc[0]
        only_shots = (rows["role"] == "shot").all() and (rows["source"] == source).all()
        if only_shots and rows["prompt"].nunique() == prompts[source] >= MIN_PROMPTS:
            yield str(text_id)
