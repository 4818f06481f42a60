"""A build that is being made, once its corpus is there: what the tables of analyses are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from refrain.builds.engine import Engine
from refrain.builds.manifest import MAPPED_FOLDER
from refrain.builds.opened import index_of, mapped_corpus
from refrain.builds.part_files import columns_of, part_name
from refrain.builds.text_parts import TextPart
from refrain.builds.writing import write_frame
from refrain.corpus import Corpus
from refrain.fragments import FragmentEngine


@dataclass(frozen=True, eq=False)
class Draft:
    """The folder of a build whose corpus and unitigs are there.

    `parts` are its distinct texts, part by part, and `engine` says where work on them is done.
    """

    folder: Path
    name: str
    parts: Sequence[TextPart]
    min_words: int
    engine: Engine

    @cached_property
    def corpus(self) -> Corpus:
        """The dataset, mapped into memory."""
        return mapped_corpus(self.folder / MAPPED_FOLDER, self.name)

    @cached_property
    def index(self) -> FragmentEngine:
        """Answers what repeats, for the minimum length of the build."""
        unitigs = columns_of(self.folder / "unitigs" / part_name(0)).to_pandas()
        return index_of(self.corpus, unitigs, self.min_words)

    def write(self, name: str, frame: pd.DataFrame, part: int = 0) -> None:
        """Write a table, or a part of one: the manifest lists what is there in the end."""
        write_frame(frame, self.folder, name, part)
