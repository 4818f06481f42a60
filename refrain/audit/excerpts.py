"""Texts that have no words, or are stitched from pieces."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from refrain.audit.context import AuditContext, Finding


def find(context: AuditContext) -> Iterator[Finding]:
    """Findings about texts of which something is missing."""
    yield from _no_words(context)
    yield from _stitched(context)


def _no_words(context: AuditContext) -> Iterator[Finding]:
    counts = context.index.word_counts
    for text_id in counts.index[counts == 0]:
        name = context.names[text_id]
        yield context.finding(
            text_id, "no-words", f"{name} has no words.", measure="words", value=0
        )


def _stitched(context: AuditContext) -> Iterator[Finding]:
    for text_id, rows in context.seams.groupby("text_id", sort=False):
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
