"""Texts that are not whole: stitched, cut off, cut to a budget, empty, or of an unlikely length."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy.stats import poisson

from refrain.audit.context import AuditContext, Finding, modified_z_score, quote
from refrain.seams import seams

FEW = 3
"""So many texts of exactly one length were cut to it, or all of a role."""
LONG = 500
"""Characters below which texts may be of one length by chance."""
NEAR, CHANCE = 0.02, 0.01
"""What is near a length, as a share of it, and how unlikely it is that texts meet in one there."""
SPARSE = 60
"""A text with more words to a sentence than this, on average, is not punctuated."""
FAR, TIMES, MANY = 3.5, 3.0, 8
"""A length is outlying at so many robust deviations of its logarithm and so many times the median,
among so many texts at least."""
_SENTENCE_END = re.compile(r"[.!?…。！？؟।](?=[\s\"'”’»)\]*_]|$)")
_CLOSED = re.compile(r"[.!?…。！？؟।♪\]\)>—–-][\s\"'”’»)\]*_~`]*$")


def find(context: AuditContext) -> Iterator[Finding]:
    """Findings about what of a text is there."""
    yield from _no_words(context)
    yield from _stitched(context)
    yield from _truncated(context)
    yield from _same_length(context)
    yield from _outlying(context)


def _no_words(context: AuditContext) -> Iterator[Finding]:
    for row in np.flatnonzero(context.index.lengths == 0):
        text_id = context.index.texts["text_id"].iloc[row]
        name = context.name[text_id]
        yield context.about(text_id, "no-words", f"{name} has no words.", measure="words", value=0)


def _stitched(context: AuditContext) -> Iterator[Finding]:
    for text_id, rows in seams(context.index).groupby("text_id", sort=False):
        places = tuple(int(at) for at in rows["at"])
        broken = rows[rows["broken"]]
        seam = (broken if len(broken) else rows).iloc[0]
        how = f", every {seam['period']:,} characters" if pd.notna(seam["period"]) else ""
        count = f"{len(rows)} seam{'s' * (len(rows) > 1)}"
        message = (
            f"{context.name[str(text_id)]} is stitched from {len(rows) + 1} pieces, with "
            f"{count}{how}: “… {seam['before']}” is followed by “{seam['after']} …”."
        )
        others = rows["other"].dropna()
        other = context.first[others.iloc[0]].transcript_id if len(others) else None
        yield context.about(
            str(text_id),
            "stitched",
            message,
            subject=f"{context.name[str(text_id)]}, {count}",
            at=places[0],
            places=places,
            measure="seams",
            value=len(rows),
            other=other,
        )


def _truncated(context: AuditContext) -> Iterator[Finding]:
    """Texts with punctuation whose end has none."""
    for text_id, text, words in context.index.texts[["text_id", "text", "words"]].itertuples(
        index=False
    ):
        sentences = len(_SENTENCE_END.findall(text))
        if sentences < 3 or words > SPARSE * sentences or _CLOSED.search(text):
            continue
        end = text[-60:].split(maxsplit=1)[-1]
        message = f"{context.name[text_id]} ends in the middle of a sentence: {quote('… ' + end)}."
        yield context.about(text_id, "truncated", message, at=max(len(text) - 60, 0))


def _same_length(context: AuditContext) -> Iterator[Finding]:
    """Distinct texts of exactly one length, by role: more of them than chance would bring."""
    texts = context.corpus.texts
    for _, of_role in texts.groupby("role", sort=False, observed=True):
        long = of_role[of_role["chars"] >= LONG]
        for chars, own in long.groupby("chars", sort=False):
            few = len(own) < FEW and len(own) < len(of_role)
            if len(own) > 1 and not few and _cut_to(int(chars), of_role["chars"].to_numpy()):
                yield _of_one_length(context, int(chars), own)


def _cut_to(chars: int, lengths: np.ndarray) -> bool:
    """Whether so many of the lengths being `chars` is no chance, by the lengths around it.

    Lengths within NEAR of it that are not it, and half a one (Jeffreys), are taken to be spread
    evenly there; with λ of them expected at one length, so many have the Poisson probability
    P(X ≥ own - 1 | λ). Corrected for the number of different lengths, it must be below CHANCE.
    """
    reach = max(round(chars * NEAR), 1)
    around = int((np.abs(lengths - chars) <= reach).sum())
    own = int((lengths == chars).sum())
    expected = (around - own + 0.5) / (2 * reach)
    return poisson.sf(own - 2, expected) * len(np.unique(lengths)) < CHANCE


def _of_one_length(context: AuditContext, chars: int, own: pd.DataFrame) -> Finding:
    names = ", ".join(own["name"].head(5))
    more = f" and {len(own) - 5} more" if len(own) > 5 else ""
    return context.about(
        own["text_id"].iloc[0],
        "same-length",
        f"{len(own)} different texts are exactly {chars:,} characters long: {names}{more}. "
        "They were cut to fit a budget.",
        subject=f"{chars:,} characters, {len(own)} texts",
        measure="texts of this length",
        value=len(own),
    )


def _outlying(context: AuditContext) -> Iterator[Finding]:
    """Texts far longer or shorter than the others of their role."""
    texts = context.corpus.texts
    for role, own in texts[texts["words"] > 0].groupby("role", sort=False, observed=True):
        if len(own) < MANY:
            continue
        words = own["words"].to_numpy()
        median = float(np.median(words))
        times = np.maximum(words / median, median / words)
        far = (np.abs(modified_z_score(np.log(words))) >= FAR) & (times >= TIMES)
        for text, factor in zip(own[far].itertuples(index=False), times[far], strict=True):
            than = "longer" if text.words > median else "shorter"
            kind = "transcript" if role == "transcript" else role
            message = (
                f"{text.name} has {text.words:,} words, {factor:.1f} times {than} than the median "
                f"{kind}, which has {median:,.0f}."
            )
            yield context.about(
                text.text_id, "outlying-length", message, measure="words", value=text.words
            )
