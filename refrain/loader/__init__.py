"""Files to a Corpus: `load` opens a file or a folder, whatever is in it.

`files` finds the files, `decoding` turns their bytes into text, `registry` lists the formats, and
`formats` has a module for each. What cannot be taken at face value is a row of `Corpus.problems`,
with a message that says what to do; the rest still loads.
"""

from __future__ import annotations

import os
from pathlib import Path

from refrain.corpus import Corpus
from refrain.errors import UnreadableError
from refrain.loader.decoding import decode
from refrain.loader.files import SourceFile, find, unreadable
from refrain.loader.registry import ENDINGS, format_of
from refrain.loader.result import LoadResult, Problem
from refrain.surrogates import readable

__all__ = ["ENDINGS", "load"]


def load(path: str | os.PathLike[str], *, project_files: bool = False) -> Corpus:
    """Read a transcript file, or all of a folder, into a Corpus.

    A text file with labels in it (`Shot: …`, `Target: …` between lines of `#`) is a few-shot
    prompt dump; any other is one transcript, on the topic that its folder names. In a folder,
    files of other endings, links to folders, and README, LICENSE and the like (unless
    `project_files` asks for these) are named in `problems`, and hidden files passed over.

    Raises UnreadableError where the path is not there, may not be read, or is a folder without
    files; a file that is only empty or binary gives a Corpus without rows.
    """
    path = Path(path)
    result = LoadResult()
    for file in find(path, ENDINGS, project_files=project_files):
        result.add(_read(file, only=file.path == path))
    name = readable(Path(os.path.abspath(path)).name) or str(path)
    return Corpus.of(name, result.rows, [problem._asdict() for problem in result.problems])


def _read(file: SourceFile, *, only: bool) -> LoadResult:
    if file.problem:
        return LoadResult(problems=[file.problem])
    try:
        content = file.path.read_bytes()
    except OSError as error:
        if only:
            why = error.strerror or error
            raise UnreadableError(f"{readable(file.path)} cannot be read: {why}.") from error
        return LoadResult(problems=[unreadable(file.source, error)])
    decoded = decode(content)
    problems = [Problem(file.source, None, kind, message) for kind, message in decoded.problems]
    result = LoadResult(problems=problems)
    if decoded.text is not None:
        result.add(format_of(decoded.text, file).read(decoded.text, file))
    return result
