"""A build that is opened: its corpus mapped into memory, its other tables read as they are asked
for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from refrain.builds.manifest import MAPPED_FOLDER, Manifest, read_manifest
from refrain.builds.mapped_tables import array_path, open_table
from refrain.corpus import Corpus
from refrain.errors import NotABuildError
from refrain.fragments import FragmentEngine
from refrain.fragments.compact import CompactIndex
from refrain.schemas import STRING

SPELLING = "spelling"
"""The column of the mapped transcripts with the topics as they are written, where these differ."""


@dataclass(frozen=True, eq=False)
class Build:
    """A build in a folder. Open it with `opened`."""

    folder: Path
    manifest: Manifest

    @cached_property
    def corpus(self) -> Corpus:
        """The dataset, as `refrain.load` would give it: equal, but mapped into memory, and with the
        build's fingerprints."""
        said = self.manifest
        corpus = mapped_corpus(self.folder / MAPPED_FOLDER, said.name)
        vars(corpus)["fingerprint"] = said.fingerprint
        vars(corpus)["texts_fingerprint"] = said.texts_fingerprint
        return corpus

    @cached_property
    def engine(self) -> FragmentEngine:
        """Answers what repeats, for the minimum length that the build was made with."""
        return index_of(self.corpus, self.table("unitigs"), self.manifest.min_words)

    def dataset(self, name: str) -> ds.Dataset:
        """A table of the build as files that are not read yet.

        Raises NotABuildError where the build has no table of that name.
        """
        table = self.manifest.tables.get(name)
        if table is None:
            there = ", ".join(self.manifest.tables)
            raise NotABuildError(
                f"{self.folder} has no table {name!r}, but {there}: make it again with this "
                "version of Refrain."
            )
        # Whatever a folder is called (`a=b`), it is no column.
        paths = [str(self.folder / file) for file in table.files]
        return ds.dataset(paths, format="parquet", partitioning=None)

    def table(
        self, name: str, columns: Sequence[str] | None = None, where: pc.Expression | None = None
    ) -> pd.DataFrame:
        """A table of the build, or some of its columns, or those of its rows `where` something
        holds; nothing else is read. Raises NotABuildError as `dataset` does."""
        columns = None if columns is None else list(columns)
        found = self.dataset(name).to_table(columns=columns, filter=where)
        return found.to_pandas(types_mapper=_TYPES.get)


_TYPES = {pa.string(): STRING, pa.large_string(): STRING}


def opened(path: Path) -> Build:
    """The build in a folder.

    Raises NotABuildError where there is none, or it is not whole.
    """
    return Build(path, read_manifest(path))


def mapped_corpus(folder: Path, name: str) -> Corpus:
    """The corpus whose tables are mapped files in a folder."""
    transcripts = open_table(folder / "transcripts")
    spellings = None
    if SPELLING in transcripts:
        spellings = transcripts.pop(SPELLING).rename("topic")
    # Where each transcript is another text, they share the file.
    is_shared = not array_path(folder / "texts", "text", "utf8").exists()
    texts = open_table(folder / "texts", {"text": transcripts["text"]} if is_shared else None)
    cues, problems = (open_table(folder / table) for table in ("cues", "problems"))
    corpus = Corpus(name, transcripts, cues, problems, spellings=spellings)
    vars(corpus)["texts"] = texts
    return corpus


def index_of(corpus: Corpus, unitigs: pd.DataFrame, min_words: int) -> FragmentEngine:
    """What answers questions about repeats, made of a build's table of unitigs."""
    texts = corpus.texts
    counts = texts["words"].to_numpy(dtype=np.int64)
    return CompactIndex.of(texts, counts, unitigs, min_words)
