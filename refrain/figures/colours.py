"""Colours: one per topic, the same in every picture, readable on light and on dark."""

from __future__ import annotations

import colorsys
from collections.abc import Sequence
from functools import lru_cache

from refrain.topics import NO_TOPIC

GREY = "#8A8780"
# Told apart with the common colour-vision deficiencies, and 3:1 against both backgrounds.
TOPICS = (
    "#3B82C4",
    "#D57728",
    "#2F9E77",
    "#C2528B",
    "#8A6FD1",
    "#B08A1E",
    "#3499AC",
    "#D2604F",
    "#7A8A3C",
    "#8C6D5A",
)
_GOLDEN = 0.61803398875
# Luminances with a contrast of 3:1 against both backgrounds.
_BRIGHT = (0.15, 0.2, 0.26)


def topic_colours(topics: Sequence[str]) -> dict[str, str]:
    """A colour for each topic, by its place among all; rows without a topic are grey.

    The first ten are hand-picked; further ones step around the colour wheel by the golden angle, as
    bright as stands out from a light and from a dark background.
    """
    colours = {topic: _colour(n) for n, topic in enumerate(topics)}
    return {**colours, NO_TOPIC: GREY}


def faded(colour: str, shade: float) -> str:
    """A `#RRGGBB` colour as CSS with an opacity of `shade`, 0 to 1."""
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {shade})"


def luminance(colour: str) -> float:
    """Relative luminance of a `#RRGGBB` colour, 0 to 1 (WCAG 2.2)."""
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@lru_cache(maxsize=4096)
def _colour(n: int) -> str:
    if n < len(TOPICS):
        return TOPICS[n]
    hue, bright = (n * _GOLDEN) % 1, _BRIGHT[n % 3]
    low, high = 0.0, 1.0
    for _ in range(12):  # a blue must be lighter than a green to be as bright
        middle = (low + high) / 2
        dark = luminance(_hex(hue, middle)) < bright
        low, high = (middle, high) if dark else (low, middle)
    return _hex(hue, high)


def _hex(hue: float, lightness: float) -> str:
    rgb = colorsys.hls_to_rgb(hue, lightness, 0.55)
    return "#" + "".join(f"{round(part * 255):02X}" for part in rgb)
