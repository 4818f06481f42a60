"""How long transcripts are, in text and in time: one table of lengths, its summary by group, and
the outliers."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from refrain import cues as cues_of
from refrain.natural_order import natural_ranks
from refrain.schemas import STRING
from refrain.topics import topic_of
from refrain.word_ids import number_words

LENGTH_UNITS = ("tokens", "words", "chars", "minutes", "words_per_minute", "silence")
GROUPS = ("topic", "role", "source")

FEWEST_IN_GROUP = 8
"""With fewer texts than this in a group, none is called an outlier."""

NARROWEST_IQR = np.log(1.1)
"""Quartiles nearer than a tenth count as a tenth apart, or near-equal lengths would be outliers."""


def lengths(
    transcripts: pd.DataFrame,
    *,
    distinct: bool = True,
    tokens: pd.Series | None = None,
    times: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The length of each transcript that has a text; with `distinct`, each text once.

    Columns: transcript_id, text_id, topic (`topics.NO_TOPIC` where missing), role, source, words,
    chars, and tokens where they are given (by text_id, as `tokens.counts` gives them); and
    where `times` are given the columns of `timing`, which makes them.
    """
    columns = ["transcript_id", "text_id", "role", "source", "words", "chars"]
    present = transcripts.loc[transcripts["text_id"].notna(), [*columns, "topic"]]
    if distinct:
        present = present.drop_duplicates("text_id")
    frame = present[columns].reset_index(drop=True)
    frame.insert(2, "topic", topic_of(present).to_numpy())
    if tokens is not None:
        frame["tokens"] = frame["text_id"].map(tokens).astype("int64")
    if times is not None:
        frame = frame.join(times, on="transcript_id")
    return frame.assign(role=frame["role"].astype("str"))


def timing(transcripts: pd.DataFrame, cues: pd.DataFrame) -> pd.DataFrame:
    """How long each transcript is spoken, how fast, and how long nobody speaks.

    By transcript_id, for those that have two times at least (others are left out): seconds, minutes
    (seconds / 60), words_per_minute, silence (in seconds; missing where it is not known). `seconds`
    and `silence` are those of `cues.durations`, and

        words_per_minute = 60 * w / seconds

    where w is the words of the text, without those before the place of the first time and those
    behind that of the last, which are counted by themselves: they are said when nobody knows.
    """
    durations = cues_of.durations(cues)
    timed = transcripts["transcript_id"].isin(durations.index) & transcripts["text_id"].notna()
    rows = transcripts.loc[timed, ["transcript_id", "text", "words", "chars"]]
    rows = rows.set_index("transcript_id").join(durations)
    inside = rows["words"].to_numpy(dtype="float64")
    # Most is said between the times, so what is not is counted: a tenth of the work.
    inside -= _words_of(
        text[: int(end)] for text, end in zip(rows["text"], rows["first_char"], strict=True)
    )
    inside -= _words_of(
        text[int(start) :] for text, start in zip(rows["text"], rows["last_char"], strict=True)
    )
    return pd.DataFrame(
        {
            "seconds": rows["seconds"],
            "minutes": rows["seconds"] / 60,
            "words_per_minute": 60 * inside.clip(min=0) / rows["seconds"],
            "silence": rows["silence"],
        }
    )


def _words_of(pieces: Iterable[str]) -> np.ndarray:
    return number_words(pd.Series(list(pieces), dtype=STRING)).lengths


def summary(frame: pd.DataFrame, by: str, unit: str = "words") -> pd.DataFrame:
    """Lengths by group, the longest median first; equal ones in natural order.

    `frame` as `lengths` gives it, `by` one of GROUPS, `unit` one of LENGTH_UNITS. Rows that have no
    such length are left out.
    Columns: `by`, transcripts, shortest, median, mean, longest, total (in the unit).
    """
    grouped = frame[frame[unit].notna()].groupby(by, observed=True)[unit]
    table = grouped.agg(
        transcripts="size",
        shortest="min",
        median="median",
        mean="mean",
        longest="max",
        total="sum",
    ).reset_index()
    order = ["median", by]
    return table.sort_values(order, ascending=[False, True], ignore_index=True, key=natural_ranks)


def fences(values: pd.Series) -> tuple[float, float]:
    """The lengths below and above which one is an outlier: Tukey's fences, of the logarithms.

    With Q1 and Q3 the quartiles of ln(length), and IQR = max(Q3 - Q1, NARROWEST_IQR),

        exp( Q1 - 1.5 IQR ) and exp( Q3 + 1.5 IQR )

    Lengths are skewed, and a text twice as long is as unusual as one half as long: hence the
    logarithm. A length of 0 counts as 1. Source: Tukey (1977), Exploratory Data Analysis, 2C.
    (-inf, inf) for fewer than FEWEST_IN_GROUP values; missing ones are left aside.
    """
    values = values.dropna()
    if len(values) < FEWEST_IN_GROUP:
        return -np.inf, np.inf
    low, high = np.quantile(np.log(np.maximum(values.to_numpy(), 1)), [0.25, 0.75])
    width = max(high - low, NARROWEST_IQR)
    return float(np.exp(low - 1.5 * width)), float(np.exp(high + 1.5 * width))


def outliers(frame: pd.DataFrame, by: str, unit: str = "words") -> pd.DataFrame:
    """The rows that are outlying in their group by `fences`, the farthest from its median first.

    `frame` as `lengths` gives it. The columns of `frame`, and: outlier ("long" or "short"), fence
    (the length it passed), median (of its group), times (its length / the median).
    """
    groups = [_outlying(rows, unit) for _, rows in frame.groupby(by, observed=True)]
    outlying = pd.concat(groups) if groups else _outlying(frame, unit)
    farthest = np.log(outlying["times"].clip(lower=1e-9)).abs().sort_values(ascending=False)
    return outlying.loc[farthest.index].reset_index(drop=True)


def _outlying(rows: pd.DataFrame, unit: str) -> pd.DataFrame:
    low, high = fences(rows[unit])
    outlying = rows[(rows[unit] < low) | (rows[unit] > high)]
    long = outlying[unit] > high
    median = float(rows[unit].median()) if len(rows) else 0.0
    return outlying.assign(
        outlier=pd.Series("long", index=outlying.index, dtype=STRING).where(long, "short"),
        fence=np.where(long, high, low),
        median=median,
        times=outlying[unit] / max(median, 1.0),
    )
