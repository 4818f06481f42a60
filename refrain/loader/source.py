"""A file as a format reads it: its name, its bytes or its text, and the files that belong to it."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from refrain.loader.decoding import Decoded, decode
from refrain.loader.json_value import Fault, Parsed, count_values, fault_in, parsed
from refrain.loader.ledger import Ledger
from refrain.loader.options import LoadOptions
from refrain.loader.roots import raise_if_outside
from refrain.loader.watched_file import WatchedFile
from refrain.surrogates import readable

HEAD = 65_536
"""Bytes by which most formats can be told."""


@dataclass
class Source:
    """A file to read.

    `name` is its path from what was opened, with `/` between its parts, and so what people know it
    by; a file in an archive has the archive's name before its own. `opener` opens its bytes, which
    seek, and may say in `damage` what is wrong with them. `companions` are the files beside it that
    belong to it, by their ending (`.info.json`); `ledger` is the account of the archive it is in.
    What was read of it (`content`, `text`, `json`) is kept as long as it is.
    """

    name: str
    opener: Callable[[], BinaryIO]
    size: int
    folder: str = ""
    options: LoadOptions = field(default_factory=LoadOptions)
    companions: Mapping[str, Source] = field(default_factory=dict)
    ledger: Ledger | None = None

    @classmethod
    def of_path(cls, path: Path, name: str, options: LoadOptions | None = None) -> Source:
        """A file of the file system.

        Raises OSError where it is not there, or is outside of the roots of the options.
        """
        options = options or LoadOptions()
        raise_if_outside(path, options.roots)
        folder = Path(os.path.abspath(path)).parent.name
        size = path.stat().st_size
        return cls(
            name,
            WatchedFile(path, options.roots),
            size,
            folder and readable(folder),
            options,
        )

    @classmethod
    def of_bytes(
        cls, name: str, content: bytes, options: LoadOptions | None = None, folder: str = ""
    ) -> Source:
        """A file in memory."""
        return cls(
            name, lambda: io.BytesIO(content), len(content), folder, options or LoadOptions()
        )

    def open(self) -> BinaryIO:
        """Its bytes, as a file to close; raises OSError."""
        return self.opener()

    @property
    def damage(self) -> str:
        """What is wrong with its bytes, as far as they were read: a sentence, or "" for nothing."""
        return str(getattr(self.opener, "damage", ""))

    @property
    def position(self) -> int:
        """How far it was read, in bytes, as far as is known: 0 where it is not open."""
        return int(getattr(self.opener, "position", 0))

    @cached_property
    def ending(self) -> str:
        """What its name ends in: lower case, with the dot; "" without one."""
        return PurePosixPath(self.name).suffix.lower()

    @property
    def stem(self) -> str:
        """The last part of its name, without the ending."""
        return PurePosixPath(self.name).stem

    @cached_property
    def head(self) -> bytes:
        """Its first bytes, HEAD of them at most."""
        with self.open() as file:
            return file.read(HEAD)

    @cached_property
    def content(self) -> bytes:
        """All its bytes."""
        if len(self.head) < HEAD:
            return self.head
        with self.open() as file:
            return file.read()

    @cached_property
    def decoded(self) -> Decoded:
        """Its text, and what was wrong with its bytes."""
        return decode(self.content) if len(self.head) == HEAD else self._decoded_head

    @cached_property
    def _decoded_head(self) -> Decoded:
        return decode(self.head)

    @property
    def was_decoded(self) -> bool:
        """Whether anyone has asked for its text."""
        return "decoded" in self.__dict__

    @property
    def text(self) -> str:
        """Its text; "" where it is empty, or not text."""
        return self.decoded.text or ""

    @cached_property
    def beginning(self) -> str:
        """The text of its head, without the character that may be cut in two at its end."""
        if self.was_decoded:
            return self.text[:HEAD]
        text = self._decoded_head.text or ""
        return text if len(self.head) < HEAD else text[:-1]

    @cached_property
    def parsed_json(self) -> Parsed:
        """Its value as JSON, whatever its name, or what is wrong.

        A file that does not begin as JSON does is not read on.
        """
        beginning = self.beginning
        if not beginning.lstrip().startswith(("{", "[")):
            return Parsed(None, Fault(1, "It begins with neither a bracket nor a brace"))
        if len(self.head) < self.size:
            if fault := fault_in(beginning):
                return Parsed(None, fault)
            most = self.options.limits.json_values
            if count_values(self.content) > most:
                why = f"It has more than {most:,} values, the limit (json_values)"
                return Parsed(None, Fault(1, why, "beyond-limit"))
        return parsed(self.text)

    @property
    def json(self) -> Any:
        """Its value as JSON; None where it is none."""
        return self.parsed_json.value
