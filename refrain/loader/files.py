"""A path to the files behind it: in a folder, every file that is not hidden, in natural order."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from refrain.errors import UnreadableError
from refrain.loader.options import LoadOptions
from refrain.loader.project_files import is_project_file
from refrain.loader.source import Source
from refrain.natural_order import natural_key
from refrain.records import Problem
from refrain.surrogates import readable


def find(path: Path, endings: Collection[str], options: LoadOptions) -> list[Source | Problem]:
    """The file itself, whatever its name, or all files of a folder in natural order.

    In a folder, in place of a file that has none of the `endings` is the problem that says so, and
    so it is for README, LICENSE or the like, unless the options ask for them.

    Raises UnreadableError where the path is not there, may not be read, or is a folder without
    files.
    """
    try:
        if path.is_file():
            return [Source.of_path(path, readable(path.name), options)]
        if not path.is_dir():
            what = "is not a file or a folder" if path.exists() else "is not there"
            raise UnreadableError(f"{readable(path)} {what}: check the path.")
        os.listdir(path)
    except OSError as error:
        why = error.strerror or error
        raise UnreadableError(f"{readable(path)} cannot be opened: {why}.") from error
    files = sorted(_walk(path, endings, options), key=lambda file: _natural(_name(file)))
    if not files:
        message = f"{readable(path)} has no files in it: put transcripts there"
        raise UnreadableError(f"{message} ({', '.join(endings)}).")
    return files


def _name(file: Source | Problem) -> str:
    return file.source if isinstance(file, Problem) else file.name


def unreadable(source: str, error: OSError) -> Problem:
    """The problem of a file or folder that cannot be opened."""
    why = error.strerror or error
    message = f"This cannot be read ({why}). Check that it is there and its permissions."
    return Problem(source, None, "unreadable-file", message)


def _walk(top: Path, endings: Collection[str], options: LoadOptions) -> Iterator[Source | Problem]:
    # os.walk passes over what it cannot list; what it could not list is named.
    unlisted: list[OSError] = []
    for folder, folders, names in os.walk(top, onerror=unlisted.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in [*names, *(name for name in folders if os.path.islink(Path(folder, name)))]:
            if not name.startswith("."):
                yield _inspected(Path(folder, name), top, endings, options)
    for error in unlisted:
        folder_path = Path(error.filename)
        source = readable(folder_path.relative_to(top))
        yield unreadable(source, error)


def _inspected(
    path: Path, top: Path, endings: Collection[str], options: LoadOptions
) -> Source | Problem:
    source = readable(path.relative_to(top))
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return unreadable(source, error)
    if stat.S_ISDIR(mode):
        reason = "a link to a folder is not followed. Open the folder itself"
    elif not stat.S_ISREG(mode):
        reason = "this is not a file but a pipe, socket or device. Remove it"
    elif not path.name.lower().endswith(tuple(endings)):
        reason = (
            f"{path.suffix or 'a file without an ending'} is no transcript format. Convert it if "
            "it holds transcripts, for example to .txt, .vtt or .csv"
        )
    elif is_project_file(path.name) and not options.project_files:
        reason = (
            "by its name it is about the dataset, not a transcript of it. To read it all the same, "
            "open the file itself, or the folder with --project-files"
        )
    else:
        return Source.of_path(path, source, options)
    return Problem(source, None, "skipped-file", f"Left out: {reason}.")


def _natural(source: str) -> list[tuple[Any, str]]:
    """Sorts episode-2 before episode-10, folder by folder, the same on every machine."""
    return [natural_key(name) for name in source.split("/")]
