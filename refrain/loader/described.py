"""What a transcript does not say itself: its format, and what its file's name and folder say."""

from __future__ import annotations

import re

from refrain.loader import metadata
from refrain.loader.source import Source
from refrain.records import Transcript


def described(transcript: Transcript, source: Source, format_name: str) -> Transcript:
    """The transcript with what it lacks, of its format, its file's name and its folder.

    The title and the date in a file's name are those of a transcript that is the only one of its
    file. The folder is the topic of what is in no prompt.
    """
    transcript.format = transcript.format or format_name
    if not transcript.place:
        transcript.title = transcript.title or _title_in(source) or source.name
        transcript.published = transcript.published or metadata.date_in(source.name)
    if transcript.topic is None and transcript.prompt is None and source.folder:
        transcript.topic, transcript.topic_from = source.folder, "folder"
    return transcript


def _title_in(source: Source) -> str:
    return re.sub(r"[-_]+", " ", source.stem).strip()
