"""What tells one dialect from another: values of the right types under the right keys."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any, TypeGuard

_LOOKED_AT = 200


def at(value: Any, *path: str | int) -> Any:
    """What stands at a path of keys and places in lists; None where there is nothing.

    >>> at({"results": [{"words": 1}]}, "results", 0, "words"), at([], 0), at("a", "b")
    (1, None, None)
    """
    for step in path:
        if isinstance(step, str) and isinstance(value, dict):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, list) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def objects(value: Any, *path: str | int) -> list[dict[str, Any]]:
    """The objects at the beginning of the list at a path; none where it has few of them."""
    found = at(value, *path)
    if not isinstance(found, list):
        return []
    first = list(islice(found, _LOOKED_AT))
    kept = [item for item in first if isinstance(item, dict)]
    return kept if 2 * len(kept) >= len(first) else []


def most(values: list[Any], test: Callable[[Any], bool]) -> bool:
    """Whether at least half of the values pass, and there is one."""
    return bool(values) and 2 * sum(map(test, values)) >= len(values)


def is_number(value: object) -> bool:
    """Whether it is a number, or a text that is one."""
    if isinstance(value, str):
        return value.strip().removesuffix("s").replace(".", "", 1).isdigit()
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_text(value: object) -> TypeGuard[str]:
    """Whether it is a text."""
    return isinstance(value, str)
