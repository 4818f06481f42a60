"""Numbers that equal windows of words have in common, in whatever part of a corpus they stand.

The digests of two neighbouring words are mixed to a number, the numbers of two neighbouring pairs
to that of four words, and so on; for what is no power of two, the last two overlap.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from refrain.spark.parts import PartWords

TOGETHER = 1 << 15
"""Windows that are hashed together: so many stay in the processor's cache."""
_LANE = 64


@dataclass(frozen=True)
class Hashing:
    """How windows are hashed. Another salt gives other numbers; fewer bits are for tests."""

    salt: int = 0
    bits: int = 2 * _LANE


class WindowHashes:
    """The hashes of all windows of so many words of a part; those that hold a separator, too."""

    def __init__(self, words: PartWords, size: int, hashing: Hashing) -> None:
        """Windows of `size` words."""
        self._ids, self.size, self._bits = words.numbered.ids, size, hashing.bits
        chance = np.random.default_rng(hashing.salt)
        self._lanes = [
            (
                _mixed(words.digests[:, lane] ^ chance.integers(1 << 63, dtype=np.uint64)),
                chance.integers(1 << 63, size=size.bit_length(), dtype=np.uint64) << 1 | 1,
            )
            for lane in range(2)
        ]

    def at(self, positions: np.ndarray) -> list[np.ndarray]:
        """By lane: the hashes of the windows at some positions, in order."""
        chosen = [np.empty(len(positions), dtype=np.uint64) for _ in self._lanes]
        for begin in (np.unique(positions // TOGETHER) * TOGETHER).tolist():
            here = slice(*np.searchsorted(positions, [begin, begin + TOGETHER]))
            ids = self._ids[begin : positions[here][-1] + self.size]
            for lane, hashes in enumerate(chosen):
                hashes[here] = self._lane(ids, lane)[positions[here] - begin]
        return chosen

    def of_words(self, positions: np.ndarray) -> np.ndarray:
        """The number of the one word at each position, 64 bits."""
        of_id, _ = self._lanes[0]
        numbers: np.ndarray = of_id[self._ids[positions]]
        return numbers

    def parts(self, lanes: int = 2, more: int = 0) -> Iterator[tuple[int, list[np.ndarray]]]:
        """Neighbouring windows, of all positions but the last `more`: where they begin; and by lane
        of 64 bits their hashes, of these and of the next `more`."""
        count = len(self._ids) - self.size + 1 - more
        for begin in range(0, count, TOGETHER):
            stop = min(begin + TOGETHER, count) + more + self.size - 1
            ids = self._ids[begin:stop]
            yield begin, [self._lane(ids, lane) for lane in range(lanes)]

    def _lane(self, ids: np.ndarray, lane: int) -> np.ndarray:
        of_id, factors = self._lanes[lane]
        part, width = of_id[ids], 1
        for factor in factors:
            step = min(width, self.size - width)
            if step:
                part = _mixed(part[:-step] * factor + part[step:])
            width += step
        dropped = min(max(_LANE * (lane + 1) - self._bits, 0), _LANE)
        return part if not dropped else _without(part, dropped)


def _without(values: np.ndarray, bits: int) -> np.ndarray:
    """Without so many of the lower bits."""
    return values >> np.uint64(bits) << np.uint64(bits) if bits < _LANE else np.zeros_like(values)


def _mixed(values: np.ndarray) -> np.ndarray:
    """Every bit of the result depends on every bit of the number, and none is lost (the finaliser
    of MurmurHash3)."""
    for factor in (np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53)):
        values ^= values >> np.uint64(33)
        values *= factor
    values ^= values >> np.uint64(33)
    return values
