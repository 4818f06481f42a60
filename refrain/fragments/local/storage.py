"""An index on disk, opened again without being built: arrays as NumPy files, mapped into memory.

A folder holds one index, under a name that begins with the fingerprint of its texts: a corrected
title or topic changes nothing in it. What `key.json` says of format, texts and every file's
checksum must be true, or the index is built again: a stale or damaged one is never trusted.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import unicodedata
from dataclasses import fields
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd

from refrain.corpus import distinct_texts, texts_fingerprint
from refrain.fragments.local.arrays import CorpusArrays, Progress, silent
from refrain.fragments.local.index import FragmentIndex
from refrain.fragments.local.views import RepeatViews

FORMAT = 6
"""To be raised when what is written changes, or what a word is (`refrain.words`)."""
UNICODE = f"{unicodedata.unidata_version}, icu4py {version('icu4py')}"
"""What letters and words are changes with these."""
ARRAYS = tuple(field.name for field in fields(CorpusArrays))


def save(index: FragmentIndex, transcripts: pd.DataFrame, folder: Path) -> Path:
    """Write the index of these transcripts below a folder; returns where.

    It appears there whole or not at all. Raises OSError where the folder can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    place = _place(transcripts, folder)
    draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=folder))
    try:
        for name in ARRAYS:
            np.save(draft / f"{name}.npy", getattr(index.arrays, name))
        (draft / "key.json").write_text(json.dumps(_key(transcripts, draft)), encoding="utf-8")
        shutil.rmtree(place, ignore_errors=True)
        os.replace(draft, place)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return place


def opened(transcripts: pd.DataFrame, folder: Path) -> FragmentIndex | None:
    """The saved index of these transcripts, or None where there is none that can be trusted."""
    place = _place(transcripts, folder)
    try:
        key = json.loads((place / "key.json").read_text(encoding="utf-8"))
        if key != _key(transcripts, place):
            return None
        arrays = {name: np.load(place / f"{name}.npy", mmap_mode="r") for name in ARRAYS}
    except (OSError, ValueError):
        return None
    return FragmentIndex(distinct_texts(transcripts), RepeatViews(CorpusArrays(**arrays)))


def opened_or_built(
    transcripts: pd.DataFrame, folder: Path | None, progress: Progress = silent
) -> FragmentIndex:
    """The saved index, or a new one, which is saved where that is possible.

    Without a folder, nothing is looked for and nothing saved. `progress` as for
    `FragmentIndex.build`.
    """
    saved = opened(transcripts, folder) if folder else None
    if saved is not None:
        return saved
    index = FragmentIndex.build(transcripts, progress)
    if folder:
        try:
            save(index, transcripts, folder)
        except OSError:
            return index  # a full or closed disk costs the next start its time, and nothing else
    return index


def _place(transcripts: pd.DataFrame, folder: Path) -> Path:
    return folder / f"{texts_fingerprint(transcripts)}.fragments"


def _key(transcripts: pd.DataFrame, place: Path) -> dict[str, object]:
    sums = {name: _checksum(place / f"{name}.npy") for name in ARRAYS}
    return {
        "format": FORMAT,
        "unicode": UNICODE,
        "texts": texts_fingerprint(transcripts),
        "files": sums,
    }


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()
