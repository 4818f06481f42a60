"""An index on disk, opened again without being built: arrays as NumPy files, mapped into memory.

A folder holds one index, under a name that begins with the fingerprint of its texts: a corrected
title or topic changes nothing in it. `refrain.stored_folder` sees to it that a stale or damaged one
is never trusted: the index is built again.
"""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import numpy as np
import pandas as pd

from refrain import stored_folder
from refrain.corpus import distinct_texts, texts_fingerprint
from refrain.fragments.local.arrays import CorpusArrays, Progress, silent
from refrain.fragments.local.index import FragmentIndex
from refrain.fragments.local.repeats import Repeats, one_each
from refrain.fragments.local.views import RepeatViews
from refrain.fragments.query import MIN_WORDS
from refrain.wording import plural
from refrain.words import UNICODE

FORMAT = 8
"""To be raised when what is written changes, or what a word is (`refrain.words`)."""
_OF_WORDS = tuple(field.name for field in fields(CorpusArrays))
_OF_REPEATS = tuple(
    field.name for field in fields(Repeats) if field.name not in ("min_words", "windows")
)
ARRAYS = (*_OF_WORDS, *_OF_REPEATS)
"""A file each: the words, and the repeats of MIN_WORDS, which are asked for first."""


def save(index: FragmentIndex, transcripts: pd.DataFrame, folder: Path, about: str = "") -> Path:
    """Write the index of these transcripts below a folder; returns where.

    `about` says to a person who lists what is kept what it is an index of. It
    appears there whole or not at all. Raises OSError where the folder can't be written.
    """
    texts = texts_fingerprint(transcripts)
    place = _place(texts, folder)

    def write(draft: Path) -> None:
        for names, part in ((_OF_WORDS, index.arrays), (_OF_REPEATS, index.views.base)):
            for name in names:
                np.save(draft / f"{name}.npy", getattr(part, name))

    about = about or plural(len(index.texts), "text")
    stored_folder.keep(place, _key(texts), write, about)
    return place


def opened(transcripts: pd.DataFrame, folder: Path) -> FragmentIndex | None:
    """The saved index of these transcripts, or None where there is none that can be trusted."""
    texts = texts_fingerprint(transcripts)
    place = _place(texts, folder)
    if not stored_folder.is_kept(place, _key(texts)):
        return None
    try:
        arrays = {name: np.load(place / f"{name}.npy", mmap_mode="r") for name in ARRAYS}
    except (OSError, ValueError):
        return None
    words = CorpusArrays(**{name: arrays[name] for name in _OF_WORDS})
    base = Repeats(
        MIN_WORDS, **{name: arrays[name] for name in _OF_REPEATS}, windows=one_each(arrays["at"])
    )
    return FragmentIndex(distinct_texts(transcripts), RepeatViews(words, base))


def opened_or_built(
    transcripts: pd.DataFrame, folder: Path | None, progress: Progress = silent, about: str = ""
) -> FragmentIndex:
    """The saved index, or a new one, which is saved where that is possible.

    Without a folder, nothing is looked for and nothing saved. `progress` as for
    `FragmentIndex.build`, `about` as for `save`.
    """
    saved = opened(transcripts, folder) if folder else None
    if saved is not None:
        return saved
    index = FragmentIndex.build(transcripts, progress)
    if folder:
        try:
            save(index, transcripts, folder, about)
        except OSError:
            return index  # a full or closed disk costs the next start its time, and nothing else
    return index


def _place(texts: str, folder: Path) -> Path:
    return folder / f"{texts}.fragments"


def _key(texts: str) -> dict[str, object]:
    return {"format": FORMAT, "unicode": UNICODE, "texts": texts}
