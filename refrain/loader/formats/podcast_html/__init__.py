"""Podcasting 2.0 transcripts as HTML: `<cite>` says who speaks, `<time>` when, `<p>` what. See
https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from refrain.finding_kinds import FindingKind
from refrain.loader import safe_xml
from refrain.loader.formats.podcast_html.turns import Turns
from refrain.loader.html_pieces import pieces
from refrain.loader.source import Source
from refrain.loader.timed_text import timed_text
from refrain.records import Problem, Transcript

NAME = "podcast HTML"
ENDINGS: tuple[str, ...] = (".html", ".htm")
KINDS: Mapping[str, FindingKind] = {}

_FEW = 0.1


def recognises(source: Source) -> bool:
    """Whether it is HTML with `<cite>` and `<time>`; or HTML by its name, so that its markup is
    read as text by none."""
    beginning = source.beginning
    if not safe_xml.root_name(beginning):
        return False
    return source.ending in ENDINGS or ("<cite" in beginning and "<time" in beginning)


def read(source: Source) -> Iterator[Transcript | Problem]:
    """One transcript: a cue is a paragraph. A page of whose paragraphs most have neither speaker
    nor time is no transcript of this kind, and is left out."""
    turns = Turns()
    for piece in pieces(source.text):
        turns.take(piece)
    turns.finish()
    if not _is_transcript(turns):
        message = (
            "It is HTML, but most of its paragraphs have neither a speaker (<cite>) nor a time "
            "(<time>) before them, so it was left out. Export it as text, WebVTT or SRT."
        )
        yield Problem(source.name, None, "unknown-structure", message)
        return
    text, cues, speaker = timed_text(turns.spoken)
    yield Transcript(
        source=source.name,
        title=turns.title or None,
        language=turns.language or None,
        speaker=speaker,
        text=text,
        cues=cues,
    )
    places = _Lines(source.text)
    for flaw in turns.flaws:
        yield Problem(source.name, places.line(flaw.at), flaw.kind, flaw.message)


def _is_transcript(turns: Turns) -> bool:
    attributed = sum(turn.speaker is not None or turn.start is not None for turn in turns.spoken)
    return 2 * attributed > len(turns.spoken) and turns.labelled > _FEW * len(turns.spoken)


class _Lines:
    """The lines in which characters stand, asked for in order."""

    def __init__(self, text: str) -> None:
        """Of this text."""
        self._text, self._at, self._line = text, 0, 1

    def line(self, at: int) -> int:
        """The line of a character, from 1."""
        self._line += self._text.count("\n", self._at, at)
        self._at = at
        return self._line
