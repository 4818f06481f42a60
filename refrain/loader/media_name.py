"""What the name of a file says of the recording: title, language, date, and the id on YouTube.

Programs that download videos name files `TITLE [ID].LANGUAGE.vtt` (yt-dlp) or
`TITLE-ID.LANGUAGE.vtt` (youtube-dl); people put dates in front.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import NamedTuple

from refrain.loader import language_tags
from refrain.loader.metadata import DATE, WATCH, date_in

CAPTIONS = (
    *(".vtt", ".srt", ".sbv", ".ass", ".ssa", ".ttml", ".dfxp", ".srv1", ".srv2", ".srv3"),
    *(".json3", ".lrc", ".sub"),
)
"""Endings before which a name may have a language; elsewhere `notes.my` is a word."""
# What captions may be besides their language: for the hard of hearing, forced, by a recogniser.
_FLAGS = ("auto", "cc", "default", "forced", "generated", "hi", "live_chat", "sdh")
# An id has 11 characters, of which the last holds four bits.
_ID = r"(?P<id>[A-Za-z0-9_-]{10}[AEIMQUYcgkosw048])"
_IN_BRACKETS = re.compile(rf"[ _.-]?\[{_ID}\]$")
_AT_END = re.compile(rf"(?:^|(?<=[-_ .])){_ID}$")
_BREAKS_IN_BRACKETS, _BREAKS_AT_END = 2, 4
_BREAK = re.compile(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Za-z])|(?<=[A-Z])(?=[0-9])")
_BESIDE_DATE = " -_.,()[]–—"


class MediaName(NamedTuple):
    """What a name says; None for what it does not."""

    title: str | None
    language: str | None = None
    published: str | None = None
    url: str | None = None


def media_name(source: str) -> MediaName:
    """What the name of a file says, from its path.

    >>> media_name("a/My talk [dQw4w9WgXcQ].en.vtt")
    MediaName(title='My talk', language='en', published=None, \
url='https://www.youtube.com/watch?v=dQw4w9WgXcQ')
    >>> media_name("2021-03-04 talk.zh-Hans.srt")[:3], media_name("20210304_name.txt")[:3]
    (('talk', 'zh-Hans', '2021-03-04'), ('name', None, '2021-03-04'))
    >>> media_name("notes.my.txt")[:3], media_name("my_talk-information.srt")
    (('notes.my', None, None), MediaName(title='my talk information', language=None, \
published=None, url=None))
    """
    path = PurePosixPath(source)
    stem = path.stem if path.suffix else path.name
    language = None
    if path.suffix.lower() in CAPTIONS:
        stem, language = split_language(stem)
    rest, video = _video(stem)
    published = date_in(rest)
    title = _tidy(_without_date(rest) if published else rest)
    if not any(map(str.isalnum, title)):
        title = stem.strip() if any(map(str.isalnum, stem)) else ""
    return MediaName(title or None, language, published, video)


def watch_url(video: str) -> str:
    """The address of a video on YouTube, from its id."""
    return f"{WATCH}{video}"


def split_language(stem: str) -> tuple[str, str | None]:
    """A stem of captions without the language at its end, and the language.

    >>> split_language("talk.en.sdh"), split_language("talk.my"), split_language("talk")
    (('talk', 'en'), ('talk', 'my'), ('talk', None))
    """
    rest, flagged = stem, False
    for _ in range(3):
        before, dot, last = rest.rpartition(".")
        if not dot or not before:
            break
        is_flag = last.lower() in _FLAGS and not flagged
        # `hi` alone is Hindi; behind another language it is for the hard of hearing.
        if is_flag and not (last.lower() == "hi" and not _ends_in_tag(before)):
            rest, flagged = before, True
            continue
        tag = language_tags.tag(last)
        return (before, tag) if tag else (rest if flagged else stem, None)
    return rest, None


def _ends_in_tag(stem: str) -> bool:
    before, dot, last = stem.rpartition(".")
    return bool(before and dot and language_tags.tag(last))


def _video(stem: str) -> tuple[str, str | None]:
    """A stem without the id of a video at its end, and the video's address."""
    match = _IN_BRACKETS.search(stem)
    least = _BREAKS_IN_BRACKETS
    if match is None:
        match, least = _AT_END.search(stem[-12:]), _BREAKS_AT_END
        begin = max(len(stem) - 12, 0)
    else:
        begin = 0
    if match is None or not _is_random(match["id"], least):
        return stem, None
    return stem[: begin + match.start()], watch_url(match["id"])


def _is_random(text: str, least: int) -> bool:
    """Whether letters and digits change as they do in no word and no number of an episode."""
    mixed = text != text.lower() and text != text.upper()
    return mixed and len(_BREAK.findall(text)) >= least


def _without_date(stem: str) -> str:
    """A stem without a date at one of its ends."""
    for match in DATE.finditer(stem):
        before, after = stem[: match.start()], stem[match.end() :]
        if not before.strip(_BESIDE_DATE):
            return after.lstrip(_BESIDE_DATE)
        if not after.strip(_BESIDE_DATE):
            return before.rstrip(_BESIDE_DATE)
    return stem


def _tidy(stem: str) -> str:
    """A stem as a title: with spaces between its words, where it has none of its own."""
    stem = stem.strip(" -_")
    words = stem if " " in stem else re.sub(r"[-_]+", " ", stem)
    return " ".join(words.replace("_", " ").split())
