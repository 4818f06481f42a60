"""One text under several labels, one label with several texts, and copies."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from refrain.audit.context import AuditContext, Finding, finding_in_row
from refrain.audit.prompts import MIN_PROMPTS
from refrain.sameness import but_for, difference, label_key
from refrain.wording import name_some


def find(context: AuditContext) -> Iterator[Finding]:
    """Findings about labels and the texts under them."""
    yield from _two_topics(context.rows)
    yield from _spellings(context)
    yield from _two_texts(context)
    yield from _copies(context)


def _two_topics(transcripts: pd.DataFrame) -> Iterator[Finding]:
    distinct = _labelled(transcripts).drop_duplicates(["text_id", "label"])
    several = distinct[distinct["text_id"].duplicated(keep=False)]
    for _, rows in several.groupby("text_id", sort=False):
        topics = rows["topic"].astype(str).tolist()
        message = f"One text has {len(topics)} labels: {', '.join(topics)}."
        first, second = rows.head(2).itertuples(index=False)
        yield finding_in_row(
            first,
            "two-topics",
            message,
            measure="labels",
            value=len(topics),
            other=second.transcript_id,
        )


def _labelled(transcripts: pd.DataFrame) -> pd.DataFrame:
    """The rows with a text and a topic; the column `label` is what the same topics share."""
    rows = transcripts[transcripts["text_id"].notna() & transcripts["topic"].notna()]
    return rows.assign(label=rows["topic"].astype(str).map(label_key))


def _spellings(context: AuditContext) -> Iterator[Finding]:
    """Labels that are written in several ways, one finding for each."""
    rows = context.rows[context.rows["topic"].notna()]
    distinct = rows.drop_duplicates("topic")
    keys = distinct["topic"].astype(str).map(label_key)
    for _, spelled in distinct.groupby(keys, sort=False):
        if len(spelled) < 2:
            continue
        labels = spelled["topic"].astype(str).tolist()
        first, second = list(spelled.itertuples(index=False))[:2]
        yield finding_in_row(
            second,
            "label-spellings",
            f"The labels {name_some(labels)} are the same{but_for(*labels[:2])}: they count as "
            "one.",
            subject=name_some(labels),
            measure="spellings",
            value=len(labels),
            other=first.transcript_id,
        )


def _two_texts(context: AuditContext) -> Iterator[Finding]:
    """Labels of prompts alone: the topic of a folder or a column is meant for many texts."""
    labelled = _labelled(context.rows)
    is_label = labelled["prompt"].notna() & (labelled["topic_from"] != "column").fillna(True)
    distinct = labelled[is_label].drop_duplicates(["label", "text_id"])
    for _, rows_of_topic in distinct.groupby("label", sort=False):
        if len(rows_of_topic) < 2:
            continue
        rows = list(rows_of_topic.itertuples(index=False))
        lengths = name_some([f"{row.role} of {row.words:,} words" for row in rows])
        topic = rows[0].topic
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
    same_shots = set(_in_all_prompts(context.rows))
    texts = context.corpus.texts
    for text in texts[texts["appearances"] > 1].itertuples(index=False):
        if text.text_id in same_shots:
            continue
        words = text.words * (text.appearances - 1)
        message = (
            f"{text.name} appears {text.appearances} times{_difference(context, text.text_id)}: "
            f"{words:,} words are copies of it."
        )
        subject = f"{text.name}, {text.appearances} times"
        yield context.finding(
            text.text_id, "copies", message, subject=subject, measure="copied words", value=words
        )


def _difference(context: AuditContext, text_id: str) -> str:
    """In what the copies of a text differ, for a sentence."""
    first, *others = context.spellings[text_id]
    differences = list(dict.fromkeys(difference(first, other) for other in others))
    return f", the same but for {name_some(differences)}" if differences else ""


def _in_all_prompts(transcripts: pd.DataFrame) -> list[str]:
    """The text_ids that are shots only, of one source only, and in all of its prompts."""
    prompts = transcripts.groupby("source")["prompt"].nunique()
    present = transcripts[transcripts["text_id"].notna()]
    by_text = present.assign(is_shot=present["role"] == "shot").groupby("text_id", sort=False)
    texts = by_text.agg(
        source=("source", "first"),
        sources=("source", "nunique"),
        prompts=("prompt", "nunique"),
        only_shots=("is_shot", "all"),
    )
    in_all = texts["prompts"] == texts["source"].map(prompts)
    is_shown = texts["only_shots"] & (texts["sources"] == 1)
    return [str(of) for of in texts.index[is_shown & in_all & (texts["prompts"] >= MIN_PROMPTS)]]
