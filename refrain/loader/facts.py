"""What is said of a transcript beside its text: front matter, and a date in its file's name."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath

MARKDOWN = (".md", ".markdown")
# Lines between two of three hyphens: `key: value`, and what belongs to a key (lists, comments).
_FRONT = re.compile(
    r"---[ \t]*(?:\r\n?|\n)((?:[^\r\n]*(?:\r\n?|\n)){1,80}?)---[ \t]*(?:\r\n?|\n|\Z)"
)
_KEY = re.compile(r"([A-Za-z_][\w-]*):(?:[ \t]+(.*))?")
_MORE = re.compile(r"[ \t]+\S|-[ \t]|#|[ \t]*$")
_KEYS = {
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

    Columns: title, published, language, speaker. Front matter is lines of `key: value` between two
    lines of three hyphens at the very start; anything else there is text, and so is front matter
    with no text below it.

    >>> front_matter("---\\ntitle: 'A: b'\\ndate: 2021-03-04\\n---\\nSo.", "a.md")
    ({'title': 'A: b', 'published': '2021-03-04'}, 39)
    >>> front_matter("---\\nSo: we began.\\nAnd that was it.\\n---\\n", "a.md")
    ({}, 0)
    """
    found = _FRONT.match(text) if source.lower().endswith(MARKDOWN) else None
    if found is None or not text[found.end() :].strip():
        return {}, 0
    lines = re.split(r"\r\n?|\n", found.group(1))
    keys = [match for line in lines if (match := _KEY.fullmatch(line))]
    if not keys or any(not _KEY.fullmatch(line) and not _MORE.match(line) for line in lines):
        return {}, 0
    columns: dict[str, str] = {}
    for key, value in (match.groups("") for match in keys):
        bare = _bare(value)
        if bare and key.lower() in _KEYS:
            columns.setdefault(_KEYS[key.lower()], bare)
    return columns, found.end()


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


def _bare(value: str) -> str:
    """A value without the quotes around it, or the brackets of a list."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    if value.startswith("[") and value.endswith("]"):
        return "; ".join(filter(None, (_bare(part) for part in value[1:-1].split(","))))
    return value
