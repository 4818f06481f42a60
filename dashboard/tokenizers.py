"""Which tokenizers there are to count with: the bundled ones, what REFRAIN_TOKENIZERS names (paths
separated as in PATH), and uploads."""

from __future__ import annotations

import os
from pathlib import Path

from dashboard import cached, ending
from dashboard.uploads import Uploads
from refrain import tokens
from refrain.file_stamp import file_stamp
from refrain.tokens import Tokenizer

UPLOADS = Uploads(lambda name, files: tokens.from_json(name, *files.values()), ending.end)
"""The tokenizers that visitors have uploaded."""


def offered() -> dict[str, Path | None]:
    """The tokenizers anyone can pick: name to path, the bundled ones first and without one."""
    named = os.environ.get("REFRAIN_TOKENIZERS", "").split(os.pathsep)
    paths: dict[str, Path | None] = dict.fromkeys(tokens.BUNDLED)
    for path in map(Path, filter(None, named)):
        paths.setdefault(tokens.name_of(path), path)
    return paths


def load(name: str) -> Tokenizer:
    """The tokenizer of that name, read again when its file changes.

    Raises TokenizerError where there is none, or it can't be used.
    """
    if name in UPLOADS:
        return UPLOADS[name]
    path = offered().get(name)
    return (
        tokens.bundled(name) if path is None else cached.loaded_tokenizer(str(path), _version(path))
    )


def _version(path: Path) -> str:
    """Changes when the tokenizer's file is written to."""
    return file_stamp(path / tokens.FILE if path.is_dir() else path)
