"""Word clouds as SVG: sharp at any zoom, the same picture for the same words."""

from __future__ import annotations

import os
import random
import re
from pathlib import Path

from wordcloud import WordCloud

# The font in the picture is stamped with this time instead of now: the same words, the same bytes.
os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
_SEED = 7
_FONT = Path(__file__).parent / "fonts" / "Figtree-SemiBold.ttf"


def cloud(weights: dict[str, float], colour: str, *, width: int = 640, height: int = 360) -> str:
    """A word cloud as an SVG document, without background; size follows weight.

    `weights` maps words to positive scores. Its words are in shades of `colour`. Empty without
    words.
    """
    if not weights:
        return ""
    drawn = WordCloud(
        font_path=str(_FONT),
        width=width,
        height=height,
        mode="RGBA",
        background_color=None,
        prefer_horizontal=1.0,
        relative_scaling=0.5,
        max_font_size=height // 4,
        min_font_size=9,
        margin=4,
        random_state=random.Random(_SEED),
        color_func=lambda *_, **__: colour,
    ).generate_from_frequencies(weights)
    svg = drawn.to_svg(embed_font=True)
    # Sized by the page, and read out as a picture with a name.
    label = "Word cloud: " + ", ".join(list(weights)[:12])
    head = f'<svg role="img" aria-label="{_escape(label)}" viewBox="0 0 {width} {height}" '
    return re.sub(r"<svg\b", head, svg, count=1)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
