"""What an archive lists: its members by their names, as far as the names may be trusted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from refrain.loader.ledger import Unopened
from refrain.surrogates import readable

_DRIVE = re.compile(r"[A-Za-z]:")
_LONGEST = 4_000


class Opener(Protocol):
    """What opens a member; `damage` then says what is wrong with it, "" where nothing is."""

    @property
    def damage(self) -> str:
        """A sentence."""

    def __call__(self) -> BinaryIO:
        """Its bytes, which seek; raises Unopened."""


@dataclass
class Entry:
    """A member of an archive: its name in it, its size as the archive states it, what opens it, or
    else the problem that it is: its kind, and the message."""

    name: str
    size: int
    opener: Opener | Unopened


def left_out(name: str, why: str, kind: str = "skipped-file") -> Entry:
    """A member that is not read."""
    return Entry(name, 0, Unopened(kind, f"Left out: {why}"))


def named(entries: Iterable[Entry]) -> list[Entry]:
    """The members by names that are safe and differ: the last of those with one name is read.

    A name that leads out of the archive is left out, since who made it meant harm or erred; hidden
    files, and what a Mac adds, are passed over.
    """
    by_name: dict[str, Entry] = {}
    others: list[Entry] = []
    for entry in entries:
        parts = [part for part in entry.name.split("/") if part not in ("", ".")]
        if why := _why_not(entry.name, parts):
            others.append(left_out(readable_name(entry.name), why))
            continue
        if not parts or parts[0] == "__MACOSX" or any(part.startswith(".") for part in parts):
            continue
        entry.name = readable_name("/".join(parts))
        if entry.name in by_name:
            why = "a later file of the archive has the same name, and was read. Rename one."
            others.append(left_out(entry.name, why))
        by_name[entry.name] = entry
    return [*others, *by_name.values()]


def readable_name(name: str) -> str:
    """A name as text that no table or terminal breaks on."""
    return readable(name.replace("\0", "\\0"))[:_LONGEST]


def _why_not(name: str, parts: list[str]) -> str:
    if "\0" in name:
        return "its name has a NUL in it. Rename it."
    if name.startswith("/") or _DRIVE.match(name) or ".." in parts:
        return "its name leads out of the archive. Rename it."
    if len(name) > _LONGEST:
        return f"its name has more than {_LONGEST:,} characters. Rename it."
    return ""
