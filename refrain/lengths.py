"""How long transcripts are: one table of lengths, and its summary by group."""

from __future__ import annotations

import pandas as pd

from refrain.topics import topic_of

UNITS = ("words", "chars")


def lengths(transcripts: pd.DataFrame, *, distinct: bool = True) -> pd.DataFrame:
    """The length of each transcript that has a text; with `distinct`, each text once.

    Columns: transcript_id, text_id, topic ("no topic" where missing), role, words, chars.
    """
    present = transcripts[transcripts["text_id"].notna()]
    if distinct:
        present = present.drop_duplicates("text_id")
    frame = present[["transcript_id", "text_id", "role", "words", "chars"]].reset_index(drop=True)
    frame.insert(2, "topic", topic_of(present).to_numpy())
    return frame.assign(role=frame["role"].astype("str"))


def summary(frame: pd.DataFrame, by: str, unit: str = "words") -> pd.DataFrame:
    """Lengths by group, the longest median first.

    `frame` as `lengths` gives it, `by` "topic" or "role", `unit` one of UNITS.
    Columns: `by`, transcripts, shortest, median, mean, longest, total (in the unit).
    """
    grouped = frame.groupby(by, observed=True)[unit]
    table = grouped.agg(
        transcripts="size",
        shortest="min",
        median="median",
        mean="mean",
        longest="max",
        total="sum",
    ).reset_index()
    return table.sort_values(["median", by], ascending=[False, True], ignore_index=True)
