"""What a person may choose when a corpus is loaded, and the bounds that hostile input meets."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Limits:
    """What is read at most; what is beyond is named as a problem, and the rest still loads."""

    file_bytes: int = 4 * 2**30
    """Bytes of one file, unpacked."""
    archive_bytes: int = 16 * 2**30
    """Bytes of all that one archive holds, unpacked, with the archives inside it."""
    archive_ratio: int = 200
    """How many times larger than packed the files of an archive may be, beyond a first 100 MB."""
    archive_files: int = 200_000
    """Files in one archive, with those of the archives inside it."""
    archive_depth: int = 3
    """Archives inside archives."""


@dataclass(frozen=True)
class LoadOptions:
    """What a person may choose: see `refrain.load`.

    A column that is None is guessed.
    """

    project_files: bool = False
    text_column: str | None = None
    topic_column: str | None = None
    title_column: str | None = None
    limits: Limits = field(default_factory=Limits)
