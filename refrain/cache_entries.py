"""What is in the folder of what is kept: which entries, of how many bytes, when last used.

An entry is a folder that `refrain.stored_folder` made. Those of other users are nobody's business
here: they are neither counted nor listed nor removed.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

KINDS = {".corpus": "corpus", ".fragments": "index", ".answer": "answer"}
"""The endings of the folders that are kept, and what each holds: nothing else is ever removed."""
KEY, DRAFT = "key.json", ".draft-"
"""The file that says what an entry is, and the beginning of the name of one that is being made."""
_ABANDONED = 24 * 3600.0
"""Seconds after which nobody is still writing a draft."""


@dataclass(frozen=True)
class Entry:
    """Something that is kept: a folder, which of `KINDS` it is, what it is about, the bytes of its
    files, and when it was last made or opened, in seconds since 1970."""

    place: Path
    kind: str
    about: str
    size: int
    last_used: float


def entries(folder: Path) -> list[Entry]:
    """What is kept in a folder, whole or not, last used first."""
    kept = [_entry(place) for place in _list(folder) if place.suffix in KINDS and is_ours(place)]
    return sorted(kept, key=lambda entry: -entry.last_used)


def trim(folder: Path, most: int, newest: Path | None = None) -> None:
    """Remove what was not used for longest, until at most so many bytes are kept in the folder.

    `newest` stays whatever its size: it was just asked for.
    """
    kept = entries(folder)
    total = sum(entry.size for entry in kept)
    for entry in reversed(kept):
        if total <= most:
            break
        if entry.place != newest:
            shutil.rmtree(entry.place, ignore_errors=True)
            total -= entry.size
    for draft in _list(folder):
        if draft.name.startswith(DRAFT) and time.time() - _last_used(draft) > _ABANDONED:
            shutil.rmtree(draft, ignore_errors=True)


def clear(folder: Path) -> list[Entry]:
    """Remove all that is kept in a folder, and the folder where it is empty then; returns what
    could not be removed."""
    for entry in entries(folder):
        shutil.rmtree(entry.place, ignore_errors=True)
    trim(folder, 0)
    with suppress(OSError):  # something else is in it, or it is not there
        folder.rmdir()
    return entries(folder)


def is_ours(path: Path) -> bool:
    """Whether it belongs to whoever asks; where users have no numbers, all does."""
    try:
        return not hasattr(os, "getuid") or os.lstat(path).st_uid == os.getuid()
    except OSError:
        return False


def _entry(place: Path) -> Entry:
    size = sum(map(_size, _list(place)))
    return Entry(place, KINDS[place.suffix], _about(place), size, _last_used(place))


def _about(place: Path) -> str:
    try:
        said = json.loads((place / KEY).read_text(encoding="utf-8"))
        return str(said["about"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""


def _last_used(place: Path) -> float:
    for path in (place / KEY, place):
        try:
            return path.stat().st_mtime
        except OSError:
            continue
    return 0.0


def _list(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
