"""Prompts that give their answer away, or are all made alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from refrain.audit.context import AuditContext, Finding, finding_in_row, name_some, quote
from refrain.fragments import RepeatQuery

MIN_PASSAGE_WORDS = 20
"""Words of the shortest passage of a target that counts as quoted in a shot."""
MIN_QUOTED_SHARE = 0.1
"""Share of a target's words that stand in its shots from which it shows part of its answer."""
MIN_PROMPTS = 3
"""Prompts below which the same shots in all of them are no surprise."""


class Quotation(NamedTuple):
    """What of a target stands in its shots: the share of its words, the longest passage, where it
    begins in the target (character), and the transcript_id of the shot that has it."""

    share: float
    passage: str
    at: int
    shot: str

    @property
    def message(self) -> str:
        """A sentence for people."""
        return (
            f"{self.share:.0%} of the target's words stand in its shots too, in passages of "
            f"{MIN_PASSAGE_WORDS} words or more, the longest {quote(self.passage)}."
        )

    @property
    def columns(self) -> Finding:
        """The columns of a finding that say so."""
        return {
            "at": self.at,
            "measure": "share in its shots",
            "value": self.share,
            "other": self.shot,
        }


def find(context: AuditContext) -> Iterator[Finding]:
    """Findings about whole prompts."""
    rows = context.corpus.transcripts
    in_prompts = rows[rows["prompt"].notna()]
    for (_, prompt), rows_of_prompt in in_prompts.groupby(["source", "prompt"], sort=False):
        shots = rows_of_prompt[rows_of_prompt["role"] == "shot"]
        targets = rows_of_prompt[rows_of_prompt["role"] == "target"]
        for target in targets.itertuples(index=False):
            yield from _gives_away(int(prompt), target, shots, quotation(context, target, shots))
    for _, rows_of_source in in_prompts.groupby("source", sort=False):
        yield from _same_shots(context, rows_of_source)


def _gives_away(
    prompt: int, target: Any, shots: pd.DataFrame, quoted: Quotation | None
) -> Iterator[Finding]:
    """The gravest of: same text, same label, passages of it."""
    same_text = shots[shots["text_id"].notna() & (shots["text_id"] == target.text_id)]
    same_topic = shots[shots["topic"].notna() & (shots["topic"] == target.topic)]
    if len(same_text):
        yield finding_in_row(
            target,
            "copied-target",
            f"Prompt {prompt} shows its answer: its target is word for word a shot.",
            measure="share in its shots",
            value=1,
            other=same_text["transcript_id"].iloc[0],
        )
    elif len(same_topic):
        message = f"Prompt {prompt} leaks: its target, {target.topic}, is also a shot."
        columns = {"other": same_topic["transcript_id"].iloc[0]}
        if quoted:
            message += f" {quoted.message}"
            columns |= quoted.columns
        yield finding_in_row(target, "leak", message, **columns)
    elif quoted and quoted.share >= MIN_QUOTED_SHARE:
        message = f"Prompt {prompt} shows part of its answer. {quoted.message}"
        yield finding_in_row(target, "quoted-target", message, **quoted.columns)


def quotation(context: AuditContext, target: Any, shots: pd.DataFrame) -> Quotation | None:
    """What of the target stands in its shots; None where nothing does, or there is no text."""
    if pd.isna(target.text_id):
        return None
    index = context.index
    covered = np.zeros(index.word_counts[target.text_id], dtype=bool)
    longest, shot_of_longest = None, ""
    for shot in shots[shots["text_id"].notna()].itertuples(index=False):
        if shot.text_id == target.text_id:
            continue
        matches = index.matches(target.text_id, shot.text_id, RepeatQuery(MIN_PASSAGE_WORDS))
        for match in matches.itertuples(index=False):
            covered[match.a_word : match.a_word + match.words] = True
            if longest is None or match.words > longest.words:
                longest, shot_of_longest = match, shot.transcript_id
    if longest is None:
        return None
    passage = target.text[longest.a_start : longest.a_end]
    return Quotation(float(covered.mean()), passage, int(longest.a_start), shot_of_longest)


def _same_shots(context: AuditContext, rows: pd.DataFrame) -> Iterator[Finding]:
    """The shots that all prompts of a source have, in one finding."""
    prompts = rows["prompt"].nunique()
    if prompts < MIN_PROMPTS:
        return
    shots = rows[(rows["role"] == "shot") & rows["text_id"].notna()]
    uses = shots.groupby("text_id", sort=False)["prompt"].nunique()
    everywhere = list(uses.index[uses == prompts])
    if not everywhere:
        return
    first = [context.first_appearances[text_id] for text_id in everywhere]
    names = name_some([context.names[text_id] for text_id in everywhere])
    words = sum(row.words for row in first) * (prompts - 1)
    count = f"{len(everywhere)} shot{'s' * (len(everywhere) > 1)}"
    yield finding_in_row(
        first[0],
        "same-shots",
        f"All {prompts} prompts have the same {count}: {names}. "
        f"{words:,} words are copies of them.",
        subject=f"{count} in all {prompts} prompts",
        measure="copied words",
        value=words,
    )
