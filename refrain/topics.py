"""What a corpus is about, and how evenly: counts by topic, balance, and which shots go with which
target."""

from __future__ import annotations

import numpy as np
import pandas as pd

from refrain.corpus import STRING

NO_TOPIC = "no topic"


def topic_of(transcripts: pd.DataFrame) -> pd.Series:
    """Each row's topic as a string, `NO_TOPIC` where it has none."""
    return transcripts["topic"].astype(STRING).fillna(NO_TOPIC)


def distribution(transcripts: pd.DataFrame) -> pd.DataFrame:
    """Counts by topic, the most words first.

    Columns: topic, shots, targets, transcripts (appearances with a text, by role; `transcripts`
    are those outside prompts), missing (announced, but without a text), texts (distinct), words
    (of the distinct texts).
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
    frame = pd.DataFrame(counts).astype("int64").rename_axis("topic").reset_index()
    return frame.sort_values(["words", "topic"], ascending=[False, True], ignore_index=True)


def balance(counts: pd.Series) -> float:
    """Normalised entropy of counts by topic: 1 where all topics are equally big, 0 for one alone.

    `-Σ p log p / log k` with p the share of each of the k topics (Pielou 1966, evenness); topics
    with a count of 0 are among the k. Defined as 1 for fewer than two topics, 0 without counts.
    """
    if len(counts) < 2:
        return 1.0
    total = counts.sum()
    if total == 0:
        return 0.0
    share = counts[counts > 0] / total
    return float(-(share * np.log(share)).sum() / np.log(len(counts)))


def pairings(transcripts: pd.DataFrame) -> pd.DataFrame:
    """Which shots go with which target, over all prompts.

    Columns: target, shot (topics), prompts (how many prompts pair them), leak (the target's topic
    is also the shot's). Ordered by first appearance. Empty where there are no prompts.
    """
    in_prompts = transcripts[transcripts["prompt"].notna()].assign(topic=topic_of)
    prompt = ["source", "prompt"]
    shots = in_prompts[in_prompts["role"] == "shot"].rename(columns={"topic": "shot"})
    targets = in_prompts[in_prompts["role"] == "target"].rename(columns={"topic": "target"})
    pairs = targets[[*prompt, "target"]].merge(shots[[*prompt, "shot"]], on=prompt)
    pairs = pairs.drop_duplicates()
    counted = pairs.groupby(["target", "shot"], sort=False).size().rename("prompts").reset_index()
    return counted.assign(leak=counted["target"] == counted["shot"])
