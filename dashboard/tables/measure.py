"""What is measured, in which unit, and against which budget."""

from __future__ import annotations

from dataclasses import dataclass

from refrain.figures import lengths as figures

SUBJECTS = ("prompts", "transcripts")
COLUMNS = {"tokens": "tokens", "words": "words", "characters": "chars"}
"""By what a person calls a unit: the column that has it."""
TIMES = {"minutes": "minutes", "words per minute": "words_per_minute", "silence": "silence"}
"""The same of those that only transcripts with times have."""


@dataclass(frozen=True)
class Measure:
    """Prompts or transcripts, in a unit, against a budget."""

    subjects: str
    """What is measured: "prompts" or "transcripts"."""
    unit: str
    """The column that has the unit."""
    budget: int = 0
    """0 for units of time, which no context window is counted in."""
    budget_name: str = ""

    @property
    def subject(self) -> str:
        """One of what is measured."""
        return self.subjects.removesuffix("s")

    @property
    def decimals(self) -> int:
        """How many decimals a length has for people: what is counted has none."""
        return int(self.unit == "minutes")

    @property
    def unit_name(self) -> str:
        """What a person calls the unit."""
        return figures.UNIT_NAMES[self.unit]
