"""Packed bytes to bytes, a piece at a time, in every format that one file is packed in."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable, Generator, Iterator
from typing import BinaryIO, NamedTuple, Protocol

import pyarrow as pa

from refrain.loader.archives.windows import Damaged

_CHUNK = 262_144
_PACKED = 16_384
"""Bytes that are read at once: what is left of them is copied at the end of each stream."""
_MOST_MEMORY = 2**28
"""Bytes of memory that an xz file may ask for; its highest preset asks for 65 MB."""


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class Codec(NamedTuple):
    """A format that one file is packed in: its name, its endings, how it begins, and how it is
    unpacked."""

    name: str
    endings: tuple[str, ...]
    signature: bytes
    unpack: Callable[[BinaryIO], Iterator[bytes]]


def streams(file: BinaryIO, make: Callable[[], _Decompressor]) -> Iterator[bytes]:
    """What one packed stream after another unpacks to; zeros between them are padding.

    Raises Damaged where the file ends too early, or a stream cannot be read on.
    """
    packed = b""
    while True:
        packed = packed.lstrip(b"\0") or file.read(_PACKED)
        if not packed:
            return
        if packed.strip(b"\0"):
            packed = yield from stream(file, packed, make())


def stream(
    file: BinaryIO, packed: bytes, decompressor: _Decompressor
) -> Generator[bytes, None, bytes]:
    """What one packed stream unpacks to, of which the first bytes are read already; it returns
    those that follow it."""
    while not decompressor.eof:
        try:
            chunk = decompressor.decompress(packed, _CHUNK)
        except (zlib.error, OSError, lzma.LZMAError, ValueError, EOFError, MemoryError) as error:
            raise Damaged(f"it cannot be unpacked on ({error})") from error
        packed = _rest(decompressor)
        if chunk:
            yield chunk
        elif not packed and not decompressor.eof and not (packed := file.read(_PACKED)):
            raise Damaged("it ends too early")
    return decompressor.unused_data


def _rest(decompressor: _Decompressor) -> bytes:
    # zlib gives back what it did not take; bz2 and lzma keep it.
    return getattr(decompressor, "unconsumed_tail", b"")


def deflate(bits: int) -> Callable[[], _Decompressor]:
    """What makes a decompressor of deflate: with a header of gzip (31), or bare (-15)."""
    return lambda: zlib.decompressobj(bits)


def xz() -> _Decompressor:
    """A decompressor of xz, and of the lzma that came before it."""
    return lzma.LZMADecompressor(memlimit=_MOST_MEMORY)


def zstandard(file: BinaryIO) -> Iterator[bytes]:
    """What frames of Zstandard unpack to; raises Damaged."""
    try:
        with pa.CompressedInputStream(pa.PythonFile(file, mode="r"), "zstd") as reader:
            while chunk := reader.read(_CHUNK):
                yield chunk
    except (OSError, pa.ArrowException) as error:
        raise Damaged(f"it cannot be unpacked on ({error})") from error


CODECS = (
    Codec("gzip", (".gz", ".tgz"), b"\x1f\x8b", lambda file: streams(file, deflate(31))),
    Codec("bzip2", (".bz2", ".tbz2"), b"BZh", lambda file: streams(file, bz2.BZ2Decompressor)),
    Codec("xz", (".xz", ".txz"), b"\xfd7zXZ\0", lambda file: streams(file, xz)),
    Codec("Zstandard", (".zst", ".tzst"), b"\x28\xb5\x2f\xfd", zstandard),
)
"""Of files that are packed alone."""


def codec_of(head: bytes) -> Codec | None:
    """The codec that a file is packed with, by how it begins."""
    return next((codec for codec in CODECS if head.startswith(codec.signature)), None)
