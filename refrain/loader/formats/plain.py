"""A plain-text or Markdown file: one transcript, on the topic that its folder names."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from refrain import speakers
from refrain.loader import metadata
from refrain.loader.result import LoadResult

_LINE = re.compile(r"[^\r\n]*")
_HEADING = re.compile(r"#{1,6}[ \t]+")


def parse(text: str, source: str, folder: str) -> LoadResult:
    """The whole of a file as one transcript, without front matter and the white space around it.

    Its topic is the name of the `folder` that holds it. What front matter does not say: its title
    is a Markdown heading that it begins with, or else its file name; its speaker the names in bold
    that begin its lines, in the order they first speak, parted by `; `; its date the one in the
    file's name.
    """
    told, above = metadata.front_matter(text, source)
    body = text[above:].strip()
    start = above + len(text[above:]) - len(text[above:].lstrip())
    stem = re.sub(r"[-_]+", " ", PurePosixPath(source).stem).strip()
    row = {
        "transcript_id": source,
        "source": source,
        "line": 1 + len(re.findall(r"\r\n?|\n", text[:start])),
        "position": 1,
        "role": "transcript",
        "topic": folder or None,
        "title": told.get("title") or _heading(body) or stem or source,
        "speaker": told.get("speaker") or "; ".join(speakers.from_labels(body)) or None,
        "language": told.get("language"),
        "published": told.get("published") or metadata.date_in(source),
        "text": body,
        "start": start,
        "end": start + len(body),
    }
    return LoadResult([row])


def _heading(body: str) -> str:
    """The Markdown heading in the first line, without its marks, or "".

    >>> _heading("## About C# ##"), _heading("# C#"), _heading("#hashtag")
    ('About C#', 'C#', '')
    """
    line = _LINE.match(body)
    first = line.group().strip() if line else ""
    mark = _HEADING.match(first)
    if not mark:
        return ""
    title = first[mark.end() :]
    # Only marks after a blank close the heading: the one of C# is part of the name.
    bare = title.rstrip("#")
    return bare.rstrip() if not bare or bare[-1].isspace() else title
