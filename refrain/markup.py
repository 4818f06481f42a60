r"""Markup of HTML and of subtitles that was left in a text: entities, tags, and style overrides.

- Entities: `&#39;`, `&quot;`, `&eacute;`, and those that were encoded twice (`&amp;quot;`). Only
  those that HTML has are one, with their semicolon: `AT&T;` is none.
- Tags that format: `<i>`, `<font color="red">`, `</c>`, `<v Ann>`. A name that HTML does not have
  (`<laughs>`), a comparison (`a < b`), a heart (`<3`) and what stands in code (`` `<b>` ``) is
  none.
- Overrides of the subtitle formats ASS and SRT: `{\an8}`, `{\pos(10,20)}`.
- Lines of times above subtitles (cues): `00:00:01,000 --> 00:00:02,500`.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from heapq import merge
from html.entities import html5
from io import StringIO
from typing import Literal, NamedTuple

from refrain.word_characters import APOSTROPHES, ZERO_WIDTH_SPACE

Kind = Literal["entity", "tag", "override", "cue"]

_INLINE = (
    "a abbr b big c cite code em font i kbd lang mark q s small span strike strong sub sup u v"
)
_OTHER = """
blockquote br center dd del div dl dt figure h1 h2 h3 h4 h5 h6 hr img ins li ol p pre rp rt ruby
table tbody td th thead tr tt ul
"""
_REFERENCE = r"#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31}"
_ENTITY = re.compile(rf"&(?:amp;){{0,9}}(?P<reference>{_REFERENCE});")
_LONGEST_ENTITY = 80
_ATTRIBUTE = r"[ \t]+[\w:-]{1,40}=(?:\"[^\"<>\r\n]{0,400}\"|'[^'<>\r\n]{0,400}'|[^\s<>\"']{1,400})"
_TAG = re.compile(
    rf"</?(?:(?P<inline>{'|'.join(_INLINE.split())})|{'|'.join(_OTHER.split())})"
    rf"(?:\.[\w.-]{{1,60}})?(?:{_ATTRIBUTE}){{0,20}}[ \t]*/?>"
    # Who speaks, in WebVTT.
    r"|<v(?:\.[\w.-]{1,60})?[ \t][^<>\r\n]{1,100}>",
    re.IGNORECASE,
)
_OVERRIDE = re.compile(r"\{(?:\\[A-Za-z0-9][^\\{}\s]{0,60}){1,20}\}")
_CLOCK = r"(?:\d{1,3}:){1,2}\d\d[.,]\d{1,6}"
_CUE = re.compile(
    rf"^[ \t]*{_CLOCK}[ \t]*-->[ \t]*{_CLOCK}(?:[ \t]+[a-z]+:\S+)*", re.ASCII | re.MULTILINE
)
FILLER = "\u034f"
"""Stands with a character for the rest of an entity: a mark (combining grapheme joiner) that is not
seen, and does not count when words are compared."""
NOTHING = "\0"
"""Stands for each character of markup that is no part of a word."""


class Markup(NamedTuple):
    """A piece of markup: where it begins and ends (characters), and what it stands for."""

    start: int
    end: int
    kind: Kind
    stands_for: str = ""


def find(text: str) -> Iterator[Markup]:
    r"""The pieces of markup in a text, in order; none overlap.

    >>> text = "We&#39;ve <i>said</i> a < b &amp;amp; {\\an8}so <3"
    >>> [text[piece.start : piece.end] for piece in find(text)]
    ['&#39;', '<i>', '</i>', '&amp;amp;', '{\\an8}']
    """
    end = 0
    for piece in merge(_entities(text), _tags(text), _overrides(text), _cues(text)):
        # An entity in an attribute goes with its tag.
        if piece.start >= end:
            yield piece
            end = piece.end


def without(text: str) -> str:
    """A text of the same length, as people read it: entities decoded, and no tags.

    Every character stays in its place, or becomes FILLER or NOTHING.

    >>> without("don&#39;t, <i>caf&eacute;</i>").replace(FILLER, "-").replace(NOTHING, "_")
    "don----'t, ___café-------____"
    """
    decoded, cursor = StringIO(), 0
    for piece in find(text):
        decoded.write(text[cursor : piece.start])
        decoded.write(_in_place(text, piece))
        cursor = piece.end
    if not cursor:
        return text
    decoded.write(text[cursor:])
    return decoded.getvalue()


def split_names(cell: str) -> list[str]:
    """The names in a cell that has `; ` between them; the semicolon of an entity parts none.

    >>> split_names("Smith &amp; Sons; Ann;")
    ['Smith &amp; Sons', 'Ann']
    """
    ends = {piece.end - 1 for piece in find(cell) if piece.kind == "entity"}
    at = [n for n, character in enumerate(cell) if character == ";" and n not in ends]
    edges = zip([-1, *at], [*at, len(cell)], strict=True)
    names = (cell[start + 1 : end].strip() for start, end in edges)
    return [name for name in names if name]


def _entities(text: str) -> Iterator[Markup]:
    for match in _ENTITY.finditer(text) if "&" in text else ():
        if stands_for := _character(match["reference"]):
            yield Markup(*match.span(), "entity", stands_for)


def _tags(text: str) -> Iterator[Markup]:
    for match in _TAG.finditer(text) if "<" in text else ():
        start, end = match.span()
        if "`" not in (text[start - 1 : start], text[end : end + 1]):
            inside = match["inline"] and _is_inside_word(text, start, end)
            yield Markup(start, end, "tag", FILLER if inside else "")


def _overrides(text: str) -> Iterator[Markup]:
    for match in _OVERRIDE.finditer(text) if "{\\" in text else ():
        yield Markup(*match.span(), "override")


def _cues(text: str) -> Iterator[Markup]:
    for match in _CUE.finditer(text) if "-->" in text else ():
        yield Markup(*match.span(), "cue")


@lru_cache(maxsize=5_000)
def _character(reference: str) -> str:
    """What an entity stands for, "" where it is none: of a name, as of a number."""
    if not reference.startswith("#") and f"{reference};" not in html5:
        return ""
    return html.unescape(f"&{reference};")


def _in_place(text: str, piece: Markup) -> str:
    """As many characters as the piece has."""
    length = piece.end - piece.start
    character = piece.stands_for
    category = unicodedata.category(character) if len(character) == 1 else ""
    if category == "Cf" and character != ZERO_WIDTH_SPACE:
        return FILLER * length
    if category.startswith(("L", "M", "N")):
        return character + FILLER * (length - 1)
    if character and character in APOSTROPHES and _is_inside_word(text, piece.start, piece.end):
        return FILLER * (length - 1) + character
    return NOTHING * length


def _is_inside_word(text: str, start: int, end: int) -> bool:
    """Whether a word goes on across a place; its letters may be entities, too."""
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    if before == ";":
        entity = _ENTITY.fullmatch(
            text, max(text.rfind("&", max(start - _LONGEST_ENTITY, 0), start), 0), start
        )
        before = _character(entity["reference"]) if entity else ""
    if after == "&":
        entity = _ENTITY.match(text, end)
        after = _character(entity["reference"]) if entity else ""
    return after.isalnum() and (
        before.isalnum() or (before != "" and unicodedata.category(before[-1]).startswith("M"))
    )
