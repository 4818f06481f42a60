"""Colours: one per topic, the same in every picture, readable on light and on dark."""

from __future__ import annotations

import colorsys
from collections.abc import Sequence

from refrain.topics import NO_TOPIC

GREY = "#8A8780"
# Told apart with the common colour-vision deficiencies, and 3:1 against both backgrounds.
TOPICS = (
    "#3B82C4",
    "#D97B29",
    "#2F9E77",
    "#C2528B",
    "#8A6FD1",
    "#B08A1E",
    "#3AA5B9",
    "#D2604F",
    "#7A8A3C",
    "#8C6D5A",
)
_GOLDEN = 0.61803398875


def topic_colours(topics: Sequence[str]) -> dict[str, str]:
    """A colour for each topic, by its place among all; rows without a topic are grey.

    The first ten are hand-picked; further ones step around the colour wheel by the golden angle.
    """
    colours = {topic: _colour(n) for n, topic in enumerate(topics)}
    return {**colours, NO_TOPIC: GREY}


def faded(colour: str, shade: float) -> str:
    """A `#RRGGBB` colour as CSS with an opacity of `shade`, 0 to 1."""
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {shade})"


def _colour(n: int) -> str:
    if n < len(TOPICS):
        return TOPICS[n]
    lightness = 0.42 + 0.08 * (n % 3)
    rgb = colorsys.hls_to_rgb((n * _GOLDEN) % 1, lightness, 0.55)
    return "#" + "".join(f"{round(part * 255):02X}" for part in rgb)
