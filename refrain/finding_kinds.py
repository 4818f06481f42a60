"""What a kind of finding is: how grave, what it is called, and what to do about it."""

from __future__ import annotations

from typing import NamedTuple

SEVERITIES = ("error", "warning", "note")


class FindingKind(NamedTuple):
    """How grave findings of a kind are, what one and what several are called, and what to do."""

    severity: str
    singular: str
    plural: str
    advice: str
