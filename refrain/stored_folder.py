"""A folder of files that took long to make, kept on disk to be opened again.

It appears whole or not at all, and its `key.json` says what was kept, and the checksum of every
file: a stale or damaged one is never trusted. So several processes may share the folder that they
are in, which REFRAIN_CACHE names, and of what is in there the longest unused goes, beyond a size.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ENDINGS = (".fragments", ".corpus")
"""Of the folders that are kept: nothing else is ever removed."""
VARIABLE, LIMIT = "REFRAIN_CACHE", "REFRAIN_CACHE_GB"
"""The environment variables that name the folder, and how much may be kept there."""
LIMIT_GB = 20.0
_KEY, _DRAFT = "key.json", ".draft-"
_ABANDONED = 24 * 3600.0
"""Seconds after which nobody is still writing a draft."""


def named_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The folder that REFRAIN_CACHE names, if it does."""
    name = environment.get(VARIABLE)
    return Path(name) if name else None


def keep(place: Path, key: Mapping[str, Any], write: Callable[[Path], None]) -> None:
    """Make the folder `place` of what `write` writes into the folder that it is given.

    `key`, of values that JSON has, says what it is. Raises OSError where it cannot be written.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=place.parent))
    try:
        write(draft)
        sums = {file.name: _checksum(file) for file in sorted(draft.iterdir())}
        said = json.dumps({"key": key, "files": sums})
        (draft / _KEY).write_text(said, encoding="utf-8")
        shutil.rmtree(place, ignore_errors=True)
        os.replace(draft, place)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    trim(place.parent, limit(), place)


def is_kept(place: Path, key: Mapping[str, Any]) -> bool:
    """Whether the folder is there, with what this key says, and no file of it is damaged."""
    try:
        said = json.loads((place / _KEY).read_text(encoding="utf-8"))
        if not isinstance(said, dict) or said.get("key") != key:
            return False
        files = said["files"]
        there = {file.name for file in place.iterdir()} - {_KEY}
        if there != {*files} or any(_checksum(place / name) != files[name] for name in there):
            return False
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False
    _used(place)
    return True


def limit(environment: Mapping[str, str] = os.environ) -> int:
    """The bytes that may be kept: REFRAIN_CACHE_GB, 20 where that is no number.

    >>> limit({"REFRAIN_CACHE_GB": "0.5"}), limit({"REFRAIN_CACHE_GB": "much"})
    (500000000, 20000000000)
    """
    try:
        gigabytes = float(environment.get(LIMIT, LIMIT_GB))
        return int(gigabytes * 1e9)
    except (ValueError, OverflowError):
        return int(LIMIT_GB * 1e9)


def trim(folder: Path, most: int, newest: Path | None = None) -> None:
    """Remove what was not used for longest, until at most so many bytes are kept in the folder.

    `newest` stays whatever its size: it was just asked for.
    """
    kept = [place for place in _list(folder) if place.suffix in ENDINGS]
    ages = {place: _last_used(place) for place in kept if place != newest}
    sizes = {place: sum(map(_size, _list(place))) for place in kept}
    total = sum(sizes.values())
    for place in sorted(ages, key=ages.__getitem__):
        if total <= most:
            break
        shutil.rmtree(place, ignore_errors=True)
        total -= sizes[place]
    for draft in _list(folder):
        if draft.name.startswith(_DRAFT) and time.time() - _last_used(draft) > _ABANDONED:
            shutil.rmtree(draft, ignore_errors=True)


def _used(place: Path) -> None:
    try:
        os.utime(place / _KEY)
    except OSError:
        return  # in a folder of someone else's, what was used last is as they used it


def _last_used(place: Path) -> float:
    for path in (place / _KEY, place):
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


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()
