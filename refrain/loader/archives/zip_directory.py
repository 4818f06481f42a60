"""What a zip file lists: its directory at the end, or, where that is lost, the head of each member.

The directory is read an entry at a time, so that one of millions of entries takes no more memory
than the files that may be read. `zipfile` reads all of it at once, and nothing of a file that is
cut off. See APPNOTE.TXT of PKWARE.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from refrain.loader.archives.windows import Shared

LOCAL, CENTRAL, END, END_64, LOCATOR = (b"PK\3\4", b"PK\1\2", b"PK\5\6", b"PK\6\6", b"PK\6\7")
LOCAL_SIZE = 30
_CENTRAL, _LOCAL = struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s5H3I2H")
_END, _END_64 = struct.Struct("<4s4H2IH"), struct.Struct("<4sQ2H2I4Q")
_LONGEST_COMMENT = 65_535
_UNICODE_PATH, _ZIP64 = 0x7075, 1
_ENCRYPTED, _AFTER, _UTF8 = 0x1, 0x8, 0x800
_UNKNOWN = 0xFFFFFFFF
_WINDOW = 1_000_000


@dataclass
class Stated:
    """What a zip file states of a member; sizes are None where it does not."""

    name: str
    method: int
    encrypted: bool
    checksum: int | None
    packed: int | None
    size: int | None
    offset: int
    mode: int = 0

    @property
    def is_folder(self) -> bool:
        """Whether it is no file."""
        return self.name.endswith("/")


def directory(file: Shared) -> Iterator[Stated] | None:
    """The entries of the directory at the end; None where there is none."""
    tail_at = max(0, file.size - _LONGEST_COMMENT - _END.size)
    tail = file.read(tail_at, file.size)
    at = tail.rfind(END)
    while at >= 0:
        place = _directory_place(file, tail, at, tail_at)
        if place is not None:
            return _entries(file, *place)
        at = tail.rfind(END, 0, at)
    return None


def _directory_place(
    file: Shared, tail: bytes, at: int, tail_at: int
) -> tuple[int, int, int] | None:
    """Where the directory begins and ends, and what is to be added to its offsets."""
    record = tail[at : at + _END.size]
    if len(record) < _END.size:
        return None
    *_, count, size, offset, _ = _END.unpack(record)
    end = tail_at + at
    if _UNKNOWN in (size, offset) or count == 0xFFFF:
        end, size, offset = _place_64(file, end) or (end, size, offset)
    # Something may stand before the archive, as in one that unpacks itself.
    begin = end - size
    if begin < 0 or (size and file.read(begin, 4) != CENTRAL):
        return None
    return begin, end, begin - offset


def _place_64(file: Shared, end: int) -> tuple[int, int, int] | None:
    locator = file.read(max(end - 20, 0), 20)
    if not locator.startswith(LOCATOR):
        return None
    at = end - 20 - _END_64.size
    record = file.read(max(at, 0), _END_64.size)
    if len(record) < _END_64.size or not record.startswith(END_64):
        return None
    *_, size, offset = _END_64.unpack(record)
    return at, size, offset


def _entries(file: Shared, at: int, end: int, shift: int) -> Iterator[Stated]:
    window = file.window(at, end - at)
    while at < end:
        head = window.read(_CENTRAL.size)
        if len(head) < _CENTRAL.size or not head.startswith(CENTRAL):
            return
        _, made_by, _, flags, method, _, _, crc, packed, size, *more = _CENTRAL.unpack(head)
        name_size, extra_size, comment_size, _, _, attributes, offset = more
        name, extra = window.read(name_size), window.read(extra_size)
        window.read(comment_size)
        at += _CENTRAL.size + name_size + extra_size + comment_size
        fields = _extra_fields(extra)
        size, packed, offset = _wide(fields, size, packed, offset)
        mode = attributes >> 16 if made_by >> 8 == 3 else 0
        yield Stated(
            _name(name, flags, fields.get(_UNICODE_PATH, b"")),
            method,
            bool(flags & _ENCRYPTED),
            crc,
            packed,
            size,
            offset + shift,
            mode,
        )


def scanned(file: Shared) -> Iterator[Stated]:
    """The members of a zip file without a directory, by the heads that stand in it.

    Of one whose size is not stated in its head, it is not known here.
    """
    at = _next_head(file, 0)
    while at is not None:
        head = file.read(at, LOCAL_SIZE)
        if len(head) < LOCAL_SIZE:
            return
        _, _, flags, method, _, _, crc, packed, size, name_size, extra_size = _LOCAL.unpack(head)
        name = file.read(at + LOCAL_SIZE, name_size)
        fields = _extra_fields(file.read(at + LOCAL_SIZE + name_size, extra_size))
        size, packed, _ = _wide(fields, size, packed, 0)
        after = bool(flags & _AFTER) and not packed
        known: tuple[int | None, ...] = (None, None, None) if after else (crc, packed, size)
        yield Stated(
            _name(name, flags, fields.get(_UNICODE_PATH, b"")),
            method,
            bool(flags & _ENCRYPTED),
            known[0],
            known[1],
            known[2],
            at,
        )
        body = at + LOCAL_SIZE + name_size + extra_size
        at = _next_head(file, body if after else body + packed)


def _next_head(file: Shared, at: int) -> int | None:
    """Where the next member begins."""
    while at < file.size:
        found = file.read(at, _WINDOW).find(LOCAL)
        if found >= 0:
            return at + found
        at += _WINDOW - len(LOCAL) + 1
    return None


def begin_of(file: Shared, stated: Stated) -> int | None:
    """Where the packed bytes of a member begin; None where its head is not there."""
    head = file.read(stated.offset, LOCAL_SIZE) if stated.offset >= 0 else b""
    if len(head) < LOCAL_SIZE or not head.startswith(LOCAL):
        return None
    *_, name_size, extra_size = _LOCAL.unpack(head)
    return stated.offset + LOCAL_SIZE + int(name_size) + int(extra_size)


def _extra_fields(extra: bytes) -> dict[int, bytes]:
    fields = {}
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, at)
        fields[kind] = extra[at + 4 : at + 4 + size]
        at += 4 + size
    return fields


def _wide(fields: dict[int, bytes], size: int, packed: int, offset: int) -> tuple[int, int, int]:
    """Numbers that do not fit into 32 bits stand in a field of their own, in this order."""
    wide = fields.get(_ZIP64, b"")
    numbers = iter(struct.unpack(f"<{len(wide) // 8}Q", wide[: len(wide) // 8 * 8]))
    given = [next(numbers, n) if n == _UNKNOWN else n for n in (size, packed, offset)]
    return given[0], given[1], given[2]


def _name(name: bytes, flags: int, unicode_path: bytes) -> str:
    """A name: as UTF-8 where it says so or reads so (a Mac does not say it), or else in the code
    page 437; with / between its parts, also where a program wrote the backslash."""
    if len(unicode_path) > 5 and unicode_path[1:5] == zlib.crc32(name).to_bytes(4, "little"):
        name, flags = unicode_path[5:], _UTF8
    try:
        text = name.decode("utf-8")
    except UnicodeDecodeError:
        text = name.decode("utf-8", "backslashreplace") if flags & _UTF8 else name.decode("cp437")
    return text.replace("\\", "/")
