"""The audio or video file beside a transcript, for the reader to play."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from dashboard import corpora, settings
from refrain.loader.roots import raise_if_outside

AUDIO = {
    ".aac": "audio/aac",
    ".flac": "audio/flac",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
}
VIDEO = {
    ".m4v": "video/mp4",
    ".mkv": "video/x-matroska",
    ".mov": "video/quicktime",
    ".mp4": "video/mp4",
    ".ogv": "video/ogg",
    ".webm": "video/webm",
}
"""By its ending, the media type of a file that a browser may play."""
LARGEST = 500_000_000
"""Bytes: the server holds a file that it plays in memory."""


def media_file(corpus_name: str, media: str) -> Path | None:
    """The file that the column `media` names, by its path from what was opened.

    None unless the corpus lies in the file system, and the file within its folder (links that lead
    out of it do not count), is audio or video by its ending, and has LARGEST bytes at most.
    """
    offer = corpora.offered().get(corpus_name)
    relative = PurePosixPath(media)
    if offer is None or relative.is_absolute() or ".." in relative.parts or "\0" in media:
        return None
    try:
        folder = (offer.path if offer.path.is_dir() else offer.path.parent).resolve()
        file = (folder / relative).resolve()
        raise_if_outside(file, settings.current().roots)
        fits = file.is_file() and file.stat().st_size <= LARGEST
    except (OSError, RuntimeError):
        return None
    is_media = file.suffix.lower() in AUDIO | VIDEO
    return file if fits and is_media and file.is_relative_to(folder) else None
