"""Which findings fail a dataset: for `refrain check`, and whoever else draws a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from refrain.audit.kinds import KINDS, SEVERITIES
from refrain.corpus import Corpus
from refrain.errors import RefrainError


class UnknownKindError(RefrainError):
    """A kind of finding that there is none of; the message lists those there are."""


@dataclass(frozen=True)
class Verdict:
    """The findings of a dataset, and the kinds of which none may be among them."""

    findings: pd.DataFrame
    fail_on: frozenset[str]

    @property
    def failing(self) -> dict[str, int]:
        """How many findings of each kind fail it, the gravest first; empty where it passes."""
        counts = self.findings["kind"].value_counts(sort=False)
        return {kind: int(n) for kind, n in counts.items() if kind in self.fail_on}


def chosen(names: Iterable[str]) -> frozenset[str]:
    """The kinds that names stand for: a kind, what only one kind begins with, a severity (and those
    graver than it), or `none`.

    >>> sorted(chosen(["leak", "missing"]))
    ['leak', 'missing-text']

    Raises UnknownKindError, naming the valid ones.
    """
    kinds: set[str] = set()
    for name in names:
        if name in SEVERITIES:
            graver = SEVERITIES[: SEVERITIES.index(name) + 1]
            kinds |= {kind for kind, told in KINDS.items() if told.severity in graver}
        elif name != "none":
            kinds.add(_kind(name))
    return frozenset(kinds)


def _kind(name: str) -> str:
    meant = [name] if name in KINDS else [kind for kind in KINDS if kind.startswith(name)]
    if len(meant) == 1 and name:
        return meant[0]
    which = f"could be {' or '.join(meant)}" if meant and name else "is no kind of finding"
    valid = ", ".join([*SEVERITIES, "none", *KINDS])
    raise UnknownKindError(f"“{name}” {which}. Valid are: {valid}.")


def with_limit(findings: pd.DataFrame, share: float, limit: float | None) -> pd.DataFrame:
    """The findings, with one on top if the share that is repeated is above the limit."""
    if limit is None or share <= limit:
        return findings
    message = f"{share:.1%} of the distinct text is repeated; {limit:.1%} is allowed."
    return _on_top(findings, "too-repetitive", message, measure="share repeated", value=share)


def with_emptiness(findings: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """The findings, with one on top if there is no transcript at all: nothing was checked then."""
    if len(corpus.transcripts):
        return findings
    message = "No transcript was found, so nothing was checked. Is this the right path?"
    return _on_top(findings, "no-transcripts", message)


def _on_top(findings: pd.DataFrame, kind: str, message: str, **more: Any) -> pd.DataFrame:
    row = {"severity": KINDS[kind].severity, "kind": kind, "subject": "the whole dataset"}
    top = pd.DataFrame([{**row, "message": message, **more}]).reindex(columns=findings.columns)
    types = findings.dtypes.to_dict()
    return pd.concat([top.astype(types), findings], ignore_index=True).astype(types)
