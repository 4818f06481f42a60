"""Sets of hashes in which a task looks up those of its part, many at once."""

from __future__ import annotations

import numpy as np

_ZERO = np.zeros(1, dtype=np.uint64)


class KnownNumbers:
    """A set of numbers of 64 bits."""

    def __init__(self, values: np.ndarray) -> None:
        """The numbers, ascending; one may be there twice."""
        self.values = values
        bits = min(len(values).bit_length() + 4, 26)
        self._lower_bits = np.uint64(64 - bits)
        # Which numbers of so few bits one of them begins with: most others do not.
        self._begins = np.zeros(1 << bits, dtype=bool)
        self._begins[values >> self._lower_bits] = True

    def find(self, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Which of these values are in the set, in order, and the first place of each in it."""
        some = np.flatnonzero(self._begins[values >> self._lower_bits])
        place = np.searchsorted(self.values, values[some])
        known = np.concatenate([self.values, _ZERO])[place] == values[some]
        known &= place < len(self.values)
        return some[known], place[known]


class KnownWindows:
    """A set of windows that recur, by their hashes in two lanes."""

    def __init__(
        self, high: np.ndarray, low: np.ndarray, preceded: np.ndarray, followed: np.ndarray
    ) -> None:
        """The windows; whether always the same word precedes each, and whether one follows it."""
        order = np.lexsort((low, high))
        self.high, self.low = high[order], low[order]
        self.preceded, self.followed = preceded[order], followed[order]
        self._highs = KnownNumbers(self.high)

    def find(self, high: np.ndarray, low: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Which of these hashes are in the set, in order, and the place of each in it."""
        some, place = self._highs.find(high)
        high, low = high[some], low[some]
        highs, lows = (np.concatenate([lane, _ZERO]) for lane in (self.high, self.low))
        while True:
            candidate = (place < len(self.high)) & (highs[place] == high)
            # Two windows of the set may have their upper lane in common.
            another = candidate & (lows[place] != low)
            if not another.any():
                return some[candidate], place[candidate]
            place = place + another
