"""The files of a dataset in chunks: what one task reads.

A chunk is a run of neighbouring recordings. It names its files instead of having them open, so that
it can be sent to another process or machine, which sees the same folders.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from refrain.file_stamp import file_stamp
from refrain.loader import companions
from refrain.loader.asked import Asked
from refrain.loader.files import find, unreadable
from refrain.loader.options import LoadOptions
from refrain.loader.source import Source
from refrain.loader.stored import reading_code
from refrain.loader.watched_file import WatchedFile
from refrain.records import Problem

CHUNK_BYTES = 64_000_000
"""Bytes of files in a chunk: it ends with the recording that reaches them."""


@dataclass(frozen=True)
class File:
    """A file by its absolute path, and the name by which people know it."""

    path: Path
    name: str

    @classmethod
    def of(cls, source: Source) -> File:
        """The file of a source that is in the file system."""
        assert isinstance(source.opener, WatchedFile)
        return cls(Path(os.path.abspath(source.opener.path)), source.name)

    def source(self, options: LoadOptions) -> Source:
        """The source to read; raises OSError where the file has gone."""
        return Source.of_path(self.path, self.name, options)


@dataclass(frozen=True)
class Recording:
    """The files of one recording, and those that belong to it by their endings."""

    files: tuple[File, ...]
    beside: tuple[tuple[str, File], ...]

    @classmethod
    def of(cls, sources: companions.Recording) -> Recording:
        """A recording as the loader found it."""
        beside = sources[0].companions.items()
        return cls(
            tuple(map(File.of, sources)),
            tuple((ending, File.of(source)) for ending, source in beside),
        )

    def sources(self, options: LoadOptions) -> Iterator[Source | Problem]:
        """What is to be read; in place of a file that has gone, the problem that it has."""
        beside = {}
        for ending, file in self.beside:
            source = _source(file, options)
            if isinstance(source, Source):
                beside[ending] = source
        for file in self.files:
            source = _source(file, options)
            if isinstance(source, Source):
                source.companions = beside
            yield source

    def stamp(self) -> list[tuple[str, str, str]]:
        """Changes when a file does, or is another."""
        files = (*self.files, *(file for _, file in self.beside))
        return [(file.name, os.fspath(file.path), file_stamp(file.path)) for file in files]


@dataclass(frozen=True)
class Chunk:
    """What one task reads: recordings, and the problems of files that are left out, in order.

    `is_only` says that a single file was asked for by its path. `bytes` is the size of its files,
    and `stamp` changes with anything that what is read of them depends on.
    """

    number: int
    found: tuple[Recording | Problem, ...]
    options: LoadOptions
    is_only: bool
    bytes: int
    stamp: str


def chunks_of(asked: Asked, options: LoadOptions, most: int = CHUNK_BYTES) -> list[Chunk]:
    """The chunks of what is asked for, in order; one at least.

    Raises UnreadableError as `refrain.load` does.
    """
    listed = companions.recordings(find(asked, options))
    if asked.only and listed and not isinstance(listed[0], Problem):
        file = listed[0][0]
        file.companions = companions.beside(file, asked.only.parent)
    chunks: list[Chunk] = []
    found: list[Recording | Problem] = []
    size = 0
    while listed:
        one = listed.popleft()
        found.append(one if isinstance(one, Problem) else Recording.of(one))
        size += 0 if isinstance(one, Problem) else sum(source.size for source in one)
        if size >= most or not listed:
            only = asked.only is not None
            stamp = _stamp(found, options, only)
            chunks.append(Chunk(len(chunks), tuple(found), options, only, size, stamp))
            found, size = [], 0
    return chunks


def _source(file: File, options: LoadOptions) -> Source | Problem:
    try:
        return file.source(options)
    except OSError as error:
        return unreadable(file.name, error)


def _stamp(found: Iterable[Recording | Problem], options: LoadOptions, only: bool) -> str:
    said = [
        (one.source, one.kind, one.message) if isinstance(one, Problem) else one.stamp()
        for one in found
    ]
    content = json.dumps([said, repr(options), only, reading_code()])
    return hashlib.blake2b(content.encode("ascii"), digest_size=16).hexdigest()
