"""TTML, which is also DFXP, IMSC and the lyrics of Apple Music: https://www.w3.org/TR/ttml2/"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from refrain.finding_kinds import FindingKind
from refrain.loader import safe_xml
from refrain.loader.formats.captions.speakers import speeches
from refrain.loader.formats.ttml.body import Body, Flaw
from refrain.loader.source import Source
from refrain.loader.timed_text import timed_text
from refrain.records import Problem, Transcript

NAME = "TTML"
ENDINGS: tuple[str, ...] = (".ttml", ".dfxp", ".xml")
KINDS: Mapping[str, FindingKind] = safe_xml.KINDS

_NAMESPACES = ("ttml", "ttaf1")
_MESSAGES = {
    "stray-line": "“{}” stands outside of a paragraph (<p>) and was left out.",
    "unreadable-time": "The time {} cannot be read; its text was kept.",
    "backward-time": "“{}” ends before it begins; its end was left out.",
}
_EXCERPT = 60


def recognises(source: Source) -> bool:
    """Whether it begins with the root of TTML, or with another tag under a name of TTML's, so that
    its markup is read as text by none."""
    if "<" not in source.beginning[:1000]:
        return False
    if safe_xml.root_name(source.beginning) == "tt":
        return True
    return source.ending in ENDINGS and source.beginning.lstrip("\ufeff \t\r\n").startswith("<")


def read(source: Source) -> Iterator[Transcript | Problem]:
    """A transcript, or one for each language where its parts are in several: a cue is a paragraph.

    Pieces of a paragraph join as they stand, so that syllables make words, and a line break is a
    space. Romanisation, translations, readings of characters (ruby) and metadata are passed over.
    """
    if safe_xml.root_name(source.beginning) != "tt":
        yield _unknown(source, safe_xml.root_name(source.beginning))
        return
    body, problems = safe_xml.read(source, Body)
    body.finish()
    if "}" in body.root and not any(name in body.root for name in _NAMESPACES):
        yield _unknown(source, body.root)
        return
    yield from _transcripts(source, body)
    yield from problems
    yield from (_problem(source, flaw) for flaw in body.flaws)
    if not body.shown:
        message = "It is TTML, but no paragraph (<p>) of it has words. Transcribe it again."
        yield Problem(source.name, None, "no-speech", message)


def _transcripts(source: Source, body: Body) -> Iterator[Transcript]:
    several = len(body.shown) > 1
    for position, language in enumerate(body.shown, 1):
        text, cues, speaker = timed_text(speeches(body.lines(language)))
        yield Transcript(
            source=source.name,
            place=(language or "0") if several else "",
            position=position,
            title=body.head.title,
            speaker=speaker,
            language=language,
            text=text,
            cues=cues,
        )


def _unknown(source: Source, root: str) -> Problem:
    message = (
        f"It begins with <{root[:_EXCERPT]}>, as no format does that is read, and was left out. "
        "Export it as TTML, WebVTT or SRT if it holds one."
    )
    return Problem(source.name, None, "unknown-structure", message)


def _problem(source: Source, flaw: Flaw) -> Problem:
    what = " ".join(flaw.what.split())
    shown = what if len(what) <= _EXCERPT else f"{what[:_EXCERPT]}…"
    return Problem(source.name, flaw.line, flaw.kind, _MESSAGES[flaw.kind].format(shown))
