"""How numbers are said: one way to say 31% and 1,041 words, wherever they are said."""

from __future__ import annotations


def plural(count: int, noun: str, nouns: str = "") -> str:
    """`1 prompt`, `7 prompts`, `1,041 words`."""
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"


def percent(share: float) -> str:
    """`31 %` as `31%`; a small share keeps a digit, and one above 0 never reads as 0."""
    if 0 < share < 0.001:
        return "under 0.1%"
    return f"{share:.1%}" if 0 < share < 0.01 else f"{share:.0%}"
