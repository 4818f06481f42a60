"""A corpus on disk, opened again without its files being read: mapped into memory.

Each is below the folder that `refrain.load` is given as its cache, under a hash of its paths and
the options. It counts as long as every file has the stamp that it had, and the code that read them
is the same (`refrain.stored_folder`).
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
from contextlib import suppress
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from refrain import mapped, stored_folder
from refrain.code_version import code_version
from refrain.corpus import Corpus
from refrain.file_stamp import file_stamp
from refrain.loader import companions
from refrain.loader.asked import Asked
from refrain.loader.options import LoadOptions
from refrain.words import UNICODE

_CORPUS = "corpus"


class StoredCorpus:
    """What is kept of the corpus of some paths, as its files are now."""

    def __init__(self, asked: Asked, options: LoadOptions, folder: Path) -> None:
        """Look at the files, before they are read: what changes meanwhile is not taken for it."""
        paths = [os.path.abspath(path) for path in asked.paths]
        self._about = paths[0] if len(paths) == 1 else f"{asked.name}: {len(paths):,} paths"
        what = {"name": asked.name, "top": os.path.abspath(asked.top), "options": repr(options)}
        # Which files a pattern matches is a matter of their stamps.
        self._place = folder / f"{_hash({**what, 'first': paths[0]})}.corpus"
        self._key = {**what, "paths": paths, "files": stamp(asked), "code": reading_code()}
        self._key |= {"unicode": UNICODE, "met": sorted(map(os.path.abspath, asked.met))}

    def opened(self) -> Corpus | None:
        """The corpus, or None where none is kept that can be trusted."""
        if not stored_folder.is_kept(self._place, self._key):
            return None
        try:
            corpus = mapped.opened(self._place / _CORPUS)
        except (OSError, ValueError, pickle.UnpicklingError):
            return None
        return corpus if isinstance(corpus, Corpus) else None

    def keep(self, corpus: Corpus) -> None:
        """Write the corpus where that is possible: a full or closed disk costs the next start its
        time, and nothing else."""

        def write(draft: Path) -> None:
            mapped.write(corpus, draft / _CORPUS)

        with suppress(OSError):
            stored_folder.keep(self._place, self._key, write, self._about)


def stamp(asked: Asked) -> str:
    """Changes when a file below the paths, or one that belongs to the file there, is added, removed
    or written to."""
    files: list[Path] = []
    for path in asked.paths:
        files.append(path)
        try:
            files += sorted(path.rglob("*")) if path.is_dir() else companions.paths_beside(path)
        except OSError:  # a folder went while it was walked through
            continue
    return _hash([(os.fspath(file), file_stamp(file)) for file in files])


def _hash(value: Any) -> str:
    # As ASCII: the name of a file may have bytes that are no text.
    return hashlib.blake2b(json.dumps(value).encode("ascii"), digest_size=16).hexdigest()


def reading_code() -> str:
    """Changes with what reads the files: Refrain, and the formats of other packages."""
    formats = entry_points(group="refrain.formats")
    return _hash(
        [code_version(), *(f"{one.value} {one.dist and one.dist.version}" for one in formats)]
    )
