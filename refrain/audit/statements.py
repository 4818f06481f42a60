"""What a file says of its transcript and nobody can tell: its language, its date."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from refrain import dates, language
from refrain.audit.context import AuditContext, Finding, finding_in_row, quote
from refrain.wording import name_some, plural


def find(context: AuditContext) -> Iterator[Finding]:
    """One finding for each language that is none, and for all dates that are unclear alike."""
    rows = context.corpus.transcripts.drop(columns="text")
    yield from _unknown_languages(rows)
    yield from _unclear_dates(rows)


def _unknown_languages(rows: pd.DataFrame) -> Iterator[Finding]:
    rows = rows[rows["language"].notna()]
    for statement, stating in rows.groupby("language", sort=False):
        if not language.stated(str(statement)):
            message = (
                f"{plural(len(stating), 'transcript')}: {quote(str(statement))} is no language."
            )
            yield finding_in_row(_first(stating), "unknown-language", message)


def _unclear_dates(rows: pd.DataFrame) -> Iterator[Finding]:
    rows = rows[rows["published"].notna()]
    read = dates.read(rows["published"], rows["source"])
    unread = read.dates.isna() & read.years.isna()
    for affected, why in (
        (read.ambiguous, "may have the day or the month first; no other date tells"),
        (unread & ~read.ambiguous, "cannot be read as a date"),
    ):
        if affected.any():
            unclear = rows[affected]
            examples = name_some([quote(text) for text in unclear["published"].unique()])
            message = f"{plural(len(unclear), 'transcript')}: {examples} {why}."
            yield finding_in_row(_first(unclear), "unclear-date", message)


def _first(rows: pd.DataFrame) -> object:
    return next(rows.head(1).itertuples(index=False))
