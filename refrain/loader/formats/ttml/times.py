"""Times as TTML writes them, in seconds: https://www.w3.org/TR/ttml2/#timing-value-time-expression"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import NamedTuple

from refrain.loader import clock

_OFFSET = re.compile(r"(\d{1,12}(?:\.\d{1,30})?)[ ]?(h|ms|m|s|f|t)", re.ASCII)
_FRAMES = re.compile(r"(\d{1,4}:\d{1,4}:\d{1,4}):(\d{1,6})(?:\.\d{1,6})?", re.ASCII)
_RATIO = re.compile(r"(\d{1,9})[ :](\d{1,9})", re.ASCII)
_SECONDS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}


class TimeBase(NamedTuple):
    """How long frames and ticks are, in seconds."""

    frame: float = 1 / 30
    tick: float = 1.0

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> TimeBase:
        """That of a file, from the attributes of its root by their names without namespace.

        >>> TimeBase.of({"frameRate": "25"}).frame, TimeBase.of({"tickRate": "10000000"}).tick
        (0.04, 1e-07)
        """
        rate = _positive(parameters.get("frameRate")) or 30.0
        ratio = _RATIO.fullmatch(parameters.get("frameRateMultiplier", "").strip())
        if ratio and int(ratio[1]) and int(ratio[2]):
            rate *= int(ratio[1]) / int(ratio[2])
        ticks = _positive(parameters.get("tickRate"))
        if ticks is None and "frameRate" in parameters:
            ticks = rate * (_positive(parameters.get("subFrameRate")) or 1.0)
        return cls(1 / rate, 1 / (ticks or 1.0))

    def seconds(self, expression: str) -> float | None:
        """The time of an expression; None where it is none.

        >>> base = TimeBase(frame=0.04, tick=0.001)
        >>> [base.seconds(time) for time in ("00:01:02.5", "00:00:01:10", "1.5s", "2500t", "9.25")]
        [62.5, 1.4, 1.5, 2.5, 9.25]
        >>> base.seconds("wallclock(2021-03-04)"), base.seconds("soon")
        (None, None)
        """
        expression = expression.strip()
        if match := _OFFSET.fullmatch(expression):
            unit = match[2]
            scale = {"f": self.frame, "t": self.tick}.get(unit) or _SECONDS[unit]
            return clock.in_range(match[1], scale)
        if match := _FRAMES.fullmatch(expression):
            whole = clock.seconds(match[1])
            return None if whole is None else clock.in_range(whole + int(match[2]) * self.frame)
        return clock.seconds(expression)


def _positive(number: str | None) -> float | None:
    try:
        value = float(number or 0)
    except ValueError:
        return None
    return value if 0 < value < math.inf else None
