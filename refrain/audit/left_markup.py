"""Markup that was left in texts: entities such as `&#39;`, tags, and the like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from refrain import markup
from refrain.audit.context import AuditContext, Finding
from refrain.markup import Markup
from refrain.partwise import Part
from refrain.wording import plural

_NAMES: dict[markup.Kind, tuple[str, str]] = {
    "entity": ("HTML entity", "HTML entities"),
    "tag": ("tag", "tags"),
    "override": ("style override of subtitles", "style overrides of subtitles"),
    "cue": ("line of subtitle times", "lines of subtitle times"),
}
_MARKDOWN = (".md", ".markdown")
_ESCAPES = ("&lt;", "&gt;", "&amp;")
"""What Markdown needs entities for, where a person means the character."""


class _Left(NamedTuple):
    """The markup of a text: its first character, how many pieces there are, and which, in words."""

    text_id: str
    at: int
    pieces: int
    counted: str


def find(context: AuditContext) -> Iterator[Finding]:
    """A finding for each text with markup that its format does not have."""
    for left in chain.from_iterable(context.in_parts(markup_in)):
        yield context.finding(
            left.text_id,
            "left-markup",
            f"{context.names[left.text_id]} has {left.counted}.",
            at=left.at,
            measure="pieces of markup",
            value=left.pieces,
        )


def markup_in(part: Part) -> list[_Left]:
    """The markup of each text of a part that has some."""
    texts = part.texts[["text_id", "text", "source"]].itertuples(index=False)
    found = (_left(text.text_id, text.text, text.source) for text in texts)
    return [left for left in found if left]


def _left(text_id: str, text: str, source: str) -> _Left | None:
    is_markdown = source.lower().endswith(_MARKDOWN)
    count: Counter[markup.Kind] = Counter()
    commonest: dict[markup.Kind, Counter[str]] = {}
    first = None
    for piece in markup.find(text):
        written = text[piece.start : piece.end]
        if is_markdown and _is_of_markdown(piece, written):
            continue
        first = piece if first is None else first
        count[piece.kind] += 1
        if piece.kind != "cue":
            commonest.setdefault(piece.kind, Counter())[written] += 1
    if first is None:
        return None
    each = [_counted(kind, n, commonest.get(kind)) for kind, n in count.most_common()]
    return _Left(text_id, first.start, count.total(), ", and ".join(each))


def _is_of_markdown(piece: Markup, written: str) -> bool:
    return piece.kind == "tag" or written in _ESCAPES


def _counted(kind: markup.Kind, count: int, commonest: Counter[str] | None) -> str:
    counted = plural(count, *_NAMES[kind])
    if not commonest:
        return counted
    written, _ = commonest.most_common(1)[0]
    return f"{counted}, such as “{written}”"
