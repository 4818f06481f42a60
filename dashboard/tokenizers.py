"""Which tokenizers there are to count with: the bundled ones, what REFRAIN_TOKENIZERS names (paths
separated as in PATH), and uploads."""

from __future__ import annotations

import hashlib
import os
import re
from collections import OrderedDict
from pathlib import Path

import streamlit as st

from refrain import tokens
from refrain.tokens import Tokenizer

UPLOADS_KEPT = 8
_UPLOADED = re.compile(r" \(upload [0-9a-f]{10}\)$")


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
    if name in _uploads():
        return _uploads()[name]
    path = offered().get(name)
    return tokens.bundled(name) if path is None else _load(str(path), _stamp(path))


def upload(name: str, content: bytes) -> str:
    """Keep an uploaded tokenizer on this server; returns the name to pick it by.

    Raises TokenizerError where it is something else.
    """
    digest = hashlib.blake2b(content, digest_size=5).hexdigest()
    name = f"{Path(name).name} (upload {digest})"
    kept = _uploads()
    if name not in kept:
        kept[name] = tokens.from_json(name, content)
    kept.move_to_end(name)
    while len(kept) > UPLOADS_KEPT:
        kept.popitem(last=False)
    return name


def is_upload(name: str) -> bool:
    """Whether the name is one that `upload` gave."""
    return bool(_UPLOADED.search(name))


def has_upload(name: str) -> bool:
    """Whether an upload of that name is still kept."""
    return name in _uploads()


@st.cache_resource
def _uploads() -> OrderedDict[str, Tokenizer]:
    return OrderedDict()


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
