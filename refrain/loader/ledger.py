"""What an archive has unpacked so far, and where that is enough: bombs end here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from refrain.loader.options import Limits

FREE = 100_000_000
"""Bytes that an archive of any size may unpack to; only beyond them the ratio counts."""


class Unopened(OSError):
    """A file that is not opened; `kind` is the kind of problem that it is, the message says why."""

    def __init__(self, kind: str, message: str) -> None:
        """A message is a sentence, which says what to do."""
        super().__init__(message)
        self.kind = kind
        self.message = message


@dataclass
class Totals:
    """What an archive and the archives inside it have unpacked: bytes, and files."""

    bytes: int = 0
    files: int = 0
    spent: str = ""
    """The sentence that says which limit it has reached; "" while it may go on."""


@dataclass(frozen=True)
class Ledger:
    """The account of an archive, which it shares with the archives inside it.

    `packed` is how large the outermost archive is, `depth` how many archives are around this one.
    """

    limits: Limits
    packed: int
    totals: Totals
    depth: int = 0

    @classmethod
    def of(cls, limits: Limits, packed: int) -> Ledger:
        """The account of an archive that is in no other."""
        return cls(limits, packed, Totals())

    def inside(self) -> Ledger:
        """The account of an archive inside this one."""
        return replace(self, depth=self.depth + 1)

    def charge(self, count: int) -> None:
        """Take so many bytes more into account; raises Unopened where that is too much."""
        self.totals.bytes += count
        limits, total = self.limits, self.totals.bytes
        if total > limits.archive_bytes:
            self._spend(
                f"it holds more than {limits.archive_bytes:,} bytes, unpacked",
                "REFRAIN_MAX_ARCHIVE_BYTES",
            )
        elif total - FREE > limits.archive_ratio * self.packed:
            self._spend(
                f"it is more than {limits.archive_ratio:,} times as large, unpacked",
                "REFRAIN_MAX_ARCHIVE_RATIO",
            )
        self.check()

    def count(self, files: int) -> int:
        """Take so many files more into account; returns how many of them may be read."""
        left = max(self.limits.archive_files - self.totals.files, 0)
        self.totals.files += files
        return min(files, left)

    def check(self) -> None:
        """Raises Unopened where a limit has been reached."""
        if self.totals.spent:
            raise Unopened("beyond-limit", self.totals.spent)

    def _spend(self, what: str, variable: str) -> None:
        self.totals.spent = (
            f"Of this archive the rest was left out: {what}. "
            f"Unpack what you need of it, or raise {variable}."
        )
