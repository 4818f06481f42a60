"""What a corpus is about, and how evenly: counts by topic, source, speaker and time, balance, and
which shots go with which target."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import entr

from refrain import dates, markup
from refrain.natural_order import natural_ranks, naturally_sorted
from refrain.schemas import NO_TOPIC_LABEL, STRING

NO_TOPIC = ""
"""In tables of topics: the name of none. No topic has it: a blank one is none."""

ORIGINS = {
    "label": "labels",
    "column": "a column",
    "front matter": "front matter",
    "channel": "channels",
    "folder": "folders",
}
"""By the value of `topic_from`: what people call it."""


def topic_of(transcripts: pd.DataFrame) -> pd.Series:
    """Each row's topic as a string, `NO_TOPIC` where it has none."""
    return transcripts["topic"].astype(STRING).fillna(NO_TOPIC)


def named_topics(rows: pd.DataFrame) -> list[str]:
    """The topics that some of the rows have, in natural order."""
    return [topic for topic in naturally_sorted(topic_of(rows).unique()) if topic != NO_TOPIC]


def topic_label(topic: str) -> str:
    """A topic as people read it: its name, or that there is none.

    >>> topic_label("dpo"), topic_label(NO_TOPIC)
    ('dpo', '(no topic)')
    """
    return NO_TOPIC_LABEL if topic == NO_TOPIC else topic


def origin(transcripts: pd.DataFrame) -> str:
    """Where the topics of the rows are from, in a sentence, the commonest first; "" for none.

    >>> origin(pd.DataFrame({"topic": ["a", "b", None], "topic_from": ["folder", "label", None]}))
    'Topics from folders and labels.'
    """
    named = transcripts.loc[transcripts["topic"].notna(), "topic_from"].dropna().astype("str")
    places = [ORIGINS.get(place, place) for place in named.value_counts().index]
    if not places:
        return ""
    *others, last = places
    return f"Topics from {', '.join(others)}{' and ' * bool(others)}{last}."


def distribution(transcripts: pd.DataFrame, tokens: pd.Series | None = None) -> pd.DataFrame:
    """Counts by topic, the most words first; equal ones in natural order.

    Columns: topic (NO_TOPIC for the rows without one), shots, targets, transcripts (appearances
    with a text, by role; `transcripts` are those outside prompts), missing (announced, but without
    a text), texts (distinct), words (of the distinct texts), and tokens of those where they are
    given, by text_id.
    """
    topic = topic_of(transcripts)
    present = transcripts["text_id"].notna()
    distinct = (
        present & ~pd.DataFrame({"topic": topic, "text": transcripts["text_id"]}).duplicated()
    )
    counts = {
        f"{role}s": (present & (transcripts["role"] == role)).groupby(topic).sum()
        for role in ("shot", "target", "transcript")
    }
    counts["missing"] = (~present).groupby(topic).sum()
    counts["texts"] = distinct.groupby(topic).sum()
    counts["words"] = transcripts["words"].where(distinct, 0).groupby(topic).sum()
    if tokens is not None:
        row_tokens = transcripts["text_id"].map(tokens).where(distinct, 0)
        counts["tokens"] = row_tokens.groupby(topic).sum()
    frame = pd.DataFrame(counts).astype("int64").rename_axis("topic").reset_index()
    by = ["words", "topic"]
    return frame.sort_values(by, ascending=[False, True], ignore_index=True, key=natural_ranks)


def balance(counts: pd.Series) -> float:
    """Normalised entropy of counts by topic: 1 where all topics are equally big, 0 for one alone.

    `-Σ p log p / log k` with p the share of each of the k topics (Pielou 1966, evenness); topics
    with a count of 0 are among the k. Defined as 1 for fewer than two topics, 0 without counts.
    """
    if len(counts) < 2:
        return 1.0
    if counts.sum() == 0:
        return 0.0
    return float(entr(counts / counts.sum()).sum() / np.log(len(counts)))


def evenness(balance: float) -> str:
    """A balance in a word: from 0.95 evenly, from 0.8 fairly evenly, below that unevenly."""
    return "evenly" if balance >= 0.95 else "fairly evenly" if balance >= 0.8 else "unevenly"


def by_source(transcripts: pd.DataFrame) -> pd.DataFrame:
    """Which topics each source has, by its distinct texts, the source of the most words first.

    Columns: group (the source), topic, texts, words (of the distinct texts).
    """
    return _crossed(transcripts[_CROSSED].assign(group=transcripts["source"]))


