"""How far a number is from the rest, in a measure that the outliers themselves hardly change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import ndtri

from refrain.schemas import STRING

MIN_PEERS = 8
"""Texts of a topic below which they are compared with all texts of their role."""


class PeerGroup(NamedTuple):
    """Some texts, the texts that they are compared with, and what to call these."""

    texts: pd.DataFrame
    peers: pd.DataFrame
    name: str


def peer_groups(texts: pd.DataFrame) -> Iterator[PeerGroup]:
    """Every text once, with the texts that it is like: those of its role and topic.

    The texts of topics that have fewer than MIN_PEERS are compared with all of the role. `texts` as
    `Corpus.texts` has them, or some of its rows; the groups have their columns.
    """
    for role, texts_of_role in texts.groupby("role", sort=False, observed=True):
        topics = texts_of_role["topic"].astype(STRING).fillna("")
        sizes = topics.map(topics.value_counts())
        in_large = topics[sizes >= MIN_PEERS]
        for topic, topics_of_group in in_large.groupby(in_large, sort=False):
            group = texts_of_role.loc[topics_of_group.index]
            yield PeerGroup(group, group, f"{role} of {topic}" if topic else str(role))
        if (sizes < MIN_PEERS).any():
            yield PeerGroup(texts_of_role[sizes < MIN_PEERS], texts_of_role, str(role))


def modified_z_score(values: np.ndarray) -> np.ndarray:
    """How far each value is from the median, in robust standard deviations.

    `(x - median) / (1.4826 MAD)`, MAD being the median absolute deviation from the median: the
    modified z-score (Iglewicz and Hoaglin 1993, How to Detect and Handle Outliers). 0 for values
    that are the median, infinite for others where the MAD is 0; empty for no values.
    """
    return modified_z_score_among(values, values)


def modified_z_score_among(values: np.ndarray, others: np.ndarray) -> np.ndarray:
    """`modified_z_score` of values by the median and the MAD of others."""
    if not len(values):
        return values.astype(float)
    median = np.median(others)
    deviation = values - median
    # As wide as the standard deviation is where values are normally distributed.
    width = np.median(np.abs(others - median)) / ndtri(0.75)
    with np.errstate(divide="ignore", invalid="ignore"):
        scores = deviation / width
    return np.where(deviation == 0, 0.0, scores)
