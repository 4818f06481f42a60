"""What is measured, in which unit, and against which budget."""

from __future__ import annotations

from dataclasses import dataclass

from refrain.figures import lengths as figures

COLUMNS = {"tokens": "tokens", "words": "words", "characters": "chars"}
"""By what a person calls a unit: the column that has it."""


@dataclass(frozen=True)
class Measure:
    """Prompts or transcripts, in a unit, against a budget."""

    subjects: str
    """What is measured: "prompts" or "transcripts"."""
    unit: str
    """The column that has the unit."""
    budget: int
    budget_name: str

    @property
    def subject(self) -> str:
        """One of what is measured."""
        return self.subjects.removesuffix("s")

    @property
    def unit_name(self) -> str:
        """What a person calls the unit."""
        return figures.UNIT_NAMES[self.unit]