def by_speaker(transcripts: pd.DataFrame) -> pd.DataFrame:
    """Which topics each speaker talks in, where speakers are given.

    Columns as for `by_source`, the group being a speaker. A text of several speakers (`A; B`)
    counts, whole, for each of them.
    """
    rows = transcripts.loc[transcripts["speaker"].notna(), [*_CROSSED, "speaker"]]
    names = {cell: markup.split_names(cell) for cell in rows["speaker"].unique()}
    rows = rows.assign(group=rows["speaker"].map(names)).explode("group")
    rows["group"] = rows["group"].astype(STRING)
    return _crossed(rows[rows["group"].notna()])


class TopicsOverTime(NamedTuple):
    """A table of topics by period, how long a period is, and the texts that are in none."""

    table: pd.DataFrame
    """Columns: period (its first day), topic, texts, words; by period, then by topic."""
    step: str
    """`month`, `quarter` or `year`."""
    undated: int
    """The distinct texts without a date that can be read."""


def over_time(transcripts: pd.DataFrame) -> TopicsOverTime:
    """How many distinct texts each topic has in each month, quarter or year that has a date.

    Months up to three years from the first date to the last, quarters up to ten, else years.
    """
    rows = transcripts[[*_CROSSED, "published", "source"]]
    rows = rows[rows["text_id"].notna()].drop_duplicates("text_id")
    found = dates.read(rows["published"], rows["source"])
    days = found.dates
    # A year alone is in no month.
    first_days = pd.to_datetime(found.years.astype("string") + "-01-01")
    years_only = days.isna().all() and first_days.notna().any()
    span = 100.0 if years_only else _years(days.fillna(first_days).dropna())
    step, frequency = next(names for most_years, *names in _STEPS if span <= most_years)
    days = (days.fillna(first_days) if step == "year" else days).dropna()
    dated = rows.loc[days.index]
    period = days.dt.to_period(frequency).dt.start_time
    table = _crossed(dated.assign(group=period)).rename(columns={"group": "period"})
    table = table.sort_values(["period", "topic"], ignore_index=True, key=natural_ranks)
    return TopicsOverTime(table, step, undated=len(rows) - len(dated))


def _years(days: pd.Series) -> float:
    """Years from the first day to the last."""
    return float((days.max() - days.min()).days / 365.25) if len(days) else 0.0


_STEPS = ((3.0, "month", "M"), (10.0, "quarter", "Q"), (float("inf"), "year", "Y"))


_CROSSED = ["text_id", "topic", "words"]
"""The columns that `_crossed` needs: to take rows of the texts, too, would be to copy all text."""


def _crossed(rows: pd.DataFrame) -> pd.DataFrame:
    """Distinct texts and their words by `group` and topic, the group of the most words first."""
    present = rows[rows["text_id"].notna()]
    present = present.assign(topic=topic_of(present)).drop_duplicates(["group", "topic", "text_id"])
    table = present.groupby(["group", "topic"], sort=False, observed=True).agg(
        texts=("text_id", "size"), words=("words", "sum")
    )
    table = table.reset_index()
    total = table.groupby("group")["words"].transform("sum")
    # Of equal totals, the first to appear: sources come in their natural order.
    first = table.groupby("group", sort=False).ngroup()
    columns = table.assign(total=-total, first=first)
    order = columns.sort_values(["total", "first", "topic"], key=natural_ranks).index
    return table.loc[order].reset_index(drop=True)


def pairings(transcripts: pd.DataFrame) -> pd.DataFrame:
    """Which shots go with which target, over all prompts.

    Columns: target, shot (topics), prompts (how many prompts pair them), leak (the target's topic
    is also the shot's). Ordered by first appearance. Empty where there are no prompts.
    """
    prompt = ["source", "prompt"]
    rows = transcripts[[*prompt, "topic", "role"]]
    in_prompts = rows[rows["prompt"].notna()].assign(topic=topic_of)
    shots = in_prompts[in_prompts["role"] == "shot"].rename(columns={"topic": "shot"})
    targets = in_prompts[in_prompts["role"] == "target"].rename(columns={"topic": "target"})
    pairs = targets[[*prompt, "target"]].merge(shots[[*prompt, "shot"]], on=prompt)
    pairs = pairs.drop_duplicates()
    counted = pairs.groupby(["target", "shot"], sort=False).size().rename("prompts").reset_index()
    has_topic = counted["target"] != NO_TOPIC
    return counted.assign(leak=has_topic & (counted["target"] == counted["shot"]))
