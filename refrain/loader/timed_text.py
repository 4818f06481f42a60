"""What is said, and when, to the text of a transcript and its cues."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from refrain.loader.source import Source
from refrain.records import Cue, Problem, Transcript


class Speech(NamedTuple):
    """Something said: its words, when it begins and ends (seconds), who says it, and whether a new
    speaker begins here, as one may who is not named either."""

    text: str
    start: float | None = None
    end: float | None = None
    speaker: str | None = None
    is_turn: bool = False


class TimedText(NamedTuple):
    """The text of a transcript, its cues, and who speaks, in the order in which they first do,
    joined by `; `."""

    text: str
    cues: list[Cue]
    speaker: str | None


def transcript_of(
    source: Source,
    name: str,
    spoken: TimedText,
    *,
    line: int,
    language: str | None = None,
    detail: str = "",
) -> Transcript | Problem:
    """The transcript of a file in a format, with the `detail` that tells it from others of the
    format; where nothing is said in it, the problem that says so."""
    if not spoken.text:
        message = f"This is {name}, but nothing is said in it. Remove it, or transcribe it again."
        return Problem(source.name, None, "no-speech", message)
    return Transcript(
        source.name,
        spoken.text,
        line=line,
        speaker=spoken.speaker,
        language=language,
        cues=spoken.cues,
        format=f"{name} ({detail})" if detail else name,
    )


def timed_text(speeches: Iterable[Speech]) -> TimedText:
    """The speeches in order, a cue each: with a space between them, and a blank line where another
    speaker begins. Those without text are passed over.

    >>> spoken = timed_text([Speech("So,", 0, 1, "Ann"), Speech("well.", 1, 2, "Ann"),
    ...                      Speech("Yes!", 2, None, "Bo")])
    >>> spoken.text, spoken.speaker
    ('So, well.\\n\\nYes!', 'Ann; Bo')
    >>> spoken.cues[1]
    Cue(start=1, end=2, start_char=4, end_char=9, speaker='Ann')
    """
    pieces: list[str] = []
    cues: list[Cue] = []
    at = 0
    for text, start, end, speaker, is_turn in speeches:
        text = text.strip()
        if not text:
            continue
        if cues:
            between = " " if speaker == cues[-1].speaker and not is_turn else "\n\n"
            pieces.append(between)
            at += len(between)
        pieces.append(text)
        cues.append(Cue(start, end, at, at + len(text), speaker))
        at += len(text)
    speakers = dict.fromkeys(cue.speaker for cue in cues if cue.speaker)
    return TimedText("".join(pieces), cues, "; ".join(speakers) or None)
