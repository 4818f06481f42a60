"""A build that is opened: its corpus mapped into memory, its other tables read as they are asked
for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
import pandera.pandas as pandera
import pyarrow.compute as pc
import pyarrow.dataset as ds

from refrain.builds.manifest import MAPPED_FOLDER, Manifest, read_manifest
from refrain.builds.mapped_tables import array_path, open_table
from refrain.builds.part_files import frame_of
from refrain.corpus import Corpus
from refrain.errors import NotABuildError
from refrain.fragments import FragmentEngine
from refrain.fragments.compact import UNITIGS, CompactIndex
from refrain.schemas import CUES, PROBLEMS, ROLE, STRING, TRANSCRIPTS

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
        return frame_of(self.dataset(name).to_table(columns=columns, filter=where))


_TEXTS: dict[str, object] = {
    **dict.fromkeys(("text_id", "name", "transcript_id"), STRING),
    "topic": pd.CategoricalDtype(),
    "role": ROLE,
    "chars": np.dtype("int64"),
    "words": np.dtype("int64"),
    "text": STRING,
    "appearances": np.dtype("int64"),
    "prompts": np.dtype("int64"),
}


def opened(path: Path) -> Build:
    """The build in a folder.

    Raises NotABuildError where there is none, or it is not whole.
    """
    return Build(path, read_manifest(path))


def mapped_corpus(folder: Path, name: str) -> Corpus:
    """The corpus whose tables are mapped files in a folder.

    Raises NotABuildError where one of them is damaged, or has other columns than it should.
    """
    transcripts = open_table(folder / "transcripts")
    spellings = None
    if SPELLING in transcripts:
        spellings = transcripts.pop(SPELLING).rename("topic")
    _check_types(transcripts, _types(TRANSCRIPTS), folder)
    # Where each transcript is another text, they share the file.
    is_shared = not array_path(folder / "texts", "text", "utf8").exists()
    texts = open_table(folder / "texts", {"text": transcripts["text"]} if is_shared else None)
    cues, problems = (open_table(folder / table) for table in ("cues", "problems"))
    for frame, types in ((texts, _TEXTS), (cues, _types(CUES)), (problems, _types(PROBLEMS))):
        _check_types(frame, types, folder)
    corpus = Corpus(name, transcripts, cues, problems, spellings=spellings)
    vars(corpus)["texts"] = texts
    return corpus


def index_of(corpus: Corpus, unitigs: pd.DataFrame, min_words: int) -> FragmentEngine:
    """What answers questions about repeats, made of a build's table of unitigs.

    Raises NotABuildError where the table names places that no text has.
    """
    texts = corpus.texts
    counts = texts["words"].to_numpy(dtype=np.int64)
    if not _are_places(unitigs, counts, texts["chars"].to_numpy(), min_words):
        raise NotABuildError("The unitigs of this build are damaged. Make the build again.")
    return CompactIndex.of(texts, counts, unitigs, min_words)


def _are_places(
    unitigs: pd.DataFrame, counts: np.ndarray, chars: np.ndarray, min_words: int
) -> bool:
    """Whether unitigs are what UNITIGS says, and each is within a text, by its words and
    characters."""
    if unitigs.dtypes.astype(str).to_dict() != UNITIGS:
        return False
    row, word, windows, unitig, start, end = (unitigs[name].to_numpy() for name in UNITIGS)
    if not ((row >= 0) & (row < len(counts)) & (windows > 0)).all():
        return False
    in_words = (word >= 0) & (word + windows + (min_words - 1) <= counts[row])
    in_chars = (start >= 0) & (start < end) & (end <= chars[row])
    return bool((in_words & in_chars & (unitig >= 0) & (unitig < len(row))).all())


def _types(schema: pandera.DataFrameSchema) -> dict[str, object]:
    return {name: column.dtype.type for name, column in schema.columns.items()}


def _check_types(frame: pd.DataFrame, types: Mapping[str, object], folder: Path) -> None:
    """Raises NotABuildError where a table has other columns, or a column other values."""
    found = {
        name: pd.CategoricalDtype() if isinstance(kind, pd.CategoricalDtype) else kind
        for name, kind in frame.dtypes.items()
    }
    expected = {
        name: pd.CategoricalDtype() if isinstance(kind, pd.CategoricalDtype) else kind
        for name, kind in types.items()
    }
    if list(found) != list(expected) or any(found[name] != expected[name] for name in expected):
        raise NotABuildError(f"{folder} has other columns than it should. Make the build again.")
