"""The lines of times above cues, as programs and people write them."""

from __future__ import annotations

import re
from typing import NamedTuple

from refrain.loader import clock

_CLOCK = r"\d{1,9}(?:[ ]?[:;.,][ ]?\d{1,30}){0,5}[:;.,]?"
_EXPONENT = r"\d{1,9}(?:\.\d{1,30})?e[+-]?\d{1,3}"
_NO_NUMBER = r"-?(?:NaN|inf|undefined|null|none)(?:[:.,](?:NaN|\d{1,9})){0,4}"
_DAMAGED = r"-\d[\d:.,]{0,40}|\d{1,3}:[\d:.,;OoIlx?*-]{1,40}"
_TIME = rf"(?:{_CLOCK}|{_EXPONENT}|{_NO_NUMBER}|{_DAMAGED})(?=[\s>→–—-]|\Z)|{_CLOCK}"
_ARROW = re.compile(
    rf"[ \t]{{0,40}}(?P<start>{_TIME})?[ \t]{{0,9}}"
    rf"(?P<arrow>--[ ]?>|->|[–—]>|→)[ \t]{{0,9}}(?P<end>{_TIME})?",
    re.ASCII | re.IGNORECASE,
)
_SIDE = rf"\d{{1,4}}:\d{{1,2}}:\d{{1,2}}(?:\.\d{{1,30}})?|{_NO_NUMBER}"
_COMMA = re.compile(
    rf"[ \t]{{0,40}}(?P<start>{_SIDE})[ ]?,[ ]?(?P<end>{_SIDE})[ \t]*", re.ASCII | re.IGNORECASE
)
_SETTING = re.compile(
    r"[ \t]*(?:(?:align|line|position|size|vertical|region)[ \t]{0,9}:[ \t]{0,9}\S{1,200}"
    r"|[XY][12]:[ ]?-?\d{1,6}|[a-z][a-z-]{0,30}:[^\s:]\S{0,200})(?=\s|\Z)"
)


class Times(NamedTuple):
    """The times of a cue in seconds, None where they cannot be read, and what else is in their
    line: text, if it is no setting."""

    start: float | None
    end: float | None
    text: str = ""


def times_of(line: str) -> Times | None:
    """The times in a line with an arrow, or with a comma between times as SBV has them; None where
    it is no such line. One of the times may be missing, or be none.

    >>> times_of("00:00:01,000 --> 00:00:02,500 align:start"), times_of("0:00:01.000,0:00:02.000")
    (Times(start=1.0, end=2.5, text=''), Times(start=1.0, end=2.0, text=''))
    >>> times_of("NaN:NaN:NaN --> 00:00:02 So it goes"), times_of("one --> two")
    (Times(start=None, end=2.0, text='So it goes'), None)
    """
    if match := _with_arrow(line):
        rest = line[match.end() :]
        return Times(_seconds(match["start"]), _seconds(match["end"]), _without_settings(rest))
    match = _COMMA.fullmatch(line) if "," in line and line[0] in " \t0123456789Nn" else None
    return Times(_seconds(match["start"]), _seconds(match["end"])) if match else None


def _with_arrow(line: str) -> re.Match[str] | None:
    """The times and the arrow that a line begins with."""
    match = _ARROW.match(line) if ">" in line or "→" in line else None
    if not match:
        return None
    sides = [side for side in (match["start"], match["end"]) if side]
    if match["arrow"].startswith("--"):
        is_timing = len(sides) == 2 or ":" in "".join(sides)
    else:
        is_timing = len(sides) == 2 and all(":" in side for side in sides)
    return match if is_timing else None


def _seconds(written: str | None) -> float | None:
    if not written:
        return None
    bare = written.replace(" ", "").replace(";", ":").rstrip(".,:")
    return clock.in_range(bare) if "e" in bare.lower() else clock.seconds(bare)


def _without_settings(rest: str) -> str:
    """What stands behind the times and the settings.

    >>> _without_settings(" align: start position:10%,line-left So: it goes")
    'So: it goes'
    """
    at = 0
    while match := _SETTING.match(rest, at):
        at = match.end()
    return rest[at:].strip()
