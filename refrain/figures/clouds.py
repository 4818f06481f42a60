"""Word clouds as SVG, sharp at any zoom, and as PNG: the same picture for the same words.

Words are drawn as outlines, so they look the same everywhere, whatever fonts are there. Over each
stands the word itself, unseen: it can be found, selected, read out and clicked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from refrain.extras import needed

with needed("dashboard"):
    import resvg_py

from refrain.figures.cloud_layout import PlacedWord, lay_out
from refrain.figures.typefaces import EM, Glyph

_SVG = "http://www.w3.org/2000/svg"
_NAMED = 12
"""So many words are in a cloud's name, which is read out."""


@dataclass(frozen=True)
class Cloud:
    """A word cloud in one colour, without background. Made by `Cloud.of`."""

    words: list[PlacedWord]
    without_room: list[str]
    """Words that are not in the picture, for it is full."""
    without_font: list[str]
    """Words that are not in it, for no font has all their letters."""
    colour: str
    width: int
    height: int

    @classmethod
    def of(
        cls, weights: Mapping[str, float], colour: str, *, width: int = 640, height: int = 360
    ) -> Cloud:
        """A cloud of that size, in pixels. `weights` maps words to positive scores; the size of a
        word follows its score."""
        return cls(*lay_out(dict(weights), width, height), colour, width, height)

    def svg(self) -> str:
        """The cloud as an SVG document; empty without words."""
        if not self.words:
            return ""
        names = ", ".join(placed.word for placed in self.words[:_NAMED])
        size = {"width": str(self.width), "height": str(self.height)}
        root = self._root(**size, **{"role": "img", "aria-label": f"Word cloud: {names}"})
        for placed in self.words:
            for glyph, element in _glyphs(root, placed, "path"):
                element.set("d", glyph.path)
            _text(root, placed)
        return ElementTree.tostring(root, encoding="unicode")

    def clickable(self, descriptions: Mapping[str, str]) -> str:
        """The cloud to stand in a page, where each word is a button; empty without words.

        `descriptions` has a line on each word, shown at the pointer and read out by screen readers.
        The attribute `data-word` of a button is its word; its outline is the element before it.
        """
        if not self.words:
            return ""
        root = self._root()
        ids = _define_shapes(root, self.words)
        for placed in self.words:
            for glyph, element in _glyphs(root, placed, "use"):
                element.set("href", f"#{ids[glyph.path]}")
            name = f"{placed.word}: {descriptions[placed.word]}"
            button = _text(root, placed)
            button.attrib |= {
                "role": "button",
                "tabindex": "-1",
                "data-word": placed.word,
                "aria-label": name,
            }
            SubElement(button, "title").text = name
        return ElementTree.tostring(root, encoding="unicode")

    def png(self) -> bytes:
        """The cloud as a PNG in twice its size; empty without words."""
        if not self.words:
            return b""
        return resvg_py.svg_to_bytes(
            svg_string=self.svg(), width=2 * self.width, skip_system_fonts=True
        )

    def _root(self, **attributes: str) -> Element:
        box = f"0 0 {self.width} {self.height}"
        return Element("svg", {"xmlns": _SVG, "viewBox": box, "fill": self.colour, **attributes})


def cloud(weights: Mapping[str, float], colour: str, *, width: int = 640, height: int = 360) -> str:
    """A word cloud as an SVG document: see `Cloud`. Empty without words."""
    return Cloud.of(weights, colour, width=width, height=height).svg()


def clickable(
    weights: Mapping[str, float],
    colour: str,
    descriptions: Mapping[str, str],
    *,
    width: int = 640,
    height: int = 360,
) -> str:
    """The same cloud to stand in a page: see `Cloud.clickable`. Empty without words."""
    return Cloud.of(weights, colour, width=width, height=height).clickable(descriptions)


def png(weights: Mapping[str, float], colour: str, *, width: int = 640, height: int = 360) -> bytes:
    """The same cloud as a PNG, in twice the size. Empty without words."""
    return Cloud.of(weights, colour, width=width, height=height).png()


def _define_shapes(root: Element, words: list[PlacedWord]) -> dict[str, str]:
    """Put each shape into the document once; by its path, the name to use it by."""
    shapes = SubElement(root, "defs")
    ids: dict[str, str] = {}
    for placed in words:
        for glyph in placed.outline.glyphs:
            if glyph.path and glyph.path not in ids:
                ids[glyph.path] = f"shape-{len(ids)}"
                SubElement(shapes, "path", {"id": ids[glyph.path], "d": glyph.path})
    return ids


def _glyphs(root: Element, placed: PlacedWord, tag: str) -> Iterator[tuple[Glyph, Element]]:
    """An element for each glyph of a word, where it stands."""
    scale = f"translate({placed.x} {placed.y}) scale({placed.size / EM:g})"
    group = SubElement(root, "g", {"transform": scale, "aria-hidden": "true"})
    for glyph in placed.outline.glyphs:
        if glyph.path:
            at = f"translate({glyph.x:g} {glyph.y:g})"
            yield glyph, SubElement(group, tag, {"transform": at})


def _text(root: Element, placed: PlacedWord) -> Element:
    """The word as text over its outline, as wide, and not seen."""
    attributes = {
        "x": str(placed.x),
        "y": str(placed.y),
        "font-size": str(placed.size),
        "font-family": "sans-serif",
        "textLength": f"{placed.outline.width * placed.size / EM:.1f}",
        "lengthAdjust": "spacingAndGlyphs",
        "fill-opacity": "0",
    }
    text = SubElement(root, "text", attributes)
    text.text = placed.word
    return text
