"""What fits a context window: the size of each prompt, what exceeds a budget, and what would help.

A prompt's size is the sum over its texts; labels, and what a template puts around the texts, are
not in it. `sizes` is always a Series of whole numbers by `text_id`, in any unit.
"""

from __future__ import annotations

import pandas as pd

from refrain.schemas import STRING
from refrain.topics import NO_TOPIC, topic_of

BUDGETS = {
    "4k": 4_000,
    "8k": 8_000,
    "16k": 16_000,
    "32k": 32_000,
    "64k": 64_000,
    "128k": 128_000,
    "200k": 200_000,
    "256k": 256_000,
    "512k": 512_000,
    "1M": 1_000_000,
}
"""The lines that a person can draw, in round thousands: no window sold under a name is smaller."""

_PROMPT = ["source", "prompt"]


def prompts(transcripts: pd.DataFrame, sizes: pd.DataFrame, *, copies: bool = True) -> pd.DataFrame:
    """A row per prompt, in file order, with its size in each unit.

    `sizes` has a row per distinct text: text_id (its index), and a column a unit. Without
    `copies`, a text that stands twice in one prompt counts once.
    Columns: name (`prompt 3`, with its source where there are several), transcript_id (of its
    target, else of its first transcript with a text, else of its first), source, prompt, topic (of
    the target), role ("prompt"), texts, missing (labels without a text), and the units.
    """
    rows = transcripts[[*_PROMPT, "transcript_id", "text_id", "topic", "role"]]
    rows = rows[rows["prompt"].notna()]
    rows = rows.assign(topic=topic_of(rows), role=rows["role"].astype("str"))
    if not copies:
        again = rows.duplicated([*_PROMPT, "text_id"]) & rows["text_id"].notna()
        rows = rows[~again]
    for unit in sizes.columns:
        rows[unit] = rows["text_id"].map(sizes[unit]).fillna(0).astype("int64")
    rows = rows.assign(texts=rows["text_id"].notna(), missing=rows["text_id"].isna())
    counted = ["texts", "missing", *sizes.columns]
    table = rows.groupby(_PROMPT, sort=False)[counted].sum().astype("int64").reset_index()
    table = table.merge(_representatives(rows), on=_PROMPT, how="left", validate="one_to_one")
    table.insert(0, "name", _names(table))
    first = ["name", "transcript_id", *_PROMPT, "topic", "role"]
    return table.assign(role="prompt")[[*first, *counted]]


def over(frame: pd.DataFrame, unit: str, budget: int) -> pd.DataFrame:
    """The rows that exceed the budget, by most first.

    `frame` as `prompts` or `lengths.lengths` gives it. Its columns, and: over (how many more than
    the budget), share (over / budget).
    """
    exceeding = frame[frame[unit] > budget]
    excess = exceeding[unit] - budget
    exceeding = exceeding.assign(over=excess, share=excess / budget)
    return exceeding.sort_values("over", ascending=False, kind="stable", ignore_index=True)


def effect(steps: dict[str, pd.Series], budget: int) -> pd.DataFrame:
    """What each step of removing would leave.

    `steps` maps a step to the sizes of what is left, a number per prompt or transcript.
    Columns: step, count (how many there are), total, longest, over (how many exceed the budget),
    saved (share of the first step's total that is gone, 0 to 1).
    """
    table = pd.DataFrame(
        {
            "step": pd.Series(list(steps), dtype=STRING),
            "count": [len(sizes) for sizes in steps.values()],
            "total": [int(sizes.sum()) for sizes in steps.values()],
            "longest": [int(sizes.max()) if len(sizes) else 0 for sizes in steps.values()],
            "over": [int((sizes > budget).sum()) for sizes in steps.values()],
        }
    )
    before = max(int(table["total"].iloc[0]), 1) if len(table) else 1
    return table.assign(saved=1 - table["total"] / before if before > 1 else 0.0)


def _representatives(rows: pd.DataFrame) -> pd.DataFrame:
    """By prompt: the transcript that stands for it (see `prompts`), and the topic of its target."""
    rank = (rows["role"] != "target") * 2 + rows["missing"]
    first = rows.assign(rank=rank).sort_values("rank", kind="stable").drop_duplicates(_PROMPT)
    topic = first["topic"].where(first["role"] == "target", NO_TOPIC)
    return first.assign(topic=topic)[[*_PROMPT, "transcript_id", "topic"]]


def _names(table: pd.DataFrame) -> pd.Series:
    names = "prompt " + table["prompt"].astype(STRING)
    if table["source"].nunique() > 1:
        names = table["source"] + " · " + names
    return names.astype(STRING)
