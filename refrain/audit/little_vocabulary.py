"""Texts that keep to very few words."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
import pandas as pd

from refrain.audit.context import AuditContext, Finding
from refrain.audit.lexical_diversity import WINDOW, mattr
from refrain.audit.outliers import MIN_PEERS, modified_z_score_among, peer_groups
from refrain.partwise import Part

MAX_OF_SPEECH = 0.3
"""Share of different words below which no speech is, in any language."""
MAX_RATIO, MAX_SHARE_OF_MEDIAN = 0.5, 0.8
"""A vocabulary is little if its share of different words is below this, and below such a part of
the median of its peers."""
MAX_RATIO_OF_OUTLIER, MAX_SHARE_OF_OUTLIER, MAX_DEVIATIONS = 0.55, 0.9, -4.0
"""Or below these, and so many robust standard deviations below the median."""
LENGTH_CLASS = 4
"""Texts are of one class of length if none is much more than so many times longer than another: the
measure varies more in a short text."""


def find(context: AuditContext, without: Collection[str]) -> Iterator[Finding]:
    """Texts of WINDOW words or more that use few different ones, without some that are known."""
    ratios = pd.concat(context.in_parts(diversity_in))
    ratios = ratios[~ratios.index.isin(list(without))]
    text_ids, counts = ratios.index, context.index.word_counts
    texts = context.corpus.texts.drop(columns="text")
    texts = texts.set_index("text_id", drop=False).loc[text_ids]
    classes = np.round(np.log(counts[text_ids].to_numpy()) / np.log(LENGTH_CLASS))
    texts = texts.assign(ratio=ratios.to_numpy())
    for _, of_class in texts.groupby(pd.Series(classes, index=text_ids)):
        for group in peer_groups(of_class):
            yield from _little(context, group.texts, group.peers["ratio"].to_numpy(), group.name)


def diversity_in(part: Part) -> pd.Series:
    """By text_id: the `mattr` of each text of WINDOW words or more."""
    counts = part.worded.word_counts
    text_ids = counts.index[counts >= WINDOW]
    ratios = [mattr(part.worded.words(text_id).ids) for text_id in text_ids]
    return pd.Series(ratios, index=text_ids, dtype="float64")


def _little(
    context: AuditContext, texts: pd.DataFrame, peers: np.ndarray, name: str
) -> Iterator[Finding]:
    ratios = texts["ratio"].to_numpy()
    median = float(np.median(peers))
    relative = ratios / median
    below = (ratios < MAX_RATIO) & (relative < MAX_SHARE_OF_MEDIAN)
    if len(peers) >= MIN_PEERS:
        deviations = modified_z_score_among(ratios, peers)
        far = (deviations <= MAX_DEVIATIONS) & (relative < MAX_SHARE_OF_OUTLIER)
        below |= far & (ratios < MAX_RATIO_OF_OUTLIER)
    for text_id, ratio in zip(texts.index[below], ratios[below], strict=True):
        compared = f"the median {name} of its length has {median * WINDOW:.0f}"
        yield _finding(context, text_id, ratio, compared)
    too_few = (ratios < MAX_OF_SPEECH) & ~below
    for text_id, ratio in zip(texts.index[too_few], ratios[too_few], strict=True):
        compared = f"speech has more than {MAX_OF_SPEECH * WINDOW:.0f}"
        yield _finding(context, text_id, ratio, compared)


def _finding(context: AuditContext, text_id: str, ratio: float, compared: str) -> Finding:
    return context.finding(
        text_id,
        "little-vocabulary",
        f"{context.names[text_id]} has {ratio * WINDOW:.0f} different words in {WINDOW}, on "
        f"average; {compared}.",
        measure=f"different words in {WINDOW}",
        value=round(ratio * WINDOW, 1),
    )
