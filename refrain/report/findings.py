"""The findings of a report: by kind, each with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from refrain.audit import FINDING_KINDS
from refrain.report.limits import MOST_FINDINGS


def by_kind(findings: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """What the template shows of each kind, in the order of `findings` (see `audit.findings`).

    severity, name, advice, count, shown (how many of them), findings (message, place).
    """
    for name, rows in findings.groupby("kind", sort=False):
        kind = FINDING_KINDS[str(name)]
        shown = rows.head(MOST_FINDINGS)
        count = int(rows["count"].sum())
        yield {
            "severity": kind.severity,
            "name": kind.singular if count == 1 else kind.plural,
            "advice": kind.advice,
            "count": count,
            "shown": int(shown["count"].sum()),
            "findings": [
                {"message": row.message, "place": _place(row)}
                for row in shown.itertuples(index=False)
            ],
        }


def _place(finding: Any) -> str:
    if pd.isna(finding.source):
        return ""
    line = "" if pd.isna(finding.line) else f", line {finding.line:,}"
    offset = "" if pd.isna(finding.at) or finding.at == 0 else f", character {finding.at + 1:,}"
    return f"{finding.source}{line}{offset and offset + ' of the text'}"
