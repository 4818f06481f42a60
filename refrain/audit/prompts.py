"""Prompts that give their answer away, or are all made alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from refrain.audit.context import AuditContext, Finding, finding_in_row
from refrain.audit.quotations import Quotation, Quotations
from refrain.sameness import but_for, label_key
from refrain.wording import name_some

MIN_QUOTED_SHARE = 0.1
"""Share of a target's words that stand in its shots from which it shows part of its answer."""
MIN_PROMPTS = 3
"""Prompts below which the same shots in all of them are no surprise."""
_ASKING = ("system", "user", "tool")
"""Who says in a chat what is no example of an answer: an answer may quote it."""


def find(context: AuditContext) -> Iterator[Finding]:
    """Findings about whole prompts."""
    rows = context.rows
    in_prompts = rows[rows["prompt"].notna()]
    quotations = Quotations(context)
    for rows_of_prompt in _by_prompt(in_prompts):
        shots = [row for row in rows_of_prompt if row.role == "shot" and row.speaker not in _ASKING]
        shot_texts = tuple(shot.text_id for shot in shots if not pd.isna(shot.text_id))
        for target in rows_of_prompt:
            if target.role == "target":
                quoted = noisy = None
                if not pd.isna(target.text_id):
                    quoted = quotations.exact(target.text_id, shot_texts)
                    if context.has_near_repeats:
                        noisy = quotations.noisy(target.text_id, shot_texts)
                yield from _gives_away(context, target, shots, _more_telling(quoted, noisy))
    for _, rows_of_source in in_prompts.groupby("source", sort=False):
        yield from _same_shots(context, rows_of_source)


def _by_prompt(rows: pd.DataFrame) -> Iterator[list[Any]]:
    """The rows of each prompt, in the order in which prompts begin."""
    prompts: dict[tuple[str, int], list[Any]] = {}
    for row in rows.itertuples(index=False):
        prompts.setdefault((row.source, row.prompt), []).append(row)
    yield from prompts.values()


def _more_telling(exact: Quotation | None, noisy: Quotation | None) -> Quotation | None:
    """What is said of a target: that it is a noisy copy, or else what is quoted word for word."""
    if noisy and noisy.is_copy:
        return noisy
    if exact and exact.share >= MIN_QUOTED_SHARE:
        return exact
    return noisy if noisy and noisy.share >= MIN_QUOTED_SHARE else exact or noisy


def _gives_away(
    context: AuditContext, target: Any, shots: list[Any], quoted: Quotation | None
) -> Iterator[Finding]:
    """The gravest of: same text, same label, nearly the same text, passages of it."""
    prompt = int(target.prompt)
    # What is missing equals nothing, itself included.
    same_text = [shot for shot in shots if shot.text_id == target.text_id]
    # A column has the topic of a whole prompt, and of what is said before its answer, too.
    is_labelled = target.topic_from != "column"
    same_topic = [
        shot for shot in shots if is_labelled and _is_same_label(shot.topic, target.topic)
    ]
    if same_text:
        text = context.texts_by_transcript
        shot = _equal_or_first(same_text, lambda row: text[row.transcript_id], target)
        difference = but_for(text[target.transcript_id], text[shot.transcript_id])
        yield finding_in_row(
            target,
            "copied-target",
            f"Prompt {prompt} shows its answer: its target is word for word a shot{difference}.",
            measure="share in its shots",
            value=1,
            other=shot.transcript_id,
        )
    elif same_topic:
        shot = _equal_or_first(same_topic, lambda row: row.topic, target)
        difference = but_for(str(target.topic), str(shot.topic))
        other = f", {shot.topic}: the same{difference}" if difference else ""
        message = f"Prompt {prompt} leaks: its target, {target.topic}, is also a shot{other}."
        columns = {"other": shot.transcript_id}
        if quoted:
            message += f" {quoted.message}"
            columns |= quoted.columns(shots)
        yield finding_in_row(target, "leak", message, **columns)
    elif quoted and quoted.is_copy:
        message = (
            f"Prompt {prompt} shows its answer: its target is nearly word for word a shot: "
            f"{quoted.copied}."
        )
        yield finding_in_row(target, "copied-target", message, **quoted.columns(shots))
    elif quoted and quoted.share >= MIN_QUOTED_SHARE:
        message = f"Prompt {prompt} shows part of its answer. {quoted.message}"
        yield finding_in_row(target, "quoted-target", message, **quoted.columns(shots))


def _is_same_label(one: Any, other: Any) -> bool:
    """Whether two labels are the same; a missing one is the same as none."""
    return not (pd.isna(one) or pd.isna(other)) and label_key(one) == label_key(other)


def _equal_or_first(rows: list[Any], value: Callable[[Any], Any], target: Any) -> Any:
    """The row with the very value of the target, or else the first."""
    wanted = value(target)
    return next((row for row in rows if value(row) == wanted), rows[0])


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
