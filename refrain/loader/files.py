"""A path to the files behind it: in a folder, every file that is not hidden, in natural order."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from refrain.errors import UnreadableError
from refrain.loader.project_files import is_project_file
from refrain.loader.result import Problem
from refrain.natural_order import natural_key
from refrain.surrogates import readable


class SourceFile(NamedTuple):
    """A file to read, its name in the corpus (`source`), and why it can't be read, if it can't."""

    path: Path
    source: str
    problem: Problem | None = None

    @property
    def folder(self) -> str:
        """The name of the folder that holds the file; "" at the top of the file system."""
        name = Path(os.path.abspath(self.path)).parent.name
        return readable(name) if name else ""


def find(path: Path, endings: Collection[str], *, project_files: bool = False) -> list[SourceFile]:
    """The file itself, whatever its name, or all files of a folder in natural order.

    In a folder, a file that has none of the `endings` is there with the problem that says so, and
    so is README, LICENSE or the like, unless `project_files` asks for them.

    Raises UnreadableError where the path is not there, may not be read, or is a folder without
    files.
    """
    try:
        if path.is_file():
            return [SourceFile(path, readable(path.name))]
        if not path.is_dir():
            what = "is not a file or a folder" if path.exists() else "is not there"
            raise UnreadableError(f"{readable(path)} {what}: check the path.")
        os.listdir(path)
    except OSError as error:
        why = error.strerror or error
        raise UnreadableError(f"{readable(path)} cannot be opened: {why}.") from error
    files = sorted(_walk(path, endings, project_files), key=lambda file: _natural(file.source))
    if not files:
        message = f"{readable(path)} has no files in it: put transcripts there"
        raise UnreadableError(f"{message} ({', '.join(endings)}).")
    return files


def unreadable(source: str, error: OSError) -> Problem:
    """The problem of a file or folder that cannot be opened."""
    why = error.strerror or error
    message = f"This cannot be read ({why}). Check that it is there and its permissions."
    return Problem(source, None, "unreadable-file", message)


def _walk(top: Path, endings: Collection[str], project_files: bool) -> Iterator[SourceFile]:
    # os.walk passes over what it cannot list; what it could not list is named.
    unlisted: list[OSError] = []
    for folder, folders, names in os.walk(top, onerror=unlisted.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in [*names, *(name for name in folders if os.path.islink(Path(folder, name)))]:
            if not name.startswith("."):
                yield _inspected(Path(folder, name), top, endings, project_files)
    for error in unlisted:
        folder_path = Path(error.filename)
        source = readable(folder_path.relative_to(top))
        yield SourceFile(folder_path, source, unreadable(source, error))


def _inspected(path: Path, top: Path, endings: Collection[str], project_files: bool) -> SourceFile:
    source = readable(path.relative_to(top))
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return SourceFile(path, source, unreadable(source, error))
    if stat.S_ISDIR(mode):
        reason = "a link to a folder is not followed. Open the folder itself"
    elif not stat.S_ISREG(mode):
        reason = "this is not a file but a pipe, socket or device. Remove it"
    elif path.suffix.lower() not in endings:
        reason = (
            f"not a transcript format ({', '.join(endings)}). Convert it if it holds transcripts"
        )
    elif is_project_file(path.name) and not project_files:
        reason = (
            "by its name it is about the dataset, not a transcript of it. To read it all the same, "
            "open the file itself, or the folder with --project-files"
        )
    else:
        return SourceFile(path, source)
    return SourceFile(path, source, Problem(source, None, "skipped-file", f"Left out: {reason}."))


def _natural(source: str) -> list[tuple[Any, str]]:
    """Sorts episode-2 before episode-10, folder by folder, the same on every machine."""
    return [natural_key(name) for name in source.split("/")]
