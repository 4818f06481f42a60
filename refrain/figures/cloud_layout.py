"""Where each word of a cloud goes: the strongest first, each at a free place, none on another.

As the package wordcloud does it (Mueller 2012): a word that finds no place gets smaller until it
does. There, all words have one font; here each is an outline, in the font that it needs.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from typing import NamedTuple

import numpy as np

from refrain.figures.typefaces import EM, Outline, Typesetter

SMALLEST = 9
"""Pixels below which a word is left out."""
_SEED = 7
_MARGIN = 2
# How much of a word's size follows its weight; the rest follows its rank.
_BY_WEIGHT = 0.5


class PlacedWord(NamedTuple):
    """A word, and where its outline begins: on the line that it stands on, at its left."""

    word: str
    outline: Outline
    x: int
    y: int
    size: int


class Layout(NamedTuple):
    """The words that are in the picture, and those that are not, each in the order of weight."""

    placed: list[PlacedWord]
    without_room: list[str]
    without_font: list[str]


def lay_out(weights: dict[str, float], width: int, height: int) -> Layout:
    """Where the words go in a picture of that size, in pixels; always the same for the same words.

    `weights` maps words to positive scores.
    """
    ordered = sorted(weights, key=weights.__getitem__, reverse=True)
    # A word of more letters than the picture has columns is not even set: it may be a whole text.
    typesetter = Typesetter(word for word in ordered if len(word) <= width)
    layout = Layout([], [], [])
    free = _FreePlaces(width, height)
    size, before = height // 4, 0.0
    for word in ordered:
        if len(word) > width:
            layout.without_room.append(word)
            continue
        outline = typesetter.outline(word)
        if outline is None:
            layout.without_font.append(word)
            continue
        share = weights[word] / (before or weights[word])
        size = max(round((_BY_WEIGHT * share + 1 - _BY_WEIGHT) * size), SMALLEST)
        before = weights[word]
        fitting = _largest(outline, size, free)
        if fitting is None:
            layout.without_room.append(word)
            continue
        size = fitting
        layout.placed.append(PlacedWord(word, outline, *free.take(outline, size), size))
    return layout


def _largest(outline: Outline, size: int, free: _FreePlaces) -> int | None:
    """The largest size up to `size` at which there is a place; None where there is none."""
    sizes = range(SMALLEST, size + 1)
    # Sorted, for where a word fits, it fits in a smaller size too.
    fits = bisect_right(sizes, 0, key=lambda size: 0 if free.places(outline, size).any() else 1)
    return sizes[fits - 1] if fits else None


class _FreePlaces:
    """Which pixels have no ink yet."""

    def __init__(self, width: int, height: int) -> None:
        self._inked = np.zeros((height, width), dtype=bool)
        # Where words lie is no secret, and the same each time.
        self._random = random.Random(_SEED)  # nosec B311
        self._update()

    def _update(self) -> None:
        # By corner: the inked pixels left of it and above.
        self._sums = np.zeros([side + 1 for side in self._inked.shape], dtype=np.int32)
        np.cumsum(np.cumsum(self._inked, axis=0, dtype=np.int32), axis=1, out=self._sums[1:, 1:])

    def places(self, outline: Outline, size: int) -> np.ndarray:
        """For each pixel, whether the word fits with its upper left corner there."""
        left, top, right, bottom = _ink(outline, size)
        rows, columns = bottom - top, right - left
        if rows >= len(self._sums) or columns >= self._sums.shape[1]:
            return np.zeros((0, 0), dtype=bool)
        sums = self._sums
        inked = sums[rows:, columns:] - sums[:-rows, columns:]
        inked += sums[:-rows, :-columns] - sums[rows:, :-columns]
        fits: np.ndarray = inked == 0
        return fits

    def take(self, outline: Outline, size: int) -> tuple[int, int]:
        """Put the word to a place where it fits; returns where its outline begins."""
        fits = self.places(outline, size)
        places = np.flatnonzero(fits)
        row, column = divmod(int(self._random.choice(places)), fits.shape[1])
        left, top, _, _ = _ink(outline, size)
        x, y = column - left, row - top
        for box in outline.boxes:
            rows = slice(y + int(box.top * size // EM), y - int(-box.bottom * size // EM))
            columns = slice(x + int(box.left * size // EM), x - int(-box.right * size // EM))
            self._inked[rows, columns] = True
        self._update()
        return x, y


def _ink(outline: Outline, size: int) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the ink and a margin, in whole pixels.

    At the sides the margin is as wide as a narrow space, so that two words do not read as one.
    """
    beside, above = _MARGIN + size // 8, _MARGIN + size // 24
    lefts, tops, rights, bottoms = zip(*outline.boxes, strict=True)
    return (
        int(min(lefts) * size // EM) - beside,
        int(min(tops) * size // EM) - above,
        -int(-max(rights) * size // EM) + beside,
        -int(-max(bottoms) * size // EM) + above,
    )
