"""What a loader reads, one at a time: transcripts with their cues, and problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Cue(NamedTuple):
    """A timed piece of a transcript: when it is said (seconds, from the start of the recording),
    which characters of the text it is, and who says it."""

    start: float | None
    end: float | None
    start_char: int
    end_char: int
    speaker: str | None = None


@dataclass(slots=True)
class Transcript:
    """One appearance of a transcript in a source: see `refrain.schemas.TRANSCRIPTS`.

    `place` tells it from the others of its source: "" where it is the only one, `2.1` for the first
    of the second prompt. `start` and `end` are where the text stands verbatim in the decoded source
    (characters); None where it does not. `unspoken` are the places in the text of its labels and
    time marks, where the reader has looked for them.
    """

    source: str
    text: str | None
    line: int = 1
    place: str = ""
    position: int = 1
    role: str = "transcript"
    prompt: int | None = None
    topic: str | None = None
    topic_from: str | None = None
    title: str | None = None
    speaker: str | None = None
    language: str | None = None
    published: str | None = None
    url: str | None = None
    media: str | None = None
    format: str | None = None
    start: int | None = None
    end: int | None = None
    cues: Sequence[Cue] = ()
    unspoken: Sequence[tuple[int, int]] | None = None

    @property
    def transcript_id(self) -> str:
        """What links and tables know it by: the source, and the place in it."""
        return f"{self.source}:{self.place}" if self.place else self.source


@dataclass(frozen=True, slots=True)
class Problem:
    """A thing that could not be taken at face value; `line` from 1, None for the whole file.

    `count` is how many such things it stands for, where its message says so.
    """

    source: str
    line: int | None
    kind: str
    message: str
    count: int = 1
