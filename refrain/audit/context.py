"""What every family of findings looks at, and how a finding is made."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from refrain.corpus import Corpus
from refrain.fragments import FragmentIndex

Finding = dict[str, Any]
"""Some of the columns of `audit.findings`; those left out are missing."""


@dataclass(frozen=True)
class AuditContext:
    """A corpus, and the index of its repeats."""

    corpus: Corpus
    index: FragmentIndex

    @cached_property
    def first(self) -> dict[str, Any]:
        """The row of the first appearance of each text."""
        present = self.corpus.transcripts[self.corpus.transcripts["text_id"].notna()]
        rows = present.drop_duplicates("text_id")
        return {row.text_id: row for row in rows.itertuples(index=False)}

    @cached_property
    def name(self) -> dict[str, str]:
        """The short name of each text."""
        texts = self.corpus.texts
        return dict(zip(texts["text_id"], texts["name"], strict=True))

    def numbers(self, text: int) -> np.ndarray:
        """The word numbers of a distinct text (its row)."""
        start = self.index.first[text]
        return self.index.numbers[start : start + self.index.lengths[text]]

    def about(self, text_id: str, kind: str, message: str, **more: Any) -> Finding:
        """A finding about a distinct text: it leads to its first appearance."""
        return about(self.first[text_id], kind, message, **{"subject": self.name[text_id], **more})


def about(row: Any, kind: str, message: str, **more: Any) -> Finding:
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
        **more,
    }


def modified_z_score(values: np.ndarray) -> np.ndarray:
    """How far each value is from the median, in robust standard deviations.

    `(x - median) / (1.4826 MAD)`, the modified z-score (Iglewicz and Hoaglin 1993); 0 where the
    deviation is 0, infinite where the MAD is and the deviation is not.
    """
    if not len(values):
        return values.astype(float)
    deviation = values - np.median(values)
    spread = 1.4826 * np.median(np.abs(deviation))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(deviation == 0, 0.0, deviation / spread)


def quote(text: str, length: int = 60) -> str:
    """A passage in a sentence: in quotation marks, on one line, its end cut where it is long."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= length else line[: length - 1].rstrip() + '…'}”"
