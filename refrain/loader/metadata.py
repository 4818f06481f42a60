"""What a file says about its transcript besides the text: front matter, and a date in its name."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath
from typing import Any

import yaml

from refrain.loader.endings import MARKDOWN

# YAML between two lines of three hyphens.
_FRONT = re.compile(
    r"---[ \t]*(?:\r\n?|\n)((?:[^\r\n]*(?:\r\n?|\n)){1,80}?)---[ \t]*(?:\r\n?|\n|\Z)"
)
_KEY = re.compile(r"[A-Za-z_][\w-]*")
_COLUMNS = {
    "title": "title",
    "date": "published",
    "published": "published",
    "language": "language",
    "lang": "language",
    "speaker": "speaker",
    "speakers": "speaker",
}
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)")


def front_matter(text: str, source: str) -> tuple[dict[str, str], int]:
    """The columns that the front matter of a Markdown file gives, and where the text begins.

    Columns: title, published, language, speaker (of a list, with `; ` between). Front matter is
    YAML between two lines of three hyphens at the very start, whose keys are single words; anything
    else there is text, and so is front matter with no text below it.

    >>> front_matter("---\\ntitle: 'A: b'\\ndate: 2021-03-04\\n---\\nSo.", "a.md")
    ({'title': 'A: b', 'published': '2021-03-04'}, 39)
    >>> front_matter("---\\nSo: we began.\\nAnd that was it.\\n---\\nSo.", "a.md")
    ({}, 0)
    """
    block = _FRONT.match(text) if source.lower().endswith(MARKDOWN) else None
    if block is None or not text[block.end() :].strip():
        return {}, 0
    entries = _yaml(block.group(1))
    if not entries or not all(isinstance(key, str) and _KEY.fullmatch(key) for key in entries):
        return {}, 0
    columns: dict[str, str] = {}
    for key, value in entries.items():
        cell = "; ".join(_texts(value))
        if cell and key.lower() in _COLUMNS:
            columns.setdefault(_COLUMNS[key.lower()], cell)
    return columns, block.end()


def date_in(source: str) -> str | None:
    """The date in a file's name, as `2021-03-04`; None without one.

    >>> date_in("show/2021-03-04-pilot.txt"), date_in("ep_20210304.md"), date_in("20219999.txt")
    ('2021-03-04', '2021-03-04', None)
    """
    for year, _, month, day in _DATE.findall(PurePosixPath(source).name):
        try:
            return date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            continue
    return None


def _yaml(text: str) -> dict[Any, Any]:
    """A YAML mapping, every value a string as it is written; empty where the text is none."""
    try:
        entries = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        return {}
    return entries if isinstance(entries, dict) else {}


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [" ".join(text.split()) for text in values if isinstance(text, str) and text.strip()]
