"""The values of a list in JSON, one at a time, and as far as it is whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_BLANK = re.compile(r"[ \t\r\n]*")
_COMMA = re.compile(r"[ \t\r\n]*,[ \t\r\n]*")

BROKEN = object()
"""What stands for the rest of a list that is damaged."""


def items(text: str) -> Iterator[tuple[int, Any]]:
    """The values of a list in a text and where they begin; at last, BROKEN where it is damaged."""
    at = _end(_BLANK, text, 0)
    if not text.startswith("[", at):
        return
    at = _end(_BLANK, text, at + 1)
    if text.startswith("]", at):
        return
    decoder = json.JSONDecoder(strict=False)
    while True:
        begin = at
        try:
            value, at = _decoded(decoder, text, begin)
        except (ValueError, RecursionError):
            yield begin, BROKEN
            return
        yield begin, value
        comma = _COMMA.match(text, at)
        if comma is None:
            if not text.startswith("]", _end(_BLANK, text, at)):
                yield at, BROKEN
            return
        at = comma.end()


def _decoded(decoder: json.JSONDecoder, text: str, at: int) -> tuple[Any, int]:
    try:
        return decoder.raw_decode(text, at)
    except json.JSONDecodeError:
        raise
    except ValueError:  # a number of thousands of digits
        return json.JSONDecoder(strict=False, parse_int=float).raw_decode(text, at)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
