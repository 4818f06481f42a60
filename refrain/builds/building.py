"""Makes a build: what is done in which order, and how it goes on where it was cut off."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

from refrain.builds.analyses import WRITERS
from refrain.builds.chunks import Chunk, chunks_of
from refrain.builds.draft import Draft
from refrain.builds.engine import Engine, LocalEngine
from refrain.builds.joining import Joined, joined
from refrain.builds.lock import alone
from refrain.builds.manifest import (
    Manifest,
    is_build,
    mapped_in,
    mark_unfinished,
    read_manifest,
    tables_in,
)
from refrain.builds.reading import (
    CUES_FOLDER,
    TRANSCRIPTS_FOLDER,
    WORK_FOLDER,
    ReadChunk,
    read_before,
    read_chunk,
)
from refrain.builds.topic_spelling import spell_topics
from refrain.builds.unitig_table import NAME as UNITIGS
from refrain.builds.unitig_table import write_unitigs
from refrain.builds.writing import counts_of, write_corpus
from refrain.errors import BuildError, NotABuildError
from refrain.fragments.query import MIN_WORDS
from refrain.loader.asked import Asked, asked_for
from refrain.loader.options import LoadOptions
from refrain.surrogates import replaced

PARTIAL = ".partial"
"""What the name of a folder ends in while a build is made in it."""
_READING, _ANALYSED = 0.5, 0.8
"""The shares of all work at which all is read, and analyses begin, as a person is told."""

Progress = Callable[[str, float], None]
"""Is told what is being done, and the share (0 to 1) of all work that is done."""


@dataclass(frozen=True)
class Ordered:
    """What a build is to be: what of, where, and how."""

    asked: Asked
    out: Path
    options: LoadOptions
    min_words: int
    engine: Engine


def build(
    paths: Sequence[Path],
    out: Path,
    options: LoadOptions | None = None,
    min_words: int = MIN_WORDS,
    engine: Engine | None = None,
    *,
    force: bool = False,
    progress: Progress = lambda what, share: None,
) -> tuple[Manifest, bool]:
    """Make a build of what is at the paths, in the folder `out`; its manifest, and whether it was
    made now: one that is there of the same files is left as it is.

    Raises UnreadableError as `refrain.load` does, and BuildError where `out` is something else,
    or another build, and `force` does not say to replace that.
    """
    asked, out = asked_for(list(paths)), Path(os.path.abspath(out))
    ordered = Ordered(asked, out, options or LoadOptions(), min_words, engine or LocalEngine())
    _raise_if_inside(asked, out)
    draft = out.with_name(out.name + PARTIAL)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with alone(draft):
            return _built(ordered, draft, force, progress)
    except OSError as error:
        raise BuildError(
            f"{draft} cannot be written: {error.strerror or error}. See to it, and run the same "
            "refrain build again: it goes on where it was."
        ) from error


def _built(ordered: Ordered, draft: Path, force: bool, progress: Progress) -> tuple[Manifest, bool]:
    progress("finding files", 0)
    chunks = chunks_of(ordered.asked, ordered.options)
    made_of = _made_of(ordered, chunks)
    there = _there(ordered.out, made_of, force)
    if there is not None:
        return there, False
    manifest = _whole(draft, made_of) or _make(ordered, chunks, made_of, draft, progress)
    _put_in_place(draft, ordered.out)
    return manifest, True


def _make(
    ordered: Ordered, chunks: list[Chunk], made_of: str, draft: Path, progress: Progress
) -> Manifest:
    """Make the build in the folder `draft`, of what is not there yet."""
    draft.mkdir(parents=True, exist_ok=True)
    mark_unfinished(draft)
    engine = ordered.engine
    read = _read(chunks, draft, engine, progress)
    progress("comparing transcripts", _READING)
    together = joined(ordered.asked.name, draft, read)
    spell_topics(together, engine)
    progress("writing texts", _READING + 0.1)
    _forget_all_but(draft, (TRANSCRIPTS_FOLDER, CUES_FOLDER, WORK_FOLDER, UNITIGS))
    write_corpus(together, read, draft, engine)
    progress("looking for repeats", _READING + 0.2)
    parts = together.text_parts
    write_unitigs(draft, parts, ordered.min_words, _texts_of(read), engine)
    here = Draft(draft, together.corpus.name, parts, ordered.min_words, engine)
    left_out = _analyse(here, progress)
    _forget_other_parts(draft, together)
    manifest = Manifest(
        name=together.corpus.name,
        paths=[replaced(path.name or str(path)) for path in ordered.asked.paths],
        options=_options(ordered.options),
        min_words=ordered.min_words,
        engine=engine.name,
        made_of=made_of,
        fingerprint=_hash([chunk.content for chunk in read]),
        texts_fingerprint=_texts_of(read),
        counts=counts_of(together.corpus, sum(sum(chunk.cues) for chunk in read)),
        tables=tables_in(draft),
        mapped=mapped_in(draft),
        left_out=left_out,
    )
    shutil.rmtree(draft / WORK_FOLDER)
    manifest.write(draft)
    progress("done", 1)
    return manifest


def _read(chunks: list[Chunk], draft: Path, engine: Engine, progress: Progress) -> list[ReadChunk]:
    """What is read of all chunks, those that were read before left out."""
    known = [read_before(chunk, draft) for chunk in chunks]
    left = [chunk for chunk, read in zip(chunks, known, strict=True) if read is None]
    total = sum(chunk.bytes for chunk in chunks) or 1
    done = total - sum(chunk.bytes for chunk in left)
    progress("reading files", _READING * done / total)
    if not left:
        return [read for read in known if read is not None]
    results = engine.map(partial(read_chunk, folder=draft), left)
    for chunk, read in zip(left, results, strict=True):
        known[chunk.number] = read
        done += chunk.bytes
        progress("reading files", _READING * done / total)
    return [read for read in known if read is not None]


def _analyse(draft: Draft, progress: Progress) -> list[str]:
    """Write the tables of all analyses; what was left out, in sentences."""
    left_out = []
    for number, (what, write) in enumerate(WRITERS.items()):
        progress(what, _ANALYSED + (1 - _ANALYSED) * number / len(WRITERS))
        left_out += write(draft)
    return left_out


def _there(out: Path, made_of: str, force: bool) -> Manifest | None:
    """The manifest of the same build, where it is there; None where the folder is free, or may be
    replaced."""
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return None
    if not is_build(out):
        raise BuildError(f"{out} is there and is no build: name another folder with --out.")
    there = _whole(out, made_of)
    if there is not None:
        return there
    if not force:
        raise BuildError(
            f"{out} is a build of other files or options, or damaged: name another folder with "
            "--out, or replace it with --force."
        )
    return None


def _whole(folder: Path, made_of: str) -> Manifest | None:
    """The manifest of a folder that is a build of the same files, and whole; None of others."""
    try:
        manifest = read_manifest(folder)
    except NotABuildError:
        return None
    return manifest if manifest.made_of == made_of else None


def _raise_if_inside(asked: Asked, out: Path) -> None:
    """A build in a folder that is read would be read as transcripts of it the next time."""
    place = Path(os.path.realpath(out))
    for path in asked.paths:
        if path.is_dir() and place.is_relative_to(os.path.realpath(path)):
            raise BuildError(
                f"{out} is in {path}, which is read: name a folder elsewhere with --out."
            )


def _forget_all_but(draft: Path, names: Collection[str]) -> None:
    """Remove what an earlier attempt has left, which is made again."""
    for folder in draft.iterdir():
        if folder.is_dir() and folder.name not in names:
            shutil.rmtree(folder)


def _forget_other_parts(draft: Path, together: Joined) -> None:
    """Remove the parts of other files that were there before."""
    names = {path.name for path in together.parts}
    for folder in (TRANSCRIPTS_FOLDER, CUES_FOLDER):
        for part in (draft / folder).iterdir():
            if part.name not in names:
                part.unlink()


def _put_in_place(draft: Path, out: Path) -> None:
    """Give the folder its name: whoever opens it finds the former build, or this one."""
    if out.exists():
        former = out.with_name(out.name + ".former")
        shutil.rmtree(former, ignore_errors=True)
        os.replace(out, former)
        os.replace(draft, out)
        shutil.rmtree(former)
        return
    os.replace(draft, out)


def _made_of(ordered: Ordered, chunks: list[Chunk]) -> str:
    return _hash([ordered.asked.name, str(ordered.min_words), *(chunk.stamp for chunk in chunks)])


def _texts_of(read: list[ReadChunk]) -> str:
    return _hash([chunk.texts for chunk in read])


def _options(options: LoadOptions) -> dict[str, object]:
    chosen = asdict(replace(options, roots=()))
    return {name: value for name, value in chosen.items() if name != "roots"}


def _hash(strings: Sequence[str]) -> str:
    return hashlib.blake2b(json.dumps([*strings]).encode("ascii"), digest_size=16).hexdigest()
