"""The members of a zip file."""

from __future__ import annotations

import bz2
import stat
import zlib
from collections.abc import Callable, Iterator
from itertools import islice
from typing import BinaryIO

from refrain.loader.archives import codecs, zip_directory
from refrain.loader.archives.entries import Entry
from refrain.loader.archives.windows import Damaged, Shared, Unpacked, beyond, unpacked
from refrain.loader.archives.zip_directory import Stated
from refrain.loader.ledger import Ledger, Unopened

SIGNATURES = (zip_directory.LOCAL, zip_directory.END)
_CHUNK = 262_144
_METHODS: dict[int, Callable[[BinaryIO], Iterator[bytes]]] = {
    0: lambda file: iter(lambda: file.read(_CHUNK), b""),
    8: lambda file: _once(file, codecs.deflate(-zlib.MAX_WBITS)),
    12: lambda file: _once(file, bz2.BZ2Decompressor),
    93: codecs.zstandard,
    95: lambda file: _once(file, codecs.xz),
}
"""How members are packed, by the number of the method."""


def _once(file: BinaryIO, make: Callable[[], codecs._Decompressor]) -> Iterator[bytes]:
    yield from codecs.stream(file, b"", make())


class ZipMember:
    """Opens a member: what is packed in it, from the first time on that it is asked for."""

    def __init__(self, archive: Shared, stated: Stated, ledger: Ledger) -> None:
        """A member of an open archive."""
        self._archive = archive
        self._stated = stated
        self._ledger = ledger
        self._unpacked: Unpacked | None = None

    @property
    def damage(self) -> str:
        """What is wrong with it, as far as it was opened; "" where nothing is."""
        return self._unpacked.damage if self._unpacked else ""

    def __call__(self) -> BinaryIO:
        """Its bytes; raises Unopened where they are not there, or too many."""
        if self._unpacked is None:
            self._unpacked = self._unpack()
        return self._unpacked()

    def _unpack(self) -> Unpacked:
        begin = zip_directory.begin_of(self._archive, self._stated)
        if begin is None:
            message = "The archive has nothing at the place where this should be. Pack it again."
            raise Unopened("broken-file", message)
        size = self._archive.size - begin if self._stated.packed is None else self._stated.packed
        packed = self._archive.window(begin, size)
        self._ledger.check()
        chunks = self._checked(_METHODS[self._stated.method](packed))
        most = self._ledger.limits.file_bytes
        return Unpacked(*unpacked(chunks, self._ledger, most, "file_bytes"))

    def _checked(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The same pieces; raises Damaged where they are not what was packed."""
        checksum = size = 0
        for chunk in chunks:
            checksum = zlib.crc32(chunk, checksum)
            size += len(chunk)
            yield chunk
        if self._stated.size not in (None, size):
            raise Damaged(f"it has {size:,} bytes, and the archive says {self._stated.size:,}")
        if self._stated.checksum not in (None, checksum):
            raise Damaged("its checksum is another than the archive says")


def members(archive: Shared, ledger: Ledger) -> tuple[list[Entry], str]:
    """The members of a zip file, and what is wrong with the file; "" for nothing.

    Not more than may be read, and one more where there are more.
    """
    listed = zip_directory.directory(archive)
    why = ""
    if listed is None:
        why = "it has no directory at its end, so it is cut off or damaged"
        listed = zip_directory.scanned(archive)
    stated = list(islice(listed, ledger.limits.archive_files + 1))
    doubled = _overlapping(stated)
    entries = []
    for one in stated:
        fault = _fault(one, ledger.limits.file_bytes, id(one) in doubled)
        if not one.is_folder:
            opener = fault or ZipMember(archive, one, ledger)
            entries.append(Entry(one.name, one.size or 0, opener))
    return entries, why


def _fault(stated: Stated, most: int, doubled: bool) -> Unopened | None:
    """Why a member is not read; None where it is."""
    kind = "unreadable-file"
    if stat.S_IFMT(stated.mode) not in (0, stat.S_IFREG):
        kind, why = "skipped-file", "it is a link, or no file at all. Pack what it stands for"
    elif stated.encrypted:
        why = "it is encrypted. Unpack the archive with its password, and open the folder"
    elif stated.method not in _METHODS:
        why = f"it is packed by a method that is not read ({stated.method}). Pack it again"
    elif doubled:
        kind = "broken-file"
        why = "it shares its bytes with another file of the archive, as bombs do. Pack it again"
    else:
        return beyond(most, "file_bytes") if (stated.size or 0) > most else None
    return Unopened(kind, f"Left out: {why}.")


def _overlapping(stated: list[Stated]) -> set[int]:
    """The ids of the members that begin before the one before them has ended."""
    overlapping = set()
    end = 0
    for one in sorted(stated, key=lambda one: one.offset):
        if one.offset < end:
            overlapping.add(id(one))
        end = max(end, one.offset + zip_directory.LOCAL_SIZE + (one.packed or 0))
    return overlapping


def is_document(entries: list[Entry]) -> bool:
    """Whether a zip file is a document of an office program, a book or a program, by what is in
    it."""
    names = {entry.name for entry in entries}
    return bool(names & {"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"})
