"""Which findings fail a dataset: for `refrain check`, and whoever else needs a verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from refrain.audit.kinds import FINDING_KINDS
from refrain.corpus import Corpus
from refrain.errors import RefrainError
from refrain.finding_kinds import SEVERITIES


class UnknownKindError(RefrainError):
    """No kind of finding is called this; the message lists the kinds."""


@dataclass(frozen=True)
class Verdict:
    """The findings of a dataset, and the kinds that fail it."""

    findings: pd.DataFrame
    fail_on: frozenset[str]

    @property
    def failing(self) -> dict[str, int]:
        """How many things of each kind fail it, the gravest first; empty where it passes.

        A finding counts as often as its `count` says.
        """
        counts = self.findings.groupby("kind", sort=False)["count"].sum()
        return {kind: int(n) for kind, n in counts.items() if kind in self.fail_on}


def by_severity(findings: pd.DataFrame) -> dict[str, int]:
    """How many things are wrong, by severity, each finding as often as its `count` says."""
    return {
        severity: int(findings.loc[findings["severity"] == severity, "count"].sum())
        for severity in SEVERITIES
    }


def kinds_for(names: Iterable[str]) -> frozenset[str]:
    """The kinds that names stand for.

    A name is a kind, or the beginning of only one, or a severity (which stands for the kinds of it
    and of graver ones), or `none`.

    >>> sorted(kinds_for(["leak", "missing"]))
    ['leak', 'missing-text']

    Raises UnknownKindError, naming the valid ones.
    """
    kinds: set[str] = set()
    for name in names:
        if name in SEVERITIES:
            graver = SEVERITIES[: SEVERITIES.index(name) + 1]
            kinds |= {name for name, kind in FINDING_KINDS.items() if kind.severity in graver}
        elif name != "none":
            kinds.add(_kind(name))
    return frozenset(kinds)


def _kind(name: str) -> str:
    if name in FINDING_KINDS:
        return name
    matching = [kind for kind in FINDING_KINDS if name and kind.startswith(name)]
    if len(matching) == 1:
        return matching[0]
    problem = f"could be {' or '.join(matching)}" if matching else "is no kind of finding"
    valid = ", ".join([*SEVERITIES, "none", *FINDING_KINDS])
    raise UnknownKindError(f"“{name}” {problem}. Valid are: {valid}.")


def with_too_repetitive(findings: pd.DataFrame, share: float, limit: float | None) -> pd.DataFrame:
    """The findings, with one on top if the share that is repeated is above the limit."""
    if limit is None or share <= limit:
        return findings
    message = f"{share:.1%} of the distinct text is repeated; {limit:.1%} is allowed."
    return _on_top(findings, "too-repetitive", message, measure="share repeated", value=share)


def with_no_transcripts(findings: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """The findings, with one on top if there is no transcript at all: nothing was checked then."""
    if len(corpus.transcripts):
        return findings
    message = "No transcript was found, so nothing was checked. Is this the right path?"
    return _on_top(findings, "no-transcripts", message)


def _on_top(findings: pd.DataFrame, kind: str, message: str, **columns: Any) -> pd.DataFrame:
    severity = FINDING_KINDS[kind].severity
    row = {"severity": severity, "kind": kind, "subject": "the whole dataset", "count": 1}
    top = pd.DataFrame([{**row, "message": message, **columns}]).reindex(columns=findings.columns)
    types = findings.dtypes.to_dict()
    return pd.concat([top.astype(types), findings], ignore_index=True).astype(types)
