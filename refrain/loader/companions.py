"""Files of one recording: its transcripts, and what belongs to them.

Files in one folder whose names differ in their ending and their language alone belong together:
`talk.en.vtt`, `talk.txt`, `talk.info.json` (what yt-dlp writes beside captions) and `talk.mp3`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from refrain.loader import video_info
from refrain.loader.media_name import CAPTIONS, split_language
from refrain.loader.roots import is_outside
from refrain.loader.source import Source
from refrain.records import Problem

MEDIA = (
    *(".mp3", ".m4a", ".aac", ".wav", ".ogg", ".oga", ".opus", ".flac"),
    *(".mp4", ".m4v", ".mov", ".webm", ".mkv"),
)
"""Endings of recordings that a browser may play."""
ENDINGS = (*MEDIA, video_info.ENDING, ".description")
"""Endings of files that are no transcripts and belong to one."""

Recording = list[Source]
"""The transcripts of one recording, in order; each knows its companions."""


def recordings(found: Iterable[Source | Problem]) -> deque[Recording | Problem]:
    """What was found, in its order, the files of each recording together where the first of them
    stands.

    A file that belongs to a transcript is its companion, and is gone from the list. One that
    belongs to none becomes the problem that says so.
    """
    together: dict[str, list[Source]] = {}
    places: list[str | Problem] = []
    for file in found:
        if isinstance(file, Problem):
            places.append(file)
            continue
        key = recording_of(file.name)
        if key not in together:
            places.append(key)
        together.setdefault(key, []).append(file)
    listed: deque[Recording | Problem] = deque()
    for place in places:
        listed += [place] if isinstance(place, Problem) else _with_companions(together[place])
    return listed


def recording_of(name: str) -> str:
    """The path of a file without its ending and its language.

    >>> [recording_of(f"a/talk{rest}") for rest in (".en.vtt", ".info.json", ".mp3", ".v2.txt")]
    ['a/talk', 'a/talk', 'a/talk', 'a/talk.v2']
    """
    if name.lower().endswith(video_info.ENDING):
        return name[: -len(video_info.ENDING)]
    path = PurePosixPath(name)
    stem = split_language(path.stem)[0] if path.suffix.lower() in CAPTIONS else path.stem
    return str(path.with_name(stem)) if stem else name


def _with_companions(files: list[Source]) -> list[Recording | Problem]:
    """The transcripts among the files of a recording, each with the others as its companions; where
    there are none, the problem of each file."""
    endings = [(_companion_ending(file), file) for file in files]
    transcripts = [file for ending, file in endings if not ending]
    companions = {ending: file for ending, file in endings if ending}
    if not transcripts:
        return [_without_transcript(ending, file) for ending, file in endings]
    for transcript in transcripts:
        transcript.companions = companions
    return [transcripts]


def beside(file: Source, folder: Path) -> dict[str, Source]:
    """The companions of a file that was opened by itself, from its folder, but for what leads out
    of the roots."""
    return {
        ending: Source.of_path(path, path.name, file.options)
        for ending, path in zip(ENDINGS, paths_beside(folder / file.name), strict=True)
        if path.is_file() and path.name != file.name and not is_outside(path, file.options.roots)
    }


def paths_beside(path: Path) -> list[Path]:
    """Where the companions of a file would be, by ENDINGS."""
    stem = PurePosixPath(recording_of(path.name)).name
    return [path.with_name(f"{stem}{ending}") for ending in ENDINGS]


def media_of(file: Source) -> str | None:
    """The name of the recording beside a file, as `Transcript.media` has it; None for one in an
    archive, from which nothing plays."""
    if file.ledger is not None:
        return None
    return next((file.companions[one].name for one in MEDIA if one in file.companions), None)


def _companion_ending(file: Source) -> str:
    return next((ending for ending in ENDINGS if file.name.lower().endswith(ending)), "")


def _without_transcript(ending: str, file: Source) -> Problem:
    if ending in MEDIA:
        message = "Left out: a recording without a transcript of its name. Transcribe it."
    else:
        message = "Left out: it tells of a recording whose captions are not there. Add them."
    return Problem(file.name, None, "skipped-file", message)
