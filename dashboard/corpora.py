"""Which corpora there are to look at: the samples in `data/`, what REFRAIN_DATA names, uploads."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from dashboard import cached
from dashboard.file_stamp import file_stamp
from dashboard.uploads import Uploads
from refrain import loader
from refrain.corpus import Corpus
from refrain.loader import registry

SAMPLES = Path(__file__).parent.parent / "data"


def offered() -> dict[str, Path]:
    """The corpora anyone can pick: name to path, what REFRAIN_DATA names first."""
    named = [Path(part) for part in os.environ.get("REFRAIN_DATA", "").split(os.pathsep) if part]
    paths: dict[str, Path] = {}
    in_data = sorted(SAMPLES.iterdir())
    samples = [path for path in in_data if path.is_dir() or path.suffix in registry.endings()]
    for path in [*named, *samples]:
        paths[_free_name(path, paths)] = path
    return paths


def _free_name(path: Path, taken: dict[str, Path]) -> str:
    path = Path(os.path.abspath(path))
    name = path.name or str(path)
    for parent in path.parents:
        if name not in taken:
            break
        name = f"{parent.name}/{name}"
    return name


def load(name: str) -> Corpus:
    """The corpus of that name, read again when its files change.

    Raises RefrainError where it cannot be opened, KeyError where nothing has that name.
    """
    if name in UPLOADS:
        return UPLOADS[name]
    path = offered()[name]
    project_files = os.environ.get("REFRAIN_PROJECT_FILES") == "1"
    return cached.loaded_corpus(str(path), _version(path), project_files=project_files)


def _version(path: Path) -> str:
    """Changes when a file below the path is added, removed or written to."""
    try:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
    except OSError:  # a folder went while it was walked through
        files = [path]
    stamps = [(str(file), file_stamp(file)) for file in files]
    return hashlib.blake2b(repr(stamps).encode(), digest_size=16).hexdigest()


def _read(name: str, content: bytes) -> Corpus:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return loader.load(path)


UPLOADS = Uploads(_read, kept=20)
"""The corpora that visitors have uploaded."""


def warm() -> None:
    """Load, index and audit the corpus that is seen first; whatever fails, its page will say."""
    for name in list(offered())[:1]:
        try:
            cached.findings(load(name))
        except Exception:
            return
