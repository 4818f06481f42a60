"""White space between the pieces of a paragraph: of its words, or of how the file is laid out.

Lyrics have a piece for each syllable. Where each is on a line of its own, the line ends say nothing
if the pieces bring their own spaces (`brea`, `king `): then syllables join across them. If no piece
does, each is a word.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LINE_END = "\0"
"""Stands for white space with a line end that is all there is between two pieces; XML has no such
character."""
_SHARE = 0.1
_BETWEEN = re.compile(f" ?{_LINE_END}[ {_LINE_END}]*")


@dataclass
class Layout:
    """What the pieces of a file show: how many there are, and how many bring a space."""

    pieces: int = 0
    spaced: int = 0

    def piece(self, text: str) -> str:
        """A piece of a paragraph, with a mark for white space that may be layout."""
        if text.isspace():
            return _LINE_END if "\n" in text else " "
        self.pieces += 1
        bare = text.strip()
        edges = text[: text.find(bare)] + text[text.find(bare) + len(bare) :]
        self.spaced += bool(edges) and "\n" not in edges
        return text

    def text(self, marked: str) -> str:
        """A paragraph as it is read, of marked pieces.

        >>> Layout(10, 5).text("brea\\0king news"), Layout(10, 0).text("breaking\\0news")
        ('breaking news', 'breaking news')
        >>> Layout(10, 0).text("你\\0好\\0吗")
        '你好吗'
        """
        if _LINE_END not in marked:
            return marked
        if self.spaced > _SHARE * self.pieces:
            return " ".join(marked.replace(_LINE_END, "").split())
        return " ".join(_BETWEEN.sub(_between, marked).split())


def _between(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    around = text[max(start - 1, 0) : start], text[end : end + 1]
    is_layout = " " not in match.group() and all(map(_is_wide, around))
    return "" if is_layout else " "


def _is_wide(character: str) -> bool:
    """Whether a character is of a script without spaces between words: Chinese, or Japanese."""
    wide = bool(character) and unicodedata.east_asian_width(character) in "WF"
    return wide and "HANGUL" not in unicodedata.name(character, "")
