"""What the loader could not take at face value, as findings."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from refrain.audit.context import AuditContext, Finding, finding_in_row


def find(context: AuditContext) -> Iterator[Finding]:
    """A finding for each problem, about the transcript in its line where there is one."""
    rows = context.corpus.transcripts.drop(columns="text").drop_duplicates(["source", "line"])
    row_at = {(row.source, row.line): row for row in rows.itertuples(index=False)}
    for problem in context.corpus.problems.itertuples(index=False):
        row = None if pd.isna(problem.line) else row_at.get((problem.source, problem.line))
        if row is not None:
            yield finding_in_row(row, problem.kind, problem.message, count=problem.count)
            continue
        yield {
            "kind": problem.kind,
            "subject": problem.source,
            "message": problem.message,
            "source": problem.source,
            "line": problem.line,
            "count": problem.count,
        }
