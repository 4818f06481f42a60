"""What a file says about its transcript besides the text: front matter, and a date in its name."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath

from refrain.loader.endings import MARKDOWN
from refrain.loader.front_matter import entries

_FRONT = re.compile(
    r"---[ \t]*(?:\r\n?|\n)((?:[^\r\n]*(?:\r\n?|\n)){1,80}?)---[ \t]*(?:\r\n?|\n|\Z)"
)
# By column, the keys that give it; the first that has a value.
_KEYS = {
    "title": ("title", "video_title", "episode_title"),
    "published": ("date", "published", "upload_date", "publish_date", "date_published"),
    "language": ("language", "lang"),
    "speaker": ("speaker", "speakers"),
}
_TOPICS = ("topic", "topics", "category", "categories", "tag", "tags")
_CHANNELS = ("channel", "channel_name", "show", "podcast")
_ADDRESSES = ("url", "link", "video_url", "youtube_url", "youtube", "video", "media")
_VIDEOS = ("youtube", "video", "youtube_id", "video_id")
_KNOWN = frozenset({*sum(_KEYS.values(), ()), *_TOPICS, *_CHANNELS, *_ADDRESSES, *_VIDEOS})
_VIDEO = re.compile(r"[A-Za-z0-9_-]{11}")
DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)")
"""A date in a name: year, month and day, with a mark between them or none."""
WATCH = "https://www.youtube.com/watch?v="
"""What stands before the id of a video in its address on YouTube."""


def front_matter(text: str, source: str) -> tuple[dict[str, str], int]:
    """The columns that the front matter of a Markdown file gives, and where the text begins.

    Columns: title, published, language, speaker (of a list, with `; ` between), topic and
    topic_from (the first of several tags, or else the channel), url. Front matter stands between
    two lines of three hyphens at the very start, as `refrain.loader.front_matter` has it; anything
    else there is text, and so is front matter with no text below it.

    >>> front_matter("---\\ntitle: 'A: b'\\ndate: 2021-03-04\\n---\\nSo.", "a.md")
    ({'title': 'A: b', 'published': '2021-03-04'}, 39)
    >>> front_matter("---\\ntitle: A: b\\ntags: [bees, so]\\n---\\nSo.", "a.md")
    ({'title': 'A: b', 'topic': 'bees', 'topic_from': 'front matter'}, 37)
    >>> front_matter("---\\nSo: we began.\\nAnd that was it.\\n---\\nSo.", "a.md")
    ({}, 0)
    """
    block = _FRONT.match(text) if source.lower().endswith(MARKDOWN) else None
    if block is None or not text[block.end() :].strip():
        return {}, 0
    said = entries(block.group(1), _KNOWN)
    if not said:
        return {}, 0
    columns = {}
    for column, keys in _KEYS.items():
        if cell := next(("; ".join(said[key]) for key in keys if said.get(key)), ""):
            columns[column] = cell
    return columns | _topic(said) | _address(said), block.end()


def date_in(source: str) -> str | None:
    """The date in a file's name, as `2021-03-04`; None without one.

    >>> date_in("show/2021-03-04-pilot.txt"), date_in("ep_20210304.md"), date_in("20219999.txt")
    ('2021-03-04', '2021-03-04', None)
    """
    for year, _, month, day in DATE.findall(PurePosixPath(source).name):
        try:
            return date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            continue
    return None


def _topic(said: dict[str, list[str]]) -> dict[str, str]:
    """The topic, and from where it is."""
    for keys, origin in ((_TOPICS, "front matter"), (_CHANNELS, "channel")):
        for key in keys:
            # Tags may be one text with commas.
            first = next(iter(said.get(key, ())), "")
            if topic := (first.split(",")[0] if key != "topic" else first).strip(" #"):
                return {"topic": topic, "topic_from": origin}
    return {}


def _address(said: dict[str, list[str]]) -> dict[str, str]:
    """The address of the recording: one on the web, or the id of a video on YouTube."""
    for key in (*_ADDRESSES, *_VIDEOS):
        value = next(iter(said.get(key, ())), "")
        if value.startswith(("http://", "https://")) and len(value.split()) == 1:
            return {"url": value}
        if key in _VIDEOS and _VIDEO.fullmatch(value):
            return {"url": f"{WATCH}{value}"}
    return {}
