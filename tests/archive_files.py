"""Archives for tests: of names and contents, in every format that is read."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Mapping

import pyarrow as pa

Files = Mapping[str, bytes]


def zipped(files: Files, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(files: Files) -> bytes:
    """A tar file."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return out.getvalue()


def zstandard(content: bytes) -> bytes:
    """A frame of Zstandard."""
    return bytes(pa.Codec("zstd").compress(content).to_pybytes())


PACKED: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstandard,
}
"""What packs one file, by the ending."""
ARCHIVES: dict[str, Callable[[Files], bytes]] = {
    ".zip": zipped,
    "-stored.zip": lambda files: zipped(files, zipfile.ZIP_STORED),
    "-bzip2.zip": lambda files: zipped(files, zipfile.ZIP_BZIP2),
    ".tar": tarred,
    ".tgz": lambda files: gzip.compress(tarred(files)),
    **{
        f".tar{ending}": lambda files, pack=pack: pack(tarred(files))
        for ending, pack in PACKED.items()
    },
}
"""What makes an archive of files, by the ending."""
