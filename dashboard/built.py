"""Builds that are open: which corpus is of one, and what filters leave of it.

A build has more text than fits into memory, mapped; so nothing here copies it. What filters leave
has the rows without their texts: whoever needs a text takes it from the whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from refrain import builds
from refrain.builds import Build
from refrain.builds.manifest import FILE
from refrain.corpus import Corpus, distinct_texts
from refrain.file_stamp import file_stamp
from refrain.fragments import DEFAULT, RepeatQuery
from refrain.schemas import STRING

_WHOLE: dict[str, OfBuild] = {}
_PART: dict[str, Part] = {}
"""By fingerprint: what is a build, and what filters left of one."""


class Filters(NamedTuple):
    """The topics and roles that are chosen; none of either: all."""

    topics: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    def rows_of(self, corpus: Corpus) -> np.ndarray:
        """By row of the transcripts, whether it is chosen."""
        return np.asarray(corpus.rows_of(self.topics, self.roles))

    def texts_of(self, corpus: Corpus) -> np.ndarray:
        """By distinct text, whether a row of it is chosen."""
        if not any(self):
            return np.ones(len(corpus.texts), dtype=bool)
        chosen = corpus.transcripts.loc[self.rows_of(corpus), "text_id"]
        return np.asarray(corpus.texts["text_id"].isin(chosen.dropna()))


class Part(NamedTuple):
    """What filters leave of the corpus of a build."""

    whole: Corpus
    filters: Filters


class OfBuild(NamedTuple):
    """The build that a corpus is, for a worker to open; `version` is another when it changed."""

    folder: Path
    version: str
    build: Build | None

    @property
    def handed_over(self) -> OfBuild:
        """The same without what is open."""
        return self._replace(build=None)


def opened(folder: Path) -> Corpus:
    """The corpus of the build in a folder.

    Raises NotABuildError where it cannot be opened.
    """
    build = builds.opened(folder)
    corpus = build.corpus
    # What a build says of itself is not believed: its answers are kept beside those of others.
    fingerprint = _hash(f"{folder.absolute()} {stamp(folder)} {build.manifest.fingerprint}")
    named = replace(corpus, name=folder.name or corpus.name)
    vars(named).update(texts=corpus.texts, fingerprint=fingerprint, texts_fingerprint=fingerprint)
    _WHOLE[fingerprint] = OfBuild(folder, fingerprint, build)
    return named


def stamp(folder: Path) -> str:
    """Changes when the build in a folder does: its manifest is what is written last."""
    return str(file_stamp(folder / FILE))


def whole(corpus: Corpus) -> OfBuild | None:
    """The build that a corpus is; None for others, and for what filters leave of one."""
    return _WHOLE.get(corpus.fingerprint)


def of(corpus: Corpus) -> Build | None:
    """The build that a corpus is, or is a part of; None for others."""
    found = whole(whole_and_filters(corpus).whole)
    return None if found is None else found.build


def whole_and_filters(corpus: Corpus) -> Part:
    """The corpus of a build that this one is a part of, and what filters it; any other corpus is a
    whole itself."""
    return _PART.get(corpus.fingerprint) or Part(corpus, Filters())


def length(corpus: Corpus) -> int | None:
    """The minimum length of the repeats that a build knows, in words; None for others."""
    build = of(corpus)
    return None if build is None else build.manifest.min_words


def default_query(corpus: Corpus) -> RepeatQuery:
    """The question about repeats that pages begin with."""
    return RepeatQuery(length(corpus) or DEFAULT.min_words)


def selected(corpus: Corpus, topics: Collection[str], roles: Collection[str]) -> Corpus:
    """The rows of these topics and roles of the corpus of a build, as `Corpus.select` has them, but
    without their texts."""
    filters = Filters(tuple(topics), tuple(roles))
    keep, frame = filters.rows_of(corpus), corpus.transcripts
    rows = frame.drop(columns="text")[keep].reset_index(drop=True)
    rows = rows.assign(text=pd.Series(None, rows.index, dtype=STRING))[list(frame.columns)]
    spellings = corpus.spellings
    if spellings is not None:
        spellings = spellings[keep].reset_index(drop=True)
    part = replace(corpus, transcripts=rows, spellings=spellings)
    fingerprint = _hash(repr((corpus.fingerprint, *filters)))
    vars(part).update(
        texts=distinct_texts(rows), fingerprint=fingerprint, texts_fingerprint=fingerprint
    )
    _PART[fingerprint] = Part(corpus, filters)
    return part


def texts_of(rows: pd.DataFrame, whole: Corpus) -> pd.Series:
    """The texts of some rows of what filters leave of a corpus, from the whole of it where it is a
    build."""
    if of(whole) is None:
        return rows["text"]
    every = whole.transcripts
    same = np.flatnonzero(every["transcript_id"].isin(rows["transcript_id"]).to_numpy())
    return every["text"].iloc[same].set_axis(rows.index)


def _hash(said: str) -> str:
    return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=16).hexdigest()
