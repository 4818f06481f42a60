"""An object of the JSON as a dialect reads it: values by their key, of the type that they must be,
and what is not is reported with its path."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from refrain.loader import clock
from refrain.loader.report import Report
from refrain.surrogates import replaced

_IN_SECONDS = re.compile(r"\s*(\d{1,12}(?:\.\d{1,30})?)\s?s\s*", re.ASCII)
_ISO = re.compile(
    r"\s*PT(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,12}(?:\.\d{1,30})?)S)?\s*", re.ASCII
)
_LONGEST_QUOTE = 40
LIST = ""
_WHOLE = "The whole value"
_LITERALS = {None: "null", True: "true", False: "false"}


@dataclass(frozen=True, slots=True)
class Entry:
    """An object, and its path from the top (`segments[12]`).

    Where a text stands in place of an object, `said` is that text, and it has no keys. A list that
    is the whole value is under the key LIST.
    """

    value: Mapping[str, Any]
    path: str
    report: Report
    said: str = ""

    def inside(self, key: str) -> Entry:
        """The object under a key; an empty one where there is none."""
        value = self.value.get(key)
        path = self._path(key)
        if isinstance(value, dict):
            return Entry(value, path, self.report)
        if value is not None:
            self._left_out(path, value, "an object")
        return Entry({}, path, self.report)

    def entries(self, key: str) -> Iterator[Entry]:
        """The objects of the list under a key, in order."""
        return entries(self.value.get(key), self._path(key), self.report)

    def text(self, *keys: str) -> str:
        """The text under the first of these keys that has one, or else white space that one has;
        "" without. A number is a text."""
        blank = ""
        for key in keys:
            value = self.value.get(key)
            if isinstance(value, str):
                if value.strip():
                    return self._whole(key, value)
                blank = blank or value
            elif isinstance(value, (int, float)) and not isinstance(value, bool):
                return str(value)
            elif value is not None:
                self._left_out(self._path(key), value, "a text")
        return self.said or blank

    def speaker(self, *keys: str) -> str | None:
        """Who speaks, under the first of these keys that says it; `Speaker 1` where it is a number.

        Names that are of no type that a name has are passed over.
        """
        for key in keys:
            value = self.value.get(key)
            if isinstance(value, str) and value.strip():
                name = " ".join(replaced(value).split())
                return f"Speaker {name}" if name.isdigit() else name
            if isinstance(value, int) and not isinstance(value, bool):
                return f"Speaker {value}"
        return None

    def time(self, *keys: str, scale: float = 1) -> float | None:
        """The seconds under the first of these keys that is there, of units of `scale` seconds.

        None where there is none; where it cannot be read, that is reported.
        """
        key = next((key for key in keys if self.value.get(key) is not None), None)
        if key is None:
            return None
        seconds = seconds_of(self.value[key], scale)
        if seconds is None:
            what = described(self.value[key])
            message = f"is no time in a recording: {what}. The text was kept without it."
            self.tell("unreadable-time", message, key)
        return seconds

    def tell(self, kind: str, message: str, key: str = "") -> None:
        """Name a problem by the path of this object, or of a key in it: a line means little in
        JSON."""
        self.report.add(kind, 1, f"{self._path(key) or _WHOLE} {message}")

    def _path(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path and key else self.path or key

    def _left_out(self, path: str, value: object, expected: str) -> None:
        what = described(value)
        message = f"is {what}, not {expected}, and was left out. Mend it if it was spoken."
        self.report.add("stray-line", 1, f"{path or _WHOLE} {message}")

    def _whole(self, key: str, text: str) -> str:
        whole = replaced(text)
        if whole != text:
            message = "has half a character, which was read as U+FFFD. Export it again."
            self.tell("replaced-characters", message, key)
        return whole


def entries(value: object, path: str, report: Report) -> Iterator[Entry]:
    """The objects of a list, in order; what else is in it is reported, and a text there is kept."""
    if value is None:
        return
    top = Entry({}, path, report)
    if not isinstance(value, list):
        top._left_out(path, value, "a list")
        return
    for number, item in enumerate(value):
        here = f"{path}[{number}]"
        if isinstance(item, dict):
            yield Entry(item, here, report)
        elif isinstance(item, str) and item.strip():
            message = f"is {described(item)}, not an object. The text was kept, without a time."
            report.add("stray-line", 1, f"{here} {message}")
            yield Entry({}, here, report, replaced(item))
        else:
            top._left_out(here, item, "an object")


def seconds_of(value: object, scale: float = 1) -> float | None:
    """A time as these files write it, in seconds; None where it is none.

    >>> seconds_of("1.500s"), seconds_of({"seconds": "61", "nanos": 500000000})
    (1.5, 61.5)
    >>> seconds_of(1500, 0.001), seconds_of("PT1M2.5S"), seconds_of("00:00:01,500", 0.001)
    (1.5, 62.5, 1.5)
    """
    if isinstance(value, dict):
        whole = clock.in_range(value.get("seconds") or 0)
        rest = clock.in_range(value.get("nanos") or 0, 1e-9)
        known = "seconds" in value or "nanos" in value
        return whole + rest if known and whole is not None and rest is not None else None
    if not isinstance(value, str):
        return clock.in_range(value, scale)
    if match := _IN_SECONDS.fullmatch(value):
        return clock.in_range(match[1])
    match = _ISO.fullmatch(value)
    if match and any(match.groups()):
        hours, minutes, seconds = (float(group or 0) for group in match.groups())
        return clock.in_range(hours * 3600 + minutes * 60 + seconds)
    return clock.seconds(value) if ":" in value else clock.in_range(value, scale)


def described(value: object) -> str:
    """A value as people read it in a message, at most _LONGEST_QUOTE characters of it.

    >>> described(None), described([1]), described("so well"), described(1.5)
    ('null', 'a list', 'the text “so well”', 'the number 1.5')
    """
    if isinstance(value, str):
        cut = "…" if len(value) > _LONGEST_QUOTE else ""
        return f"the text “{value[:_LONGEST_QUOTE]}{cut}”"
    if isinstance(value, (list, tuple)):
        return "a list"
    if value is None or isinstance(value, bool):
        return _LITERALS[value]
    return (
        f"the number {value}"[:_LONGEST_QUOTE] if isinstance(value, (int, float)) else "an object"
    )
