"""What a format's parser hands on: rows of transcripts, and problems."""

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
    """Rows as `Corpus.of` takes them, and problems, of one file or of several."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, other: LoadResult) -> None:
        """Take in what another file gave."""
        self.rows.extend(other.rows)
        self.problems.extend(other.problems)
