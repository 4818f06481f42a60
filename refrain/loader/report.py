"""The problems of one file, as they are met: of very many alike, one stands for the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from refrain.records import Problem

MOST_ALIKE = 1_000
"""Problems of a kind in a file that are kept each; the last of them counts those beyond."""


@dataclass
class Report:
    """What was met in a file that could not be taken at face value."""

    source: str
    _kept: list[Problem] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str, line: int | None, message: str) -> None:
        """Name a thing; `line` is None where it is the whole file."""
        self._counts[kind] += 1
        if self._counts[kind] <= MOST_ALIKE:
            self._kept.append(Problem(self.source, line, kind, message))

    def problems(self) -> Iterator[Problem]:
        """All that were met, in order.

        >>> report = Report("a.json")
        >>> for line in range(5_000):
        ...     report.add("stray-line", line, "Mend it.")
        >>> len(list(report.problems())), sum(one.count for one in report.problems())
        (1000, 5000)
        """
        seen: Counter[str] = Counter()
        for problem in self._kept:
            seen[problem.kind] += 1
            beyond = self._counts[problem.kind] - MOST_ALIKE
            is_last = beyond > 0 and seen[problem.kind] == MOST_ALIKE
            yield replace(problem, count=1 + beyond) if is_last else problem
