"""How much of each thing a report shows at most, and the words that say what was left out."""

from __future__ import annotations

MOST_FINDINGS = 50
"""Of each kind."""
MOST_TEXTS = 60
MOST_TOPICS = 40
MOST_FRAGMENTS = 50
MOST_TRANSCRIPTS = 2_000
MOST_KEYWORDS = 10
"""Of each topic."""


def cut_note(shown: int, total: int, what: str) -> str:
    """`Showing 60 of 70 texts.`, where `what` is `texts`; empty where all are shown."""
    return f"Showing {shown:,} of {total:,} {what}." if shown < total else ""
