"""A text as a JSON value, whatever is in it; and what is wrong with one that is none."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

_CUT = 20
"""Characters at the end of a beginning that may be wrong only because it was cut there."""


class Fault(NamedTuple):
    """Where a text stops being JSON, or being read: its line, from 1, what is wrong there, and the
    kind of problem that it is."""

    line: int
    why: str
    kind: str = "broken-file"


class Parsed(NamedTuple):
    """A JSON value, or what is wrong."""

    value: Any
    fault: Fault | None = None


def count_values(content: bytes) -> int:
    """How many values JSON has at most; each takes up to 100 bytes of memory besides its text."""
    return 1 + sum(map(content.count, (b",", b"[", b"{")))


def parsed(text: str) -> Parsed:
    """The value of a text.

    Of keys that stand in an object twice, the last counts. A string may have line ends in it. A
    whole number of thousands of digits is an infinite one. What is nested so deep that Python
    cannot follow is a fault, as of line 1.

    >>> parsed('{"a": [1, NaN]}').value, parsed('[1,\\n2').fault
    ({'a': [1, nan]}, Fault(line=2, why="Expecting ',' \
delimiter", kind='broken-file'))
    """
    try:
        return Parsed(_loaded(text))
    except RecursionError:
        return Parsed(None, Fault(1, "It is nested too deep", "beyond-limit"))
    except json.JSONDecodeError as error:
        return Parsed(None, Fault(error.lineno, error.msg))


def fault_in(beginning: str) -> Fault | None:
    """What is wrong in the beginning of a longer text, None where it may go on as JSON does.

    >>> fault_in('{"a": 1}\\n{"a": 2}'), fault_in('[{"a": 1}, {"b'), fault_in("[Music] so " * 9)
    (Fault(line=2, why='Extra data', kind='broken-file'), None, Fault(line=1, why='Expecting \
value', kind='broken-file'))
    """
    fault: json.JSONDecodeError | None = None
    try:
        _loaded(beginning)
    except RecursionError:
        pass
    except json.JSONDecodeError as error:
        # A string that does not end is told where it begins.
        at_end = error.pos > len(beginning) - _CUT and error.msg != "Extra data"
        is_cut = at_end or error.msg.startswith("Unterminated")
        fault = None if is_cut else error
    return Fault(fault.lineno, fault.msg) if fault else None


def _loaded(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except json.JSONDecodeError:
        raise
    except ValueError:
        # Python reads no number of so many digits.
        return json.loads(text, strict=False, parse_int=float)
