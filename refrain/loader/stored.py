"""A corpus on disk, opened again without its files being read: tables as Arrow files, mapped into
memory.

Each is below the folder that `refrain.load` is given as its cache, under a hash of its paths and
the options. It counts as long as every file has the stamp that it had, and the code that read them
is the same (`refrain.stored_folder`).
"""

from __future__ import annotations

import hashlib
import json
import os
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from refrain import stored_folder
from refrain.corpus import Corpus
from refrain.file_stamp import file_stamp
from refrain.loader import companions
from refrain.loader.asked import Asked
from refrain.loader.options import LoadOptions
from refrain.schemas import CUES, PROBLEMS, ROLE, STRING, TRANSCRIPTS
from refrain.words import UNICODE

_SCHEMAS = {"transcripts": TRANSCRIPTS, "cues": CUES, "problems": PROBLEMS}
_SPELLINGS = "spellings"
_FINGERPRINTS = ("fingerprint", "texts_fingerprint")
_CODE = Path(__file__).parents[1]


class StoredCorpus:
    """What is kept of the corpus of some paths, as its files are now."""

    def __init__(self, asked: Asked, options: LoadOptions, folder: Path) -> None:
        """Look at the files, before they are read: what changes meanwhile is not taken for it."""
        paths = [os.path.abspath(path) for path in asked.paths]
        self._about = paths[0] if len(paths) == 1 else f"{asked.name}: {len(paths):,} paths"
        what = {"name": asked.name, "top": os.path.abspath(asked.top), "options": repr(options)}
        # Which files a pattern matches is a matter of their stamps.
        self._place = folder / f"{_hash({**what, 'first': paths[0]})}.corpus"
        self._key = {**what, "paths": paths, "files": stamp(asked), "code": _code()}
        self._key |= {"unicode": UNICODE, "met": sorted(map(os.path.abspath, asked.met))}

    def opened(self) -> Corpus | None:
        """The corpus, or None where none is kept that can be trusted."""
        if not stored_folder.is_kept(self._place, self._key):
            return None
        try:
            said = json.loads((self._place / "corpus.json").read_text(encoding="utf-8"))
            tables = {name: _read(self._place / f"{name}.arrow") for name in _SCHEMAS}
            transcripts = tables.pop("transcripts")
            spellings = transcripts.pop(_SPELLINGS) if _SPELLINGS in transcripts else None
            if spellings is not None:
                spellings = spellings.rename("topic")
            corpus = Corpus(said["name"], transcripts, **tables, spellings=spellings)
        except (OSError, ValueError, KeyError, pa.ArrowException):
            return None
        if not all(_has_types(getattr(corpus, name), _SCHEMAS[name]) for name in _SCHEMAS):
            return None
        # They are cached properties: what was computed once is not again.
        vars(corpus).update({name: said[name] for name in _FINGERPRINTS})
        return corpus

    def keep(self, corpus: Corpus) -> None:
        """Write the corpus where that is possible: a full or closed disk costs the next start its
        time, and nothing else."""
        try:
            stored_folder.keep(
                self._place, self._key, lambda draft: _write(corpus, draft), self._about
            )
        except (OSError, pa.ArrowException):
            return


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


@cache
def _code() -> str:
    """A hash of all code that a corpus depends on: Refrain's, and the formats of other packages."""
    digest = hashlib.blake2b(digest_size=16)
    for file in sorted([*_CODE.glob("*.py"), *_CODE.glob("loader/**/*.py")]):
        digest.update(file.read_bytes())
    for point in entry_points(group="refrain.formats"):
        digest.update(f"{point.value} {point.dist and point.dist.version}".encode())
    digest.update(f"{pd.__version__} {pa.__version__}".encode())
    return digest.hexdigest()


def _write(corpus: Corpus, draft: Path) -> None:
    for name in _SCHEMAS:
        frame = getattr(corpus, name)
        if name == "transcripts" and corpus.spellings is not None:
            frame = frame.assign(**{_SPELLINGS: corpus.spellings})
        table = pa.Table.from_pandas(frame, preserve_index=False).unify_dictionaries()
        with pa.ipc.new_file(draft / f"{name}.arrow", table.schema) as file:
            file.write_table(table)
    said = {"name": corpus.name} | {name: getattr(corpus, name) for name in _FINGERPRINTS}
    (draft / "corpus.json").write_text(json.dumps(said), encoding="utf-8")


def _read(file: Path) -> pd.DataFrame:
    table = pa.ipc.open_file(pa.memory_map(os.fspath(file))).read_all()
    frame = table.to_pandas(split_blocks=True)
    for name in frame.select_dtypes("category"):
        # Where there are none, pandas does not know that they are strings.
        names = frame[name].cat.categories.astype(STRING)
        frame[name] = frame[name].cat.rename_categories(names)
    return frame.astype({"role": ROLE}) if "role" in frame else frame


def _has_types(frame: pd.DataFrame, schema: Any) -> bool:
    return list(frame.columns) == list(schema.columns) and all(
        column.dtype.type == frame[name].dtype or isinstance(frame[name].dtype, pd.CategoricalDtype)
        for name, column in schema.columns.items()
    )
