"""What tells the folder of a build (`refrain.builds`) from folders of transcripts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FILE = "manifest.json"
"""The file that says what a build is: there may be one of that name in other folders too."""
KEY = "refrain_build"
"""What a build's has, and no other: the format of the build, or `UNFINISHED`."""
UNFINISHED = "unfinished"
_LONGEST = 256 * 2**20


def said(folder: Path) -> dict[str, Any] | None:
    """What the manifest of a build says; None where a folder has none."""
    try:
        path = folder / FILE
        if path.stat().st_size > _LONGEST:
            return None
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) and KEY in content else None


def is_build(path: Path) -> bool:
    """Whether a path is the folder of a build, be it a damaged one, or one that is being made."""
    return said(path) is not None
