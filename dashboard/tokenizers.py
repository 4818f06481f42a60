"""Which tokenizers there are to count with: the bundled ones, what REFRAIN_TOKENIZERS names (paths
separated as in PATH), and uploads."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from dashboard.uploads import Uploads
from refrain import tokens
from refrain.tokens import Tokenizer


def offered() -> dict[str, Path | None]:
    """The tokenizers anyone can pick: name to path, the bundled ones first and without one."""
    named = os.environ.get("REFRAIN_TOKENIZERS", "").split(os.pathsep)
    found: dict[str, Path | None] = dict.fromkeys(tokens.BUNDLED)
    for path in map(Path, filter(None, named)):
        found.setdefault(tokens.name_of(path), path)
    return found


def load(name: str) -> Tokenizer:
    """The tokenizer of that name, read again when its file changes.

    Raises TokenizerError where there is none, or it can't be used.
    """
    if name in uploads():
        return uploads()[name]
    path = offered().get(name)
    return tokens.bundled(name) if path is None else _load(str(path), _stamp(path))


@st.cache_resource
def uploads() -> Uploads[Tokenizer]:
    """The tokenizers that visitors have uploaded."""
    return Uploads(tokens.from_json, kept=8)


@st.cache_resource(max_entries=8, show_spinner="Reading the tokenizer…")
def _load(path: str, stamp: str) -> Tokenizer:
    return tokens.from_file(Path(path))


def _stamp(path: Path) -> str:
    file = path / tokens.FILE if path.is_dir() else path
    try:
        seen = file.stat()
    except OSError:
        return ""
    return f"{seen.st_mtime_ns}-{seen.st_size}"
