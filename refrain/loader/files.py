"""Paths to the files behind them: in a folder, every file that is not hidden, in natural order."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from refrain.build_mark import is_build
from refrain.errors import UnreadableError
from refrain.loader import registry
from refrain.loader.archives.windows import beyond
from refrain.loader.asked import Asked
from refrain.loader.choice import chosen
from refrain.loader.ledger import Unopened
from refrain.loader.options import LoadOptions
from refrain.loader.source import Source
from refrain.natural_order import natural_key
from refrain.records import Problem
from refrain.surrogates import readable

_BUILD = "this is a build, which refrain build made. Open it itself"


def find(asked: Asked, options: LoadOptions) -> list[Source | Problem]:
    """Files by their paths, whatever their names, and all files of folders in natural order.

    In a folder, in place of a file that is not `chosen` is the problem that says so.

    Raises UnreadableError where a path is not there, may not be read, or where there is no file.
    """
    found: dict[str, Source | Problem] = {}
    for path in asked.paths:
        files = _below(path, asked.top, options)
        if path in asked.met:
            files = [_or_unreadable(file) for file in files]
        for file in sorted(files, key=lambda file: _natural(_name(file))):
            found.setdefault(_name(file), file)
    if not found:
        message = f"{asked.name} has no files in it: put transcripts there"
        raise UnreadableError(f"{message} ({', '.join(registry.endings())}).")
    return list(found.values())


def _below(path: Path, top: Path, options: LoadOptions) -> Iterable[Source | Problem]:
    """A file that was asked for, or all files of a folder."""
    try:
        if path.is_file():
            name = readable(os.path.relpath(path, top))
            return [_within_limit(Source.of_path(path, name, options))]
        if not path.is_dir():
            what = "is not a file or a folder" if path.exists() else "is not there"
            raise UnreadableError(f"{readable(path)} {what}: check the path.")
        if is_build(path):
            raise UnreadableError(
                f"{readable(path)} is a build, and not files of transcripts. Open it by itself, in "
                "Python with refrain.builds.opened."
            )
        os.listdir(path)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise UnreadableError(f"{readable(path)} cannot be opened: {why}.") from error
    return _walk(path, top, options)


def _or_unreadable(file: Source | Problem) -> Source | Problem:
    try:
        return chosen(file)
    except OSError as error:
        return unreadable(_name(file), error)


def _name(file: Source | Problem) -> str:
    return file.source if isinstance(file, Problem) else file.name


def unreadable(source: str, error: OSError) -> Problem:
    """The problem of a file or folder that cannot be opened."""
    if isinstance(error, Unopened):
        return Problem(source, None, error.kind, error.message)
    why = error.strerror or error
    message = f"This cannot be read ({why}). Check that it is there and its permissions."
    return Problem(source, None, "unreadable-file", message)


def _walk(root: Path, top: Path, options: LoadOptions) -> Iterator[Source | Problem]:
    # os.walk passes over what it cannot list; what it could not list is named.
    unlisted: list[OSError] = []
    for folder, folders, names in os.walk(root, onerror=unlisted.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in [name for name in folders if _is_build(Path(folder, name))]:
            folders.remove(name)
            yield _left_out(readable(os.path.relpath(Path(folder, name), top)), _BUILD)
        for name in [*names, *(name for name in folders if os.path.islink(Path(folder, name)))]:
            if not name.startswith("."):
                yield _inspected(Path(folder, name), top, options)
    for error in unlisted:
        folder_path = Path(error.filename)
        yield unreadable(readable(os.path.relpath(folder_path, top)), error)


def _inspected(path: Path, top: Path, options: LoadOptions) -> Source | Problem:
    source = readable(os.path.relpath(path, top))
    try:
        mode = path.stat().st_mode
        if stat.S_ISREG(mode):
            return chosen(_within_limit(Source.of_path(path, source, options)))
    except OSError as error:
        return unreadable(source, error)
    if stat.S_ISDIR(mode):
        return _left_out(source, "a link to a folder is not followed. Open the folder itself")
    return _left_out(source, "this is not a file but a pipe, socket or device. Remove it")


def _is_build(path: Path) -> bool:
    return not path.is_symlink() and is_build(path)


def _left_out(source: str, reason: str) -> Problem:
    return Problem(source, None, "skipped-file", f"Left out: {reason}.")


def _within_limit(file: Source) -> Source | Problem:
    """The file, or the problem that it is larger than may be read."""
    most = file.options.limits.file_bytes
    if file.size <= most:
        return file
    return unreadable(file.name, beyond(most, "file_bytes"))


def _natural(source: str) -> list[tuple[Any, str]]:
    """Sorts episode-2 before episode-10, folder by folder, the same on every machine."""
    return [natural_key(name) for name in source.split("/")]
