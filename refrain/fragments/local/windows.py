"""Where windows of words stand that stand elsewhere too: all that can repeat at a minimum length.

Windows are compared by a hash. So now and then one is among the answers that stands once, and none
is missing that stands twice. Hash and place are sorted as one number, which NumPy does many times
faster than anything sorts what follows a word.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from refrain.consecutive import consecutive

_TOGETHER = 1 << 15
"""Windows that are hashed together: so many stay in the processor's cache."""
_SAMPLED = 10
"""Words from which on windows are looked at that have an anchor in common, and no others."""
_BITS = 64


def repeated_windows(ids: np.ndarray, words: int) -> np.ndarray:
    """The positions, in order, whose next so many ids stand at another position too."""
    if len(ids) < words:
        return np.empty(0, dtype=np.int64)
    hashes = _Hashes(ids, words)
    if words < _SAMPLED:
        keys = np.concatenate([part for _, part in hashes.parts()])
        return _repeated(keys)
    some = _with_repeated_anchor(ids, words)
    keys = np.empty(len(some), dtype=np.uint64)
    for begin, part in hashes.parts():
        here = slice(*np.searchsorted(some, [begin, begin + len(part)]))
        keys[here] = part[some[here] - begin]
    return some[_repeated(keys)]


def grouped_windows(ids: np.ndarray, words: int) -> tuple[np.ndarray, np.ndarray]:
    """The windows that stand elsewhere too, equal ones together: their positions, in order within
    each group, and where each group begins among them.

    Windows are compared by a hash: now and then some that differ are in one group.
    """
    if len(ids) < words:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    keys = np.empty(len(ids) - words + 1, dtype=np.uint64)
    for begin, part in _Hashes(ids, words).parts():
        keys[begin : begin + len(part)] = part
    again, as_before = _sorted_twice(keys)
    return (keys[again] & _places(len(keys))).astype(np.int64), np.flatnonzero(~as_before[again])


def _with_repeated_anchor(ids: np.ndarray, words: int) -> np.ndarray:
    """The windows whose anchor stands elsewhere too, as an anchor.

    The anchor of a window is the sequence of half as many words in it that has the smallest hash,
    the first of them (a minimizer: Schleimer, Wilkerson and Aiken 2003). Equal windows have equal
    anchors, at different places; and neighbours mostly have theirs at one place.
    """
    hashes = _Hashes(ids, (words + 1) // 2)
    wide = words - hashes.words
    for_place = np.uint64(len(ids).bit_length())
    anchors: list[np.ndarray] = []
    begins: list[np.ndarray] = []
    last = None
    for begin, part in hashes.parts(more=wide):
        places = np.arange(begin, begin + len(part), dtype=np.uint64)
        part = (part >> for_place << for_place) | places
        part = _least(part, wide + 1)
        changed = np.ones(len(part), dtype=bool)
        changed[0] = last is None or part[0] != last
        np.not_equal(part[1:], part[:-1], out=changed[1:])
        new = np.flatnonzero(changed)
        anchors.append(part[new] >> for_place << for_place)
        begins.append(new + begin)
        last = part[-1]
    first = np.concatenate(begins)
    size = np.diff(first, append=len(ids) - words + 1)
    again = _repeated(np.concatenate(anchors))
    return consecutive(first[again], size[again])


def _least(values: np.ndarray, wide: int) -> np.ndarray:
    """The smallest of so many neighbours, of each value and the next ones: of one, two, four …"""
    width = 1
    while width < wide:
        step = min(width, wide - width)
        values = np.minimum(values[:-step], values[step:])
        width += step
    return values


def _repeated(hashes: np.ndarray) -> np.ndarray:
    """Which numbers of 64 bits, by their upper ones, are there twice: their places, in order."""
    again, _ = _sorted_twice(hashes)
    places = hashes[again]
    places &= _places(len(hashes))
    places.sort()
    return places.astype(np.int64)


def _sorted_twice(hashes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sort numbers of 64 bits by their upper ones, with the place of each as its lower ones; and by
    number then, whether it is there twice, and whether it is as the one before."""
    count = len(hashes)
    for_place = np.uint64(count.bit_length())
    hashes >>= for_place
    hashes <<= for_place
    hashes |= np.arange(count, dtype=np.uint64)
    hashes.sort()
    as_before = np.zeros(count + 1, dtype=bool)
    for begin in range(1, count, _TOGETHER):
        stop = min(begin + _TOGETHER, count)
        differ = hashes[begin:stop] ^ hashes[begin - 1 : stop - 1]
        as_before[begin:stop] = differ >> for_place == 0
    return as_before[:-1] | as_before[1:], as_before[:-1]


def _places(count: int) -> np.uint64:
    """The bits of a number that say which of so many it was."""
    return (np.uint64(1) << np.uint64(count.bit_length())) - np.uint64(1)


class _Hashes:
    """By position: a number of 64 bits that equal windows have in common; the upper bits depend on
    all of the words."""

    def __init__(self, ids: np.ndarray, words: int) -> None:
        """The windows of so many ids."""
        chance = np.random.default_rng(0)
        self._ids, self.words = ids, words
        self._of_id = chance.integers(0, 1 << _BITS, int(ids.max()) + 1, dtype=np.uint64)
        factors = chance.integers(0, 1 << _BITS, words.bit_length(), dtype=np.uint64)
        self._factors = factors | np.uint64(1)

    def parts(self, more: int = 0) -> Iterator[tuple[int, np.ndarray]]:
        """Neighbouring windows, of all positions but the last `more`: where they begin, and the
        hashes of these and of the next `more`."""
        count = len(self._ids) - self.words + 1 - more
        for begin in range(0, count, _TOGETHER):
            stop = min(begin + _TOGETHER, count)
            part, width = self._of_id[self._ids[begin : stop + more + self.words - 1]], 1
            for factor in self._factors:
                # Windows of twice as many words, or of all: then the two halves overlap.
                step = min(width, self.words - width)
                if step:
                    part = part[:-step] * factor + part[step:]
                width += step
            yield begin, part
