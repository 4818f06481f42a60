"""Word clouds as SVG: sharp at any zoom, the same picture for the same words."""

from __future__ import annotations

import html
import io
import os
import random
import re
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

from refrain.extras import needed

with needed("dashboard"):
    from wordcloud import WordCloud

# The font in the picture is stamped with this time instead of now: the same words, the same bytes.
os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
_SEED = 7
_FONT = Path(__file__).parent / "fonts" / "Figtree-SemiBold.ttf"
_SVG = "http://www.w3.org/2000/svg"
ElementTree.register_namespace("", _SVG)


def cloud(weights: dict[str, float], colour: str, *, width: int = 640, height: int = 360) -> str:
    """A word cloud as an SVG document with its font, without background; size follows weight.

    `weights` maps words to positive scores. Its words are in `colour`. Empty without words.
    """
    if not weights:
        return ""
    svg = laid_out(weights, colour, width=width, height=height).to_svg(embed_font=True)
    # Sized by the page, and read out as a picture with a name.
    label = "Word cloud: " + ", ".join(list(weights)[:12])
    head = f'<svg role="img" aria-label="{html.escape(label)}" viewBox="0 0 {width} {height}" '
    return re.sub(r"<svg\b", head, svg, count=1)


def clickable(
    weights: dict[str, float],
    colour: str,
    descriptions: Mapping[str, str],
    *,
    width: int = 640,
    height: int = 360,
) -> str:
    """The same cloud to stand in a page, where each word is a button; empty without words.

    `descriptions` has a line on each word, shown at the pointer and read out by screen readers.
    The attribute `data-word` of an element is its word. No font is named: it is the page's.
    """
    if not weights:
        return ""
    root = ElementTree.fromstring(laid_out(weights, colour, width=width, height=height).to_svg())
    for style in root.findall(f"{{{_SVG}}}style"):
        root.remove(style)
    for size in ("width", "height"):
        root.attrib.pop(size, None)
    root.set("viewBox", f"0 0 {width} {height}")
    for element in root.iter(f"{{{_SVG}}}text"):
        word = element.text or ""
        element.attrib |= {
            "role": "button",
            "tabindex": "-1",
            "data-word": word,
            "aria-label": f"{word}: {descriptions[word]}",
        }
        title = ElementTree.SubElement(element, f"{{{_SVG}}}title")
        title.text = f"{word}: {descriptions[word]}"
    return ElementTree.tostring(root, encoding="unicode")


def png(weights: dict[str, float], colour: str, *, width: int = 640, height: int = 360) -> bytes:
    """The same cloud as a PNG without background, in twice the size; empty without words."""
    if not weights:
        return b""
    drawn = laid_out(weights, colour, width=width, height=height)
    drawn.scale = 2
    file = io.BytesIO()
    drawn.to_image().save(file, format="PNG")
    return file.getvalue()


def laid_out(weights: dict[str, float], colour: str, *, width: int, height: int) -> WordCloud:
    """Where each word goes: the layout that all forms of a cloud share."""
    return WordCloud(
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
