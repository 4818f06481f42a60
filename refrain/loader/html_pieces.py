"""HTML as tags and text, in order and without a tree.

Python's html.parser needs quadratic time for tags that are not closed, so it is not used: here each
character is looked at once or twice, whatever stands in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from refrain.loader.entities import decoded

# No `<` may stand in an attribute, so that no character is looked at from two tags.
_TAG = re.compile(
    r"""<(/?)([A-Za-z][A-Za-z0-9:-]{0,40})(?=[\s/>])(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+>"""
)
_ATTRIBUTE = re.compile(
    r"""([A-Za-z][\w:-]{0,60})\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
)
# What may stand in these is no HTML.
_RAW = frozenset({"script", "style", "textarea", "template", "noscript", "svg"})


class Piece(NamedTuple):
    """A tag (its name in lower case, `/` before that of an end) or a text, with its characters
    decoded; and the character at which it begins."""

    at: int
    tag: str = ""
    text: str = ""
    attributes: str = ""


def pieces(html: str) -> Iterator[Piece]:
    """The pieces of a page; comments, and what stands in scripts and the like, are left out.

    >>> [piece[1:3] for piece in pieces("<P class='a>b'>Tom &amp; <b>Jo</b><!-- <p> --> 1 < 2")]
    [('p', ''), ('', 'Tom & '), ('b', ''), ('', 'Jo'), ('/b', ''), ('', ' 1 < 2')]
    """
    at = begin = 0
    while (start := html.find("<", at)) >= 0:
        end, name = _markup(html, start)
        if not end:
            at = start + 1
            continue
        if text := html[begin:start]:
            yield Piece(begin, text=decoded(text))
        if name:
            attributes = html[start + 1 + len(name) : end - 1]
            yield Piece(start, name, "", attributes)
        at = begin = end
    if text := html[begin:]:
        yield Piece(begin, text=decoded(text))


def attribute(piece: Piece, name: str) -> str | None:
    """An attribute of a tag.

    >>> attribute(next(pieces("<html lang='de'>")), "lang")
    'de'
    """
    for match in _ATTRIBUTE.finditer(piece.attributes):
        if match[1].lower() == name:
            return decoded(match[2] or match[3] or match[4] or "")
    return None


def _markup(html: str, start: int) -> tuple[int, str]:
    """Where the markup that begins here ends, and its tag; 0 where it is text."""
    if html.startswith("<!--", start):
        return _behind(html, "-->", start + 4), ""
    if html.startswith(("<!", "<?"), start):
        return _behind(html, ">", start), ""
    match = _TAG.match(html, start)
    if not match:
        return 0, ""
    name = match[2].lower()
    if match[1] or name not in _RAW:
        return match.end(), f"{match[1]}{name}"
    closing = re.compile(f"</{name}", re.IGNORECASE).search(html, match.end())
    return (_behind(html, ">", closing.start()) if closing else len(html)), ""


def _behind(html: str, mark: str, at: int) -> int:
    """Where what ends with a mark ends; the end of the page where it does not."""
    end = html.find(mark, at)
    return end + len(mark) if end >= 0 else len(html)
