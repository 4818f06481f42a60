"""A folder of files that took long to make, kept on disk to be opened again.

It appears whole or not at all, and its `key.json` says what was kept, and the checksum of every
file: a stale, damaged or foreign one is never trusted. So several processes may share the folder
that they are in, and of what is in there the longest unused goes, beyond a size.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from platformdirs import user_cache_dir

from refrain.cache_entries import DRAFT, KEY, is_ours, trim

VARIABLE, LIMIT = "REFRAIN_CACHE", "REFRAIN_CACHE_GB"
"""The environment variables that name the folder, and how much may be kept there."""
LIMIT_GB = 20.0
_BLOCK, _BLOCKS = 1 << 16, 16
"""Bytes of a block, and how many of a file are read to see whether it is whole."""


def named_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The folder that REFRAIN_CACHE names, the user's cache folder where it names none, and nothing
    where it is empty.

    >>> named_folder({"REFRAIN_CACHE": ""})
    """
    name = environment.get(VARIABLE)
    if name is not None:
        return Path(name) if name else None
    folder = Path(user_cache_dir("refrain", appauthor=False))
    # A user without a home has none: the name would be one below the folder that one is in.
    return folder if folder.is_absolute() else None


def keep(
    place: Path, key: Mapping[str, Any], write: Callable[[Path], None], about: str = ""
) -> None:
    """Make the folder `place` of what `write` writes into the folder that it is given.

    `key`, of values that JSON has, says what it is, and `about` says it to a person. Raises OSError
    where it cannot be written.
    """
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=DRAFT, dir=place.parent))  # for its user alone, as well
    try:
        write(draft)
        sums = {file.name: _checksum(file) for file in sorted(draft.iterdir())}
        said = json.dumps({"key": key, "files": sums, "about": about})
        (draft / KEY).write_text(said, encoding="utf-8")
        shutil.rmtree(place, ignore_errors=True)
        os.replace(draft, place)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    trim(place.parent, limit(), place)


def is_kept(place: Path, key: Mapping[str, Any]) -> bool:
    """Whether the folder is there, with what this key says, and no file of it is damaged, or was
    put there by another user."""
    try:
        said = json.loads((place / KEY).read_text(encoding="utf-8"))
        if not isinstance(said, dict) or said.get("key") != key:
            return False
        files = said["files"]
        there = {file.name for file in place.iterdir()} - {KEY}
        if not _is_of_this_user_alone(place) or there != {*files}:
            return False
        if any(_checksum(place / name) != files[name] for name in there):
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


def _used(place: Path) -> None:
    try:
        os.utime(place / KEY)
    except OSError:
        return  # in a folder of someone else's, what was used last is as they used it


def _is_of_this_user_alone(place: Path) -> bool:
    """Whether nobody else made the folder or a file in it, or can: what is opened may be code."""
    if not hasattr(os, "getuid"):
        return True
    open_to_others = stat.S_IMODE(os.lstat(place).st_mode) & (stat.S_IWGRP | stat.S_IWOTH)
    return not open_to_others and all(map(is_ours, [place, *place.iterdir()]))


def _checksum(path: Path) -> str:
    """Changes with the size of a file, and with its first, last and some blocks in between.

    What happens to a file of gigabytes in practice is that it is cut short, never written to its
    end, or another one: those blocks tell, in milliseconds. To read all of it would take as long as
    all that its being mapped into memory saves.
    """
    with path.open("rb") as file:
        end = os.fstat(file.fileno()).st_size
        digest = hashlib.blake2b(str(end).encode(), digest_size=16)
        for start in _starts(end):
            file.seek(start)
            digest.update(file.read(_BLOCK))
    return digest.hexdigest()


def _starts(end: int) -> list[int]:
    """Where the blocks begin that are read of so many bytes: all of them, where they are few.

    >>> _starts(0), _starts(70_000), len(_starts(10**9)), _starts(10**9)[-1]
    ([], [0, 65536], 16, 999934464)
    """
    if end <= _BLOCK * _BLOCKS:
        return list(range(0, end, _BLOCK))
    return [(end - _BLOCK) * number // (_BLOCKS - 1) for number in range(_BLOCKS)]
