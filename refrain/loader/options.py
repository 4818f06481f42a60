"""What a person may choose when a corpus is loaded, and the bounds that hostile input meets."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from refrain.errors import UnreadableError

PREFIX = "REFRAIN_MAX_"
"""Of the environment variables that set a limit: `REFRAIN_MAX_FILE_BYTES` and so on."""


@dataclass(frozen=True)
class Limits:
    """What is read at most; what is beyond is named as a problem, and the rest still loads."""

    file_bytes: int = 4 * 2**30
    """Bytes of one file, unpacked."""
    json_values: int = 20_000_000
    """Values in one file of JSON, by its commas and brackets: 2 GB of memory, besides the text."""
    archive_bytes: int = 16 * 2**30
    """Bytes of all that one archive holds, unpacked, with the archives inside it."""
    archive_ratio: int = 200
    """How many times larger than packed the files of an archive may be, beyond a first 100 MB."""
    archive_files: int = 200_000
    """Files in one archive, with those of the archives inside it."""
    archive_depth: int = 3
    """Archives inside archives."""

    @classmethod
    def of_environment(cls, environment: Mapping[str, str] = os.environ) -> Limits:
        """The limits that environment variables set, the others as they are.

        Raises UnreadableError where one is no whole number.

        >>> Limits.of_environment({"REFRAIN_MAX_ARCHIVE_DEPTH": "1"}).archive_depth
        1
        """
        given = {}
        for limit in fields(cls):
            variable = variable_of(limit.name)
            value = environment.get(variable, "").strip()
            if not value:
                continue
            if not (value.isascii() and value.isdecimal()):
                raise UnreadableError(f"{variable} is {value!r}: set it to a whole number.")
            given[limit.name] = int(value[:18])
        return cls(**given)


def variable_of(limit: str) -> str:
    """The environment variable that sets a limit.

    >>> variable_of("file_bytes")
    'REFRAIN_MAX_FILE_BYTES'
    """
    return PREFIX + limit.upper()


@dataclass(frozen=True)
class LoadOptions:
    """What a person may choose: see `refrain.load`.

    A column that is None is guessed. The limits are those of the environment variables. Where there
    are `roots`, as `os.path.realpath` gives them, no file outside of these folders is opened, by no
    link either.
    """

    project_files: bool = False
    text_column: str | None = None
    topic_column: str | None = None
    title_column: str | None = None
    limits: Limits = field(default_factory=Limits.of_environment)
    roots: tuple[Path, ...] = ()
