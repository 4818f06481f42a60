"""Texts of an unlikely length: far from those of their topic, or exactly that of several others."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy.special import pdtrc

from refrain.audit.context import AuditContext, Finding
from refrain.audit.outliers import MIN_PEERS, PeerGroup, modified_z_score_among, peer_groups
from refrain.wording import name_some

MIN_SAME_LENGTH_TEXTS = 3
"""Texts of exactly one length from which they were cut to it; fewer if they are all of a role."""
MIN_SAME_LENGTH_CHARS = 500
"""Characters below which texts may be of one length by chance."""
NEARBY_SHARE = 0.02
"""How far from a length the lengths are that it is compared with, as a share of it."""
MAX_CHANCE = 0.01
"""The most likely that so many texts of one length may be by chance, to be called cut."""
MIN_DEVIATIONS = 3.5
"""Robust standard deviations of the logarithm from which a length is outlying: Iglewicz and
Hoaglin's limit."""
MIN_TIMES = 3.0
"""How many times longer or shorter than the median an outlying length is, at least."""
MIN_OF_TOPIC = 3
"""Texts of a topic from which their median says how long its texts usually are."""


def find(context: AuditContext) -> Iterator[Finding]:
    """Findings about lengths."""
    yield from _same_length(context)
    yield from _outlying(context)


def _same_length(context: AuditContext) -> Iterator[Finding]:
    """Distinct texts of exactly one length, by role: more of them than chance would bring."""
    texts = context.corpus.texts.drop(columns="text")
    for _, texts_of_role in texts.groupby("role", sort=False, observed=True):
        lengths = texts_of_role["chars"].to_numpy()
        long = texts_of_role[lengths >= MIN_SAME_LENGTH_CHARS]
        for chars, same in long.groupby("chars", sort=False):
            enough = len(same) >= min(MIN_SAME_LENGTH_TEXTS, max(len(texts_of_role), 2))
            if enough and _is_no_chance(int(chars), lengths):
                yield _cut_to_length(context, int(chars), same)


def _is_no_chance(chars: int, lengths: np.ndarray) -> bool:
    """Whether more of the lengths are exactly `chars` than chance would bring.

    The other lengths within NEARBY_SHARE of it, and half a one (Jeffreys), are taken to be spread
    evenly there, which puts λ of them at any one length. That n lengths meet has then the Poisson
    probability P(X ≥ n - 1 | λ). Corrected for the number of different lengths (Bonferroni), it
    must be below MAX_CHANCE.
    """
    reach = max(round(chars * NEARBY_SHARE), 1)
    nearby = int((np.abs(lengths - chars) <= reach).sum())
    same = int((lengths == chars).sum())
    expected = (nearby - same + 0.5) / (2 * reach)
    return bool(pdtrc(same - 2, expected) * len(np.unique(lengths)) < MAX_CHANCE)


def _cut_to_length(context: AuditContext, chars: int, same: pd.DataFrame) -> Finding:
    names = name_some(same["name"].tolist())
    return context.finding(
        same["text_id"].iloc[0],
        "same-length",
        f"{len(same)} different texts are exactly {chars:,} characters long: {names}. "
        "They were cut to fit a budget.",
        subject=f"{chars:,} characters, {len(same)} texts",
        measure="texts of this length",
        value=len(same),
    )


def _outlying(context: AuditContext) -> Iterator[Finding]:
    """Texts far longer or shorter than the others of their topic."""
    texts = context.corpus.texts.drop(columns="text")
    for group in peer_groups(texts[texts["words"] > 0]):
        if len(group.peers) >= MIN_PEERS:
            yield from _outlying_among_peers(context, group)


def _outlying_among_peers(context: AuditContext, group: PeerGroup) -> Iterator[Finding]:
    words, peers = group.texts["words"].to_numpy(), group.peers["words"].to_numpy()
    median = float(np.median(peers))
    deviations = np.abs(modified_z_score_among(np.log(words), np.log(peers)))
    usual = _usual_in_topic(group.texts)
    times = np.maximum(words / median, median / words)
    far = (deviations >= MIN_DEVIATIONS) & (times >= MIN_TIMES)
    # A small topic may be one of short texts, none of which is short for it.
    far &= np.maximum(words / usual, usual / words) >= MIN_TIMES
    for text, factor in zip(group.texts[far].itertuples(index=False), times[far], strict=True):
        comparative = "longer" if text.words > median else "shorter"
        message = (
            f"{text.name} has {text.words:,} words, {factor:.1f} times {comparative} than the "
            f"median {group.name}, which has {median:,.0f} ({len(peers):,} compared)."
        )
        yield context.finding(
            text.text_id, "outlying-length", message, measure="words", value=text.words
        )


def _usual_in_topic(texts: pd.DataFrame) -> np.ndarray:
    """The median words of the texts of each text's topic; infinite where these are too few."""
    by_topic = texts.groupby("topic", observed=True, dropna=False)["words"]
    usual = by_topic.transform("median").where(by_topic.transform("size") >= MIN_OF_TOPIC, np.inf)
    return np.asarray(usual, dtype=float)
