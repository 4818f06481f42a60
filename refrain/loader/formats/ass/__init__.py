"""ASS and SSA, the subtitles of Aegisub: http://www.tcax.org/docs/ass-specs.htm

Read here, not with pysubs2: of a script with one time or colour that it cannot read it reads
nothing, it takes the fields of an event for those of the standard whatever the script says, and to
tell drawings from text it needs time quadratic in the overrides of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from refrain.finding_kinds import FindingKind
from refrain.loader import clock
from refrain.loader.formats.ass.layers import in_order, once
from refrain.loader.formats.ass.overrides import spoken
from refrain.loader.formats.ass.script import Event, Script
from refrain.loader.source import Source
from refrain.loader.timed_text import Speech, timed_text
from refrain.records import Problem, Transcript

NAME = "ASS"
ENDINGS: tuple[str, ...] = (".ass", ".ssa")
KINDS: Mapping[str, FindingKind] = {}

_HEAD = re.compile(r"[\ufeff\s]{0,200}(?:;[^\r\n]*[\r\n]\s*){0,50}\[script info\]", re.IGNORECASE)
_EVENT = re.compile(r"^(?:Dialogue|Comment):[^\r\n,]{0,30},\s*\d", re.MULTILINE)
_EXCERPT = 60


def recognises(source: Source) -> bool:
    """Whether it begins with the header of a script; or its name says so, and it has an event."""
    beginning = source.beginning
    if _HEAD.match(beginning):
        return True
    return source.ending in ENDINGS and bool(_EVENT.search(beginning))


def read(source: Source) -> Iterator[Transcript | Problem]:
    """One transcript, its events in order of time: a cue is an event that is shown.

    Comments and drawings are passed over. A line that stands in several layers at the same time, or
    frame by frame, counts once. Of karaoke the lines count that the effects were made from.
    """
    script = Script.of(source.text)
    problems: list[Problem] = []
    speeches = [_speech(source, event, problems) for event in _shown(script.events)]
    text, cues, speaker = timed_text(once(in_order(speeches)))
    if text:
        yield Transcript(
            source=source.name, title=script.title, text=text, cues=cues, speaker=speaker
        )
    for line, content in script.stray:
        message = f"“{_short(content)}” is no whole event (Dialogue: …) and was left out."
        problems.append(Problem(source.name, line, "stray-line", message))
    yield from sorted(problems, key=lambda problem: problem.line or 0)
    if not text:
        message = "It is ASS, but no event of it has words. Put in Dialogue: lines."
        yield Problem(source.name, None, "no-speech", message)


def _shown(events: list[Event]) -> list[Event]:
    """The events whose text is shown. Programs that make karaoke leave its lines as comments
    (`karaoke`), and write an event for each syllable (`fx`)."""
    effects = {(event.comment, event.fields.get("effect", "").lower()) for event in events}
    if {(True, "karaoke"), (False, "fx")} <= effects:
        return [
            event
            for event in events
            if (event.fields.get("effect", "").lower() == "karaoke")
            or (not event.comment and event.fields.get("effect", "").lower() != "fx")
        ]
    return [event for event in events if not event.comment]


def _speech(source: Source, event: Event, problems: list[Problem]) -> Speech:
    text = spoken(event.text)
    times: list[float | None] = []
    for name in ("start", "end"):
        written = event.fields.get(name, "")
        times.append(clock.seconds(written))
        if text and times[-1] is None:
            message = f"The time {written[:40]!r} ({name}) cannot be read; its text was kept."
            problems.append(Problem(source.name, event.line, "unreadable-time", message))
    start, end = times
    if text and start is not None and end is not None and end < start:
        message = f"“{_short(text)}” ends before it begins; its end was left out."
        problems.append(Problem(source.name, event.line, "backward-time", message))
        end = None
    return Speech(text, start, end, event.fields.get("name") or event.fields.get("actor") or None)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}…"
