"""What in the lines of a cue is markup and not said: tags, entities, overrides of subtitles."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from refrain.loader.clock import seconds

_OVERRIDE = re.compile(r"\{\\[^{}\n]{0,200}\}")
_INNER_TIME = re.compile(r"<([\d:.,]{5,20})>", re.ASCII)
_RUBY_TEXT = re.compile(r"<r[tp]\b[^<>]{0,100}>[^<]*(?:</r[tp]>)?", re.IGNORECASE)
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,60})*[ \t]+(?P<name>[^<>\n]{1,200})>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:c|v|i|b|u|s|em|strong|strike|lang|ruby|font|span|br|p|div)"
    r"(?:[.\s/][^<>]{0,300})?>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\\[Nn]|<br\s*/?>", re.IGNORECASE)
_HARD_SPACE = re.compile(r"\\h")


class Line(NamedTuple):
    """A line of a cue without its markup: what is said, by whom (where a tag says so), and when the
    first inner time of the line is (None without one)."""

    text: str
    voice: str | None = None
    inner_time: float | None = None


def lines_of(written: list[str]) -> list[Line]:
    """The lines of a cue that say something, without their markup.

    >>> lines_of(["<v Ann>So <i>this</i></v>", "&gt;&gt; that.", " "])
    [Line(text='So this', voice='Ann', inner_time=None), Line(text='>> that.', voice='Ann', \
inner_time=None)]
    """
    text = _BREAK.sub("\n", "\n".join(written))
    text = _HARD_SPACE.sub(" ", _OVERRIDE.sub("", text))
    text = _RUBY_TEXT.sub("", text) if "<r" in text or "<R" in text else text
    found: list[Line] = []
    voice: str | None = None
    for line in text.split("\n"):
        for speaker, piece in _by_voice(line):
            voice = speaker or voice
            time = _INNER_TIME.search(piece)
            said = unescaped(_TAG.sub("", _INNER_TIME.sub("", piece))).strip()
            if said:
                found.append(Line(said, voice, seconds(time[1]) if time else None))
    return found


def unescaped(text: str) -> str:
    """The characters that entities stand for, encoded twice too.

    >>> unescaped("&amp;amp; &gt;&gt; a&nbsp;b")
    '& >> a\\xa0b'
    """
    if "&" not in text:
        return text
    return html.unescape(html.unescape(text))


def _by_voice(line: str) -> list[tuple[str | None, str]]:
    """The pieces of a line, with the voice that each begins with, if it does."""
    if "<v" not in line and "<V" not in line:
        return [(None, line)]
    pieces: list[tuple[str | None, str]] = []
    name: str | None = None
    at = 0
    for tag in _VOICE.finditer(line):
        pieces.append((name, line[at : tag.start()]))
        name = " ".join(unescaped(tag["name"]).split()) or None
        at = tag.end()
    return [*pieces, (name, line[at:])]
