"""Words as outlines, in any script: which font has their letters, and how these join.

A word is set in the first of the fonts that has all its letters; where none has, each stretch of
letters in the first that has those. HarfBuzz joins the letters (Arabic, Hindi, Khmer …) and
orders them from right to left where the script runs so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from refrain.extras import needed

with needed("dashboard"):
    import manimgx_fonts
    import manimgx_fonts_cjk
    import uharfbuzz

EM = 1000
"""The size, in pixels, that outlines have."""
_WEIGHT = 600
_FIGTREE = Path(__file__).parent / "fonts" / "Figtree-SemiBold.ttf"
_CJK = "NotoSansCJK-VF.otf.ttc"
# Chinese, Japanese and Korean write some characters differently: a font for each, in one file.
_JAPANESE, _KOREAN, _CHINESE = 0, 1, 2
_FIRST = "NotoSans[wght].ttf"


class Box(NamedTuple):
    """A rectangle that has ink; y counts downwards, from the line that the letters stand on."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Font:
    """A font in a file, which may hold several."""

    path: str
    number: int = 0

    @cached_property
    def face(self) -> Any:
        """The font's tables."""
        return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(self.path), self.number)

    @cached_property
    def sized(self) -> Any:
        """The font in bold, at a size of EM."""
        font = uharfbuzz.Font(self.face)
        font.scale = (EM, EM)
        font.set_variations({"wght": _WEIGHT})
        return font

    def has(self, letters: str) -> bool:
        """Whether it has all of them; format characters are never seen, so none are needed."""
        characters = self.face.unicodes
        return all(ord(c) in characters or unicodedata.category(c) == "Cf" for c in letters)


class Glyph(NamedTuple):
    """A shape of a font, and where it stands in its word."""

    font: Font
    number: int
    x: float
    y: float

    @property
    def path(self) -> str:
        """Its outline as the data of an SVG path, as if it stood at 0, 0; empty for a space."""
        return _path(self.font, self.number)

    @property
    def box(self) -> Box | None:
        """The rectangle around it, None where it has no ink."""
        extents = self.font.sized.get_glyph_extents(self.number)
        if extents is None or not (extents.width and extents.height):
            return None
        left, top = self.x + extents.x_bearing, self.y - extents.y_bearing
        return Box(left, top, left + extents.width, top - extents.height)


@dataclass(frozen=True)
class Outline:
    """A word as glyphs from left to right, and how wide it is."""

    glyphs: tuple[Glyph, ...]
    width: float

    @cached_property
    def boxes(self) -> list[Box]:
        """The rectangles around its glyphs."""
        return [box for glyph in self.glyphs if (box := glyph.box) is not None]


class Typesetter:
    """Sets words that stand in one picture, so that equal scripts have equal fonts."""

    def __init__(self, words: Iterable[str]) -> None:
        """Choose the fonts for these words."""
        text = unicodedata.normalize("NFC", "".join(words))
        self._fonts = list(_fonts(text))

    def outline(self, word: str) -> Outline | None:
        """A word as an outline; None where no font has one of its letters."""
        glyphs: list[Glyph] = []
        x = 0.0
        for letters, right_to_left in _directed(unicodedata.normalize("NFC", word)):
            runs = list(self._runs(letters))
            for run, font in reversed(runs) if right_to_left else runs:
                if font is None:
                    return None
                shaped, x = _shaped(run, font, right_to_left, x)
                glyphs += shaped
        return Outline(tuple(glyphs), x) if any(glyph.path for glyph in glyphs) else None

    def _runs(self, letters: str) -> Iterator[tuple[str, Font | None]]:
        """Stretches with the font of each; None where there is none."""
        whole = self._font_of(letters)
        if whole is not None:
            yield letters, whole
            return
        with_fonts = ((cluster, self._font_of(cluster)) for cluster in _clusters(letters))
        for font, clusters in groupby(with_fonts, key=lambda pair: pair[1]):
            yield "".join(cluster for cluster, _ in clusters), font

    def _font_of(self, letters: str) -> Font | None:
        return next((font for font in self._fonts if font.has(letters)), None)


