"""What a transcript does not say itself: its format, and what stands beside it, in its file's name
and in its folder."""

from __future__ import annotations

from refrain.loader import video_info
from refrain.loader.media_name import media_name
from refrain.loader.source import Source
from refrain.records import Transcript


def described(transcript: Transcript, source: Source, format_name: str) -> Transcript:
    """The transcript with what it lacks: of its format, of the file that yt-dlp writes beside
    captions (`.info.json`), of its file's name, and of its folder, in this order.

    Title, date, language and address in a file's name, and what stands beside it, are those of a
    transcript that is the only one of its file. The language of captions is in their name: beside
    them stands that of the recording. What is in no prompt has the channel as its topic, or else
    the folder.
    """
    transcript.format = transcript.format or format_name
    info = video_info.of(source)
    if not transcript.place:
        named = media_name(source.name)
        transcript.title = transcript.title or info.title or named.title or source.name
        transcript.published = transcript.published or info.published or named.published
        transcript.language = transcript.language or named.language or info.language
        transcript.url = transcript.url or info.url or named.url
    if transcript.topic is None and transcript.prompt is None:
        if info.channel:
            transcript.topic, transcript.topic_from = info.channel, "channel"
        elif source.folder:
            transcript.topic, transcript.topic_from = source.folder, "folder"
    return transcript
