"""What every family of findings is given, and how a finding is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from refrain.corpus import Corpus
from refrain.fragments import FragmentEngine
from refrain.loops import Repetition
from refrain.partwise import Part, PartMap, only_part
from refrain.seams import seams

Finding = dict[str, Any]
"""Some of the columns of `audit.findings`; those left out are missing."""


@dataclass(frozen=True)
class AuditContext:
    """A corpus and what repeats in it, with what is looked up by text again and again.

    `over_parts` is for a corpus whose texts are looked at part by part, by other processes or
    machines; `has_near_repeats` says whether the index knows these.
    """

    corpus: Corpus
    open_index: Callable[[], FragmentEngine]
    over_parts: PartMap | None = None
    has_near_repeats: bool = True

    @cached_property
    def index(self) -> FragmentEngine:
        """What repeats; opened when a check first asks."""
        return self.open_index()

    @cached_property
    def in_parts(self) -> PartMap:
        """How to look at the texts one at a time."""
        return self.over_parts or only_part(lambda: self._part)

    @cached_property
    def _part(self) -> Part:
        texts = self.corpus.texts[["text_id", "text"]]
        first = self.first_appearances
        sources = [first[text_id].source for text_id in texts["text_id"]]
        return Part(texts.assign(source=sources), lambda: self.index)

    @cached_property
    def transcripts(self) -> pd.DataFrame:
        """The rows of the corpus, with the labels as they are written."""
        return self.corpus.as_written.transcripts

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The same without their texts: to choose rows copies what is in them, and the texts are
        most of it."""
        return self.transcripts.drop(columns="text")

    @cached_property
    def first_appearances(self) -> dict[str, Any]:
        """By text_id: the row in which the text appears first, without the text."""
        rows = self.rows[self.rows["text_id"].notna()].drop_duplicates("text_id")
        return {row.text_id: row for row in rows.itertuples(index=False)}

    @cached_property
    def texts(self) -> pd.Series:
        """By text_id: the text as it is written where it appears first."""
        return self.corpus.texts.set_index("text_id")["text"]

    @cached_property
    def names(self) -> dict[str, str]:
        """By text_id: the text's short name."""
        texts = self.corpus.texts
        return dict(zip(texts["text_id"], texts["name"], strict=True))

    @cached_property
    def repetition(self) -> Repetition:
        """What follows itself in the texts."""
        return Repetition.joined(self.in_parts(said_again_in))

    @cached_property
    def seams(self) -> pd.DataFrame:
        """Where the texts were stitched."""
        return seams(self.index, self.repetition, self.in_parts)

    @cached_property
    def texts_by_transcript(self) -> pd.Series:
        """By transcript_id: the text as it is written there."""
        return self.transcripts.set_index("transcript_id")["text"]

    @cached_property
    def spellings(self) -> dict[str, list[str]]:
        """By text_id, of texts that appear more than once: the text as it is written, each way
        once, in order of first appearance."""
        text_ids = self.transcripts["text_id"]
        is_again = text_ids.notna() & text_ids.duplicated(keep=False)
        rows = self.transcripts.loc[is_again, ["text_id", "text"]].dropna().drop_duplicates()
        return {
            str(text_id): texts.tolist()
            for text_id, texts in rows.groupby("text_id", sort=False)["text"]
        }

    def finding(self, text_id: str, kind: str, message: str, **columns: Any) -> Finding:
        """A finding about a distinct text, which leads to the text's first appearance."""
        row = self.first_appearances[text_id]
        return finding_in_row(row, kind, message, **{"subject": self.names[text_id], **columns})


def said_again_in(part: Part) -> Repetition:
    """What follows itself in the texts of a part."""
    return Repetition.of(part.worded)


def finding_in_row(row: Any, kind: str, message: str, **columns: Any) -> Finding:
    """A finding about one row of the transcripts; `columns` has others of the finding's columns."""
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
        **columns,
    }


def quote(text: str, length: int = 60) -> str:
    """A passage in a sentence: in quotation marks, on one line, its end cut where it is long."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= length else line[: length - 1].rstrip() + '…'}”"
