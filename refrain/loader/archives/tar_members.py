"""The members of a tar file."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from refrain.loader.archives.entries import Entry, left_out
from refrain.loader.archives.windows import Shared, beyond
from refrain.loader.ledger import Ledger

_BLOCK = tarfile.BLOCKSIZE
_LONGEST_HEADER = 1_000_000
_ERRORS = (tarfile.TarError, OSError, ValueError, OverflowError, RecursionError, EOFError)


def is_tar(head: bytes) -> bool:
    """Whether it begins as a tar file: with a header whose checksum is right."""
    try:
        tarfile.TarInfo.frombuf(head[:_BLOCK], "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError, OverflowError):
        return False
    return True


class TarMember:
    """Opens a member: the part of the archive that it is."""

    def __init__(self, archive: Shared, begin: int, size: int) -> None:
        """A part of an open archive, which may be cut off."""
        self._archive = archive
        self._begin = begin
        self._size = size
        cut = "This file is damaged: it is cut off. What could be read of it was loaded."
        self.damage = cut if begin + size > archive.size else ""

    def __call__(self) -> BinaryIO:
        """Its bytes."""
        return self._archive.window(self._begin, self._size)


def members(archive: Shared, ledger: Ledger) -> tuple[list[Entry], str]:
    """The members of a tar file, and what is wrong with the file; "" for nothing.

    Not more than may be read, and one more where there are more.
    """
    listing = _Listing(archive)
    found = list(islice(listing, ledger.limits.archive_files + 1))
    made = (_entry(archive, member, ledger) for member in found)
    return [entry for entry in made if entry is not None], listing.why


class _Headers(io.BufferedReader):
    """A tar file for who reads its headers: none of them is larger than a header may be."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or not 0 <= size <= _LONGEST_HEADER:
            raise tarfile.ReadError("a header is larger than headers are")
        return super().read(size)


class _Listing:
    """The members as they come; `why` says then why there are no more of them."""

    def __init__(self, archive: Shared) -> None:
        self._archive = archive
        self.why = ""

    def __iter__(self) -> Iterator[tarfile.TarInfo]:
        last = -1
        try:
            with tarfile.open(fileobj=_Headers(self._archive.raw_window()), mode="r:") as tar:
                while (member := tar.next()) is not None:
                    # A size below zero would lead back, and round in circles.
                    if member.offset <= last:
                        self.why = "a header leads back to one before it"
                        return
                    last = member.offset
                    yield member
        except _ERRORS as error:
            self.why = str(error) or "a header cannot be read"


def _entry(archive: Shared, member: tarfile.TarInfo, ledger: Ledger) -> Entry | None:
    if member.isdir():
        return None
    if not member.isreg() or member.issparse():
        return left_out(member.name, "a link or a device, or a file with holes. Pack a plain file.")
    if member.size > ledger.limits.file_bytes:
        return Entry(member.name, 0, beyond(ledger.limits.file_bytes, "file_bytes"))
    return Entry(member.name, member.size, TarMember(archive, member.offset_data, member.size))
