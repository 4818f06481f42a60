"""Prompts that give their answer away, or are all made alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from refrain.audit.context import AuditContext, Finding, about, quote
from refrain.fragments import RepeatQuery

PASSAGE = 20
"""Words that a passage of a target has in common with a shot at least."""
QUOTED = 0.1
"""A target that has this share of its words in its shots shows part of its answer."""
FEW = 3
"""In fewer prompts than this, the same shots in all are no surprise."""


def find(context: AuditContext) -> Iterator[Finding]:
    """Findings about whole prompts."""
    rows = context.corpus.transcripts
    in_prompts = rows[rows["prompt"].notna()]
    shared = _Shared(context)
    for (_, prompt), own in in_prompts.groupby(["source", "prompt"], sort=False):
        shots = own[own["role"] == "shot"]
        for target in own[own["role"] == "target"].itertuples(index=False):
            yield from _gives_away(int(prompt), target, shots, shared)
    for _, own in in_prompts.groupby("source", sort=False):
        yield from _same_shots(context, own)


def _gives_away(
    prompt: int, target: Any, shots: pd.DataFrame, shared: _Shared
) -> Iterator[Finding]:
    """The gravest of: same text, same label, passages of it."""
    same_text = shots[shots["text_id"].notna() & (shots["text_id"] == target.text_id)]
    same_topic = shots[shots["topic"].notna() & (shots["topic"] == target.topic)]
    part = shared.part(target, shots)
    measured = {} if part is None else part.evidence
    if len(same_text):
        message = f"Prompt {prompt} shows its answer: its target is word for word a shot."
        other = {"other": same_text["transcript_id"].iloc[0]}
        yield about(
            target, "copied-target", message, measure="share in its shots", value=1, **other
        )
    elif len(same_topic):
        message = f"Prompt {prompt} leaks: its target, {target.topic}, is also a shot."
        if part is not None:
            message += f" {part.told}"
        other = {"other": same_topic["transcript_id"].iloc[0]}
        yield about(target, "leak", message, **{**other, **measured})
    elif part is not None and part.share >= QUOTED:
        message = f"Prompt {prompt} shows part of its answer. {part.told}"
        yield about(target, "quoted-target", message, **measured)


class _Part:
    """What a target has in common with its shots."""

    def __init__(self, share: float, at: int, passage: str, other: str) -> None:
        self.share = share
        self.told = (
            f"{share:.0%} of the target's words stand in its shots too, in passages of {PASSAGE} "
            f"words or more, the longest {quote(passage)}."
        )
        self.evidence = {"at": at, "measure": "share in its shots", "value": share, "other": other}


class _Shared:
    """The words that a target has in common with shots."""

    def __init__(self, context: AuditContext) -> None:
        self.context = context
        ids = context.index.texts["text_id"]
        self.rows = {text_id: row for row, text_id in enumerate(ids)}

    def part(self, target: Any, shots: pd.DataFrame) -> _Part | None:
        """What of the target stands in its shots; None where nothing does, or there is no text."""
        if pd.isna(target.text_id):
            return None
        index = self.context.index
        words = int(index.lengths[self.rows[target.text_id]])
        covered = np.zeros(words, dtype=bool)
        longest: tuple[int, Any, str] = (0, None, "")
        for shot in shots[shots["text_id"].notna()].itertuples(index=False):
            if shot.text_id == target.text_id:
                continue
            matches = index.matches(target.text_id, shot.text_id, RepeatQuery(PASSAGE))
            for match in matches.itertuples(index=False):
                covered[match.a_word : match.a_word + match.words] = True
                if match.words > longest[0]:
                    longest = (match.words, match, shot.transcript_id)
        _, match, other = longest
        if match is None:
            return None
        passage = target.text[match.a_start : match.a_end]
        return _Part(float(covered.mean()), int(match.a_start), passage, other)


def _same_shots(context: AuditContext, rows: pd.DataFrame) -> Iterator[Finding]:
    """The shots that all prompts of a source have, in one finding."""
    prompts = rows["prompt"].nunique()
    if prompts < FEW:
        return
    shots = rows[(rows["role"] == "shot") & rows["text_id"].notna()]
    uses = shots.groupby("text_id", sort=False)["prompt"].nunique()
    everywhere = list(uses.index[uses == prompts])
    if not everywhere:
        return
    names = ", ".join(context.name[text_id] for text_id in everywhere[:5])
    more = f" and {len(everywhere) - 5} more" if len(everywhere) > 5 else ""
    words = sum(context.first[text_id].words for text_id in everywhere) * (prompts - 1)
    count = f"{len(everywhere)} shot{'s' * (len(everywhere) > 1)}"
    message = (
        f"All {prompts} prompts have the same {count}: {names}{more}. "
        f"{words:,} words are copies of them."
    )
    row = context.first[everywhere[0]]
    subject = f"{count} in all {prompts} prompts"
    yield about(row, "same-shots", message, subject=subject, measure="copied words", value=words)
