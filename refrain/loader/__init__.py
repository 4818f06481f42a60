"""Files to a Corpus: `load` opens a file or a folder, whatever is in it.

One module per family of formats: `prompts` reads few-shot prompt dumps, `plain` plain text and
Markdown; `decoding` turns bytes into text. What cannot be taken at face value is a row of
`Corpus.problems`, with a message that says what to do; the rest still loads.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from refrain.corpus import Corpus
from refrain.errors import UnreadableError
from refrain.loader import plain, prompts
from refrain.loader.decoding import decode
from refrain.loader.parsed import Parsed, Problem

ENDINGS = (".txt", ".text", ".md", ".markdown")

__all__ = ["ENDINGS", "load"]


def load(path: str | os.PathLike[str]) -> Corpus:
    """Read a transcript file, or all of a folder, into a Corpus.

    A text file with labels in it (`Shot: …`, `Target: …` between lines of `#`) is a few-shot
    prompt dump; any other is one transcript, on the topic that its folder names. In a folder,
    files of other endings are named in `problems`, and hidden ones passed over.

    Raises UnreadableError where the path is not there, may not be read, or is a folder without
    files; a file that is only empty or binary gives a Corpus without rows.
    """
    path = Path(path)
    name = Path(os.path.abspath(path)).name or str(path)
    found = Parsed()
    for file, source in _files(path):
        if path.is_dir() and file.suffix.lower() not in ENDINGS:
            found.problems.append(_skipped(source))
        else:
            _read(file, source, found, only=not path.is_dir())
    return Corpus.of(name, found.rows, [problem._asdict() for problem in found.problems])


def _files(path: Path) -> list[tuple[Path, str]]:
    """The files to read, in natural order, with the name each goes by."""
    try:
        if path.is_file():
            return [(path, path.name)]
        if not path.is_dir():
            what = "is not a file or a folder" if path.exists() else "is not there"
            raise UnreadableError(f"{path} {what}: check the path.")
        files = sorted(_walk(path), key=_natural)
    except OSError as error:
        raise UnreadableError(f"{path} cannot be opened: {error.strerror or error}.") from error
    if not files:
        endings = ", ".join(ENDINGS)
        raise UnreadableError(f"{path} has no files in it: put transcripts there ({endings}).")
    return [(path / file, Path(file).as_posix()) for file in files]


def _walk(top: Path) -> Iterator[str]:
    for folder, inner, files in os.walk(top):
        inner[:] = [name for name in inner if not name.startswith(".")]
        for name in files:
            if not name.startswith("."):
                yield os.path.relpath(os.path.join(folder, name), top)


def _natural(path: str) -> list[tuple[int, int, str]]:
    """Sorts episode-2 before episode-10."""
    parts = re.split(r"(\d+)", path.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def _read(file: Path, source: str, found: Parsed, *, only: bool) -> None:
    try:
        content = file.read_bytes()
    except OSError as error:
        if only:
            raise UnreadableError(f"{file} cannot be read: {error.strerror or error}.") from error
        message = f"The file cannot be read ({error.strerror or error}). Check its permissions."
        found.problems.append(Problem(source, None, "unreadable-file", message))
        return
    text, kind, message = decode(content)
    if kind:
        found.problems.append(Problem(source, None, kind, message))
    if text is None:
        return
    if prompts.is_dump(text):
        found.add(prompts.parse(text, source))
    else:
        found.add(plain.parse(text, source, Path(os.path.abspath(file)).parent.name))


def _skipped(source: str) -> Problem:
    endings = ", ".join(ENDINGS)
    message = f"Left out: not a transcript format ({endings}). Convert it if it holds transcripts."
    return Problem(source, None, "skipped-file", message)
