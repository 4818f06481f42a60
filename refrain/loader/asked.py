"""What a person asks to have opened: a path, a pattern of paths (`talks/**/*.srt`), or several."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from refrain.errors import UnreadableError
from refrain.natural_order import natural_key
from refrain.surrogates import readable

_WILD = re.compile(r"[*?\[]")


class Asked(NamedTuple):
    """What is opened: files and folders by their paths, each once and in order; the `top` folder
    that their names count from; what they are called together; and whether it is a single path,
    and no pattern.

    `met` are the files that a pattern without an ending, such as `talks/*`, came upon: they are
    looked at as those of a folder are.
    """

    paths: tuple[Path, ...]
    top: Path
    name: str
    is_one: bool
    met: frozenset[Path] = frozenset()

    @property
    def only(self) -> Path | None:
        """The file, where a single one was asked for by its path; None elsewhere."""
        return self.paths[0] if self.is_one and self.paths[0].is_file() else None

    @property
    def place(self) -> Path:
        """The path that was asked for, or else the folder that has all."""
        if self.is_one:
            return self.paths[0]
        top, here = os.path.abspath(self.top), os.getcwd()
        return Path(os.path.relpath(top) if Path(top).is_relative_to(here) else top)


def asked_for(given: Path | Sequence[Path]) -> Asked:
    """What one path, or several, stand for.

    Raises UnreadableError where one is not there, or matches nothing.
    """
    several = [given] if isinstance(given, Path) else list(given)
    if not several:
        raise UnreadableError("Nothing is named to open: name a file or a folder.")
    paths: dict[str, Path] = {}
    tops = []
    met: set[Path] = set()
    for path in several:
        matches = existing(path)
        if is_pattern(path) and not matches:
            raise UnreadableError(f"{readable(path)} matches no file: check the pattern.")
        tops.append(_root(path) if is_pattern(path) else Path(os.path.abspath(path)).parent)
        for match in matches or [path]:
            paths.setdefault(os.path.abspath(match), match)
        if is_pattern(path) and (not path.suffix or _WILD.search(path.suffix)):
            met |= {*matches}
    first = several[0]
    name = readable(first if is_pattern(first) else Path(os.path.abspath(first)).name)
    if len(several) > 1:
        name = f"{name} and {len(several) - 1:,} more"
        return Asked(tuple(paths.values()), _common(tops), name, False, frozenset(met))
    is_one = not is_pattern(first)
    top = first if is_one and first.is_dir() else tops[0]
    return Asked(tuple(paths.values()), top, name or str(first), is_one, frozenset(met))


def is_pattern(path: Path) -> bool:
    """Whether a path is a pattern, and not the name of a file that is there."""
    try:
        return bool(_WILD.search(str(path))) and not path.exists()
    except (OSError, ValueError):
        return False


def existing(path: Path) -> list[Path]:
    """The path if it is there, or what its pattern matches, in natural order; hidden
    files only where the pattern has their dot.

    Raises UnreadableError where the pattern is none.
    """
    if not is_pattern(path):
        return [path] if path.exists() else []
    root = _root(path)
    pattern = str(path.relative_to(root)) if path != root else "*"
    keeps_hidden = any(part.startswith(".") for part in Path(pattern).parts)
    try:
        found = sorted(root.glob(pattern), key=lambda one: [*map(natural_key, one.parts)])
    except (OSError, ValueError, re.error) as error:
        raise UnreadableError(f"{readable(path)} is no pattern: {error}.") from error
    return [one for one in found if keeps_hidden or not _is_hidden(one.relative_to(root))]


def _root(pattern: Path) -> Path:
    """The folder before the first part of a pattern that may stand for several."""
    parts = pattern.parts
    wild = next(n for n, part in enumerate(parts) if _WILD.search(part))
    return Path(*parts[:wild])


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _common(folders: list[Path]) -> Path:
    """The folder that has all of these in it."""
    try:
        return Path(os.path.commonpath([os.path.abspath(folder) for folder in folders]))
    except ValueError as error:  # on two drives
        raise UnreadableError("Paths on several drives: open them one by one.") from error
