"""What reading a file gives: rows of transcripts, and problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Problem(NamedTuple):
    """A thing that could not be taken at face value; `line` from 1, None for the whole file."""

    source: str
    line: int | None
    kind: str
    message: str


@dataclass
class LoadResult:
    """The rows, as `Corpus.of` takes them, and the problems of one file or of several."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, other: LoadResult) -> None:
        """Append the rows and problems of another result."""
        self.rows.extend(other.rows)
        self.problems.extend(other.problems)
