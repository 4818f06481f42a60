"""What comes in pairs: brackets, quotation marks, tags, Markdown's links and emphasis."""

from __future__ import annotations

import html
import re
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from refrain.cutting.spans import Spans, table
from refrain.time_marks import Span

_CATEGORY = {
    character: category
    for character in map(chr, range(0x10000))
    if (category := unicodedata.category(character)) in ("Ps", "Pe", "Pi", "Pf")
}
_TAG = r"</?[A-Za-z][^<>\n]{0,300}>"
_COMMENT = r"<!--(?:(?!-->).){0,2000}-->"
_LINK = re.compile(r"!?\[(?P<shown>[^\[\]\n]{0,300})(?P<address>\]\([^()\s]{0,2000}\))")
_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,30});"
_MARKUP = re.compile(f"{_TAG}|{_COMMENT}", re.DOTALL)
_DELIMITER = re.compile(
    rf"{_ENTITY}|\n[ \t]*\r?\n|\*+|_+|~~|`+|[\"'¿?¡!{re.escape(''.join(_CATEGORY))}]"
)
_AT_ONCE = 100_000
_TAG_NAME = re.compile(r"<(/?)([^\s<>/]+)")
_OPENS_AND_CLOSES = frozenset("\"'*_~`")
"""What begins as it ends, within a paragraph; longer runs of `*`, `_` and backticks do, too."""
_EITHER = frozenset("”»›")
"""Quotation marks that close in most languages, and open in Swedish or Danish."""
_QUOTES = "“” „“” ‟” ”” ‘’ ‚‘’ ‛’ «» »« ‹› ›‹ 〝〞〟 ¿? ¡!"
_CLOSING = {marks[0]: marks[1:] for marks in _QUOTES.split()}
"""By opening delimiter, the closing ones."""
for _opening, _closing in pairwise(_CATEGORY):
    if _CATEGORY[_opening] == "Ps" and _CATEGORY[_closing] == "Pe":
        _CLOSING.setdefault(_opening, _closing)
_KIND = {mark: opening for opening, closing in _CLOSING.items() for mark in (opening, *closing)}
_KIND |= {**dict.fromkeys("“”„‟", "“"), **dict.fromkeys("‘’‚‛", "‘"), **dict.fromkeys("«»", "«")}
_KIND |= dict.fromkeys("‹›", "‹")
"""By delimiter, what those that are paired with each other have in common."""


class Markup(NamedTuple):
    """The pairs of a text, a row each: where the opening delimiter begins and ends, and where the
    closing one does. And the markup in it: `unspoken` are tags, comments and the addresses of
    links, whose words nobody says; `entities` are `&amp;` and the like."""

    pairs: np.ndarray
    unspoken: Spans
    entities: Spans


def markup(text: str, is_free: Callable[[np.ndarray], np.ndarray]) -> Markup:
    """The pairs and the markup of a text.

    `is_free` says which of some places are neither inside a word nor in a label or time mark.
    """
    pairs = array("q")
    unspoken, openings = array("q"), array("q")
    entities = Spans.of(match.span() for match in re.finditer(_ENTITY, text))
    open_tags: dict[str, array[int]] = defaultdict(lambda: array("q"))
    for match in _MARKUP.finditer(text) if "<" in text else ():
        span = match.span()
        unspoken.extend(span)
        if tag := _TAG_NAME.match(text, span[0]):
            stack = open_tags[tag[2].lower()]
            if not tag[1]:
                stack.extend(span)
            elif stack:
                pairs.extend((*_popped(stack), *span))
    for match in _LINK.finditer(text) if "](" in text else ():
        unspoken.extend(match.span("address"))
        openings.extend((match.start(), match.start("shown")))
        pairs.extend((match.start(), match.start("shown"), *match.span("address")))
    taken = Spans(np.array([*unspoken, *openings], dtype=np.int64).reshape(-1, 2))
    delimiters = table((match.span() for match in _DELIMITER.finditer(text)), 2)
    delimiters = delimiters[is_free(delimiters[:, 0]) & ~taken.cover(delimiters[:, 0])]
    _pair(text, delimiters, pairs)
    rows = np.frombuffer(pairs, dtype=np.int64).reshape(-1, 4)
    of_unspoken = np.frombuffer(unspoken, dtype=np.int64).reshape(-1, 2)
    return Markup(rows, Spans(of_unspoken), entities)


def _popped(stack: array[int]) -> Span:
    end = stack.pop()
    return stack.pop(), end


def _pair(text: str, delimiters: np.ndarray, pairs: array[int]) -> None:
    """Put each closing delimiter to `pairs`, with the last opening one of its kind."""
    opened: dict[str, array[int]] = defaultdict(lambda: array("q"))
    for begin in range(0, len(delimiters), _AT_ONCE):
        for start, end in delimiters[begin : begin + _AT_ONCE].tolist():
            mark = text[start:end]
            if mark[0] == "&":
                mark = html.unescape(mark)
            if mark[0] == "\n":
                # A paragraph ends, and what may be no delimiter at all with it.
                for kind in opened.keys() & _OPENS_AND_CLOSES:
                    opened.pop(kind)
                continue
            stack = opened[_KIND.get(mark, mark)]
            before = text[start - 1] if start else " "
            after = text[end] if end < len(text) else " "
            if stack and _closes(html.unescape(text[stack[-2] : stack[-1]]), mark, before, after):
                pairs.extend((*_popped(stack), start, end))
            elif _opens(mark, before, after):
                stack.extend((start, end))


def _closes(opening: str, mark: str, before: str, after: str) -> bool:
    if mark[0] in _OPENS_AND_CLOSES:
        return mark == opening and not before.isspace() and not (after.isalnum() and mark != "`")
    return mark in _CLOSING.get(opening, "")


def _opens(mark: str, before: str, after: str) -> bool:
    if mark[0] in _OPENS_AND_CLOSES:
        return not after.isspace() and not (before.isalnum() and mark != "`")
    if mark in _EITHER:
        return not after.isspace() and (
            before.isspace() or unicodedata.category(before) in ("Ps", "Pi", "Pd")
        )
    return mark in _CLOSING
