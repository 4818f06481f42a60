"""Archives, and files that are packed alone: what is in them, as sources, in natural order.

zip, tar, and anything packed by gzip, bzip2, xz or Zstandard, by how they begin. Nothing is
unpacked to a path that the archive names: a member is a part of the open file, or a temporary file
without a name. `zip_members` and `tar_members` list what is in an archive, `entries` whose names
may be trusted, `windows` and `codecs` unpack, and `refrain.loader.ledger` says when that is enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import PurePosixPath
from typing import Any

from refrain.loader.archives import tar_members, zip_members
from refrain.loader.archives.codecs import CODECS, Codec, codec_of
from refrain.loader.archives.entries import Entry, named
from refrain.loader.archives.windows import Damaged, Shared, Unpacked, unpacked
from refrain.loader.ledger import Ledger, Unopened
from refrain.loader.options import variable_of
from refrain.loader.source import Source
from refrain.natural_order import natural_key
from refrain.records import Problem

ENDINGS = (".zip", ".tar", *chain.from_iterable(codec.endings for codec in CODECS))
"""The endings under which a folder is searched for archives."""


def is_archive(source: Source) -> bool:
    """Whether a file is an archive or packed, by how it begins."""
    head = source.head
    return (
        head.startswith(zip_members.SIGNATURES)
        or codec_of(head) is not None
        or tar_members.is_tar(head)
    )


def members(source: Source) -> list[Source | Problem]:
    """What is in an archive, in natural order; in place of a member that is not read is the problem
    that says so. Raises OSError."""
    limits = source.options.limits
    ledger = source.ledger or Ledger.of(limits, source.size)
    if ledger.depth > limits.archive_depth:
        message = (
            f"Left out: it stands in {ledger.depth} archives. Unpack it, or raise "
            f"{variable_of('archive_depth')}."
        )
        return [Problem(source.name, None, "beyond-limit", message)]
    return sorted(_opened(source, ledger.inside()), key=_natural)


def _opened(source: Source, ledger: Ledger) -> Iterator[Source | Problem]:
    archive = Shared(source.open(), source.size)
    codec = codec_of(source.head)
    fault = None
    if codec is not None:
        archive, fault, is_tar = _unpacked(codec, archive, ledger)
        if not is_tar:
            yield _packed_alone(source, Unpacked(archive, fault), ledger)
            return
    entries, wrong = _lister(source)(archive, ledger)
    if fault:
        yield Problem(source.name, None, fault.kind, fault.message)
    elif wrong:
        message = f"This archive is damaged: {wrong}. What could be read of it was loaded."
        yield Problem(source.name, None, "broken-file", message)
    yield from _sources(source, named(entries), ledger)


def _lister(source: Source) -> Callable[[Shared, Ledger], tuple[list[Entry], str]]:
    is_zip = source.head.startswith(zip_members.SIGNATURES)
    return zip_members.members if is_zip else tar_members.members


def _unpacked(codec: Codec, packed: Shared, ledger: Ledger) -> tuple[Shared, Unopened | None, bool]:
    """What a packed file unpacks to, what is wrong with it, and whether it is a tar file."""
    chunks = codec.unpack(packed.window())
    try:
        first = next(chunks, b"")
    except Damaged as damage:
        return *unpacked(_only(damage), ledger, 0, "file_bytes"), False
    is_tar = tar_members.is_tar(first)
    limit = "archive_bytes" if is_tar else "file_bytes"
    most = getattr(ledger.limits, limit)
    return *unpacked(chain((first,), chunks), ledger, most, limit), is_tar


def _only(damage: Damaged) -> Iterator[bytes]:
    yield b""
    raise damage


def _packed_alone(source: Source, opener: Unpacked, ledger: Ledger) -> Source:
    """The one file that is in a packed file; it stands where the packed one does."""
    name = _without_ending(source.name)
    return Source(
        f"{source.name}/{name}",
        opener,
        opener.size,
        source.folder,
        source.options,
        ledger=ledger,
    )


def _sources(source: Source, entries: list[Entry], ledger: Ledger) -> Iterator[Source | Problem]:
    if zip_members.is_document(entries):
        message = (
            "Left out: this is a document or a program, not an archive of transcripts. Export it "
            "as plain text."
        )
        yield Problem(source.name, None, "skipped-file", message)
        return
    allowed = ledger.count(len(entries))
    if allowed < len(entries):
        message = (
            f"Of this archive only the first files were read: it has more than "
            f"{ledger.limits.archive_files:,}. Split it, or raise {variable_of('archive_files')}."
        )
        yield Problem(source.name, None, "beyond-limit", message)
    if not entries:
        message = "There is nothing in this archive. Remove it, or put transcripts in."
        yield Problem(source.name, None, "empty-file", message)
    stem = PurePosixPath(_without_ending(source.name)).name
    for entry in entries[:allowed]:
        name = f"{source.name}/{entry.name}"
        if isinstance(entry.opener, Unopened):
            yield Problem(name, None, entry.opener.kind, entry.opener.message)
            continue
        folder = PurePosixPath(entry.name).parent.name or stem
        yield Source(name, entry.opener, entry.size, folder, source.options, ledger=ledger)


def _without_ending(source: str) -> str:
    """The last part of a name without the endings of archives.

    >>> [_without_ending(name) for name in ("shows/one.tar.gz", "talk.vtt.gz", "a.tgz")]
    ['one', 'talk.vtt', 'a']
    """
    name = PurePosixPath(source).name
    ending = next((one for one in ENDINGS if name.lower().endswith(one)), "")
    stem = name[: len(name) - len(ending)] or name
    return stem[:-4] if stem.lower().endswith(".tar") and len(stem) > 4 else stem


def _natural(found: Source | Problem) -> list[tuple[Any, str]]:
    name = found.source if isinstance(found, Problem) else found.name
    return [natural_key(part) for part in name.split("/")]
