"""A plain-text or Markdown file: one transcript, on the topic that its folder names."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from refrain import speakers
from refrain.loader import metadata
from refrain.loader.endings import MARKDOWN, TEXT
from refrain.loader.files import SourceFile
from refrain.loader.result import LoadResult

NAME = "plain text"
ENDINGS: tuple[str, ...] = TEXT + MARKDOWN

_LINE = re.compile(r"[^\r\n]*")
_HEADING = re.compile(r"#{1,6}[ \t]+")


def recognises(text: str, file: SourceFile) -> bool:
    """Always: what no other format recognises is a text."""
    return True


def read(text: str, file: SourceFile) -> LoadResult:
    """The whole of a file as one transcript, without front matter and the white space around it.

    Its topic is the name of the folder that holds it. Title, speaker, language and date are those
    of the front matter. Where it gives none, the title is a Markdown heading that the text begins
    with, or else the file's name; the speakers are the names in bold that begin lines, in the order
    in which they first speak, joined by `; `; the date is the one in the file's name.
    """
    source = file.source
    columns, front = metadata.front_matter(text, source)
    body = text[front:].strip()
    start = front + len(text[front:]) - len(text[front:].lstrip())
    stem = re.sub(r"[-_]+", " ", PurePosixPath(source).stem).strip()
    row = {
        "transcript_id": source,
        "source": source,
        "line": 1 + len(re.findall(r"\r\n?|\n", text[:start])),
        "position": 1,
        "role": "transcript",
        "topic": file.folder or None,
        "title": columns.get("title") or _heading(body) or stem or source,
        "speaker": columns.get("speaker") or "; ".join(speakers.from_labels(body)) or None,
        "language": columns.get("language"),
        "published": columns.get("published") or metadata.date_in(source),
        "text": body,
        "start": start,
        "end": start + len(body),
    }
    return LoadResult([row])


def _heading(body: str) -> str:
    """The Markdown heading in the first line, without its `#`, or "".

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