def _fonts(text: str) -> Iterator[Font]:
    """The fonts for a text, the first choice first.

    Figtree is the font of the pages; where it lacks some Latin letter of the text, as of
    Vietnamese, all Latin words are in Noto Sans.
    """
    figtree, *others = _all_fonts()
    if all(figtree.has(c) for c in set(text) if unicodedata.name(c, "").startswith("LATIN")):
        yield figtree
    yield from others
    names = {unicodedata.name(c, "").partition(" ")[0] for c in set(text)}
    number = _JAPANESE if names & {"HIRAGANA", "KATAKANA"} else _CHINESE
    number = _KOREAN if "HANGUL" in names and number == _CHINESE else number
    yield Font(str(resources.files(manimgx_fonts_cjk) / _CJK), number)


@cache
def _all_fonts() -> tuple[Font, ...]:
    """All fonts but those of Chinese, Japanese and Korean."""
    files = [path for path in resources.files(manimgx_fonts).iterdir() if path.name[-4:] == ".ttf"]
    upright = [path for path in files if "Italic" not in path.name]
    ordered = sorted(upright, key=lambda path: (path.name != _FIRST, _rank(path.name), path.name))
    return Font(str(_FIGTREE)), *(Font(str(path)) for path in ordered)


def _rank(name: str) -> int:
    """Symbols after letters."""
    return ("Symbols" in name) + 2 * ("Emoji" in name)


def _directed(word: str) -> list[tuple[str, bool]]:
    """The stretches of a word or phrase from left to right, and whether each runs to the left.

    The first letter says how the whole runs. What has no direction goes with its neighbours, or,
    between two that differ, with the whole. (The rules of UAX 9 that short phrases need.)
    """
    directions = [_direction(character) for character in word]
    whole = next((to_left for to_left in directions if to_left is not None), False)
    following: list[bool] = []
    upcoming = whole
    for to_left in reversed(directions):
        upcoming = upcoming if to_left is None else to_left
        following.append(upcoming)
    before = whole
    resolved: list[bool] = []
    for to_left, after in zip(directions, reversed(following), strict=True):
        before = before if to_left is None else to_left
        resolved.append(before if before == after else whole)
    stretches = [
        ("".join(c for c, _ in pairs), to_left)
        for to_left, pairs in groupby(zip(word, resolved, strict=True), key=lambda pair: pair[1])
    ]
    return stretches[::-1] if whole else stretches


def _direction(character: str) -> bool | None:
    """Whether a character runs to the left; None where it goes with its neighbours."""
    kind = unicodedata.bidirectional(character)
    return True if kind in ("R", "AL") else False if kind in ("L", "EN", "AN") else None


def _clusters(letters: str) -> list[str]:
    """Letters with the marks and format characters that belong to them."""
    clusters: list[str] = []
    for character in letters:
        if clusters and unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf"):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


def _shaped(run: str, font: Font, right_to_left: bool, x: float) -> tuple[list[Glyph], float]:
    """The glyphs of a stretch that begins at `x`, and where it ends."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(run)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if right_to_left else "ltr"
    uharfbuzz.shape(font.sized, buffer)
    glyphs = []
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        at = (x + position.x_offset, -position.y_offset)
        glyphs.append(Glyph(font, info.codepoint, *at))
        x += position.x_advance
    return glyphs, x


@cache
def _path(font: Font, number: int) -> str:
    pen = _SvgPen()
    font.sized.draw_glyph_with_pen(number, pen)
    return "".join(pen.commands)


class _SvgPen:
    """Writes an outline as SVG, in whole pixels; y counts downwards there."""

    def __init__(self) -> None:
        self.commands: list[str] = []

    def _write(self, command: str, points: Sequence[tuple[float, float]]) -> None:
        self.commands.append(command + " ".join(f"{x:.0f} {-y:.0f}" for x, y in points))

    def moveTo(self, *points: tuple[float, float]) -> None:
        self._write("M", points)

    def lineTo(self, *points: tuple[float, float]) -> None:
        self._write("L", points)

    def qCurveTo(self, *points: tuple[float, float]) -> None:
        self._write("Q", points)

    def curveTo(self, *points: tuple[float, float]) -> None:
        self._write("C", points)

    def closePath(self) -> None:
        self.commands.append("Z")

    def endPath(self) -> None:
        """An outline is always closed."""
