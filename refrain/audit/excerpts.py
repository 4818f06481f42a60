"""Texts that are not whole: stitched, cut off, cut to a budget, empty, or of an unlikely length."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy.stats import poisson

from refrain.audit.context import AuditContext, Finding, name_some, quote
from refrain.audit.outliers import modified_z_score
from refrain.seams import seams

MIN_SAME_LENGTH_TEXTS = 3
"""Texts of exactly one length from which they were cut to it; fewer if they are all of a role."""
MIN_SAME_LENGTH_CHARS = 500
"""Characters below which texts may be of one length by chance."""
NEARBY_SHARE = 0.02
"""How far from a length the lengths are that it is compared with, as a share of it."""
MAX_CHANCE = 0.01
"""The most likely that so many texts of one length may be by chance, to be called cut."""
MAX_WORDS_PER_SENTENCE = 60
"""Words of a sentence, on average, above which a text is not punctuated."""
MIN_SENTENCES = 3
"""Sentences below which a text is not punctuated."""
SHOWN_CHARS = 60
"""Characters of the end of a text that a message quotes."""
MIN_DEVIATIONS = 3.5
"""Robust standard deviations of the logarithm from which a length is outlying: Iglewicz and
Hoaglin's limit."""
MIN_TIMES = 3.0
"""How many times longer or shorter than the median an outlying length is, at least."""
MIN_TEXTS = 8
"""Texts of a role below which none is outlying."""
_SENTENCE_END = re.compile(r"[.!?…。！？؟।](?=[\s\"'”’»)\]*_]|$)")
_CLOSED = re.compile(r"[.!?…。！？؟।♪\]\)>—–-][\s\"'”’»)\]*_~`]*$")


def find(context: AuditContext) -> Iterator[Finding]:
    """Findings about texts of which something is missing."""
    yield from _no_words(context)
    yield from _stitched(context)
    yield from _truncated(context)
    yield from _same_length(context)
    yield from _outlying(context)


def _no_words(context: AuditContext) -> Iterator[Finding]:
    counts = context.index.word_counts
    for text_id in counts.index[counts == 0]:
        name = context.names[text_id]
        yield context.finding(
            text_id, "no-words", f"{name} has no words.", measure="words", value=0
        )


def _stitched(context: AuditContext) -> Iterator[Finding]:
    for text_id, rows in seams(context.index).groupby("text_id", sort=False):
        places = tuple(int(at) for at in rows["at"])
        broken = rows[rows["broken"]]
        seam = (broken if len(broken) else rows).iloc[0]
        distance = f", every {seam['period']:,} characters" if pd.notna(seam["period"]) else ""
        count = f"{len(rows)} seam{'s' * (len(rows) > 1)}"
        message = (
            f"{context.names[str(text_id)]} is stitched from {len(rows) + 1} pieces, with "
            f"{count}{distance}: “… {seam['before']}” is followed by “{seam['after']} …”."
        )
        others = rows["other"].dropna()
        other = context.first_appearances[others.iloc[0]].transcript_id if len(others) else None
        yield context.finding(
            str(text_id),
            "stitched",
            message,
            subject=f"{context.names[str(text_id)]}, {count}",
            at=places[0],
            places=places,
            measure="seams",
            value=len(rows),
            other=other,
        )


def _truncated(context: AuditContext) -> Iterator[Finding]:
    """Texts with punctuation that do not end in any."""
    for text_id, text, words in context.index.texts[["text_id", "text", "words"]].itertuples(
        index=False
    ):
        sentences = len(_SENTENCE_END.findall(text))
        if sentences < MIN_SENTENCES or words > MAX_WORDS_PER_SENTENCE * sentences:
            continue
        if _CLOSED.search(text):
            continue
        end = text[-SHOWN_CHARS:].split(maxsplit=1)[-1]
        message = f"{context.names[text_id]} ends in the middle of a sentence: {quote('… ' + end)}."
        yield context.finding(text_id, "truncated", message, at=max(len(text) - SHOWN_CHARS, 0))


def _same_length(context: AuditContext) -> Iterator[Finding]:
    """Distinct texts of exactly one length, by role: more of them than chance would bring."""
    texts = context.corpus.texts
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
    return bool(poisson.sf(same - 2, expected) * len(np.unique(lengths)) < MAX_CHANCE)


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
    """Texts far longer or shorter than the others of their role."""
    texts = context.corpus.texts
    spoken = texts[texts["words"] > 0]
    for role, texts_of_role in spoken.groupby("role", sort=False, observed=True):
        if len(texts_of_role) < MIN_TEXTS:
            continue
        words = texts_of_role["words"].to_numpy()
        median = float(np.median(words))
        times = np.maximum(words / median, median / words)
        far = (np.abs(modified_z_score(np.log(words))) >= MIN_DEVIATIONS) & (times >= MIN_TIMES)
        for text, factor in zip(
            texts_of_role[far].itertuples(index=False), times[far], strict=True
        ):
            comparative = "longer" if text.words > median else "shorter"
            message = (
                f"{text.name} has {text.words:,} words, {factor:.1f} times {comparative} than the "
                f"median {role}, which has {median:,.0f}."
            )
            yield context.finding(
                text.text_id, "outlying-length", message, measure="words", value=text.words
            )
