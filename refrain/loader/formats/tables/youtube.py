"""The address of a video of YouTube, by its id."""

from __future__ import annotations

import re
from typing import Any

_ID = re.compile(r"(?=[\w-]*[A-Z])(?=[\w-]*[a-z])(?=[\w-]*[0-9_-])[\w-]{11}", re.ASCII)


def address(value: Any) -> str | None:
    """Where the video of an id is; None where a cell has none.

    >>> address("dQw4w9WgXcQ"), address("episode-001"), address(7)
    ('https://www.youtube.com/watch?v=dQw4w9WgXcQ', None, None)
    """
    if isinstance(value, str) and _ID.fullmatch(value):
        return f"https://www.youtube.com/watch?v={value}"
    return None
