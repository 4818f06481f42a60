"""What a build says of itself: `manifest.json`, written when all else is there.

Nothing of a build is opened before its manifest has been read and every file that it lists found,
of the size that it says. So one that is half-written, half-copied or of another version is refused,
with what to do about it.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any

from refrain import build_mark
from refrain.build_mark import FILE, KEY, UNFINISHED, is_build
from refrain.builds.part_files import columns_of, rows_in, written_whole
from refrain.errors import NotABuildError
from refrain.words import UNICODE

__all__ = ["FILE", "Manifest", "Table", "is_build", "read_manifest"]

FORMAT = 1
"""The version of the layout of a build: it changes when an older Refrain cannot read a newer one,
or the other way round."""
MAPPED_FOLDER = "mapped"


@dataclass(frozen=True)
class Table:
    """A table of a build: its rows and columns, and its files with how many bytes each has."""

    rows: int
    bytes: int
    columns: list[str]
    files: dict[str, int]


@dataclass(frozen=True)
class Manifest:
    """What a build is made of, and what is in it.

    `made_of` changes with the files that were read, the options and the code: with it, a build is
    known to be the same as another. `paths` are the names of what was asked for. `counts` has
    transcripts, texts, words, characters, problems and so on. `mapped` lists the files that are
    mapped into memory, as `Table.files` does. Paths of files are relative to the folder. `left_out`
    says what was not looked for, in sentences.
    """

    name: str
    paths: list[str]
    options: dict[str, Any]
    min_words: int
    engine: str
    made_of: str
    fingerprint: str
    texts_fingerprint: str
    counts: dict[str, int]
    tables: dict[str, Table]
    mapped: dict[str, int]
    left_out: list[str]
    refrain: str = field(default_factory=lambda: version("refrain"))
    unicode: str = UNICODE

    def write(self, folder: Path) -> None:
        """Write it into the folder of a build whose files are all there."""
        said = {KEY: FORMAT, **asdict(self)}
        with written_whole(folder / FILE) as draft:
            draft.write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")

    def files(self) -> Iterable[tuple[str, int]]:
        """All files of the build, with how many bytes each has."""
        for table in self.tables.values():
            yield from table.files.items()
        yield from self.mapped.items()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a build that is whole.

    Raises NotABuildError where it is not, or is of another version.
    """
    said = build_mark.said(folder)
    if said is None:
        raise NotABuildError(f"{folder} is no build: make one with refrain build.")
    if said[KEY] == UNFINISHED:
        raise NotABuildError(
            f"{folder} is a build that was not finished. Run the same refrain build again: it goes "
            "on where it was."
        )
    if said[KEY] != FORMAT:
        raise NotABuildError(
            f"{folder} is a build of another version of Refrain (format {said[KEY]}; this one "
            f"reads {FORMAT}). Make it again with refrain build, or install that version."
        )
    try:
        manifest = _manifest(said)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotABuildError(f"{folder / FILE} is damaged. Make the build again.") from error
    why = _why_not_whole(folder, manifest)
    if why:
        raise NotABuildError(
            f"{folder} is not whole: {why}. Copy the build again, or make it again with "
            "refrain build --force."
        )
    return manifest


def mark_unfinished(folder: Path) -> None:
    """Say of a folder that a build is being made in it, so that nobody takes its files for
    transcripts."""
    with written_whole(folder / FILE) as draft:
        draft.write_text(json.dumps({KEY: UNFINISHED}), encoding="utf-8")


def table_in(folder: Path, name: str) -> Table:
    """What there is of a table in the folder of a build: its parts, in order."""
    parts = sorted((folder / name).glob("part-*.parquet"))
    sizes = {f"{name}/{part.name}": part.stat().st_size for part in parts}
    columns = columns_of(parts[0], []).column_names if parts else []
    return Table(sum(map(rows_in, parts)), sum(sizes.values()), columns, sizes)


def tables_in(folder: Path) -> dict[str, Table]:
    """All tables in the folder of a build."""
    names = {part.parent.name for part in folder.glob("*/part-*.parquet")}
    return {name: table_in(folder, name) for name in sorted(names)}


def mapped_in(folder: Path) -> dict[str, int]:
    """The files that are mapped into memory, with how many bytes each has."""
    files = sorted(file for file in (folder / MAPPED_FOLDER).rglob("*") if not file.is_dir())
    return {file.relative_to(folder).as_posix(): file.lstat().st_size for file in files}


def _manifest(said: Mapping[str, Any]) -> Manifest:
    given = {one.name: said[one.name] for one in fields(Manifest)}
    tables = {name: Table(**table) for name, table in said["tables"].items()}
    for name, size in [*said["mapped"].items(), *_sizes(tables)]:
        parts = PurePosixPath(name).parts
        if not isinstance(size, int) or ".." in parts or PurePosixPath(name).is_absolute():
            raise ValueError(name)
    return Manifest(**{**given, "tables": tables})


def _sizes(tables: Mapping[str, Table]) -> Iterable[tuple[str, int]]:
    return (file for table in tables.values() for file in table.files.items())


def _why_not_whole(folder: Path, manifest: Manifest) -> str:
    """Which file is missing, of another size, not listed, or elsewhere, where a link leads; "" for
    none."""
    home = os.path.realpath(folder)
    for parent in {PurePosixPath(name).parent for name, _ in manifest.files()}:
        if os.path.realpath(folder / parent) != os.path.join(home, parent):
            return f"{parent} is a link"
    for name, size in manifest.files():
        try:
            there = (folder / name).lstat()
        except OSError:
            return f"{name} is missing"
        if not stat.S_ISREG(there.st_mode):
            return f"{name} is a link"
        if there.st_size != size:
            return f"{name} has {there.st_size:,} bytes, not {size:,}"
    others = sorted(mapped_in(folder).keys() - manifest.mapped.keys())
    return f"{others[0]} is no file of it" if others else ""
