"""Front matter: what a file says of its transcript before the text, between two lines `---`.

Most is YAML. Some only looks like it (`title: Faust: a talk`); of that, the lines of a key and a
value are read.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

_KEY = re.compile(r"[A-Za-z_][\w-]*")
# A key of front matter that is not YAML may have up to three words.
_ENTRY = re.compile(r"([A-Za-z_][\w-]*(?: [\w-]+){0,2})[ \t]*:(?:[ \t]+(.*))?")
_LONGEST_YAML = 50_000
_QUOTED = re.compile(r"^([\"'])(.*)\1$")
_LISTED = re.compile(r"\[(.*)\]")


def entries(block: str, known: frozenset[str]) -> dict[str, list[str]]:
    """The values of each key, as texts in one line, by its name in small letters and with `_`
    between its words; empty where a block is no front matter.

    YAML is front matter where all its keys are single words. Anything else is where each line is an
    entry, or goes on with one, and a key is `known`; or where two are.

    >>> entries("title: 'A: b'\\nTags: [x, y]", frozenset())
    {'title': ['A: b'], 'tags': ['x', 'y']}
    >>> entries("title: A: b\\nUpload Date: 2021-03-04", frozenset({"title"}))
    {'title': ['A: b'], 'upload_date': ['2021-03-04']}
    >>> entries("So: we began.\\nAnd that was it.", frozenset({"title"}))
    {}
    """
    mapping = _yaml(block)
    if mapping and all(isinstance(key, str) and _KEY.fullmatch(key) for key in mapping):
        read = [(str(key), _texts(value)) for key, value in mapping.items()]
    else:
        read = _lines(block, known)
    found: dict[str, list[str]] = {}
    for key, values in read:
        found.setdefault(_name(key), values)
    return found


def _name(key: str) -> str:
    return re.sub(r"[ -]+", "_", key.strip().lower())


def _lines(block: str, known: frozenset[str]) -> list[tuple[str, list[str]]]:
    """The entries of a block that is not YAML; none where it is prose."""
    read: list[tuple[str, list[str]]] = []
    strays = 0
    for line in block.splitlines():
        bare = line.strip()
        entry = _ENTRY.fullmatch(line.rstrip())
        if not bare or bare.startswith("#"):
            continue
        if entry:
            read.append((entry[1], _values(entry[2] or "")))
        elif read and (line[0].isspace() or bare.startswith("- ")):
            read[-1][1].extend(_values(bare.removeprefix("- ")))
        else:
            strays += 1
    keys = {_name(key) for key, _ in read} & known
    return read if len(keys) > 1 or (keys and not strays) else []


def _values(written: str) -> list[str]:
    written = written.strip()
    listed = _LISTED.fullmatch(written)
    values = listed[1].split(",") if listed else [written]
    bare = (" ".join(_QUOTED.sub(r"\2", value.strip()).split()) for value in values)
    return [value for value in bare if value]


def _yaml(text: str) -> dict[Any, Any]:
    """A YAML mapping, every value a string as it is written; empty where the text is none."""
    if len(text) > _LONGEST_YAML:
        return {}
    try:
        # Even safer than the safe one: it makes nothing but strings.
        mapping = yaml.load(text, Loader=yaml.BaseLoader)  # nosec B506
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}
    return mapping if isinstance(mapping, dict) else {}


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [" ".join(text.split()) for text in values if isinstance(text, str) and text.strip()]
