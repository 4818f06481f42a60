"""What is wrong with a dataset: findings, each a plain sentence with a place to look at.

A finding is an *error* where the dataset does not hold what it announces or a prompt gives its
answer away, a *warning* where it is probably not what its maker thinks, a *note* otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from refrain.corpus import Corpus

SEVERITIES = ("error", "warning", "note")
COLUMNS = ["severity", "kind", "subject", "message", "transcript_id", "text_id", "source", "line"]


class Kind(NamedTuple):
    """A kind of finding: how grave it is, its name for one and for many, and what to do."""

    severity: str
    one: str
    many: str
    advice: str


KINDS = {
    "leak": Kind(
        "error",
        "prompt leaks its target's topic",
        "prompts leak their target's topic",
        "The target's topic is also one of the shots, so the answer is half given. Use a shot on "
        "another topic.",
    ),
    "copied-target": Kind(
        "error",
        "prompt shows its own answer",
        "prompts show their own answer",
        "The target is word for word one of the shots. Use another shot.",
    ),
    "missing-text": Kind(
        "error",
        "label has no text",
        "labels have no text",
        "Announced, but not there. Add the text above the labels of its prompt, or remove the "
        "label.",
    ),
    "no-target": Kind(
        "error",
        "prompt has no target",
        "prompts have no target",
        "All its labels are shots. Add what the prompt asks for.",
    ),
    "many-targets": Kind(
        "warning",
        "prompt has several targets",
        "prompts have several targets",
        "A prompt asks for one thing. Leave one target.",
    ),
    "target-not-last": Kind(
        "warning",
        "target is not the last label",
        "targets are not the last label",
        "Shots come first. Move the target to the end of its block.",
    ),
    "two-topics": Kind(
        "warning",
        "text has two labels",
        "texts have two labels",
        "The same text stands under different topics. Keep the right one.",
    ),
    "cut-off": Kind(
        "error",
        "file seems cut off",
        "files seem cut off",
        "The last label is not closed. Check whether something is missing after it.",
    ),
    "damaged-label": Kind(
        "warning",
        "label lacks a line of #",
        "labels lack a line of #",
        "It was read as a label all the same. Add the line to be sure.",
    ),
    "unnamed-label": Kind(
        "warning",
        "label has no name",
        "labels have no name",
        "Its text has no topic. Write the name after the colon.",
    ),
    "stray-fence": Kind(
        "note",
        "line of # belongs to no label",
        "lines of # belong to no label",
        "Remove it, or add the label that it is for.",
    ),
    "unlabelled-text": Kind(
        "warning",
        "text has no label",
        "texts have no label",
        "Nothing below it says what it is. Add its block of labels, or remove it.",
    ),
    "ambiguous-texts": Kind(
        "warning",
        "prompt has more paragraphs than labels",
        "prompts have more paragraphs than labels",
        "The last ones were taken as one text. Remove blank lines inside texts to be sure.",
    ),
    "unreadable-file": Kind(
        "error",
        "file could not be read",
        "files could not be read",
        "Check the permissions; the rest was loaded.",
    ),
    "binary-file": Kind(
        "error",
        "file is not text",
        "files are not text",
        "Export it as plain text or Markdown; the rest was loaded.",
    ),
    "empty-file": Kind(
        "warning", "file is empty", "files are empty", "Remove it, or put a transcript in."
    ),
    "guessed-encoding": Kind(
        "warning",
        "file is not UTF-8",
        "files are not UTF-8",
        "The encoding was guessed. Save it as UTF-8 to be sure.",
    ),
    "replaced-characters": Kind(
        "warning",
        "file has broken characters",
        "files have broken characters",
        "They were read as U+FFFD. Save the file again as UTF-8.",
    ),
    "copies": Kind(
        "note",
        "text is used more than once",
        "texts are used more than once",
        "Equal texts count once in what follows.",
    ),
    "skipped-file": Kind(
        "note",
        "file was left out",
        "files were left out",
        "Not a transcript format. Convert it if it holds transcripts.",
    ),
}
"""Every kind, the gravest first within its severity: the loader's problems and the audit's own."""


def findings(corpus: Corpus) -> pd.DataFrame:
    """Everything found wrong: the gravest kinds first, then in the order of the sources.

    Columns: severity (one of SEVERITIES), kind (one of KINDS), subject (what it is about, in a few
    words), message (a sentence for people), transcript_id and text_id (missing where it is not
    about one transcript), source, line (from 1, nullable).
    """
    rows = [
        *_problems(corpus),
        *_leaks(corpus.transcripts),
        *_two_topics(corpus.transcripts),
        *_copies(corpus),
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    frame["severity"] = pd.Categorical(
        [KINDS[kind].severity for kind in frame["kind"]], SEVERITIES, ordered=True
    )
    frame["line"] = frame["line"].astype("Int64")
    rank = frame["severity"].cat.codes * len(KINDS) + frame["kind"].map(list(KINDS).index)
    return frame.iloc[rank.to_numpy().argsort(kind="stable")].reset_index(drop=True)


def _problems(corpus: Corpus) -> Iterator[dict[str, Any]]:
    rows = corpus.transcripts.drop_duplicates(["source", "line"])
    place = {(row.source, row.line): row for row in rows.itertuples(index=False)}
    for problem in corpus.problems.itertuples(index=False):
        row = None if pd.isna(problem.line) else place.get((problem.source, problem.line))
        if row is not None:
            yield _about(row, problem.kind, problem.message)
            continue
        yield {
            "kind": problem.kind,
            "subject": problem.source,
            "message": problem.message,
            "transcript_id": None,
            "text_id": None,
            "source": problem.source,
            "line": problem.line,
        }


def _leaks(transcripts: pd.DataFrame) -> Iterator[dict[str, Any]]:
    in_prompts = transcripts[transcripts["prompt"].notna()]
    for (_, prompt), rows in in_prompts.groupby(["source", "prompt"], sort=False):
        shots = rows[rows["role"] == "shot"]
        for target in rows[rows["role"] == "target"].itertuples(index=False):
            same_topic = shots["topic"].notna() & (shots["topic"] == target.topic)
            same_text = shots["text_id"].notna() & (shots["text_id"] == target.text_id)
            if same_text.any():
                message = f"Prompt {prompt} shows its answer: its target is word for word a shot."
                yield _about(target, "copied-target", message)
            elif same_topic.any():
                message = f"Prompt {prompt} leaks: its target, {target.topic}, is also a shot."
                yield _about(target, "leak", message)


def _two_topics(transcripts: pd.DataFrame) -> Iterator[dict[str, Any]]:
    labelled = transcripts[transcripts["text_id"].notna() & transcripts["topic"].notna()]
    for _, rows in labelled.groupby("text_id", sort=False):
        topics = list(dict.fromkeys(rows["topic"].astype(str)))
        if len(topics) > 1:
            message = f"One text has {len(topics)} labels: {', '.join(topics)}."
            yield _about(next(rows.itertuples(index=False)), "two-topics", message)


def _copies(corpus: Corpus) -> Iterator[dict[str, Any]]:
    present = corpus.transcripts[corpus.transcripts["text_id"].notna()]
    first = {row.text_id: row for row in present[::-1].itertuples(index=False)}
    for text in corpus.texts[corpus.texts["appearances"] > 1].itertuples(index=False):
        message = (
            f"{text.name} appears {text.appearances} times: "
            f"{text.words * (text.appearances - 1):,} words are copies of it."
        )
        subject = f"{text.name}, {text.appearances} times"
        yield {**_about(first[text.text_id], "copies", message), "subject": subject}


def _about(row: Any, kind: str, message: str) -> dict[str, Any]:
    """A finding about one row of the transcripts."""
    topic = "without a name" if pd.isna(row.topic) else row.topic
    subject = row.source
    if not pd.isna(row.prompt):
        subject = f"Prompt {row.prompt}, {row.role} {topic}"
    return {
        "kind": kind,
        "subject": subject,
        "message": message,
        "transcript_id": row.transcript_id,
        "text_id": None if pd.isna(row.text_id) else row.text_id,
        "source": row.source,
        "line": row.line,
    }
