"""Times as files write them, in seconds."""

from __future__ import annotations

import math
import re

_CLOCK = re.compile(
    r"(?:(?:(?P<hours>\d{1,4}):)?(?P<minutes>\d{1,4}):)?(?P<seconds>\d{1,9})"
    r"(?:[.,:](?P<fraction>\d{1,30})(?:\.\d{1,30})?)?",
    re.ASCII,
)
LATEST = 1_000 * 3600.0
"""Seconds: what is later is no time in a recording."""


def seconds(clock: str) -> float | None:
    """The time that a clock shows; None where it shows none, or one beyond LATEST.

    Hours and minutes may be left out, and a comma may part the fraction. A fraction is one of a
    second, however many digits it has; a second fraction behind it, which some programs write,
    does not count.

    >>> seconds("00:01:02,500"), seconds("1:02"), seconds("0.860"), seconds("NaN:NaN:NaN")
    (62.5, 62.0, 0.86, None)
    >>> seconds("00:00:04,560.0000000000009")
    4.56
    """
    match = _CLOCK.fullmatch(clock.strip())
    if not match:
        return None
    whole = (
        int(match["hours"] or 0) * 3600 + int(match["minutes"] or 0) * 60 + int(match["seconds"])
    )
    return in_range(float(f"{whole}.{match['fraction'] or 0}"))


def in_range(value: object, scale: float = 1) -> float | None:
    """A number of units of `scale` seconds as seconds; None where it is no number, below 0 or
    beyond LATEST.

    >>> in_range(1500, 0.001), in_range("1.5"), in_range(float("nan")), in_range(True)
    (1.5, 1.5, None, None)
    """
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value) * scale
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and 0 <= number <= LATEST else None
