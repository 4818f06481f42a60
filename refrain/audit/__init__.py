"""What is wrong with a dataset: findings, each a plain sentence with a place to look at.

A finding is an *error* where the dataset does not hold what it announces or a prompt gives its
answer away, a *warning* where it is probably not what its maker thinks, a *note* otherwise.

`kinds` lists the kinds of findings. A module for each family looks for them: `problems` (of the
loader), `statements`, `left_markup`, `prompts`, `labels`, `excerpts`, `near_copies`, `truncation`,
`unlikely_lengths` and `speech`; its `find` takes an AuditContext and yields findings.
`contaminated` compares with a reference, where one is named. `gate` decides which findings fail a
dataset, and `export` writes that for programs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import pandas as pd

from refrain.audit import (
    excerpts,
    labels,
    left_markup,
    little_vocabulary,
    near_copies,
    problems,
    prompts,
    speech,
    statements,
    truncation,
    unlikely_lengths,
)
from refrain.audit.context import AuditContext, Finding, said_again_in
from refrain.audit.kinds import FINDING_KINDS
from refrain.corpus import Corpus
from refrain.cues import Clock
from refrain.finding_kinds import SEVERITIES, FindingKind
from refrain.fragments import FragmentEngine, FragmentIndex
from refrain.partwise import Part
from refrain.seams.parts import word_counts_in

__all__ = [
    "CHECKS",
    "COLUMNS",
    "FINDING_KINDS",
    "LOOKS",
    "SEVERITIES",
    "AuditContext",
    "Check",
    "FindingKind",
    "findings",
    "found",
    "in_order",
]

COLUMNS = {
    "severity": "str",
    "kind": "str",
    "subject": "str",
    "message": "str",
    "transcript_id": "str",
    "text_id": "str",
    "at": "Int64",
    "seconds": "Float64",
    "places": "object",
    "measure": "str",
    "value": "Float64",
    "other": "str",
    "source": "str",
    "line": "Int64",
    "count": "int64",
}
GRAVEST_FIRST = tuple(
    sorted(FINDING_KINDS, key=lambda kind: SEVERITIES.index(FINDING_KINDS[kind].severity))
)
"""The kinds in the order in which their findings are listed."""


class Check(NamedTuple):
    """A family of findings: what it looks at, in a few words; the module's `find`; and whether that
    asks the fragment index."""

    name: str
    find: Callable[[AuditContext], Iterable[Finding]]
    asks_index: bool


CHECKS = (
    Check("files", problems.find, asks_index=False),
    Check("stated languages and dates", statements.find, asks_index=False),
    Check("left markup", left_markup.find, asks_index=False),
    Check("labels", labels.find, asks_index=False),
    Check("unlikely lengths", unlikely_lengths.find, asks_index=False),
    Check("prompts", prompts.find, asks_index=True),
    Check("texts that break off", truncation.find, asks_index=True),
    Check("what is spoken", speech.find, asks_index=True),
    Check("stitched texts", excerpts.find, asks_index=True),
    Check("near-copies", near_copies.find, asks_index=True),
)
"""What `findings` does, what is soon done first."""
LOOKS: tuple[Callable[[Part], object], ...] = (
    left_markup.markup_in,
    truncation.open_texts_in,
    speech.languages_in,
    said_again_in,
    little_vocabulary.diversity_in,
    word_counts_in,
)
"""What checks ask of each part of the texts first, whatever the other parts have."""


def findings(corpus: Corpus, index: FragmentEngine | None = None) -> pd.DataFrame:
    """What is wrong with a corpus: the gravest kinds first, then in the order of the sources.

    `index` is the corpus's fragment index, where there is one already. Columns: severity (one of
    SEVERITIES), kind (one of FINDING_KINDS), subject (what it is about, in a few words), message (a
    sentence for people), transcript_id and text_id (missing where it is not about one transcript),
    at (the character of its text to look at, as that is written in `Corpus.texts`; missing for the
    whole), seconds (when that is said, from the start of the recording; missing where it is not
    known), places (a tuple of such characters where there are several), measure and value (the
    number behind it and what it counts; missing where there is none), other (the transcript_id that
    it is compared with), source, line (from 1, nullable), count (how many
    such things it stands for: 1, but for problems that come by the thousand).
    """
    context = AuditContext(corpus, lambda: index or FragmentIndex.build(corpus.transcripts))
    return in_order([found(check, context) for check in CHECKS])


def found(check: Check, context: AuditContext) -> pd.DataFrame:
    """What one of the CHECKS finds, as `findings` has it, in the order in which it is found."""
    frame = pd.DataFrame(check.find(context), columns=list(COLUMNS))
    frame["count"] = frame["count"].fillna(1)
    frame["seconds"] = _seconds(context.corpus, frame)
    frame["severity"] = [FINDING_KINDS[kind].severity for kind in frame["kind"]]
    return frame.astype(COLUMNS)


def in_order(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """What several checks found, as one table as `findings` has it."""
    frame = pd.concat(frames, ignore_index=True)
    rank = frame["kind"].map({kind: n for n, kind in enumerate(GRAVEST_FIRST)}).astype("int64")
    frame = frame.iloc[rank.to_numpy().argsort(kind="stable")]
    frame["severity"] = pd.Categorical(frame["severity"], SEVERITIES, ordered=True)
    return frame.reset_index(drop=True)


def _seconds(corpus: Corpus, frame: pd.DataFrame) -> pd.Series:
    """When the character of each finding is said."""
    if frame.empty:
        return frame["seconds"]
    placed = frame[frame["at"].notna() & frame["text_id"].notna()]
    texts = corpus.texts.drop(columns="text")
    asked = texts.loc[texts["text_id"].isin(placed["text_id"]), "transcript_id"]
    clock = Clock(corpus.cues[corpus.cues["transcript_id"].isin(asked)], texts)
    seconds = clock.seconds_in_texts(placed["text_id"], placed["at"].astype("int64"))
    return pd.Series(seconds, index=placed.index).reindex(frame.index)
