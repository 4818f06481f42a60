"""The lines of a script of ASS or SSA: its title, and its events as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

FIELDS = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect")
"""Of a script that does not say it: what stands before the text of an event."""
_LINE = re.compile(r"[^\r\n]+")
_SECTION = re.compile(r"\[[^\[\]]{1,60}\]")
# uuencoded fonts and pictures may have lines that begin like anything.
_ATTACHMENTS = ("[fonts]", "[graphics]")
_EVENTS, _INFO = "[events]", "[script info]"
# Events of SSA that are played or run, not said.
_NO_SPEECH = ("picture", "sound", "movie", "command")
_UNTITLED = frozenset({"", "<untitled>", "untitled", "default aegisub file", "default file"})


class Event(NamedTuple):
    """An event: its line in the file, whether it is a comment, and its fields by name."""

    line: int
    comment: bool
    fields: dict[str, str]
    text: str


@dataclass
class Script:
    """What the lines of a file are; `stray` has those that are no part of a script, by line."""

    title: str | None = None
    events: list[Event] = field(default_factory=list)
    stray: list[tuple[int, str]] = field(default_factory=list)
    _section: str = ""
    _names: tuple[str, ...] = FIELDS

    @classmethod
    def of(cls, text: str) -> Script:
        """The script in the text of a file."""
        script = cls()
        for number, line in _lines(text):
            script._take(number, line)
        return script

    def _take(self, number: int, line: str) -> None:
        bare = line.strip()
        if not bare or bare.startswith((";", "!:")):
            return
        if _SECTION.fullmatch(bare) and not self._is_attached(bare):
            self._section = bare.lower()
        elif self._section in _ATTACHMENTS:
            return
        else:
            self._read(number, bare, line)

    def _is_attached(self, bare: str) -> bool:
        """Whether what looks like the head of a section is a line of a font or a picture."""
        return self._section in _ATTACHMENTS and not any(map(str.islower, bare))

    def _read(self, number: int, bare: str, line: str) -> None:
        kind, colon, value = bare.partition(":")
        kind = kind.strip().lower()
        if colon and kind in ("dialogue", "comment"):
            self._event(number, kind == "comment", value)
        elif self._section == _EVENTS and colon and kind == "format":
            names = [name.strip().lower() for name in value.split(",")]
            if names[-1] == "text" and {"start", "end"} <= set(names):
                self._names = tuple(names[:-1])
        elif self._section == _INFO and colon and kind == "title":
            self.title = None if value.strip().lower() in _UNTITLED else value.strip()
        elif self._section == _EVENTS and kind not in _NO_SPEECH:
            self.stray.append((number, line))

    def _event(self, number: int, comment: bool, value: str) -> None:
        values = value.split(",", len(self._names))
        if len(values) <= len(self._names):
            if not comment:
                self.stray.append((number, value))
            return
        cells = (cell.strip() for cell in values)
        fields = dict(zip(self._names, cells, strict=False))
        self.events.append(Event(number, comment, fields, values[-1]))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text that are not empty, with their numbers from 1."""
    number, at = 1, 0
    for match in _LINE.finditer(text):
        between = text[at : match.start()]
        number += between.count("\n") + between.count("\r") - between.count("\r\n")
        at = match.end()
        yield number, match.group()
