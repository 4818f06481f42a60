"""The shapes in which JSON has a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from refrain.loader.formats.tables import column_names
from refrain.loader.formats.tables.column_names import key
from refrain.loader.formats.tables.messages import are_messages

_LOOKED_AT = 20
_TEXTS = frozenset(key(name) for name in column_names.TEXT)
_ANSWERS = frozenset(("messages", "conversations", "completion", "response", "output", "chosen"))


def records(value: Any) -> Sequence[Any]:
    """The rows in a value; none where it is no table."""
    if isinstance(value, list):
        return value if _are_objects(value) or _are_chats(value) else ()
    if not isinstance(value, dict) or not value:
        return ()
    if _is_record(value):
        return [value]
    return _split(value) or _under_key(value) or _columns(value) or _by_name(value)


def _is_record(value: Any) -> bool:
    """Whether an object has a text of its own, or a chat."""
    if not isinstance(value, dict):
        return False
    by_key = {key(name): content for name, content in value.items()}
    if any(isinstance(by_key.get(name), str) and by_key[name].strip() for name in _TEXTS):
        return True
    return any(
        isinstance(by_key.get(name), str) or are_messages(by_key.get(name)) for name in _ANSWERS
    )


def _are_objects(values: Any) -> bool:
    if not isinstance(values, list) or not values:
        return False
    first = values[:_LOOKED_AT]
    return 2 * sum(isinstance(value, dict) for value in first) > len(first)


def _are_chats(values: Any) -> bool:
    return bool(values) and isinstance(values[0], list) and are_messages(values[0])


def _split(value: Mapping[str, Any]) -> Sequence[Any]:
    """Names of columns, and lists of cells, as pandas writes them."""
    names, rows = value.get("columns"), value.get("data")
    if not (isinstance(names, list) and isinstance(rows, list)):
        return ()
    if not all(isinstance(name, str) for name in names):
        return ()
    return [dict(zip(names, row, strict=False)) if isinstance(row, list) else row for row in rows]


def _under_key(value: Mapping[str, Any]) -> Sequence[Any]:
    """The longest list of objects that stands under a key."""
    lists = [content for content in value.values() if _are_objects(content)]
    return max(lists, key=len, default=[])


def _columns(value: Mapping[str, Any]) -> Sequence[Any]:
    """Lists of cells by the names of columns; or objects of cells by row, as pandas writes them."""
    cells = list(value.values())
    if all(isinstance(column, list) for column in cells):
        lengths = {len(column) for column in cells}
        if len(lengths) == 1 and lengths != {0}:
            return [dict(zip(value, row, strict=True)) for row in zip(*cells, strict=True)]
        return ()
    if not all(isinstance(column, dict) for column in cells):
        return ()
    rows = list(cells[0])
    is_numbered = bool(rows) and all(row.isdecimal() for row in rows[:_LOOKED_AT])
    if not is_numbered or any(list(column) != rows for column in cells):
        return ()
    return [{name: column[row] for name, column in value.items()} for row in rows]


def _by_name(value: Mapping[str, Any]) -> Sequence[Any]:
    """Objects with a text each, by their ids; or texts by their ids."""
    items = list(value.items())
    first = items[:_LOOKED_AT]
    if 2 * sum(_is_record(content) for _, content in first) > len(first):
        return [
            {"id": name, **content} if isinstance(content, dict) else content
            for name, content in items
        ]
    return ()
